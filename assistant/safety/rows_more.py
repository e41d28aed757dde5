"""The table of dangers, third part: suicide, sexual assault, FGM, forced marriage, staff, nobody came, stark words."""

from __future__ import annotations

from assistant.safety.row_words import FORCE, LIFE, MISDEED, SELF, STAFF, WEAPON, Words, words

_PICTURES = r"(?:pics?|pictures?|photos?|images?|videos?|footage|films?)"
_DEVICE = r"(?:phone|mobile|laptop|computer|pc|tablet|i ?pad|camera|screen|locker|drawer|memory stick)"

MORE_ROWS: tuple[Words, ...] = (
    # --- a child who may take their own life
    words(
        "suicidal_child",
        4,
        rf"(?:kill|killing|hang|hanging|shoot|drown|top|topping|off|offing|harm|cutting|cut|hurt|hurting|"
        rf"stab|burn|starve|choke|strangle|drowning|done|do) {SELF}(?: in)?|(?:end|ending|take|taking|"
        rf"took|taken) (?:it all|it|{LIFE} (?:own )?lif?v?es?|everything|things)(?! home| easy| further|"
        rf" to| up| on| with| seriously| from| out| down| away)|(?:want|wants|wanted|wanting|wish|wishes|"
        rf"wished|going|plans?|planning|tried|trying|ready|prefer|would rather|rather|think\w*|thought\w*|"
        rf"talk\w*|hop\w*) (?:to |of |about |she |he |they |was |were |i |be |that |\w+ ){{0,3}}(?:die|"
        rf"be dead|dead|died|dying|not (?:be|wake|exist|being)|disappear forever|never (?:wake|been born)|"
        rf"suicide|end it|ended it|jump|hang|overdose|go to sleep and)|suicid(?:e|al)|take (?:his|her|their|"
        rf"my) life",
        r"(?:not|does not|do not|did not|nothing|no point|no reason|will not|cannot|never|can not) (?:\w+ "
        r")?(?:want|wanting|wants|wanna|wish)? ?(?:to )?(?:be here|live|living|be alive|carry on|go on "
        r"living|exist|wake up|alive|be around|see (?:tomorrow|christmas|another|next|the (?:morning|weekend|summer|year|new year|point|"
        r"end))|make it to|"
        r"go on)(?: any ?more| tomorrow| monday| for| by| next| in| on| again| any)?|no(?: real)? (?:point|"
        r"reason) (?:in |to |of )?(?:living|life|live|being here|being alive|go(?:ing)? on|carry(?:ing)? "
        r"on|anything|it all)|better off (?:without|dead|if)|better (?:without (?:me|him|her|them)|if "
        r"(?:he|she|i|they) (?:was|were) (?:dead|gone|not))|(?:sick|tired) of (?:living|life|being alive)|"
        r"(?:says|said|saying|sees|thinks|there is|theres) (?:\w+ ){0,3}only (?:one|1) way out(?! of (?:the|this|here|a))|"
        r"(?:last|final) (?:goodbyes?|message|note|letter|text)|goodbye (?:notes?|letters?|messages?|texts?|"
        r"videos?|to|post)|said goodbye|saying goodbye|goodbyes|say goodbye|suicide note|(?:giv\w+|gave) "
        r"(?:away )?(?:\w+ ){0,4}(?:his|her|all|stuff|things|possessions|belongings|clothes|trainers) "
        r"(?:\w+ )?away|giv(?:ing|en) away (?:\w+ )?(?:his|her|all|everything|stuff|things|possessions)|"
        r"will not (?:be|see) (?:here|around|alive|me|him|her|coming back|needing)(?: on| tomorrow| next|"
        r" monday| any| by| in| again)?|(?:will not|wont) (?:have to (?:put up|worry|deal) (?:\w+ )*with)|"
        r"miss me when i (?:am )?gone|when i (?:am )?gone|after i (?:am )?(?:gone|dead)|(?:has|have|had|"
        r"got|made|with|a) (?:\w+ ){0,2}plan (?:to|and|for)? ?(?:\w+ ){0,3}(?:die|kill|end|jump|suicide|"
        r"date|method|how)|(?:stash\w*|sav\w+|stockpil\w+|hoard\w*|collecting|collected|bought|hid\w*|"
        r"got|has|buying|found) (?:\w+ ){0,5}(?:tablets|pills|paracetamol|blades?|razors?|rope|noose|medication)(?: "
        r"\w+){0,4}|search\w* (?:\w+ ){0,5}(?:how to (?:die|hang|kill|overdose|tie|end)|suicide|painless|"
        r"ways to die)|googl\w* (?:\w+ ){0,6}(?:die|hang|kill|overdose|suicide|painless)|(?:jump\w*|jumpin|"
        r"step\w*|walk\w*|throw\w* \w+|run\w*|lie|lying|lay|laying) (?:\w+ ){0,2}(?:off|under|in front "
        r"of|into|on) (?:\w+ ){0,3}(?:bridge|roof|train|trains|tracks?|traffic|car ?park|multi ?stor\w*|"
        r"motorway|building|lorry|bus|car|cars|railway|window|river|flats|cliff)",
    ),
    words(
        "suicidal_child",
        3,
        r"self ?harm\w*|(?:cut|cuts|cutting|slashed|slit|slashing|slitting|carv\w+) (?:\w+ ){0,3}(?:wrists?|"
        r"arms?|legs?|thighs?|stomach|deep|herself|himself|themselves|again)|(?:razor|blade|sharpener|"
        r"compass|glass) (?:\w+ ){0,6}(?:arm|wrist|toilet\w*|bag|cut\w*|pocket)|hopeless|hates? (?:his|"
        r"her) life|hate my life|disappear|die|wants out|burden|worthless",
    ),
    words(
        "suicidal_child",
        4,
        r"(?:made|making|tied|tying|got|has) (?:a |himself a |herself a )?(?:ligature|noose|rope)|(?:pills|"
        r"tablets|meds) (?:\w+ ){0,3}(?:lined up|laid out|in (?:his|her) hand|counted|ready|stashed|hidden|"
        r"in front)|(?:pic|photo|picture|video)s? of (?:\w+ ){0,4}(?:pills|tablets|blade|razor|noose|rope|"
        r"bridge|tracks|cuts?)|(?:today|tonight|tomorrow|this|it) is (?:\w+ )?(?:the|her|his|my|their) "
        r"last (?:day|night|message|time|chance)|last (?:day|night) (?:alive|on earth|here)|by the time (?:you|u|they|she|he) (?:read|"
        r"find|get|see)s?|bye (?:everyone|"
        r"everybody|all|world|forever)|sorry for everything|love you all|not your fault|no ?one(?: \w+)? "
        r"(?:will miss|would (?:even )?(?:miss|notice|care)|cares?)|(?:will|going to|gonna) (?:do it|end "
        r"it|top|off|finish it)(?: tonight| today| now| if| this| myself| himself| herself|$| \.)|(?:do|"
        r"doing|done) something (?:stupid|silly|to (?:him|her|my)self)|(?:he|she|they) (?:has|have|got|"
        r"had) (?:\w+ )?a plan(?: and)?|(?:does not|do not) (?:see|have) (?:a|any) (?:future|way out|point)|"
        r"wants? (?:it|the pain|everything) to (?:stop|end|be over)|want(?:s)? to (?:sleep forever|go "
        r"to (?:heaven|sleep and)|be with (?:nan|grandad|mum|dad|jesus|the angels))|join(?:ing)? (?:his|"
        r"her|my) (?:nan|grandad|mum|dad|brother|sister|friend|dog)|hurt(?:ing)? (?:him|her|them)sel\w+|"
        r"headed? (?:to|for) the (?:bridge|train|station|tracks|roof)",
        r"(?:written|writing|wrote|left|leaving) (?:\w+ ){0,2}(?:letters?|notes?|messages?) (?:to|for) (?:every ?one|all|us all|(?:her|"
        r"his|their|my) (?:mum|dad|"
        r"parents|family|friends|mates|nan))|(?:rather|sooner) not (?:wake|be here|be alive|exist)",
    ),
    # --- recent sexual assault
    words(
        "recent_sexual_assault",
        3,
        r"rap(?:ed|e|ing)|gang ?rap\w*|sexual(?:ly)? assault\w*|(?:forced|made|force|forcing|pressured) "
        r"(?:<obj>|her|him|me|himself|themselves|herself) (?:\w+ ){0,3}(?:on|upon|sex|oral|into sex|do "
        r"things|perform|touch|have)|forced (?:himself|themselves|sex)|had sex (?:\w+ ){0,6}(?:drunk|asleep|"
        r"passed|against|unconscious|did not want|without|older|man|no)|sex (?:\w+ ){0,3}(?:did not|without) "
        r"(?:want|consent)|penetrat\w*|took advantage (?:of )?|(?:put|stuck|shoved) (?:his|it|a|something|"
        r"fingers) (?:\w+ ){0,4}(?:in|inside|up) (?:her|him|me|my)|morning after pill|woke up (?:\w+ ){0,8}(?:naked|"
        r"no clothes|knickers|on top|undressed|trousers|blood|did not know)|(?:inside|in) (?:her|him|me) "
        r"(?:last|yesterday|today|this)|did not (?:consent|want (?:it|to))|said no (?:but|and)|spiked",
    ),
    # --- FGM
    words(
        "recent_sexual_assault",
        3,
        r"(?:assaulted|attacked|jumped|held down|pinned down|touched up|groped) (?:\w+ ){0,5}(?:by|in "
        r"the|at the|at a|last|on the|after)|no knickers|knickers (?:missing|gone|torn|off)|does not remember|"
        r"can not remember(?: \w+){0,6} (?:party|drunk|sore|woke)|(?:pain|pains|sore|hurts?|hurting|bleeding)(?: down)? there(?: \w+){0,6} blood|"
        r"blood (?:on|in|all over) (?:her |my |the )?(?:\w+ )?(?:dress|skirt|knickers|pants|tights|underwear|trousers|leggings)|"
        r"(?:did|doing|done) (?:stuff|things|something|it|bits) to (?:her|him|me) (?:while|when|because|as|whilst) (?:she|he|i) "
        r"(?:was|were|am|is)(?: \w+){0,2} (?:passed out|asleep|drunk|out of it|unconscious|wasted|sleeping|out cold)|wants a shower|"
        r"wants to (?:\w+ ){0,3}shower|black(?:ed)? ?out(?: "
        r"\w+){0,6} (?:sore|naked|party)",
    ),
    words(
        "fgm_known",
        3,
        r"(?:do|doing|done|have|having|going to do) (?:\w+ )?the (?:cutting|cut|procedure|ceremony|sunna)|"
        r"had (?:it|the cut|the procedure) done(?: \w+){0,6} (?:girl|down|abroad|africa|somalia|gambia|"
        r"sudan|egypt|hurts?|wee)|circumcised(?: \w+){0,8} (?:girl|daughter|she|her)|(?:girl|daughter|"
        r"she|her)(?: \w+){0,8} circumcis\w+",
    ),
    words(
        "fgm_known",
        3,
        r"f ?g ?m|genital mutilation|circumcis\w*|sunna|gudniin|infibulat\w*|(?:been|was|were|got|had "
        r"been|get|getting|going to be|to be|be) (?:cut|sewn|sewn up|closed|stitched)(?: (?:down|when|"
        r"in|as|abroad|like|over|by|on|there|during|at|for))?|cutting (?:ceremony|season|auntie|woman|"
        r"lady)|(?:cut|cutting|sewn|stitched) (?:\w+ ){0,3}(?:down there|down below|private\w*|bits|her "
        r"there)|(?:ceremony|party|celebration|ritual|initiation|special (?:day|event|ceremony|procedure)) "
        r"(?:\w+ ){0,8}(?:become a woman|becoming a woman|woman|purif\w*|abroad|somalia|sudan|gambia|egypt|"
        r"kenya|sierra leone|nigeria|mali|guinea|eritrea|africa|aunties?|grandma|nan|girls)|(?:become|"
        r"becoming|made) a (?:proper |real )?woman|made (?:clean|pure)",
        r"(?:had|has had) (?:\w+ )?the cutting|(?:wee|pee|urinate|passing urine|periods?)(?: \w+){0,10} (?:closed|sewn|stitched|cut)|"
        r"(?:closed|sewn|stitched)(?: \w+){0,10} "
        r"(?:abroad|summer|holidays?|hols|africa|back home)|(?:aunt\w*|nan|gran\w*)(?: \w+){0,8} (?:special )?(?:ceremony|ritual)|"
        r"(?:ceremony|ritual)(?: \w+){0,10} "
        r"(?:like (?:\w+ ){0,3}(?:her|my) sister|to (?:her|my) sister)",
    ),
    # --- forced marriage and honour-based abuse
    words(
        "forced_marriage_hba",
        4,
        r"(?:forced|forcing|force|made|making|make|being made) (?:<obj> )?(?:\w+ ){0,3}(?:marry|marriage|"
        r"married|to wed|into marriage)|(?:married|marrying|marry|engaged|promised|betrothed) (?:\w+ ){0,3}(?:off|"
        r"against|her cousin|his cousin|my cousin|a cousin|a man|an older|an old|some(?:one| man| guy)|"
        r"to (?:a|her|his|my|an|some)|when (?:she|he|i|we|they)|in (?:pakistan|india|bangladesh|afghanistan|"
        r"somalia|abroad|dubai|turkey|iraq|kurdistan|romania|morocco|nigeria|the summer|the holidays))|"
        r"(?:get|getting|be|being|got|gets) married (?:\w+ ){0,6}(?:pakistan|india|bangladesh|afghanistan|"
        r"abroad|cousin|summer|holiday\w*|against|not want|flight|fly\w*|16|15|14|17|week|tomorrow|older|"
        r"man)|(?:wedding|marriage|husband|fiance|engagement|nikah|rishta|match) (?:\w+ ){0,10}(?:pakistan|"
        r"india|bangladesh|afghanistan|abroad|cousin|do not want|does not want|not want|never met|flight\w*|"
        r"fl(?:y|ies|ying)|forced|arranged|older man|refus\w*|booked|planned|find\w*|found)|(?:taken|taking|"
        r"sent|sending|flown|flying|fly|take|flight|tickets?|going|go|send|plane) (?:<obj> )?(?:\w+ ){0,6}(?:pakistan|"
        r"india|bangladesh|afghanistan|somalia|abroad|back home|out of the country|turkey|iraq|kurdistan|"
        r"gambia|sudan|kenya|nigeria|dubai|romania|overseas|morocco|egypt|yemen|ghana) (?:\w+ ){0,10}(?:marr\w*|"
        r"wedding|husband|cousin|cut|fgm|ceremony|against|do not want|does not want|will not come back|"
        r"not come back|not coming back|scared|hidden|passport|one way|engag\w*|bride|wife|spoon|never|"
        r"ceremony)|(?:marr\w*|wedding|cousin|cut|fgm|scared|passport|one way|ceremony)(?: \w+){0,14} "
        r"(?:flight|flying|fly|flies|airport|tickets?|plane|pakistan|bangladesh|somalia)",
        r"hono(?:u)?r (?:based|killing|crime|violence|abuse)|so called honour|izzat|sharam|"
        r"shame(?:d|ful)? (?!on (?:the |our )?(?:masjid|mosque|church|temple|club|school|charity|committee))"
        r"(?:\w+ ){0,3}(?:on|the|family|her family|his family|my family|them|brought)|brought (?:\w+ )?shame|"
        r"bring(?:s|ing)? shame|dishono\w*|(?:family|brothers?|dad|parents|uncles?|cousins?|community|"
        r"they) (?:\w+ ){0,6}(?:found out|find out|finds out|finding out|discovered|saw|seen|caught|know|"
        r"knows) (?:\w+ ){0,8}(?:boyfriend|girlfriend|gay|relationship|dating|seeing (?:a|someone)|pregnant|"
        r"texts|messages|phone|boy|a lad|lesbian|not a virgin|western|white|left|without (?:a |her )?hijab|"
        r"christian|converted|together)|(?:boyfriend|girlfriend|gay|dating|lesbian|relationship|pregnant|"
        r"a boy|white lad|photo\w*|hijab|virgin)(?: \w+){0,14} (?:famil\w+|brothers?|dad|parents|uncles?|"
        r"they|cousins?) (?:\w+ ){0,6}(?:kill\w*|hurt|beat\w*|murder|send (?:\w+ )?(?:away|back|abroad|"
        r"home)|disown\w*|locked|angry|after|find|found|hunting|looking|shame|honour|watching|following)|"
        r"virginity|hymen|khap|spoon in (?:her|my|the)|passport (?:\w+ ){0,4}(?:taken|hidden|took|hid|"
        r"away)|(?:taken|took|hidden|hid) (?:\w+ ){0,3}passport",
    ),
    words(
        "forced_marriage_hba",
        3,
        r"(?:flight|flying|fly|flies|airport|plane|abroad)(?: \w+){0,14} (?:wedding|marr\w+|engag\w+|nikah|"
        r"husband|bride)|(?:wedding|marr\w+|nikah)(?: \w+){0,14} (?:flight|flying|airport|plane|abroad)",
    ),
    words(
        "forced_marriage_hba",
        2,
        r"forced marriage|child marriage|marr(?:ied|iage)|wedding|engaged|honour|one way ticket|airport|"
        r"taken abroad|going abroad|fiance",
    ),
    # --- allegation about someone who works with children
    words(
        "staff_allegation",
        3,
        rf"{STAFF}s?(?: (?!parent|mum|dad|told|tells|says|said|disclosed)\w+){{0,9}}? {MISDEED}",
        rf"(?:(?:^|(?<=[.?!] ))(?:so |and |but |the |our )?)head(?: (?:has|just|keeps|is|always|have))* {FORCE}",
        rf"{MISDEED} (?:\w+ ){{0,5}}by (?:a |an |her |his |my |our |the |their |\w+ )*{STAFF}",
        rf"(?:allegations?|complaint|accus\w+|accusing|concern\w*|worried|disclos\w+) (?:\w+ ){{0,6}}(?:about|"
        rf"against|of|involving|concerning) (?:\w+ ){{0,4}}{STAFF}",
        r"allegation|accused of",
        rf"(?:kissed|touched|hit|slapped|grabbed|hurt|messages?|texts?|snapchats?) (?:\w+ ){{0,4}}(?:by|"
        rf"from|off) (?:\w+ ){{0,4}}{STAFF}",
        rf"{_PICTURES} (?:\w+ ){{0,9}}(?:on|in) (?:(?:a|the|our|my|his|her|their) )?(?:{STAFF}|deputy|head)s? (?:\w+ )?{_DEVICE}",
        rf"(?:{STAFF}|deputy|head)s? (?:(?:has|left|had|his|her|the|work|school|own) ){{0,3}}{_DEVICE}[\w .,]{{0,40}}? {_PICTURES}",
        rf"(?:crush on|in love with|obsessed with|sexual\w* \w+ (?:with|from)|nude\w* (?:to|from)|photos? "
        rf"(?:of|from|on)) (?:\w+ ){{0,3}}{STAFF}",
    ),
    words(
        "staff_allegation",
        4,
        rf"(?:allegations?|complaint|disclosure) (?:has been |was |is |been )?(?:made |raised )?(?:against|about|concerning) (?:the|our|"
        rf"my|one of|his|her|their) (?:\w+ ){{0,2}}"
        rf"(?:{STAFF}|head|principal|owner)",
    ),
    # --- nobody came
    words(
        "uncollected_child",
        4,
        r"(?:both|all|three|two|every) (?:\w+ ){0,3}(?:mobiles?|phones?|numbers?|contacts?) (?:\w+ )?(?:off|dead|ringing|ring|no "
        r"answer|switched|voicemail)|no show from "
        r"(?:mum|dad|parents?|her|his|nan|carer)|had (?:him|her|(?:her|his) (?:son|daughter|boy|girl|child)) since \d",
        r"(?:not|never|has not|have not|no ?one|not been|was not|were not|still not|yet to be|waiting "
        r"to be|not being|hasnt) (?:\w+ ){0,3}?(?:picked up|collected|fetched|pick up|pick|collect(?:ing|"
        r"ed)?|come for|came for|come to (?:get|collect|pick)|came to (?:get|collect|pick)|turned up|showed "
        r"up|come(?! (?:within|near|out (?:with|to)|round|to (?:the |any |her |his )?(?:meeting|review|conference|"
        r"appointment|group)))|shown up)(?: (?:<obj>|for|to|at|from|yet|and|by|a|the|up))?|(?:uncollected|un ?collected)|"
        r"no ?one (?:is |has )?(?:coming|come|came|turned up|here|collected|picked|to collect|available "
        r"to collect|answering|picking up|to pick)(?: (?:for|to|up) (?:<obj>)?)?|(?:forgot(?:ten)?|left) "
        r"(?:to (?:collect|pick)|at (?:school|nursery|club|the club|pre ?school|breakfast|after))|(?:mum|"
        r"dad|parents?|carer|nan|family)(?: is| are| has| have)? (?:not|late|an hour late|hours late|is "
        r"not|did not|has not|have not|never) (?:\w+ ){0,2}(?:turned up|here|arrived|come|came|shown|showed|"
        r"answering|picked|collected|pick|turn(?:ed)? up|show(?:ed)? up|collect)(?: (?:for|to|up))?|still "
        r"(?:here|at (?:school|nursery|club)|waiting|with (?:me|us)|sat|in (?:school|reception|the office)) "
        r"(?:\w+ ){0,14}(?:mum|dad|parents?|collect\w*|pick\w*|no ?one|answer\w*|shut|clos\w*|numbers?|"
        r"contacts?|home|closed)|(?:can not|could not|unable to|not) (?:get hold of|reach|contact|get "
        r"through to|getting through to) (?:\w+ ){0,3}(?:mum|dad|parents?|any ?one|carers?|family|emergency "
        r"contacts?|contacts|them)(?: to collect)?|(?:no answer|not answering|no reply|no response|voicemail)(?: "
        r"\w+){0,6} (?:contacts?|numbers?|mum|dad|parents?|phones?|emergency contacts?)|(?:contacts?|numbers?|"
        r"mum|dad|parents?) (?:\w+ ){0,4}(?:no answer|not answering|not picking up|voicemail|switched "
        r"off|ringing out|going to voicemail)",
    ),
    # --- stark words that are not a harm by themselves
    words(
        "worry_now",
        2,
        rf"{WEAPON}|pills|tablets|overdose|blood|bleeding|screaming|strangl\w*|petrol|naked|rape\w*|raped|"
        rf"kill\w*|die|dead|dying|suicid\w*|murder\w*|hostage|gang|traffick\w*|drunk|drug(?:s|ged)|crack|"
        rf"heroin|needles?|beaten|beating|beat|punch\w*|slap\w*|whip\w*|burn\w*|bruis\w*|"
        rf"(?<!domestic )(?<!substance )(?<!alcohol )(?<!drug )abus\w+|scared|"
        rf"terrified|frightened|petrified|unsafe|danger|threat\w*|violent|armed|missing|touch(?:ed|es|ing)|"
        rf"sexual\w*|sex|pregnant|marr(?:y|ied)|cut|hang\w*|jump|alone|locked|hiding|shaking|hysterical|"
        rf"unconscious|collapsed",
    ),
)
