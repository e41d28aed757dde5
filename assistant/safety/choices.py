"""A verdict asked for as a choice: "section 47 or CIN", "early help or straight to MASH", "which tier". On the plain form of a message.

A choice between the two in general ("what is the difference between ...") is a question for the library.
"""

from __future__ import annotations

import re
from typing import Literal

from assistant.safety.row_words import MARKS
from assistant.safety.signals import pattern

Choice = Literal["lado_threshold", "close_case", "level", "threshold_met", "share_without_consent"]

_LEVEL = (
    r"(?:(?:level|tier|band|stage) (?:\d|one|two|three|four)|\d|section (?:47|17)|s47|s17|47|17|cin|child in need|cp|child protection|icpc|rcpc|"
    r"conference|early help|"
    r"eh|eha|taf|tac|mash|ifd|front door|social care|statutory|universal|targeted|family help|school|strat(?:egy)?(?: (?:meeting|discussion))?|"
    r"(?:another )?cin meeting|assessment)"
)
_WHAT = (
    r"(?:abus\w+|neglect\w*|accident\w*|nai|non accidental|poverty|poor|exploitation|cse|cce|grooming|deliberate|discipline|chastisement|bullying|"
    r"self neglect|fii|experiment\w*|play|normal|harm\w*|significant harm|teenage behaviour|behaviour|culture|parenting|radicalis\w+|criminal\w*|"
    r"child on child|"
    r"sexual abuse|emotional abuse|safeguarding|a crime|consensual|low risk|high risk|medium risk|safe|unsafe|at risk)"
)
_ACT = (
    r"(?:refer(?: (?:in|it|now|this|him|her|them))?|a? ?referral|monitor(?: (?:it|him|her))?|watch(?: and wait)?|wait|log(?: it)?|leave(?: it)?|"
    r"hold(?: off)?|escalat\w+|"
    r"report(?: it)?|ring(?: (?:it|them))?|ignore(?: it)?|nfa|close|step (?:up|down)|keep (?:on|open|going|him|her|it)(?: \w+)?|stay|end|continue|"
    r"go ahead|"
    r"call (?:it|them|mash|police))"
)
_CONDUCT = r"(?:lado|hr|hour|low level|disciplinary|conduct|head|governors|internal|allegation|a word|training)"
_GAP = (
    r"(?: \w+){0,4}? or (?:straight (?:to|in) |just |a |an |to |only |more |still |is it |go |more like |leave |with |do i |do we |should i |"
    r"another |keep |even )*"
)
_CHOICES: tuple[tuple[Choice, re.Pattern[str]], ...] = (
    ("lado_threshold", pattern(rf"(?:lado{_GAP}(?:{_CONDUCT}|not)|{_CONDUCT}{_GAP}(?:lado|allegation))")),
    ("share_without_consent", pattern(r"(?:with |without |need )?consent or (?:no|not|without|no consent|override)|share or (?:not|keep|wait)")),
    ("close_case", pattern(rf"(?:clos\w+|nfa|step(?:ping)? (?:it |them |him |her )?down|end(?:ing)?|sign off|discharge){_GAP}(?:{_ACT}|not|extend|"
        rf"plan)")),
    ("level", pattern(rf"{_LEVEL}{_GAP}{_LEVEL}|(?:pick|choose) (?:one|a level|a tier)(?: \w+){{0,3}} {_LEVEL}|{_LEVEL} {_LEVEL} {_LEVEL}")),
    ("level", pattern(r"(?:which|what) (?:tier|level|band|stage|category|plan)(?: \w+){0,6}")),
    ("threshold_met", pattern(rf"(?:{_ACT}|{_LEVEL}|{_WHAT}){_GAP}(?:{_ACT}|{_WHAT}|{_LEVEL}|not)|(?:{_WHAT}|{_LEVEL}) (?:y n|yes (?:or )?no)")),
)
# A real family or child stands beside the choice: somebody with an age, a relative, "he", "this one"; or a verdict is pressed for.
_CASE = pattern(
    r"he|she|him|her|his|hers|they|them|mum|dad|mums|dads|stepdad|stepmum|parents?|nan|gran|grandad|uncle|aunt\w*|boyfriend|sister|brother|baby|"
    r"twins|"
    r"\d{1,2} ?(?:year|month|week|day)s? old|year \d{1,2}|(?:\d|one|two|three|four|five) (?:kids|children|siblings)|kids|lad|lass|boy \d+|girl \d+|"
    r"(?:a|this|my|our|the) (?:kid|child|girl|boy|baby|teen|teenager|family|case|one|lad|toddler|ta|teacher|coach|carer|pupil|student|sibling group)|"
    r"my (?:case|family|client|pupil)|this (?:one|case|family)"
)
_PRESSED = pattern(
    r"just (?:say|tell|pick|give|answer|want|need)(?: \w+){0,3}|which(?: one)?(?= ?$| ?[.?!]| then| is it)|quick (?:answer|call|one|decision|view|"
    r"steer)|pick one|y n|"
    r"yes (?:or )?no|(?:what|your) (?:do you think|call|view|verdict|steer)|tell me which|which is it|what would you|do you think|in your (?:view|"
    r"opinion)|one word|"
    r"straight answer|come down on|say (?:one|which)|make the call"
)
_IN_GENERAL = pattern(
    r"differen\w+|compar\w+|versus|explain|what (?:is|are|does|do|happens|did|counts)(?! (?:tier|level|band|he|she|they|you|your|this))|"
    r"who (?:decides|can|does|should|chairs|attends)|"
    r"how (?:is|are|do|does|long|many|often|should|would|can)|when (?:does|is|do|should|would)|timescales?|deadlines?|numbers? (?:for|of)|"
    r"the number|form|email|"
    r"attend|template|act \d+|children act|stands? for|mean|policy|procedure|guidance|criteria|(?:threshold )?(?:guide|document|matrix)|"
    r"annual report|review|reviews|"
    r"stats?|figures|training|briefing|in general|is there|are there|leaflet|referral form|both|at once|same time"
)
_WHICH_IN_GENERAL = pattern(r"which (?:tiers|levels) (?:are|is)|what (?:tiers|levels)|which (?:tier|level) (?:covers|includes|means|does|applies)")


def choice_asked(plain: str) -> Choice | None:
    """What kind of verdict is asked for as a choice about a real case, or ``None``."""
    pressed = bool(_PRESSED.search(plain))
    if not (pressed or _CASE.search(plain)) or _WHICH_IN_GENERAL.search(plain):
        return None
    asked = _asking(plain)
    if _IN_GENERAL.search(asked):
        return None
    return next((kind for kind, words in _CHOICES if words.search(asked)), None)


_MARKED = pattern(rf"(?<!no ){MARKS}")


def calm_choice(plain: str) -> bool:
    """Whether a choice is asked for and no injury is named: a mark on a child leads, whatever is asked beside it."""
    return choice_asked(plain) is not None and not _MARKED.search(plain)


def _asking(plain: str) -> str:
    """The sentences that hold the choice; the rest tells the story."""
    parts = [part for part in re.split(r"[.?!]", plain) if any(words.search(part) for _, words in _CHOICES)]
    return " . ".join(parts) or plain
