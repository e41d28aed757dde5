"""Is the message an account of somebody's situation, or a question about a topic?

People ask the library questions ("what does the protocol say about bruises"). A person with a child in front of them tells what is
happening, often without any word that a table of harms could hold. An account of definite people, with one word of alarm and no
topic question, is therefore taken as danger. Runs on the plain form of ``wording.normal``.
"""

from __future__ import annotations

import re

from assistant.safety.signals import pattern

DEFINITE = pattern(
    r"he|she|him|her|his|hers|they|them|their|me|we|us|i|my|our|<our>|mum|dad|stepdad|stepmum|nan|"
    r"gran|grandad|uncle|auntie|aunt|boyfriend|ex|partner|"
    r"brother|sister|cousin|parents|the (?:kids?|children|baby|boys?|girls?|twins|toddler|family|man|"
    r"father|mother|lad|lads)|this (?:lad|girl|boy|kid|child|baby|one)|"
    r"\d{1,2} (?:year|month|week|day)s? old|year \d{1,2}|someone|somebody|little (?:one|lad|boy|girl|"
    r"sister|brother)|one (?:kid|child|pupil) short|pupil|client|kid|lads?|girls?|boys?|kids|baby|"
    r"child|toddler|newborn|teen"
)
_QUESTION_START = re.compile(
    r"^(?:(?:and|so|also|but|ok|hi|hiya|hello|hey|q|quick one|quick q|quick question|just|anyway|sorry|"
    r"please|thanks|btw|pls|morning|afternoon|all|another|one more|random|silly|daft|dumb|stupid|question|"
    r"um|er|right|now|again|actually|can you|could you|tell me|remind me|do you know|does anyone know|"
    r"anyone know|any idea|not sure|wondering|i wonder|just wondering|i need to know|i want to know|"
    r"need to know|im asking|asking|in bedford|in luton|in central|for bedford|for luton|for central) "
    r")*"
    r"(?:what|when|who|which|how|where|why|whose|(?:is|are|was|do|does|did|can|could|should|would|"
    r"will|may|must) (?!not|someone|no ?one)|(?:has|have) (?:the|there|any|anyone|we|they|you|bedford|"
    r"luton|central)|any|anything|anyone|got any|tell|explain|list|give|show|find|summarise|summarize|"
    r"describe|define|compare|need (?:a|an|the|some|info|to (?:find|know|book|read|see|check))|looking "
    r"for|search|point me|remind|if a|whether)(?:\b|(?<= ))"
)
# Orders to show or write something are about the tool's material, whoever they mention.
_COMMAND = re.compile(
    r"^(?:(?:please|pls|can you|could you|hi|ok|now|and|quickly|just) )*(?:show|list|print|explain|"
    r"summarise|summarize|describe|define|compare|write|draft|delete|translate|"
    r"decode|ignore|repeat|remember|confirm|act|pretend|give me (?:a|the|some)|tell me (?:about|what|"
    r"how|which)|find me (?:a|the|some))\b"
)
_ABOUT_SOMEBODY = pattern(
    r"he|she|him|her|his|they|them|this (?:child|kid|lad|girl|boy|baby|family)|mum|dad|stepdad|the "
    r"(?:kids?|children|baby|boy|girl|child|parents|family)|my (?:class|pupil|son|daughter|child|kid|"
    r"baby|office)|i (?:do|ring|call|say|go|tell|get|keep|stop|let|send|take|hand|have)|we (?:do|ring|"
    r"call|let|keep)"
)
# A label without a sentence: "bedford lado contact", "fgm figures for luton".
_VERB = pattern(
    r"is|are|was|were|has|have|had|am|says?|said|told|tells|keeps?|wants?|will|wont|can|could|did|"
    r"does|do|just|been|being|got|gets?|gone|going|went|goes|came|comes?|coming|left|found|saw|see|"
    r"seen|hears?|heard|"
    r"took|takes?|taken|made|makes?|gave|gives?|put|puts|hit|hits|cut|cuts|ran|run|runs|fell|feel|"
    r"feels|felt|looks?|looked|smells?|lives?|lost|hurt|hurts|let|sat|stood|slept|broke|bit|threw|"
    r"shook|held|holds|rang|wrote|drew|drank|ate|shut|"
    r"\w{3,}ed|\w{3,}ing|stuck|hidden|hiding|sleeps?|watches|(?:he|she|it|mum|dad|gran|nan|uncle|brother|"
    r"sister|stepdad|man|who|kid|child|lad|girl|boy|someone) \w+s|about to|drop|leave|says|knows?|"
    r"thinks?|needs?|refuses?|screams?|cries|begs?|turns?|stops?|starts?|stays?|waits?|insists?|admits?|"
    r"posts?|texts?|asks?|shows?|claims?"
)
ALARM = pattern(
    r"(?:"
    + "|".join(
        """die[sd]?|dying|dead|death|kill\\w*|murder\\w*|suicid\\w*|goodbyes?|heaven|funeral|grave|bury|buried|end (?:it|all|this|my|
        his|her|things)|last (?:day|night|time|message)|stab\\w*|knife|knives|blade\\w*|machete\\w*|gun\\w*|shot|shoot\\w*|
        weapon\\w*|axe|hammer|petrol|white spirit|lighter|matches|acid|firework\\w*|bomb|explosion|blood\\w*|bleed\\w*|bled|
        bruis\\w*|fracture\\w*|broken|burn\\w*|scald\\w*|blister\\w*|swollen|swelling|bite|bites|bitten|wound\\w*|scar|scars|marks?|
        cuts?|sores?|limp\\w*|hit\\w*|beat\\w*|punch\\w*|kick\\w*|slap\\w*|smack\\w*|whip\\w*|belt\\w*|strangl\\w*|chok\\w*|
        smother\\w*|suffocat\\w*|drown\\w*|shak(?:e|es|en|ing)|shook|throw\\w*|threw|thrown|drag\\w*|attack\\w*|assault\\w*|
        batter\\w*|hurt\\w*|harm\\w*|tortur\\w*|rap(?:e|ed|es|ing)|sex\\w*|touch\\w*|grop\\w*|naked|nude\\w*|undress\\w*|knickers|
        pants|underwear|tights|shorts off|private\\w*|willy|penis|vagina|porn\\w*|groom\\w*|pics|underage|on top of|
        got in(?:to)? (?:bed|the bath|the shower)|(?:in|into) (?:her|his|my|their) (?:bed|room|bath)|abus\\w*|forced?|forcing|
        made (?:him|her|me|them)|threat\\w*|blackmail\\w*|exploit\\w*|traffick\\w*|debt|owes?|grand|held|hostage|prison|bail|
        released|bring (?:him|her|them)|being kept|kept in|changeling|jinn|no contact|offender|rso|paedo\\w*|predator|stalk\\w*|
        track(?:ed|ing|er)|follow(?:ed|ing)|lur(?:e|ed|ing)|puppies|sweets|missing|gone|disappear\\w*|vanish\\w*|lost|awol|run away|
        ran away|runaway|absconded|legged|never (?:arrived|came|turned)|snatch\\w*|abduct\\w*|kidnap\\w*|van|alone|on (?:his|her|
        their) own|nobody|noone|no one|no adults?|left (?:in|at|with|alone)|abandon\\w*|unattended|locked|trapped|shut in|tied|
        chained|strapped|cage\\w*|shed|cupboard|cellar|barricad\\w*|wedged|drunk\\w*|pissed|stoned|high|wasted|bender|drinking|drank|
        vodka|overdos\\w*|pills|tablets|meds|drug\\w*|spice|vape|crack|heroin|needle\\w*|bleach|screen ?wash|poison\\w*|swallow\\w*|
        blister packs?|unconscious|unrespons\\w*|collaps\\w*|faint\\w*|fits?|fitting|seizure\\w*|breath\\w*|floppy|blue|grey|purple|
        limp|wake|woken|responding|pupils are|barely|lips|choking|vomit\\w*|drows\\w*|stopped moving|not moving|not feeding|
        feeding tube|refus\\w* (?:treatment|transport|ambulance|hospital)|ambulance|untreated|scream\\w*|cry|crying|cries|sobbing|
        shouting|yelling|begging|begs?|terrif\\w*|scared|frighten\\w*|afraid|petrified|fear\\w*|hiding|hid|clinging|shaking|
        trembling|flinch\\w*|cower\\w*|whisper\\w*|panic\\w*|hysterical|help me|rescue|save|unsafe|not safe|danger\\w*|emergency|999|
        police|violent|violence|aggressive|kicking off|smash\\w*|broke in|break in|broken the door|door in|fight\\w*|gang\\w*|
        jump\\w*|fuming|raging|furious|revenge|roof|ledge|bridge|balcony|railway|tracks|canal|river|lake|cliff|window|motorway|fire|
        smoke|gas|flames|starv\\w*|hungry|not eat\\w*|no food|belly|filth\\w*|faeces|own mess|freezing|no heating|emaciat\\w*|
        kneel\\w*|rice|chilli|punish\\w*|cold bath|head under|held under|devil\\w*|demon\\w*|possess\\w*|exorcis\\w*|witch\\w*|
        voices|evil|cured|sacrific\\w*|marr(?:y|ied|iage)|wedding|wife|bride|husband to be|one way|passport|flight|plane|pakistan|
        bangladesh|lahore|somalia|honour|shame|cutting|circumcis\\w*|fgm|unable to walk|her done|doing her sister|pregnan\\w*|
        miscarr\\w*|labour|insist\\w*|demand\\w*|wont (?:let|leave|go|get|give|hand)|will not (?:let|leave|go|get|give|hand|open|
        wake|stop)|would not stop|can not (?:stand|wake|breathe|get out|move|walk)|not allowed|court order|collecting|at the (?:gate|
        door|window)|playground|sees his face|cant go home|can not go home|go home|never see|if he can ?not have|nobody will|
        noone will|secret|not to tell|do not tell|if (?:she|he|i) tells?|come for (?:him|her|them|me)|after (?:her|him|them) for|
        get (?:her|him|them|me) tonight|tonight is the night|stab vest|incoherent|bedroom|on the register|rope|carrier bag|picturing|
        tubes?|ties|one kid short|short|what happens|drop (?:him|her|them|it)|leave (?:him|her|them) (?:at|in|on|with)|
        look after (?:him|her|them|my)|cope|shower|sleep in|dogs bed|gonorrh\\w*|condom|handgun|bullet\\w*|rambo|merked|merk|yoked|
        shank\\w*|stripes|wet nappy|sats|customs|hard shoulder|take turns|her turn|his turn|finish it|no shoes|lip|shower|filming|
        insulin|arms|turns|midnight|2am|3am|1am|4am|middle of the night|dark|barefoot|pyjamas|wandering|stranger\\w*|older man|
        older men|a man|man|men""".replace("\n", "").split("|")
    ).replace("        ", "")
    + r")"
)


def asks_topic(plain: str) -> bool:
    """Whether a sentence of the message is a question that points at nobody in particular."""
    return any(
        _COMMAND.match(sentence) or (_QUESTION_START.match(sentence) and not _ABOUT_SOMEBODY.search(sentence))
        for sentence in (s.strip() for s in re.split(r"[.?!]", plain))
        if len(sentence.split()) >= 2
    )


def starts_as_question(plain: str) -> bool:
    """Whether the message opens with a question word or a verb that asks."""
    return bool(_QUESTION_START.match(plain))


def is_account(plain: str) -> bool:
    """Whether definite people do or suffer something in it."""
    return bool(DEFINITE.search(plain) and _VERB.search(plain))


def without_questions(plain: str) -> str:
    """The message without its sentences that are questions: what is told, apart from what is asked."""
    sentences = (s.strip() for s in re.split(r"(?<=[.?!])", plain))
    return " ".join(s for s in sentences if s and not _QUESTION_START.match(s))


_WORK = (
    r"(?:record|chronolog\w+|assess?ments?|genograms?|notes|plan|forms?|reports?|template|tool|checklist|dash|scale|scor\w+|agreements?|"
    r"contingency|referrals?|consent|threshold|levels?|criteria|box|minutes|file|files|log|policy|leaflets?|training|legal|guidance|"
    r"procedure|pathway|team|clinic|eligible|entitled|barred|first aid|wording|word|wishes and feelings|voice|views?|lived experience|"
    r"core groups?|conference|supervis\w+)"
)
_ASKS_ABOUT_WORK = pattern(
    rf"(?:do|can|could|should|shall|shd|must|may) (?:i|we)(?: \w+){{0,10}} {_WORK}|(?:is|are|does) (?:the|a|this|that|she|he) (?:\w+ ){{0,3}}{_WORK}|"
    rf"(?:which|what) {_WORK}|(?:^|(?<=[.?!] ))(?:what|which|where|when|who|how)(?: \w+){{0,8}} {_WORK}|(?:ok|okay) to (?:\w+ ){{0,7}}{_WORK}|"
    rf"(?:put|write|record|log|note|add|include|invite|count|fill)(?: \w+){{0,6}} (?:in|on|down|under|as|to|for) (?:\w+ ){{0,3}}{_WORK}"
)
_ACTS_NOW = re.compile(r"(?:^|[.?!] |and |so )what (?:do|should|shall|must) (?:i|we) do(?: now| next| first| please)?[ .?!]*$")
_SUPPOSES = pattern(r"if|when|whenever|in case|policy|procedure|hypothetical\w*|training|in general|should a|any")


def asks_about_work(plain: str) -> bool:
    """Whether the message asks about a record, tool, plan, service or rule rather than what to do for somebody now."""
    return bool(_ASKS_ABOUT_WORK.search(plain))


def acts_now(plain: str) -> bool:
    """Whether somebody asks what they themselves do, and supposes nothing: "a baby has a bruise. what do i do" is about a baby."""
    return bool(_ACTS_NOW.search(plain)) and not _SUPPOSES.search(plain)


_GROWN_UP = pattern(
    r"woman|adult|colleague|survivor|(?:mum|dad|mother|father|parent|client|patient|service user|man|friend)(?! \w+ (?:hits?|hurts?|touch\w*))|"
    r"(?:of|aged|age|now|is|she is|he is) (?:[2-9]\d)|[2-9]\d years? old|in (?:her|his|their) (?:\ds|\d\ds|twenties|thirties|"
    r"forties|fifties|sixties)|"
    r"(?:is|now) (?:an adult|grown up)"
)
_IN_CHILDHOOD = pattern(
    r"as (?:a|an) (?:child|kid|teenager|teen|girl|boy|young \w+)|when (?:she|he|they) (?:was|were) (?:\d{1,2}|little|young\w*|a "
    r"(?:child|kid|girl|boy|teenager|teen)|"
    r"at (?:primary )?school|growing up|in care)|in (?:her|his|their) childhood|(?:\d\d|many|ten|fifteen|twenty|thirty|forty|"
    r"fifty) years (?:ago|back)|"
    r"(?:in|back in|during) the (?:\d0s|\d{4}s|seventies|eighties|nineties|noughties)|historic\w*|non ?recent"
)
_CHILD_AT_RISK_NOW = pattern(
    r"outside|(?:is|are) here|here now|messag\w*|meet(?:s|ing)?|online|pupils?|(?:[1-9]|1[0-7]) years? old|"
    r"still (?:works?|working|lives?|living|sees?|seeing|teach\w*|coach\w*|has (?:contact|access)|around|in contact|looks after|"
    r"with)|now (?:works?|lives?|coaches|teaches|"
    r"looks after|has|babysits?)|(?:grand)?(?:kids|children|daughter|son|niece|nephew|granddaughter|grandson|baby|toddler)|"
    r"babysit\w*|suicid\w*|tonight|"
    r"right now|999|wants? to die|kill|knife|hurting"
)


def of_long_ago(plain: str) -> bool:
    """Whether a grown-up speaks of harm in their own childhood, and no child is near the one who did it."""
    return bool(_GROWN_UP.search(plain) and _IN_CHILDHOOD.search(plain)) and not _CHILD_AT_RISK_NOW.search(plain)


_FIGURES_FELL = re.compile(
    r"\b(numbers?|figures?|attendances?|referrals?|rates?|take ?up|uptake|bookings?|places|views|hits|turnout|it|they) "
    r"(?:(?:just|all|really|has|have) )*(?:fell|fall|falls|falling|dropped|drops|gone|went|goes) off (?:a|the) cliff\b"
)
_WILL_NOT_ENGAGE = re.compile(
    r"\b(?:can not|could not) get (?:him|her|them|mum|dad|(?:the )?parents?|anyone|(?:the )?family) to "
    r"(?:sign|engage|come|attend|answer|agree|return|reply|ring|read|book|consent|fill|turn up)\b"
)
_NO_SHOW = re.compile(
    r"\b(?:never|not|did not|does not|do not|has not|have not|no) (?:\w+ )?(?:turned? up|come|came|attend(?:ed)?|show(?:ed|n)?(?: up)?|shows?)\b"
)
_APPOINTMENT = re.compile(
    r"\b(?:clinics?|(?:drugs?|alcohol|health|our|your|their|counselling|perinatal|mental health) (?:and alcohol )?(?:service|team)s?|appointments?|"
    r"appts?|sessions?|course|programme|assessment|counsell\w+|camhs|referred|dna|midwi\w+|scans?|booking|"
    r"(?:sent|sending) (?:him|her|them|mum|dad) to)\b"
)
_GONE = re.compile(
    r"\b(?:home|missing|police|collect\w*|pick\w* up|nursery|school|bed|since|last seen|tonight|phone (?:is )?off|where (?:he|she|they) (?:is|are))\b"
)


_LOCKED_OUT = re.compile(
    r"\blocked out of (?:(?:my|our|the|his|her|their) )?(?:\w+ )?(?:laptop|computer|pc|account|e ?mails?|outlook|teams|system|portal|mosaic|"
    r"liquid ?logic|"
    r"cpoms|i ?pad|tablet|vpn|drive|share ?point|network|log ?in)\b"
)
_BEREAVED = re.compile(
    r"\blost (?:her|his|their|my|our|the|a|an) (?:\w+ )?(?:baby|babies|twins?|pregnancy|bump)\b"
    r"(?!.*\b(?:find|found|look\w*|search\w*|park|shops?|crowd|beach|trip|town|station|cctv|police)\b)"
)
_BY_WORK = re.compile(
    r"\b(?:murdered|killed|slaughtered|slain|tortured|battered|crucified|abus\w+|attack\w+|murdering|killing|torturing|strangling|bullying) "
    r"(?:me |us |all of us )?(?:by|under|with|today by) (?:the |my |our |all |this |these |that |so much |a ton of |mountains? of )*"
    r"(?:\w+ )?(?:paper ?work|admin|e ?mails?|inbox|forms|spread ?sheets?|case ?loads?|reports|meetings?|bundles?|due dates?|rotas?|marking|"
    r"writing up|typing|laptop|printer|computer|pc|systems?|phones?)\b|"
    r"\b(?:laptop|computer|pc|printer|system|mosaic|liquid ?logic|inbox|wi ?fi|broadband|photocopier|spread ?sheet|rota|password|vpn)"
    r"(?: is| has| keeps| been| just| literally| already| now)* (?:abusing|attacking|killing|murdering|torturing|strangling|bullying|hates?) me\b"
)
_KILLING_TIME = re.compile(r"\bkill(?:ing|ed)? (?:some |the |a bit of )?time\b")
_CAR_CRASH = re.compile(r"\b(?:absolute |total |complete |right |proper )*(?:car crash|train wreck|bloodbath|war zone) of an? (?=\w)")
_ALIVE_THERE = re.compile(r"\bare you (?:still )?alive(?: in there| over there| today| this morning)?(?= ?[?.!,]| ?$)")
_UNWILLING = re.compile(
    r"\b(?:drag(?:ged|ging)?|pull(?:ed|ing)?|took) (?:us|me|everyone|everybody|the team|staff|them)(?: all)? kicking (?:and )?screaming\b"
)
_ANGRY = re.compile(r"\b(?:out|baying) for (?:my |our |his |her )?blood\b")
_HOW_MANY = re.compile(
    r"\b(?:how many|too many|2 many)\b.*\b(?:paracetamols?|tablets?|pills?|ibuprofen|aspirin|meds|antidepressants|sleeping tablets|codeine)\b|"
    r"\b(?:paracetamols?|tablets?|pills?|ibuprofen|aspirin|meds|antidepressants|codeine)\b.*\btoo many\b"
)
_HAS_HAD_THEM = re.compile(
    r"\b((?:she|he|they|i|friend|mate|sister|brother)(?: have| has)?(?: already| alredy| just| literally)*) "
    r"(?:had|took|taken|swallowed|necked|eaten|downed) (?:them|loads|all of them|the lot|a load|the whole|a whole)\b"
)
"""Asked how many are too many, of some that are taken already: an overdose, whatever it is called."""
_DEADLINE = re.compile(r"\bdead ?lines?\b")
_DYING_HERE = re.compile(r"\b(?:i am |we are )?dying (?:here|of boredom|to know)\b")


_USED_UP = re.compile(
    r"\b((?:melatonin|meds?|medicine|medication|tablets?|pills?|inhalers?|insulin|calpol|antibiotics?|formula|milk|nappies|prescription|\d+ ?m[gl])"
    r"(?: \w+){0,3}?)(?: [,.])? (?:has |have |is |are |all |just )*(?:ran|run|running) out\b"
)
"""What has run out is no child."""
_TAKES_ON = re.compile(
    r"\b((?:team|service|camhs|hospital|clinic|gp|psychosis|cahms|agency|nobody|no ?one|they)(?: \w+){0,2}?) (?:will not |would not |will |"
    r"would |even )?"
    r"touch (?=(?:him|her|them|it|this|us)\b)"
)
"""A service that will not touch somebody does not take them on."""
_BACK = pattern(
    r"(?:went|gone|was|were|been|go|goes|ran|run)(?: \w+){0,3} (?:missing|awol|away|off)(?: \w+){0,6} "
    r"(?:(?:is|are|was|were|came|got|now) (?:\w+ )?(?:back|home|found)|returned)|"
    r"(?<!not )(?<!never )(?:came|come|is|are|got|now|brought) (?:back|home)(?: \w+){0,2} after(?: \w+){0,5} "
    r"(?:awol|missing|away|gone|on the run)|"
    r"(?:ran|went|gone|run|took) (?:off|missing|awol|away)(?: \w+){0,6}? ?,? (?:now back|back (?:now|today|home|safe))"
)
_GONE_AGAIN = pattern(
    r"(?:gone|went|missing|ran|run|off|awol) again|again (?:gone|missing)|not (?:come|came|got|been|yet) (?:back|home)|"
    r"not (?:\w+ )?(?:back|home|found)|never (?:came|come) (?:back|home)"
)
"""A child who was missing and is back: nobody is to be looked for."""


def in_other_words(plain: str) -> str:
    """The text with turns of phrase that only sound like danger put plainly: figures that fell off a cliff, a mother who cannot be got to sign.

    One who lost her baby is bereaved, unless somebody looks for the child. Somebody who never came to a clinic has missed an appointment; they are
    not a missing child. And one that only sounds like a question about an amount: how many are too many, of tablets that are taken already.
    """
    told = plain if _GONE_AGAIN.search(plain) else _BACK.sub("is back", plain)
    told = _BEREAVED.sub("is bereaved", told)
    told = _LOCKED_OUT.sub("without access", _TAKES_ON.sub(r"\1 take on ", _USED_UP.sub(r"\1 used up", told)))
    told = _ALIVE_THERE.sub("are you there", _CAR_CRASH.sub("long ", _KILLING_TIME.sub("waiting", _BY_WORK.sub("busy", told))))
    told = _WILL_NOT_ENGAGE.sub("will not engage", _FIGURES_FELL.sub(r"\1 dropped", told))
    told = _ANGRY.sub("angry", _UNWILLING.sub("unwilling", told))
    if _HOW_MANY.search(told):
        told = _HAS_HAD_THEM.sub(r"\1 taken an overdose", told)
    if _DEADLINE.search(told):
        told = _DYING_HERE.sub("in a hurry", _DEADLINE.sub("due date", told))
    if _APPOINTMENT.search(told) and not _GONE.search(told):
        told = _NO_SHOW.sub("missed it", told)
    return told
