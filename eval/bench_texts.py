"""Made-up passages for measuring sizes and times: sentences of a real library, put together anew, so that words keep their frequencies."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence

from assistant.errors import SettingsError

WORDS = 60
"""Words that a made-up passage has at least, like the passages of a library in the mean."""


def recombined(sentences: Sequence[str], count: int, *, words: int = WORDS, seed: int = 1) -> Iterator[str]:
    """``count`` passages of random sentences, the same for the same seed.

    Each ends with a reference of its own, because a larger library also has more different words.
    """
    usable = [sentence for sentence in sentences if len(sentence.split()) > 3]
    if not usable:
        raise SettingsError("The library has no sentences to make passages of. Publish some documents first.")
    lengths = [len(sentence.split()) for sentence in usable]
    chance = random.Random(seed)
    for number in range(count):
        parts: list[str] = []
        length = 0
        while length < words:
            place = chance.randrange(len(usable))
            parts.append(usable[place])
            length += lengths[place]
        yield f"{' '.join(parts)} ref{number:x}"
