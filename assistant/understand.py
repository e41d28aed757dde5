"""Question and thread to a query: what is searched for, in which area and year, and what kind of answer would satisfy it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from assistant.domain import Area
from assistant.knowledge import Vocabulary
from assistant.lexical import terms, words
from assistant.timing import timed

Wanted = Literal["contact", "definition", "figure", "comparison", "learning", "threshold", "when", "how", "who", "change", "list", "general"]

VOCABULARY_WEIGHT = 0.35
ACRONYM_WEIGHT = 0.5
HISTORY_WEIGHT = 0.4
_FURTHEST = 3
"""Messages of one subject that a follow-up is searched with; field: "luton?" after "and under fives" after the question itself."""
_MOST_EXPANSIONS = 6

_WANTED: tuple[tuple[Wanted, str], ...] = (
    (
        "contact",
        r"\b(phone|telephone|landline|number (for|of|to)|whats the number|ring|e-?mail|address|direct line|helpline|contact (details|for|"
        r"number)|who do i (call|ring|phone|contact))\b",
    ),
    (
        "comparison",
        r"\b(compare[ds]?|comparison|versus|vs?\.?|v|differen(ce|t)|same (as|thing)|both|more than|less than|whose|fewer|which (area|"
        r"of)|up or down|than the (yr|year))\b",
    ),
    (
        "figure",
        r"\b(how many|how much|number of|figures?|percentage|per ?cent|share|proportion|rate|total|count|stats?|how often|what %|"
        r"headcount|budget|cost|funding)\b|%|£",
    ),
    (
        "definition",
        r"\b(what(s| is| are|'s) (a|an|the|it)?|(stands?|short) for|mean(s|ing)?|definition|define|who (are|is)|acronym|what on earth)\b",
    ),
    ("change", r"\b(what('s| has|s)? changed|still|any ?more|nowadays|used to|happened (with|to|about|since)|improved?|better|update|progress)\b"),
    ("learning", r"\b(review|learn(t|ing|ed)?|recommend\w*|missed|went wrong|case|scr|cspr|findings?|audit)\b"),
    ("threshold", r"\b(thresholds?|level [1-4]|meets?|criteria|section (17|47|20)|s17|s47|tier)\b"),
    ("when", r"\b(when|at what point|how (soon|quickly|fast|long)|deadline|by when|which year)\b"),
    ("who", r"\b(who|whom|which (team|service|agency|group|role))\b"),
    ("how", r"\b(how (do|does|should|can|to)|what (do|should) (i|we)|do (i|we|they) (have|need)|can (i|we)|process|steps|procedure|which form)\b"),
    ("list", r"\b(list|priorit\w+|all the|which ones|themes?|types?|signs?|what (are|else))\b"),
)
_WANTED_COMPILED = tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in _WANTED)

_YEAR_PAIR = re.compile(r"\b(?:20)?(1\d|2\d)\s*[/–-]\s*(?:20)?(1\d|2\d)\b")
_COVID_YEAR = re.compile(r"\b(?:covid|lockdown|pandemic) (?:yr|year)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(20[012]\d)\b")
_LATEST = re.compile(
    r"\b(latest|newest|most recent|current|currently|now|(?:coming|next) (?:year|yr|conference)|last (?:updated|refreshed)|this year|these days|"
    r"atm|nowadays|up to date)\b",
    re.IGNORECASE,
)
_OLD_EDITION = re.compile(
    r"\b(used to say|previous(ly)? (edition|version)|old(er)? (version|edition|briefing)|before it was (changed|replaced|updated)|"
    r"what did (it|the old)|superseded|earlier version)\b",
    re.IGNORECASE,
)
_THEN = (
    r"(?:then|back then|(?:ten|\d+|a few|some) years (?:back|ago)|old(?:er)? (?:\w+ ){0,3}reports?|used to|in 20[012]\d|"
    r"than (?:in )?20[012]\d|the time before|\d\d/\d\d|the old \w+)"
)
_NOW = r"(?:now|newest(?: \w+)?|latest|most recent|these days|nowadays|still|any ?more|today|currently|got (?:better|worse)|improved)"
_NOW_COMPILED = re.compile(rf"\b{_NOW}\b", re.IGNORECASE)
_THEN_AND_NOW = re.compile(rf"\b{_THEN}\b.*\b{_NOW}\b|\b{_NOW}\b.*\b{_THEN}\b", re.IGNORECASE | re.DOTALL)
_MONTH_YEAR = re.compile(r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]* ['’]?(1\d|2\d)\b(?!\s?(?:st|nd|rd|th)\b)", re.IGNORECASE)
_LEANS_BACK = re.compile(
    r"^\W*(and|&|also|so|but|what about|how about|ok|same|no,? the|or|is (it|that)|are they|why|when was that|who was it)\b"
    r"|\b(that|this|it|they|them|those|these|he|she|him|her|his|hers|their|there|same|one|ones)\b|^\W*any\b|\bthe (other|rest|jump|"
    r"drop|increase|yr|year) ?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What to search for.

    ``dense`` are the texts to embed with their weights; ``earlier`` is what a follow-up leans on, else empty; ``lexical`` maps (stemmed)
    terms to weights. ``areas`` are those named or implied, most telling first. ``periods`` are years as "2021-22" or "2017". ``focus``
    are the asker's own terms without expansions.
    """

    text: str
    dense: tuple[tuple[str, float], ...]
    lexical: Mapping[str, float]
    earlier: str = ""
    areas: tuple[Area, ...] = ()
    periods: tuple[str, ...] = ()
    latest: bool = False
    superseded: bool = False
    then_and_now: bool = False
    wanted: tuple[Wanted, ...] = ("general",)
    focus: tuple[str, ...] = ()
    expansions: tuple[str, ...] = ()
    follow_up: bool = False
    acronyms: tuple[tuple[str, tuple[str, ...]], ...] = field(default=())
    cases: tuple[str, ...] = ()


class Acronyms:
    """Expansions harvested from the documents, looked up by case: ART is a team, art is a lesson."""

    def __init__(self, expansions: Mapping[str, Sequence[str]]) -> None:
        self.expansions = {key: tuple(value) for key, value in expansions.items()}
        self._unambiguous = {key.lower(): key for key in self.expansions if len(key) >= 4 or any(c.isdigit() for c in key)}

    def find(self, text: str) -> list[tuple[str, tuple[str, ...]]]:
        """Acronyms in a text with all their expansions; lower case counts where it cannot be a common word."""
        found: dict[str, tuple[str, ...]] = {}
        shouting = text.upper() == text
        for word in re.findall(r"[A-Za-z][A-Za-z0-9&]*", text):
            key = word if word in self.expansions and not shouting else self._unambiguous.get(word.lower())
            key = key or (word.upper() if word.upper() in self.expansions and word.lower() not in COMMON_WORDS and len(word) > 2 else None)
            if key:
                found[key] = self.expansions[key]
        return list(found.items())


@dataclass(frozen=True, slots=True)
class Names:
    """What the documents of a generation call things: acronyms and the pseudonyms of reviews (lower case)."""

    acronyms: Acronyms
    cases: frozenset[str] = frozenset()

    def cases_in(self, text: str) -> tuple[str, ...]:
        """Reviews named in a text."""
        low = " ".join(words(text))
        return tuple(sorted(name for name in self.cases if re.search(rf"\b{re.escape(name)}\b", low)))


COMMON_WORDS = frozenset(
    "art it is as at be so to us we or am an in on my he his her all and are can for has had one our out see she too was who you "
    "day way may child home team plan case care cat mash pace place set sit tag act sw".split()
)


def periods_in(text: str) -> tuple[str, ...]:
    """Years and year pairs in a text: "21/22" gives "2021-22", "2017" gives "2017", the covid year 2020-21."""
    pairs = [f"20{first}-{second}" for first, second in _YEAR_PAIR.findall(text) if int(second) == int(first) + 1]
    rest = _YEAR_PAIR.sub(" ", text)
    months = [f"20{year}" for year in _MONTH_YEAR.findall(text)]
    covid = ["2020-21"] if _COVID_YEAR.search(text) else []
    return tuple(dict.fromkeys([*pairs, *_YEAR.findall(rest), *months, *covid]))


def period_spans(text: str) -> tuple[tuple[tuple[int, int], tuple[str, ...]], ...]:
    """Where each year or pair of years stands in a text, with the periods that it names."""
    found: list[tuple[int, int]] = []
    for pattern in (_YEAR_PAIR, _MONTH_YEAR, _COVID_YEAR, _YEAR):
        found += [match.span() for match in pattern.finditer(text) if not any(low < match.end() and match.start() < high for low, high in found)]
    return tuple((span, periods_in(text[span[0] : span[1]])) for span in sorted(found))


_BEFORE_PERIOD = re.compile(
    r"(?:\s*\b(?:back )?(?:in|for|at|by|as of|since|during|on|from|around))?(?:\s*\bthe)?(?:\s*\b(?:end|start|beginning) of)?"
    r"(?:\s*\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)?\s*$",
    re.IGNORECASE,
)


def without_periods(text: str) -> str:
    """A text without the years that it names and the words that introduce them: "in July 2021" goes as a whole."""
    kept, start = "", 0
    for (low, high), _ in period_spans(text):
        kept += _BEFORE_PERIOD.sub("", text[start:low])
        start = high
    return (kept + text[start:]).strip()


def now_spans(text: str) -> list[tuple[int, int]]:
    """Where a text speaks of the present."""
    return [match.span() for match in _NOW_COMPILED.finditer(text)]


def wanted_in(text: str) -> tuple[Wanted, ...]:
    """The kinds of answer a question asks for, in the order of the table above; "general" when none shows."""
    return tuple(name for name, pattern in _WANTED_COMPILED if pattern.search(text)) or ("general",)


def leans_back(text: str, history: Sequence[str]) -> bool:
    """Whether a message needs the earlier ones to be understood."""
    if not history:
        return False
    content = [word for word in terms(text) if not word.isdigit()]
    return len(content) <= 3 or (len(content) <= 9 and bool(_LEANS_BACK.search(text)))


def carried(history: Sequence[str]) -> tuple[str, ...]:
    """The earlier messages that a follow-up leans on: back to the last one that stands by itself, at most ``_FURTHEST``."""
    first = max(0, len(history) - _FURTHEST)
    alone = (n for n in range(len(history) - 1, first, -1) if not leans_back(history[n], history[:n]))
    return tuple(history[next(alone, first) :])


@timed("understand")
def understand(text: str, history: Sequence[str], areas: Sequence[Area], vocabulary: Vocabulary, names: Names) -> Query:
    """Build the query. ``areas`` are those already recognised in message, thread and channel."""
    follow_up = leans_back(text, history)
    back = " ".join(carried(history)) if follow_up else ""
    area = areas[0] if len(areas) == 1 else None
    weighted: dict[str, float] = {}
    _add(weighted, terms(text), 1.0)
    _add(weighted, terms(back), HISTORY_WEIGHT)
    expansions: list[str] = []
    for phrase, line in vocabulary.find(f"{text} . {back}", area)[:_MOST_EXPANSIONS]:
        for meaning in line.means:
            if meaning.lower() != phrase:
                expansions.append(meaning)
    for meaning in expansions:
        _add(weighted, terms(meaning), VOCABULARY_WEIGHT)
    if _COVID_YEAR.search(text):
        expansions.append("2020/21")
        _add(weighted, terms("2020/21"), ACRONYM_WEIGHT)
    found = names.acronyms.find(f"{text} {back}")
    for _, meanings in found:
        for meaning in meanings[:2]:
            expansions.append(meaning)
            _add(weighted, terms(meaning), ACRONYM_WEIGHT)
    dense = ((f"{back} {text}", 0.6), (text, 0.4)) if follow_up else ((text, 1.0),)
    return Query(
        text=text,
        dense=dense,
        earlier=back,
        lexical=weighted,
        areas=tuple(areas),
        # "And Luton, the latest?" drops the year of the turn before.
        periods=periods_in(text) or (periods_in(back) if follow_up and not _LATEST.search(text) else ()),
        latest=bool(_LATEST.search(text)),
        superseded=bool(_OLD_EDITION.search(text)),
        then_and_now=bool(_THEN_AND_NOW.search(text)),
        wanted=wanted_in(text) if wanted_in(text) != ("general",) or not follow_up else wanted_in(back),
        focus=tuple(dict.fromkeys(terms(text))),
        expansions=tuple(dict.fromkeys(expansions)),
        follow_up=follow_up,
        acronyms=tuple(found),
        cases=names.cases_in(text) or (names.cases_in(back) if follow_up else ()),
    )


def _add(weighted: dict[str, float], found: Sequence[str], weight: float) -> None:
    for term in found:
        weighted[term] = max(weighted.get(term, 0.0), weight)


def is_long_enough(text: str) -> bool:
    """Whether there is anything to search for."""
    return any(len(word) > 1 for word in words(text))
