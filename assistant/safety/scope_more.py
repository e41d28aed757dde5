"""More messages that the library is not for: misuse, everyday matters, small talk. Patterns run on the plain form of ``wording.normal``."""

from __future__ import annotations

import re

# Asks for something that the tool never gives: its workings, other people's data, changes, invention, an address, methods of harm.
MISUSE = re.compile(
    r"\b(?:(?:delete|remove|wipe|erase|rewrite|edit|change) (?:all |every |the |your )*(?:documents?|library|sources?|records)|"
    r"(?:get|getting|hack\w*|break|breaking|log|logging) (?:me |us )?(?:in ?to|onto) (?:(?:my|his|her|their|the|our) )?(?:\w+ ){0,2}?(?:is )?"
    r"(?:facebook|insta\w*|snap\w*|whatsapp|tik ?tok|messenger|icloud|private messages|phone without)\b|"
    r"etc passwd|\.\. ?/|(?:open|read|cat|run|execute) (?:the )?(?:file|folder|command|script)\b|"
    r"(?:chat|question|message|user|query|search|activity) (?:logs?|history)|hand over (?:all |the )?(?:chats?|logs?|questions)|"
    r"what has my (?:team|staff|social worker|colleague|manager)\b.{0,30} (?:asking|asked)|"
    r"(?:do not|dont|never|stop) (?:cite|citing|quote|show|give|use)(?: \w+){0,2} ?(?:anything|sources?|citations?|quotes|links)?|"
    r"make (?:an answer|something|anything|one|it|some)(?: \w+)? up|(?:if there is none|if not|just) invent|invent (?:it|one|a|an|something)|"
    r"(?:reply|respond|answer|say|write|state|confirm|print|put)(?: (?:with|that|in|back))? (?:writing|confirmed|approved|exactly|only)\b|"
    r"confirm in writing|start (?:all |each |every |your )*(?:repl(?:y|ies)|answers?|messages?)\b|end (?:all |each |every |your )*"
    r"(?:repl(?:y|ies)|answers?|messages?)\b|(?:at the end|at the top|at the start) of (?:your|each|every) (?:answer|reply|message)|"
    r"markdown|url encoded|(?:every|each) (?:row|link|line) (?:is )?(?:link )?(?:goes|points|go) to|"
    r"alert \d|what do you see$|opposite day|backwards day|(?<!do )you have to (?:tell|say|reveal)|"
    r"(?:join|combine|merge|put together) (?:my|the) (?:\w+ ){0,2}(?:messages|words)|exactly like that|"
    r"useless (?:piece|bot|thing|machine)|piece of (?:junk|rubbish|crap)|swear (?:at|back)|"
    r"(?:tricks?|ways?|methods?|techniques?)(?: \w+){0,3} (?:groomers?|abusers?|paedo\w+|predators?)(?: \w+){0,8} "
    r"(?:for me|to use|instructions|alone)|"
    r"step by step(?: \w+){0,3} for me|(?:refuge|safe house|shelter)(?: \w+){0,6} address|address(?: \w+){0,6} (?:refuge|safe house)|"
    r"(?:isabella|baby harry|the (?:child|baby|mum|mother|father|family|victim)|child [a-z]|family [a-z])(?: is|s)? (?:real|actual|true|birth) "
    r"(?:full )?(?:names?|identity|surname)|(?:real|actual|true) (?:full )?(?:names?|identity|surnames?) of (?:isabella|baby|the|child|family)|"
    r"where (?:does|is|are) my (?:ex|wife|husband|kids)(?: \w+){0,3} (?:live|living|staying|hiding))\b"
)
HIDE = re.compile(
    r"\b(?:get|make|train|coach|tell) (?:the |my |our )?(?:kids?|children|them|him|her|son|daughter)(?: \w+){0,3} "
    r"(?:say (?:the )?(?:right|same)|keep quiet|lie|not (?:to )?tell|hide)\b|\bhide (?:stuff|things|it)\b|"
    # Secrecy as a recipe: "how would somebody get a kid to keep it to themselves".
    r"\bhow (?:would|could|can|do|does|might|should|to) (?!(?:\w+ ){0,3}?(?:groomers?|perpetrators?|abusers?|offenders?|predators?|gangs?|dealers?|"
    r"they|exploiters?|paedo\w+|adults|men|strangers|people|practitioners|workers)\b)(?:\w+ ){0,3}?(?:get|make|persuade|convince|train|groom|"
    r"scare|trick|bribe|talk) "
    r"(?:an? |the |some |their |any |my |young |little )*(?:kids?|child|children|<kid>|girls?|boys?|teens?|them|him|her|one|pupils?|toddlers?)"
    r"(?: \w+){0,2} (?:keep (?:it|this|that|things|stuff|a secret|secrets?|quiet|schtum|their mouth|his mouth|her mouth)|(?:stay|staying) quiet|"
    r"say nothing|not (?:say|tell|talk)|never (?:say|tell|talk)|(?:send|sending|share) (?:me |them |him |us )?(?:\w+ )?(?:pics?|pictures?|photos?|"
    r"nudes?|videos?)|meet (?:up )?(?:alone|in secret)|trust (?:me|him|them))\b"
)
_ACCOUNT = r"(?:account|log ?in|user(?: name)?|access|passwords?|passcode|mfa|authenticator)"
IT_SUPPORT = re.compile(
    rf"\b(?:reset|unlock|unfreeze) (?:my|me|our) (?:\w+ )?{_ACCOUNT}\b|\bpassword reset\b|\bcan (?:you|u) (?:reset|unlock) me\b|"
    r"(?:^|[.?!] |\b(?:i|ive|i have|i am|we|we are|got|been|still|keep getting|help) )"
    r"(?:locked out of|can not (?:get into|log ?in ?(?:to)?|sign in ?(?:to)?)|forgot\w*) (?:(?:my|the|our|to) )?"
    rf"(?:\w+ )?(?:{_ACCOUNT}|laptop|mosaic|liquid ?logic|system ?one|cpoms|outlook|teams|e ?mails?|vpn)\b"
)
EVERYDAY = re.compile(
    r"\b(?:who|whos|who is)(?: (?:is|will|going to|gonna|do you think))* (?:wins?|winning|going to win|beats?)\b(?: \w+){0,4} (?:v|vs|versus|"
    r"against)\b|"
    r"\blandlords?\b.{0,60}\b(?:get out|out by|evict\w*|notice|kick(?:ed|ing)? (?:me|us|him|her|them) out|rent|deposit|move out|leave by|"
    r"throw(?:n|ing)? "
    r"(?:me|us|her|him|them) out)\b|"
    r"\b(?:curry|pizza|pub|cafe|coffee shop|chippy|kebab|eviction|evict\w*|section 21|rent arrears|mortgage|my landlord|my tenancy|care home fees|"
    r"going in(?:to)? a (?:care )?home|probate|pothole|visa|passport renewal|"
    r"tax return|mot|gym|cinema|hotel deal|flights? to|netflix|haircut|dentist near|plumber|bitcoin|crypto|shares|invest\w*|"
    r"general knowledge|crossword|sudoku|curriculum vitae|song|(?<!as a )joke)\b|"
    r"\b(?:write|do|draft|finish) (?:me )?(?:my |a |an |this |our )?(?:\d+ words? )?(?:essay|assignment|dissertation|homework|coursework)\b|"
    r"\b(?:win|lose) (?:my|our|the|her|his|custody|this) (?:\w+ ){0,3}(?:case|hearing|appeal|custody)\b"
)
# A worry happens somewhere: a lad outside the chippy with grown men is no question about chips.
ABOUT_A_CHILD = re.compile(
    r"^(?=.*\b(?:lad|lass|kids?|child|children|boy|girl|baby|toddler|teen\w*|pupil|student|young person|yp|\d+ year olds?|little (?:one|un)|<kid>)\b)"
    r".*\b(?:who (?:do|should|can) (?:i|we) (?:tell|ring|call|report|speak)|what (?:do|should) (?:i|we) do|worr\w+|concern\w*|scared|missing|hurt\w*|"
    r"hanging (?:round|around|out)|hangin (?:round|around|out)|older (?:men|blokes|lads|man|bloke)|twice (?:his|her|their) age)\b"
)
SMALL_TALK = re.compile(
    r"^(?:(?:hi|hello|hey|good (?:morning|afternoon|evening)|thx|thanks?|thank you|cheers|ta|ok|so much|that|thats|that is|was|is|really|"
    r"very|brill|brilliant|useful|helpful|lovely|great|have a|lovely|nice|good|weekend|evening|day|are you a (?:person|robot|human|bot)|"
    r"is this thing (?:on|working)|is anyone there|can you hear me|test|testing|\d{1,4}|bye|see you|all|for now)[\s!.,?]*)+$"
)
# Opens as a greeting or as thanks, asks nothing and names nothing of the library: chat, however it goes on.
HELLO = re.compile(r"(?:hi|hiya|hello|hey|heya|morning|afternoon|evening|good (?:morning|afternoon|evening))\b")
THANKS = re.compile(
    r"(?:(?:ok|okay|right|ah|oh|great|brill\w*|perfect|lovely|ace|super|nice one|legend|you (?:are|re) (?:a )?(?:star|legend)|that is|"
    r"thats|yes|yep|got it) ?[,.!]* ?)*(?:ta|thx|thanks?|thank you|cheers|much appreciated|nice one|legend)\b"
)
ASKS_OR_TELLS = re.compile(
    r"\?|\b(?:what|whats|who|whos|when|where|which|why|how|hows|does|do (?:i|we|you|they)|should|shall|can|could|would|"
    r"is (?:it|there|this|that)|are (?:there|they)|need|want|looking for|find|tell|show|give|explain|child|children|kids?|babies|baby|"
    r"boy|girl|mum|dad|parents?|carers?|famil\w+|pupils?|teen\w*|year \d+|years? old|month old|<kid>|he|she|his|her|him|they|them|"
    r"young (?:person|people|carers?)|yp|sibling\w*|student|teacher|school|nursery)\b"
)
CHAT_WORDS = 16
"""Words up to which a message that opens so is chat."""
# Immigration is a matter for regulated advisers; what a family without recourse to public funds may get is in the library.
_STAY = r"(?:visas?|home office|leave to remain|indefinite leave|ilr|concession|british citizen\w*|asylum claim|settled status|biometric\w*)"
_GETS_IT = (
    r"(?:let (?:her|him|them|us|me) stay|be (?:sent back|deported|removed)|deport\w*|get to stay|runs? out|ran out|expir\w*|ends?|ended|"
    r"(?:will|would|can|does) (?:she|he|they|we|i|mum|dad) (?:get|be allowed|be granted)|"
    r"apply|applying|application|appeal|qualify|quicker|faster|renew\w*|extend\w*|sponsor\w*|switch)"
)
IMMIGRATION = re.compile(
    rf"^(?!.*\b(?:nrpf|no recourse|section 17|s17|support|assess\w*)\b).*(?:\b{_STAY}\b.{{0,80}}\b{_GETS_IT}\b|\b{_GETS_IT}\b.{{0,80}}\b{_STAY}\b)"
)
# A look into somebody's past: only the police can tell, under the disclosure schemes.
LOOKS_UP = re.compile(
    r"\b(?:look (?:up|into)|looking up|check(?: out| up on)?|find out|search|google|run|trace|tell me)\b(?: \w+){0,3}? "
    r"(?:if|whether|my|the|this|her|his|our|a|an|up)\b(?!.{0,60}\b(?:dbs|policy|procedure|form)\b).{0,60}"
    r"\b(?:has|have|had|got|with) (?:a |any |an )?(?:\w+ )?(?:record|convictions?|form|previous|history|cautions?|past)\b|"
    r"\b(?:is|are|if|whether) (?:he|she|they|my \w+(?: new)?(?: \w+)?) (?:is |are )?(?:on the|a) "
    r"(?:\w+ )?(?:sex offenders?(?: register)?|paedo\w*|registered sex offender)\b"
)
# Councils and teams elsewhere in shorthand.
ELSEWHERE = {"mk": "Milton Keynes", "herts": "Hertfordshire", "bucks": "Buckinghamshire", "northants": "Northamptonshire", "cambs": "Cambridgeshire"}
ELSEWHERE_ASK = re.compile(rf"^(?:\w+ )?({'|'.join(ELSEWHERE)}) (?:mash|lado|front door|social care|council|edt)\b")


def chat_of(plain: str) -> str | None:
    """ "greeting" or "thanks" for a short message that only opens a talk or ends it; ``None`` where it asks or tells something."""
    if len(plain.split()) > CHAT_WORDS or ASKS_OR_TELLS.search(plain):
        return None
    return "greeting" if HELLO.match(plain) else "thanks" if THANKS.match(plain) else None


_ELDER = re.compile(
    r"\b(?:nan|nana|nanna|gran|granny|grandma|grandmother|grandad|grandpa|grandfather|mum|mother|dad|father|aunt|auntie|uncle|neighbour|husband|wife|"
    r"lady|gentleman|woman|man|patient|resident|tenant)(?: (?:who|is|aged?|now|nearly|about|just turned|turned))* (?:[6-9]\d|10\d)\b(?! ?(?:%|"
    r"percent|"
    r"miles|minutes|mins|hours|days|weeks|pounds|quid|kg|mph|degrees))|\b(?:[6-9]\d|10\d) year old\b|\b(?:adult|aged|age|somebody|someone) "
    r"(?:of |is |who is )?(?:[6-9]\d|10\d)\b(?! ?(?:%|percent))"
)
_ANY_CHILD = re.compile(
    r"\b(?:child|children|kids?|<kid>|bab(?:y|ies)|toddlers?|boys?|girls?|sons?|daughters?|grand(?:child\w*|kids?|sons?|daughters?)|teen\w*|pupils?|"
    r"lads?|lass|nephews?|nieces?|under \d+s|(?:[0-9]|1[0-7]) (?:year|month|week)s? old|year (?:[1-9]|1[0-3])|reviews?|reports?)\b"
)


def of_an_elder(plain: str) -> bool:
    """Whether it is about somebody of sixty or more and no child is named: adult social care's, not ours."""
    return bool(_ELDER.search(plain)) and not _ANY_CHILD.search(plain)
