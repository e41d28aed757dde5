"""A learnt second opinion on danger: a linear model over word and letter groups of a message and over the signals of the tables.

The tables know what danger is called; people often do not call it anything ("she gave me her favourite hoodie to keep"). The model is
trained by ``eval/train_danger.py`` on invented messages and stored as one small file. It holds weights only, needs neither numpy nor a
model server, and takes about a millisecond. Runs on the plain form of ``wording.normal``.
"""

from __future__ import annotations

import base64
import json
import math
import re
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

WEIGHTS = Path(__file__).with_name("danger_weights.json")
BITS = 17
"""Each of the two tables (word groups, letter groups) has 2**BITS places."""
SIGN_VALUE = 0.1
"""What a sign of the tables counts as beside the groups, whose values of a message have length 1."""
_MASK = (1 << BITS) - 1
_TOKEN = re.compile(r"[^\W\d_]+|\d[\d.:/]*")
_FEW_WORDS = 60
_WINDOW = 40
_KEPT_NUMBERS = frozenset({"7", "11", "17", "20", "31", "47", "55", "101", "111", "999"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """Where the score turns. At or above ``urgent`` and ``possible`` it says so; below ``calm`` it speaks against "urgent" of the tables,
    below ``none`` against their "possible"."""

    urgent: float
    possible: float
    calm: float
    none: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondOpinion:
    """The trained model: signed bytes per place, their size in log-odds, weights of signs in log-odds, the bias and the levels."""

    words: memoryview
    letters: memoryview
    signs: Mapping[str, float]
    scale: float
    bias: float
    levels: Levels

    def score(self, plain: str, signs: Iterable[str]) -> float:
        """Log-odds that the message describes a child in danger; of a long text its most alarming stretch counts, a little reduced.

        ``signs`` are names of what the tables found (``danger.signs_of``).
        """
        tokens = tokens_of(plain)
        found = self._of(tokens)
        if len(tokens) > _FEW_WORDS:
            parts = [self._of(tokens[at : at + _WINDOW]) for at in range(0, len(tokens), _WINDOW // 2)]
            found = max(found, max(parts) - 1.0)
        return found + sum(self.signs.get(sign, 0.0) for sign in signs)

    def _of(self, tokens: list[str]) -> float:
        if not tokens:
            return -math.inf
        words, letters = places(tokens)
        return self.bias + self.scale * (_mean(self.words, words) + _mean(self.letters, letters))


def _mean(table: memoryview, at: set[int]) -> float:
    return sum(table[place] for place in at) / math.sqrt(len(at)) if at else 0.0


def tokens_of(plain: str) -> list[str]:
    """Words, with numbers put into classes: an age matters, which one hardly does."""
    return [token if not token[0].isdigit() else _number(token) for token in _TOKEN.findall(plain)]


def _number(token: str) -> str:
    token = token.rstrip(".:/")
    if token in _KEPT_NUMBERS:
        return token
    if not token.isdigit():
        return "#clock" if re.fullmatch(r"\d{1,2}[.:]\d\d", token) else "#mixed"
    value = int(token)
    if len(token) == 4 and 1900 < value < 2100:
        return "#year"
    if len(token) > 3:
        return "#long"
    return "#small" if value < 10 else "#teen" if value <= 18 else "#adult" if value < 100 else "#hundreds"


def places(tokens: list[str]) -> tuple[set[int], set[int]]:
    """Places of the message's groups of one to three words, and of three to five letters within words."""
    words: set[int] = set()
    for size in (1, 2, 3):
        for at in range(len(tokens) - size + 1):
            words.add(zlib.crc32(" ".join(tokens[at : at + size]).encode()) & _MASK)
    letters: set[int] = set()
    for token in set(tokens):
        padded = f" {token} "
        for size in (3, 4, 5):
            for at in range(len(padded) - size + 1):
                letters.add(zlib.crc32(padded[at : at + size].encode()) & _MASK)
    return words, letters


def packed(table: bytes) -> str:
    """A table of signed bytes as text for the file."""
    return base64.b85encode(zlib.compress(table, 9)).decode()


@lru_cache(maxsize=1)
def second_opinion() -> SecondOpinion | None:
    """The stored model, or ``None`` where its file is missing or broken: the tables of signals still stand."""
    try:
        stored = json.loads(WEIGHTS.read_text(encoding="utf-8"))
        words, letters = (memoryview(zlib.decompress(base64.b85decode(stored[name]))).cast("b") for name in ("words", "letters"))
        levels = Levels(**stored["levels"])
        signs = {str(name): float(weight) for name, weight in stored["signs"].items()}
        opinion = SecondOpinion(words=words, letters=letters, signs=signs, scale=float(stored["scale"]), bias=float(stored["bias"]), levels=levels)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, zlib.error):
        return None
    return opinion if len(words) == len(letters) == _MASK + 1 else None
