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
    rf"(?:^|(?<=[.?!] ))(?:so |and |but |the |our )?head(?: (?:has|just|keeps|is|always|have))* {FORCE}"
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
_ASKS = pattern(r"how|what|which|who|when|where|do|does|should|is it|can|policy|example|difference|log|record|keep|share")


def about_head(plain: str) -> bool:
    """Whether the one accused is the head, principal, owner or manager."""
    return bool(_ABOUT_HEAD.search(plain))


def low_level(plain: str) -> bool:
    """Whether it speaks of a low-level concern and of nothing that could only be an allegation."""
    return bool(_LOW_LEVEL.search(plain)) and not _SERIOUS.search(plain)


def only_asks_about_low_level(plain: str) -> bool:
    """A question about low-level concerns as such: nobody is said to have done anything."""
    return low_level(plain) and bool(_AS_SUCH.search(plain) and _ASKS.search(plain)) and not _ACCUSED.search(plain)
