"""Who is typing: a practitioner, a child, a parent; and whether the person typing is in distress. On the plain form of a message."""

from __future__ import annotations

from typing import Literal

from assistant.safety.signals import pattern

Asker = Literal["practitioner", "child", "parent", "unknown"]
Distress = Literal["none", "strained", "suicidal"]

_PRACTITIONER = pattern(
    r"(?:my|our|the|a) (?:class|caseload|case|school|setting|nursery|dsl|team|manager|head|pupils?|students?|clients?|families|surgery|clinic|ward|duty desk|key child|key children|tutor group|form)|"
    r"(?:health visitor|school nurse|social worker|teaching assistant|ta|teacher|dsl|ddsl|gp|midwife|police officer|pc|paramedic|youth worker|sw|senco|practitioner|nursery (?:nurse|manager)|childminder|coach|foster carer|ed nurse|student social worker|housing officer) here|"
    r"i am (?:a|an|the|her|his|their) (?:\w+ ){0,2}(?:health visitor|nurse|social worker|ta|teacher|dsl|gp|midwife|officer|paramedic|worker|senco|practitioner|manager|childminder|coach|carer|doctor|head|tutor|volunteer|counsellor|therapist|neighbour|governor|cleaner|receptionist)|"
    r"(?:pupil|student|client|patient|service user|young person|key child|mum is (?:boyfriend|partner)|home visit|on (?:a )?visit|duty|referral|refer|lado|section \d+|s47|s17|mash|edt|ifd|front door|strategy|gcp2?|caseload|reception class|year (?:r|\d+) (?:\w+ )?(?:in my|has|told|just|girl|boy|lad|pupil|said|came)|disclosed|disclosure|we (?:shut|close))"
)
_CHILD = pattern(
    r"(?:my|me) (?:mum|dad|stepdad|step dad|stepmum|step mum|parents?|uncle|auntie|aunt|grandad|nan|brother|big brother|mum is (?:boyfriend|bf|partner|new boyfriend)|foster (?:carer|mum|dad|parents?)|carer|family|cousin|teacher|coach|sir|step ?brother|mate|best friend|friend|mums? bf)"
    r"(?: (?:is|has|and|just|always|keeps?|was|did|been|s|then|now|still|got|will|went|says?|said|told|found|locked|took|makes|made|wants|goes|gets|hit|hits|hurts?|touch\w*|beats?|left|hurting|hitting|comes?|came|kicked|threw|sent|with|sleeps?|does|do|who|shouts?|scares?|boyfriend|bf))*|"
    r"i am (?:a (?:kid|child|girl|boy|pupil|student|young carer)|\d{1,2}(?! (?:weeks?|months?|minutes?|hours?|days?|miles|stone|kids|children))(?: and| years?| ,|$| \.)|only \d{1,2}|(?:in )?year \d{1,2}|in foster care|in care)|at my school|my school|my form tutor|can i tell you (?:something|a secret)|i do not feel safe(?: at home)?|my (?:boyfriend|bf|girlfriend|ex|mates?|friends?) (?:made|makes|forced|hit|hits|hurt|raped|touched|wants|is making|keeps|told|said|sent|has sent|is going to|took|cut|has)|(?:has|got|have|sent|send|post|share|leak|sharing|shared|posted) (?:all )?my (?:pictures|pics|photos|nudes|video)|(?:going to|will|gonna|want to|wanna) (?:stab|kill|jump|beat|rape|get|batter|hurt|shoot|bang) me|(?:made|making|makes|forced|forcing|forces) me|i (?:have )?(?:took|taken|swallowed|had) (?:an overdose|\d+|loads|all|too many|a load|some) (?:of )?(?:paracetamol|pills|tablets|ibuprofen|mums?|my)|i just want to (?:disappear|die|end)|i (?:have )?cut(?:ting)? (?:myself|my (?:arms?|wrists?|legs?))|are you (?:real|a (?:real )?person|human)|"
    r"(?:will|are) (?:i|you) (?:be in trouble|get in trouble|going to tell|tell my|get taken away|be taken away|going into care|going to take me)|(?:do not|please do not) tell (?:my|anyone|no ?one|mum|dad)|i do not want to go (?:home|back home|to (?:my )?(?:dad|mum|school))|"
    r"i am (?:scared|frightened|afraid) (?:to go home|of (?:my|him|her|dad|mum)|at home)|i (?:have )?(?:ran|run) away|i am (?:hiding|locked)|(?:hits|hit|hurts|hurt|touches|touched|touching|beats|beat|hitting|hurting|punches|kicks|slaps) me|i (?:want|need) my mum|(?:sent|send|sending) (?:him|her|them) (?:a )?(?:nudes?|pics?|photos?|pictures?)|he (?:says|said) he will (?:post|share|send|leak)|they are going to (?:send|share|post) (?:my|the|it)"
)
_FIRST_PERSON = pattern(r"i|me|my|myself")
_PARENT = pattern(
    r"my (?:\w+ ){0,3}?(?:baby|babies|newborn|son|daughter|kids?|children|child|toddler|little (?:boy|girl|one)|boy|girl|twins|teenager|teen|lad|\d{1,2} (?:year|month|week)s? old|eldest|youngest|partner|husband|wife|ex|ex partner|ex husband|stepson|stepdaughter|boy is|foster child|grandson|granddaughter|grandchild\w*)(?! (?:school|nursery|group|in my class|on my caseload|protection))|"
    r"i am (?:a|her|his|their|the|just a|only a|a single|a new) (?:\w+ )?(?:mum|dad|parent|nan|grandmother|grandparent|foster carer|carer|grandad)|as a (?:mum|dad|parent)|our (?:baby|son|daughter|little (?:boy|girl)|newborn)|"
    r"(?:baby|he|she|it|newborn|little one|twins?|lo|bubs?) (?:will not|just will not|does not|wont|is not|never|has not|keeps?|would not) (?:\w+ )?(?:stop crying|stopped crying|stop screaming|settle|sleep|shut up|stops? crying|crying|screaming)"
)
# Words that a parent at the end of their tether uses of themselves.
TETHER = pattern(
    r"(?:end|at the end) of (?:my|our|her|his) (?:tether|rope)|(?:can not|can hardly) (?:cope|do this|take (?:it|this|any|much)|stand (?:it|this|him|her)|go on|bear)(?: with| any| no| anymore| much| it)?|(?:going to|about to|might|could|scared i will|scared i am going to|afraid i will|worried i will|frightened i will|think i will|think i might|want to|wanted to|feel like|felt like|nearly|almost|i (?:have )?just) "
    r"(?:\w+ )?(?:shake|shook|hurt|hurting|throw|threw|thrown|hit|hitting|slap|slapped|smack|smacked|shaking|snap|snapped|lose it|lost it|drop|smother|smothered|strangle|throwing|grabbed|walk out|leave (?:him|her|them|the baby)|kill|explode|squeeze|bit|scream)|i (?:have )?(?:just )?(?:shook|shaken|hit|hurt|smacked|slapped|threw|dropped|grabbed|bit|kicked|snapped|lost it|lost my temper|screamed at|shouted at)(?: (?:at|my|him|her|the|with|and|it|too|hard|baby|them))?|"
    r"(?:will not|does not|wont|never|not) stop(?:s|ped)? (?:crying|screaming)|crying (?:for|all|non ?stop|since|constantly|and i)|screaming (?:for hours|all|non ?stop|since)|not slept|no sleep|had no sleep|had enough|hate (?:my|the|this|him|her|being a) ?(?:baby|mum|child|kid|son|daughter|parent)?|so angry|losing (?:it|my mind|my temper|my rag)|at breaking point|on the edge|exhausted|desperate|thoughts (?:of|about) (?:hurting|harming|dropping|smothering)"
)
_SUICIDAL = pattern(
    r"(?:every ?one|every ?body|they|people|the world|my (?:kids|family|team)|you|all)(?: all)? (?:would|will|is|are|d|might)? ?(?:be |all be )*better off (?:without me|if i|with me gone|dead)|better off (?:without me|if i|dead)|i (?:would|will|am|should) (?:be )?better off dead|(?:i|ive|have)(?: \w+){0,3} (?:want|wanted|wish|going|plan|planning|thinking|thought|thoughts|ready|tempted|considering|considered|been thinking|keep thinking)(?: \w+){0,4} (?:to die|dead|kill(?:ing)? myself|end(?:ing)? it(?: all)?|end(?:ing)? my life|suicide|suicidal|of dying|about dying|not being here|not be here|not wake up|never wake|taking my (?:own )?life|jumping|overdos\w+|driv\w+ (?:in ?to|off|my car)|crash\w*|hang\w*|death|disappearing)|"
    r"i (?:am|feel|have been|been|m feeling|am feeling) (?:\w+ ){0,2}suicidal|suicidal thoughts|kill myself|killing myself|end my life|take my (?:own )?life|i (?:do not|can not|dont) (?:\w+ )?(?:want to|wanna|see the point in|see a reason to) (?:be here|live|living|be alive|wake up|exist|carry on|go on|being here|being alive)(?: any ?more| tomorrow)?|no point (?:in )?(?:living|me being|being here|being alive|going on|me|to (?:my )?life)|no one would (?:miss|notice|care) (?:me|if i)|noone would (?:\w+ )?(?:miss|notice|care)(?: me| if i)?|i can not go on|can not carry on (?:living|like this|any)|wish i (?:was|were) (?:dead|not here|never born|gone)|wish i (?:would not|did not|could not|had not) (?:wake|exist|been born)|wish i (?:could )?(?:just )?(?:disappear|sleep forever|not wake)|hope i do not wake|rather be dead|done with (?:life|living)|i (?:have )?(?:got|written|made) (?:a |my )?(?:plan|note|will)(?: \w+){0,3} (?:end|die|goodbye)|(?:can not|do not) see a (?:way out|future)|what is the point (?:of living|in living|of me|of being here|of life|in being here|in going on)|i am a burden|harm(?:ing)? myself|hurt(?:ing)? myself|self harm(?:ing|ed)? (?:again|myself|last)|cut(?:ting)? myself|i (?:have )?(?:took|taken) (?:an overdose|too many|\w+ tablets|all my)|i (?:might|will|could|may) (?:just )?(?:not be here|do something stupid|drive (?:into|off)|jump)|think(?:ing)? (?:about|of) driving (?:into|off)|how i would do it|steer(?:ing)? into"
)
_STRAINED = pattern(
    r"i (?:am|feel|have been|ve been|was)(?: \w+){0,3} (?:burnt out|burned out|burning out|broken|at breaking point|drowning|falling apart|in bits|in pieces|a wreck|a mess|traumatised|crying (?:every|all|in|most|again)|sobbing|shaking|struggling(?: to cope| mentally)?|at the end of my (?:tether|rope)|overwhelmed|exhausted by this|not (?:ok|okay|coping|sleeping)|done in|on the edge|going under|having (?:panic|a breakdown|nightmares|flashbacks)|signed off)|"
    r"i can not (?:cope|do this|take (?:it|this|any)|stop (?:crying|thinking)|sleep (?:after|since|because|thinking|for)|get (?:it|that|him|her|the) (?:\w+ )?(?:out of my (?:head|mind)))(?: any ?more| job)?|(?:keep|cannot stop|can not stop) (?:crying|seeing (?:his|her|the|it)|having (?:nightmares|flashbacks|panic))|vicarious trauma|compassion fatigue|nightmares about|flashbacks|panic attacks?|this (?:job|case|work) is (?:killing|destroying|breaking) me|case (?:has )?(?:broken|haunt\w+) me|haunts me|blam\w+ myself|my fault (?:he|she|they|the|that)|i (?:have )?had enough of (?:life|everything|it all)|not coping|breakdown|i am (?:so )?(?:done|lonely|alone|low|depressed)(?: with (?:it all|everything|life|this))?(?= |$)|i hate my(?:self| life)|(?:drinking|drink) every night"
)
_OTHERS_WORDS = pattern(
    r"(?:he|she|they|mum|dad|<kid>|pupil|client|who|stepdad|nan|mate|friend)(?: (?:just|has|had|is|was|also|keeps?|now|then|always|girl|boy|lad|old|in my class|on my caseload|from my class|told me|text(?:ed)? me))* (?:said|says|say|told|tells|telling|saying|thinks|feels|wrote|texted|text|messaged|disclosed|threatening|threatened|posted|put|wants|talking|reckons|told me|admitted)"
)


def who(plain: str) -> Asker:
    """Who seems to be typing. A parent is asked for before a child: "my dad" may be either, "my baby" is not a child's."""
    if _PRACTITIONER.search(plain):
        # "my mum hits me ... will my teacher tell" is a child even if school words occur
        return "child" if _hurt_speaker(plain) and not _PARENT.search(plain) else "practitioner"
    if _PARENT.search(plain) and not _hurt_speaker(plain):
        return "parent"
    if _CHILD.search(plain):
        return "child"
    if TETHER.search(plain) and _FIRST_PERSON.search(plain):
        return "parent" if pattern("baby|newborn|kids?|son|daughter|toddler|children").search(plain) else "unknown"
    return "unknown"


_HURTS_ME = pattern(
    r"my (?:mum|dad|stepdad|step dad|stepmum|parents?|uncle|auntie|grandad|nan|brother|mum is boyfriend|mum is new boyfriend|mum is partner|foster (?:carer|mum|dad)|family|cousin|teacher|coach|tutor|step ?brother|sister)(?: \w+){0,5} (?:me|my (?:bed|room|bedroom|head|arm|face|phone|passport|little brother|little sister|brother|sister|mum)|myself)|"
    r"(?:has|got|have|post|share|leak|sharing|shared|posted) (?:all )?my (?:pictures|pics|photos|nudes)|my (?:boyfriend|bf|mates?) (?:made|makes|forced|hit|hits|raped|touched)|i do not feel safe|send (?:them|it|my \w+) to (?:my school|everyone)|"
    r"i am (?:only )?\d{1,2}(?= (?:and|years|year|yrs|,|\.)|$)|i am in year \d+"
)


def _hurt_speaker(plain: str) -> bool:
    return bool(_HURTS_ME.search(plain))


def distress(plain: str) -> Distress:
    """Whether the person typing speaks of themselves as suicidal or as worn out; words reported from others do not count."""
    for sentence in plain.replace("?", ".").split("."):
        found = _SUICIDAL.search(sentence)
        if found and not _OTHERS_WORDS.search(sentence[: found.start()]):
            return "suicidal"
    for sentence in plain.replace("?", ".").split("."):
        found = _STRAINED.search(sentence)
        if found and not _OTHERS_WORDS.search(sentence[: found.start()]):
            return "strained"
    return "none"
