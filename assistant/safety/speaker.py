"""Who is typing: a practitioner, a child, a parent; and whether the person typing is in distress. On the plain form of a message."""

from __future__ import annotations

from typing import Literal

from assistant.safety import child_speaker, despair, strain, tether, workplace
from assistant.safety.signals import pattern

Asker = Literal["practitioner", "child", "parent", "unknown"]
Distress = Literal["none", "strained", "suicidal"]

_PRACTITIONER = pattern(
    r"(?:my|our|the|a) (?:class|caseload|case|school|setting|nursery|dsl|team|manager|head|pupils?|"
    r"students?|clients?|families|surgery|clinic|ward|duty desk|key child|key children|tutor group|"
    r"form)|"
    r"(?:health visitor|school nurse|social worker|teaching assistant|ta|teacher|dsl|ddsl|gp|midwife|"
    r"police officer|pc|paramedic|youth worker|sw|senco|practitioner|nursery (?:nurse|manager)|childminder|"
    r"coach|foster carer|ed nurse|student social worker|housing officer) here|"
    r"i am (?:a|an|the|her|his|their) (?:\w+ ){0,2}(?:health visitor|nurse|social worker|ta|teacher|"
    r"dsl|gp|midwife|officer|paramedic|worker|senco|practitioner|manager|childminder|coach|carer|doctor|"
    r"head|tutor|volunteer|counsellor|therapist|neighbour|governor|cleaner|receptionist)|"
    r"(?:pupil|student|client|patient|service user|young person|key child|mum is (?:boyfriend|partner)|"
    r"home visit|on (?:a )?visit|duty|referral|refer|lado|section \d+|s47|s17|mash|edt|ifd|front door|"
    r"strategy|gcp2?|caseload|reception class|year (?:r|\d+) (?:\w+ )?(?:in my|has|told|just|girl|"
    r"boy|lad|pupil|said|came)|disclosed|disclosure|we (?:shut|close))"
)
_CHILD = pattern(
    r"(?:my|me) (?:mum|dad|stepdad|step dad|stepmum|step mum|parents?|uncle|auntie|aunt|grandad|nan|"
    r"brother|big brother|mum is (?:boyfriend|bf|partner|new boyfriend)|foster (?:carer|mum|dad|parents?)|"
    r"cousin|teacher|coach|sir|step ?brother|mums? bf)"
    r"(?: (?:is|has|and|just|always|keeps?|was|did|been|s|then|now|still|got|will|went|says?|said|"
    r"told|found|locked|took|makes|made|wants|goes|gets|hit|hits|hurts?|touch\w*|beats?|left|hurting|"
    r"hitting|comes?|came|kicked|threw|sent|with|sleeps?|does|do|who|shouts?|scares?|boyfriend|bf))*|"
    r"i am (?:a (?:kid|child|girl|boy|pupil|student|young carer)|\d{1,2}(?! (?:weeks?|months?|minutes?|"
    r"hours?|days?|miles|stone|kids|children))(?: and| years?| ,|$| \.)|only \d{1,2}|(?:in )?year "
    r"\d{1,2}|in foster care|in care)|at my school|my school|my form tutor|can i tell you (?:something|"
    r"a secret)|i do not feel safe(?: at home)?|my (?:boyfriend|bf|girlfriend|ex|mates?|friends?) "
    r"(?:made|makes|forced|hit|hits|hurt|raped|touched|wants|is making|keeps|told|said|sent|has sent|"
    r"is going to|took|cut|has)|(?:has|got|have|sent|send|post|share|leak|sharing|shared|posted) (?:all "
    r")?my (?:pictures|pics|photos|nudes|video)|(?:going to|will|gonna|want to|wanna) (?:stab|kill|"
    r"jump|beat|rape|get|batter|hurt|shoot|bang) me|(?:made|making|makes|forced|forcing|forces) me(?! (?:promise|swear))|"
    r"i (?:have )?(?:took|taken|swallowed|had) (?:an overdose|\d+|loads|all|too many|a load|some) "
    r"(?:of )?(?:paracetamol|pills|tablets|ibuprofen|mums?|my)|i just want to (?:disappear|die|end)|"
    r"i (?:have )?cut(?:ting)? (?:myself|my (?:arms?|wrists?|legs?))|are you (?:real|a (?:real )?person|"
    r"human)|"
    r"(?:will|are) (?:i|you) (?:be in trouble|get in trouble|going to tell|tell my|get taken away|"
    r"be taken away|going into care|going to take me)|(?:do not|please do not) tell (?:my|anyone|no "
    r"?one|mum|dad)|i do not want to go (?:home|back home|to (?:my )?(?:dad|mum|school))|"
    r"i am (?:scared|frightened|afraid) (?:to go home|of (?:my|him|her|dad|mum)|at home)|i (?:have "
    r")?(?:ran|run) away|i am (?:hiding|locked)|(?:hits|hit|hurts|hurt|touches|touched|touching|beats|"
    r"beat|hitting|hurting|punches|kicks|slaps) me|i (?:want|need) my mum|(?:sent|send|sending) (?:him|"
    r"her|them) (?:a )?(?:nudes?|pics?|photos?|pictures?)|he (?:says|said) he will (?:post|share|send|"
    r"leak)|they are going to (?:send|share|post) (?:my|the|it)"
)
# A child in hiding, or pressed by others: "he is looking for me", "they want me to carry a package or they will hurt my sister".
_HUNTED = pattern(
    r"(?:looking|searching|coming|hunting|waiting) (?:for|after) me|i am (?:under|behind|inside|hid\w*) (?:in |under |behind "
    r")?(?:the|my|a) (?:\w+ )?(?:bed|bath|wardrobe|"
    r"cupboard|sofa|table|shed|stairs|bathroom|toilet|loft|garden|room)|i am hiding|(?:want|wants|told|tells|asked|making|makes|"
    r"made) me to (?:\w+ )?(?:take|carry|hold|hide|"
    r"sell|deliver|drop|pick up|meet|run|shot|swallow|stash|bring) (?:\w+ ){0,4}(?:packages?|packets?|parcels?|bags?|drugs|stuff|"
    r"food|weed|knife|gun|blade|money|it|"
    r"them|to|for)|(?:hurt|kill|stab|get|shoot|rape|burn|find) (?:me|my (?:little |big |baby |younger |older )?(?:sister|brother|"
    r"mum|dad|family|nan|cousin|dog|cat))"
)
_FIRST_PERSON = pattern(r"i|me|my|myself")
_PARENT = pattern(
    r"(?:picturing|imagining|visions? of|images of|thinking about) (?:dropping|hurting|harming|shaking|"
    r"smothering|drowning|throwing)|i (?:keep thinking|think) i (?:could|might|will) (?:drop|hurt|"
    r"shake|throw|harm|smother|kill)|"
    r"i can not look after (?:him|her|them|my)|leave (?:him|her|them) at the hospital|thoughts? (?:of|"
    r"about) (?:hurting|harming|putting|smothering|dropping|shaking|throwing)(?: \w+){0,5} (?:him|"
    r"her|them|baby)|i (?:have )?(?:just )?(?:shook|shaken|threw|smothered|dropped|smacked|slapped|"
    r"bit) (?:him|her|them|the (?:baby|kids?))|"
    r"my (?:\w+ ){0,3}?(?:baby|babies|newborn|son|daughter|kids?|children|child|toddler|little (?:boy|"
    r"girl|one)|boy|girl|twins|teenager|teen|lad|\d{1,2} (?:year|month|week)s? old|eldest|youngest|"
    r"partner|husband|wife|ex|ex partner|ex husband|stepson|stepdaughter|boy is|foster child|grandson|"
    r"granddaughter|grandchild\w*)(?! (?:school|nursery|group|in my class|on my caseload|protection))|"
    r"i am (?:a|her|his|their|the|just a|only a|a single|a new) (?:\w+ )?(?:mum|dad|parent|nan|grandmother|"
    r"grandparent|foster carer|carer|grandad)|as a (?:mum|dad|parent)|our (?:baby|son|daughter|little "
    r"(?:boy|girl)|newborn)|"
    r"(?:baby|he|she|it|newborn|little one|twins?|lo|bubs?) (?:will not|just will not|does not|wont|"
    r"is not|never|has not|keeps?|would not) (?:\w+ )?(?:stop crying|stopped crying|stop screaming|"
    r"settle|sleep|shut up|stops? crying|crying|screaming)"
)
# Words that a parent at the end of their tether uses of themselves.
TETHER = pattern(
    r"(?:end|at the end) of (?:my|our|her|his) (?:tether|rope)|(?:can not|can hardly) (?:cope|do this|"
    r"take (?:it|this|any|much)|stand (?:it|this|him|her)|go on|bear)(?: with| any| no| anymore| much|"
    r" it)?|(?:going to|about to|might|could|scared i will|scared i am going to|afraid i will|worried "
    r"i will|frightened i will|think i will|think i might|want to|wanted to|feel like|felt like|nearly|"
    r"almost|i (?:have )?just) "
    r"(?:\w+ )?(?:shake|shook|hurt|hurting|throw|threw|thrown|hit|hitting|slap|slapped|smack|smacked|"
    r"shaking|snap|snapped|lose it|lost it|drop|smother|smothered|strangle|throwing|grabbed|walk out|"
    r"leave (?:him|her|them|the baby)|kill|explode|squeeze|bit|scream)|i (?:have )?(?:just )?(?:shook|"
    r"shaken|hit|hurt|smacked|slapped|threw|dropped|grabbed|bit|kicked|snapped|lost it|lost my temper|"
    r"screamed at|shouted at)(?: (?:at|my|him|her|the|with|and|it|too|hard|baby|them))?|"
    r"(?:will not|does not|wont|never|not) stop(?:s|ped)? (?:crying|screaming)|crying (?:for|all|non "
    r"?stop|since|constantly|and i)|screaming (?:for hours|all|non ?stop|since)|not slept|no sleep|"
    r"had no sleep|had enough|hate (?:my|the|this|him|her|being a) ?(?:baby|mum|child|kid|son|daughter|"
    r"parent)?|so angry|losing (?:it|my mind|my temper|my rag)|at breaking point|on the edge|exhausted|"
    r"desperate|thoughts (?:of|about) (?:hurting|harming|dropping|smothering)"
)
_SUICIDAL = pattern(
    r"how (?:many|much) (?:\w+ ){0,4}(?:would it take|does it take|it takes?|is it) (?:to |before |until |till )?(?:\w+ ){0,2}(?:die|kill|"
    r"not wake|wake|sleep forever|pass out|"
    r"end|be fatal|stop|dont)|how many (?:\w+ ){0,2}(?:tablets|pills|paracetamols?|ibuprofens?|meds|antidepressants|sertraline) (?:would it take|"
    r"does it take|is it|is enough|"
    r"to end|before|until)(?! (?:i call|i ring|she|he|bed|food|meals?|school))|"
    r"(?:rather|sooner|prefer to|hope i do|wish i did|wish i would) not (?:wake|be here|be alive|exist|be around)|"
    r"(?:best|easiest|quickest|painless|least painful) way to (?:die|kill|end)|how (?:do i|can i|to) "
    r"(?:kill myself|die|end it|hang myself|end my life)|how many (?:\w+ ){0,3}to (?:die|kill myself|"
    r"end it)|going to jump|i am going to (?:do it|end it|jump|kill)|no ?one would notice if i|"
    r"(?:every ?one|every ?body|they|people|the world|my (?:kids|family|team)|you|all)(?: all)? (?:would|"
    r"will|is|are|d|might)? ?(?:be |all be )*better off (?:without me|if i|with me gone|dead)|better "
    r"off (?:without me|if i|dead)|nothing (?:left )?to (?:get up|live|carry on) for|every ?one would (?:\w+ )?be better off|"
    r"i (?:would|will|am|should) (?:be )?better off dead|(?:i|ive|have)(?: "
    r"\w+){0,3} (?:want|wanted|wish|going|plan|planning|thinking|thought|thoughts|ready|tempted|considering|"
    r"considered|been thinking|keep thinking)(?: \w+){0,4} (?:to die|dead|kill(?:ing)? myself|end(?:ing)? "
    r"it(?: all)?|end(?:ing)? my life|suicide|suicidal|of dying|about dying|not being here|not be "
    r"here|not wake up|never wake|taking my (?:own )?life|jumping|overdos\w+|driv\w+ (?:in ?to|off|"
    r"my car)|crash\w*|hang\w*|death|disappearing)|"
    r"i (?:am|feel|have been|been|m feeling|am feeling) (?:\w+ ){0,2}suicidal|"
    r"(?:^|(?:my|having|have|had|got|getting|these|more|constant) (?:\w+ )?)suicidal thoughts|kill "
    r"myself|killing myself|end my life|take my (?:own )?life|i (?:do not|can not|dont) (?:\w+ )?(?:want "
    r"to|wanna|see the point in|see a reason to) (?:be here|live|living|be alive|wake up|exist|carry "
    r"on|go on|being here|being alive)(?: any ?more| tomorrow)?|no point (?:in )?(?:living|me being|"
    r"being here|being alive|going on|me|to (?:my )?life)|no one would (?:miss|notice|care) (?:me|"
    r"if i)|noone would (?:\w+ )?(?:miss|notice|care)(?: me| if i)?|i can not go on|can not carry "
    r"on (?:living|like this|any)|wish i (?:was|were) (?:dead|not here|never born|gone)|wish i (?:would "
    r"not|did not|could not|had not) (?:wake|exist|been born)|wish i (?:could )?(?:just )?(?:disappear|"
    r"sleep forever|not wake)|hope i do not wake|rather be dead|done with (?:life|living)|i (?:have "
    r")?(?:got|written|made) (?:a |my )?(?:plan|note|will)(?: \w+){0,3} (?:end|die|goodbye)|(?:can "
    r"not|do not) see a (?:way out|future)|what is the point (?:of living|in living|of me|of being "
    r"here|of life|in being here|in going on)|i am a burden|harm(?:ing)? myself|hurt(?:ing)? myself|"
    r"self harm(?:ing|ed)? (?:again|myself|last)|cut(?:ting)? myself|i (?:have )?(?:took|taken) (?:an "
    r"overdose|too many|\w+ tablets|all my)|i (?:might|will|could|may) (?:just )?(?:not be here|do "
    r"something stupid|drive (?:into|off)|jump)|think(?:ing)? (?:about|of) driving (?:into|off)|how "
    r"i would do it|steer(?:ing)? into"
)
_STRAINED = pattern(
    r"(?:sick|ill|full|filled)(?: \w+){0,2} (?:with|of) (?:dread|worry|anxiety|stress)|dread(?:ing)? (?:every|coming|going (?:in|"
    r"to work)|work|mondays?)|"
    r"(?:think|feel|feels like) i am (?:going to|about to) (?:break|crack|snap|collapse|lose it)|(?:been |i am |was |keep )crying "
    r"(?:in|at|after|before|every|all|most)(?: the|"
    r" my| in)?(?: \w+){0,4} (?:car|toilets?|visits?|work|shift|night|day|desk)|feel(?:ing)? (?:so |totally |completely "
    r")?(?:useless|worthless|hopeless|like a failure|like "
    r"giving up)|(?:can not|do not want to) do this job|keep seeing (?:his|her|their|the) (?:face|body|eyes)|(?:can not|cannot) "
    r"stop thinking (?:about|of) (?:that|the|this|him|her)|i (?:should have|shouldve|shoulda|"
    r"ought to have) (?:seen|known|done|noticed|spotted|stopped|acted)|"
    r"i (?:am|feel|have been|ve been|was)(?: \w+){0,3} (?:burnt out|burned out|burning out|broken|"
    r"at breaking point|drowning|falling apart|in bits|in pieces|a wreck|a mess|traumatised|crying "
    r"(?:every|all|in|most|again)|sobbing|shaking|struggling(?: to cope| mentally)?|at the end of "
    r"my (?:tether|rope)|overwhelmed|exhausted by this|not (?:ok|okay|coping|sleeping)|done in|on "
    r"the edge|going under(?! (?:the|a|an|new|our))|having (?:panic|a breakdown|nightmares|flashbacks)|signed off)|"
    r"i can not (?:cope|do this|take (?:it|this|any)|stop (?:crying|thinking)|sleep (?:after|since|"
    r"because|thinking|for)|get (?:it|that|him|her|the) (?:\w+ )?(?:out of my (?:head|mind)))(?: any "
    r"?more| job)?|i (?:keep|cannot stop|can not stop) (?:crying|seeing (?:his|her|the|it)|having (?:nightmares|"
    r"flashbacks|panic))|(?:i|me|my own|giving me) (?:(?!mum|dad|he|she|who|they|child|pupil|girl|boy|kid|parents?|staff|is|has)\w+ ){0,4}"
    r"(?:vicarious trauma|compassion fatigue|nightmares|flashbacks|panic attacks?|not coping|breakdown)|"
    r"this (?:job|case|work) is (?:killing|destroying|breaking) me|case (?:has )?(?:broken|haunt\w+) "
    r"me|haunts me|blam\w+ myself|my fault (?:he|she|they|the|that)|i (?:have )?had enough of (?:life|"
    r"everything|it all)|i am (?:so )?(?:lonely|low|depressed)(?= |$)|i am (?:so )?(?:done|alone)(?: "
    r"with (?:it all|everything|life|this job))(?= |$)|i hate my(?:self| life)|i (?:am |have been )?(?:drinking|drink) every "
    r"night"
)
_OTHERS_WORDS = pattern(
    r"(?:texts?|messages?|notes?|letters?|emails?|voicemails?|calls?|post) (?:just )?(?:from|by|off)|"
    r"(?:he|she|they|mum|dad|<kid>|pupil|client|who|stepdad|nan|mate|friend)(?: (?:just|has|had|is|"
    r"was|also|keeps?|now|then|always|girl|boy|lad|old|in my class|on my caseload|from my class|told "
    r"me|text(?:ed)? me))* (?:said|says|say|told|tells|telling|saying|thinks|feels|wrote|texted|text|"
    r"messaged|disclosed|threatening|threatened|posted|put|wants|talking|reckons|told me|admitted)"
)


_PARENT_OWN = pattern(r"my (?:\w+ )?(?:baby|newborn|son|daughter|toddler|little (?:boy|girl|one)|twins)")


def who(plain: str) -> Asker:
    """Who seems to be typing. A parent is asked for before a child: "my dad" may be either, "my baby" is not a child's."""
    if workplace.at_work(plain) and not _PARENT_OWN.search(plain):
        return "practitioner"
    if harms_own(plain):
        return "parent"
    if child_speaker.of_own_age(plain) and not _PARENT_OWN.search(plain):
        return "child"
    return _by_words(plain)


def _by_words(plain: str) -> Asker:
    """Who speaks, from whom and what they mention."""
    works, parent = _PRACTITIONER.search(plain), _PARENT.search(plain)
    grown = child_speaker.grown_up(plain) and not parent
    if (_hurt_speaker(plain) or _HUNTED.search(plain)) and not parent and not grown:
        return "child"
    if works:
        return "practitioner"
    if parent and not _hurt_speaker(plain):
        return "parent"
    if grown:
        return "unknown"
    if _CHILD.search(plain):
        return "child"
    at_tether = TETHER.search(plain) and _FIRST_PERSON.search(plain) and pattern("baby|newborn|kids?|son|daughter|toddler|children").search(plain)
    return "parent" if at_tether else "unknown"


_HURTS_ME = pattern(
    r"my (?:mum|dad|stepdad|step dad|stepmum|parents?|uncle|auntie|grandad|nan|brother|mum is boyfriend|"
    r"mum is new boyfriend|mum is partner|foster (?:carer|mum|dad)|cousin|teacher|coach|tutor|"
    r"step ?brother|sister)(?: (?!without)\w+){0,5} (?:me|my (?:bed|room|bedroom|head|arm|face|phone|passport|"
    r"little brother|little sister|brother|sister|mum)|myself)|"
    r"(?:has|got|have|post|share|leak|sharing|shared|posted) (?:all )?my (?:pictures|pics|photos|nudes)|"
    r"my (?:boyfriend|bf|mates?) (?:made|makes|forced|hit|hits|raped|touched)|i do not feel safe|if "
    r"i (?:tell|told|say|said|speak) (?:anyone|someone|any ?one|you|my|no ?one|she will|he will|they "
    r"will)|(?:video|picture|photo|pic)s? of me|(?:sir|miss|my teacher|my coach|my tutor|my dad|my "
    r"uncle)(?: \w+){0,4} (?:me|my)|is it (?:normal|ok|okay|wrong|bad|allowed|right|illegal) (?:for|"
    r"if|that|when) (?:your|my|a) (?:brother|dad|uncle|teacher|stepdad|step dad|mum|grandad|cousin|"
    r"coach|sister|boyfriend|mums? boyfriend)|why does (?:my )?(?:dad|mum|uncle|stepdad|brother|grandad) "
    r"(?:come|hit|touch|hurt|always|keep|get|make|hate|kiss)|(?:making|made|makes|make) me (?!sad|"
    r"happy|think|laugh|wonder|feel|promise|swear)|(?:am i|will i (?:be|get)) in trouble|(?:will|would) they take "
    r"my (?:mum|dad|brother|sister)|send (?:them|it|my \w+) to (?:my school|everyone)|"
    r"(?:mums?|dads?|mum is|dad is|stepdad|step dad|stepmum|nan|uncle|brother|stepbrother)(?: (?:bf|boyfriend|partner|fella|new bf|girlfriend|gf))? "
    r"(?:broke|hits?|punche[sd]|slap(?:s|ped)|kick(?:s|ed)|hurts?|burn(?:t|ed|s)|bit|grabb?(?:ed|s)|twist(?:ed|s)|cut) (?:me|my (?:arms?|legs?|face|"
    r"head|hands?|wrist|nose|fingers?|back|neck|hair|lip|ribs?))|"
    r"i think i am being (?:groomed|followed|abused|used|watched|trafficked)|i am (?:only )?\d{1,2}(?= "
    r"(?:and|years|year|yrs|,|\.)|$)|i am in year \d+"
)


# What a parent fears to do, or has done, to the child in their arms; a class or a case is nobody's baby.
_HARM = (
    r"(?:chuck|chucked|throw|threw|thrown|shake|shook|shaken|smother|smothered|hit|slap|slapped|smack|smacked|drop|dropped|"
    r"strangle|strangled|drown|drowned|"
    r"squeeze|squeezed|kill|hurt|harm|batter|bite|lash out at|lose it with|lost it with|scream at)"
)
_OWN = (
    r"(?:him|her|them|it|the (?:baby|kids?|little one|child|toddler|twins?)|my (?:\w+ )?(?:baby|son|daughter|kids?|child|toddler|"
    r"lad|girl|boy|twins?|newborn))"
)
_HARMS_OWN = pattern(
    rf"(?:i|i am|i will|i have|i could|i just)(?: \w+){{0,3}} (?:want|wanted|nearly|almost|could|might|going|about|feel|felt|scared|"
    rf"afraid|worried|frightened|terrified|"
    rf"keep thinking|thinking|urge)(?: \w+){{0,5}} (?:{_HARM}|throwing|shaking|smothering|hitting|hurting|dropping|chucking|drowning|harming) {_OWN}"
    rf"(?! out of (?:the )?(?:class|lesson|school|room|meeting|team))|(?:scared|afraid|worried|frightened|terrified)(?: of)? what "
    rf"(?:ill|i (?:will|might|could|am going to|would)) do"
    rf"(?: to {_OWN})?|i (?:have )?(?:just )?(?:nearly|almost|just) (?:\w+ )?{_HARM} {_OWN}|(?:i am a )?single (?:mum|dad|mom)(?= "
    rf"\w)(?=.*\b(?:i|my|me)\b)"
)


def harms_own(plain: str) -> bool:
    """Whether a parent speaks of harm that they fear to do, or did, to their own child."""
    return (bool(_HARMS_OWN.search(plain)) and not _WORKS.search(plain)) or tether.at_tether(plain)


_WORKS = pattern(
    r"(?:pupils?|students?|caseload|my class|referral|service user|visit|on duty|conference|the family|social worker|she says|he "
    r"says|says|said|told me)"
)


def _hurt_speaker(plain: str) -> bool:
    return bool(_HURTS_ME.search(plain))


def distress(plain: str) -> Distress:
    """Whether the person typing speaks of themselves as suicidal or as worn out; words reported from others do not count."""
    if despair.despairs(plain):
        return "suicidal"
    for sentence in plain.replace("?", ".").split("."):
        found = _SUICIDAL.search(sentence)
        if found and not _OTHERS_WORDS.search(sentence[: found.start()]):
            return "suicidal"
    for sentence in plain.replace("?", ".").split("."):
        found = _STRAINED.search(sentence) or strain.MARKED_BY_IT.search(sentence)
        if found and not _OTHERS_WORDS.search(sentence[: found.start()]):
            return "strained"
    return "strained" if strain.of_own_past(plain) else "none"
