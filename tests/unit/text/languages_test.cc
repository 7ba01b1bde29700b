// Every language of the table by its own words: those of town halls, schools and clinics, in the forms in which they
// stand in texts and are typed by readers. A new language is a row here.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <sstream>

#include "indexer/text/analyser.h"
#include "indexer/text/language.h"
#include "tests/unit/text/words.h"

namespace gp {
namespace {

using testing::ElementsAreArray;
using testing::SizeIs;

struct Row {
  const char* tag;
  const char* together;    // forms of one word, of one stem each; '|' between words
  const char* apart;       // different words, none of which shares its stem with another
  const char* question;    // as put to a search box
  const char* stop_words;  // those of the question, in order
  const char* written;     // elisions, apostrophes, hyphens, letters of its own ...
  const char* words;       // ... and the words of it
};

const Row kRows[] = {
    {"bg", "училище училища училището УЧИЛИЩА|град градът градове|къща къщи|работник работници работниците",
     "училище детска градина жилище работа здраве", "Как може общината да помогне на децата и какво работи?",
     "как може да на и какво", "по-добро „Столипиново“ ѝ", "по добро столипиново и"},
    {"bs", "škola škole školama SKOLA|kuća kuće kućama kuca|općina općine općinama|ulica ulice",
     "škola kuća općina zdravlje posao", "Kako možemo pomoći djeci i šta nam treba?", "kako mozemo i sta nam treba",
     "đak Bosna-Hercegovina", "dak bosna hercegovina"},
    {"ca", "escola escoles ESCOLES|nen nens|ciutat ciutats|treballador treballadors|habitació habitacions",
     "escola habitatge ciutat salut feina", "Com podem ajudar els nens que no van a l’escola?",
     "com podem els que no a", "l’escola d'infants col·legi compra-ho", "escola infants collegi compra ho"},
    {"cnr", "škola škole školama SKOLA|kuća kuće kućama kuca|opština opštine opštinama", "škola kuća opština zdravlje",
     "Kako možemo pomoći djeci i što nam treba?", "kako mozemo i sto nam treba", "śutra źenica Crna-Gora",
     "sutra zenica crna gora"},
    {"cs",
     "škola školy školách SKOLA|město města městech mesto|pracovník pracovníci|byt byty bytů bytech BYT|děti dětí",
     "škola bydlení zdraví práce město", "Jak může obec pomoci dětem a kdy je to možné?", "jak a kdy je to",
     "česko-romský společně", "cesko romsky spolecne"},
    {"da", "skole skoler skolerne SKOLER|kommune kommunen kommunens kommuner|bolig boliger|arbejder arbejdere",
     "skole bolig sundhed kommune by", "Hvordan kan vi hjælpe børnene i skolen?", "hvordan kan vi i",
     "Odense's ærø-færgen børn", "odense aero faergen born"},
    {"de", "Schule Schulen SCHULEN|Stadt Städte Städten stadte|Kind Kinder Kindern|Wohnung Wohnungen|Straße STRASSE",
     "Schule Wohnung Gesundheit Arbeit Stadt", "Was können wir für die Kinder ohne Wohnung tun?",
     "was konnen wir fur die ohne tun", "geht’s Roma-Kinder Ehe-Aus", "geht roma kinder ehe aus"},
    {"el",
     "σχολείο σχολεία ΣΧΟΛΕΙΑ σχολειο|δήμος δήμοι δήμων ΔΗΜΟΣ|πόλη πόλεις|κατοικία κατοικίες κατοικιών|υπηρεσία "
     "υπηρεσίες ΥΠΗΡΕΣΙΕΣ",
     "σχολείο κατοικία υγεία εργασία πόλη", "Πώς μπορεί ο δήμος να βοηθήσει τα παιδιά;", "πωσ μπορει ο να τα",
     "κοινωνικο-οικονομική Αϊ-Γιάννης", "κοινωνικο οικονομικη αι γιαννησ"},
    {"en", "school schools SCHOOLS|city cities|worker workers worker’s|neighbourhood neighbourhoods|family families",
     "school house hospital worker city", "How can we get the children of the city to school?",
     "how can we the of the to", "the children’s e-mail, O'Neill", "the children e mail oneill"},
    {"es", "escuela escuelas ESCUELAS|niño niña niños NIÑAS nino|trabajador trabajadores|vivienda viviendas",
     "escuela vivienda salud empleo barrio", "¿Cómo podemos ayudar a los niños sin vivienda?", "como podemos a los sin",
     "¿Qué? socio-económico d'Eivissa", "que socio economico eivissa"},
    {"et", "kool kooli koolid KOOLID|linn linna linnad|töötaja töötajad tootajad|laps lapse lapsed",
     "kool eluase tervis töö linn", "Kuidas saab linn aidata lapsi ja mida on vaja?", "kuidas saab ja mida on vaja",
     "eesti-vene õpe", "eesti vene ope"},
    {"eu", "hiri hiriak hirian HIRIAK|ume umeak umeen|langile langileak langileen", "hiri ume osasun eskola",
     "Nola lagundu dezakegu eta zer egin haurrekin?", "nola dezakegu eta zer", "gizarte-lana Gasteiz-en",
     "gizarte lana gasteiz en"},
    {"fi", "koulu koulut koulussa KOULUT|työntekijä työntekijät tyontekijat|talo talot talossa|kunta kunnat kunnan",
     "koulu asunto terveys työ kaupunki", "Miten voimme auttaa lapsia, joilla ei ole asuntoa?",
     "miten voimme joilla ei ole", "linja-auto EU:n", "linja auto eu n"},
    {"fr", "école écoles ÉCOLES ecole|ville villes|travailleur travailleurs|logement logements|quartier quartiers",
     "école logement santé travail ville", "Comment peut-on aider les enfants qui n’ont pas d’école ?",
     "comment peut on les qui ont pas", "l’école d'été qu’elles s’il aujourd’hui porte-à-porte",
     "ecole ete elles il aujourdhui porte a porte"},
    {"ga",
     "bosca bhosca mbosca BOSCA|pobal phobal bpobal|sráid tSráid sraid|athair nAthair|Éireann hÉireann|uachtarán "
     "tUachtarán",
     "scoil teach sláinte obair nathair", "Conas is féidir leis an gcathair cabhrú leis na páistí sa bhaile?",
     "conas is feidir leis an leis na sa", "d’oscail b'fhearr m'athair na hÉireann n-athair",
     "oscail fhearr athair na heireann n athair"},
    {"hr", "škola škole školama SKOLA|kuća kuće kućama kuca|općina općine općinama|bolnica bolnice",
     "škola kuća zdravlje posao općina", "Kako grad može pomoći djeci i gdje ima stanova?", "kako moze i gdje ima",
     "društveno-ekonomski đaci", "drustveno ekonomski daci"},
    {"hu", "lakás lakások LAKÁS lakas|város városok városban|ház házak házban|munkás munkások",
     "iskola lakás egészség munka város", "Hogyan lehet segíteni a gyerekeknek és mit kell tenni?",
     "hogyan lehet a es mit kell", "Kovács-féle egészség-ügy", "kovacs fele egeszseg ugy"},
    {"is", "skóli skólar skólum SKÓLAR skoli|borg borgir|starfsmaður starfsmenn|sveitarfélag sveitarfélög",
     "skóli heilsa vinna borg", "Hvernig getum við hjálpað börnum og hvað er gert?", "hvernig getum vid og hvad er",
     "Þjóð-félag æska", "thjod felag aeska"},
    {"it", "scuola scuole SCUOLE|bambino bambina bambini bambine|lavoratore lavoratori|città citta CITTÀ|casa case",
     "scuola casa salute lavoro quartiere", "Come possiamo aiutare i bambini che non hanno una casa?",
     "come possiamo i che non hanno una", "dell’alloggio un'amica l’11 quell’anno dov'è socio-sanitario",
     "alloggio amica l 11 anno e socio sanitario"},
    {"lt", "mokykla mokyklos mokyklose MOKYKLA|miestas miestai miestuose|vaikas vaikai vaikams|darbuotojas darbuotojai",
     "mokykla būstas sveikata darbas miestas", "Kaip galime padėti vaikams ir ką reikia daryti?",
     "kaip galime ir ka reikia", "Šiaulių-Kauno žmonės", "siauliu kauno zmones"},
    {"lv", "skola skolas skolām SKOLA|bērns bērni bērniem berni|māja mājas mājām|brālis brāļa brāļi|pilsēta pilsētās",
     "skola māja veselība darbs pilsēta", "Kā mēs varam palīdzēt bērniem un kas ir vajadzīgs?",
     "ka mes varam un kas ir", "sociāli-ekonomisks ķīmija", "sociali ekonomisks kimija"},
    {"mk", "училиште училишта училиштата УЧИЛИШТЕ|град градови градовите|куќа куќи КУЌА|работник работници",
     "училиште куќа здравје работа општина", "Како може општината да им помогне на децата?", "како може да им на",
     "социо-економски ѓаци ќе", "социо економски гаци ке"},
    {"mt", "ħaddiem ħaddiema haddiem ĦADDIEM|kunsill kunsilli", "skola saħħa xogħol belt",
     "Kif nistgħu ngħinu lit-tfal u x’inhu meħtieġ?", "kif nistghu u inhu",
     "l-iskola il-kunsill tal-iskola b’mod f'Malta m’hemmx", "l iskola il kunsill tal iskola mod malta hemmx"},
    {"nb", "skole skoler skolene SKOLER|kommune kommunen kommuner|bolig boliger boligene|gate gater",
     "skole bolig helse kommune jobb", "Hvordan kan vi hjelpe barna som ikke går på skolen?",
     "hvordan kan vi som ikke pa", "Oslo's sør-øst", "oslo sor ost"},
    {"nl", "school scholen SCHOLEN|gemeente gemeenten|wijk wijken|werknemer werknemers",
     "school woning gezondheid werk wijk", "Hoe kunnen we kinderen helpen die niet naar school gaan?",
     "hoe kunnen we die niet naar", "'s avonds foto’s zo'n co-ouder geïnteresseerd",
     "s avonds foto zon co ouder geinteresseerd"},
    {"nn", "skule skular skulane SKULAR|kommune kommunar kommunane|bustad bustader", "skule helse kommune jobb",
     "Korleis kan me hjelpe borna som ikkje går på skulen?", "korleis kan me som ikkje pa", "nord-norsk på",
     "nord norsk pa"},
    {"no", "skole skoler SKOLER|kommune kommuner", "skole bolig helse", "Hvor kan barna få hjelp?", "hvor kan",
     "nord-norsk ære", "nord norsk aere"},
    {"pl",
     "szkoła szkoły szkole SZKOŁA szkola|miasto miasta miastach|mieszkanie mieszkania mieszkań|pracownik pracownicy",
     "szkoła zdrowie praca miasto gmina", "Jak możemy pomóc dzieciom i co jest potrzebne?", "jak mozemy i co jest",
     "Kennedy’ego społeczno-ekonomiczny", "kennedy spoleczno ekonomiczny"},
    {"pt", "escola escolas ESCOLAS|criança crianças crianca|trabalhador trabalhadores|cidade cidades|bairro bairros",
     "escola saúde trabalho cidade bairro", "Como podemos ajudar as crianças que não têm casa?",
     "como podemos as que nao tem", "copo-d’água disse-lhe d'Ávila", "copo agua disse lhe avila"},
    {"ro", "școli şcoli scoli ȘCOLI|locuință locuințe locuinta|oraș orașe oras|casă case|lucrător lucrători",
     "școală sănătate muncă oraș copil", "Cum putem ajuta copiii care nu merg la școală?", "cum putem care nu la",
     "s-au într-o dintr-un", "s au intr o dintr un"},
    {"rom", "škola školi skola ŠKOLA|romano romani romane|čhavo čhave|kher khera", "škola kher sastipe buti",
     "Sar shaj te žutisaras e čhaven?", "sar shaj te e", "Čhib-romani", "chib romani"},
    {"ru", "школа школы школах ШКОЛА|ребёнок ребенок|город города городах|дети детей детям|работник работники",
     "школа жильё здоровье работа город", "Как мы можем помочь детям, у которых нет жилья?",
     "как мы можем у которых нет", "социально-экономический ёж", "социально экономический еж"},
    {"sk", "škola školy školách SKOLA|byt byty bytoch BYT|pracovník pracovníci|mesto mestá mestách",
     "škola bývanie zdravie práca mesto", "Ako môže obec pomôcť deťom a čo je potrebné?", "ako moze a co je",
     "slovensko-rómsky ľudia", "slovensko romsky ludia"},
    {"sl", "šola šole šoli SOLA|občina občine občin obcina|delavec delavci|mesto mesta mestih",
     "šola zdravje delo občina mesto", "Kako lahko pomagamo otrokom in kaj je treba storiti v vasi?",
     "kako lahko in kaj je treba v", "družbeno-ekonomski čas", "druzbeno ekonomski cas"},
    {"sq", "shkollë shkolla shkollat SHKOLLAVE shkolle|fëmijë fëmijët femijeve|qytet qytete qytetet|punëtor punëtorët",
     "shkollë shtëpi shëndet bashki qytet", "Si mund të ndihmojmë fëmijët që nuk shkojnë në shkollë?",
     "si mund te qe nuk ne", "ç’është s'ka t’i socio-ekonomik", "eshte ka i socio ekonomik"},
    {"sr", "школа школе школама ШКОЛА škola skola|кућа куће кућама kuća|општина општине|деца дјеца",
     "школа кућа здравље посао општина", "Како можемо да помогнемо деци и шта нам треба?",
     "kako mozemo da i sta nam treba", "Нови-Сад ђак", "novi sad dak"},
    {"sr-Latn", "škola škole školama SKOLA школа|kuća kuće kućama|opština opštine", "škola kuća zdravlje posao",
     "Gde mogu da nađem posao?", "gde mogu da", "Novi-Sad đak", "novi sad dak"},
    {"sv", "skola skolor skolorna SKOLOR|kommun kommuner kommunens|arbetare arbetarna|stad städer stader|barn barnen",
     "skola hälsa arbete kommun bostad", "Hur kan vi hjälpa barnen som inte går i skolan?", "hur kan vi som inte i",
     "Lund's små-barn", "lund sma barn"},
    {"tr", "okul okullar OKULLAR okullarda|çocuk çocuklar cocuklar|şehir şehirler sehirde|işçi işçiler isci|ev evler",
     "okul sağlık işçi şehir çocuk", "Çocuklara temiz su için nasıl yardım edebiliriz ve ne gerekir?",
     "icin nasil ve ne", "İzmir’in IŞIK Ankara'da sosyo-ekonomik", "izmir isik ankara sosyo ekonomik"},
    {"uk",
     "школа школи школах ШКОЛА|місто міста містах|громада громади громад|працівник працівники|дитина дитини|роми ромів "
     "ромах",
     "школа житло здоров'я праця місто", "Як ми можемо допомогти дітям, які не мають житла?",
     "як ми можемо які не мають", "здоров’я об'єднання соціально-економічний ґанок",
     "здоровя обєднання соціально економічний ганок"},
};

std::vector<std::string> split(std::string_view text, char separator) {
  std::istringstream in{std::string(text)};
  std::vector<std::string> parts;
  for (std::string part; std::getline(in, part, separator);) parts.push_back(part);
  return parts;
}

std::string test_name(const testing::TestParamInfo<Row>& row) {
  std::string name = row.param.tag;
  std::erase(name, '-');
  return name;
}

class LanguagesTest : public testing::TestWithParam<Row> {};

INSTANTIATE_TEST_SUITE_P(, LanguagesTest, testing::ValuesIn(kRows), test_name);

TEST_P(LanguagesTest, FormsOfAWordShareTheirStem) {
  for (const std::string& forms : split(GetParam().together, '|')) {
    const std::vector<std::string> found = stems(GetParam().tag, forms);
    EXPECT_THAT(std::set(found.begin(), found.end()), SizeIs(1)) << forms << " -> " << testing::PrintToString(found);
  }
}

TEST_P(LanguagesTest, DifferentWordsDoNot) {
  const std::vector<std::string> found = stems(GetParam().tag, GetParam().apart);
  EXPECT_THAT(std::set(found.begin(), found.end()), SizeIs(found.size())) << testing::PrintToString(found);
}

TEST_P(LanguagesTest, OfAQuestionItsFunctionWordsAreStopWords) {
  Analyser analyser(GetParam().tag);
  std::vector<std::string> found;
  for (const Token& token : analyser.analyse(GetParam().question)) {
    if (token.stop_word) found.emplace_back(token.word);
  }
  EXPECT_THAT(found, ElementsAreArray(split(GetParam().stop_words, ' '))) << GetParam().question;
}

TEST_P(LanguagesTest, ItsSpellingBecomesWords) {
  EXPECT_THAT(words(GetParam().tag, GetParam().written), ElementsAreArray(split(GetParam().words, ' ')));
}

TEST_P(LanguagesTest, NumbersAreAlikeInAllLanguages) {
  EXPECT_THAT(stems(GetParam().tag, "2013 1.300 1,300 1\u00A0300 3,5 2014-2020 H2020"),
              ElementsAreArray({"2013", "1300", "1300", "1300", "3.5", "2014", "2020", "h2020"}));
}

TEST(LanguageTableTest, EveryLanguageHasARowOfTests) {
  for (const Language& language : languages()) {
    EXPECT_TRUE(language.tag == "und" ||
                std::ranges::any_of(kRows, [&](const Row& row) { return language.tag == row.tag; }))
        << language.tag;
  }
}

// A query does without its stop words, and one in any language of the index is one.
TEST(LanguageTableTest, WhatPeopleSearchForIsNoStopWordThoughFoldingMakesItOne) {
  for (const auto& [tag, word] : {std::pair{"cs", "byt"},  // a flat; být
                                  {"de", "war"},           // what people flee from; a past tense
                                  {"eu", "arte"},          // art; until
                                  {"fr", "été"},           // summer; been
                                  {"ga", "cathair"},       // a city
                                  {"it", "Stato"},         // the state; been
                                  {"lt", "bus"},           // to school; will be
                                  {"lt", "buti"},          // work, in Romani; to be
                                  {"lv", "tēvi"},          // fathers; tevi
                                  {"pt", "EU"},            // the European Union; I
                                  {"ro", "EU"},
                                  {"sk", "byt"},
                                  {"sl", "vas"},     // a village; you
                                  {"tr", "su"},      // water; şu
                                  {"tr", "işe"}}) {  // to work; if
    Analyser analyser(tag);
    EXPECT_FALSE(analyser.analyse(word).at(0).stop_word) << tag << " " << word;
  }
}

}  // namespace
}  // namespace gp
