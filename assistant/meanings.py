"""What a short name means: a message that asks it is searched for by that question alone, and only what holds the name answers it.

"What does AXP stand for" looks to encoder and reader like any question with a glossary nearby; a sentence without AXP is no answer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.domain import Unit
from assistant.understand import COMMON_WORDS

_ASKS = r"what(?:[’']?s| is| are| does| do)? (?:(?:an?|the) )?[\"'‘“]?"
_SHORT = r"(?P<name>[A-Za-z][\w&/-]{1,11})"
_SPELLED = re.compile(
    rf"\b(?:{_ASKS}{_SHORT}[\"'’”]?,? (?:actually |again |even |really )?(?:stands?|stand in|short|is short|an acronym|the acronym) for\b"
    rf"|(?:acronym|abbreviation|initials) {_SHORT.replace('name', 'named')}\b)",
    re.IGNORECASE,
)
_IN_FULL = re.compile(
    rf"\b(?:what(?:[’']?s| is) )?(?:the )?(?:{_SHORT}[\"'’”]?(?: (?:tool|thing|form|team|meeting|panel|group|one))? (?:is |was )?"
    rf"(?:spelt|spelled|written|called|typed) (?:out )?(?:in full|out)\b"
    rf"|(?:full (?:name|title|version|form|wording)|long (?:version|form|name)) (?:of|for) (?:the )?[\"'‘“]?{_SHORT.replace('name', 'long')}\b"
    r"(?: (?:tool|form|team|meeting|panel|group))?)",
    re.IGNORECASE,
)
"""Only for names that the library knows: "the full version of the report" asks for no meaning."""
_LETTERS = re.compile(
    r"(?P<name>[A-Z][A-Z0-9&]{1,7})\b[^?.!\n]{0,30}?[,.;:]? (?i:(?:but |and |so )?what(?:[’']?s| is| does| do)? "
    r"(?:(?:that|it|this|they) (?:actually |even )?(?:stands?|short)(?: for)?\b|(?:the|those|these|all the) letters (?:actually )?(?:stand "
    r"for|mean)\b))"
)
""" "Told to code it WNB, whats that stand for"."""
_MEANT = re.compile(
    rf"\b(?:(?i:{_ASKS}))(?P<name>[A-Z][A-Z0-9&]{{1,7}}|[A-Z][a-z]?[A-Z]\w{{0,5}})[\"'’”]?"
    rf"(?: (?:actually |again |even )?(?i:means?|meaning)\b|\s*(?:(?i:again|please|pls|anyway|then)\s*)?"
    rf"(?=[?.!,;\n]|$|(?i:in|for) (?i:luton|bedford\w*|central\w*|beds)\b))"
)
_SMALL = re.compile(rf"\b{_ASKS}(?P<name>[a-z][a-z0-9]{{2,7}})\s*(?:(?:again|please|pls|anyway|then)\s*)?(?=[?.!,;\n]|$)", re.IGNORECASE)
_WHAT_IT_IS = re.compile(r"\b(?i:what) (?:(?i:an?|the) )?(?P<name>[A-Z][A-Z0-9&]{1,7}) (?i:is|means|stands for|was)\b(?! \w+ing\b)")
_ABROAD = re.compile(
    r"\b(?:co (?:to(?: jest)?|znaczy|oznacza)(?: skr[oó]t)?|ce (?:este|[iî]nseamn[aă])|(?:o )?que? (?:[ée]|significa|quer dizer)|"
    r"cosa (?:[èe]|significa|vuol dire)|cos[’']?[eè]|kya (?:hai|hota hai)) [\"'„“]?(?P<name>[A-Za-z][A-Za-z0-9&]{2,7})\b|"
    r"\b(?P<first>[A-Za-z][A-Za-z0-9&]{2,7}) (?:kya (?:hai|hota|hoti)|ka (?:matlab|kya)|ki hai|ki hunda)\b",
    re.IGNORECASE,
)
"""The same in the languages that are tried: only for names that the library knows."""
_ITSELF = re.compile(r"\bwhat(?:[’']?s| is| does| do)? (?:it|that|this) (?:actually |even )?(?:stands?|short)(?: for)?\b", re.IGNORECASE)
_EQUALS = re.compile(rf"\b{_SHORT}\s?=\s?\?")
_NO_NAME = frozenset("a an and are does do he her his is it its letters one that the they this those we you".split())


@dataclass(frozen=True, slots=True)
class Meaning:
    """A name whose meaning is asked for, as it was typed, and the words that ask."""

    name: str
    clause: str


def meaning_asked(text: str, known: Collection[str] = ()) -> Meaning | None:
    """The first short name whose meaning a message asks for, ``None`` where it asks for none.

    ``known`` are the acronyms of the library: of these a longer one is understood in small letters too ("whats the nrm").
    """
    patterns = (
        *((pattern, True) for pattern in (_LETTERS, _SPELLED, _MEANT, _WHAT_IT_IS)),
        *((pattern, False) for pattern in (_IN_FULL, _EQUALS, _SMALL, _ABROAD)),
    )
    for pattern, certain in patterns:
        for match in pattern.finditer(text):
            name = next(found for found in match.groupdict().values() if found)
            if name.lower() not in _NO_NAME and (certain or (name.upper() in known and name.lower() not in COMMON_WORDS)):
                return Meaning(name, " ".join(match.group().split()))
    return _meaning_of_it(text, known)


def _meaning_of_it(text: str, known: Collection[str]) -> Meaning | None:
    """ "She is going to marac. what does it stand for": the last name before it that the library knows."""
    asked = _ITSELF.search(text)
    before = re.findall(r"[A-Za-z][\w&]{1,11}", text[: asked.start()]) if asked else []
    names = [name for name in before if name.upper() in known and name.lower() not in COMMON_WORDS]
    return Meaning(names[-1], " ".join(asked.group().split())) if asked and names else None


def only_meaning_asked(text: str, known: Collection[str]) -> Meaning | None:
    """The same where a message asks nothing else."""
    meaning = meaning_asked(text, known)
    return None if meaning is None or asks_more(text, meaning) else meaning


def asks_more(text: str, meaning: Meaning) -> bool:
    """Whether the message asks something beside the meaning: then what does not hold the name may answer that."""
    rest = " ".join(text.split()).replace(meaning.clause, " ", 1)
    return bool(_ASKED.search(rest))


_ASKED = re.compile(
    r"\b(?:what|which|who|whom|whose|how|when|where|why|wheres|whats)\b|"
    r"\b(?:is|are|do|does|did|can|should|has|have) (?:it|they|we|i|there|that)\b|\?.*\?",
    re.IGNORECASE | re.DOTALL,
)


COMMON_LENGTH = 4
"""Letters up to which a short name may be a common word too: ART and art."""


def says(unit: Unit, names: Sequence[str]) -> bool:
    """Whether a unit, or what stands over it, holds one of these names as a word; a short one in capitals, or as it was typed."""
    text = " ".join((*unit.headings[-1:], unit.caption, *unit.header, unit.lead_in, unit.text))
    return any(_holds(text, name) for name in names)


def _holds(text: str, name: str) -> bool:
    short = name.upper() if name.islower() else name
    either = re.escape(name) if len(name) > COMMON_LENGTH else f"{re.escape(short)}|{re.escape(short.upper())}"
    return bool(re.search(rf"(?<!\w)(?:{either})(?:s|['’]s)?(?!\w)", text, re.IGNORECASE if len(name) > COMMON_LENGTH else 0))


_GLOSSARY = re.compile(r"\b(?:glossary|abbreviations|acronyms)\b", re.IGNORECASE)


def in_glossary(unit: Unit) -> bool:
    """Whether a unit stands in a list of what names mean."""
    return any(_GLOSSARY.search(heading) for heading in unit.headings)
