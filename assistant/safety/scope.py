"""Messages that the library is not for: greetings, instructions to the tool, doses, court cases, pay, poems, other councils.

Each class has a key in ``replies.yaml``. Danger is judged before this, so nothing here can hide a child at risk.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.areas import areas_in, child_area
from assistant.safety.accounts import starts_as_question
from assistant.safety.choices import choice_asked
from assistant.safety.injections import gives_orders, neutral, without_injections
from assistant.safety.ploys import is_ploy
from assistant.safety.scope_kinds import asks_code, asks_dose, asks_odds, asks_office, asks_opinion, helps_hide, notices_hiding
from assistant.safety.scope_more import (
    ABOUT_A_CHILD,
    ELSEWHERE,
    ELSEWHERE_ASK,
    EVERYDAY,
    HIDE,
    IMMIGRATION,
    IT_SUPPORT,
    LOOKS_UP,
    MISUSE,
    SMALL_TALK,
    chat_of,
    of_an_elder,
)
from assistant.safety.scope_wants import asks_diagnosis, asks_pay, asks_ruling, records_it, wants_a_claim, wants_verse
from assistant.safety.wording import normal

__all__ = ["MAX_QUESTION_CHARS", "Scope", "classify", "neutral", "without_injections"]

MAX_QUESTION_CHARS = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """Why a message is not answered from the library. ``reply`` is a key; ``values`` fill it.

    ``strip`` is the genuine part of a message with instructions in it: when it is set, answer that part and add ``reply``
    as a remark; when it is ``None``, ``reply`` is the whole answer.
    """

    kind: str
    reply: str
    values: tuple[tuple[str, str], ...] = ()
    strip: str | None = None


# What makes a message a question about safeguarding, so that a stray word ("leave", "poem") does not send it away.
_OURS = re.compile(
    r"\b(?:safeguard\w*|gcp ?2?|graded care|lado|front door|mash|ifd|edt|threshold\w*|section (?:17|"
    r"47)|s17|s47|child protection|cp plan|cin|child in need|early help|eha|taf|tac|neglect|escalat\w+|"
    r"strategy (?:meeting|discussion)|icpc|core group|case review|"
    r"rapid review|briefing|7 ?mb|procedure|refer|referral|fgm|exploitation|county lines|marac|mace|"
    r"rasp|domestic abuse|private fostering|prevent|channel|missing|return home|nrm|lscb|scp|partnership|"
    r"stop and review|encompass|bruis\w+|medicals?|icon|"
    r"day in my life|diml|chronolog\w+|professional curiosity|was not brought|voice of the child|annual "
    r"report|ofsted|information sharing|consent|pre ?birth|home educat\w+|ehe|cdop|jtai|ypp|bavex|"
    r"veru|nrpf|no recourse|sold for sex|traffick\w*|modern slavery|sexual\w*|"
    r"allegation\w*|abuse\w*|looked after|lac review|conference|disclosure|whistleblow\w*)\b"
)
_GREETING = re.compile(
    r"^(?:(?:hi|hello|hey|hiya|heya|helo|yo|good (?:morning|afternoon|evening|day)|morning|afternoon|"
    r"evening|alright|wotcha|hola|howdy|greetings|salaam|salam|assalam\w*|you there|you about|anyone "
    r"there|anybody there|is anyone there|are you there|there|all|team|bot|mate|again|how are (?:you|"
    r"things)|how is it going|you ok|hope you are well|test|testing|are you (?:awake|working|on)|hello "
    r"there|just|saying|a|quick|question|can i ask (?:you )?(?:something|a question)|i have a question|"
    r"got a (?:quick )?question|what is up|sup|you|about|ok)[\s!.,?]*)+$"
)
_THANKS = re.compile(
    r"^(?:(?:ok|okay|great|brilliant|perfect|lovely|cheers|thanks?|thank you|thankyou|thx|ty|ta|much "
    r"appreciated|appreciated|so much|very much|a lot|for (?:that|your help|the help|this)|that is|"
    r"that was|really|helpful|useful|all|i need|needed|good|nice one|cool|got it|bye|goodbye|see you|"
    r"have a good (?:day|one|weekend|evening)|will do|no worries|wow|amazing|fab|super|ace|that helped|"
    r"you are a star|star|many|all the best|no thanks|nothing else|that will be all|sorted|understood|"
    r"noted|yes|no|yep|nope|k)[\s!.,]*)+$"
)
_ABILITY = re.compile(
    r"^(?:(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening)|morning|afternoon|evening)[ !.,?]+)?"
    r"(?:\w+ ){0,3}?(?:am i (?:talking|speaking|typing|chatting) to (?:\w+ )*(?:person|human|bot|robot|machine|ai|computer)|"
    r"what (?:can|do|could) (?:you|this|i ask)(?: (?:do|help|know|cover|answer|tool|"
    r"bot|thing|chatbot|actually|me|with|about|ask|for|can|you|all|is|it))*|who (?:are|made|built|"
    r"runs|created|is behind) (?:you|this|it)(?: \w+){0,3}|how do (?:you|i) (?:work|use (?:you|this|"
    r"it))(?: \w+){0,3}|what (?:are you|is this(?: (?:thing|tool|bot|chatbot|for|about))*)(?: \w+){0,3}|"
    r"are you (?:a |an )?(?:real|human|robot|bot|ai|person|chatbot|chat ?gpt|machine)(?: \w+){0,8}|"
    r"help(?: me)?(?: please)?|how can you help(?: me)?|what (?:documents|sources|information|data) "
    r"(?:do you|have you|are you|you)(?: \w+){0,5}|do you (?:keep|store|save|record|remember|log) "
    r"(?:what|my|this|our|the|anything|questions|chats)(?: \w+){0,5}|is this (?:confidential|private|"
    r"recorded|anonymous|safe|monitored)(?: \w+){0,4})[\s?.!]*$"
)
_REMEMBER = re.compile(
    r"\b(?:remember (?:this|that|these|him|her|it|my|the following)|(?:save|store|keep|log|note|record) "
    r"(?:this|these|that|it|the following|his|her)(?: \w+){0,4} (?:for (?:later|me|next)|down|in your|"
    r"on (?:file|record)|details|so)|(?:make|take|keep) a note of|add (?:this|him|her|it) to (?:your|"
    r"the) (?:records|file|memory|notes))\b"
)
_POEM = re.compile(
    r"\b(?:write|compose|make|do|give|tell|sing|create|generate|draft|knock up|come up with)\b(?: "
    r"\w+){0,5}? (?:poem|limerick|haiku|song|rap|joke|jokes|short story|bedtime story|sonnet|lyrics|"
    r"riddle|recipe|python|javascript|java|sql|vba|html|powershell|bash|(?:a |an |some )?(?:code|script|"
    r"macro|regex|app|website|program|excel (?:formula|macro)|formula|spreadsheet|scraper|bot)(?! "
    r"(?:of|for supervision)))\b|\b(?:in the style of|as a (?:poem|pirate|rap|haiku|limerick|song)|"
    r"in rhyme|rhyming)\b|\bpython (?:script|code)\b|\b(?:vlookup|excel formula|debug (?:this|my)|"
    r"fix my code|scrape|web ?scraper)\b|\bpersonal statement\b|\bmy (?:cv|essay|assignment|dissertation|"
    r"homework)\b.{0,20}\b(?:write|do)\b|\bwrite (?:me )?(?:a|an|my) (?:cv|essay|assignment|cover "
    r"letter|birthday|leaving|wedding|blog|novel|story)\b"
)
_OFF_TOPIC = re.compile(
    r"\b(?:weather|forecast|football score|who won|premier league|bin (?:day|collection)|recipe|council "
    r"tax|parking (?:fine|permit|ticket)|planning (?:permission|application)|bus times?|train times?|"
    r"capital of|translate .{0,30} into|horoscope|lottery|bitcoin|stock market|pothole|blue badge|"
    r"restaurant|takeaway|holiday (?:deal|destination)|netflix|what time is it|what is the date|what "
    r"day is it|printer|wifi password|laptop|meaning of life|favourite "
    r"(?:colour|film|food)|tell me about yourself|date of easter|who is the (?:prime minister|king|"
    r"president)|general election|vote for|\d+ ?[x*+] ?\d+ ?=?|square root)\b"
)
_DOSE = re.compile(
    r"\b(?:how (?:much|many)|what (?:dose|dosage|amount)|dos(?:e|es|age|ing)|mg|ml|how often)\b(?: "
    r"[\w.]+){0,8}? (?:calpol|paracetamol|ibuprofen|nurofen|piriton|melatonin|ritalin|methylphenidate|"
    r"medikinet|concerta|antibiotics?|amoxicillin|medicine|medication|meds|tablets|insulin|salbutamol|"
    r"inhaler|ventolin|diazepam|sertraline|fluoxetine|codeine|aspirin|morphine|methadone|gripe water|"
    r"infacol|gaviscon|dioralyte|antihistamine|cetirizine|steroid cream|vitamin d|steroids?|epi ?pen|"
    r"adrenaline|pills?)\b|\b(?:calpol|paracetamol|ibuprofen|nurofen|melatonin|ritalin|methylphenidate|"
    r"insulin|medikinet|concerta|sertraline|fluoxetine|amoxicillin|piriton|diazepam|methadone|aspirin|"
    r"gripe water)\b(?: [\w.]+){0,10}? (?:dose|dosage|mg|ml|how much|how many|how often|safe|give|"
    r"together|maximum|max|weigh\w*|kg|per day|top up|stop|side effects?|interact\w*)\b|\b(?:can|should|"
    r"could) (?:i|we|she|he|they|mum|you) (?:give|take|have|stop|mix|double|prescribe|up) (?:\w+ ){0,4}(?:calpol|"
    r"paracetamol|ibuprofen|nurofen|melatonin|medication|meds|antibiotics|insulin|ritalin|sertraline|"
    r"piriton|aspirin|antidepressants)\b|\bmaximum dose\b|\bdosage\b|"
    r"\b(?:can|should|could|do|does) (?:i|we|she|he|they|mum|my \w+) (?:give|take|have|double|skip)\b(?: \w+){0,8} (?:tablets?|dose|pills?|"
    r"medicine|antihistamine|pump|inhaler|adhd|double|up)\b(?=.*\b(?:missed|double|extra|with his|with her|two|2|late|early)\b)|"
    r"\bmissed (?:his|her|a|the|one) (?:\w+ )?(?:dose|tablet|meds?|pill|medicine)\b"
)
_DIAGNOSIS = re.compile(
    r"\b(?:what is wrong with (?:him|her|them|this|my|the)|is (?:it|this|that) (?:chicken ?pox|measles|"
    r"meningitis|eczema|impetigo|ringworm|scabies|autism|adhd|a uti|scarlet fever|asthma|epilepsy|"
    r"mongolian|a birthmark|an allergy|ibs|cancer|sepsis|hand foot)|(?:does|has|could|might) (?:he|"
    r"she|they|my (?:son|daughter|child)) (?:got |have |be )?(?:adhd|autistic|autism|asd|odd|pda|dyslexi\w+|"
    r"depression|depressed|bipolar|anxiety|epilepsy|asthma|eczema|fas|fasd|foetal alcohol\w*|personality "
    r"disorder|bpd|schizo\w+|rickets|brittle bones?)|diagnos(?:e|is)(?: \w+){0,3} (?:him|her|this|"
    r"these|my|from|based)|what (?:condition|illness|disorder|disease|rash) (?:is|does|has|could)|"
    r"is (?:he|she|my (?:son|daughter|child)|mum) (?:autistic|bipolar|depressed|schizophrenic|adhd|"
    r"a narcissist|narcissist\w*|psychotic)|(?:cure|treat(?:ment)?) for (?:a |an |his |her |the )?(?:rash|"
    r"eczema|nits|head lice|scabies|worms|thrush|adhd|autism|depression|anxiety|constipation|bedwetting|"
    r"colic|reflux|nappy rash)|how do (?:i|you|we) treat (?:a |an |his |her |the )?(?:rash|eczema|"
    r"nits|scabies|thrush|burns?|nappy rash|infection|colic)|interpret (?:this|these|the|his|her) "
    r"(?:x ?ray|scan|blood|test|results?))\b"
)
_PROSPECTS = re.compile(
    r"\b(?:(?:chance|chances|prospects?|likelihood|odds|likely|hope)(?: \w+){0,8}? (?:appeal\w*|court|"
    r"judge|win|winning|order|custody|tribunal|hearing|case|residency|contact|discharg\w+|final hearing)|"
    r"(?:appeal\w*|judge|court|tribunal|magistrate|jury)(?: \w+){0,10}? (?:chance|chances|prospects?|"
    r"win|succeed|success\w*|likely|overturn\w*|go (?:our|my|her|his|their) way|got it wrong|was wrong|"
    r"agree|grant)|will (?:the )?(?:judge|court|magistrates?|jury)(?: \w+){0,6}|(?:win|winning|lose|"
    r"losing) (?:\w+ ){0,3}(?:in court|the case|custody|the appeal|at (?:the )?(?:hearing|tribunal|"
    r"final))|(?:is|was) the judge (?:right|wrong)|grounds (?:for|to) appeal|(?:can|should|could) "
    r"(?:i|we|she|he|mum|dad|they) (?:appeal|sue|challenge the (?:order|judge|court)|take (?:the council|"
    r"social services|them) to court|get (?:full )?custody|apply for (?:custody|residency|a residence|"
    r"discharge))|(?:would|will|does) (?:this|it|that|the evidence)(?: \w+){0,4} (?:stand up|hold "
    r"up|enough|count|be admissible) (?:in|for|as) (?:court|evidence|a judge|a care order|the judge)|"
    r"sue (?:the|social|my|them|him|her)|(?:how long|what) (?:will|would|sentence)(?: \w+){0,4} (?:go "
    r"to (?:prison|jail)|prison|jail|sentence|get sentenced))\b"
)
_LEGAL = re.compile(
    r"\b(?:legal advice|am i (?:legally )?liable|can i be (?:sued|prosecuted|struck off)|divorce|my "
    r"(?:solicitor|barrister)|represent me|legal aid|draft (?:a|my|the) (?:witness statement|court "
    r"statement|position statement)|is (?:it|this) (?:a )?breach of contract|(?:gets?|keeps?) the (?:house|flat|home|car|pension))\b"
)
_WORK = re.compile(
    r"\b(?:(?:when|how much) (?:do|will|did) (?:we|i) get paid|pay ?day|annual leave|days? (?:of )?leave|"
    r"(?:sick|maternity|paternity|study|compassionate|special|"
    r"parental|unpaid|carers?) (?:leave|pay)|holiday (?:entitlement|allowance|days|pay)|how many days(?: "
    r"\w+){0,3} leave|leave (?:do i|entitlement|allowance|form|request|policy|year)|pay ?(?:scale|"
    r"rise|day|slip|band|grade|award)|salary|wages?|mileage (?:claim|rate|expenses?)|expenses? (?:claim|"
    r"form)|claim (?:\w+ )?(?:mileage|expenses?|overtime|toil)|toil|flexi(?:time)?|overtime|pension|"
    r"notice period|resign\w*|hand in my notice|redundan\w+|grievance|disciplin\w+ (?:me|against me|"
    r"hearing)|promotion|interview (?:questions|tips|for (?:a|the|my))|job (?:vacanc\w+|advert|application|"
    r"description)|vacanc(?:y|ies)|contract of employment|my contract|sick note|sickness absence|occupational "
    r"health referral|union rep|probation(?:ary)? period|annual increment|car allowance|lunch break|"
    r"working from home|wfh|my manager is (?:bullying|horrible|useless|picking)|bullied (?:at work|"
    r"by my manager)|dbs (?:application|renewal) (?:form|status|cost)|timesheet|rota)\b"
)
_OPINION = re.compile(
    r"\b(?:is|are) (?:the |our |my )?(?:director|chair|head|manager|boss|chief \w+|leader|dsl|council) "
    r"(?:any good|good|useless|rubbish|incompetent|corrupt|lazy|to blame)\b|"
    r"\bwhat do you think (?:of|about) (?:ofsted|the council|social services|the nhs|the police|cafcass)\b|"
    r"\b(?:what (?:do|did) you think (?:of|about)|(?:your|an) opinion (?:of|on)|is|was|are) (?!(?:the|"
    r"a|an|this|that|it|there|he|she|they|my|our|your) )(?:[a-z]+ ){1,3}(?:any good|a good (?:social "
    r"worker|head|manager|teacher|dsl|chair|leader)|useless|incompetent|rubbish|lazy|corrupt|to blame|"
    r"a liar|lying|trustworthy|hopeless|fit to)\b|\bwhat do you think (?:of|about) (?:\w+ )?(?:director|"
    r"head of|chair|leader|cllr|councillor|mp|minister|the prime minister|the government|starmer|farage|"
    r"trump|labour|tories|reform|manager|boss|colleague)\b|\bwho is (?:the )?(?:worst|best|useless|"
    r"laziest) (?:social worker|manager|team|head|dsl)\b|\b(?:is|are) (?:my|our) (?:manager|boss|head|"
    r"director|colleague|dsl|social worker) (?:any good|useless|incompetent|rubbish|lazy|a bully|corrupt|"
    r"lying)\b|\b(?:rate|rank|compare) (?:the |our |these )?(?:social workers|managers|heads|staff|"
    r"dsls)\b"
)
_HIDE = re.compile(
    r"\b(?:how (?:to|do i|can i) (?:get round|get around|beat|cheat|pass|fool) (?:a |the )?(?:drug|"
    r"hair|alcohol|lie)(?: \w+)? (?:test|detector)|(?:so|make) (?:that )?(?:social services|the social "
    r"worker|they|ss) (?:go|goes|leave|leaves|back)(?: \w+)? (?:away|alone|off))\b|"
    r"\b(?:how (?:do|can|should|could) (?:i|we|you)|help me|ways? to|best way to|tips (?:to|for)|what "
    r"(?:should|can|do) (?:i|we) (?:say|do) (?:to|so))(?: \w+){0,6}? (?:hide|hiding|cover up|covering "
    r"up|conceal|avoid|get (?:round|around|past|rid of)|fool|trick|lie to|stop|keep(?:ing)?(?: \w+){0,5} "
    r"(?:from|away from|secret from|out of)|mislead|evade|dodge|throw off|convince|delete evidence)(?: "
    r"\w+){0,8}? (?:social services|social worker|social workers|ss|children is services|childrens "
    r"services|school|police|health visitor|midwife|doctor|gp|hospital|court|lado|drug test|hair (?:strand "
    r")?test|bruises?|marks|injur\w+|the investigation|from finding out)\b|\b(?:hide|cover(?: up)?|"
    r"conceal) (?:the |his |her |my |a |these |those )?(?:bruise\w*|marks?|injur\w+|burns?|evidence|"
    r"drugs)\b|\bmake (?:\w+ ){0,3}(?:retract|take (?:it|the|her|his) (?:statement|allegation)?(?: "
    r"\w+)? ?back|keep quiet|shut up about|change (?:his|her) story)\b|\b(?:get|stop) (?:him|her|my "
    r"(?:son|daughter|child|kids?)) (?:to )?(?:telling|talking|not (?:to )?tell|to lie)\b"
)
_COUNCIL_ASK = re.compile(
    r"\b(?:number|phone|email|contact|ring|call|lado|front door|mash|edt|emergency duty|procedures?|"
    r"threshold\w*|policy|referral|refer|who|form|address|hub|social (?:care|services|worker)|thresholds?|"
    r"partnership|report|team|council|website|escalat\w+)\b"
)
# A review or a report may tell of a child elsewhere: that is asked of the library, not of the other council.
_LOOKS_BACK = re.compile(
    r"\b(?:what|how|why|who|which|where|when|did|was|were)\b.{0,80}\b(?:did|was|were|had|happened|agreed?|learnt|learned|found)\b|"
    r"\b(?:reviews?|lessons?|learning|inquest|found dead|died|killed|murder\w*|inspection|audit)\b|"
    r"\b(?:after|since|in|from|like|following) (?:the|that) (?:\w+ ){1,3}case\b"
)


def classify(text: str, history: Sequence[str] = ()) -> Scope | None:  # noqa: ARG001 - callers pass it; no class needs it yet
    """The class of a message that is not (wholly) a question for the library, or ``None`` when it is one."""
    if not text.strip() or not re.search(r"\w", text):
        return Scope(kind="empty", reply="scope_empty")
    if len(text) > MAX_QUESTION_CHARS:
        return Scope(kind="too_long", reply="scope_too_long")
    if is_ploy(text):
        return Scope(kind="injection", reply="scope_injection")
    if gives_orders(text):
        return _injected(text)
    return _by_words(normal(text), text)


def _injected(text: str) -> Scope:
    clean, _ = without_injections(text)
    plain = normal(clean)
    asks = _OURS.search(plain) or "?" in clean or (starts_as_question(_last_sentence(plain)) and len(plain.split()) > 4)
    if len(plain.split()) >= 3 and asks and not _chatter(plain) and not MISUSE.search(plain):
        return Scope(kind="injection", reply="injection_ignored", strip=clean)
    return Scope(kind="injection", reply="scope_injection")


def _chatter(plain: str) -> bool:
    return bool(_GREETING.match(plain) or _THANKS.match(plain) or _ABILITY.match(plain))


_BY_WORDS: tuple[tuple[str, re.Pattern[str], bool], ...] = (
    # kind, words, whether a safeguarding term in the message overrules it
    ("greeting", _GREETING, False),
    ("thanks", _THANKS, False),
    ("what_can_you_do", _ABILITY, False),
    ("hide_risk", _HIDE, False),
    ("hide_risk", HIDE, False),
    ("dosing", _DOSE, False),
    ("diagnosis", _DIAGNOSIS, True),
    ("legal_prospects", _PROSPECTS, False),
    ("legal_advice", _LEGAL, True),
    ("legal_advice", IMMIGRATION, False),
    ("person_check", LOOKS_UP, False),
    ("employment", _WORK, True),
    ("opinion_on_person", _OPINION, False),
    ("poem_or_code", _POEM, False),
    ("it_support", IT_SUPPORT, False),
    ("off_topic", _OFF_TOPIC, True),
    ("off_topic", EVERYDAY, True),
)


_BY_CLASS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("hide_risk", helps_hide),
    ("dosing", asks_dose),
    ("legal_prospects", asks_odds),
    ("opinion_on_person", asks_opinion),
    ("poem_or_code", asks_code),
    ("poem_or_code", wants_verse),
    ("employment", asks_pay),
    ("legal_prospects", asks_ruling),
    ("adult_care", of_an_elder),
    ("diagnosis", asks_diagnosis),
    ("poem_or_code", wants_a_claim),
    ("off_topic", asks_office),
)


def _by_words(plain: str, text: str) -> Scope | None:
    return _chat_or_misuse(plain) or _other_class(plain, text)


def _chat_or_misuse(plain: str) -> Scope | None:
    if SMALL_TALK.match(plain):
        kind = "thanks" if re.search(r"\b(?:thx|thanks?|ta|cheers|bye)\b", plain) else "greeting"
        return Scope(kind=kind, reply=f"scope_{kind}")
    chat = None if _OURS.search(plain) or _ABILITY.match(plain) else chat_of(plain)
    if chat is not None:
        return Scope(kind=chat, reply=f"scope_{chat}")
    if MISUSE.search(plain) and not (_OURS.search(plain) and starts_as_question(_last_sentence(plain))):
        return Scope(kind="injection", reply="scope_injection")
    short = ELSEWHERE_ASK.match(plain)
    if short:
        return Scope(kind="other_council", reply="scope_other_council", values=(("place", ELSEWHERE[short.group(1)]),))
    return None


def _other_class(plain: str, text: str) -> Scope | None:
    ours = bool(_OURS.search(plain)) or choice_asked(plain) is not None
    named = next((kind for kind, asks in _BY_CLASS if asks(plain)), None)
    if named is not None:
        return Scope(kind=named, reply=f"scope_{named}")
    for kind, words, overruled in _BY_WORDS:
        if words.search(plain) and not (overruled and ours) and not _only_looks_so(kind, plain):
            return Scope(kind=kind, reply=f"scope_{kind}")
    if _LOG_THIS.match(_last_sentence(plain)):
        return Scope(kind="remember", reply="scope_remember")
    if _REMEMBER.search(plain) and not re.search(r"\?|\b(?:what|which|who|how|when|where)\b", plain):
        return Scope(kind="remember", reply="scope_remember")
    elsewhere = child_area(text).elsewhere
    if elsewhere and not areas_in(text) and _COUNCIL_ASK.search(plain) and not _LOOKS_BACK.search(plain):
        return Scope(kind="other_council", reply="scope_other_council", values=(("place", elsewhere),))
    return Scope(kind="gibberish", reply="scope_gibberish") if _gibberish(text) else None


def _only_looks_so(kind: str, plain: str) -> bool:
    if kind == "off_topic" and ABOUT_A_CHILD.search(plain):
        return True
    return (kind == "hide_risk" and notices_hiding(plain)) or (kind == "poem_or_code" and records_it(plain))


def _last_sentence(plain: str) -> str:
    """The last sentence: pasted text stands first, the asker's own question last."""
    parts = [part.strip() for part in re.split(r"[.?!]", plain) if part.strip()]
    return parts[-1] if parts else ""


_LOG_THIS = re.compile(
    r"(?:^|.*\b)(?:can|could|will|would|please|pls) (?:(?:you|u) )?(?:please |pls |just )?(?:log|save|store|record|keep|file|note)(?: down)? "
    r"(?:this|these|them|it|that|those|all (?:three|of them|this))(?: (?:for me|please|pls|in (?:the|your) (?:system|log|records?)|"
    r"on (?:file|record)|somewhere))* ?$"
)
"""The tool itself is told to keep something, at the end of a message."""


def asks_to_remember(text: str) -> bool:
    """Whether the message asks the tool to store something; a question beside it is still answered."""
    return bool(_REMEMBER.search(normal(text)))


def _gibberish(text: str) -> bool:
    """Keyboard noise: mostly non-letters, or Latin words without vowels and no known word. Other scripts are never gibberish."""
    letters = [c for c in text if c.isalpha()]
    if any(ord(c) > 0x24F for c in letters):
        return False
    if not letters:
        return not re.fullmatch(r"\s*(?:999|101|111|55)\W*", text)
    words = re.findall(r"[a-z]+", text.lower())
    strange = [w for w in words if _strange(w)]
    return len(strange) == len(words) and not re.search(r"\d", text) and any(len(w) > 3 for w in words)


def _strange(word: str) -> bool:
    if len(word) <= 3:
        return True
    if not re.search(r"[aeiouy]", word):
        return not word.isupper() and len(word) > 4
    return bool(re.search(r"[bcdfghjklmnpqrstvwxz]{5,}|(.)\1{3,}|(..)\2{2,}|q[^u]|(?:asdf|sdfg|dfgh|fghj|ghjk|hjkl|qwer|wert|zxcv|xcvb)", word))
