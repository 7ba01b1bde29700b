// The table of languages. Stop words are function words only - articles, pronouns, prepositions, conjunctions,
// auxiliaries, question words - written as fold() leaves them: no accents, ß as ss. They are indexed like other words;
// the mark lets a query of several words do without them. The word lists and the elisions are one string each, to be
// read as prose.
#include "indexer/text/language.h"

#include <algorithm>
#include <cctype>

namespace gp {
namespace {

// French and Italian names keep their elision in every language: Val d'Aosta, L'Aquila, Sant'Egidio.
constexpr std::string_view kInNames = "d l dell sant";

constexpr std::string_view kNorwegian =
    "i og jeg det at en et ei den til er som pa de med han av ikke ikkje der sa var meg seg men ett har om vi min "
    "mitt ha hadde hun na over da ved fra du ut sin dem oss opp man kan hans hvor eller hva skal selv her alle "
    "vil bli ble blitt kunne inn nar vaere noen noe dette disse deres etter mot for under mellom gjennom hvordan "
    "hvem hvilke hvorfor ja nei vaert eg ein eit dei ho me kva kvar kven korleis vere vart blei nokon noko sitt "
    "sine";

constexpr std::string_view kBosnianCroatianMontenegrinSerbian =
    "i u na je se da su za od sa s o a ali ili ne kao koji koja koje koju kojih kojima sto sta po iz do k ka ko "
    "tko gdje gde kad kada kako zasto koliko kakav kakva li bi bio bila bilo bili biti ce cemo cu nije nisu sam "
    "si smo ste jesu to taj ta te ti ovaj ova ovo ove oni ona ono one on mi vi ja ga mu joj im ih nas vas sve svi "
    "svoj svoje pri pod nad pred kroz prema izmedu medu radi zbog bez uz jer ako vec jos samo takode takoder tako "
    "nego pa iako";

constexpr Language kLanguages[] = {
    {"bg", "bg", Stemming::kFirstFive, "", kInNames, "",
     "и в във на за от с със до по при под над през без между след пред към около из се си са съм сме сте е беше "
     "бяха бил била било били бъде да ли не ни но а или че ако като който която което които това този тази тези "
     "онзи той тя то те аз ти ние вие го му я им ги ми ме ще би как какво какъв каква кой коя кога къде защо "
     "колко както също само още вече така има няма може"},
    {"bs", "sh", Stemming::kSnowball, "serbian", kInNames, "", kBosnianCroatianMontenegrinSerbian},
    {"ca", "ca", Stemming::kSnowball, "catalan", "l d s n m t", "l ls n ns m s t hi ho",
     "l d s n m t el la els les un una uns unes de del dels al als a en amb per pel pels i o ni que qui com quan "
     "on quin quina quins quines perque si no es son era eren ser estar ha han he hem havia haver te tenen aixo "
     "aquest aquesta aquests aquestes aquell aquella ell ella ells elles jo tu nosaltres vosaltres em et ens us "
     "li ho hi se seu seva seus seves meu meva nostre nostra sense sobre entre fins des cap contra durant mes "
     "molt tambe ja pero doncs tot tota tots totes"},
    {"cnr", "sh", Stemming::kSnowball, "serbian", kInNames, "", kBosnianCroatianMontenegrinSerbian},
    {"cs", "cs", Stemming::kFirstFive, "", kInNames, "",
     "a i v ve na z ze s se o od do k ke ku u za po pro pri pred pres pod nad mezi bez podle kolem ktery ktera "
     "ktere kteri kterych co kdo kde kdy jak proc kolik jaky jaka jake je jsou byl byla bylo byli byt bude budou "
     "jsem jsme jste ma maji by ale nebo ani kdyz protoze tak take jen uz jeste ten ta to ti ty toho tomu tento "
     "tato toto on ona ono oni my vy ja mi mu ji jich jim jeho jejich jej svuj sve nas vas si ne neni aby zda az"},
    {"da", "da", Stemming::kSnowball, "danish", kInNames, "s",
     "og i jeg det at en et den til er som pa de med han af for ikke der var mig sig men har om vi min havde ham "
     "hun nu over da fra du ud sin dem os op man hans hvor eller hvad skal selv her alle vil blev kunne ind nar "
     "vaere dog noget nogle nogen ad jo deres efter ned skulle denne end dette mit ogsa under have dig anden "
     "hende mine alt meget sit sine vor mod disse hvis din hos blive mange ved bliver hendes vaeret hvordan hvem "
     "hvilke hvorfor mellem gennem uden kan"},
    {"de", "de", Stemming::kSnowball, "german", kInNames, "s",
     "der die das des dem den ein eine einer eines einem einen und oder aber auch nicht kein keine keinen in im "
     "an am auf aus bei beim mit nach von vom zu zum zur fur uber unter durch gegen ohne um vor zwischen seit bis "
     "wegen ist sind war waren sein bin bist hat haben hatte wird werden wurde wurden kann konnen konnte soll "
     "sollen muss mussen will ich du er sie es wir ihr mich mir dich dir ihn ihm uns euch ihnen sich man dieser "
     "diese dieses diesem diesen jener welche welcher welches wie was wer wen wem wo wann warum wieviel dass ob "
     "wenn als weil denn so nur noch schon sehr mein unser seine ihre ihren"},
    {"el", "el", Stemming::kSnowball, "greek", kInNames, "",
     "ο η το οι τα του τησ των τον την τη τουσ τισ τι στο στη στην στον στα στουσ στισ στων ενα ενασ μια μιασ "
     "ενοσ και κι να θα που πωσ οτι ωστε αν οταν ενω αλλα ομωσ γιατι δεν μη μην με σε για απο ωσ προσ κατα μετα "
     "παρα χωρισ μεταξυ μεχρι υπο περι ειναι ηταν εχει εχουν ειχε εχω αυτο αυτοσ αυτη αυτοι αυτεσ αυτα αυτων "
     "αυτου εκεινο ποιοσ ποια ποιο ποιοι ποσο ποσα ποτε οποιοσ οποια οποιο οποιοι εγω εσυ εμεισ εσεισ μου σου μασ "
     "σασ ολα ολοι επισησ πολυ πιο μονο"},
    {"en", "en", Stemming::kSnowball, "english", kInNames, "s",
     "a an the and or but nor not no of in on at by for with from to into onto over under between through during "
     "about against without within as than if then so because while is are was were be been being am do does did "
     "have has had having will would shall should can could may might must it its he she they them their theirs "
     "his her hers him we us our ours you your yours i me my mine this that these those there here who whom whose "
     "which what when where why how all any both each some such only own same too very just also dont cant isnt "
     "doesnt"},
    {"es", "es", Stemming::kSnowball, "spanish", kInNames, "",
     "el la los las lo un una unos unas de del al a en con por para sin sobre entre hasta desde hacia segun "
     "durante contra bajo ante tras y e o u ni pero sino que quien quienes cual cuales cuando donde como cuanto "
     "cuanta porque si no es son era eran fue fueron ser sido esta estan estar este estos estas ese esa eso esos "
     "esas aquel aquella esto ha han he hemos habia haber hay tiene tienen se me te nos os le les su sus mi mis "
     "tu tus nuestro nuestra yo ella ellos ellas usted ustedes nosotros muy mas tambien ya todo toda todos todas"},
    {"et", "et", Stemming::kFirstFive, "", kInNames, "",
     "ja ning voi ega aga kuid et kui kas ei on oli olid olema ole olen oleme olete oled olnud oleks see seda "
     "selle sellest need nende neid ta tema nad mina ma sina sa meie me teie te oma ise kes kelle mis mille mida "
     "kus kuhu kust millal kuidas miks palju milline millised ka ainult veel juba nii siis sest kuni ule all peal "
     "eest jaoks kohta kaudu koos ilma parast enne vahel juures vastu poolt saab peab voib koik iga mitte valja"},
    {"eu", "eu", Stemming::kSnowball, "basque", kInNames, "",
     "eta edo ere baina ez bai da dira zen ziren izan du dute zuen zuten dugu dut duzu naiz gara zara dago daude "
     "hau hori hura hauek horiek haiek bat batzuk ni hi gu zu zuek nire gure zure bere beren zer nor nork nori "
     "noiz non nora nola zergatik zein zenbat zeren baino bezala arte gabe barik kontra bitartez artean gainean "
     "azpian ondoren aurretik baita ala beraz hala ordea ba oso hain dena guztiak"},
    {"fi", "fi", Stemming::kSnowball, "finnish", kInNames, "",
     "ja tai seka eika mutta vai etta jos kun koska vaikka kuin niin myos vain jo viela ei en et emme ette eivat "
     "on ovat oli olivat ole olen olet olemme olette olla ollut olisi olleet se sen sita siina siita siihen ne "
     "niiden niita tama taman tata tassa nama naiden naita tuo han hanen he heidan heita mina minun sina sinun me "
     "meidan te teidan joka jonka jota jossa josta jotka joiden joita mika mita missa mista mihin miten miksi "
     "milloin kuka kenen ketka kuinka kanssa ilman ennen jalkeen kautta valilla alla paalla varten mukaan noin "
     "itse"},
    {"fr", "fr", Stemming::kSnowball, "french", "l d j m t s n c qu jusqu lorsqu puisqu quoiqu dell sant", "",
     "l d j m t s n c qu le la les un une des du de au aux a en dans par pour sur sous avec sans vers chez entre "
     "depuis pendant contre et ou ni mais donc or car que qui quoi dont quand comment pourquoi combien quel "
     "quelle quels quelles ce cet cette ces cela ca ci est sont etait etaient etre ete suis sommes etes sera ai "
     "as ont avons avez avait avoir il elle ils elles on je tu nous vous me te se moi toi lui leur leurs son sa "
     "ses mon ma mes ton ta tes notre nos votre vos y ne pas plus moins tres si comme aussi meme tout toute tous "
     "toutes lorsque puisque jusque"},
    {"ga", "ga", Stemming::kSnowball, "irish", "b d m s l", "",
     "b d m an na agus is nach no ach ag ar as de do i in le leis o go gan faoi idir thar trid um chuig roimh mar "
     "ma da bhi ta nil raibh bheith beidh bionn ba gur gurb sin seo siud se si siad me tu muid sinn sibh e iad mo "
     "a bhur cad ce conas cathair cen cathain cea ca nuair faoin den don sa san sna liom leat aige aici acu air "
     "uirthi orthu ann aon gach uile eile fein freisin chomh nios"},
    {"hr", "sh", Stemming::kSnowball, "serbian", kInNames, "", kBosnianCroatianMontenegrinSerbian},
    {"hu", "hu", Stemming::kSnowball, "hungarian", kInNames, "",
     "a az egy es s is vagy de hanem hogy ha mint mert mivel nem ne sem se van vannak volt voltak lesz lenne "
     "lenni legyen ez ezt ezek azt azok ennek annak ebben abban erre arra ettol attol ilyen olyan en te o mi ti "
     "ok engem teged ot minket oket neki nekik meg el ki be le fel ossze csak mar pedig igy ugy akkor amikor ahol "
     "ami amely amelyek aki akik kinek mikor hol hova honnan hogyan miert milyen mennyi hany melyik alatt felett "
     "elott utan kozott mellett nelkul szerint altal kell lehet minden sok nagyon"},
    {"is", "is", Stemming::kFirstFive, "", kInNames, "",
     "og i a ad sem er en til um med af fyrir vid fra eftir undir yfir milli an hja ur var voru vera verid verdur "
     "hefur hafa hafdi ekki eda ne ef thegar thar her that thad thessi thetta thessir thessar thess theim theirra "
     "their thaer hann hun han eg thu thid mer mig ther thig honum henni hans hennar sig ser sin sinn hver hvad "
     "hvar hvenaer hvernig hvers hvort hvada thvi svo lika bara enn nu skal getur mun allt allir allar"},
    {"it", "it", Stemming::kSnowball, "italian",
     "l un d c s m t v n gl all dall dell nell sull coll pell quell quest sant bell cent com dov mezz tutt senz "
     "anch ch",
     "",
     "l d c dell all dall nell sull il lo la i gli le un uno una di a da in con su per tra fra del dello della "
     "dei degli delle al allo alla ai agli alle dal dallo dalla dai dagli dalle nel nello nella nei negli nelle "
     "sul sullo sulla sui sugli sulle col e ed o ma se non che chi cui come quando dove perche quanto quanta "
     "quanti quale quali sono era erano essere stato stata ha hanno ho abbiamo aveva avere si mi ti ci vi ne lui "
     "lei loro noi voi io tu suo sua suoi sue mio mia nostro nostra questo questa questi queste quello quella "
     "quelli quelle piu anche senza verso contro durante molto gia tutto tutti tutta tutte"},
    {"lt", "lt", Stemming::kSnowball, "lithuanian", kInNames, "",
     "ir ar bet o kad jei jeigu kai nes nors kaip taip ne nera yra buvo bus buti esu esi esame i is su be uz po "
     "prie per pries nuo iki ant del apie tarp pagal pro virs sis si sie sios tas ta tai tie tos to jis ji jie "
     "jos as tu mes jus mane tave jo juos jiems savo mano tavo musu jusu kas ka ko kam kur kada kodel kiek koks "
     "kokia kokie kuris kuri kurie kurios kuriu tik dar jau labai daug visi visas visa visu gali reikia turi pat"},
    {"lv", "lv", Stemming::kFirstFive, "", kInNames, "",
     "un vai bet ka ja jo lai gan ne nav ir bija bus but esmu esi esam tiek tika tikt uz no ar ap par pec pie pa "
     "pirms lidz bez starp pret caur zem virs kopa sis si sie tas ta tie to tos vins vina vini vinas es tu mes "
     "jus mani tevi vinu savs sava savu mans tavs musu jusu kas ko kam kur kad kapec cik kads kada kadi kurs kura "
     "kuri kuras kuru tikai ari vel jau loti daudz visi viss visas visu var"},
    {"mk", "mk", Stemming::kFirstFive, "", kInNames, "",
     "и во на за од со до по при под над низ без мегу след пред кон околу из се си са сум сме сте е беше беа бил "
     "била било били биде да ли не ни но а или дека ако како кој која кое кои што ова овој оваа овие тоа тој таа "
     "тие оној јас ти ние вие го му ја им ги ми ме ке би кога каде зошто колку каков каква исто само уште веке "
     "така има нема може сите секој"},
    {"mt", "mt", Stemming::kFirstFive, "", "b f m x s t l d bil fil", "",
     "b f m x s il l id in ir is it ix iz u jew imma izda li ta tal tad tan tar tas tat tax taz ghal ghall ghad "
     "ma mal mill minn fi fil fid fin fis fit f b bi bil bla bhal sa sal lejn lil lill dwar bejn fuq taht wara "
     "qabel skont waqt mhux mhix m le hu hi huma jien int ahna intom dan din dawn dak dik dawk kien kienet kienu "
     "hija huwa hemm hawn ikun se sejjer qed ghandu ghandha xi x min meta fejn kif ghaliex kemm liema jekk biex "
     "ghax anki ukoll biss aktar kull"},
    {"nb", "nb", Stemming::kSnowball, "norwegian", kInNames, "s", kNorwegian},
    {"nl", "nl", Stemming::kSnowball, "dutch", kInNames, "s",
     "de het een en of maar want dat die dit deze der den des in op aan van voor met naar bij uit door over onder "
     "tot tegen tussen zonder om te als dan ook niet geen nog wel al er is zijn was waren ben bent wordt worden "
     "werd werden heeft hebben had hadden kan kunnen zal zullen zou zouden moet moeten mag wil ik je jij u hij "
     "zij ze wij we jullie hen hun hem haar mij me ons onze mijn jouw zich wie wat waar wanneer waarom hoe welke "
     "welk hoeveel omdat zo zoals meer alle s n t m k"},
    {"nn", "nb", Stemming::kSnowball, "norwegian", kInNames, "s", kNorwegian},
    {"no", "nb", Stemming::kSnowball, "norwegian", kInNames, "s", kNorwegian},
    {"pl", "pl", Stemming::kFirstFive, "", kInNames, "a e ego em emu go ie m mu owi u y",
     "i w we na z ze o od do u za po pod nad przed przez przy dla bez miedzy ku ktory ktora ktore ktorzy ktorych "
     "ktorym co kto gdzie kiedy jak dlaczego ile jaki jaka jakie czy jest sa byl byla bylo byli byc bedzie beda "
     "jestem ma maja a ale lub albo oraz ani bo gdyz jezeli jesli to ten ta te ci tego tej tym tych on ona ono "
     "oni one my wy ja mi mu jej ich im jego go sie nie juz jeszcze tylko takze rowniez tak swoj swoje nas was "
     "aby by zeby niz"},
    {"pt", "pt", Stemming::kSnowball, "portuguese", "d l n dell sant", "",
     "o a os as um uma uns umas de do da dos das ao aos no na nos nas num numa em com por pelo pela pelos pelas "
     "para sem sobre sob entre ate desde contra durante segundo e ou nem mas que quem qual quais quando onde como "
     "quanto porque se nao sao era eram foi foram ser sido esta estao estar este estes estas esse essa isso "
     "aquele aquela isto ha tem tinha ter haver me te lhe lhes vos seu sua seus suas meu minha nosso nossa eu tu "
     "ele ela eles elas voce voces mais muito tambem ja todo toda todos todas"},
    {"ro", "ro", Stemming::kSnowball, "romanian", kInNames, "",
     "si sau dar iar ci ca sa de la in din pe cu pentru prin fara sub peste intre spre dupa pana despre catre un "
     "o una unui unei unor al a ai ale cel cea cei cele lui ei lor este e sunt era erau fi fost sint am are au "
     "avea avem aveti as ar va vor voi nu care ce cine cum cand unde cat cata cati cate acest aceasta acesti "
     "aceste acela aceea acel eu tu el ea noi ele isi se il ii le imi iti ma te ne mai foarte tot toti toata "
     "toate daca deci decat nici numai doar s i l m t"},
    {"rom", "rom", Stemming::kFirstFive, "", kInNames, "",
     "thaj taj haj hem ta aj vaj ja te ke kaj so si sas sine isi san sem sam o e i le la lo ko ki ka ando andi "
     "ande ani ano an katar kotar andar tar pe pi po pa pala angla bi maskar telal opral me tu vov voj ov oj amen "
     "tumen von on leske lake lenge mange tuke man tut les len mo miro miri tiro amaro amari lesko laki kon kana "
     "sar soske keti savo savi save kodo kado akava akaja odova odoja na ni naj nane vi nisar sa"},
    {"ru", "ru", Stemming::kSnowball, "russian", kInNames, "",
     "и в во на с со к ко у о об от до из за по под над при про для без через между перед около а но или да же ли "
     "бы не ни что чтобы как так если когда где куда откуда почему зачем сколько кто чей какой какая какие каких "
     "который которая которое которые которых это этот эта эти этого этой этих тот та то те того той тех он она "
     "оно они я ты мы вы его ее их ему ей им меня мне тебя нас вас нам вам себя свой свои был была было были быть "
     "есть будет будут также только уже еще все весь вся"},
    {"sk", "sk", Stemming::kFirstFive, "", kInNames, "",
     "a i v vo na z zo s so o od do k ku u za po pre pri pred cez pod nad medzi bez podla okolo ktory ktora ktore "
     "ktori ktorych co kto kde kedy ako preco kolko aky aka ake je su bol bola bolo boli byt bude budu som sme "
     "ste ma maju by ale alebo ani ze ked lebo pretoze tak tiez aj len uz este ten ta to ti tie toho tomu tento "
     "tato toto on ona ono oni my vy ja mi mu ju ich im jeho jej svoj svoje nas vas si sa nie aby ci az"},
    {"sl", "sl", Stemming::kFirstFive, "", kInNames, "",
     "in v na z s se o ob od do k h pri za po pod nad pred med cez skozi brez proti zaradi glede ki kdo kaj kje "
     "kdaj kako zakaj koliko kateri katera katero katere kaksen kaksna je so bil bila bilo bili biti bo bodo sem "
     "si smo ste sta ima imajo bi ampak vendar ali pa ter da ker ce ko kot tako tudi le samo ze ta to ti te tega "
     "temu tem on ona ono oni mi vi jaz me mu ji jih jim njegov njen njihov svoj svoje nas vas ne ni niso naj"},
    {"sq", "sq", Stemming::kFirstFive, "", "c d l m n s t u", "",
     "c s t e te ne nje dhe a i se qe me per nga tek ke ku kur si pse sa cili cila cilat cilet kush cfare po jo "
     "nuk mos do duhet eshte jane ishte ishin jam je jemi jeni kam ka kane kishte kemi pa por ose apo edhe as "
     "sepse nese ndersa prej mbi nen ndermjet midis gjate deri rreth pas para drejt ky kjo keta keto ai ajo ata "
     "ato une ti ju tij saj tyre tim tuaj yne jone u ia tu vet vete shume vetem gjithe gjitha cdo"},
    {"sr", "sh", Stemming::kSnowball, "serbian", kInNames, "", kBosnianCroatianMontenegrinSerbian},
    {"sr-Latn", "sh", Stemming::kSnowball, "serbian", kInNames, "", kBosnianCroatianMontenegrinSerbian},
    {"sv", "sv", Stemming::kSnowball, "swedish", kInNames, "s",
     "och i att det som en ett den de pa av for med till fran om vid efter under over mellan utan mot genom hos "
     "inom ar var vara varit blir blev bli har hade ha inte eller men sa an nar dar hur vad vem vilka vilken "
     "vilket varfor jag du han hon vi ni man mig dig sig oss er honom henne dem sin sitt sina min mitt mina din "
     "deras hans hennes denna detta dessa ocksa kan kunde ska skulle vill maste alla allt nagon nagot nagra "
     "mycket bara da nu ut upp in s"},
    {"tr", "tr", Stemming::kSnowball, "turkish", "d l", "*",
     "ve veya ya da de ki ile icin gibi kadar gore sonra once uzere dolayi beri karsi ragmen ama fakat ancak "
     "cunku eger ise bu su o bunlar sunlar onlar bunu onu bunun onun buna ona ben sen biz siz beni seni bizi sizi "
     "benim senin bizim sizin onlarin bir her hic bazi tum butun cok daha en az ne neden nasil nerede nereye kim "
     "kimin hangi kac mi mu midir degil var yok olan olarak oldu olur olup oldugu idi hem ayrica kendi"},
    {"uk", "uk", Stemming::kFirstFive, "", kInNames, "",
     "і й та в у на з із зі до від за по під над при про для без через між перед біля к о об а але або чи що щоб "
     "як так якщо коли де куди звідки чому скільки хто чий який яка яке які яких котрий це цей ця ці цього цієї "
     "цих той те ті того тих він вона воно вони я ти ми ви його її їх йому їй їм мене мені тебе нас вас нам вам "
     "себе свій свої був була було були бути є буде будуть не ні також лише тільки вже ще все всі б би ж же бо"},
    {"und", "und", Stemming::kNone, "", kInNames, "", ""},
};

bool same(std::string_view a, std::string_view b) {
  const auto small = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
  return std::ranges::equal(a, b, {}, small, small);
}

const Language* find(std::string_view tag) {
  for (;;) {
    const auto* row =
        std::ranges::find_if(kLanguages, [&](const Language& language) { return same(language.tag, tag); });
    if (row != std::end(kLanguages)) return row;
    const std::size_t subtag = tag.rfind('-');
    if (subtag == std::string_view::npos) return nullptr;
    tag = tag.substr(0, subtag);
  }
}

}  // namespace

std::span<const Language> languages() {
  return kLanguages;
}

const Language& language_for(std::string_view tag) {
  const Language* row = find(tag);
  return row ? *row : *find("und");
}

bool is_known_language(std::string_view tag) {
  return find(tag) != nullptr;
}

}  // namespace gp
