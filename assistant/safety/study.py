"""A definition, or something for an essay, slides or a policy: nobody's situation, whatever the example says. On the plain form."""

from __future__ import annotations

from assistant.safety.signals import pattern

_WORK = (
    r"(?:essay|assignment|dissertation|coursework|presentation|slides?|slide|training|inset|quiz|assembly|policy|handbook|newsletter|case study|"
    r"lesson|exam|module|portfolio|reflection|workshop|webinar|leaflet|poster|staff meeting|display|paper|podcast|cpd|thesis|literature review|"
    r"flash ?cards?|nvq|degree|interview|twilight|scenario|role ?play)"
)
_FOR_STUDY = pattern(
    rf"(?:for|writing|doing|prepping|updating|drafting|revising|into|marking|planning|teaching|finishing) (?:my|a|an|our|the|this|"
    rf"some|next|level "
    rf"\d|\w+s)? ?(?:\w+ ){{0,3}}?{_WORK}(?! (?:today|she|he))|"
    rf"^(?:hi |quick )?(?:\w+ )?{_WORK} (?:question|about|prep|q|query|quiz|update|wording|scenario|a|an|if|is|does|what)"
)
_ACTED = pattern(
    r"(?:mock|pretend|simulated|simulation|practice|staged|scripted|dummy|fake) (?:\w+ )?(?:calls?|call script|scripts?|interviews?|phone "
    r"calls?|999 calls?|"
    r"disclosures?|incidents?|referrals?|scenes?|drill)|(?:an|the|our|hired) (?:actor|actress)(?: who| playing)? (?:plays?|screams?|shouts?|says?|"
    r"cries|pretends?|reads?|rings?|is)|(?:actor|actress)(?: \w+){0,2} playing (?:a|an|the)|fire drill|lockdown drill"
)
"""Danger that is played: a call for students to practise with, an actor who screams."""
_DEFINES = pattern(
    r"(?:def|defn|defs|definitions?|meaning|legal meaning|defined) (?:of|for|as)|define|how (?:is|do (?:we|you|they)|are) (?:\w+ ){1,4}defined|"
    r"what (?:counts|qualifies|is classed) as|(?:whats|what is) (?:the |a )?(?:legal |statutory |official |working )?(?:definition|meaning)|"
    r"in law|legally"
)
_SUPPOSED = pattern(r"if (?:a|an|the|they|she|he|someone|you|\d+)|say (?:a|an)|example|e g|eg|scenario|hypothetical\w*|made up|suppose|"
    r"imagine|fictional")
_REAL = pattern(
    r"(?:my|our) (?:class|pupil|caseload|client|student|son|daughter|sister|brother|niece|nephew|friend|mate|key child)|"
    r"told me|disclosed to|in my (?:office|room|class)|right now|tonight|this morning|just (?:now|said|told|come|came|seen|saw)|with me|"
    r"my (?:mum|dad|"
    r"stepdad|uncle|boyfriend|bf)|me (?:and|to)|(?:hit|hurt|touch|rape)\w* me|i am (?:scared|frightened)|what do i do|ring|yesterday|last night"
)


def for_study(plain: str) -> bool:
    """Whether a definition is asked for, or an example for something to be written or taught, and nobody real stands beside it."""
    if _REAL.search(plain):
        return False
    return bool(_FOR_STUDY.search(plain) or (_DEFINES.search(plain) and _SUPPOSED.search(plain)))


def acted(plain: str) -> bool:
    """Whether what is told is said to be played, and nothing real stands beside it."""
    return bool(_ACTED.search(plain)) and not _REAL.search(plain)
