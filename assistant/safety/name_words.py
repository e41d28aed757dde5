"""Word lists for recognising person names: given names, words that look like names but are not, published pseudonyms."""

from __future__ import annotations

GIVEN = frozenset(
    """remi pieter bella bailey ravi ada stanley mario megan pablo roberto romeo rosemary sally vera gracie evie nico rocco kiara joao
    mariana alessandro
    aaliyah aaron aarav abbas abbie abby abdi abdul abdullah abdulrahman abi abigail abraham adam adeel adele adeola adnan adrian adriana
    afia agnieszka ahmad ahmed aidan aiden aisha ajay alan alana alastair albert alek aleks aleksander aleksandra alex alexa alexander
    alexandra alexandru alexia alfie alfred ali alice alicia alina alisha alison aliya allan alyssa amaan aman amanda amandeep amara amber
    amelia amelie amina amir amit amna amy ana anand anastasia anca andreea andrei andrew andrzej angela angelica angus anil anisha anita
    anna annabel annabelle anne annie anthony antoni antonio anya aoife archie ariana arjun arlo arnav arthur aryan asha asher ashleigh
    ashley ashraf asif asim asma astrid audrey aurora ava ayaan ayan ayesha ayla aylin azra barbara barry bartek bartosz beata beatrice
    becky ben benjamin bernadette beth bethan bianca bilal billie billy blake bobby bogdan bonnie bradley brandon brenda brian bridget
    brody brooke bruno bryony caitlin caleb callum calum cameron camila carl carla carly carmen caroline carys caspian catalin catherine
    cathy catriona cerys chantelle charlene charles charlie charlotte chelsea chidi chiara chloe chris christian christina christine
    christopher ciara ciaran claire clara clare claudia clive cody colin connor conor constantin corey costel courtney craig cristian
    cristina curtis cyrus daisy damian damien dan dana daniel daniela daniella danielle danny daria darius darcy darren daryl dave david
    dawid dawn dean deborah declan deepa denis denise dennis derek desmond devon dexter diana diane diego dimitri dina divya dominic
    dominik donna doris dorota dorothy douglas duncan dylan ebony edward edwin efua eileen elaine eleanor elena eli elias elijah elina
    eliza elizabeth ella ellen ellie elliot elliott ellis eloise elsa elsie emanuel emeka emil emilia emilio emily emir emma emmanuel enzo
    eoin eric erica erik erin esme esmee estelle esther ethan eugene eva evan evangeline eve evelyn ewa ewan ezra fadumo faisal farah
    farhan farida farooq fatema fatima fatimah fatoumata felicity felix femi fern finlay finley finn fiona florence florin fola frances
    francesca francis franciszek freddie freddy frederick freya gabriel gabriela gabriella gareth gary gavin gemma geoffrey george georgia
    georgie georgina gerald gerard ghulam gheorghe gianna gillian gina giovanni giulia gloria gordon graham greg gregory greta gurpreet
    gwen gwendolyn habib hadiya hafsa haider hakeem haleema halima hamid hamza hana hanna hannah hardeep haris harjit harley harold haroon
    harpreet harriet harrison harry harvey hasan hassan hayden hayley hazel heather heidi helen helena henry hibo hira hollie holly hugh
    hugo humza hussain hussein ian ibrahim idris ieuan ilyas imaan imani imogen imran inaya india ines ioan ioana ion ionut iqra irena
    irene irfan iris isaac isabel isabella isabelle isaiah isha isla ismail issa ivan ivana ivy iwona iyla izabela jack jackson jacob
    jacqueline jada jaden jadwiga jagdeep jai jaiden jake jakub jamal james jamie jamil jan jana jane janet janice janine jared jaroslaw
    jasdeep jasmin jasmine jason jasper jaspreet javed jaxon jay jayden jayla jean jeanette jeff jeffrey jemima jenna jennifer jenny jeremy
    jermaine jerzy jess jesse jessica jill jim jimmy jo joan joanna joanne jodie joe joel johan johanna john johnny jolene jon jonah
    jonathan jordan jorge jose joseph josephine josh joshua josie joyce jozef juan judith judy julia julian julie juliet june junaid justin
    justine kacper kai kaitlyn kamal kamil kamila kamran karen karim karina karl karolina kasia kasim kasper kate katarzyna kate katelyn
    katherine kathleen kathryn katie katrina katy kavita kaya kayden kayla kayleigh keira keiran keith kelly kelsey kelvin ken kenneth
    kenny kenzie kerry kevin keziah khadija khadijah khalid kian kiera kieran kim kimberley kiran kirsty kofi krish krishna krystian
    krzysztof kumar kwame kyan kyle kylie kyra lacey laila lamin lana lara larisa latisha laura lauren laurence laurentiu lawrence layla
    leah leanne lee leela leila lena lennon lennox leo leon leona leonie leroy leslie lewis lexi lia liam lidia lila lily lina linda
    lindsay linzi lionel lisa liviu liz lizzie lloyd logan lois lola loredana lorenzo lorna lorraine lottie louie louis louisa louise luca
    lucas lucia lucian lucinda lucy luis luka lukas lukasz luke luna lydia lyla lynn lynne mabel maciej madison mads magda magdalena maggie
    mahad maham mahdi mahmood mahmoud maisie maja malachi malak malcolm malgorzata malik manal mandeep mandy manraj marcel marcin marco
    marcus marek margaret maria mariam marian marie mariusz marlon marta martha martin martyn mary maryam mason mateusz matei matilda matt
    matteo matthew maureen max maximilian maya mehmet mehreen mei melanie melissa mercy mia michaela michael michal michelle miguel mihaela
    mihai mikey mike mikolaj mila miles milly millie milo mimi mina miriam mirela misbah mo mohamed mohammad mohammed mohamud moira molly
    monica monika morgan moses muhammad muhammed mukhtar muna musa mustafa myles myra nabeel nadia nadine nadir naeem nahla naima nancy
    naomi nasir nasra natalia natalie natasha nathan nathaniel naveed nazia neha neil nelson neve niall niamh nicholas nicky nicola nicolae
    nicole nigel nikhil nikita nikki nikola nikolai nina noah noel noemi noor nora norman nosheen nuala nusrat octavia oksana ola olek
    oleksandr olga oliver olivia ollie olu oluwaseun omar orla oscar oskar otis otto owen paige pamela paolo parveen pat patricia patrick
    patryk paul paula pauline pavel pawel pedro penelope penny percy perry peter petra petru phil philip philippa phillip phoebe piotr
    pippa poppy pradeep pranav preeti priscilla priya przemyslaw rachael rachel radu rafael rafal raheem rahim rahma rahul raisa raj rajesh
    ralph ramona ramzan rania raphael rashid raul raymond razia rebecca reece reggie rehan rehana renata reuben rhea rhian rhiannon rhys
    ria riaz ricardo richard ricky riley rishi rita robbie robert robin rohan roisin roksana roman ronald ronan ronnie rory rosalind rosie
    roxana roy ruben ruby rukhsana rupert russell ruth ryan rym saad saba sabina sabrina sadia sadie safa saffron safiya sahar said saif
    saima sajid sakina salma sam samantha samia samina samir samira samuel sana sandra sanjay santiago saoirse sara sarah sasha saskia
    scarlett scott sean sebastian selina selma serena seren seth shabana shah shahid shaima shakeel shamima shane shania shanice shannon
    sharon shaun shauna shazia sheila shelley shirley shreya sian sidra sienna silas silvia simon simona simran sinead sofia sohail sonia
    sonny sophia sophie stacey stan stanislaw stefan stella stephanie stephen steve steven stewart stuart sue sukhdeep suleiman sultana
    sumaiya sunil surinder susan susanna suzanne svetlana sylvia szymon tabitha tahir tahira talia talha tamara tamika tamsin tanisha tanya
    tara tariq tasha tasneem tayyab taylor ted teddy teresa terence terry tessa thea thelma theo theodore theresa thomas tia tiago tiana
    tiffany tilly tim timothy tina tobias toby todd tom tomasz tommy toni tony tracey tracy travis trevor trina trisha tristan tyler tyrese
    tyrone umar uma umair una ursula usman uzma valentina valerie vanessa vasile veronica veronika vicki vicky victor victoria vijay vikram
    viktor viktoria vincent viorica violeta virginia vivek vivian wahid walter waleed wanda waqas warren wayne wendy wesley wiktor wiktoria
    william willow wojciech xander xavier yahya yasin yasmin yasmine yasser younis yousef yusra yusuf yvette yvonne zac zach zachary zack
    zahra zaid zain zainab zak zakariya zara zayd zayn zeeshan zena zeynep zhara ziad zoe zofia zoya zubair zuzanna bo ola keanu kayode
    chinedu ngozi adaeze blessing praise tunde yetunde temi abena akua kwabena ama yaw esi fatou mamadou awa hodan ayaan hamdi ifrah
    warsame hodo sagal tobiasz oliwia lena szymon nadzieja bozena grazyna zbigniew leszek irina ionela florentina marius vlad razvan sorin
    gabi dorin nicoleta alexandra mihnea rares jaswinder baljit parminder sukhwinder balwinder harbhajan manjit tanvir shafiq rafiq sadiq
    shabir nadeem kashif zeenat rubina shaheen tahmina nazma rahima sumona farzana rashida momtaz jahanara shirin""".split()
)
"""Given names common in Bedfordshire's communities, lower case."""

ALSO_WORDS = frozenset(
    """will may april mark rose grace hope faith joy bill frank art ray sandy summer autumn chase hunter robin penny ruby amber jasmine ivy
    daisy poppy violet iris olive heather holly hazel willow jade pearl crystal dawn eve carol art guy dean grant drew pat sue rob nick
    jack jay max bob don gene jean faith charity mercy justice patience constance prudence blessing praise happy precious gift angel star
    sky skye rain river brook brooke ash ford clay reed wade carter mason harper hunter taylor tyler cooper archer porter parker fisher
    baker christian roman paris london india china chelsea florence victoria lincoln jordan israel austin houston madison savannah georgia
    carolina sydney melbourne devon kent lee long young king prince duke earl baron major bishop dean page cliff heath glen dale vale lane
    terry harry said ion ama esi yaw ola mo bo jo jan mei mina fern angel june joan rich mike miles ali an ben dan ann ray win ed al so do
    my has may juan marian francis ellis morgan kim kai can asha sky noor jai raj bill kelly stacey hardy max chance storm ace saint star
    rory matt tony read brook art grant bliss ever tim issa sunny said uma una shah eli ian leo ana ama awa ria rania luna temi jada mo ion
    lena abi fola dina mads jay lee wesley carol penelope noel hugo april dot""".split()
)
"""Given names that are also ordinary words, places or too short: they need a capital letter and a neighbour, or a cue."""

PUBLISHED = (
    "Baby Harry",
    "Isabella",
    "Usman",
    "Bethany",
    "Nolan",
    "Daniel Pelka",
    "Victoria Climbie",
    "Victoria Climbié",
    "Baby P",
    "Peter Connelly",
    "Star Hobson",
    "Arthur Labinjo-Hughes",
    "Arthur Labinjo Hughes",
    "Sara Sharif",
    "Alfie Steele",
    "Finley Boden",
    "Maria Colwell",
    "Hamzah Khan",
    "Khyra Ishaq",
    "Ayeeshia Jane Smith",
    "Leiland-James Corkill",
    "Bronson Battersby",
    "Lauren Smith",
    "Holly Wells",
    "Jessica Chapman",
    "Sarah Everard",
    "Damilola Taylor",
    "Stephen Lawrence",
    "Molly Russell",
    "Martha Mills",
    "Madeleine McCann",
    "Ann Coffey",
    "Georgia Williams",
    "Lord Laming",
    "Eileen Munro",
    "Alan Wood",
    "Josh MacAlister",
    "Louise Casey",
    "Alexis Jay",
    "Herbert Laming",
    "Mr Justice",
    "Victoria Gillick",
    "Edwin Lobo",
    "Tricia",
    "Ryan",
    "Tahira",
)
"""Names that published reviews, laws and inquiries use. They stay, unless a date of birth or an address stands beside them."""

PUBLISHED_PHRASES = (
    r"(?:child|baby|family|young person|adult|mother|father|sibling|boy|girl|mr|ms) (?-i:[A-Z]|[a-z])\d?\b(?!\s?\.)",
    r"daniel (?:and|&|n) sophie",
    r"(?:arthur|star) (?:and|&|n|\+|/) (?:arthur|star)",
    # Whom a document tells of: "who was ...", and a case study by its name.
    r"who was [a-z]+(?=\s*(?:\?|$|and (?:what|why|how|when)\b))",
    r"[a-z]+(?='?s? case stud(?:y|ies)\b)",
    # Police operations have names of their own; a child of whose death is asked in the past is one of a published review.
    r"(?<!an )(?<!his )(?<!her )(?<!post )op(?:eration)?s? [a-z]{4,}",
    r"who (?:killed|murdered) [a-z]+",
    r"(?:how old was|when did|how did|where did|why did|what did|what age was) [a-z]+(?= (?:when (?:he|she|they) )?(?:die|died|killed|murdered)\b)",
    r"[a-z]+(?='?s? (?:l?cspr|scr|lcspr|serious case review|safeguarding practice review|(?:7|seven)[ -]?min\w*)\b)",
    r"clare'?s law",
    r"sarah'?s law",
    r"martha'?s rule",
    r"megan'?s law",
    r"jade'?s law",
    r"oliver mcgowan",
    r"benedict'?s law",
    r"fraser guidelines",
    r"gillick",
    r"barnardo'?s",
    r"action for children",
    r"jay report",
    r"wood report",
    r"munro (?:report|review)",
    r"edwin lobo",
    r"karma nirvana",
    r"martyn'?s law",
    r"laming",
    r"munro",
    r"jay report",
    r"rotherham",
    r"hobson",
    r"labinjo(?:-hughes)?",
    r"grace'?s place",
    r"barnardo'?s?",
    r"peter connelly",
    r"jigsaw",
    r"hackett(?:'?s)? \w+",
    r"lundy \w+",
    r"maslow",
    r"bronfenbrenner",
    r"erikson",
    r"bowlby",
    r"philomena protocol",
    r"herbert protocol",
    r"bichard",
    r"brandon \(?\d*",
    r"marie collins",
    r"lucy faithfull(?: foundation)?",
    r"brook (?:clinic|service|traffic light)\w*",
    r"victoria climbi\w",
    r"ann craft",
    r"ellie'?s law",
    r"sammy'?s law",
    r"molly rose foundation",
    r"dr foster",
    r"nelson'?s column",
    r"pat testing",
    r"jo cox",
    r"emmaus",
    r"st john(?:'?s)?(?: ambulance)?",
    r"st mary(?:'?s)?",
    r"st thomas",
    r"marie curie",
    r"alan turing",
    r"harry potter",
    r"st \w+'?s?",
    r"mary seacole",
    r"john lewis",
    r"king edward",
    r"queen victoria",
    r"prince albert",
    r"george cross",
    r"morgan review",
    r"taylor review",
    r"hughes review",
    r"tom harrison house",
)

TITLE_WORDS = frozenset(
    """operation encompass makesafe stop review graded care profile working together keep keeping children child childrens safe education
    service services integrated front door emergency duty team access referral hub mash partnership board safeguarding bedford bedfordshire
    borough central luton council police hospital trust nhs ofsted annual report strategy neglect threshold thresholds guidance procedure
    procedures protocol manual briefing minute seven section act family families help early assessment plan core group conference initial
    protection strategy discussion meeting lado allegations officer designated local authority prevent channel panel multi agency risk
    exploitation criminal county lines modern slavery national mechanism day life voice was not brought icon dadpad tubes camhs chums kooth
    elft blmk icb health visitor social worker school nurse academy primary secondary nursery college university youth justice offending
    barnardos nspcc childline samaritans refuge papyrus shout crimestoppers home office department ministry justice government cafcass
    court crown magistrates probation january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday christmas easter ramadan eid diwali english england wales scotland british polish urdu
    romanian punjabi bengali italian portuguese somali muslim christian hindu sikh jewish african asian facebook instagram snapchat tiktok
    whatsapp discord roblox fortnite telegram slack google excel word teams zoom outlook python signs safety lundy model outcome star brook
    traffic light serious case rapid learning practice isabella harry tool toolkit form dash marac idva mace young persons person legal
    director head teacher senco keyworker key worker team manager inspector sergeant constable doctor professor independent scrutineer
    chair lead covid pandemic brexit who what when where why which how do does is are can could should would will please hi hello thanks
    thank dear regards morning afternoon the this that these those and but or if my our your his her their its we they she he it you i a an
    no yes not ok okay also so as at in on of to for from with by about stay safe big sibling groups pause think everyones business right
    time place good day hidden men unseen fathers engaging curiosity professional disguised compliance toxic trio strengthening
    relationship house domestic abuse drug alcohol mental learning disability special educational needs freedom programme caring dads
    triple incredible years mockingbird no recourse public funds parental responsibility position trust gcp gcp2 dsl sw hv gp ta dna wnb
    rso fgm hba cse cce csa nrm rhi cin cp lac eha ehe tac taf cllr cllrs councillor councillors""".split()
)
"""Words of titles, bodies and calendars: a capitalised run made only of these is not a person."""

NOT_SURNAMES = frozenset(
    """and or but is was are were has have had who whom whose that which with at in on of to for from by as about after before because since
    until if when while then than a an the this that these those my your his her their our its he she they it we you i me him them us not
    no yes dob born aged age is hes shes im says said told tells asked asks wants wanted needs need goes went gone going came comes keeps
    kept lives living living lived moved missing disclosed discloses hit hits hitting hurts hurt told ran run lost found got gets getting
    been being be do does did done will would can could should may might must mum dad mother father brother sister uncle aunt son daughter
    nan partner boyfriend school nursery year yr class case open child baby boy girl kid lad just now today tonight yesterday tomorrow
    again still also only very really so too always never here there home back up down out off over under into onto what where why how one
    two three four five six seven eight nine ten old new little big please pls thanks hi hello he'll isnt wasnt doesnt dont cant wont hasnt
    didnt looks seems showed shows came wearing attends attending started stopped left next last both all any some more most social worker
    teacher officer manager coach phone number address email ref reference case nhs upn reg plate car tel mobile dob d.o.b lives via re cc
    bcc per plus""".split()
)
"""Lower-case words after a given name that are not its surname."""

INITIALS_NOT_PEOPLE = frozenset(
    """TA SW HV GP DSL HT DHT PC DC DS DI SENCO LADO EDT IFD MASH CP CIN LAC EHA EHE TAC TAF CSE CCE FGM HBA DV DA NSPCC NHS ICB SCP SCB LSCB
    LSCP BBC CBC LBC CPS CPP NRM RHI GCP SG PE RE IT HR ID UK US EU OK AM PM ASAP FYI CV ADHD ASD SEN SEND EHCP PEP IRO IRH ICPC RCPC CSPR
    SCR MARAC IDVA ISVA SARC CAMHS A&E ED OT PT TV AI PDF FAQ EBSA NEET PRU AP UASC YOS YOT YJS NFA RSO MAPPA DASH DARA CME MFH CDOP SUDI
    JTAI ILACS KCSIE WT WTSC MACE RASP SYVP VERU YPP BAVEX BDAP ART DTM LGBT LGBTQ BAME EAL FSM PP SLT MAT CEO COO CFO SMT BSL CQC DBS DFE
    DHSC DWP ELFT BLMK CCS CHUMS BIC ICON SIDS ABE ACE ACES CAF PNC PND PVP VPR CRS CRG SPOC TACSA VOC WNB DNA LA LAS JB MK BMJ NAI FII
    DOLS MCA PPO EPO ICO GDPR DPO FOI LSCBs EYFS HMRC QA OOH ABC XYZ""".split()
)
"""Capital letters that are posts, bodies and terms, not a pupil's initials."""
