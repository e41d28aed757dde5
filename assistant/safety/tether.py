"""A parent at the end of their tether, from what they did, fear to do, or did instead of it. On the plain form of a message.

Few say "I cannot cope". They say that they put the baby down and shut the door, that they shook the pram, that nobody may take him away.
One sentence about themselves is not enough: harm feared or done, stepping away, and the care of a small child must come together.
"""

from __future__ import annotations

from assistant.safety.signals import pattern

_CHILD = (
    r"(?:him|her|them|it|(?:the|my|our|this) (?:\w+ ){0,2}?(?:baby|babies|kids?|little one|child|toddler|twins?|son|daughter|lad|girl|boy|newborn)|"
    r"one of them|both of them|bubs?|lo|the little (?:sod|bugger|git|monster|devil|so and so))"
)
_HARM = (
    r"(?:chuck|throw|shake|smother|hit|slap|smack|drop|strangle|drown|squeeze|kill|hurt|harm|batter|bite|launch|lob|hurl|fling|sling|swing for|"
    r"go for|lash out at|punch|pinch|grab|shove|push|kick|drag|yank|press|clobber|wallop|lamp|do something|snap at|lose it with|roar at)"
)
_HARMED = (
    r"(?:chucked|threw|thrown|shook|shaken|smothered|hit|slapped|smacked|dropped|squeezed|hurt|bit|launched|lobbed|hurled|flung|slung|swung for|"
    r"went for|lashed out at|punched|pinched|grabbed|shoved|pushed|kicked|dragged|yanked|roared at|screamed (?:at|in)|shouted (?:at|in)|"
    r"yelled (?:at|in)|"
    r"lost it with|snapped at|held (?:\w+ )?(?:down|under))"
)
_HARMING = (
    r"(?:chucking|throwing|shaking|smothering|hitting|hurting|dropping|harming|drowning|squeezing|launching|pushing|putting|slapping|smacking|"
    r"strangling|suffocating)"
)
# What is feared, or only just did not happen; also without "I": "nearly chucked him across the room".
_FEARED = pattern(
    rf"(?:(?:^|(?<=[.?!] ))(?:(?:so|then|honestly|just|and|i|i have|ive|i am|im|was|were|today|tonight|earlier) )*|"
    rf"i(?: am| have| was| just| will)? (?:\w+ ){{0,2}})"
    rf"(?:nearly|almost|(?:so |this |very )?close to|about to|came close to|want to|wanted to|could have|going to|scared (?:that )?i|"
    rf"worried (?:that )?i|"
    rf"afraid (?:that )?i|frightened (?:that )?i|terrified (?:that )?i|feel like|felt like|thought (?:about|of)|thinking (?:about|"
    rf"of))(?: \w+){{0,4}}? "
    rf"(?:{_HARM}|{_HARMED}|{_HARMING}) (?:\w+ )?{_CHILD}|"
    rf"i keep (?:picturing|imagining|seeing|thinking (?:about|of))(?: \w+){{0,2}} (?:{_HARMING}|hurt\w*)|"
    r"(?:picturing|imagining|visions of|thoughts of|images of)(?: \w+){0,3} (?:pillow|blanket|window|stairs|bath)(?: \w+){0,3}|"
    r"before i (?:did|do|done) something|(?:was|am|might|could|about|scared i would|going) (?:going )?(?:to )?do something (?:stupid|bad|"
    r"i would regret|to "
    r"(?:him|her|them))|(?:was|were) (?:so close|going) to do something|something i (?:would|will|might|d) regret|what i (?:might|could|would|"
    r"will|am going to) do"
)
_DONE = pattern(
    rf"(?:^|(?<=[.?!] )|i (?:have |just |nearly |only |also |even |then )*|and )(?:{_HARMED}) (?:\w+ ){{0,2}}?(?:{_CHILD}|(?:the |his |"
    rf"her )?(?:\w+ )?"
    r"(?:pram|cot|crib|basket|buggy|bouncer|high ?chair|bottle)|(?:his|her) face)|"
    r"(?:put|laid|plonked|slammed|dumped) (?:him|her|them|the baby) (?:\w+ ){0,2}(?:too |really |so )?(?:hard|rough\w*)|"
    r"(?:threw|chucked|lobbed|hurled|smashed|punched|kicked)(?: \w+){0,5} (?:next to|near|at) (?:him|her|the baby|the (?:wall|door))|"
    r"my (?:hands?|fists?)(?: \w+){0,3} (?:over|round|around|on) (?:his|her|their) (?:mouth|face|nose|neck|throat)|"
    r"(?:my fists|with my fists)(?: \w+)? clenched|told (?:him|her|them|the baby) to shut up|before i knew what i was doing"
)
_SMALL = pattern(
    r"(?:my |the )?(?:baby|babies|newborn|toddler|twins?|bubs?|little one|lo)|(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) "
    r"(?:week|month|day)s?(?: old)?|cot|crib|moses|moses basket|pram|buggy|bottle|bottles|feeds?|feeding|colic\w*|reflux|teeth\w*|tantrums?|"
    r"(?:will not|does not|do not|would not|never|not|has not|have not|can not)(?: \w+)? (?:stop(?:ped|s)?|settle[ds]?|sleep|slept|feed|"
    r"calm)(?: (?:crying|"
    r"screaming))?|(?:left|leaving) (?:him|her|them) (?:\w+ )?(?:screaming|crying|to it)|so i can not hear (?:him|her|it|them)|(?:crying|"
    r"screaming|screams|cries|scream)(?: and)?(?: \w+)?|my (?:\w+ )?(?:son|daughter|"
    r"child|kids?|lad|boy|girl)"
)
_INFANT = pattern(
    r"(?:my |the )?(?:baby|babies|newborn|twins?|bubs?)|\d{1,2} (?:week|month)s?(?: old)?|cot|crib|moses(?: basket)?|pram|colic\w*|reflux|teething|"
    r"(?:this|the|constant|non ?stop|all this|of) (?:crying|screaming)"
)
# What somebody does who has just stopped themselves.
_AWAY = pattern(
    r"(?:i have |i |ive |had to |having to )?(?:just )?(?:shut|closed|pulled|locked|slammed) (?:the |his |her |my |our )?(?:\w+ )?door|"
    r"(?:sat|sitting|stood|standing|crouched|i am|hiding) (?:\w+ )?(?:on|in|at|outside|by) (?:the |my )?(?:\w+ )?(?:stairs|landing|step|steps|"
    r"doorstep|"
    r"garden|loo|toilet|bathroom|shed|car|kitchen(?: floor)?|hallway|hall|floor|bedroom door|yard|balcony|over the cot)|"
    r"(?:gone|went|come|came|stepped|walked|had to (?:walk|go|get)|walk|run|ran) (?:out|outside|away|downstairs|off|into? the (?:garden|yard|hall|"
    r"kitchen|"
    r"other room|street|bathroom))|standing over the cot|"
    r"(?:locked|shut) myself (?:in|away|out)|(?:put|left|leave|putting|leaving) (?:him|her|them|the baby|baby)(?: down)? (?:in|on) (?:his|her|the|"
    r"their) "
    r"(?:\w+ )?(?:cot|crib|bed|basket|pram|playpen|bouncer)|(?:radio|telly|tv|music|headphones|earphones|ear ?plugs)(?: \w+){0,3} (?:up|on|in|so)|"
    r"can not (?:be around|go back in|look at|be in the same room|pick)"
)
_SPENT = pattern(
    r"can not (?:take|do|stand|cope|bear|face|handle)(?: \w+){0,4}|los(?:t|ing) (?:it|my (?:mind|head|rag|temper|patience))|"
    r"i (?:really |just )?(?:hate|do not (?:love|like|want)) (?:him|her|it|them|being)|(?:not|have not|had not) slept|no sleep|on my own with|"
    r"at my (?:wits|limit)|"
    r"had enough|breaking point|exhausted|shaking|can not stop (?:crying|shaking)|my hands are shaking|sobbing|sat (?:\w+ ){0,4}crying|end of my"
)
_PLEA = pattern(
    r"(?:do not|please do not|are they going to|will they|will you|they will|scared (?:they|you|someone)(?: will)?|going to|can they|"
    r"not let (?:them|anyone)) "
    r"take (?:him|her|them|my \w+|the (?:baby|kids?))(?: (?:off|away|from)(?: me| us)?)?|(?:terrible|bad|awful|rubbish|shit|worst|useless|horrible|"
    r"crap|evil) (?:mum|dad|mother|parent|person)|do not report me|not social services|do not (?:ring|call|tell) (?:social services|anyone|no ?one)"
)
_FIRST = pattern(r"i|me|my|myself|im|ive")
_WORKS = pattern(
    r"(?:pupils?|students?|caseload|my class|the class|year \d+|referral|service user|on (?:a )?visit|home visit|on duty|conference|the family|"
    r"the parents?|"
    r"she says|he says|mum|mums|dad|dads|mother|father|nan|stepdad|boyfriend|partner|says|said|told me|case|review|briefing|leaflet|nursery|class|"
    r"clinic|policy|staff)"
    r"(?! (?:of|to) (?:him|her|my))"
)
_SELF_AS_PARENT = pattern(
    r"(?:terrible|bad|awful|rubbish|shit|worst|useless|horrible|crap|good|single|new|a|his|her|their|being a) (?:mum|dad|mother|father|parent)|"
    r"my (?:\w+ )?(?:mum|dad|mother|partner|partners|husband|boyfriend|ex)"
)


def at_tether(plain: str) -> bool:
    """Whether a parent speaks of harm that they fear or did to a small child in their care, or of stepping away from one."""
    others = _SELF_AS_PARENT.sub(" ", plain)
    if not _FIRST.search(plain) and not _FEARED.search(plain):
        return False
    if _WORKS.search(others):
        return False
    small = bool(_SMALL.search(plain))
    harm = bool(_FEARED.search(plain)) or bool(_DONE.search(plain))
    signs = sum(bool(words.search(plain)) for words in (_AWAY, _SPENT, _PLEA))
    if harm:
        return small or signs > 0 or "before i knew" in plain
    infant = bool(_INFANT.search(plain))
    return (signs >= 2 and small) or (infant and bool(_PLEA.search(plain) or _SPENT.search(plain)))
