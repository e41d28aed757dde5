"""Which partnership a message is about: read from place names before any masking.

``child_area`` answers "where does the child live", ``adult_work_area`` "where does the adult work". What the message says
beats what an earlier message said, which beats the area chosen in the channel.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel

from assistant.domain import PARTNERSHIPS, Area
from assistant.safety.wording import Corrector

PLACES_PATH = Path(__file__).resolve().parent.parent / "knowledge" / "places.yaml"
Role = Literal["lives", "works", "unsaid"]


class _PlacesFile(BaseModel):
    areas: dict[Area, list[str]]
    cautious: dict[Area, list[str]]
    initials: dict[Area, list[str]]
    shared: list[str]
    neutral: list[str]
    elsewhere: dict[str, list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Place names ready for matching. Each pattern has one group; ``owner`` maps the lower-case name to its area or council."""

    names: re.Pattern[str]
    cautious: re.Pattern[str]
    initials: re.Pattern[str]
    neutral: re.Pattern[str]
    owner: dict[str, str]
    councils: frozenset[str]
    corrector: Corrector


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place in a text: ``owner`` is an area or a council elsewhere; ``role`` what the words before it say."""

    owner: str
    start: int
    end: int
    role: Role
    elsewhere: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChildArea:
    """Where a child lives (or an adult works). ``elsewhere`` names another council's area; then ``area`` is ``None``."""

    area: Area | None = None
    elsewhere: str | None = None
    said: bool = False


@lru_cache(maxsize=4)
def places(path: Path = PLACES_PATH) -> Places:
    """Read ``places.yaml`` once; a missing or broken file leaves the three partnership names, so that danger is still routed."""
    try:
        file = _PlacesFile.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, yaml.YAMLError):
        file = _PlacesFile(
            areas={"bedford": ["bedford"], "central": ["central bedfordshire", "dunstable"], "luton": ["luton"]},
            cautious={},
            initials={},
            shared=["bedfordshire"],
            neutral=[],
            elsewhere={},
        )
    return _compiled(file)


def _compiled(file: _PlacesFile) -> Places:
    owner: dict[str, str] = {name: "pan" for name in file.shared}
    for area, names in [*file.areas.items(), *file.cautious.items()]:
        owner.update({name: area for name in names})
    owner.update({name: council for council, names in file.elsewhere.items() for name in names})
    owner.update({name: area for area, names in file.initials.items() for name in names})
    plain = [*file.shared, *(n for v in file.areas.values() for n in v), *(n for v in file.elsewhere.values() for n in v)]
    single = [n for v in file.areas.values() for n in v if " " not in n and len(n) >= 6]
    return Places(
        names=_either(plain),
        cautious=_either([n for v in file.cautious.values() for n in v]),
        initials=_either([n for v in file.initials.values() for n in v]),
        neutral=_either(file.neutral),
        owner=owner,
        councils=frozenset(file.elsewhere),
        corrector=Corrector(single, known=_NOT_PLACES),
    )


_NOT_PLACES = frozenset({"bedfords", "bedroom", "landford", "oakleys", "hayes", "wooden", "button", "carton", "charlton", "lifton"})
_NEVER = re.compile(r"(?!x)x")


def _either(names: Sequence[str]) -> re.Pattern[str]:
    if not names:
        return _NEVER
    longest_first = sorted(set(names), key=len, reverse=True)
    return re.compile(r"(?<![\w&])(" + "|".join(re.escape(n).replace(r"\ ", r"[\s-]+") for n in longest_first) + r")(?:'?s)?(?!\w)")


def areas_in(text: str) -> tuple[Area, ...]:
    """Areas named in the text, in order of mention, each once; ``pan`` for Bedfordshire as a whole."""
    seen: list[Area] = []
    for mention in _mentions(text):
        area = mention.owner
        if not mention.elsewhere and area in (*PARTNERSHIPS, "pan") and area not in seen:
            seen.append(area)
    return tuple(seen)


def mentions_in(text: str) -> tuple[tuple[str, int, int], ...]:
    """Areas named in the text with where each name starts and ends."""
    return tuple((mention.owner, mention.start, mention.end) for mention in _mentions(text) if not mention.elsewhere)


def child_area(question: str, history: Sequence[str] = (), chosen: Area | None = None) -> ChildArea:
    """Where the child lives: the message, then earlier messages (newest first), then the area chosen in the channel."""
    return _resolve(question, history, chosen, "lives", "works")


def adult_work_area(question: str, history: Sequence[str] = (), chosen: Area | None = None) -> ChildArea:
    """Where the adult under an allegation works; a place where somebody lives does not count."""
    return _resolve(question, history, chosen, "works", "lives")


def _resolve(question: str, history: Sequence[str], chosen: Area | None, wanted: Role, other: Role) -> ChildArea:
    for text in (question, *reversed(history)):
        found = _decided(text, wanted, other)
        if found is not None:
            return found
    return ChildArea(area=chosen if chosen in PARTNERSHIPS else None)


def _decided(text: str, wanted: Role, other: Role) -> ChildArea | None:
    """The answer of one message; ``None`` when it names no place that could be it."""
    mentions = [m for m in _mentions(text) if m.owner != "pan"]
    if not mentions:
        return None
    for candidates in (
        [m for m in mentions if m.role == wanted],
        [m for m in mentions if m.role == "unsaid"],
        # A worker's own place is only a last resort for the child: "nursery in Bedford, boy not collected".
        [m for m in mentions if m.role == other and not m.elsewhere] if wanted == "lives" else [],
    ):
        owners = list(dict.fromkeys(m.owner for m in candidates))
        if len(owners) > 1 and _CORRECTS.search(text):
            owners = owners[-1:]
        if len(owners) == 1:
            return _as_area(candidates, owners[0])
        if owners:
            return ChildArea(said=True)
    return None


def _as_area(mentions: Sequence[Mention], owner: str) -> ChildArea:
    if next(m for m in mentions if m.owner == owner).elsewhere:
        return ChildArea(elsewhere=owner, said=True)
    return ChildArea(area=next(a for a in PARTNERSHIPS if a == owner), said=True)


_CORRECTS = re.compile(r"\b(?:no|not|sorry|i meant?|actually|rather|instead of|wrong)\b", re.I)
_LIVES = re.compile(
    r"\b(?:li+ves?|living|lived|reside[sd]?|resident|home (?:is|address)|address|home in|house in|"
    r"flat in|famil(?:y|ies) (?:is |are )?(?:in|from)|"
    r"moved (?:to|in)|staying|placed|from|(?:child|kid|boy|girl|baby|pupil|lad|mum|dad|she|he|shes|"
    r"hes|theyre|they)(?:s| is| are|'s|'re)? (?:in|from|of|over in))"
    r"(?:\s+(?:is|are|in|at|to|with|near|over|the|just|a|her|his|their|mum|dad|nan|family|house|road|"
    r"hes|shes|still|currently|now|temporarily|out)){0,5}\W*$",
    re.I,
)
_WORKS = re.compile(
    r"\b(?:works?|working|worked|teach(?:es|ing)?|coach(?:es|ing)?|employed|volunteers?|job|based|"
    r"school|nursery|academy|club|team|college|"
    r"pre-?school|childrens home|setting|clinic|surgery|office|staff|tutors?|drives?|runs|dsl|social "
    r"worker|teacher|hv|health visitor|gp|practice)"
    r"(?:\s+(?:in|at|for|of|by|with|from|here|over|a|the|one|school|nursery|club|academy|primary|football|"
    r"swimming|team|site|is|are|as|an?)){0,5}\W*$",
    re.I,
)
_INSTITUTION = re.compile(
    r"^\s*(?:(?:c of e|catholic|girls|boys|high|lower|middle|upper|free|infant|junior|town|football|"
    r"swimming|boxing|gymnastics)\s+)?"
    r"(?:primary|secondary|school|nursery|academy|club|college|fc|pre-?school|dsl|teacher|hospital|"
    r"surgery|social worker|office|team|gp)\b",
    re.I,
)


def _mentions(text: str) -> Iterator[Mention]:
    book = places()
    masked = book.neutral.sub(lambda m: "." * len(m.group()), text.lower().replace("’", "'"))
    low = _corrected(masked, book.corrector)
    found: list[tuple[int, int, str]] = [(m.start(), m.end(), m.group(1)) for m in book.names.finditer(low)]
    found += [(m.start(), m.end(), m.group(1)) for m in book.cautious.finditer(low) if _is_place(text, m.start())]
    if len(masked) == len(text):
        upper = "".join(c if masked[i] != "." else "." for i, c in enumerate(text))
        found += [(m.start(), m.end(), m.group(1)) for m in book.initials.finditer(upper)]
    found += [(m.start(), m.end(), "central beds") for m in _CENTRAL.finditer(low)]
    last = -1
    for start, end, name in sorted(found, key=lambda f: (f[0], -f[1])):
        if start < last or _WAS_THERE.search(_before(low, start)):
            continue
        last = end
        if re.fullmatch("beds", name) and not _IS_COUNTY.search(_before(low, start)):
            continue
        owner = book.owner.get(re.sub(r"[\s-]+", " ", name), book.owner.get(name, "pan"))
        yield Mention(owner=owner, start=start, end=end, role=_role(low, start, end), elsewhere=owner in book.councils)


_LOOK_BACK = 200
"""Characters before a place that can say what it is to the sentence."""
# Where somebody was before does not count: "moved from London to Luton".
_WAS_THERE = re.compile(
    r"\b(?:(?:mov(?:ed|ing)|transferr?(?:ed|ing)|transferred|came|arrived|relocated|fled)(?: \w+){0,2} "
    r"from|used to live in|"
    r"(?:previously|formerly)(?: lived)?(?: in)?|was living in)\s+(?:the\s+)?$"
)
# "central" alone is Central Bedfordshire when it stands where a place stands, not in "central to" or "central government".
_CENTRAL = re.compile(
    r"(?<![\w-])central(?:'?s)?(?=\s*(?:[?.,;!)]|$|and\b|or\b|one\b|front door|lado\b|threshold|area\b|"
    r"annual|lscb|scp|scb|dsl\b|mash\b|edt\b|side\b))"
    r"|(?<=\bin )central\b(?! london)|(?<=\bfor )central\b|(?<=\bfrom )central\b"
    r"|(?:(?<=\bv )|(?<=\bvs )|(?<=\bvs\. )|(?<=\bagainst )|(?<=\bthan )|(?<=\bluton )|(?<=\bbedford )|(?<=luton, )|(?<=bedford, )|(?<=[&/+] ))"
    r"central\b(?! (?:government|london|point|office|team))"
    r"|(?<![\w-])central(?=(?:'s)? (?:20\d\d|[12]\d ?[-/]|end of|at the|in (?:20|the)))"
)
_IS_COUNTY = re.compile(r"(?:\bin|\bof|\bfor|\bacross|\bpan|\bthe|\bnorth|\bsouth|\bmid|\bin\s+all)[\s-]*$|^$")


def _corrected(low: str, corrector: Corrector) -> str:
    return re.sub(r"[a-z]{6,}", lambda m: corrector.fix(m.group()), low)


def _is_place(text: str, start: int) -> bool:
    before = text[:start]
    return bool(re.search(r"\b(?:in|from|at|near|around|to|of)\s+$", before, re.I)) or (
        start > 0 and text[start].isupper() and not before.rstrip().endswith((".", "?", "!"))
    )


def _before(low: str, start: int) -> str:
    """What stands just before a place; bounded, so that a long message does not take time by its square."""
    return low[max(0, start - _LOOK_BACK) : start]


def _role(low: str, start: int, end: int) -> Role:
    before = re.split(r"[.;?!\n]|,(?! (?:\w+ )?$)|\bbut\b", _before(low, start))[-1]
    if _LIVES.search(before):
        return "lives"
    if _WORKS.search(before) or _INSTITUTION.search(low[end:]):
        return "works"
    return "unsaid"
