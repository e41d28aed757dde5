"""More of what somebody may want that is not the library's: a changed dose, a ruling by a court, verse without a verb, mileage.

And what only looks like it: "code it on SystmOne" is recording, not a program. On the plain form of ``wording.normal``.
"""

from __future__ import annotations

import re

from assistant.safety.signals import pattern

_CHANGES = pattern(
    r"(?:can|could|should|shd|may|is it (?:ok|safe|alright)|safe|ok|allowed|how (?:fast|quickly|quick)|wants? to|wanting to|asking to|"
    r"planning to|best way to|"
    r"how (?:do|does|can|should))(?: \w+){0,7}? (?:drop|dropping|reduc\w+|cut(?:ting)? (?:down|back|out|it)|taper\w*|com(?:e|ing) off|"
    r"wean\w*|lower\w*|"
    r"go(?:ing)? (?:up|down|cold)|increas\w+|stop\w*|skip\w*|swap\w*|switch\w*|detox\w*|halv\w+|half|split\w*|crush\w*|"
    r"bring\w* (?:it )?down|titrat\w*|"
    r"doubl\w+|miss\w*|stay on|start\w*|carry on|keep taking|go back on)"
)
_DRUG_MATTERS = pattern(r"(?:will not|refus\w+|not|stopped|forgets?) (?:\w+ )?(?:giv\w+|tak\w+|collect\w*)|overdos\w+|found|child (?:took|"
    r"drank|swallowed)")
_RECORDS = pattern(
    r"(?:cod(?:e|ed|ing)|read ?cod\w*|snomed\w*|record|log|put|note|enter|add|flag|document)(?: \w+){0,6}? (?:systm ?one|systmone|systm1|"
    r"system ?(?:one|1)|s1|"
    r"emis|rio|cpoms|my ?concern|liquid ?logic|mosaic|ics|lcs|azeus|badger ?net|sims|arbor|the (?:system|notes?|records?|chronology|file)|"
    r"her notes|his "
    r"notes|her record|his record|problem list|summary)|(?:just |only |simply )?cod(?:e|ed|ing) (?:it|this|that|her|him|them|"
    r"as)(?! in (?:python|java|sql|"
    r"excel|html))|(?:snomed|read) codes?|(?:right|which|what) code(?: \w+){0,4} (?:for|on|in|fgm|cp|neglect|safeguarding|emis|systmone)|"
    r"coded as|"
    r"cod(?:e|ing) (?:\w+ ){0,4}(?:abuse|neglect|concerns?|fgm|cp|plan|exploitation|cse)|code of (?:conduct|practice|ethics)|post ?code|"
    r"door code|dress code|zip code|colour code\w*|code ?word|age code"
)
_PROGRAM = re.compile(r"\b(?:python|javascript|java|sql|vba|html|powershell|bash|macro|regex|vlookup|scraper|excel)\b")
_OVERRULES = pattern(
    r"(?:overrul\w+|overrid\w+|over ?turn\w*|force (?:treatment|it|the)|order (?:the|a) (?:treatment|transfusion|operation)|go against|"
    r"apply to (?:the )?"
    r"(?:high )?court|inherent jurisdiction|get a (?:court )?order)(?: \w+){0,12}? (?:refus\w+|consent|parents?|mum|dad|beliefs?|religion|"
    r"faith|treatment|"
    r"transfusion|wishes|jw|jehovahs?)|(?:judge|court)s?(?: \w+){0,6}? (?:side|agree|back|overrule|override|rule|grant|order (?:the|a|it|"
    r"treatment|this)|allow|find)|(?:side with|(?:will|would|to|might|may|ever|usually|always|judges?|courts?|they) back) "
    r"(?:us|them|her|him|mum|dad|the (?:hospital|trust|parents|la|council))"
)
_ASKS = re.compile(r"\b(?:can|could|will|would|does|do|is|what if|how likely|might|which way|shall|should)\b")
_NOW = pattern(
    r"now|today|tonight|this (?:morning|afternoon|evening)|right now|bleeding|dying|will die|critical|collaps\w+|unconscious|in (?:resus|"
    r"theatre|a and e|"
    r"icu|picu)|minutes|within hours|hours|discharging|taking (?:him|her|them) (?:home|out)|walking out|in front of me|999"
)
_VERSE = (
    r"(?:poem|poems|haiku|haikus|limerick|limericks|rap|song|songs|jingle|rhyme|rhymes|sonnet|ode|ballad|acrostic|slogan|slogans|strapline|"
    r"tagline|tag ?line|"
    r"ice ?breaker|icebreakers|quiz|quizzes|word ?search|crossword|riddle|joke|jokes|pun|puns|verse|story|short story|sketch|skit|"
    r"catchphrase|tongue twister|"
    r"kahoot|bingo|hashtag|tik ?tok script|lyrics|nursery rhyme|carol|parody|speech|blog|blog post|tweet|mnemonic)"
)
_WANTS_VERSE = re.compile(
    rf"^(?:(?:hi|hiya|hello|hey|ok|please|pls|quick|quickly|now|can i (?:have|get)|could i (?:have|get)|can we have|may i have|need|want|"
    rf"we need|i need|i want|"
    rf"fancy|how about|gimme|give us|got any|any chance of|one more|another|just|for a laugh|as a bit of fun|something fun|"
    rf"\d{{1,2}}|two|three|four|five|six|ten|a|an|the|some|any|few|couple of|short|funny|little|nice|catchy|fun|silly|good|cute|snappy|"
    rf"upbeat|rhyming|simple|"
    rf"christmas|training|team|safeguarding|staff|neglect|fgm|cse|icebreaker|online safety|word|words|line|lines|verse|minutes?|question|"
    rf"questions) )*"
    rf"{_VERSE}(?: (?:about|on|for|re|to|with|of|that|where|in|please|pls|idea|ideas|using|called|based|and|from|explaining|warning|"
    rf"questions?)\b|[ .?!]*$)"
)
_EXISTING = pattern(
    r"(?:quiz|kahoot|bingo|pub quiz)(?: \w+){0,6} (?:the )?(?:(?:names?|titles?) of|"
    r"(?:which|who|when|where|how many|what year) (?:\w+ )?(?:is|was|were|did|does))|"
    r"(?:which|what|where|is there|are there|does|did|do we|has|have) .*(?:briefing|training|pack|library|review|report|partnership|website|"
    r"course)|"
    r"quiz (?:answers|results?|in the|from the|at the end)|(?:song|rap|joke|story|speech|poem|tweet|blog)s? (?:he|she|they|in (?:his|her))|"
    r"rap sheet|"
    r"story of (?:the|a|child|her|his)|story (?:about|on) (?:child|family)|in the (?:briefing|review|news)"
)
_PAY = pattern(
    r"(?:how much|what)(?: \w+){0,6} (?:per|a|each|by the) mile|(?:pence|p|rate|pay|paid|get|money|\d+p) (?:per|a|each) mile|mileage|"
    r"petrol money|fuel "
    r"(?:claim|money|allowance)|(?:cut ?off|deadline|last date|last day|by when|when)(?: \w+){0,6}? (?:claims?|expenses?|timesheets?|"
    r"payroll|overtime)"
    r"(?! (?:of|that|he|she|about|against))|(?:claim|claiming|claims) (?:\w+ ){0,4}(?:back|petrol|parking|lunch|travel|train|taxi|expenses?|"
    r"mileage|overtime|"
    r"miles)|(?:travel|train|taxi|parking|lunch) (?:expenses?|claims?|allowance|costs)|(?:who|where|how) do (?:i|we) claim|get paid|payroll|"
    r"pay ?(?:slips?|day|rise|scale|band|award)|"
    r"payslips?|"
    r"on ?call (?:pay|allowance|rate)|(?:stand ?by|sleep in|bank holiday|unsocial hours|weekend) (?:pay|rates?|money|allowance)|"
    r"(?:time off in lieu|toil|lieu "
    r"days?)|how much (?:do|will|does) (?:we|i|you) (?:get|earn|be paid|make)|(?:essential|casual) (?:car )?user"
)
_NOT_PAY = pattern(
    r"witness expenses|child is|foster(?:ing)? allowance|kinship allowance|leaving care|setting up home|benefit claims?|universal credit|"
    r"neglect|claims? (?:he|she|"
    r"that|they|of|about)|he claims|she claims|mum claims|dad claims|allegation|contact (?:costs?|travel)|parents?|family|care leaver|kids?|child|"
    r"scrutin(?:eer|y)s?|business unit|partnerships?|annual report|(?:safeguarding )?boards?"
)


def changes_dose(plain: str) -> bool:
    """Whether somebody asks to lower, stop, swap or split a medicine."""
    return bool(_CHANGES.search(plain)) and not _DRUG_MATTERS.search(plain)


def records_it(plain: str) -> bool:
    """Whether "code" means an entry in a record, or a word such as "code of conduct"."""
    return bool(_RECORDS.search(plain)) and not _PROGRAM.search(plain)


def asks_ruling(plain: str) -> bool:
    """Whether it is asked if a court or council may or will overrule somebody, with nothing that happens this minute."""
    return bool(_OVERRULES.search(plain) and _ASKS.search(plain)) and not _NOW.search(plain)


def wants_verse(plain: str) -> bool:
    """Whether a poem, song, quiz, slogan or icebreaker is wanted, with or without a verb."""
    return bool(_WANTS_VERSE.match(plain)) and not _EXISTING.search(plain)


def asks_pay(plain: str) -> bool:
    """Whether it is about mileage, expenses, payroll or what one earns."""
    return bool(_PAY.search(plain)) and not _NOT_PAY.search(plain)


_ILLNESS = pattern(
    r"(?:is|could|might|does|would|looks? like|sounds? like) (?:this|that|it|these|those|they)(?: (?:be|mean|mean he has|look like|sound like|like|"
    r"just|a|an|sign of|case of))* (?:\w+(?:aemia|itis|osis|oma|omas|betes|ilepsy|ella|etigo|monia|phrenia)|lupus|rickets|jaundice|cancer|"
    r"tumou?r|croup|"
    r"thrush|polio|mumps|shingles|strep|a hernia|a stroke|a virus|an infection)"
)
_HARM_TOO = pattern(r"fabricat\w+|induced|fii|neglect\w*|abus\w+|non accidental|nai|bruis\w+|hit|hurt by|polic(?:y|ies)|procedures?|guidance")


def asks_diagnosis(plain: str) -> bool:
    """Whether it is asked what illness signs or results mean."""
    return bool(_ILLNESS.search(plain)) and not _HARM_TOO.search(plain)


_CLAIM = re.compile(
    r"\b(?:write|type|print|put|say|make|give|do|post|add)\b(?: \w+){0,14}?.{0,60}\b(?:(?:has|have|is|are|was|been) (?:\w+ ){0,2}"
    r"(?:passed|approved|accredited|certified|endorsed|cleared|inspected|verified|signed off)|(?:approved|certified|accredited|endorsed|"
    r"recommended) by "
    r"(?:the )?(?:bedford\w*|luton|central|safeguarding|partnership|council|lado|ofsted))\b"
)
_FOR_SHOW = pattern(
    r"(?:on|for) (?:our|my|the|a) (?:\w+ )?(?:website|web ?site|poster|leaflet|newsletter|wall|door|window|letter ?head|facebook|insta\w*|"
    r"page|advert|"
    r"certificate|badge)|nothing else|word for word|one line"
)


def wants_a_claim(plain: str) -> bool:
    """Whether words are wanted that say somebody has passed or is approved, to be shown as if they came from here."""
    return bool(_CLAIM.search(plain) and _FOR_SHOW.search(plain))
