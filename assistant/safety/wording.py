"""Brings a message into one plain form, so that the tables of signals stay short: lower case, no apostrophes, shorthand
spelled out, likely typing errors in words that matter put right. The result is for recognising only and is never shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from assistant.safety.shorthand import SHORTHAND

MAX_CHARS = 6000
"""A longer text is read at both ends: danger stands at the start or in the last lines of a pasted record."""

_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\U000e0000-\U000e007f]")
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc`\u00b4\u2032]")


def visible(text: str) -> str:
    """The text without invisible and direction-changing characters, in composed form."""
    return _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))


_GLUED = re.compile(
    r"(?<![a-z0-9])(\d{1,3})[\s-]?(weeks?|wks?|w|months?|mths?|mnths?|mo|m|years?|yrs?|y|hours?|hrs?|"
    r"minutes?|mins?|days?)"
    r"(?:[\s-]?(olds?|o))?(?![a-z0-9])"
)
_UNIT = {"w": "week", "m": "month", "y": "year", "d": "day", "h": "hour", "mi": "minute"}
# Health staff write ages as fractions: 4/12 is four months, 6/52 six weeks, 5/7 five days.
_HEALTH_AGE = re.compile(r"(?<![\d/])(\d{1,2})/(12|52|7)(?![\d/])(?: old)?")
_HEALTH_UNIT = {"12": "months", "52": "weeks", "7": "days"}
_YEAR_GROUP = re.compile(r"\b(?:yr|yrs|year|y)\s?-?(\d{1,2})s?\b(?!\s?(?:year|month|week|day|old))")
_OVERDOSED = re.compile("\\bo\\.?d\\.?['\u2019`]e?d\\b")
_STARS = {
    "r*pe": "rape",
    "r*ped": "raped",
    "r@ped": "raped",
    "r@pe": "rape",
    "r4pe": "rape",
    "s*x": "sex",
    "k*ll": "kill",
    "su1cide": "suicide",
    "s*icide": "suicide",
    "su*cide": "suicide",
    "d*e": "die",
    "ab*sed": "abused",
    "n*des": "nudes",
    "w/": "with ",
    "@": " at ",
}


# "mum has had an order for years, does school need a copy": what follows the comma is a question of its own.
_QUESTION_AFTER_COMMA = re.compile(
    r",\s*(?=(?:and |so |but )?(?:whats?|which|who|how|when|where|does|do (?:we|they|schools?)|is "
    r"(?:that|this|it|there)|any)\b)"
)


_I_WILL = re.compile(
    r"((?:^|[.?!,;\n] ?)(?:so |ok |okay |right |yeah |yep |then |and |but |think |guess |maybe )*|\b(?:and|then|but|think|guess|reckon|know|"
    r"promise|if) )"
    r"ill(?= (?:also |just |then |probably |prob |never |not |always |still )*(?:put|go|do|be|ring|call|tell|send|ask|see|write|record|log|"
    r"say|give|let|"
    r"leave|wait|make|take|check|email|pop|fill|have|try|come|close|sign|add|talk|speak|phone|refer|book|look|read|use|try|copy|type|print|share|"
    r"know|find|finish|start|stop|chase|need|get (?:it|on|back|them|him|her|the|this|that|my|our|someone|onto))\b)"
)
"""A short "I'll" is no illness: "so ill put unfounded then"."""


def normal(text: str) -> str:
    """The plain form of a message: words, digits, and sentence marks ``. ? !`` with single spaces between.

    Commas go: the tables read across them.
    """
    low = _OVERDOSED.sub("overdosed", visible(text).lower())
    if len(low) > MAX_CHARS:
        low = low[: MAX_CHARS - 2000] + " . " + low[-2000:]
    low = _APOSTROPHES.sub("", low)
    low = _QUESTION_AFTER_COMMA.sub(" . ", low)
    low = re.sub(r"\s[-\u2013\u2014]+\s", " . ", low)
    for starred, word in _STARS.items():
        if starred in low:
            low = low.replace(starred, word)
    low = re.sub(r"([a-z])\1{2,}", r"\1", low)
    low = _HEALTH_AGE.sub(lambda m: f"{m.group(1)} {_HEALTH_UNIT[m.group(2)]} old ", low)
    low = re.sub(r"\by[./]?o\b", "year old", low)
    low = _YEAR_GROUP.sub(r"year \1", low)
    low = _GLUED.sub(_spelled, low)
    low = _I_WILL.sub(r"\1i will", low)
    tokens = re.findall(r"\d+(?:[.:/]\d+)*|[^\W\d_]+\d*|[.,?!;\n]", low)
    return re.sub(r"\s+", " ", " ".join(_plain(tokens)))


def _spelled(match: re.Match[str]) -> str:
    unit = _UNIT["mi" if match.group(2).startswith("mi") else match.group(2)[0]]
    old = " old" if match.group(3) else ""
    if match.group(2) in ("m", "y", "w") and not old:
        return match.group()
    return f"{match.group(1)} {unit}{'' if old else 's'}{old}"


def _plain(tokens: Iterable[str]) -> Iterator[str]:
    for piece in tokens:
        if piece == ",":
            continue
        if piece in ("\n", ";"):
            yield "."
        elif piece in SHORTHAND:
            yield SHORTHAND[piece]
        elif len(piece) >= 5 and piece.isalpha():
            yield _CORRECTOR.fix(piece)
        else:
            yield piece


class Corrector:
    """Puts right words that are one slip away from a word that matters (two slips from ten letters on).

    A slip is a missing, extra, wrong or swapped letter; the first letter must be right. ``known`` words are left alone.
    """

    def __init__(self, words: Iterable[str], known: frozenset[str] = frozenset()) -> None:
        self._words = frozenset(words)
        self._known = known
        self._index: dict[str, set[str]] = {}
        for word in self._words:
            for key in _deletes(word, 2 if len(word) >= 10 else 1):
                self._index.setdefault(key, set()).add(word)

    def fix(self, token: str) -> str:
        """The word that ``token`` most likely means, or ``token`` itself."""
        if token in self._words or token in self._known or len(token) < 5:
            return token
        best, best_cost = token, 99
        for key in _deletes(token, 2 if len(token) >= 9 else 1):
            for word in self._index.get(key, ()):
                cost = _slips(token, word)
                if cost <= (2 if len(word) >= 10 else 1) and token[0] == word[0] and (cost, word) < (best_cost, best):
                    best, best_cost = word, cost
        return best


def _deletes(word: str, depth: int) -> set[str]:
    found = {word}
    edge = {word}
    for _ in range(depth):
        edge = {w[:i] + w[i + 1 :] for w in edge for i in range(len(w))}
        found |= edge
    return found


def _slips(a: str, b: str) -> int:
    """Optimal string alignment distance: insert, delete, replace, swap of neighbours."""
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        new = [i]
        for j, y in enumerate(b, start=1):
            cost = min(row[j] + 1, new[j - 1] + 1, row[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, before[j - 2] + 1)
            new.append(cost)
        before, row = row, new
    return row[-1]


# Words that decide something in the tables of signals and are often mistyped under stress.
KEY_WORDS = tuple(
    """knife machete weapon hammer unconscious unresponsive breathing bleeding choking strangled strangling strangle suffocating overdose
    overdosed paracetamol tablets swallowed collapsed seizure floppy bruise bruises bruised bruising injured injury injuries burned burns
    scald scalded fracture fractured broken swollen handprint cigarette suicide suicidal hanging hanged ligature goodbye killing missing
    disappeared vanished absconded runaway ran abducted kidnapped snatched raped raping assault assaulted sexually sexual touched touching
    touches abused abusing abuse disclosed disclosure disclosing scared frightened terrified terrifed screaming threatening threatened
    threatens attacking attacked stabbed stabbing punched punching kicked kicking hitting slapped slapping beating beaten shaken shaking
    shouting crying hurting hurts married marriage wedding honour circumcised teacher coach volunteer allegation inappropriate snapchat
    collected collect picked uncollected drunk intoxicated unsafe danger dangerous emergency ambulance police immediately urgent urgently
    tonight tomorrow morning stepdad boyfriend partner brother sister uncle grandad daughter toddler newborn infant nursery locked
    barricaded petrol drowning drowned electrocuted naked photos pictures private bedroom""".split()
)
ORDINARY_WORDS = frozenset(
    """scares scare scored sacred scarred touches torched toughed couched poached teach teaches reacher preacher coached roach couch beach
    brakes brother brothers mother bother another broker brown token taken banking hanging changing ranging hinging listing living kissing
    mission missions misting mixing passing messing dissing fishing wishing hissing massing abuser abusers abuses abusive amused accused
    abuse injure injures insured urgency urgencies emergent emergence partners partner's partnered parting party knives knifes weapons
    bruises brushes bruising cruising braised praised raised burnt burn barns turns suicides hanger hanged honoured honours humour harbour
    hour hours wedding weddings wetting heading collects collector correct connect collecting college colleges locker blocked looked docked
    lacked clocked rocked shocked stocked private privately pirate primate priority locks shaking shaping sharing staking stating snaking
    making taking baking waking kicking licking picking ticking killing filling billing willing pilling calling selling telling beaten
    eaten beating heating seating bearing hearing hurtling hurting hunting hating burning turning hitting sitting fitting getting writing
    biting married marries carried worried tarried marriages morning mourning warning evening moaning photo photocopy photograph policy
    polices policed polite policies police policing nurseries nurse nursery newborns infants infancy danger dangers ranger anger manger
    unite united urgent argent agent touching teaching touched couching coaching reached attached attacking attack stacking attaching
    tracking ambulances ambulatory drunk drink drank trunk weekend picked pickled ticked kicked licked packed pocket picket raped rapid
    raping ripped taped draped shaped rated grasping trapped wrapped burns turns bonus runs drowned crowned drowsy floppy flappy sloppy
    choice choosing cooking chocking checking shocking soaking talking walking assault assaults assist assisted default sexuality
    sexualised sexual casual assess assessed asset screaming streaming dreaming screening steaming creaming threaten threat threats
    treating treatment breathing breeding breading reading heathing bathing breathe breath broken spoken broke brook swelling swallow
    following wallowed hammers hamper hummer missed ringing bringing singing tables tablet table stables picture pictured features naked
    named baked disclosures disclose enclosed disclosing disposing disclosed discussed collapses collapsed collapsing elapsed seizures
    seized overdoses overdue scaled scalds scold scalp allegations alligation volunteers voluntary volunteering teachers coaches sisters
    mister lister blister toddlers daughters slaughter laughter goodbyes vanish varnished banished stabbing stabling grabbing grabbed
    scabbed crabbed tabbed shaken shake taken waken brushing bruiser infants instant infect intent brothers's snatch matched watched
    scratched patched snatches circumcise circumcision fractures fracturing facture manufactured frighten frightening enlightened terrify
    terrifying terrified verified threatened threatens inappropriately appropriate locked tomorrows tonights unsafe safe hosting hoisting
    shouting shooting shutting shorting scouting pouting spouting crying drying trying frying prying flying dying tying slapped slipped
    snapped clapped slopped slapping sleeping slipping stopping shopping mapping punches punched bunched lunched launched pinched munched
    launching punching pitching shared immediate scale rating raring allocation struggling mornings discussing strange handed handing
    straddling dancer razing locke bedrooms alteration lucked strangles hamer boyfriends burgs locket killings swapped swapping touche
    alleviation burbs amusing amuse patrol torches reaped reaping bleating blending snitched stared sapping sapped boating pinching welding
    uncles runway dagger hurst shaked raged raging buried hinting scolded cigarettes stubbed weeding shaven marred razed kidnapper beater
    betting sitter shaving stranding machetes barricades abased hunts raked raking unconnected hurling barricade shaming strangler photons
    shakes shaker rayed petro raced racing burner kicker disappears disappear downing downed beaming kinked amuse beatings brothel tiddler
    alienation soared spared rapes snapping spacing misusing misused musing missed missile dismissing reading ready grooming bleeping
    sleeping tracing grazing gazing lasting pasting tasting wasting barking parking tracks placed places plans phones photos partings
    portion martinet""".split()
)
_CORRECTOR = Corrector(KEY_WORDS, known=ORDINARY_WORDS)
