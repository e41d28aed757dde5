"""Who acts and who is acted on: a statement may not give the deed of one to another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.support_lexicon import KIN
from assistant.support_words import Word, content, plain, read

_CLAUSE = re.compile(
    r"[,;:]|\b(?:and not|and|or|but|if|when|where|unless|who|which|that|because|while|before|after|until|in order to|rather than)\b"
)
_PASSIVE = re.compile(
    r"^(?:\W*\w+){0,3}?\W*\b(?:is|are|was|were|be|been|being|get|gets|got)\b\W+(?:not |never |also |only |given |then )*\w+(?:ed|en"
    r"|wn|ld|de|ne|nt|pt|lt|ft|ent|ugh?t)\b"
)
_OPENING = re.compile(
    r"^\W*(?:in|from|during|since|at|for|on|only|within|every|each|once|while)\b(?:\W+(?!the\b|a\b|an\b)\w+){0,4}?\W+(?=(?:the |a "
    r"|an |only )?$)"
)
_AGENT = re.compile(
    r"\b(?:by|(?:gets?|got|received?|receives|hears?|comes?|came|alerts?|\w+ed)\b.*\bfrom)\s+(?:(?:the|a|an|their|any|either)\s+)?$"
)
_TAKES = re.compile(r"^\W*(?:\w+\W+)?(?:get|gets|got|receive|receives|hear|hears|learn|learns|has to hear|needs to hear)\b")


_PERSONS = frozenset(
    "a_baby a_child a_young_person a_pupil a_girl a_adult a_parent a_mother a_father a_family a_carer a_young_carer a_sibling a_volunteer a_employer"
    .split()
)  # fmt: skip


def actors(text: str) -> tuple[Word, ...]:
    """The people and bodies named in a text."""
    return tuple(word for word in read(text) if word.actor)


def actor_fault(statement: str, quote: str) -> str:
    """A person or body that the quotation does not name, or whose part is turned round; empty when none."""
    theirs = actors(quote)
    for word in actors(statement):
        same = any(word.meanings & other.meanings for other in theirs)
        if not (same or _kin(word, theirs) or _generic(word, quote) or _the_child(word, theirs)):
            return f"actor {word.text}"
    return _turned(statement, quote) or _crossed(statement, quote)


def dropped_actor(statement: str, quote: str) -> str:
    """A person or body of the quotation that the statement replaced by nothing."""
    mine = actors(statement)
    whole = plain(statement)
    for word in actors(quote):
        if any(word.meanings & other.meanings for other in mine) or _kin(word, mine):
            continue
        if re.search(r"\b(?:you|your|who|whoever|someone|somebody|anyone|nobody|people|person|they|them|their|it|mother|father)\b", whole):
            continue
        return f"actor dropped: {word.text}"
    return ""


def _kin(word: Word, others: Sequence[Word]) -> bool:
    return any(word.meanings & pair and any(other.meanings & pair for other in others) for pair in KIN)


def _generic(word: Word, quote: str) -> bool:
    """ "Staff" or "practitioner" where the quotation speaks to the reader: an instruction without a subject."""
    return "a_professional" in word.meanings and not actors(quote)


def _the_child(word: Word, others: Sequence[Word]) -> bool:
    """ "A child" where the quotation names no person at all: whom else would safeguarding be about."""
    return word.text in ("child", "children") and not any(other.meanings & _PERSONS for other in others)


def roles(text: str) -> dict[str, frozenset[str]]:
    """For each actor's meaning its parts in the text: ``does``, ``gets`` (acted on, told, sent to) or both."""
    low = plain(text)
    found: dict[str, set[str]] = {}
    cuts = [0, *(m.end() for m in _CLAUSE.finditer(low)), len(low)]
    for start, end in pairwise(cuts):
        inside = [word for word in read(text) if word.actor and start <= word.start < end]
        for position, word in enumerate(inside):
            part = _part(low, start, end, word, first=position == 0)
            for meaning in word.meanings:
                if meaning.startswith("a_") and part:
                    found.setdefault(meaning, set()).add(part)
    return {meaning: frozenset(parts) for meaning, parts in found.items()}


def _part(low: str, start: int, end: int, word: Word, *, first: bool) -> str:  # noqa: PLR0911 - a table of cases
    before, after = low[start : word.start], low[word.end : end]
    if re.search(r"\bthan\s+(?:from\s+)?(?:(?:the|a|an|their)\s+)?$", before):
        return "beside"
    if _AGENT.search(before):
        return "does"
    if re.search(r"\b(?:to|with|about|of|for|at|in|on)\s+(?:(?:the|a|an|their|any|either|every|each|new)\s+)?(?:\w+'s\s+)?$", before):
        if re.search(r"\b(?:discussion|meeting|conversation|together|along) with (?:the )?$", before):
            return "beside"
        return "gets" if re.search(r"\b(?:to|about)\s+(?:(?:the|a|an|their)\s+)?$", before) else ""
    if re.match(r"'s\b|'\s", after) or low[max(0, word.end - 2) : word.end] in ("'s", "s'"):
        return "gets" if content(_OPENING.sub("", before)) else ""
    if not re.search(r"\w", after):
        return "gets" if content(_OPENING.sub("", before)) else ("does" if start == 0 else "")
    if first and not content(_OPENING.sub("", before)):
        return "gets" if _PASSIVE.match(after) or _TAKES.match(after) else "does"
    return "gets"


def _crossed(statement: str, quote: str) -> str:
    """Two actors of whom each does in the statement what the other does in the quotation."""
    mine, theirs = _deeds(statement), _deeds(quote)
    shared = [meaning for meaning in mine if meaning in theirs]
    for index, one in enumerate(shared):
        for two in shared[index + 1 :]:
            if not all((mine[one], mine[two], theirs[one], theirs[two])) or mine[one] == mine[two] or theirs[one] == theirs[two]:
                continue
            own = _same(mine[one], theirs[one]) + _same(mine[two], theirs[two])
            crossed = _same(mine[one], theirs[two]) + _same(mine[two], theirs[one])
            if crossed > own + 0.5 and own < 0.2 and mine[one] & theirs[two] and mine[two] & theirs[one]:
                return f"deeds of {one[2:]} and {two[2:]} change places"
    return ""


def _deeds(text: str) -> dict[str, frozenset[str]]:
    """For each actor the meanings of the other words of its clause."""
    found: dict[str, frozenset[str]] = {}
    low = plain(text)
    cuts = [0, *(m.end() for m in re.finditer(r"[,;:]|\band\b|\bbut\b", low)), len(low)]
    for start, end in pairwise(cuts):
        words = [word for word in content(text) if start <= word.start < end]
        plain_ones = frozenset(m for word in words if not word.actor for m in word.meanings)
        for word in words:
            for meaning in word.meanings if word.actor else ():
                if meaning.startswith("a_"):
                    found[meaning] = found.get(meaning, frozenset()) | plain_ones
    return found


def _same(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, min(len(one), len(other)))


def _turned(statement: str, quote: str) -> str:
    mine, theirs = roles(statement), roles(quote)
    shared = [meaning for meaning in mine if meaning in theirs]
    turned = [m for m in shared if len(mine[m]) == 1 and len(theirs[m]) == 1 and mine[m] != theirs[m]]
    # One alone may be a trick of the sentence's build ("hears of" for "is told"); two that change over are a swap.
    if len(turned) >= 2 and not {"beside"} >= {p for m in turned for p in mine[m]}:
        return f"parts of {turned[0][2:]} and {turned[1][2:]} change places"
    return ""
