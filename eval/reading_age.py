"""Reading age of a reply: Flesch-Kincaid grade plus five years, with syllables counted from vowel groups."""

from __future__ import annotations

import re

_VOWELS = re.compile(r"[aeiouy]+")
_SENTENCE = re.compile(r"[.!?:;]+(?:\s|$)|\n+")


def syllables(word: str) -> int:
    """Syllables of an English word, roughly: groups of vowels, without a silent final e."""
    word = word.lower()
    count = len(_VOWELS.findall(word))
    if word.endswith("e") and not word.endswith(("le", "ee")) and count > 1:
        count -= 1
    return max(1, count)


def reading_age(text: str) -> float | None:
    """Years of age at which a text reads easily, between 5 and 25; ``None`` for fewer than ten words."""
    words = re.findall(r"[A-Za-z][A-Za-z'’]*", text)
    if len(words) < 10:
        return None
    sentences = max(1, sum(1 for part in _SENTENCE.split(text) if re.search(r"[A-Za-z]", part)))
    grade = 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return round(min(25.0, max(5.0, grade + 5)), 1)
