"""Words by which seven languages are recognised in Latin letters: without diacritics; a hyphen at the end marks a stem.

Words that are English too, or names, stand here all the same: ``languages.AMBIGUOUS`` keeps them from counting.
"""

from __future__ import annotations

_LISTS = {
    "polish": """
        zapytac procedury procedur niania upuscila wymiotuje wbil widelec noge spi pisze przyszla rozumiem milego dnia zasady super odpowied-
        polsku jakiego wyslac raport proces wyglada oceny potrzeb prad lezy ruchu ruch stoi chodzi siedzi zyje widze widzi widzial slysz- wiesz
        mysle mysli ile skad dokad dlugo caly dalej blisko pewnie naprawde troche nadal bylam bylem miala chcemy musi musz- idzie ide jedzie jada
        jechac wraca wracac wyszedl wyszla wyszl- facet- kobiet- mezczyzn- obcy czlowieka starsz- mlodsz- kto- podopieczn- aktualiz- rekrut-
        godzin- poniedzial- pewien urzed- odpowiada- ciagnie bierze daje trzyma grupa domow- sasiada kapiel- lozk- ubran- glow- reke rece reka
        nog- brzuch- plec- twarz jest jestem jestes jestesmy sa nie tak sie co jak kiedy gdzie kto dlaczego czemu czy to ze zeby na do w z moj
        moja moje mojego mojej moim mojemu twoj twoja mam masz ma mamy maja mial mnie mi ja ty ci on ona ono oni my nas nam nami wy was ich im
        jego jej mu go nia nim nimi sobie siebie powinienem powinnam nalezy prosze pomocy pomoc pomozcie dla przez ale albo oraz bardzo dzwonic
        zadzwonic zglosic mozna moze moge mozesz trzeba kogo komu czym jaki jaka jakie ktory ktora ktore ktorych bije pod przed po od o u i a za
        bo juz jeszcze teraz dzis dzisiaj jutro wczoraj zaraz potem tylko tez ktos cos nikt nic nigdy zawsze znowu znow kiedys ten ta te tego tej
        tym tych tam tu tutaj jakis jakas byl byla bylo byli bedzie beda bede byc robic robi robie zrobic mowi mowie mowil mowila mowia chce chca
        chcial nie- wie wiem wiadomo nad przy bez miedzy jesli jezeli gdy wiec dlatego duzo malo prawie lat roku lata latek latka miesiace
        miesiecy mies tydzien dzien noc noca nocy rano wieczorem wieczor domu dom domem pokoju lazien- kuchni- schod- szkol- przedszkol- dzieck-
        dzieci o- dziewczyn- chlop- corka corki corke corce corecz- syn syna synek synka synow- maz meza zona zony zone mama mame mamie mamo matka
        matki matke tata tate taty tato tacie ojciec ojca ojczym- macoch- brat brata bratem siostr- wujek wujka wujk- ciocia ciotk- babcia babci
        babcie dziadek dziadk- sasiad- kuzyn- rodzic- rodzin- partnera partnerem partnerka szwagier szwagr- uczen ucznia uczennic- nauczyciel-
        niemowl- malut- maluch- powiedzial- napisal- zostaw- przyjdzie przyjsc odebrac odbier- dziekuje dzieki dobry czesc pytanie oznacza znaczy
        potrzebuje poszedl poszla wrocil- lekarz- policj- pracownik- zabra- zabier- placz- strasz- boje boi nasz nasza nasze twojego swoj swoja
        swoje swojego swojej cala ciagle dostal dostala kazal kaza obok okno drzwi telefon- wylaczon- szybko natychmiast pani pana panstwo klasie
        klasy lekcji podejrzewam podejrze- wlasnie maly mala male malego malej wypelnic formularz jezyk- lubi kolega kolezank- przyjaciel- ludzie
        czlowiek chyba swoim swoimi razem miec mieszka sam sama same samo sami byly bylego konkubent- wychowawc- spotkani- decyzj- dokument- zgod-
        przemoc- ochron- szkolen- zapisac
    """,
    "urdu": """
        saalana parhun samajh gaya allah-hafiz ji acha usool paon pair sarak sardi garmi ghoom ghoomte jawab phans paani pani deewar munna munne
        chhat bacho khara khari khare khade umar umr saal sal mahine din hafte jaldi plz kapre kapron neend soya soyi soti sota dekha dekhi dekh
        pareshan pareshani sath kahin idhar udhar yahan wahan ladka ladki ladke betiyon bachiyo isne usne unhon inhon humne maine mene tumne kisne
        bhej bhejni bhejna update badli hogi hoga honge wapsi gari khareed nikal nikla nikli hai hain hay he ho hun hoon hu tha thi the thay kya
        kia kyaa kab kahan kahaan kidhar kaun kon kaise kaisay kyun kyu kyon mera meri mere meray mujhe mujhey mujay hamara hamari hamare hamein
        humein hum tum tumhara aap ap apka apki apke aapka aapki aapke apna apni apne yeh ye woh wo voh us usay usey uska uski uske usko is isay
        isko iska iski iske un unka unki unke unko in inko nahi nahin nai nhi nahe aur or ko ka ki ke k se say sy mein mai main mei par pe per
        karna karein karu karun karoon karo kar karta karti karte kare karay kiya kardia kardiya raha rahi rahe rahay rha rhi rhe rahey gayi gai
        gaye gya gyi chahiye chahie chahiyay chahti chahta chahte bacha bachay bachi bache bacchi baccha bachon bachoon bachiyan beta beti betay
        bete betiyan liye liay liey agar magar lekin laikin phir phr ab abhi kal aaj aj roz subah raat rat sham shaam madad maar maarta marta
        marte marti maara mara khatra kis kisko kisi kisse kuch kuchh koi kaha keh kehta kehti kehte kehna bata batao bataya batana bataye batayen
        hota hoti hote hua hui hue istemal shohar shohr miyan biwi bivi larki larka larke bhai behan behn bahan abbu abu ammi ami abba baap walid
        walida waalid chacha chachi mamu mamoo khala phupho dada dadi nana nani saas susar sasural padosi parosi hamsaya ustad talba ghar gher
        kamra kamray kamre andar bahar saath samne saamne pass paas wala wali wale walay walon bohat bohot bahut boht bht zyada ziada sirf bhi hi
        toh to na mat jaan dar darr foran theek thik achha aya aaya ayi aayi aye aa ja jao jata jati jate jana jane lag laga lagi lage lagta lagti
        le lo liya lia lee leke lekar kha khana pi dia diya di de do dena deta deti dete den shadi nikah zabardasti zabar- bund band haath hath
        sar munh kyunke kyonke taake jab tab jo jis jisko jiska warna wapis wapas shukriya meherbani salam kaam baat baatein baar sakta sakti
        sakte saktay sakun pata maloom hosh khoon saans ro rona roti rota pehle baad poochna puchna farq kitna kitne kitni milega milegi milta
        milti zaroori ijazat faisla faislay sawal ghussa gussa nashe nasha sharab uth utha uthta uthti larai jhagra walidain bache- bachy bachey
        masla maslay waja wajah sakhti
    """,
    "romanian": """
        timp pastrat dosarul vine des umbla strada pijama cui trimit raport- sedint- decurge evaluare- raspuns raspunde raspunzi romana tine
        pivnit- intuneric trage trag mana mainile picior- cap capul spate burta fata fete ochi par parul fost fosta foarte plec tip tipul net
        barbat- femeie- poarta scara bloc geam- cade cazut jos sus strad- masina masin- stau sta stai locui- dupa-masa saptam- luni maine poimaine
        acolo unul una doi trei patru cinci zece niciun nicio fiecare orice oricum parca oare profu centru copchil- actualizat- recrut- birou-
        asteapta astept face facem vad vede aud aude crezi sper asemenea vezi cumva totul este sunt esti suntem e nu ce cum cand unde cine de la
        in pe cu si sa un o al ai ale copil- copii copiii copiilor mea meu mei mele mi ma imi mie tu te ti tie el ea lui ei ele lor le ii il l s m
        v va vor vrea vreau vrei as ar trebuie pentru dar sau ajut- folos- scoala scoli- fiica fiicei fiul fiului mama mamei tata tatal tatalui
        telefon- sun bate acum care daca fac faci fa pot poti poate am are avem aveti au a fi era eram despre prin din dupa pana ca caci fetita
        fetite- fetei baiat- bebelus- bebe sotul sotului sotia sotiei iubit- prieten- unchi- matus- bunic- frate fratele fratelui fratii sora
        surorii vecin- cumnat- nepot- elev- profesor- doamna domnul spus spune spunea zis zice zicea spun scris acasa casa camera baie bucatari-
        usa noapte noaptea noptii azi astazi ieri seara diseara dimineata tot toata toti toate nimic nimeni cineva ceva altceva iar inca mai doar
        numai asa aici asta astea acest acesta aceasta acel acea ani an luna saptaman- zi zile veni venit pleca pleac- luat ia iau ia- du duc duce
        dus da dat dau lasa lasat las lasa- singur- stie stiu stim vreo vreun vreodata langa sub peste intre fara multumesc multumim mersi buna
        ziua salut intreb- inseamna gasesc gasit serviciil- asistent- parint- protectia protectiei copilul copilului copila bani cere cerut facut
        bunica merg mers merge pleaca incerc- fie fiind noi voi ne ni vi se isi nostru noastra vostru crez- cred crede simt simte plange plang
        plans sange minte inainte imediat repede rog urgent- ajunge ajuns decat deci deoarece fiindca cel cea cei cele mic mica mici mare pahar
        apa casei spital desi avut avea acordul nevoie diferenta nivelul intalnir- diferent- completez politia pastile lovit batut bat
    """,
    "punjabi": """
        jankari karan rakha theek samajh nikke thand sadak nange pair firde vekhan wala lahunda khichda bhejni niyane niyana niyaneyan kake kaka
        kaki saadi saade sadi hale tak mudi muri mud khada khadi khade kandh mareya chhat saal sal dinan pani paani badli bolya keha kehan dekhya
        vekhya vekh vekhda lagga laggi laggeya fas phas val valan kite kitte edhar odhar asin apne apni apna sade changa changi vadhia jija jijaji
        sali mame mamaji masi phupher niani niyani khun piche kol kole jagah labbh labda hunne hanji haanji si sige siga sigi ki hai he ne han
        haan hain hega hegi kad kado kadon kiven kithe kithon kidar kaun kon kihnu kinu kise kisnu mera meri mere meriyan menu mainu manu mai main
        asi assi sanu saanu sadda tusi tuhanu tuhada tuhadi tuhade tu tenu tainu tera teri da di de diyan nu nun vich wich ch te nahi nai nhi na
        eh ehh oh ohh ohna ohnu ohne ohda ohdi ohde ehnu ehna ehda ohi ohvi ona onu odi oda ode bacha bache bachi bacche bachian bachyan bachiyan
        bachean munda munde mundey kudi kudiyan kurri kurhi kudian ghar ghare gharon gharwala gharwali karna karda kardi karde kara kariye karu
        chahida chahidi chahide hun hune huni je madad naal nal varatna vartna puttar put dhee dhi dhiyan hunda hundi hunde honda hondi kyon kyun
        keho kehnda kehndi kehnde kehda kehdi kainda kaindi kainde dassya dasya dass dassin dasso dasdi dasda reha rehi rahe ryha rhi rhe riha
        rahi gaya gya gayi gyi gaye gye hoya hoyi hoye hogi hogya hovan hove hovega hou aa aaya aayi aya ayi aunda aundi aunde auna lai laya layi
        lao leya lain laike dita ditta ditti dittey deu dinda dindi dinde den ja jaa janda jandi jande jaan jaana jana ke ton toh utte thalle
        andar bahar agge hath hathan sir muh kamra kamre mummy daddy papa pyo peo pio bapu bebe biji maa vada vadda chhota chota veer veera bhra
        bhraa bhain bhen bhaan pehn penh chacha chachi mama massi taya tayi bhua dada dadi nana nani gawandi guandi aj ajj kal raat raati raatin
        savere shaam din dina vaje bahut bohat bahot bhot bada hor sab kuj kujh koi vi hi bas phir fer fir tan taan jado jadon odon ethe othe edan
        odan marda maarda maardi marde maaran maran kutda kuttda kuttya kutya kutt kut darr dar lagda lagdi lagde viah vyah jabardasti zabardasti
        rona rondi ronda ronde kalla kalle kalli ikalla sutta sutti pya pyi paya peya pai penda uthda uthdi bolda boldi sakda sakdi sakde seh
        chhote chhoti chote choti sikhlai dhanvaad dhanwad dhannvad meharbani sat sri akal ji matlab puchna puchhna milu miluga milda mildi kinne
        kinna kinni baad bare bharna faisle sehmat sharab sharabi peeta peeti
    """,
    "bengali": """
        puron jinish jinis bochorer porbo bujhlam hafez tothyo niyom korar rastay khali khela pathabo pathano kobe uttor dite paren banglay chobi
        tole tulse jama kapor chade chad uthse laf dibo bolbo boli bolen dulabhai golay khabar pani daraya dariye daraise boyosh khalato chacato
        buro loker lok lokta manush gulo gula thik eita oita seita eikhane oikhane kothao keu kew kichui ekhono ajkei ektai duijon tinjon amio
        tumio korsi korchi korechi dekhsi dekhechi dekhlam shunlam shunsi jante chaite mone koto kon kono bujhte bhalo valo kharap shesh shuru age
        agei poreo tobe tobu abaro ki kokhon kothay kothai keno kibhabe kivabe kemne kemon ke kar kare amar amake amader amra ami apni apnar
        apnake apnader tumi tomar tomake tui tor toke se she shey tar take tader tara o or ore oke eta ota ei oi ekta ekjon ta na nai nei noy hoy
        hoi hobe hoye hoise hoyeche hoyese hocche hochhe hosse hoilo holo koro korbo korte kore korse koreche korlo korche korchhe korteche
        kortese kora korben korun koris shishu shishur bachcha baccha bacchar bachchar bacchake bacchara bachchara bacchader bachchader sahajjo
        shahajjo jonno jonne theke thake thakle ebong ar aar ba jodi kintu tahole tai ache achhe ase asey asen achen ashe ashbe asbe ashche
        ashtese asche ashse chele cheler meye meyer meyeta meyeti cheleta meyera bole bolche bolchhe bolse bolteche boltese bolte bollo boleche
        bolish bolsi kake kauke kotha kichu bebohar uchit karon swami shami stri bou baba babar babake ma mar maa make amma ammu abbu abbur abba
        bhai bhaiya vai vaiya bon boner apa apu chacha chachi mama mami khala khalu fupu nana nani dada dadi sosur shashuri jamai bari barite
        basha bashay bashar basa basay ghor ghore e te er ere re rate raat raate ratre aj ajke ajker kal kalke kalker ekhon ekhoni akhon akhn
        shokal shokale bikale shondha din dine dhore dhorse onek khub beshi ektu abar aro shudhu shob sob sobai shobai niye niya nite nise niyeche
        jabo jabe jay jai jacche jachche jasse jaite gelo gese geche gechhe giye gia giyeche dey dei diye dise dice dieche dilo debe dibe debo
        chay chai chaye chaina chaitese pore porse poreche por porjonto hat hate mathay matha matha- gaye gay pet mukh gala pashe pasher shamne
        samne vitore bhitore baire vitor mare marse mereche marte marche marbe marbo felbe felse fele fire ferni phire paliye jabar jete shojjo
        sohyo lage lagche lagse voy bhoy bhoye betha kanna kandche kantese kandtese boshe bose shuye ghumay ghum uthche uthtese norche norse
        bochor mash mas shoptah proshno dhonnobad dhanyabad shukriya salam jiggesh jigges pabo pabe pawa mane parthokko moddhe moddhye bangladesh-
        deshe desher biye biya jor jore boro choto chhoto agun doroja tala bondho khete khai khay kheye janen jani jane janina bujhi parchi parche
        parbo pari parina parbe sharir ghoto ghotona shikkhok chatri chatro onumoti lekha bangla likhse likheche korbe korsen korchen koyta koydin
    """,
    "italian": """
        chiedere procedure grado capito buona buono giornata regole condividere mando verbale riunion- rispondi italiano valutazion- famigl-
        intime muro buio cantina tetto internet suo foto prof ginnastica fuori davanti dietro sopra sotto accanto vicino lontano perdo perde perso
        visto vede vedo sento sente sentito credo penso pensa successo succede aspetta aspetto capelli occhio bocca gola pancia gambe piedi
        persona persone gente uomo donna tizio amico amica amici gruppo cosi proprio appena circa almeno forse magari dai andiamo abita abito vive
        vivono vivo parla parlare parlato chiede chiesto ricatt- risposta perfetto ufficio assunzion- aggiornat- cugina cuginetto che ch non nn
        come quando dove chi cosa cos perche xke xche perke il lo la gli le l un una uno di del dello della dei degli delle dell d e ed sono siamo
        sei mio mia miei mie tuo tua sua suoi sue nostro nostra loro bambin- bimb- figli- mi ti si ci vi per con su devo deve dovrei dobbiamo
        usare posso puo possiamo aiuto aiutami aiutatemi ma o molto tanto troppo lui lei noi voi scuola mamma papa padre madre patrigno matrigna
        fratell- sorell- zio zia nonno nonna cugin- cognat- vicin- marito moglie compagno compagna fidanzat- ragazz- alunn- studentess- studente
        studenti studentessa maestr- insegnant- neonat- numero chiamo chiamare ho hai ha abbiamo avete hanno questo questa questi quello quella
        quel quei fare fatto fa faccio fai fanno serve essere stato stata sta sto stanno stava era erano picchia- paura anche ancora adesso ora
        subito oggi stasera stanotte domani ieri sempre mai piu gia solo sola soli da dal dalla dalle dallo nel nella nei nelle in al allo alla
        alle ai sul sulla sulle sui dentro casa camera bagno cucina notte giorno giorni mattina sera anni anno mesi mese settiman- dice dico detto
        dire dicono scritto scrive racconta- raccontato vuole voglio vogliono vuoi viene vengono venire venuto torna tornare tornat- andare vado
        va vanno andato porta portano portare portarla prendere prenderl- prende preso lasciat- lascia lasciare qui qua li tutto tutta tutti tutte
        niente nulla nessuno qualcuno qualcosa se sa so sanno sapere dopo prima contro tra fra senza fino mentre poco pero quindi allora comunque
        cmq xo mano mani testa faccia braccia gamba schiena occhi- sangue grazie ciao buongiorno buonasera salve scusi domanda avrei vorrei quale
        qual quanto quanti chiamate servizi sociali genitor- polizi- ospedale ambulanza bene male piange- piangono dorme respira sveglia vuol
        minori minore protezione segnala- abbia sia stia trovo piccolo piccola piccoli differenza compilo compilare modulo tutela formazione
        partecip- assistente miei- nascost- chius- urla- grida nipot- partner medicine medicina ecco purtroppo c
    """,
    "portuguese": """
        quais regras partilhar informacao rua dormem mando ata avaliacao familia resposta valeu respondes portugues politic- escritorio prof fotos
        roupa tirar tira manda gajo gaja rapaz miudo miuda miudos puxou telhado janela varanda carro portao escuras cave homem senhor pessoa
        pessoas gente amigo amiga ontem logo cedo acho penso pensa vejo viu vi visto ouvi ouve ouco sinto sente parede cabelos cabelo olho boca
        garganta perto longe cima baixo frente atras lado todas alguma algum nenhum nenhuma outros outras mesmo mesma talvez cerca prima primos
        mandada terra velho choque atende saiu jovem instituicao educacao fisica atualiza- recrutament- chantage- desculp- que q nao n nunca como
        quando onde quem o a os as um uma uns umas de do da dos das d e eh sao sou somos meu minha meus minhas teu tua seu sua nosso nossa dele
        dela deles delas crianc- mim me ti te se lhe lhes para pra pro pras por pelo pela com devo deve usar posso pode podemos ajuda ajudem ajude
        mas ou muito muita ele ela eles elas filh- escola mae pai pais padrasto madrasta irma irmao irmaos avo tio tia primo namorad- vizinh-
        cunhad- sobrinh- alun- professor- marido mulher esposa menin- moca rapariga bebe miud- puto numero ligo ligar tenho tens tem temos tinha
        isto isso esta estao estava estou estamos ta to tao tamos tava este essa esse aquele aquela fazer faco faz fez fazem feito serve voce vc
        vcs eu nos preciso bate bateu medo qual sobre ja ainda agora hoje amanha sempre tambem tb tbm so sozinh- mais menos no na nas num numa ao
        aos em ate sem entre dentro fora casa quarto banho wc cozinha noite dia dias manha tarde anos ano mes meses semana diz disse dizer dizem
        contou conta escreveu escrev- quer quero querem queria vai vou vao ir foi fui vem vir veio voltou volta voltar buscar busca levar leva
        levou deixou deixa deixar deixaram aqui ali la ca tudo toda todo todos nada ninguem alguem algo sabe sei sabem porque pq pois entao depois
        antes outra outro vez vezes mao maos cabeca cara rosto pescoco barriga costas perna pernas braco bracos sangue obrigad- ola bom boa
        pergunta gostaria pretendo significa servicos sociais policia hospital ambulancia chora- chorar dorme acorda respira socorro telemovel
        telefone pelos consentimento formacao formulario procediment- diferenca reuniao protecao menores fica ficou ficar acabou acabei comecou
        cair caiu partiu comer comida dormir mora estar ser era eram foram seria deu da-me desde enquanto quanto aguento suporto consigo parou
        parece hj amg qnd pequeno pequena colega turma preencho preencher cuidad- enviou mandou mensagem
    """,
}

STOP_WORDS: dict[str, frozenset[str]] = {name: frozenset(word for word in words.split() if not word.endswith("-")) for name, words in _LISTS.items()}
"""For each language its whole words."""

STEMS: dict[str, tuple[str, ...]] = {
    name: tuple(word[:-1] for word in words.split() if word.endswith("-") and len(word) > 4) for name, words in _LISTS.items()
}
"""For each language the beginnings of words that bend."""

AMBIGUOUS = frozenset(
    """
    a aa aaa aachen ab aba abu ace ache age ai aj al ale ali alla am ama amar ambulance ami an ap app are as ate au aye az baba bacon bad
    band bar bare bari barr bas base bash basha bass bat bate bath beat beata beats belt bender beta bethan bethany bethanys bht biscot
    biscuit biscuits bishop blackmail blackmailed bleach bo bole bon bonn bose brat c ca cad cade cai caleb calendar call called caller
    calling callouts calls callum calm calmest calpol calum camera cap cara care casa cat cave cc ce ceraf ceremony cert certain certificate
    cerys ch challenge challenged challenges challenging chat cheek cheekbone cheeks cheeky chi choral chorale cigarette circumcised co coat
    cohort com come como con cos cu cum cupboard cupbord cure cured curiosity curious current currently curriculum d da daddy dal dar dara
    daras darcy dare daria darius dark darren daryl das dash dat day de dee del dell delle den di dia dice dig digging digital digits din
    dina dire do dom donna dos dove drugs du dublin dubs duc e ea ed eh el elevated elevation elevator eleven em er era eta eu fa face
    facetime fare fast faster fi fir fire fr fra fracture fractured fractures gala gang gangs gay ge gia go gore gum ha hadiya hale han hat
    hate hath hay he hee hen hey hi ho honda hose hosepipe hosp hospital hospitals hosps hosted hostel hostile hosts hotel howe hu hum hun i
    ia ich ii il im immobile in infibulated inn internet intimate ir is ish iss ja jace jada jai jake jan jana jane jay je ji jo kai kaiden
    kaidz kara karen kathleen kathryn katrina kay key ki kiss kite ko kofi kooth l la lado lag las lat lateefi latisha lay le lee lei len
    ley lia lie lo look looked looking looks luka lukas lukasz luke luna m ma mae maestro main maine maja make male mam mama mane mani mar
    mara marac marcel march marchbanks marche marchetti marcin marco marcus mare marek margaret maria mariam mariamu marian mariana marie
    mario marius mariusz mark markdown marked markers market marking marks marlon marlowe marriage married marry marrying marsh marta martha
    martin martyn mary maryam mas mash mass mat mata mate matei math matt may me medicine mei men meningitis menu mere merge mi mia mma mode
    modulo mole molestation money mood mora more mortality mu mukhtar mummy muna mutilation my n na nad nai nam nana nas nasa nay ne net ni
    nic nikah nikola nikolai nite no non noon nos nude nudes num number nun o od ode oh okay ola on or ore os ou overdose overdoses padre
    pair pale papa par para partner pas pass pay pe pee pei per pet pete peter peterborough phase pi pistol plans plz po pod politics poorer
    poorest por pot prima pro procedure prog pure put q qa qi ra rape raped rapes rat rate ray re refer rep rhi ri ro rota roxana rua s sa
    sahar sai sam same sans sao sar sara sarah sarahs sarc sas sash sasha saskia sat say school se see ser sera serve sexual shah shaheen
    shahid shall sham share shared shares sharif sharing sharn sharon sharp sharpened sharpening she sheer shes shy si sikhlai since sir so
    sob social sock socket socks solo sri su sub sue sui suicidal suicide suicides suicidle sun suzanne sy ta tab tai tak take tale tam tan
    tao tar tara tata tate te tee ten tenerife tenner tens terra terror terrorism terrors tha thai than the thee they tho thor ti tia tie
    tip to ton too tooth tor torture tortured tot tum tutor tutors ty u uma umar un una uno update urgent us usa use ustadh v va vague vain
    vale valid valley van ve vein vi vine violence violent violeta vo volta vomit vomiting w wages wagwan waleed wall wan was way we wee wi
    wo wot wt yay ye z za zakariya zee zeenat zone
    """.split()
)
"""Words of the lists that are English, chat or given names too: alone they show no language."""

ENGLISH = frozenset(
    """
    about after all am an and any are as ask asked at baby be because been before being blood boy boyfriend brother but by call can cant
    child children could dad did do does dont family father first for form from get girl girlfriend going gone good got had has have he help
    her hes him his hit hitting home house how husband i if im in into is it its just kid kids knife know knows last may me might missing
    mother mum must my need needed needs new next night no not now number of old on or our out over parent parents phone please pls plz
    police really right ring room said says scared school she shes should sister so social some teacher team than that the their them then
    there these they think thinks this those to today told tomorrow up us use very want was we week were what whats when where which who why
    wife will with worker would year yesterday you your
    """.split()
)
"""English words so common that a message with many of them is English."""
