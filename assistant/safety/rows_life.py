"""The table of dangers, first part: life or danger now."""

from __future__ import annotations

from assistant.safety.row_words import DO_HURT, WEAPON, Words, words

LIFE_ROWS: tuple[Words, ...] = (
    # --- life or danger now
    words(
        "life_now",
        5,
        r"(?:not|stopped|is not|barely|hardly|can not|struggling to|trouble|difficulty) breath(?:e|ing)?",
        r"(?:not|stopped) (?:responding|moving)",
        r"(?<!rather )(?<!do )(?<!to )(?<!or )(?<!if i did )"
        r"(?:can not|will not|not) (?:wake|waking|be woken|come round)(?: (?:him|her|them|up|baby|the baby))?",
        r"unconscious",
        r"unresponsive",
        r"out cold",
        r"passed out",
        r"blue (?:lips|round|around|in the face)|lips (?:are|have gone|gone|look|going|are going|r) (?:\w+ "
        r")?(?:blue|purple|grey|white|funny)|(?:gone|going|turned|turning|looks?) (?:blue|grey|purple|"
        r"limp|floppy|rigid|stiff)",
        r"(?:having|had) (?:a|an) (?:fit|seizure)|fitting|having seizures|convuls\w+",
        r"(?:all|really|very|bit|a little|gone|is|baby) floppy|floppy and|limp and|lifeless",
        rf"<who> (?:\w+ ){{0,4}}(?:waving|holding|swinging|brandishing|pulled|pulling|carrying|grabbed|"
        rf"picked up|pointing|threatening (?:\w+ ){{0,4}}with|coming at (?:\w+ ){{0,3}}with) (?:a |an |"
        rf"the |his |her |out |up |big |kitchen |around )*{WEAPON}",
        rf"(?:he|she|they|dad|mum|stepdad|boyfriend|partner|ex|brother|man|someone|somebody|kid|lad|boy|"
        rf"girl|pupil|son|uncle|there)(?: (?:is|has|have|had))* got (?:a |an |the |his |her |hold of |out "
        rf"|some |big |kitchen |massive |huge )*{WEAPON}",
        rf"(?:has|with|have) (?:a |an )(?:big |kitchen |massive |huge |large |small )?{WEAPON} (?:in (?:his|"
        rf"her|the) (?:hand|bag|coat|pocket|house|flat|room|classroom|class|playground|corridor)|on (?:him|"
        rf"her|them)|out|to (?:his|her|my|their)|at (?:him|her|us|mum|my|their)|and)",
        r"knife (?:to|at|against) (?:his|her|my|their|mum is|the) (?:throat|neck|face)",
        rf"(?:is|are|was|keeps) {DO_HURT} <obj>",
        r"<who> (?:trying to|tried to|going to|gonna|about to|threatening to|threatened to|threatens to|"
        r"says (?:\w+ ){0,3}(?:will|going to)|said (?:\w+ ){0,3}(?:would|will|going to)) (?:kill|murder|"
        r"stab|shoot|burn|drown|strangle|smother|suffocate|throw|hurt|drop|run over|get|do in|finish|smash|"
        r"end|snap|batter|beat|slit) (?:\w+ ){0,2}(?:<obj>|house|throat|face|baby|kids|all|it)",
        r"hands? (?:\w+ ){0,2}(?:round|around|on|over) (?:his|her|their|mum is|my|the) (?:\w+ )?(?:neck|"
        r"throat|mouth|face)",
        r"by the (?:throat|neck|hair)",
        r"going to kill (?:me|us|her|him|them)",
        r"(?:kids?|child|children|baby|toddler|boy|girl|he|she|they|someone|we|family|mum|little one|\d "
        r"year old|<our>)(?: is| are)? (?:\w+ )?(?:trapped|locked|stuck|shut|left|abandoned|barricaded) "
        r"(?:\w+ ){0,3}(?:car|inside|house|room|boot|cupboard|shed|cellar|hot car|bathroom|fire)|barricaded",
        r"(?:house|flat|home|car|place|kitchen|building) (?:is |s )?(?:on fire|burning|full of (?:smoke|"
        r"gas)|smells of gas)|set (?:fire|light) to|smell(?:s|ing)? (?:of )?gas|pour(?:ed|ing) petrol",
        r"(?:taken|took|swallowed|necked|eaten|downed|drank|drunk|had|ate|popped|swallowing|taking|chewed|"
        r"drinking) (?:\w+ ){0,9}(?:overdose|tablets|pills|paracetamol|ibuprofen|bleach|antifreeze|batter(?:y|"
        r"ies)|methadone|magnets?|medication|codeine|morphine|insulin|poison|dishwasher|washing (?:pod|"
        r"capsule|tablet)|weed ?killer|pregabalin|diazepam|amitriptyline|sertraline|mums tablets|(?:whole|"
        r"entire) (?:packet|box|bottle|strip)|packets? of|box of)",
        r"(?:taken|took|has|had) an overdose|overdosed|overdosing",
        r"(?:on|off|over|onto) (?:the )?(?:\w+ )?(?:roof|bridge|ledge|railway|train tracks?|tracks|car "
        r"park|multi ?stor(?:e?y)|motorway|railings|balcony|parapet|flyover|viaduct|window ledge|window "
        r"sill|top floor|scaffolding|pylon|crane|cliff)(?: (?:and|saying|threatening|now|edge|about|wall|"
        r"right|he|she|will|again))?(?= (?:and|saying|threatening|now|edge|about|wall|right|he|she|will|"
        r"again|\.|,|$)|$)",
        r"going to jump|about to jump|threatening to jump|says (?:he|she) will jump|hanging (?:out|from|"
        r"off)(?: of)? (?:the|a) (?:window|\w+)|(?:gone|going|go|jump|jumping|throw \w+|throwing \w+|step|"
        r"walk|walking|step out) (?:off|out of|in front of|under|into|onto) (?:the |a )?(?:top|roof|bridge|"
        r"multi|train|trains|traffic|window|river|railway|bus|lorry|tracks?|car|motorway|road|building|"
        r"edge|balcony)",
        r"bleeding (?:heavily|a lot|out|badly|everywhere|from|loads|and|quite)|(?:lots|so much|loads|pool|"
        r"covered in|full) (?:of |in )?blood|blood (?:everywhere|pouring|coming|all over|gushing|on (?:the|"
        r"his|her))|will not stop bleeding|(?:been|got|was) (?:stabbed|shot)|stabbed (?:\w+ )?(?:him|her|"
        r"a|in|another|someone|themsel\w+)|stab wound",
        r"drowning|face ?down in|under the water|hanging (?:himself|herself|themselves)|found (?:him|her|"
        r"them|<kid>) hanging|noose|ligature (?:round|around|on)|(?:rope|belt|cord|wire|scarf|tie|cable) "
        r"(?:\w+ )?(?:round|around) (?:his|her|their|my) neck",
        r"(?:snatch|snatched|snatching|kidnap\w*|abduct\w*) (?:<obj>|from|by|off|a)|(?:been|being|was|"
        r"got) (?:snatched|kidnapped|abducted|bundled)|(?:drag|dragged|pull|pulled|bundle|bundled|forced|"
        r"pushed|grabbed|shoved|got) (?:\w+ ){0,4}(?:into|in) (?:a|the|his|their) (?:\w+ )?(?:car|van|"
        r"taxi|boot)|tried to (?:grab|take|snatch|pull|drag|lure|get) (?:<obj>|a child)|(?:driven|drove|"
        r"run|ran|made|driving) off with (?:<obj>|the)|will not (?:give|bring|hand|return) (?:\w+ )?(?:<obj>|"
        r"kids|baby|the) ?(?:back|over)",
        r"(?:driv(?:ing|e|en)|drove|got in (?:the|a) car|behind the wheel) (?:\w+ ){0,4}(?:drunk|pissed|"
        r"high|under the influence|over the limit|wasted|off (?:his|her) (?:face|head))|(?:drunk|pissed|"
        r"high|off (?:his|her) (?:face|head)|wasted|stoned|intoxicated|slurring|staggering|smell\w* of "
        r"(?:alcohol|drink|booze|vodka|wine|beer|weed|cannabis)|hammered|paralytic|steaming|can (?:\w+ "
        r")?barely stand|stinks? of (?:drink|alcohol|booze|vodka|wine)|reek\w* of \w+) (?:\w+ ){0,8}(?:driv\w+|"
        r"collect\w*|pick\w*|pick ?up|take (?:<obj>) home|car|keys|drop)|(?:collect\w*|pick\w*|turned "
        r"up|here|come|came|arrived|shown up|showed up) (?:\w+ ){0,8}(?:drunk|pissed|high|off (?:his|her) "
        r"(?:face|head)|stoned|wasted|intoxicated|slurring|staggering|smelling of (?:alcohol|drink|booze|"
        r"vodka)|stinking of \w+|stinks of \w+|reeking|hammered|paralytic|swaying|unsteady|out of it)",
        r"shots? fired|got shot|shooting (?:at|outside)|gang (?:are|is|outside|of (?:lads|boys|men) outside)|"
        r"mob|being chased|chasing (?:him|her|them|us)|held (?:hostage|captive|against)|hostage|can not "
        r"(?:get|leave|escape)(?: out| away)?(?: he| she| they)?|dangling|(?:hold|holding|held) (?:\w+ "
        r"){0,3}(?:over|out of|under) (?:the )?(?:\w+ )?(?:balcony|window|stairs|banister|water|river)",
        r"(?:trying|tried) to (?:kick|break|smash|force|knock|batter) (?:\w+ ){0,3}(?:in|down)|(?:kicking|"
        r"breaking|smashing|banging|booting) (?:\w+ ){0,3}(?:door|window|down the door|the place up|house "
        r"up)|broken? in(?:to)?(?: the)? (?:house|flat|refuge)",
        r"(?:head|skull) (?:injury|split|caved|cracked|wide open)|hit (?:his|her) head (?:\w+ ){0,6}(?:vomit\w*|"
        r"sick|drowsy|sleepy|confused|out|blood)|head injury|(?:drowsy|sleepy|vomiting|being sick|hard "
        r"to wake|confused) (?:\w+ ){0,6}(?:after|since) (?:\w+ ){0,5}(?:fall|fell|hit|bang\w*|drop\w*|"
        r"knock\w*|head)|choking on|anaphyla\w+|allergic reaction",
        r"(?:baby|toddler|infant|newborn|\d{1,2} (?:week|month)s? old|child|kid|son|daughter|him|her|he|"
        r"she)(?: \w+){0,3} (?:shaken|shook|been shaken|was shaken|dropped on (?:his|her)|thrown)|(?:shook|"
        r"shaken|shaking|threw|throwing|thrown|dropped|smothered|smothering|drowning|smacked|slapped|hit|"
        r"hitting|smack|slap) (?:\w+ ){0,2}(?:baby|newborn|infant|\d{1,2} (?:week|month)s? old)",
    ),
    words(
        "life_now",
        5,
        r"(?:trying|tried|tries) to (?:get|pull|drag|take|lure|force|bundle|entice|snatch|grab|coax|persuade) "
        r"(?:\w+ ){0,4}(?:in|into|in to|inside|over to) (?:\w+ ){0,3}(?:car|van|taxi|house|flat|toilets?|"
        r"bushes|boot|lorry)",
        r"on (?:the |top of the |a )?(?:\w+ )?(?:roof|bridge|ledge|parapet|railway line|train tracks?|"
        r"flyover|motorway|viaduct|scaffolding)",
        r"(?:is|was|found|still|just been|she|he) (?:\w+ )?hanging(?: (?:from|in|by|and|himself|herself)|"
        r"$| \.| ,| \?)",
        r"cut (?:him|her|them) down",
        r"driv(?:e|ing) (?:\w+ ){0,4}(?:at|into|off) (?:the |a )?(?:wall|tree|lorry|bridge|people|river|"
        r"cliff|traffic)",
        r"(?:burn|torch) (?:\w+ ){0,3}(?:house|flat|place|home|them|us|it) (?:down|with)?",
        rf"(?:he|she|they|dad|mum|stepdad|boyfriend|partner|ex|brother|man|someone|lad|boy|girl|pupil|kid|"
        rf"uncle|<our>) (?:has|have|is carrying|carries|carrying|brought|bringing|pulled|showed|flashed|"
        rf"is holding|had) (?:\w+ ){{0,3}}?(?:a |an |the |his )?(?:\w+ )?{WEAPON}(?: (?:in|on|to|at|into|"
        rf"from|and|with|under|tucked|hidden|now|out|round|through))",
        rf"(?:he|she|they|dad|mum|ex|brother) has (?:a |an ){WEAPON}",
        r"(?:took|taken|taking|has|got|grabbed|gone off with) (?:\w+ ){0,4}(?:and|said|saying|says) (?:\w+ "
        r"){0,5}(?:never|not) see (?:them|him|her|the|my)(?: \w+)? ?again|never see (?:them|him|her|the "
        r"kids|my kids|us|me) again",
        r"(?:eating|put|putting|stuck|pushed|swallow\w*) (?:\w+ ){0,3}(?:batteries|battery|magnets|pills|tablets)",
        r"(?:got|getting|get|come|came|broke|breaking|climbed|forced (?:his|her) way|let (?:himself|herself)|"
        r"is) (?:back )?(?:in|into|inside) (?:the|our|her|their|mums?) (?:house|flat|home|refuge|property|"
        r"garden)(?: \w+){0,12} (?:injunction|not allowed|not meant|not supposed|bail|non ?mol\w*|order|"
        r"hiding|bedroom|hide|kids|baby|violent|drunk|knife|screaming|wont leave|will not leave)",
    ),
    words(
        "life_now",
        4,
        r"(?:been|was|is|keeps|has been) (?:drinking|on the (?:drink|booze|vodka|wine|crack|heroin|spice)|"
        r"using|smoking (?:crack|weed|heroin))(?: \w+){0,12} (?:driv\w*|pick\w*|collect\w*|kids|baby|car|"
        r"toddler|children|bath\w*|asleep|in charge)",
        r"(?:with|has|have|holding) (?:the |her |his |a )?(?:kids|baby|children|toddler)(?: \w+){0,6} "
        r"(?:drunk|pissed|high|out of it|off (?:his|her) (?:face|head)|passed out|using|crack|heroin)|"
        r"(?:drunk|pissed|out of it|passed out|wasted|off (?:his|her) (?:face|head)|smashed|comatose|can "
        r"not (?:be )?(?:wake|roused?))(?: \w+){0,10} (?:kids|baby|children|toddler|newborn|child|pram|"
        r"bath|little ones?|\d (?:year|month|week)s? old)",
        r"(?:wandering|walking|running|alone|crawling|playing|found|standing|out) (?:\w+ ){0,3}(?:in|on|"
        r"into|down|along|by|near|across|beside) (?:the |a )?(?:main |busy |middle of the )?(?:road|street|"
        r"motorway|river|canal|pond|railway|dual carriageway|traffic|a6|a5|m1|train|lake|car ?park|high "
        r"street)",
        r"(?:jump|jumping|jumps|jumped)(?: (?:off|from|out|in front|over|under|now|if|today|tonight)|$| \.| ,)",
        r"(?:wandering|found|out) (?:\w+ ){0,6}(?:barefoot|pyjamas|nappy|no shoes|on (?:his|her) own|half "
        r"naked|naked|alone)",
        r"(?:gas|fire|smoke|flames|petrol)(?: \w+){0,6} (?:house|flat|kids|inside|upstairs|baby|children)|"
        r"(?:kids|baby|children|inside|upstairs)(?: \w+){0,6} (?:gas|fire|smoke|flames)",
        r"come (?:quick\w*|now|please|and (?:get|help))|please come|send (?:someone|help|police|the police|"
        r"an ambulance)|(?:help|save) (?:me|us|her|him|them)(?: (?:please|now|he|she|they)|$| \.)|i think "
        r"(?:he|she|they) (?:has|have|is|are|will|might)? ?(?:\w+ )?(?:killed?|dead|dying|going to (?:kill|"
        r"hurt|die|harm)|hurt(?:ing)?|in danger)|going to (?:hurt|harm|batter|beat|stab|shoot|jump|attack|"
        r"do something|get|snatch|grab|take) (?:\w+ ){0,2}(?:tonight|today|now|baby|kids|them|her|him|"
        r"someone|stupid|mum|children|himself|herself|me|us|child)",
        r"dying|going to die|he will die|she will die|she is dead|he is dead|is dead|found dead|near(?:ly)? dead",
        r"(?:in|immediate|grave|serious|real|imminent) danger(?! of)|danger (?:right )?now|at (?:immediate|"
        r"imminent|serious) risk|life at risk|not safe (?:to|at|here|there|with|in|tonight|now|right)|"
        r"is not safe|are not safe|she is unsafe|he is unsafe",
        r"screaming (?:\w+ ){0,4}(?:stop|help|no|inside|next door|upstairs|house|kids|child|baby|coming "
        r"from|and)|(?:hear|heard|hearing|can hear) (?:\w+ ){0,5}(?:scream\w*|smash\w*|bang\w*|crying|"
        r"thud\w*|shouting|gun\w*|yelling|begging|fighting|slap\w*|thump\w*)|screams? (?:coming|from|then|"
        r"and|inside)|went (?:dead|quiet|silent) (?:after|when|mid)|line (?:went|gone) dead|(?:scream|"
        r"shout)\w* (?:\w+ ){0,5}(?:gone|went) (?:quiet|silent|dead)",
        r"(?:left|leaving|home|been left|is|are|on (?:his|her|their) own|children|kids|baby|toddler) (?:\w+ "
        r"){0,3}(?:home |all |completely |totally )?alone(?: (?:in|at|with|since|for|all|overnight|and|"
        r"now|again|while))?|on (?:his|her|their) own (?:at home|in the (?:house|flat|car)|since|all|overnight|"
        r"with (?:the|a) (?:baby|toddler))|(?:no|without an|any) adults? (?:there|in|at|home|around|present|"
        r"with)|no ?one (?:else )?(?:at home|in the house|there|home|with them|in with)|left (?:\w+ ){0,5}(?:in "
        r"the car|in a car|in the bath|unattended|by (?:him|her|them)sel\w+|with no)|gone out and left|"
        r"gone (?:away|to \w+|on holiday) (?:\w+ ){0,3}left (?:the )?(?:kids|children|them)|asleep (?:\w+ "
        r"){0,6}(?:drunk|on (?:the|top of) (?:baby|sofa))|by (?:himself|herself|themselves) (?:in|at|all|"
        r"since|with)",
        r"kicking off|kicked off|going mad|gone mad|lost it|losing it|smashing (?:up|the|everything|things|"
        r"it)|going mental|gone mental|going crazy|(?<!i am )raging|going ballistic|flipped out|off (?:his|her) "
        r"(?:face|head|nut)|fighting (?:in|with|outside|and|inside)|attacking|violent (?:now|right|again|"
        r"tonight|today)|threatening (?:to|me|us|her|him|everyone|staff|mum|them|the)|threaten(?:ed|s) "
        r"(?:to (?:kill|hurt|take|burn|stab|come|snatch|smash|harm)|me|us|her|him|them|mum|staff|with)|"
        r"death threats?|kill (?:me|us|him|her|them|my|mum|the|everyone|all|someone)|hurt (?:the baby|"
        r"the kids|the children|my baby|my kids|someone|her baby|his baby)|harm (?:the baby|the kids|the "
        r"children|my baby|her baby|her children|them|the child|him)",
        r"with (?:a|some|an)?(?: \w+){0,2} (?:older|strange|random|unknown|grown) (?:man|men|guy|bloke|"
        r"boys|lads|guys)|(?:stuck|held|kept|trapped|stranded|in) (?:in |at )?(?:a |an |the |some )?(?:trap "
        r"house|crack ?house|bando|hotel room|travelodge|drug den|dealers? (?:house|flat)|strangers? (?:house|"
        r"flat|car)|bandos?)|trap house|cuckoo\w*|county lines (?:now|tonight|house)|owes? (?:\w+ ){0,3}(?:money|"
        r"debt|grand|dealers?|gang|£?\d+)|debt bondage|going (?:\w+ )?(?:cunch|country|up north|ot)|cunch|"
        r"plugg(?:ing|ed)",
        r"(?:injunction|non ?mol|non ?molestation|restraining order|bail (?:conditions|terms)|court order|"
        r"not allowed (?:near|contact|to (?:see|be)))(?: \w+){0,12} (?:outside|here|gate|turned up|is "
        r"here|house|back|door|living|came|come|trying|asking|in the|has her|has him|has the)|(?:outside|"
        r"here|at the (?:gate|door|school)|turned up|is here|back in|trying to (?:collect|take|get)|came|"
        r"come|living)(?: \w+){0,12} (?:injunction|non ?mol\w*|restraining order|bail|court order|not "
        r"allowed)|sex offender (?:\w+ ){0,5}(?:in|at|living|with|staying|alone|here|moved)|rso (?:\w+ "
        r"){0,5}(?:in|at|living|with|staying|alone|here|moved)|paedophile|paedo|pedo|released (?:from|"
        r"today|this|yesterday)|out of (?:prison|jail)|(?:escaped|tracked|found) (?:her|them|us|mum|me)|"
        r"found (?:out )?where (?:they|she|we|mum|he) (?:live|lives|is|are)|knows where (?:they|she|we|"
        r"mum) (?:live|lives|is|are)",
        r"hearing voices|voices (?:are )?(?:telling|tell)|psychotic|psychosis|possessed|demon|devil|exorcis\w*|"
        r"evil spirit|witch(?:craft)?|sectioned|manic episode|paranoid|delusion\w*",
        r"(?:mum|dad|parent|stepdad|she|he|partner|carer|mother|woman)(?: is)? (?:suicidal|going to (?:kill|"
        r"end|hurt)|wants? to (?:die|kill|end|take|harm)|threatening (?:to )?(?:kill|suicide|end|jump))(?: "
        r"\w+){0,8} (?:baby|kids|children|child|them|toddler|house|home|son|daughter)",
        r"(?:spiked|drugged|drink spiked|given (?:\w+ ){0,4}(?:drugs|ket|ketamine|spice|pills|vodka|mdma))|"
        r"(?:spice|ket|ketamine|mdma|edibles|nos|thc|vape) (?:\w+ ){0,6}(?:collapsed|sick|can not|unwell|"
        r"out of it|not making sense|passed|floppy|zombie)|eyes roll\w*|rolling (?:his|her) eyes back|"
        r"foaming",
        r"collapsed|999 (?:now|or)|do i (?:need|ring|call|phone|dial) (?:an? )?(?:999|ambulance|police)|"
        r"(?:call|ring|phone|need) (?:an? |the )?(?:ambulance|police|999)(?: now| asap| urgently)?|should "
        r"(?:i|we) (?:ring|call|phone|dial) (?:999|the police|an ambulance|police)|sepsis|meningitis|rash "
        r"that|dehydrated|not (?:had|having|taken|taking) (?:\w+ ){0,3}(?:feeds?|milk|insulin|fluids?|"
        r"wet nappies)|very (?:ill|poorly|unwell|sick)|really (?:ill|poorly|unwell)",
    ),
    words(
        "life_now",
        4,
        rf"(?:there is|there are|is) (?:a |an |some )?(?:loaded )?{WEAPON}s? (?:in|at|under|on) (?:the|"
        rf"his|her|their)",
        rf"(?:come|coming|go|going|gone|turn up|went|came|walk|walking|out|school|class|home|is) (?:\w+ "
        rf"){{0,4}}(?:with|carrying) (?:a |an |his |the )?{WEAPON}",
        rf"(?:got|has|with|holding|pic of|posing with|bought) (?:a |an )?{WEAPON} (?:on|in) (?:his|her|"
        rf"their|a) (?:snap\w*|story|insta\w*|tiktok|photo|video|status|bag|coat|waistband|locker|room|"
        rf"pocket|sock|trousers)",
        r"(?:wrong|other|far) side of (?:the )?(?:\w+ )?(?:railings?|barrier|rail|fence|bridge|wall)",
        r"(?:took|taken|swallowed|eaten|drunk|had|given) (?:something|summat|stuff|loads|too many|too "
        r"much)(?: \w+){0,10} (?:eyes|closing|sleepy|sick|drowsy|wobbly|weird|know what|slurring|floppy|"
        r"breathing|collapsed|unwell|odd|out of it)",
        r"chok(?:ing|ed|es)(?! up)",
        r"unrousable|can not (?:be )?rouse|cold and (?:stiff|grey|clammy)|gasping|grey and|asthma attack|"
        r"no pulse|stopped moving|hit by (?:a |the )?(?:car|bus|van|train)|run over|fallen (?:from|out)|"
        r"fell (?:from|out of|off) (?:the |a )?(?:\w+ )?(?:window|balcony|roof|stairs|wall|bridge|upstairs|"
        r"flat)|(?:slit|slitting|slashed|cut|cutting) (?:his|her|their|my) (?:own )?(?:throat|wrists?|"
        r"neck)",
        r"pillow (?:on|over) (?:\w+ )?(?:\w+ )?(?:face|head|mouth)|(?:beat|beats|beating|kick\w*|knock\w*) "
        r"(?:the )?(?:\w+ )?(?:crap|shit|hell|life|living daylights|seven bells|ten bells) out|laying "
        r"into|lays into|(?:went|going|gone|goes|came|coming) (?:at|for) (?:<obj>) with|got (?:her|him|"
        r"mum|them) (?:up against|by the|pinned|cornered|on the floor)|up against (?:the|a) wall|bottled|"
        r"glassed|doused|knocked (?:her|him|mum|me) out|swinging (?:at|punches)|having a go at (?:mum|"
        r"her|him) with|jumped (?:by|on)|beaten up|beat up|stamped on|stamping on|spat|slammed (?:\w+ "
        r")?(?:head|door on|against|into)|by the hair",
        r"(?:taken|took|stopped|stopping|refus\w+|without|no|missed|not giving|withholding|ran out of) "
        r"(?:\w+ ){0,4}(?:insulin|epilepsy (?:meds|medication)|inhaler|epi ?pen|oxygen|feeding tube|dialysis|"
        r"chemo|blood transfusion|life saving)",
        r"(?:just )?(?:given|giving|gave) birth|in labour|abandoned (?:baby|newborn|child)|baby (?:in|"
        r"found in) (?:a |the )?(?:\w+ ){0,2}(?:bin|bag|box|drawer|toilet)|(?:legged it|done a runner|absconded|fled|"
        r"left|leaving|run off|walked out|discharged) (?:\w+ ){0,4}(?:with|taking) (?:the |her |his )?(?:baby|"
        r"newborn|kids|children|child|them|him|her)|(?:god|voices?|jesus|allah|devil) (?:told|telling|"
        r"tells|wants|says) (?:him|her|me|them|to|he|she)|sacrific\w+",
        r"found (?:a |this |an? |<our>)(?:\w+ ){0,4}(?:\d{1,2} (?:year|month|week)s? old|child|toddler|"
        r"baby|boy|girl|kid|little \w+)(?: \w+){0,8} (?:street|road|outside|alone|pjs|pyjamas|nappy|night|"
        r"\d+pm|bin|park|midnight|am|barefoot|naked|wandering|crying)",
        r"(?:dad|mum|stepdad|ex|partner|boyfriend|he|she|uncle|brother|husband)(?: is)? (?:on (?:his|her) "
        r"way|here|outside|coming|in reception|at the gate|waiting)(?: \w+){0,8} (?:fuming|furious|raging|"
        r"angry|livid|kick off|kill|hurt|batter|drunk|threaten\w*|scared|terrified|violent|told me what)|"
        r"(?:fuming|furious|raging|livid)(?: \w+){0,8} (?:school|here|coming|collect|way|door)",
        r"man (?:watching|controlling|speaking for|who will not let|will not let|answering for|following|"
        r"followed)|followed (?:\w+ )?(?:home |to school |from school )?by (?:a|some|two) (?:\w+ )?(?:man|"
        r"men|car|van|bloke|guy)|(?:traffick\w+|forced labour|slave\w*|held (?:in|at) (?:a )?)|nail bar|"
        r"car wash|cannabis (?:farm|house|grow)|brothel|does not know what (?:town|city|country|address)|"
        r"passport taken",
    ),
)
