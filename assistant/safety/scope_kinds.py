"""More of what the library is not for, by classes of words: medicines and amounts, courts and odds, posts and opinions, code, offices, excuses.

Each class joins two or three groups (a medicine and an amount, a role and a judgement), so that a policy or a review that names one of them
stays a question for the library. Patterns run on the plain form of ``wording.normal``.
"""

from __future__ import annotations

import re

from assistant.safety.scope_wants import changes_dose, records_it
from assistant.safety.signals import pattern

_MEDICINE = pattern(
    r"calpol|paracetamol|ibuprofen|nurofen|calprofen|piriton|phenergan|promethazine|melatonin|circadin|slenyto|ritalin|methylphenidate|medikinet|"
    r"concerta|"
    r"equasym|elvanse|lisdexamfetamine|atomoxetine|strattera|guanfacine|intuniv|clonidine|risperidone|aripiprazole|antibiotics?|amoxicillin|"
    r"penicillin|"
    r"erythromycin|flucloxacillin|insulin|salbutamol|ventolin|inhalers?|prednisolone|steroids?|diazepam|midazolam|lorazepam|buccal|sertraline|"
    r"fluoxetine|antidepressants?|"
    r"citalopram|amitriptyline|propranolol|codeine|aspirin|morphine|oramorph|methadone|buprenorphine|gripe water|infacol|gaviscon|omeprazole|"
    r"dioralyte|movicol|"
    r"laxido|lactulose|senna|laxatives?|vit [a-e]|chloramphenicol|fucidin|(?:eye|ear|nose|nasal|saline|teething) (?:drops|ointment|gel|spray)|"
    r"antihistamines?|cetirizine|loratadine|benadryl|benylin|sudafed|cough (?:mixture|medicine|syrup)|vitamins?|"
    r"iron tablets|"
    r"epi ?pen|adrenaline|valproate|epilim|keppra|levetiracetam|carbamazepine|lamotrigine|nytol|kalms|sleeping (?:tablets|pills)|painkillers?|cbd|"
    r"contraceptive|the pill|morning after pill|depo|worm(?:ing)? tablets|head lice lotion|hydrocortisone|medicines?|medication|meds|tablets?|"
    r"\w+(?:cillin|mycin|"
    r"profen|azepam|oxetine|prazole|olone|phenidate|zepine|triptan)"
)
_AMOUNT = pattern(
    r"how (?:much|many|often|long between)|what (?:dose|dosage|amount|strength)|(?:max|maximum|highest|top|biggest|strongest|safe|right|correct|"
    r"usual|normal|most|lowest|"
    r"starting|daily|adult|childs?|double|extra|second|next|another|half) (?:\w+ ){0,2}?(?:dose|doses|amount|dosage|calpol|melatonin|ritalin|"
    r"piriton|nurofen|ibuprofen|"
    r"paracetamol|meds|mg|ml|of|strength)|(?:whats|what is) the max\w*|dos(?:e|es|age|ing)|\d+(?:\.\d+)? ?(?:mg|mls?|mcg|micrograms?|milligrams?|"
    r"puffs|spoons?)|mls?|"
    r"too (?:much|many|high)|(?:at the )?same time|together with|between doses|hours apart|top up|per (?:kilo|kg|day)|by weight|mix\w* with|"
    r"on top of|"
    r"(?:max|maximum) \w+|(?:is it )?(?:ok|safe|alright|fine) (?:for|to (?:give|take|have|mix|double)|with)|how much is"
)
_DRINKS = pattern(
    r"(?:can|could|ok|okay|safe|fine|allowed|alright|should)(?: \w+){0,8} (?:and|with|while|whilst|if|on|to)(?: \w+){0,5} "
    r"(?:alcohol|drink|drinking|booze|weed|cannabis|vape|vaping|grapefruit|energy drinks?)|"
    r"(?:alcohol|drink|drinking|booze|weed|cannabis)(?: \w+){0,4} (?:and|with|while|whilst|on)|"
    r"(?:can|could|ok|okay|safe|fine|should)(?: \w+){0,6} (?:on|taking|takes) \w+(?: \w+){0,2} (?:take|have|use)(?: \w+){1,5} "
    r"(?:as well|too|together|alongside|with it|at the same time)"
)
_MEDICINE_MATTERS = pattern(
    r"polic(?:y|ies)|procedures?|reviews?|records?|recording|stor(?:e|age|ing)|train\w+|consent|fabricat\w+|fii|induced|mismanag\w+|with ?holding|"
    r"hid\w*|"
    r"refus\w+|neglect|missed|collect\w*|administer\w*|administration|parents? who|mum (?:will|does) not|mums? not|who (?:checks|signs|gives|"
    r"can give|is)|"
    r"briefing|guidance|errors?|audit|lockable|locked"
)

_COURT = pattern(
    r"judges?|magistrates?|hearing|tribunal|court|icos?|interim care order|care orders?|placement order|special guardianship|sgo|epos?|"
    r"ehcp appeal|barrister|"
    r"proceedings|appeal|custody|residency|adoption order|final hearing|supervision order|recorder|send tribunal|child arrangements|non molestation"
)
_ODDS = pattern(
    r"odds|chances?|likelihood|prospects?|probability|(?:likely|probable|expected) (?:outcome|result|to (?:win|lose|get|grant|succeed))|"
    r"how likely|(?:will|would|might|gonna|going to|"
    r"can|do you (?:think|reckon)|reckon|think) (?:\w+ ){0,4}(?:win|lose|grant|grants|go for|agree|side with|give (?:us|her|him|them|mum|dad)|"
    r"back us|make the order|"
    r"order|rule|find for|throw (?:it|this) out|overturn|succeed|get (?:the|an|it|custody|him|her|them)|be granted|refuse|go (?:our|my|her|his|"
    r"their) way)|(?:any|good|much) hope|"
    r"(?:bet|fancy) (?:\w+ )?(?:chances|odds)|fifty fifty|50[ /]50|(?:who|which side) (?:will|is going to) win|strong (?:enough )?case"
)
_BARE_ODDS = re.compile(r"\b(?:our|my|her|his|their|the|your) (?:odds|chances|prospects) (?:at|of|in|on|with)\b|\bwhat (?:are|is|were) (?:our|my|"
    r"her|his|their) (?:odds|chances|prospects)\b")
_JUDGE_THINKS = re.compile(r"\bjudge \w+\b.*\b(?:think|reckon|will|go for|lenient|harsh|strict|like|soft|tough)\b")

_ROLE = (
    r"(?:scrutineer|chair(?:person|man|woman)?|director|dcs|head of \w+|iros?|ladole?|lados?|principal social worker|psw|chief exec\w*|ceo|"
    r"(?:team|service|practice|ward|deputy|area|duty|my|our|the) manager|lead member|councillor|cllr|inspector|guardian|paediatrician|"
    r"designated (?:doctor|nurse)|dsl|ddsl|"
    r"head ?teacher|head|governor|judge|solicitor|barrister|health visitor|social worker|superintendent|sergeant|commissioner|mayor|mp|"
    r"business manager|coordinator|"
    r"independent (?:reviewing officer|chair|scrutineer)|board|new (?:head|director|manager|chair|lead|scrutineer)|boss)"
)
_JUDGEMENT = (
    r"(?:any (?:good|use|cop)|a (?:bit of a |total |right |complete |proper )?(?:nightmare|waste of (?:space|time|money)|joke|bully|pain|disaster|"
    r"liar|idiot|muppet|"
    r"legend|dragon|pushover|soft touch|clown)|useless|rubbish|incompetent|hopeless|lazy|corrupt|competent|decent|trustworthy|reliable|nice|"
    r"horrible|approachable|"
    r"hard work|up to (?:it|the job|much|scratch)|out of (?:his|her|their) depth|worth (?:it|the money|listening to|bothering with)|"
    r"good at (?:his|her|their|the) job|"
    r"fit (?:for|to)|(?:actually|really|honestly) (?:any )?(?:good|bad|nice)|overpaid|to be trusted|past it|the (?:worst|best)|better|worse|harsh|"
    r"strict|lenient)"
)
_OPINION_ASKED = pattern(
    rf"(?:^|(?:is|are|was|do you think|reckon|hear|heard|think|say|says|said|everyone says|apparently|honestly) )(?:that |the |our |my |this |"
    rf"your |a |independent |new )*"
    rf"(?:\w+ ){{0,2}}?{_ROLE}(?:s|es)?(?: (?!say|said|role|report)\w+){{0,5}}? {_JUDGEMENT}|"
    rf"what (?:do|did|would) you (?:think|reckon|make) (?:of|about) (?:the |our |my |this |your )*(?:\w+ ){{0,3}}?{_ROLE}(?! (?:report|says?|said|"
    rf"role|foreword|recommend))|"
    rf"(?:who|which)(?: is|s)? (?:the )?(?:\w+ )?(?:better|best|worst|nicest|laziest|strictest|useless|most useless|more (?:helpful|useful|"
    rf"competent))(?: \w+){{0,2}} {_ROLE}|"
    rf"(?:your |an? )(?:honest )?(?:opinion|view|take|thoughts?) (?:on|of|about) (?:the |our |my |this )*(?:\w+ )?{_ROLE}|"
    rf"(?:slag off|gossip (?:on|about)|dirt on|goss on) (?:the |our |my )*(?:\w+ )?{_ROLE}"
)

_CODE = re.compile(
    r"\b(?:sql|t ?sql|vba|dax|power ?bi|power ?query|regex|regular expression|javascript|powershell|bash script|python|pandas|html|css|xlookup|"
    r"vlookup|countifs?|sumifs?|"
    r"pivot table|select (?:statement|query)|stored procedure|power ?automate|google script|excel (?:formula|macro|sheet)|(?:formula|macro|script|"
    r"query|code|function) (?:to|that|which|for) "
    r"(?:work out|count|list|pull|merge|calculate|add|find|extract|sort|filter|highlight|get|sum|remove|split|scrape|show me all)|(?:formula|"
    r"macro|script) (?:in|for) (?:excel|"
    r"sheets|word|outlook)|json|api call|(?:write|build|make|code) (?:me )?(?:an? )?(?:app|bot|website|program|dashboard|script|macro|query))\b"
)
_CODE_OK = pattern(r"online safety|computing lesson|pupils? (?:learn|who)|curriculum|grooming on|what does .* stand for")

_OFFICE = pattern(
    r"(?:where|how|can|is there|any|free|visitor|staff|is) (?:\w+ ){0,6}?(?:(?<!the )(?<!a )(?<!skate )(?<!caravan )(?<!theme )(?<!trailer "
    r")(?<!water )(?<!retail )park|parking|car park)"
    r"(?= (?:at|near|by|in|for|is|free|permit|cost|outside|space|round|there|when|on|if)|$| ?[.?!])"
    r"(?! (?:with|alone|after|unsupervised|by (?:himself|herself)))|parking (?:permit|space|spaces|fine|at|near|pass|charges?)|"
    r"canteen|lanyards?|(?:get|need|lost|new|replacement|(?<!on )(?<!at )my) (?:an? |new |my )*(?:fob|swipe card|pass card|entry card|"
    r"locker|desk|chair|monitor|"
    r"headset)|(?:wifi|wi fi|wi-fi|guest network)|vending machine|kettle|coffee machine|bike (?:shed|rack|storage)|cycle to work|"
    r"stationery|photocopier|"
    r"printer|(?:book|booking|reserve|hire|find) (?:\w+ ){0,3}(?:meeting room|room|desk|hot ?desk|pool car|projector|hall)(?= ?$| ?[.?!]| (?:at|"
    r"in|for (?:a meeting|\d|the day|monday|"
    r"tuesday|wednesday|thursday|friday|training)|on|please))|id badge|(?:door|entry|access|swipe|fob) (?:code|card|pass)|"
    r"(?:what time|when) (?:does|do|is|will) (?:the )?(?:borough hall|priory house|town hall|civic centre|reception desk|office|building|canteen|"
    r"council offices?)(?: \w+)? "
    r"(?:open|shut|close|lock)|(?:borough hall|priory house|town hall|council offices?)(?: \w+){0,4} (?:open|opening|shut|close[sd]?|toilets?|"
    r"lift|gym|shower|canteen|cafe|"
    r"parking|wifi)|christmas (?:party|do)|secret santa|fire drill|air con\w*|heating in the office|office (?:move|chair|party|supplies)|"
    r"lost property|leaving (?:do|card)|(?:hostel|office|building|centre|staffroom|our) boiler|"
    r"who(?:s| is) (?:the|our) (?:gas man|gas engineer|plumber|electrician|handyman|heating engineer)"
)

_MARK = pattern(
    r"marks?|bruis\w+|black eye|burns?|cuts?|scratch\w*|bump|lump|injur\w+|bite|welts?|swollen|swelling|fat lip|split lip|hand ?print|scald|"
    r"broken \w+|fracture\w*|"
    r"(?:state|mess) of (?:the|my|our) (?:house|flat|place|home)|fell|fallen|absen\w+|not been in|off school|dirty|hungry|nits|weight|drinking|"
    r"drugs?|weed|smoking|boyfriend|"
    r"partner|he is back|living here|moved back|hit (?:him|her|them)|smacked"
)
_WORDING = pattern(
    r"(?:what|whats)(?: (?:is|should|do|shall|can|could|would|will|do you think))?(?: the)?(?: (?:best|right|safest|easiest))? ?(?:thing|way|"
    r"line)? ?(?:for me |i |we |me )?(?:to |should |do |shall |can )?(?:i |we )?(?:say|tell|put|write|"
    r"explain)|how (?:do|can|should|shall|would|could) (?:i|we)(?: best)? (?:explain|word|say|put|phrase|tell|get|make|stop|keep|convince|cover|"
    r"play down|pass (?:it|this) off)|"
    r"(?:good|decent|believable|any|another|an?|need|plausible) (?:\w+ )?(?:excuse|story|reason|alibi|lie|explanation|cover)|(?:word|write|type|"
    r"draft|make up|think up|give|find) "
    r"(?:me |us |up )?(?:\w+ ){0,2}?(?:something|a (?:note|letter|story|text|line|message|reason)|an (?:excuse|email))|help me (?:explain|word|"
    r"say|think|get|convince|make|write)|"
    r"(?:get|coach|teach|tell) (?:him|her|them|my \w+|the kids) to say|what (?:to|i) (?:say|tell)"
)
_AUDIENCE = pattern(
    r"school|nursery|teachers?|social (?:services|worker|workers|care)|ss|sw|health visitor|hv|gp|doctor|hospital|police|midwife|childminder|"
    r"a and e|a&e|them|they|she|he|head|"
    r"contact centre|guardian|conference|foster carer|nosy neighbour|people"
)
_SO_THAT = pattern(
    r"so (?:that )?(?:they|she|he|the \w+|it|no ?one|nobody|school|nursery|social \w+|we|i|people|the social \w+)(?: \w+)? (?:do not|does not|"
    r"will not|can not|is not|are not|back(?:s)? off|back|leave|"
    r"leaves|stop|stops|think|thinks|believe|believes|drop|drops|go away|goes away|not|never|let|lets|ignore|ignores|get off|notice|notices|keep|"
    r"keeps)|"
    r"(?:without|to avoid|to stop|stopping) (?:them|her|him|the \w+|getting|a|any|social|school)(?: \w+){0,3} (?:noticing|knowing|finding|asking|"
    r"reporting|ringing|referral|involved|calling|"
    r"fuss|suspicious|seeing)|stop (?:noticing|asking|looking|coming|checking|nosing|going on|poking)|before (?:school|nursery|they|the (?:visit|"
    r"social|review|conference|meeting|hv))|"
    r"(?:get|keep|throw) (?:them|her|him|social services|the social worker|school|ss) (?:off|away|out|quiet|happy)|off (?:my|our) back|"
    r"(?:believes?|buy|swallow) it|not (?:make|kick up) a fuss|"
    r"(?:excuse|alibi|cover story|lie|story) (?:for|about|to tell|so|that)"
)
_WORKER = pattern(
    r"(?:should|must|do|does|can|could) (?:schools?|nurser\w+|practitioners?|staff|teachers?|dsls?|social workers|professionals|health visitors|"
    r"we as|workers)|pupils?|policy|guidance|"
    r"procedure|parents? who|spot|recognise|identify|notice signs|record|body map|referral|to (?:the |a )?parents?|families hide|our setting|"
    r"my class|supervision|"
    r"how (?:do|can) (?:we|i) (?:tell if|know if|challenge|talk to|respond)"
)


_NOTICES = pattern(r"spot|spotting|recognis\w+|identify\w*|tell if|tell when|signs|parents? who|famil(?:y|ies) who|challenge|respond|"
    r"disguised compliance")


def notices_hiding(plain: str) -> bool:
    """Whether a worker asks how to see what somebody hides."""
    return bool(_NOTICES.search(plain))


def asks_dose(plain: str) -> bool:
    """Whether an amount or mix of a medicine is asked for; rules about medicines are the library's."""
    asked = _AMOUNT.search(plain) or changes_dose(plain) or _DRINKS.search(plain)
    return bool(_MEDICINE.search(plain) and asked) and not _MEDICINE_MATTERS.search(plain)


def asks_odds(plain: str) -> bool:
    """Whether the outcome of a court or tribunal case is asked for."""
    if _BARE_ODDS.search(plain) or _JUDGE_THINKS.search(plain):
        return True
    return bool(_COURT.search(plain) and _ODDS.search(plain)) and not re.search(r"\b(?:policy|procedure|reviews?|how many|annual report|what does|"
        r"what did)\b", plain)


_WHOM_TO_BELIEVE = pattern(
    r"who(?: is|s| do (?:you|u|we|i)| should i)? (?:\w+ )?(?:telling the truth|lying|to believe|believe|fibbing|in the right|"
    r"in the wrong|to blame)|"
    r"(?:is|are|do you think) (?:he|she|they|mum|dad|the (?:mum|dad|mother|father|parents?|boyfriend|stepdad)) "
    r"(?:is |are |being )?(?:lying|telling the truth|honest|guilty|making it up)(?: do (?:you|u) (?:think|reckon))? ?[.?!]*$"
)


def asks_opinion(plain: str) -> bool:
    """Whether a judgement on a person by their post, or on who tells the truth, is asked for."""
    if _WHOM_TO_BELIEVE.search(plain):
        return True
    return bool(_OPINION_ASKED.search(plain)) and not re.search(r"\b(?:inspection|inspectors|ofsted|review|reviews|report|jtai) (?:say|said|find|"
        r"found|think|thought)\b", plain)


def asks_code(plain: str) -> bool:
    """Whether code, a formula or a query is wanted."""
    return bool(_CODE.search(plain)) and not _CODE_OK.search(plain) and not records_it(plain)


def asks_office(plain: str) -> bool:
    """Whether it is about a building, a desk or the post room."""
    return bool(_OFFICE.search(plain))


def helps_hide(plain: str) -> bool:
    """Whether somebody wants words that make others look away from a mark, a home or a partner."""
    if _WORKER.search(plain):
        return False
    return bool(_MARK.search(plain) and _WORDING.search(plain) and _AUDIENCE.search(plain) and _SO_THAT.search(plain))
