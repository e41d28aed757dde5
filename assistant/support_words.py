"""Text to words with their meanings: the common ground of all checks on a model's statement."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.lexical import terms
from assistant.support_lexicon import ACTORS, LIGHT, SYNONYMS, TOPICS

_APOSTROPHES = str.maketrans("’‘“”–—‑", "''\"\"---")
_WORD = re.compile(r"[a-z][a-z'&-]*")
_FUNCTION_WORDS = """a an the and or but nor of to in on at by for from with as than that this these those it its is are was were be been being am
    has have
    had do does did will would shall should must may might can could ought cannot not no never if unless when where while who whom whose which
    what how why there here they them their he she him her his you your yours we us our i me my mine into onto over under about above below
    within without before after until since during between through against per also both either neither each every all any some only just
    own so such too very then once because whether upon not n't don't isn't aren't doesn't won't didn't wasn't out up off away along across
    inside outside beyond least most more less later earlier until till prior ahead following towards among plus via else except apart aside
    excluding including unable able has having ever always nobody none nothing everybody everyone anyone anybody someone somebody yes even
    younger older fewer than upwards onwards much few"""
_FUNCTION = frozenset(_FUNCTION_WORDS.split())


@dataclass(frozen=True, slots=True)
class Word:
    """A word or a known phrase at ``start``..``end`` of the lower-case text; ``meanings`` are names in the lexicon and its stem."""

    text: str
    start: int
    end: int
    meanings: frozenset[str]

    @property
    def actor(self) -> bool:
        """Whether it is a person or a body."""
        return any(meaning.startswith("a_") for meaning in self.meanings)

    @property
    def topics(self) -> frozenset[str]:
        """The subjects it names."""
        return frozenset(meaning for meaning in self.meanings if meaning.startswith("t_"))

    @property
    def restricts(self) -> bool:
        """Whether losing it would widen a claim."""
        return any(meaning.startswith(("t_", "r_")) for meaning in self.meanings)

    @property
    def function(self) -> bool:
        """Whether it only joins other words."""
        return self.text in _FUNCTION

    @property
    def light(self) -> bool:
        """Whether it carries no claim of its own."""
        return self.text in LIGHT or self.text in _FUNCTION


def plain(text: str) -> str:
    """Lower case, straight quotation marks and hyphens, single spaces."""
    return re.sub(r"\s+", " ", text.translate(_APOSTROPHES)).strip().lower()


def _meanings() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for table in (ACTORS, SYNONYMS, TOPICS):
        for name, wordings in table.items():
            for wording in wordings:
                found.setdefault(wording, set()).add(name)
    return {wording: frozenset(names) for wording, names in found.items()}


def _by_stem(meanings: dict[str, frozenset[str]]) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for wording, names in meanings.items():
        if " " not in wording and len(stems := terms(wording)) == 1:
            found[stems[0]] = found.get(stems[0], frozenset()) | names
    return found


MEANINGS = _meanings()
_STEMS = _by_stem(MEANINGS)
_PHRASES = re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(w) for w in sorted(MEANINGS, key=len, reverse=True) if w != "%") + r")(?:'s|')?(?![\w-])")


@lru_cache(maxsize=4096)
def read(text: str) -> tuple[Word, ...]:
    """All words of a text in order, phrases of the lexicon as one word; figures are left to ``support_figures``."""
    low = plain(text)
    words: list[Word] = []
    at = 0
    for match in _PHRASES.finditer(low):
        words.extend(_singles(low, at, match.start()))
        wording = re.sub(r"(?:'s|')$", "", match.group()) if match.group() not in MEANINGS else match.group()
        stems = frozenset(terms(wording)) if " " not in wording else frozenset()
        words.append(Word(wording, match.start(), match.end(), MEANINGS[wording] | stems))
        at = match.end()
    words.extend(_singles(low, at, len(low)))
    return tuple(words)


def _singles(low: str, start: int, end: int) -> Iterable[Word]:
    for match in _WORD.finditer(low, start, end):
        text = match.group().strip("'-").removesuffix("'s")
        for part in [text] if text in MEANINGS else text.split("-"):
            stems = terms(part)
            if part:
                known = MEANINGS.get(part) or frozenset(name for stem in stems for name in _STEMS.get(stem, ()))
                yield Word(part, match.start(), match.end(), frozenset(stems) | known)


def content(text: str) -> tuple[Word, ...]:
    """The words that carry claims: no function words, no light ones."""
    return tuple(word for word in read(text) if word.actor or (word.meanings and not word.light and len(word.text) > 1))


def shares(one: Word, others: Iterable[Word]) -> bool:
    """Whether a word means the same as one of the others."""
    return any(one.meanings & other.meanings for other in others)


_SENTENCE = re.compile(r"(?<=[.;!?])\s+(?=[A-Z(\"'“])|\n+|(?<=;)\s+")


def sentences(text: str) -> list[tuple[int, int]]:
    """Offsets of the sentences of a text; lines and semicolons separate too."""
    bounds, start = [], 0
    for match in _SENTENCE.finditer(text):
        if match.start() > start:
            bounds.append((start, match.start()))
        start = match.end()
    if start < len(text):
        bounds.append((start, len(text)))
    return bounds
