"""What stands beside a name that was found: the other name of a pair ("ollie and poppy's mum"), and a school in small letters with a year group."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from assistant.areas import areas_in
from assistant.safety.name_words import NOT_SURNAMES, TITLE_WORDS
from assistant.safety.personal_found import Found
from assistant.safety.plain_words import is_given, is_plain

_WORD = r"[A-Za-z\u00c0-\u017e]{2,}(?:[-'\u2019][A-Za-z\u00c0-\u017e]{2,})?"
_KIN = (
    r"(?:mums?|dads?|mother|father|nan|gran|grandad|stepdad|stepmum|parents?|brother|sister|carer|foster|uncle|aunt(?:ie)?|teacher|"
    r"school|house|home|case|social)"
)
_AFTER = re.compile(rf"\s*(?:,|&|and|n|\+|/)\s*({_WORD}?)(?:['\u2019]?s)\s+{_KIN}\b", re.I)
# A pair without kin after it: only a word that English has no use for, or one with an initial.
_AND = r"\s*(?:&|\band\b|\bn\b|\+)\s*"
_SECOND = re.compile(rf"{_AND}({_WORD}(?: [a-z]\b(?![\w'\u2019]))?)", re.I)
_FIRST = re.compile(rf"\b({_WORD}(?: [a-z])?){_AND}$", re.I)
_BEFORE = re.compile(rf"\b({_WORD})\s*(?:,|&|and|n|\+|/)\s*$", re.I)
_SCHOOL = re.compile(
    r"\b((?!(?:the|my|our|her|his|their|a|an|this|that|same|at|in|from|primary|secondary|high|special|new|"
    r"local)\b)[a-z][\w'\u2019-]+(?: [a-z][\w'\u2019-]+)? "
    r"(?:academy|primary(?: school)?|lower(?: school)?|upper(?: school)?|high(?: school)?|college|school|nursery|"
    r"pru))(?=[\s,)]*\(?(?:y|yr|year)\s?\d)"
)
_REACH = 40


def beside(text: str, people: Sequence[Found], is_public: Callable[[int, int], bool]) -> list[Found]:
    """More details that only the neighbourhood of a found name gives away."""
    more: list[Found] = []
    for person in people:
        after = _AFTER.match(text, person.end)
        before = _BEFORE.search(text[: person.start]) if re.match(r"['\u2019]?s\s", text[person.end :]) else None
        second, first = _SECOND.match(text, person.end), _FIRST.search(text[: person.start])
        more += [
            Found(kind="name", start=m.start(1), end=m.end(1))
            for m, fits in ((after, _may_be_name), (before, _may_be_name), (second, _strange), (first, _strange))
            if m and fits(m.group(1)) and not is_public(m.start(1), m.end(1))
        ]
    for school in _SCHOOL.finditer(text):
        if any(abs(school.start() - p.end) < _REACH or abs(p.start - school.end()) < _REACH for p in people):
            more.append(Found(kind="school", start=school.start(1), end=school.end(1)))
    return more


def _strange(words: str) -> bool:
    """Whether the first word is a given name or none of English, and no place or team of ours."""
    word = words.split(maxsplit=1)[0]
    low = word.lower()
    shouted = len(word) <= 5 and word.isupper()
    return not shouted and not areas_in(word) and (is_given(low) or (len(low) > 3 and low not in TITLE_WORDS | NOT_SURNAMES and not is_plain(low)))


def _may_be_name(word: str) -> bool:
    low = word.lower()
    return low not in TITLE_WORDS | NOT_SURNAMES and (is_given(low) or not is_plain(low))
