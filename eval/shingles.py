"""Runs of eight words: how much of one text stands in another, whatever became of hyphens, apostrophes, line ends and bullets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence

SIZE = 8
_NUMBERING = re.compile(r"^\s*[(\[]?\d{1,3}(?:\.\d{1,2})*[.)\]]+\s+", re.MULTILINE)


def reading_words(text: str) -> list[str]:
    """Words for comparing a reading with its original.

    NFKC, lower case; words joined over line-end hyphens; inner hyphens, apostrophes and leaders of dots dropped; a lone "o" is a bullet.
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    plain = _NUMBERING.sub("", plain)
    plain = re.sub(r"(\w)-\s*\n\s*(\w)", r"\1\2", plain)
    plain = re.sub(r"(?:\.\s?){3,}", " ", re.sub(r"(?<=\w)[-\u2010'\u2019\u2018\u2013](?=\w)", "", plain))
    return [word for word in re.findall(r"\w+", plain) if word != "o"]


def shingles(text: str, size: int = SIZE) -> list[str]:
    """Every run of ``size`` words of a text, in order, each position counted."""
    found = reading_words(text)
    return [" ".join(found[at : at + size]) for at in range(len(found) - size + 1)]


def lost_runs(wanted: Sequence[str], found: Collection[str]) -> list[str]:
    """Stretches of the wanted text that stand in no found shingle, each by its first shingle."""
    return [shingle for at, shingle in enumerate(wanted) if shingle not in found and (at == 0 or wanted[at - 1] in found)]
