"""A child or teenager who types about themselves, from their age, their school year or whose child they are. On the plain form of a message."""

from __future__ import annotations

import re

from assistant.safety.row_words import SECRECY
from assistant.safety.signals import pattern

_AGE = (
    r"(?:[5-9]|1[0-7]|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)(?: (?:years?|year)(?: old)?)?"
)
# What may follow an age, so that "i am 12 months into", "i am 9 cases behind" and "i am 15 minutes away" are no ages.
_AFTER = (
    r"(?=$| ?[.?!]| (?:and|n|nd|an|so|but|or|if|when|now|next|soon|in (?:year|school|foster|care)|years?|because|cause|please|also|just|i|my|me|"
    r"he|she|they|"
    r"we|you|it|is|am|do|dont|can|will|want|need|with|who|what|how|why|was|were|got|have|lol|btw|idk|tho|though|girl|boy|female|male|f|m|mum|dad|"
    r"today|this|"
    r"from|living|live|about|nearly|almost|yet|too|really|scared|sad|alone|lonely|pregnant)\b)"
)
_SAYS_AGE = pattern(
    rf"i am (?:only |just |nearly |almost |about |like |actually |still |turning |about to be |going to be |a )*{_AGE}{_AFTER}|"
    rf"(?:as|being) (?:a|an) {_AGE}(?: (?:girl|boy|lad|kid|teen|child))?|i (?:will be|turn|turned|just turned) {_AGE}{_AFTER}|"
    r"i am (?:only |just |still )?(?:in )?(?:a )?year (?:[1-9]|1[0-3])(?! (?:of|at uni|student|teacher|tutor|lead|leader|head|practitioner|social|"
    r"form|placement))|"
    r"my age is \d{1,2}|me and (?:\w+ ){0,3}are (?:both )?(?:[5-9]|1[0-7])(?= |$)|i am (?:only )?a (?:kid|child|teenager|teen|schoolgirl|schoolboy)"
)
# A bare age or year as a sentence of its own counts only beside one's own family or "me".
_BARE = re.compile(rf"(?:^|[.?!,] )(?:{_AGE}|year (?:[1-9]|1[0-3])|\d{{1,2}} (?:year old )?(?:girl|boy|f|m|female|male)(?: here)?)(?= ?[.?!]|$|"
    rf" my| me| i )")
_HERE = re.compile(rf"(?:^|[.?!] ){_AGE} (?:girl|boy|f|m|female|male) here\b|(?:^|[.?!] )(?:girl|boy|f|m) {_AGE} here\b")
_FAMILY = pattern(
    r"my (?:mum|dad|mums|dads|stepdad|stepmum|step dad|step mum|parents?|brother|sister|uncle|auntie|aunt|nan|grandad|foster (?:mum|dad|carer|"
    r"parents?)|bf|"
    r"boyfriend|girlfriend|teacher|school|mates?|friends?)|(?:mum|dad)s? (?:says?|said|hits?|hit|will|bf)|tell (?:anyone|any ?one)"
)
_ME = pattern(r"i|me|my|myself|us|we")
_REPORTED = pattern(
    r"(?:he|she|they|who|pupil|client|girl|boy|lad|student|kid|child|teen|son|daughter|someone) (?:\w+ )?(?:says?|said|told|tells|wrote|texted|"
    r"messaged|"
    r"posted|put|disclosed|typed|writes|reads?)|(?:text|message|note|letter|post|email|voicemail|chat)s?(?: \w+){0,3} (?:says?|said|saying|reads?|"
    r"from)|"
    r"quote|quoted"
)
# Work, marriage, driving: no child speaks.
_GROWN = pattern(
    r"(?:my|the) (?:manager|caseload|cases|supervisor|supervision|team|shift|colleagues?|husband|wife|kids|mortgage|probation|wages|rota|dsl|"
    r"class|pupils?|"
    r"client|clients|students?|tutees?)|(?:core group|conference|cin|icpc|rcpc|template|chronolog\w*|strategy (?:meeting|discussion)|escalation|"
    r"gcp2?|genogram|"
    r"section \d+|s47|s17|mash|child protection|this job|at work|to work|from work|asye|social work\w*|duty|on call|car park|drove|driving|"
    r"motorway|m1|a421|a6|"
    r"the wheel|on the way (?:in|to work)|way home from work)"
)


def of_own_age(plain: str) -> bool:
    """Whether somebody gives their own age or school year as that of a child; ages in reported words do not count."""
    found = _SAYS_AGE.search(plain) or _HERE.search(plain)
    if found is None:
        found = _BARE.search(plain)
        if found is None or not (_FAMILY.search(plain) and _ME.search(plain)) or _GROWN.search(plain):
            return False
    sentence = re.split(r"[.?!]", plain[: found.start()])[-1]
    if _REPORTED.search(sentence) or _WORKS_WITH.search(plain):
        return False
    return not (_HERE.search(plain) and not _ME.search(plain))


_WORKS_WITH = pattern(
    r"(?:my|our|the) (?:class|caseload|pupils?|students?|clients?|dsl|setting|nursery|tutor group|manager|service user)|i am (?:a|an|the) (?:\w+ )?"
    r"(?:teacher|ta|dsl|gp|midwife|worker|practitioner|nurse|senco|carer|manager|parent|mum|dad|neighbour)"
)


_SECRECY = pattern(SECRECY)


def asks_secrecy(plain: str) -> bool:
    """Whether something is to be told that nobody else may hear: it is nearly a disclosure already."""
    return bool(_SECRECY.search(plain)) and not _GROWN.search(plain)


def grown_up(plain: str) -> bool:
    """Whether the message shows a working adult who speaks of themselves, and gives no child's age."""
    return bool(_GROWN.search(plain)) and not of_own_age(plain) and not _FAMILY.search(plain)

