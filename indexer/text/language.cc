// The table of languages. Stop words are function words only - articles, pronouns, prepositions, conjunctions,
// auxiliaries, question words - written as fold() leaves them: no accents, ß as ss. They are indexed like other words;
// the mark lets a query of several words do without them, in whatever language it is. So a function word is left out
// where folding makes it what people search for - Czech být is byt, a flat, as Turkish şu is su, water, and Slovene vas
// is a village - or where it is that in another language and is rare in questions: Lithuanian bus, Basque arte. The
// word lists and the elisions are one string each, to be read as prose.
#include "indexer/text/language.h"

#include <algorithm>

namespace gp {
namespace {

// French and Italian names keep their elision in every language: Val d'Aosta, L'Aquila, Sant'Egidio.
constexpr std::string_view kInNames = "d l dell sant";

constexpr std::string_view kNorwegian =
    "i og jeg det at en et ei den til er som pa de med han av ikke ikkje der sa var meg seg men ett har om vi min "
    "mitt ha hadde hun na over da ved fra du ut sin dem oss opp man kan hans hvor eller hva skal selv her alle vil "
    "bli ble blitt kunne inn nar vaere noen noe dette disse deres etter mot for under mellom gjennom hvordan hvem "
    "hvilke hvorfor ja nei vaert eg ein eit dei ho me kva kvar kven korleis vere vart blei nokon noko sitt sine "
    "hvilken hvilket hvorfra hvorledes kvifor takk vennligst ditt dine din deg dere dykk deira vare hennes dens "
    "dets ingen inga intet ingenting hver hvert nokre slik slike slikt burde ma skulle vorte vore enn derfor difor "
    "fordi sjolv mens medan inntil ifolge blant langs hos uten utan imot igjennom siden sidan hvorvidt altsa jo "
    "bare kun ogsa bade enten verken samt dit hvis dersom gjor gjore";

constexpr std::string_view kBosnianCroatianMontenegrinSerbian =
    "i u na je se da su za od sa s o a ali ili ne kao koji koja koje koju kojih kojima sto sta po iz do k ka ko tko "
    "gdje gde kad kada kako zasto koliko kakav kakva li bi bio bila bilo bili biti ce cemo cu nije nisu sam si smo "
    "ste jesu to taj ta te ti ovaj ova ovo ove oni ona ono one on mi vi ja ga mu joj im ih nas vas sve svi svoj "
    "svoje pri pod nad pred kroz prema izmedu medu radi zbog bez uz jer ako vec jos samo takode takoder tako nego "
    "pa iako odakle kuda kamo otkud cega cemu cime koga kome kojem kojoj kojom kojeg kojega ciji cija cije cijih "
    "kakvi kakve kakvo kakvu molim hvala moj moja moje moji tvoj tvoja nasa nase nasi nasih vasa vase njegov "
    "njegova njegovo njezin njen njena njihov njihova njihove svoja svojim svojih svoju svojoj sebe sebi mene meni "
    "me tebe tebi njega njemu nju njoj njih njima nam nama vam vama moze mozemo mozete mogu mora moramo morate "
    "moraju treba trebamo trebaju zelimo zelim hocemo hocu bismo biste bih budu bude budemo ima imaju imam imamo "
    "imate nema nemaju nisam nismo niste ovog ovoga ovom ovoj ovih ovim tog toga tom toj tih onog onih svaki svaka "
    "svako svakog sva svih svima svega neko netko nesto neki neka neke nekih nista niko nitko takav takva takvi "
    "tamo ovdje ovde tada onda dakle odnosno mada dok vrlo veoma protiv umesto umjesto tokom tijekom pomocu preko "
    "osim pored ukoliko oko zar";

constexpr Language kLanguages[] = {
    {"bg", "bg", Stemming::kFirstFive, "slavic", kInNames, "",
     "и в във на за от с със до по при под над през без между след пред към около из се си са съм сме сте е беше "
     "бяха бил била било били бъде да ли не ни но а или че ако като който която което които това този тази тези "
     "онзи той тя то те аз ти ние вие го му я им ги ми ме ще би как какво какъв каква кой коя кога къде защо колко "
     "както също само още вече така има няма може кои чий чия чие чии откъде накъде дали нали моля благодаря мой "
     "моя мое мои твой твоя наш наша наше наши ваш ваша ваше ваши негов негова неин нейна нейни техен техни свой "
     "своя свое свои себе мен мене теб него нея нас вас тях бих бихме бихте можем можете могат мога трябва нямат "
     "имат имаме имам всички всеки всяка всяко някой някоя някои нещо никой нищо онази онези такъв такава такива "
     "когато докато защото понеже макар чрез според относно срещу спрямо против вместо върху освен тогава тук там "
     "много най нито обаче бяхме бъдат бъдем бъда каквато какъвто каквото"},
    {"bs", "sh", Stemming::kSnowball, "serbian", kInNames, "", kBosnianCroatianMontenegrinSerbian},
    {"ca", "ca", Stemming::kSnowball, "catalan", "l d s n m t", "l ls n ns m s t hi ho",
     "l d s n m t el la els les un una uns unes de del dels al als a en amb per pel pels i o ni que qui com quan on "
     "quin quina quins quines perque si no es son era eren ser estar ha han he hem havia haver te tenen aixo aquest "
     "aquesta aquests aquestes aquell aquella ell ella ells elles jo tu nosaltres vosaltres em et ens us li ho hi "
     "se seu seva seus seves meu meva nostre nostra sense sobre entre fins des cap contra durant mes molt tambe ja "
     "pero doncs tot tota tots totes quant quanta quants quantes cadascun cada algun alguna alguns algunes ningu "
     "tothom sisplau gracies merces meus meves teu teva teus teves nostres vostre vostra vostres llur llurs voste "
     "vostes hom aixi aqui alli alla allo pot poden podem puc podria podrien cal caldria hauria haurien hauriem "
     "vull volem som sou soc sigui siguin seria serien sera seran esta estan estem estava estaven havien hagi tinc "
     "tenim teniu tingui qualsevol mateix mateixa mateixos mateixes tal tals ambdos malgrat mentre aleshores "
     "llavors segons mitjancant vers envers arran entorn tan tant massa encara nomes potser tampoc fer"},
    {"cnr", "sh", Stemming::kSnowball, "serbian", kInNames, "", kBosnianCroatianMontenegrinSerbian},
    {"cs", "cs", Stemming::kFirstFive, "slavic", kInNames, "",
     "a i v ve na z ze s se o od do k ke ku u za po pro pri pred pres pod nad mezi bez podle kolem ktery ktera "
     "ktere kteri kterych co kdo kde kdy jak proc kolik jaky jaka jake je jsou byl byla bylo byli bude budou jsem "
     "jsme jste ma maji by ale nebo ani kdyz protoze tak take jen uz jeste ten ta to ti ty toho tomu tento tato "
     "toto on ona ono oni my vy ja mi mu ji jich jim jeho jejich jej svuj sve nas vas si ne neni aby zda az kam "
     "odkud kudy ktereho kterou kterym kterem kteremu kterymi cim cemu cem ceho koho komu kom kym ci jakym jakych "
     "prosim dekuji dekujeme diky muj moje moji mohu muzeme muzete mohou mohl mohla mohlo mohli lze musi musime "
     "chci chceme chcete bych bychom byste budeme budete mam nema nemaji nejsou nase nasi nasich vase tvuj tvoje "
     "svoje svoji svych svym svou sebe sobe tebe tobe mne me te ho jemu nej nim nimi nem nich vam vami nam nami "
     "tech tem temi tuto tohoto techto temto takovy takova takove kazdy kazda kazde vsechny vsechno vsichni vse "
     "vsech nekdo neco nektery nektere nekteri nic nikdo zadny zadne pokud jestli jestlize totiz proto prave pouze "
     "rovnez velmi tam tady zde kvuli vuci vedle behem proti mimo ohledne vcetne skrz kdyby"},
    {"da", "da", Stemming::kSnowball, "danish", kInNames, "s",
     "og i jeg det at en et den til er som pa de med han af for ikke der var mig sig men har om vi min havde ham "
     "hun nu over da fra du ud sin dem os op man hans hvor eller hvad skal selv her alle vil blev kunne ind nar "
     "vaere dog noget nogle nogen ad jo deres efter ned skulle denne end dette mit ogsa under have dig anden hende "
     "mine alt meget sit sine vor mod disse hvis din hos blive mange ved bliver hendes vaeret hvordan hvem hvilke "
     "hvorfor mellem gennem uden kan hvornar hvorhen hvorfra hvorledes hvilken hvilket tak venligst dit dine vores "
     "jeres jer vort vore dens dets sadan sadant sadanne burde ma matte haft blevet bade enten hverken fordi selvom "
     "mens inden indtil siden trods ifolge blandt omkring langs imod imellem igennem hver hvert ingen intet "
     "hinanden hvorvidt altsa blot kun samt derfor derfra hen gor gore"},
    {"de", "de", Stemming::kSnowball, "german", kInNames, "s",
     "der die das des dem den ein eine einer eines einem einen und oder aber auch nicht kein keine keinen in im an "
     "am auf aus bei beim mit nach von vom zu zum zur fur uber unter durch gegen ohne um vor zwischen seit bis "
     "wegen ist sind waren sein bin bist hat haben hatte wird werden wurde wurden kann konnen konnte soll sollen "
     "muss mussen will ich du er sie es wir ihr mich mir dich dir ihn ihm uns euch ihnen sich man dieser diese "
     "dieses diesem diesen jener welche welcher welches wie was wer wen wem wo wann warum wieviel dass ob wenn als "
     "weil denn so nur noch schon sehr mein unser seine ihre ihren wessen wohin woher womit wofur woran worauf "
     "woruber worum wodurch wobei wozu weshalb wieso inwiefern inwieweit wieviele bitte danke dein deine deinen "
     "deinem deiner unsere unserer unseren unserem unseres euer eure euren eurer ihres ihrem ihrer seines seinem "
     "seinen seiner meine meinen meinem meiner selbst selber einander jemand niemand etwas nichts jeder jede jedes "
     "jedem jeden alle allen aller alles beide mancher manches einige einiger einigen solche solcher solches "
     "solchen keiner keines keinem jene jenes jenen diejenigen derjenige deren dessen denen welchen welchem dort "
     "hier da dann damit dafur daran darauf daruber darum davon dazu dabei dadurch deshalb deswegen daher trotzdem "
     "jedoch doch sondern sowie sowohl weder entweder falls sofern sobald solange wahrend obwohl nachdem bevor "
     "indem sodass trotz statt anstatt gemass ab hinter neben kannst konnt konnten durfen darf durfte durften "
     "mochte mochten mag mogen wollen wollte wollten musste mussten sollte sollten wirst werdet geworden gewesen "
     "seid habe hast habt hatten gehabt sei seien tun tut ja nein"},
    {"el", "el", Stemming::kSnowball, "greek", kInNames, "",
     "ο η το οι τα του τησ των τον την τη τουσ τισ τι στο στη στην στον στα στουσ στισ στων ενα ενασ μια μιασ ενοσ "
     "και κι να θα που πωσ οτι ωστε αν οταν ενω αλλα ομωσ γιατι δεν μη μην με σε για απο ωσ προσ κατα μετα παρα "
     "χωρισ μεταξυ μεχρι υπο περι ειναι ηταν εχει εχουν ειχε εχω αυτο αυτοσ αυτη αυτοι αυτεσ αυτα αυτων αυτου "
     "εκεινο ποιοσ ποια ποιο ποιοι ποσο ποσα ποτε οποιοσ οποια οποιο οποιοι εγω εσυ εμεισ εσεισ μου σου μασ σασ ολα "
     "ολοι επισησ πολυ πιο μονο ποιον ποιαν ποιουσ ποιεσ ποιου ποιασ ποσοι ποσεσ ποση ποσουσ μηπωσ αραγε παρακαλω "
     "ευχαριστω ευχαριστουμε μπορει μπορουμε μπορουν μπορω μπορειτε πρεπει ειμαι εισαι ειμαστε ειστε ησαν ημουν "
     "ειχαμε ειχαν εχουμε εχετε εχεισ ασ αυτουσ αυτον αυτην τετοιο τετοια τετοιοι τετοιεσ εκεινη εκεινοσ εκεινοι "
     "εκεινα εκεινεσ εμενα εσενα εμασ εσασ καθε καποιοσ καποια καποιο καποιοι καποιεσ κανενασ καμια κατι τιποτα "
     "ολεσ ολοσ ολη ολο ολων ιδιοσ ιδια ιδιο εδω εκει τοτε ετσι οποτε οπου οπωσ οσο οσα οσοι οσων οποιων οποιουσ "
     "οποιασ οποιου ειτε ουτε μητε αφου επειδη εφοσον διοτι ωστοσο αντι εναντιον εξαιτιασ μεσω εκτοσ λογω συν πλην "
     "υπερ δια ανα αναμεσα γυρω ηδη ακομα ακομη μαλλον οχι ναι"},
    {"en", "en", Stemming::kSnowball, "english", kInNames, "s",
     "a an the and or but nor not no of in on at by for with from to into onto over under between through during "
     "about against without within as than if then so because while is are was were be been being am do does did "
     "have has had having will would shall should can could may might must it its he she they them their theirs his "
     "her hers him we us our ours you your yours i me my mine this that these those there here who whom whose which "
     "what when where why how all any both each some such only own same too very just also dont cant isnt doesnt "
     "every either neither whether many much more few other another again please let lets via per among across "
     "toward towards around behind until since although though unless whereas whatever whichever whoever myself "
     "yourself yourselves himself herself itself ourselves themselves youre im ive weve theyre wont wouldnt couldnt "
     "shouldnt didnt hasnt havent arent wasnt werent yes doing done whats hows wheres yet else ever something "
     "anything nothing someone anyone everyone",
     false},
    {"es", "es", Stemming::kSnowball, "spanish", kInNames, "",
     "el la los las lo un una unos unas de del al a en con por para sin sobre entre hasta desde hacia segun durante "
     "contra bajo ante tras y e o u ni pero sino que quien quienes cual cuales cuando donde como cuanto cuanta "
     "porque si no es son era eran fue fueron ser sido esta estan estar este estos estas ese esa eso esos esas "
     "aquel aquella esto ha han he hemos habia haber hay tiene tienen se me te nos os le les su sus mi mis tu tus "
     "nuestro nuestra yo ella ellos ellas usted ustedes nosotros muy mas tambien ya todo toda todos todas cuya cuyo "
     "cuyas cuyos cuantos cuantas adonde favor gracias mio mios mias tuyo suyo suya suyos suyas nuestros nuestras "
     "vuestro vuestra vosotros vosotras nosotras ti conmigo contigo consigo ello aquellos aquellas tal cada alguno "
     "alguna algun algunos algunas ninguno ninguna ningun nadie nada algo alguien cualquier cualquiera ambos ambas "
     "mismo misma mismos mismas puede pueden podemos puedo podria podrian podriamos debe deben debemos deberia "
     "deberian debo quiero queremos haya hayan sea sean somos soy eres sera seran seria serian siendo estoy estamos "
     "estaba estaban estuvo tengo tenemos tenia tener hubo habian habria hacer hace hacen aunque pues mientras "
     "ademas entonces luego aun todavia aqui alli ahi excepto salvo mediante acerca tanto tan tampoco via"},
    {"et", "et", Stemming::kFirstFive, "", kInNames, "",
     "ja ning voi ega aga kuid et kui kas ei on oli olid olema ole olen oleme olete oled olnud oleks see seda selle "
     "sellest need nende neid ta tema nad mina ma sina sa meie me teie te oma ise kes kelle mis mille mida kus kuhu "
     "kust millal kuidas miks palju milline millised ka ainult veel juba nii siis sest kuni ule all peal eest jaoks "
     "kohta kaudu koos ilma parast enne vahel juures vastu poolt saab peab voib koik iga mitte valja kellele kellel "
     "kellega kellelt keda millega milleks millele millest millist millise missugune mitu kumb palun aitah tanan "
     "minu mind mulle mul sinu sind sulle sul talle tal teda meil meile meid teil teile teid neil neile selles "
     "sellel sellele sellega selline sellise sellised enda enese saame saate saavad saaks saan voime voite voivad "
     "voiks voin pean peame peate peavad peaks tuleb vaja oleksime oleksid polnud pole olles igauks koigi koigile "
     "keegi miski midagi mingi siin seal siia sinna seega vaid kuigi kuna nagu ehk eks labi alla alt jargi asemel "
     "hulgas umber samuti"},
    {"eu", "eu", Stemming::kSnowball, "basque", kInNames, "",
     "eta edo ere baina ez bai da dira zen ziren izan du dute zuen zuten dugu dut duzu naiz gara zara dago daude "
     "hau hori hura hauek horiek haiek bat batzuk ni hi gu zu zuek nire gure zure bere beren zer nor nork nori noiz "
     "non nora nola zergatik zein zenbat zeren baino bezala gabe barik kontra bitartez artean gainean azpian "
     "ondoren aurretik baita ala beraz hala ordea ba oso hain dena guztiak zeinek zeintzu zertan zerk zerekin "
     "zertarako noiztik nondik norekin noren nongo nolako mesedez eskerrik nik hik guk zuk beraiek bera berak haien "
     "hauen horien honen horren haren hemen hor han honela horrela halako bada badira direla den diren duen duten "
     "zaio zaie zait zaigu dezake dezakegu dezakezu dezaket daiteke daitezke izango edota bezalako baizik ezta ezin "
     "eurak euren guzti guztia guztien denak edozein inor ezer zerbait norbait batzuek baten batean batek buruz "
     "arabera aurka zehar bidez"},
    {"fi", "fi", Stemming::kSnowball, "finnish", kInNames, "",
     "ja tai seka eika mutta vai etta jos kun koska vaikka kuin niin myos vain jo viela ei en et emme ette eivat on "
     "ovat oli olivat ole olen olet olemme olette olla ollut olisi olleet se sen sita siina siita siihen ne niiden "
     "niita tama taman tata tassa nama naiden naita tuo han hanen he heidan heita mina minun sina sinun me meidan "
     "te teidan joka jonka jota jossa josta jotka joiden joita mika mita missa mista mihin miten miksi milloin kuka "
     "kenen ketka kuinka kanssa ilman ennen jalkeen kautta valilla alla paalla varten mukaan noin itse kenelle "
     "kenella keiden keita kumpi kumman millainen millaisia millaiset millaista mikali mitka milla milta mille "
     "minne montako onko olisiko voiko voimmeko voinko saako pitaako kiitos minulla minulle minua sinulla sinulle "
     "sinua hanella hanelle hanta meilla meille meita teilla teille teita heilla heille minut sinut hanet meidat "
     "teidat heidat sille silla silta siksi sinne sielta siella taalla tanne taalta tuolla tuon tuota nuo noiden "
     "noita naille niille niilla naissa niissa tahan talla talle niihin joihin joille joilla jolla jolle johon "
     "joissa joista joku jokin jotain jotakin jokainen jokaisen kaikki kaikkien kaikkia kukaan mikaan mitaan "
     "molemmat voi voidaan voimme voitte voivat voin voisi voisimme pitaa taytyy saa ollaan olimme olin olit enka "
     "eli joten siis silti kuitenkin vaan paitsi ettei jotta ellei kunnes asti saakka kohti luona ympari lapi "
     "pitkin vastaan puolesta takia vuoksi lisaksi sijaan hyvin"},
    {"fr", "fr", Stemming::kSnowball, "french", "l d j m t s n c qu jusqu lorsqu puisqu quoiqu dell sant", "",
     "l d j m t s n c qu le la les un une des du de au aux a en dans par pour sur sous avec sans vers chez entre "
     "depuis pendant contre et ou ni mais donc or que qui quoi dont quand comment pourquoi combien quel quelle "
     "quels quelles ce cet cette ces cela ca ci est sont etait etaient etre suis sommes etes sera ai as ont avons "
     "avez avait avoir il elle ils elles on je tu nous vous me te se moi toi lui leur leurs son sa ses mon ma mes "
     "ton ta tes notre nos votre vos y ne pas plus moins tres si comme aussi meme tout toute tous toutes lorsque "
     "puisque jusque laquelle lequel lesquels lesquelles duquel desquels desquelles auquel auxquels auxquelles "
     "merci svp stp veuillez plait chacun chacune chaque aucun aucune quelque quelques rien tel telle tels telles "
     "celui celle ceux celles ceci ici eux memes soi peut peuvent peux pouvons pouvez pouvoir pourrait pourraient "
     "pourrions pourriez doit doivent devons devez devrait devrions faut faudrait veux voulons voulez faire fait "
     "serait seraient seront soient soit serions ait aient aurait auraient auront aura aurons etant ayant avaient "
     "fut furent etions selon hors malgre parmi envers durant afin parce ainsi alors puis cependant toutefois "
     "neanmoins sinon tandis quoique tant autant beaucoup trop encore deja oui concernant via"},
    {"ga", "ga", Stemming::kSnowball, "irish", "b d m s l", "",
     "b d m an na agus is nach no ach ag ar as de do i in le leis o go gan faoi idir thar trid um chuig roimh mar "
     "ma da bhi ta nil raibh bheith beidh bionn ba gur gurb sin seo siud se si siad me tu muid sinn sibh e iad mo a "
     "bhur cad ce conas cen cathain cea ca nuair faoin den don sa san sna liom leat aige aici acu air uirthi orthu "
     "ann aon gach uile eile fein freisin chomh nios ceard cibe thoil agam agat againn agaibh uaim uait uaidh uainn "
     "uathu duit di duinn daoibh doibh orm ort orainn oraibh fuithi lei libh leo inti iontu chugam chugat chuige "
     "chugainn chucu seachas bhfuil nilim taim taimid tathar beimid nior gurbh mura sula fos ansin anseo mise tusa "
     "sibhse eigin cheile feidir fheidir"},
    {"hr", "sh", Stemming::kSnowball, "serbian", kInNames, "", kBosnianCroatianMontenegrinSerbian},
    {"hu", "hu", Stemming::kSnowball, "hungarian", kInNames, "",
     "a az egy es s is vagy de hanem hogy ha mint mert mivel nem ne sem se van vannak volt voltak lesz lenne lenni "
     "legyen ez ezt ezek azt azok ennek annak ebben abban erre arra ettol attol ilyen olyan en te o mi ti ok engem "
     "teged ot minket oket neki nekik meg el ki be le fel ossze csak mar pedig igy ugy akkor amikor ahol ami amely "
     "amelyek aki akik kinek mikor hol hova honnan hogyan miert milyen mennyi hany melyik alatt felett elott utan "
     "kozott mellett nelkul szerint altal kell lehet minden sok nagyon meddig mettol mennyire melyiket melyek "
     "melyben kivel kiknek kinel kik mit mire mirol mibol miben minek mik hanyan vajon ugye kerem kerjuk koszonom "
     "koszonjuk legyszives szeretnek szeretnenk lehetne tudunk kellene kellett kellenek volna voltunk vagyok "
     "vagyunk vagytok lesznek leszunk legyenek nincs nincsenek sincs nekem neked nekunk nektek nalunk veluk velunk "
     "velem roluk rajta benne bennuk hozza tole toluk ezzel azzal ezen azon ezeket azokat ezeknek azoknak ezekben "
     "azokban ilyenek olyanok ugyanaz ugyanez valaki valami valamely mindenki mindegyik semmi senki itt ott ide oda "
     "onnan innen aztan ezert azert habar ugyanis tehat viszont azonban illetve valamint hiszen mintha mig amig "
     "amint aminek amit amiket akit akiket akinek ahogy ahova ahonnan ellen helyett kozben kozul korul felol mogott "
     "miatt szamara reszere fele ota kepest csupan"},
    {"is", "is", Stemming::kFirstFive, "", kInNames, "",
     "og i a ad sem er en til um med af fyrir vid fra eftir undir yfir milli an hja ur var voru vera verid verdur "
     "hefur hafa hafdi ekki eda ne ef thegar thar her that thad thessi thetta thessir thessar thess theim theirra "
     "their thaer hann hun han eg thu thid mer mig ther thig honum henni hans hennar sig ser sin sinn hver hvad "
     "hvar hvenaer hvernig hvers hvort hvada thvi svo lika bara enn nu skal getur mun allt allir allar hverjir "
     "hverjar hverja hverju hverjum vinsamlegast takk minn min mitt minir minum thinn thin thitt okkar ykkar okkur "
     "ykkur thau thessu thessum thessara thessari thennan thann sa su slikt slikur nokkur nokkud nokkrir einhver "
     "eitthvad enginn ekkert engin engir hvor badir allra ollum ollu oll getum geta gaeti gaetum ma megum mega "
     "tharf thurfum thurfa verdum verda vaeri vaeru erum erud hofum hefdi hef munu munum skulum vil viljum vilja "
     "heldur hvorki annadhvort baedi tho thott medan thangad hingad gegnum gegn vegna kringum handa samkvaemt "
     "einnig adeins jafnvel mjog ja nei"},
    {"it", "it", Stemming::kSnowball, "italian",
     "l un d c s m t v n gl all dall dell nell sull coll pell quell quest sant bell cent com dov mezz tutt senz "
     "anch ch",
     "",
     "l d c dell all dall nell sull il lo la i gli le un uno una di a da in con su per tra fra del dello della dei "
     "degli delle al allo alla ai agli alle dal dallo dalla dai dagli dalle nel nello nella nei negli nelle sul "
     "sullo sulla sui sugli sulle col e ed o ma se non che chi cui come quando dove perche quanto quanta quanti "
     "quale quali sono era erano essere stata ha hanno ho abbiamo aveva avere si mi ti ci vi ne lui lei loro noi "
     "voi io tu suo sua suoi sue mio mia nostro nostra questo questa questi queste quello quella quelli quelle piu "
     "anche senza verso contro durante molto gia tutto tutti tutta tutte qualcosa qualcuno qualche qualsiasi "
     "qualunque nessuno nessuna niente nulla ognuno ogni ciascuno ciascuna alcuni alcune alcuno tale tali stesso "
     "stessa stessi stesse cosa quante grazie favore miei mie tuoi tue nostri nostre vostro vostra vostri vostre me "
     "te ce ve essi esse egli ella esso essa coloro colui cio possiamo possono puo posso potete potrebbe potrebbero "
     "deve devono dobbiamo dovete devo dovrebbe dovrebbero bisogna vuole vogliamo vorrei vorremmo sia siano siamo "
     "sei fu furono fossero sara saranno sarebbe sarebbero sta stanno avete hai avevano avra avranno avrebbe abbia "
     "abbiano avuto essendo avendo oppure ovvero dunque quindi infatti invece mentre affinche poiche siccome benche "
     "sebbene finche presso attraverso mediante tramite oltre circa riguardo nonostante malgrado eccetto tranne "
     "tanto troppo ancora mai pure cosi qui fare fa"},
    {"lt", "lt", Stemming::kSnowball, "lithuanian", kInNames, "",
     "ir ar bet o kad jei jeigu kai nes nors kaip taip ne nera yra buvo esu esi esame i is su be uz po prie per "
     "pries nuo iki ant del apie tarp pagal pro virs sis si sie sios tas ta tai tie tos to jis ji jie jos as tu mes "
     "jus mane tave jo juos jiems savo mano tavo musu jusu kas ka ko kam kur kada kodel kiek koks kokia kokie kuris "
     "kuri kurie kurios kuriu tik dar jau labai daug visi visas visa visu gali reikia turi pat kieno kokio kokios "
     "kokiu kokius kuriems kuriame kurioje kuriuos kuriais kuria prasau aciu mus jums mums tau man jai jam juo ja "
     "juose manes taves saves sau siu siame sioje siuo siam tam tame tuo toks tokia tokie tokios galima galime "
     "galite galiu galetu reiketu turime turite turiu tureti privalo norime noriu butu buvome esate esant nebuvo "
     "neturi kiekvienas kiekviena kiekvieno viskas viska kazkas niekas nieko cia ten tada todel taciau arba kol pas "
     "vietoj aplink link salia vien"},
    {"lv", "lv", Stemming::kFirstFive, "latvian", kInNames, "",
     "un vai bet ka ja jo lai gan ne nav ir bija but esmu esi esam tiek tika tikt uz no ar ap par pec pie pa pirms "
     "lidz bez starp pret caur zem virs kopa sis si sie tas ta tie to tos vins vina vini vinas es tu mes jus mani "
     "vinu savs sava savu mans tavs musu jusu kas ko kam kur kad kapec cik kads kada kadi kurs kura kuri kuras kuru "
     "tikai ari vel jau loti daudz visi viss visas visu var kuram kuriem kurus kadas kado kadu kadus kadel ludzu "
     "paldies mums jums man tev vinam vinai viniem manis tevis sevis sev saviem savos mana tava vinus so sai saja "
     "sim tam tai taja tads tada tadi tadas varam varat varu vares vajag jabut esot biju bijam bijusi busim nebija "
     "grib gribam katrs katra katru visiem nekas neviens sads sada te tur tad tapec tomer nevis jeb vien aiz apkart"},
    {"mk", "mk", Stemming::kFirstFive, "slavic", kInNames, "",
     "и во на за од со до по при под над низ без мегу след пред кон околу из се си са сум сме сте е беше беа бил "
     "била било били биде да ли не ни но а или дека ако како кој која кое кои што ова овој оваа овие тоа тој таа "
     "тие оној јас ти ние вие го му ја им ги ми ме ке би кога каде зошто колку каков каква исто само уште веке така "
     "има нема може сите секој кого кому чиј чија чие чии зар нели молам благодарам фала мој моја мое мои твој "
     "твоја наш наша наше наши ваш ваша ваше ваши негов негова неговите нејзин нејзина нивен нивна нивни свој своја "
     "свое свои себе мене тебе него неа нас вас нив нам вам можат можеме можете можам треба мора мораме имаат имаме "
     "имам немаат бев бевме бидат онаа оние таков таква такви секоја секое сето некој некоја некои нешто никој "
     "ништо додека затоа бидејки иако преку според против наместо врз освен тогаш тука таму многу ниту мегутоа туку "
     "односно ве чиишто којшто дури"},
    {"mt", "mt", Stemming::kFirstFive, "", "b f m x s t l d bil fil", "",
     "b f m x s il l id in ir is it ix iz u jew imma izda li ta tal tad tan tar tas tat tax taz ghal ghall ghad ma "
     "mal mill minn fi fil fid fin fis fit bi bil bla bhal sa sal lejn lil lill dwar bejn fuq taht wara qabel skont "
     "waqt mhux mhix le hu hi huma jien int ahna intom dan din dawn dak dik dawk kien kienet kienu hija huwa hemm "
     "hawn ikun se sejjer qed ghandu ghandha xi min meta fejn kif ghaliex kemm liema jekk biex ghax anki ukoll biss "
     "aktar kull inhu inhi inhuma kollha kollox xejn hadd lili lilek lilna lilkom lilhom tieghi tieghek tieghu "
     "taghha taghna taghkom taghhom minghajr minhabba minghand matul mis mit mid mic miz mix ser ghas ghat ghar "
     "ghac ghaz ghan ghalih ghalina hawnhekk hemmhekk hekk allura madankollu lanqas anke ikunu tkun nistghu tista "
     "jista jistghu nista tistghu ghandna ghandhom ghandek ghandi ghandkom kellu kellha kellhom konna kont "
     "jekkjoghgbok joghgbok grazzi kieku sakemm filwaqt peress billi ladarba fost kontra skond ghalhekk mnejn"},
    {"nb", "nb", Stemming::kSnowball, "norwegian", kInNames, "s", kNorwegian},
    {"nl", "nl", Stemming::kSnowball, "dutch", kInNames, "s",
     "de het een en of maar want dat die dit deze der den des in op aan van voor met naar bij uit door over onder "
     "tot tegen tussen zonder om te als dan ook niet geen nog wel al er is zijn was waren ben bent wordt worden "
     "werd werden heeft hebben had hadden kan kunnen zal zullen zou zouden moet moeten mag wil ik je jij u hij zij "
     "ze wij we jullie hen hun hem haar mij me ons onze mijn jouw zich wie wat waar wanneer waarom hoe welke welk "
     "hoeveel omdat zo zoals meer alle s n t m k waarheen waarvan waarmee waarop waarvoor waaraan waarin waarbij "
     "waaruit wiens hoezo alsjeblieft alstublieft aub bedankt jou uw hetgeen iemand iets niemand niets ieder iedere "
     "iedereen elk elke allen alles beide zulke zulk dergelijke degene diegene zelf elkaar daar hier daarvan "
     "daarmee daarop daarvoor daarom daarbij hierbij hiermee hiervan hiervoor kunt konden kon mocht mogen moest "
     "moesten wilt willen wilde wilden zult hebt heb geweest geworden gehad doet doen zodat doordat nadat voordat "
     "terwijl hoewel ofwel indien mits tenzij toen sinds tijdens volgens vanaf vanuit langs rondom omtrent ondanks "
     "wegens behalve via per tegenover naast reeds slechts toch echter noch zowel evenals zeer"},
    {"nn", "nb", Stemming::kSnowball, "norwegian", kInNames, "s", kNorwegian},
    {"no", "nb", Stemming::kSnowball, "norwegian", kInNames, "s", kNorwegian},
    {"pl", "pl", Stemming::kFirstFive, "slavic", kInNames, "a e ego em emu go ie m mu owi u y",
     "i w we na z ze o od do u za po pod nad przed przez przy dla bez miedzy ku ktory ktora ktore ktorzy ktorych "
     "ktorym co kto gdzie kiedy jak dlaczego ile jaki jaka jakie czy jest sa byl byla bylo byli byc bedzie beda "
     "jestem ma maja a ale lub albo oraz ani bo gdyz jezeli jesli to ten ta te ci tego tej tym tych on ona ono oni "
     "one my wy ja mi mu jej ich im jego go sie nie juz jeszcze tylko takze rowniez tak swoj swoje nas was aby by "
     "zeby niz skad ktorego ktorej ktorymi czego czemu czym kogo komu kim jakiego jakiej jakich jakim jakimi czyj "
     "czyja czyje ilu prosze dziekuje dzieki moj moja moje moi moze moga mozemy mozecie mozna mogl mogla mogli musi "
     "musimy musza nalezy trzeba powinien powinna powinno powinny chce chcemy bym bysmy bedziemy bedziecie mam "
     "macie nasz nasza nasze nasi naszych wasz wasza wasze twoj twoja twoje swojego swojej swoich swoim siebie "
     "sobie soba ciebie tobie mnie nam nami wam wami jemu niego niej nim nimi nich nia temu tymi tamten tamta tamte "
     "taki taka takie kazdy kazda kazde wszystkie wszystko wszyscy wszystkich ktos niektore niektorzy nic nikt "
     "zaden zadna gdyby poniewaz chociaz dlatego wlasnie bardzo tam tu tutaj wobec obok podczas przeciw przeciwko "
     "oprocz poprzez wedlug wzgledem okolo zamiast"},
    {"pt", "pt", Stemming::kSnowball, "portuguese", "d l n dell sant", "",
     "o a os as um uma uns umas de do da dos das ao aos no na nos nas num numa em com por pelo pela pelos pelas "
     "para sem sobre sob entre ate desde contra durante segundo e ou nem mas que quem qual quais quando onde como "
     "quanto porque se nao sao era eram foi foram ser sido esta estao estar este estes estas esse essa isso aquele "
     "aquela isto ha tem tinha ter haver me te lhe lhes vos seu sua seus suas meu minha nosso nossa tu ele ela eles "
     "elas voce voces mais muito tambem ja todo toda todos todas cujo cuja cujos cujas quantos quantas aonde donde "
     "obrigado obrigada favor meus minhas teu tua teus tuas nossos nossas vosso vossa dele dela deles delas deste "
     "desta destes destas desse dessa nesse nessa neste nesta naquele daquele aquilo esses essas aqueles aquelas "
     "mim ti si comigo contigo connosco consigo pode podem podemos posso poderia podia deve devem devemos deveria "
     "quero queremos seja sejam somos sou sera serao seria seriam sendo estou estamos estava estavam esteve tenho "
     "temos tinham teve tenha tenham havia houve cada algum alguma alguns algumas nenhum nenhuma ninguem nada algo "
     "alguem qualquer quaisquer ambos ambas tal tais mesmo mesma mesmos mesmas embora enquanto pois portanto entao "
     "assim aqui ali la ainda tao tanto apenas alem perante atraves mediante conforme acerca fazer faz"},
    {"ro", "ro", Stemming::kSnowball, "romanian", kInNames, "",
     "si sau dar iar ci ca sa de la in din pe cu pentru prin fara sub peste intre spre dupa pana despre catre un o "
     "una unui unei unor al a ai ale cel cea cei cele lui ei lor este e sunt era erau fi fost sint am are au avea "
     "avem aveti as ar va vor voi nu care ce cine cum cand unde cat cata cati cate acest aceasta acesti aceste "
     "acela aceea acel tu el ea noi ele isi se il ii le imi iti ma te ne mai foarte tot toti toata toate daca deci "
     "decat nici numai doar s i l m t carui careia caror cui oare rog multumesc multumim mersi meu mea mei mele tau "
     "ta tale nostru noastra nostri noastre vostru voastra vostri voastre dumneavoastra dvs mine tine sine mie tie "
     "voua pot poate putem puteti putea puteau trebuie vreau vrem vreti eram erati fiind fie avut aveam aveau vom "
     "veti ati acestei acestui acestor acelei acelor acele acei aceia asta astea asa atat atunci aici acolo oricare "
     "oricine orice fiecare cineva ceva nimeni nimic niciun nicio niste vreun vreo unele desi fiindca intrucat "
     "incat totusi deoarece printre langa asupra contra impotriva datorita conform dintre dintr intr printr inspre "
     "dinspre prea cam chiar"},
    {"rom", "rom", Stemming::kFirstFive, "", kInNames, "",
     "thaj taj haj hem ta aj vaj ja te ke kaj so si sas sine isi san sem sam o e i le la lo ko ki ka ando andi ande "
     "ani ano an katar kotar andar tar pe pi po pa pala angla bi maskar telal opral me tu vov voj ov oj amen tumen "
     "von on leske lake lenge mange tuke man tut les len mo miro miri tiro amaro amari lesko laki kon kana sar "
     "soske keti savo savi save kodo kado akava akaja odova odoja na ni naj nane vi nisar sa saven sosko kaske "
     "kasko kastar naisarav palikerav manqe tuqe amenqe tumenqe lenqe lesqe amenge tumenge lendar lestar latar "
     "mandar tutar amenca tumenca lenca lesa tusa tire tiri tumaro tumari leski lako lengo lengi amare tumare peske "
     "pesko piro svako khonik khanchi vareso vareko varekaj othe odoj akaj athe kothe kathe shaj nashti musaj "
     "trebal trubul avela ovela hin hine isine numa vash krujal mashkar"},
    {"ru", "ru", Stemming::kFirstFive, "slavic", kInNames, "",
     "и в во на с со к ко у о об от до из за по под над при про для без через между перед около а но или да же ли "
     "бы не ни что чтобы как так если когда где куда откуда почему зачем сколько кто чей какой какая какие каких "
     "который которая которое которые которых это этот эта эти этого этой этих тот та то те того той тех он она оно "
     "они я ты мы вы его ее их ему ей им меня мне тебя нас вас нам вам себя свой свои был была было были быть есть "
     "будет будут также только уже еще все весь вся кого кому кем чем чему чего чья чье чьи какого каком какому "
     "какими каким которого которой котором которым которыми пожалуйста спасибо мой моя мое мои твой твоя наш наша "
     "наше наши ваш ваша ваше ваши своя свое своих своим свою себе собой тебе тобой мной ним ними ней нее них него "
     "нему может могут можем можете можно могу мог могли должен должна должны надо нужно нельзя хотим хочу имеет "
     "имеют нет этому этим этими эту тому такой такая такое такие каждый каждая каждое всех всем всего некоторые "
     "никто ничто ничего там тут здесь тогда потому поэтому однако хотя ведь либо против вместо кроме вокруг среди "
     "согласно даже очень вот буду будем будете"},
    {"sk", "sk", Stemming::kFirstFive, "slavic", kInNames, "",
     "a i v vo na z zo s so o od do k ku u za po pre pri pred cez pod nad medzi bez podla okolo ktory ktora ktore "
     "ktori ktorych co kto kde kedy ako preco kolko aky aka ake je su bol bola bolo boli bude budu som ste ma maju "
     "by ale alebo ani ze ked lebo pretoze tak tiez aj len uz este ten ta to ti tie toho tomu tento tato toto on "
     "ona ono oni my vy ja mi mu ju ich im jeho jej svoj svoje nas vas si sa nie aby ci az kam odkial ktoreho "
     "ktorej ktoru ktorom ktorym ktorymi coho comu com cim koho komu kom kym akym akych nech prosim dakujem "
     "dakujeme vdaka moj moja moje moji moze mozem mozeme mozete mozu mohol mohla mohlo mohli mozno musi musime "
     "musia chcem chceme chcete budeme budete mam nema nemaju nasa nase nasi nasich vasa vase tvoj tvoja tvoje "
     "svojho svojej svojich svojim seba sebe teba tebe mne ho jemu nej nim nimi nom nich vam vami nam nami tych "
     "tymi tejto tohto tychto tymto taky taka take kazdy kazda kazde vsetky vsetko vsetci vsetkych niekto nieco "
     "niektory niektore niektori nic nikto ziadny ziadne ak hoci totiz preto prave iba rovnako velmi tam tu kvoli "
     "voci vedla pocas proti mimo ohladom ohladne vratane keby"},
    {"sl", "sl", Stemming::kFirstFive, "slavic", kInNames, "",
     "in v na z s se o ob od do k h pri za po pod nad pred med cez skozi brez proti zaradi glede ki kdo kaj kje "
     "kdaj kako zakaj koliko kateri katera katero katere kaksen kaksna je so bil bila bilo bili biti bo bodo sem si "
     "smo ste sta ima imajo bi ampak vendar ali pa ter da ker ce ko kot tako tudi le samo ze ta to ti te tega temu "
     "tem on ona ono oni mi vi jaz me mu ji jih jim njegov njen njihov svoj svoje nas ne ni niso naj kam kod odkod "
     "koga komu kom cigav cigava cesa cemu cem cim kateremu katerih katerim katerem kaksno kaksne kaksni prosim "
     "hvala moj moja moje moji tvoj tvoja nasa nase nasi vasa vase njegova njegove njena njihova njihove svoja "
     "svojo svojih svojem sebe sebi mene meni tebe tebi njega nje njej njo njim njimi nam nami vam vami lahko mora "
     "moramo morajo morate moremo more morejo morete treba zelimo zelim bom bomo boste bile nima nimajo nimamo imam "
     "imamo imate nisem nismo niste vsak vsaka vsako vsi vse vseh nekdo nekaj nekateri nekatere nic nihce noben "
     "taksen taksna taksne tak taka tisti tista tiste tisto tistih tukaj tam zato ceprav medtem torej zelo oziroma "
     "oz okrog okoli namesto poleg kljub preko"},
    {"sq", "sq", Stemming::kFirstFive, "", "c d l m n s t u", "",
     "c s t e te ne nje dhe a i se qe me per nga tek ke ku kur si pse sa cili cila cilat cilet kush cfare po jo nuk "
     "mos do duhet eshte jane ishte ishin jam je jemi jeni kam ka kane kishte kemi pa por ose apo edhe as sepse "
     "nese ndersa prej mbi nen ndermjet midis gjate deri rreth pas para drejt ky kjo keta keto ai ajo ata ato une "
     "ti ju tij saj tyre tim tuaj yne jone u ia tu vet vete shume vetem gjithe gjitha cdo kujt kujdo cfaredo cilen "
     "cilit ciles cilave cka lutem faleminderit im ime sime juaj juaja mua mu mi ty neve juve atij asaj atyre ate "
     "ketij kesaj ketyre kete atje ketu atehere pastaj gjithashtu gjithcka secili secila disa asnje asgje askush "
     "dikush dicka mund mundet mundemi mundeni duhen duam dua isha ishim kishin kishim qofte megjithese meqe "
     "meqenese kurse sikur derisa pasi permes nepermjet kunder ndaj sipas pervec vec kaq aq tille"},
    {"sr", "sh", Stemming::kSnowball, "serbian", kInNames, "", kBosnianCroatianMontenegrinSerbian},
    {"sr-Latn", "sh", Stemming::kSnowball, "serbian", kInNames, "", kBosnianCroatianMontenegrinSerbian},
    {"sv", "sv", Stemming::kSnowball, "swedish", kInNames, "s",
     "och i att det som en ett den de pa av for med till fran om vid efter under over mellan utan mot genom hos "
     "inom ar var vara varit blir blev bli har hade ha inte eller men sa an nar dar hur vad vem vilka vilken vilket "
     "varfor jag du han hon vi ni man mig dig sig oss er honom henne dem sin sitt sina min mitt mina din deras hans "
     "hennes denna detta dessa ocksa kan kunde ska skulle vill maste alla allt nagon nagot nagra mycket bara da nu "
     "ut upp in s vart varifran vilkas vars vems tack snalla ditt dina ert era dess sadan sadana sadant vore borde "
     "haft blivit kunna vilja varje ingen inget inga nagonting sjalv sjalva varandra emot ifran dit darfor eftersom "
     "fastan medan innan tills trots enligt angaende bland bredvid kring omkring langs sedan samt antingen varken "
     "huruvida dock alltsa ju aven endast mer"},
    {"tr", "tr", Stemming::kSnowball, "turkish", "d l", "*",
     "ve veya ya da de ki ile icin gibi kadar gore sonra once uzere dolayi beri karsi ragmen ama fakat ancak cunku "
     "eger bu o bunlar sunlar onlar bunu onu bunun onun buna ona ben sen biz siz beni seni bizi sizi benim senin "
     "bizim sizin onlarin bir her hic bazi tum butun cok daha en az ne neden nasil nerede nereye kim kimin hangi "
     "kac mi mu midir degil var yok olan olarak oldu olur olup oldugu idi hem ayrica kendi kime kimi kimler kimden "
     "neyi neye nedir neler nelerdir nasildir niye nicin nereden nerde hangisi hangileri lutfen tesekkurler "
     "tesekkur benden sende bizden sizden onda ondan onlara onlardan bana sana bize size bende bizde sizde kendisi "
     "kendileri sey biri birisi hepsi herkes hicbir kimse boyle soyle oyle bunda bundan bunlari buraya burada orada "
     "oraya iken yani bile dahi miyim miyiz misiniz vardir yoktur olabilir olabiliriz olmak olanlar olsa olsun "
     "olmus olmali itibaren boyunca hakkinda iliskin karsin sadece yalnizca yalniz artik zira oysa halbuki yoksa "
     "acaba"},
    {"uk", "uk", Stemming::kFirstFive, "slavic", kInNames, "",
     "і й та в у на з із зі до від за по під над при про для без через між перед біля к о об а але або чи що щоб як "
     "так якщо коли де куди звідки чому скільки хто чий який яка яке які яких котрий це цей ця ці цього цієї цих "
     "той те ті того тих він вона воно вони я ти ми ви його її їх йому їй їм мене мені тебе нас вас нам вам себе "
     "свій свої був була було були бути є буде будуть не ні також лише тільки вже ще все всі б би ж же бо кого кому "
     "чим ким чого якого якої якій яким якими якому якою чия чиє чиї навіщо будь ласка дякую дякуємо прошу мій моя "
     "моє мої твій твоя наш наша наше наші ваш ваша ваше ваші їхній їхня їхні своя своє своїх своїм свою собі собою "
     "тобі мною тобою ним ними нею них неї нього ній може можуть можемо можете можна можу треба мусить мають має "
     "маємо маю немає нема буду будемо будете цьому цим цими цією тому тими тією такий така таке такі кожен кожна "
     "кожне кожний усі весь вся всіх усіх усе дехто хтось щось деякі ніхто ніщо нічого жоден десь там тут тоді адже "
     "отже однак проте хоча щодо проти замість крім навколо серед протягом завдяки згідно навіть дуже ані"},
    {"und", "und", Stemming::kNone, "", kInNames, "", "", false},
};

bool same(std::string_view a, std::string_view b) {
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
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
