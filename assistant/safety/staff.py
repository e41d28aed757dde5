"""Allegations about people who work with children: is it about the head, is it only a low-level concern. On the plain form of a message."""

from __future__ import annotations

from assistant.safety.row_words import FORCE, MISDEED, STAFF
from assistant.safety.signals import pattern

_HEAD = (
    r"(?:(?:executive |deputy |assistant )?head ?(?:teacher|master|mistress)?(?! of (?:year|house|department|english|maths|science|"
    r"pe)| office| and | told| says| said| lice| injur\w*"
    r"| hurt\w*)|principal|(?:nursery|setting|home|club|centre|our|my|the) (?:manager|owner)|proprietor)"
)
_ABOUT_HEAD = pattern(
    rf"(?:about|against|involving|concerning|by|is|it is) (?:the |our |my |their |a |his |her )?{_HEAD}|"
    rf"(?:the|our|my|her|his|their|school) {_HEAD}(?: (?!told|tell|tells|says|said|wants|asked|asks|knows|will|did not|ignored|"
    rf"refus\w*|should|that|to)\w+){{0,5}}? {MISDEED}|"
    rf"(?:principal|head ?(?:teacher|master|mistress))(?: (?!told|tell|tells|says|said|wants|asked|asks|knows|will|did not|ignored|"
    rf"refus\w*|should|that|to)\w+){{0,5}}? {MISDEED}|"
    rf"(?:^|(?<=[.?!] ))(?:so |and |but |the |our )?head(?: (?:has|just|keeps|is|always|have))* {FORCE}|"
    r"(?:he|she|they) (?:is|are) (?:also )?(?:my|our|the) (?:line )?(?:manager|boss|head|owner|principal)|my (?:boss|line manager)(?: \w+){0,4} "
    r"(?:on (?:his|her) knee|alone with|messag\w+|touch\w+|kiss\w+)"
)
_LOW_LEVEL = pattern(
    r"low ?level|lower level|nagging doubt|(?:does not|do not|did not|doesnt|not) (?:\w+ ){0,3}(?:an allegation|reach|lado level|"
    r"meet (?:the )?(?:harm )?threshold)|"
    r"(?:bad|funny|odd|weird|uneasy|uncomfortable|off) feeling|feels? (?:a bit )?off|not (?:quite )?right about (?:him|her|the)|gut feeling|"
    r"over ?familiar|self ?report\w*|calls? (?:\w+ ){0,3}(?:sweetie|darling|babe|hun|honey|love)"
)
# Harm, or conduct that only an allegation can be: a "low-level" label does not make it small.
_SERIOUS = pattern(
    r"hit|hits|hitting|slap\w*|smack\w*|punch\w*|kick\w*|throttl\w*|throat|neck|hair|bruis\w*|injur\w*|hurt\w*|marks?|kiss\w*|"
    r"touch\w*|grop\w*|strok\w*|skirt|"
    r"knickers|underwear|trousers|under (?:her|his|their) (?:top|shirt|clothes)|hand (?:\w+ ){0,2}(?:up|down|in|inside|under)|lap|"
    r"bed\w*|sex\w*|nud\w*|naked|indecent|porn|dating|"
    r"relationship|groom\w*|alcohol|vodka|drugs|weed|vapes?|snap ?chat\w*|locked|door (?:is |was )?(?:shut|closed|locked)|alone in|"
    r"secret\w*|threat\w*|abus\w*|assault\w*|"
    r"restrain\w*|force\w*|shook|shaken|drag\w*|grab\w*|push\w*|shov\w*|pinn\w*|arrested|police|her number|his number|his house|"
    r"her house|his flat|her flat|midnight"
)
_AS_SUCH = pattern(r"low ?level|lower level|nagging doubt")
_ACCUSED = pattern(rf"{STAFF}(?: \w+){{0,9}}? {MISDEED}")
_RESTRAINED = pattern(rf"{STAFF}(?: \w+){{0,4}}? (?:restrain\w*|yanked|barricaded)")
_AT_WORK_AGAIN = pattern(
    r"(?:carry|carrying|go|going) on(?= |$)|keep (?:on )?(?:working|teaching|coaching|driving|volunteering)|"
    r"stay(?:ing)? (?:on|in (?:class|post|role|work))|back (?:in|at|to|into) (?:class|work|school|training|post|the (?:class|room|classroom))|"
    r"(?:in|run|take|cover) (?:his|her|their|the) (?:class|session)"
)
_ASKS = pattern(r"how|what|which|who|when|where|do|does|should|is it|can|policy|example|difference|log|record|keep|share")

_OTHERS = (
    r"(?!mum|dad|mums|dads|stepdad|parents?|told|tells|says|said|disclosed|uncle|brother|grandad|nan|boyfriend|police|report\w*|rang|phoned|"
    r"called)"
)
_NEXT_SENTENCE = pattern(
    rf"(?:(?:it is|its|about|involves?|re|^the|so it is) (?:the |my |our |a |one of (?:my|our|the) )?(?:head|deputy|manager|owner|boss|"
    rf"{STAFF})|(?:my|"
    rf"our) (?:deputy|"
    rf"manager|owner|boss|head|{STAFF}))(?: {_OTHERS}\w+){{0,8}} ?[.?!](?: {_OTHERS}\w+){{0,8}}? (?:he|she|they)(?: (?:{_OTHERS}\w+)){{0,7}}? "
    rf"(?:{MISDEED}|on (?:his|her) knee)|"
    rf"(?:^|(?<=[.?!] ))(?:the |our )?(?:head|principal|deputy|owner|manager)(?: again| too| now)? ?[.?!] (?:he|she) (?:\w+ ){{0,5}}?{MISDEED}|"
    rf"(?:line manager|my (?:boss|manager|head|deputy))(?: {_OTHERS}\w+){{0,14}}? {MISDEED}|"
    rf"it is (?:the|our|my) (?:head|principal|deputy|boss|owner|manager) ?[.?!] (?:just )?{MISDEED}"
)
_SHAKEN = pattern(
    r"(?:shook|shaken|shaking|shakes|threw|thrown|dropped|slung|swung|slammed|dangled|bounced|flung)(?: \w+){0,6}? (?:baby|babies|"
    r"little one|toddler|"
    r"tot|infant|newborn|bubs?|twin|mindee|lo|\d{1,2} (?:month|week)s? old|(?:[1-3]|one|two|three) year old|cot|nap|bouncer)|"
    r"(?:baby|babies|little one|toddler|mindee) (?:\w+ ){0,2}(?:was|been|got|being) (?:\w+ )?(?:shaken|thrown|dropped|slammed|swung)"
)
_GONE_HOME = pattern(
    r"(?:went|gone|sent|collected|picked up|taken|goes) home|(?:home|left|collected|picked up)(?: \w+){0,3} (?:as normal|as usual|fine|"
    r"at \d|by (?:mum|dad|nan))|"
    r"(?:seems?|seemed|looks?|looked|was|is|been|acting) (?:absolutely |ok |perfectly |totally )?(?:fine|ok|normal|himself|herself|happy)|"
    r"cctv|footage|camera|"
    r"yesterday|last week|the other day|on (?:monday|tuesday|wednesday|thursday|friday)|earlier|this (?:morning|afternoon)"
)

_SHAKER = pattern(
    rf"(?:{STAFF}|deputy|2 ?ic|owner|student(?: on placement)?|apprentice|bank|agency|trainee|one of my (?:staff|team))(?: {_OTHERS}\w+){{0,8}}? "
    r"(?:shook|shaken|shaking|shakes|threw|slung|swung|slammed|dangled|flung)"
)


_LOCKED_IN = pattern(
    r"(?:bolt|bolts|bolted|padlock\w*|locks?|locked|latch)(?: \w+){0,3} (?:the )?outside(?: of)?(?: \w+){0,2} (?:bed ?room|room|door)|"
    r"(?:bed ?room|room|door)(?: \w+){0,3} (?:bolted|padlocked|locked|shut) from (?:the )?outside"
)
_IN_CARE = pattern(
    r"(?:foster )?carers?|foster(?:ed|ing)?|placements?|lac|looked after|in care|childrens home|residential|respite|school|nursery|"
    r"setting"
)


def accused_in_other_words(plain: str) -> bool:
    """Whether one who works with children is named and the next sentence says what "he" or "she" did; or one shook a small child, or locks one in."""
    return bool(_NEXT_SENTENCE.search(plain)) or shook_a_child(plain) or bool(_LOCKED_IN.search(plain) and _IN_CARE.search(plain))


def accused(plain: str) -> bool:
    """Whether one who works with children is said to have done something to a child."""
    return bool(_ACCUSED.search(plain) or _RESTRAINED.search(plain))


def accused_at_work(plain: str) -> bool:
    """Whether one who works with children, and is said to have done something to a child, is asked about as staying at work."""
    return accused(plain) and bool(_AT_WORK_AGAIN.search(plain))


def shook_a_child(plain: str) -> bool:
    """Whether one who works with children shook, threw or swung a small child."""
    return bool(_SHAKER.search(plain) and _SHAKEN.search(plain))


def shaken_by_staff(plain: str) -> bool:
    """Whether a small child was shaken, thrown or dropped and has gone home or seems well: they still need a doctor."""
    return bool(_SHAKEN.search(plain) and _GONE_HOME.search(plain))


def about_head(plain: str) -> bool:
    """Whether the one accused is the head, principal, owner or manager."""
    return bool(_ABOUT_HEAD.search(plain))


def low_level(plain: str) -> bool:
    """Whether it speaks of a low-level concern and of nothing that could only be an allegation."""
    return bool(_LOW_LEVEL.search(plain)) and not _SERIOUS.search(plain)


def only_asks_about_low_level(plain: str) -> bool:
    """A question about low-level concerns as such: nobody is said to have done anything."""
    return low_level(plain) and bool(_AS_SUCH.search(plain) and _ASKS.search(plain)) and not _ACCUSED.search(plain)
