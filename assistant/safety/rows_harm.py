"""The table of dangers, second part: injured, immobile baby, disclosure, missing."""

from __future__ import annotations

from assistant.safety.row_words import BABY, GONE, HURTS, MARKS, PARTS, SECRECY, Words, words
from assistant.safety.spots import SPOT

HARM_ROWS: tuple[Words, ...] = (
    # --- injured or ill child
    words(
        "injured_child",
        3,
        rf"(?:covered in|full of|lots of|loads of|multiple|fresh|new|unexplained|nasty|horrible|big|massive|"
        rf"huge|suspicious|dodgy|circular|round|linear|got|has|with|found|noticed|seen|saw|see|spotted|"
        rf"have|had|showed|show|shown|his|her|are|is|some|more|a) (?:\w+ ){{0,5}}?{MARKS} (?:\w+ ){{0,6}}?(?:on|"
        rf"to|all over|over|up|down|round|around|across|behind|under|shaped|like|in the shape|that look|"
        rf"from|where|inside|of|along|near|by|at|and) (?:\w+ ){{0,5}}?(?:face|cheeks?|ears?|neck|throat|"
        rf"back|bottom|bum|arms?|legs?|thighs?|head|stomach|tummy|belly|chest|eye|eyes|body|hands?|fingers?|"
        rf"feet|foot|wrists?|ankles?|shoulders?|buttocks|ribs?|genitals?|lips?|mouth|nose|jaw|forehead|"
        rf"scalp|inner|belt|buckle|lead|cable|shape|iron|hand|ring|him|her|them|groin|torso|side|palms?|"
        rf"soles?|temple|chin|knuckles|shins?|forearm|jumper|clothes|nappy|knickers|pants|trousers|dad|"
        rf"mum|stepdad|teeth)",
        r"(?:hand|iron|belt|ring|buckle|teeth|tooth|finger|shoe|cigarette|spoon|cable|fist|boot|coat ?hanger|"
        r"slipper) shaped|loop(?:ed)? marks?|tramline|(?:says|said|saying|told|tells|admitted|admits) "
        r"(?:\w+ ){0,6}(?:uses?|used|with) (?:the |a |his |her )(?:\w+ ){0,2}(?:cable|belt|lead|slipper|"
        r"stick|spoon|hanger|cane|hose|ruler|wire|flex|charger|rod|shoe|brush|pan)|black eye|split lip|"
        r"fat lip|busted lip|cigarette burns?|hand ?print|belt marks?|bite marks?|finger ?marks|grip marks|"
        r"(?:broken|fractured|snapped|dislocated) (?:\w+ )?(?:arm|leg|wrist|collar ?bone|nose|ribs?|jaw|"
        r"femur|finger|skull|ankle|bone)|scald(?:ed|s)?|burn(?:ed|t|s)? (?:\w+ ){0,3}(?:hand|arm|leg|foot|"
        r"feet|bottom|back|with|on|by|iron|cigarette|hob|bath)|can not (?:move|use|lift|put weight|walk|"
        r"weight bear)|will not (?:use|move|put) (?:his|her)|not (?:using|moving) (?:his|her)|limping|"
        r"can (?:\w+ )?(?:barely|hardly) (?:walk|stand|sit|move|lift)|in agony|(?:screams?|screaming|cries|yelps|flinch\w*|"
        r"winc\w*) (?:\w+ ){0,3}(?:when|if|every "
        r"time) (?:\w+ ){0,3}(?:touch\w*|move\w*|pick\w*|sit\w*|lift\w*|chang\w*|near|goes|nappy)|can "
        r"not sit down|hurts to (?:sit|wee|pee|walk)|bleed(?:ing|s)? (?:from (?:\w+ )?)?(?:down there|"
        r"bottom|vagina|genital\w*|ear|nose|private\w*|knickers|nappy)|blood in (?:his|her|the) (?:nappy|"
        r"pants|knickers|wee|poo|underwear|stool)|swollen (?:\w+ )?(?:eye|face|arm|leg|hand|lip|head|jaw|"
        r"genital\w*|cheek)|boggy|lump on (?:\w+ )?head|bald patch|clumps? of hair",
        r"(?:hospital|a and e|doctor|gp) (?:\w+ ){0,6}(?:refus\w+|will not|not taken|did not take|has "
        r"not taken|not been)|(?:refus\w+|will not|not taken|did not take|not let|not allow) (?:\w+ ){0,4}(?:hospital|"
        r"a and e|doctor|gp|ambulance|medical|insulin)|needs? (?:medical|hospital|a doctor|stitches|an "
        r"x ?ray|to be seen|seeing)",
    ),
    words(
        "injured_child",
        2,
        MARKS,
        r"injured|hurt|poorly|ill|sick|feverish|high temperature|fever|collapsed|fell|fallen|dropped|unwell|"
        r"starving|starved|emaciated|skin and bone|malnourished|freezing|shivering|no food|hungry|not "
        r"eaten|not fed|soaked in urine|scavenging|eating (?:from|out of) (?:the )?bins?|filthy|faeces|"
        r"needles?|drugs (?:on|in|around|lying|everywhere)|cannabis farm|nappy (?:\w+ ){0,3}(?:raw|days)|"
        r"vomiting|dehydrat\w+",
    ),
    # --- a baby who cannot move about
    words(
        "immobile_baby_injury",
        4,
        rf"{BABY}(?: \w+| [.,]){{0,14}}? (?:has |got |with |and |a |an )*{MARKS}",
        rf"{MARKS}(?: \w+| [.,]){{0,14}}? {BABY}",
        rf"{BABY}(?: \w+| [.,]){{0,14}}? {SPOT}",
        rf"{SPOT}(?: \w+| [.,]){{0,14}}? {BABY}",
        rf"{BABY}(?: \w+| [.,]){{0,12}}? (?:swollen|bruised|bleeding|limp|scratched|injured|burnt|burned|"
        rf"red eye|bloodshot|bulging|subconjunctival|floppy|nosebleed|bled|marked)",
    ),
    # --- disclosure, or due home to the person feared
    words(
        "disclosure",
        3,
        rf"(?:he|she|they|dad|mum|stepdad|step dad|stepmum|boyfriend|girlfriend|partner|uncle|grandad|nan|"
        rf"gran|brother|cousin|man|carer|someone|somebody|father|mother|auntie|aunt|parents|lodger|neighbour|"
        rf"babysitter|sister|family|ex|friend|coach|husband|who|people|men|boys)(?: (?:is|has|have|was|"
        rf"keeps?|been|still|always|just|also|sometimes|often|really|does|did|will|would|got|had|all|and|"
        rf"mum is|him|and his|a|punches|the|called|ha|apparently))* {HURTS} (?:on |at |out of |into )?(?:<obj>|"
        rf"it|hard|with|when|because|every|at night|in the|last|until|so|down|a lot|really)",
        r"(?:being|been|getting|gets?|got|was|is|were) (?:\w+ )?(?:hit|beaten|beat|punched|kicked|slapped|"
        r"strangled|choked|battered|attacked|assaulted|burned|burnt|whipped|belted|smacked|hurt|abused|"
        r"touched|raped|groomed|exploited|trafficked|blackmailed|sextorted|molested|interfered with|messed "
        r"with|locked|starved|molested|shaken|thrown|tied|pimped|passed (?:around|round|about)|sold|drugged|"
        r"filmed|caned|lashed|sexually \w+|grabbed|forced|threatened|bullied|jumped|thrown out|kicked "
        r"out|made to (?:sleep|eat|stand|kneel|watch|have|do|touch|take|strip|sit|stay))(?: by| with| "
        r"at| over| in| off| for| when| every| and| on| up| to| out| again| last| all| since|$| \.| ,|"
        r" \?)",
        rf"(?:touch\w*|rub\w*|lick\w*|grop\w*|fondl\w*|kiss\w*|strok\w*|tickl\w*|play\w* with|finger\w*|"
        rf"look\w* at|put (?:\w+ ){{1,4}}(?:in|on|inside|up)|fiddl\w*|interfer\w* with|feel\w* up|felt|"
        rf"squeez\w*|poke\w*|hurt\w*) (?:\w+ ){{0,4}}{PARTS}",
        r"touch(?:es|ed|ing)? (?:on |up |me |her |him |them |my |the )+|touch(?:es|ed|ing)? (?:<obj>|it) "
        r"?|(?:shows?|showed|showing|see|saw|seen) (?:\w+ ){0,4}(?:his|her) (?:willy|penis|bits|private\w*|"
        r"thing|bum|genitals?)|(?:got|get|made|makes|making|asks|asked|wants|force[sd]?) (?:<obj>|her|"
        r"him|me) (?:to )?(?:\w+ ){0,3}(?:touch|hold|kiss|lick|suck|undress|strip|take (?:\w+ )?(?:clothes|"
        r"top|pants|knickers|photos?|pics?)|have sex|do things|do stuff|sleep (?:in|with)|send|watch|dance|"
        r"sit on|rub|perform|get undressed|get naked|play)",
        r"(?:does|did|doing|do|done|doin) (?:\w+ ){0,2}(?:things|stuff|something|summat|bad things|it|"
        r"rude things|horrible things|weird things|sex things|naughty things|sexual things|sexual stuff) "
        r"(?:to|with|on) (?:<obj>)|(?:does|did|doing|do|done) (?:\w+ ){0,2}(?:bad|rude|horrible|naughty|"
        r"weird|nasty|sexual|dirty|secret|private|funny|grown up|adult|sex) (?:things|stuff|games?)|special "
        r"(?:game|cuddles?|secret|time|friend|massage)|(?:secret|private|naughty|rude|tickle|tickling|"
        r"doctors?|bedtime|bath ?time|dirty|sleeping|special|kissing|mummies and daddies) games?|our (?:little "
        r")?secret|(?:keep|keeping|is|a|not to tell|has|got) (?:\w+ ){0,2}secrets?|told (?:\w+ )?not to "
        r"tell|not (?:allowed )?to tell (?:anyone|anybody|you|me|school|mum)|(?:comes?|came|coming|creeps?|"
        r"gets?|sneaks?|getting|climbs?|goes) (?:in|into|in to) (?:her|his|my|their|the) (?:\w+ )?(?:bed|"
        r"room|bedroom|bath|shower|covers|girls|kids)(?: \w+){0,2}|(?:gets?|getting|climbs?|in|into|shares?|"
        r"sharing|sleeps?|sleeping) (?:in |into )?(?:bed|the bath|the shower) with (?:<obj>)|sleeps? in "
        r"(?:his|her|their) bed|(?:she|he) (?:is )?(?:in (?:a )?)?relationship with (?:a|an) (?:\d+|older|"
        r"adult|man|grown)|has sex with|having sex with|had sex with|makes? (?:<obj>) (?:have )?sex|sleeping "
        r"with (?:a|an|her|his) (?:\w+ )?(?:man|uncle|dad|stepdad|brother|boyfriend)|sore (?:down|bottom|"
        r"bits|private\w*|vagina|fanny)|under ?age sex",
        rf"(?:put|puts|putting|stuck|sticks|sticking|pushes|pushed|rubs?|rubbed|rubbing) (?:his|her|its|"
        rf"it|a|something|fingers?|things?) (?:\w+ )?(?:(?:in|on|up|inside|against|near|to|into) (?:me|"
        rf"her|him|my|his|their)|{PARTS}|fingers?|hand|thing)",
        rf"{PARTS} (?:\w+ ){{0,3}}(?:hurts?|hurting|sore|bleed\w*|bruis\w*|red|swollen|itch\w*|stings?|poorly|torn)",
        r"(?:men|man|blokes?|guys?|strangers?|customers|friends|mates|people) (?:come|comes|coming|came|"
        r"visit\w*|queue) (?:to|round|over|in|into|at|up|every|late|and) ?(?:\w+ ){0,8}(?:stuff|things|"
        r"bed|room|sex|money|night|flat|house|do|touch|with (?:her|him|me|them))",
        r"(?:hot|boiling|burning) (?:spoon|iron|water|knife|hob|oil|pan)|(?:hand|hands|arm|fingers) (?:on|"
        r"in|under) (?:the |a )?(?:hob|iron|fire|cooker|radiator|boiling|hot|candle)|(?:chilli|chili|pepper|"
        r"soap|bleach) (?:\w+ ){0,2}(?:in|on|mouth|eyes|private\w*)|electric shock",
        r"in bed with (?:her|him|me|them|the)|sleeps? with (?:me|her|him) (?:at|every|in|when|and)",
        r"(?:met|meet|meeting|seeing|talking to|chatting to|speaking to|messaging) (?:\w+ ){0,5}(?:off|"
        r"on|from|through|via|over) (?:the |an? )?(?:internet|online|snap\w*|insta\w*|roblox|discord|fortnite|"
        r"tiktok|app|game|yubo|omegle|whatsapp|facebook|telegram|hinge|grindr|tinder|dating|chat|xbox|"
        r"playstation|minecraft|web)",
        r"(?:older|adult|grown|\d\d year old) (?:\w+ )?(?:man|men|boyfriend|guy|bloke|male|males)|(?:boyfriend|"
        r"bf|man|guy) (?:is|who is|aged) (?:\d\d|in (?:his|her) (?:twenties|thirties|forties|20s|30s|40s)|"
        r"older|twice)",
        r"rap(?:ed|e|ing|es|ist)|sexually (?:assault\w*|abus\w*|touch\w*|harm\w*|exploit\w*|active)|sexual "
        r"(?:abuse|assault|activity|contact|acts?)|molest\w*|(?<!domestic )(?<!substance )(?<!alcohol )(?<!drug )abus(?:ed|es|ing|er|e)|"
        r"incest|groom(?:ed|"
        r"ing|er)|sextort\w*|blackmail\w*|nudes?|naked (?:\w+ )?(?:pics?|pictures?|photos?|videos?|images?)|"
        r"indecent (?:images?|photos?|pictures?)|dick pics?|sent (?:\w+ ){0,4}(?:pics?|pictures?|photos?|"
        r"videos?) (?:\w+ ){0,4}(?:naked|topless|underwear|bra|of)|live ?stream\w*|webcam|meet(?:ing)? "
        r"(?:up )?(?:with )?(?:\w+ ){0,3}(?:man|guy|someone|bloke|boy|stranger|him|person|lad) (?:\w+ "
        r"){0,6}(?:online|internet|snap\w*|insta\w*|roblox|discord|fortnite|tiktok|game|app|never met|"
        r"met)|met (?:\w+ ){0,3}(?:online|on (?:the internet|snap\w*|insta\w*|roblox|discord|fortnite|"
        r"tiktok))|upskirt\w*",
        r"(?:scared|frightened|terrified|petrified|afraid|too scared|shaking|panicking|crying|begging|"
        r"hysterical|dreading|sobbing|nervous|refus\w+|does not want|do not want|not want|did not want|"
        r"will not|can not|does not feel safe|do not feel safe|not feel safe|not safe|dare not|daren t|"
        r"begged|pleading|worried|anxious) (?:\w+ ){0,6}?(?:go home|going home|go back|going back|return "
        r"home|be (?:sent )?home|home tonight|to leave|to go (?:to|with|there)|of (?:going|(?:her|his|"
        r"my|their|being)? ?(?:dad|mum|stepdad|step dad|uncle|boyfriend|father|parents|brother|grandad|"
        r"stepmum|mum is|home|him|carer|foster \w+))|to be (?:alone|left|picked|collected|at home|with)|"
        r"go to (?:dad|mum|nan|his|her|my|the|grandad|uncle)|at home|with (?:him|dad|stepdad)|contact|"
        r"home ?time|home with|go with|leave school|get in the car|go in)",
        r"(?:will|going to|gonna|would) (?:get|be) (?:\w+ ){0,2}(?:hit|beaten|battered|killed|hurt|smacked|"
        r"in trouble|belted|it|a beating|the belt|punished|done in)|(?:the belt|a beating|a hiding|the "
        r"slipper|the stick|the cane|the wooden spoon|belt)|(?:locked|locks?|shuts?|shut|kept|made to "
        r"(?:sleep|stay|sit|stand)|chained|tied) (?:\w+ ){0,5}(?:room|cupboard|bedroom|outside|shed|garage|"
        r"bathroom|garden|cellar|dark|all (?:night|day|weekend)|floor|cage|bed|radiator|chair)|no food|"
        r"not (?:been )?(?:fed|allowed (?:food|to eat|out))|starv\w+|hot sauce|cold (?:bath|shower)s?|"
        r"stress position|(?:wash\w*|soap) (?:\w+ ){0,3}mouth|eat (?:his|her) (?:own )?sick|chilli|pepper "
        r"in",
        r"(?:does not|do not|not) feel safe|not safe at home|feels? unsafe|unsafe at home|disclos(?:ed|"
        r"es|ing|ure)(?: to)?|bad stuff at home|something (?:bad|awful|happen\w*) (?:\w+ ){0,3}(?:at home|"
        r"night|happen\w*|to (?:me|her|him))|asked (?:me )?(?:not to tell|to keep|if i could keep)|please "
        r"do not tell|can not tell (?:anyone|you)|if i tell|"
        rf"{SECRECY}|"
        r"(?:dad|mum|he|she|stepdad|they) (?:will|would) "
        r"(?:go mad|kill me|be angry|hurt)|(?:drew|drawn|drawing|picture|written|wrote|note|diary|letter) "
        r"(?:\w+ ){0,6}(?:sex\w*|naked|willy|abus\w*|hurt\w*|help|touch\w*|hit\w*|dad|private\w*|kill\w*|"
        r"bed|scared|rape\w*)",
    ),
    words(
        "disclosure",
        2,
        rf"{HURTS} <obj>",
        r"scared of|frightened of|terrified of|afraid of|does not want to go|do not want to go|will not "
        r"go home|witchcraft|exploit\w+|older (?:man|men|boyfriend|guy|lads?|boys)|hotel|new phones?|drug(?:s)? "
        r"(?:deal\w*|runn\w*|line)|selling drugs|carrying (?:a )?(?:knife|blade|drugs)|forced to|threatened|"
        r"harm(?:ed|ing)|violent|(?<!domestic )violence|strangl\w+|drunk|wets? (?:himself|"
        r"herself)|sexual\w*|porn|smack\w*|hits?|hitting|beat\w*|slap\w*|punch\w*",
    ),
    words(
        "disclosure",
        3,
        r"(?:in|into|near|on|goes in|put in) (?:her|his|my|their) mouth",
        r"(?:no|without|took (?:off )?(?:her|his|my|their)|pulled down|pulls down|takes off|taking off|"
        r"with no|trousers|pants|knickers|clothes|top|pjs) (?:pants|clothes|trousers|knickers|underwear|"
        r"off|down|top|pjs|nappy)(?: on| off| down)?",
        r"(?:make|makes|made|making) (?:him|her|them) do(?: (?:things|stuff|it|that|to|with)|$| \.)",
        r"hump(?:s|ed|ing)?|dirty (?:things|stuff|videos|games)|bad touch\w*|rude (?:things|bits|pictures|"
        r"videos)|wrong place|snake|lollipop|special (?:stick|lolly|juice|tickles)|horsey|white stuff|"
        r"sticky|milk (?:comes|came|come) out|kiss\w* (?:with tongues?|on the lips|her lips|me on)",
        r"(?:made|makes|making) (?:me|her|him|them) do (?:it|things|stuff|bad|what)|(?:has|got|have|sharing|"
        r"shared|posted|leaked|sent|posting) (?:my|her|his|those|the|naked|some) (?:\w+ )?(?:pictures|"
        r"pics|photos|nudes|video|videos|images)|abortion|terminat\w+|miscarr\w+|(?:is|was) the (?:baby "
        r"is )?(?:father|dad) of|pays? (?:her|him|them|me) (?:for|to)|money for|gives? (?:her|him|me) "
        r"(?:money|presents|gifts|vapes|drugs|weed|alcohol)|love ?bites",
        r"flinch\w*|please do not (?:hit|hurt|tell|ring|call|send)|do not (?:hit|hurt|send) me(?: home)?|"
        r"(?:do not|dont) (?:let|make) me go|will be there|cowering|wet (?:himself|herself) when|blood "
        r"(?:on|in) (?:his|her|the) (?:sleeve|coat|shirt|clothes|knickers|pants|bed|sheets|jumper|hair)|"
        r"hurts? (?:when|where|down|because|there)|hurt (?:my|her|his) (?:foof|noo|minnie|bits|bum|willy|"
        r"tuppence|private\w*|flower|fairy|front|back)|(?:foof|minnie|tuppence|fairy|noo noo|nunny|winkle|"
        r"todger|fanny|wee wee|pee pee|front bottom|flower) (?:\w+ ){0,3}(?:hurt\w*|sore|touch\w*)",
        r"dog cage|cage|sleeps? in (?:the |a )?(?:shed|garage|bath|car|hallway|tent|cupboard|cellar|dog)|"
        r"(?:kicked|thrown|chucked|locked|shut|turned) (?:\w+ ){0,2}out (?:of|in|for|into|tonight|last|"
        r"and|by|with|the)|nowhere to (?:go|sleep|stay)|homeless tonight|sleeping rough|on the streets",
    ),
    # --- missing
    words(
        "missing_child",
        4,
        r"(?:<our>|my <kid>|he|she|they|<kid>|his brother|her sister)(?: (?:has|is|have|just|gone|went|"
        r"been|are|still|did|also|was))* (?:missing(?! (?:lessons|school|classes|sessions|appointments|"
        r"meals))|gone missing|went missing|disappeared|vanished|absconded|"
        r"awol|ran off|run off|ran away|run away|ran out|run out|walked out|wandered off|climbed (?:out|"
        r"over)|escaped|done a runner|bolted|legged it|scarpered|not come (?:home|back)|not (?:returned|"
        r"turned up|been seen|got home|made it home|made it|arrived)|never (?:came|come|turned up|got|"
        r"made it) ?(?:home|back|in)?|snuck out|slipped out|left (?:the )?(?:site|premises|building|school|"
        r"house|placement|home|unit|ward))",
        r"can not (?:find|locate|trace) (?:<obj>|<kid>|one of)|no ?one (?:can find|knows where|has seen|"
        r"seen|can reach) (?:\w+ )*(?:<obj>|he|she|they|<kid>|is)?|no idea where (?:he|she|they|<our>|"
        r"the \w+) (?:is|are|has|have|went)|do not know where (?:he|she|they|<our>|the \w+) (?:is|are|"
        r"has|went|gone|have)|lost (?:<our>|one of (?:the|our|my) \w+|a child|my (?:son|daughter|child|"
        r"little))(?! (?:at|in|before|"
        r"during) (?:birth|pregnancy|labour|delivery|\d+ weeks))|(?:did not|has not|have not|not) (?:come|came|get|got|returned|return|make it|made "
        r"it|been) (?:\w+ )?(?:home|back)(?: (?:last|tonight|from|since|yet|after|and|all|yesterday|to))?|"
        r"(?:should have been|was due|due) (?:home|back) (?:\w+ ){0,5}(?:ago|hours|no sign|not)|no sign "
        r"of (?:<obj>|him|her|them)|(?:bed|room) (?:is |was )?(?:empty|not been slept in)|not in (?:his|"
        r"her|their) (?:bed|room)|(?:last seen|not been seen|not seen|no ?one has seen) (?:\w+ ){0,6}(?:since|"
        r"at|yesterday|last|\d|night|getting|going|with|heading|outside|near)",
    ),
    words(
        "missing_child",
        3,
        r"(?:gone|went|been|reported|is|are|still|now|has been) missing(?! (?:lessons|school|classes|appointments|"
        r"meals|work|teeth|sessions|lots|a|some|from education|education|"
        r"data|info\w*|figures|episodes?))|ran away|run away|running away|absconded|awol|run off|ran off|"
        r"went awol|did a runner|done a runner|walked out",
    ),
    words(
        "missing_child",
        3,
        r"never (?:arrived|turned up|came home|came back|got (?:home|there|in|back)|made it)|not where "
        r"(?:he|she|they) should|out all night|stayed out all night|gone (?:off )?(?:again|somewhere|with|"
        r"to meet|to london|in a car|overnight)|has not been (?:seen|home|heard)|left (?:a |us a |me a "
        r")?note(?: saying)?|lost (?:a|one|two|one of the) (?:kid|child|pupil|student)s?|unaccounted for|"
        r"one short|(?:head ?count|register)(?: \w+){0,6} (?:short|missing|one)|not (?:at|in) (?:school|"
        r"home|placement|bed)(?: \w+){0,10} (?:no ?one|phone|not like|anywhere|since)|can not (?:get hold "
        r"of|reach|find|trace) (?:him|her|them)",
    ),
    words(
        "missing_child",
        4,
        r"(?:gone|disappeared|vanished) from (?:the |our |my |a |her |his |their )?(?:\w+ ){0,2}(?:garden|playground|class|classroom|room|ward|unit|"
        r"building|site|house|home|placement|centre|club|school|nursery|field|hall|pool|bed|setting|grounds|park|shop)(?: (?:about|around|for|maybe|"
        r"just|over|nearly|like|some)){0,2} (?:\d+|five|ten|fifteen|twenty|half an|an|a few|a) (?:min\w*|hours?|hrs?)",
        r"looked (?:absolutely )?everywhere|searched (?:everywhere|the (?:whole|building|site|school))|(?:<kid>|he|she|they)(?: is| "
        r"are)? (?:not|no longer) (?:in|on) the "
        r"(?:building|school|house|setting|grounds|nursery|site|premises|playground)|no ?where to be (?:found|seen)|can not be found (?:anywhere)?",
        r"had \d+ (?:\w+ ){0,5}now (?:we have |only |there are |got ){0,2}\d+|\d+ on the (?:register|list) (?:\w+ ){0,4}only \d+",
    ),
    words("missing_child", 2, GONE),
)
