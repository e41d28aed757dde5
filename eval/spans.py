"""Gold quotations in retrieved words: a span counts as found when 80 % of its word 4-grams stand in the first N words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from eval.cases import Case

BUDGETS = (150, 300, 600, 1200)
NEEDED = 0.8
_GRAM = 4


def plain_words(text: str) -> list[str]:
    """Words for matching: NFKC, lower case, Markdown marks and link targets dropped, apostrophes and inner hyphens dropped."""
    text = unicodedata.normalize("NFKC", text).lower()
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"(?<=\w)['’‘-](?=\w)", "", text)
    return re.findall(r"[^\W_]+", text)


def grams(found: Sequence[str]) -> set[tuple[str, ...]]:
    """Word 4-grams (a shorter text is one gram)."""
    return {tuple(found[n : n + _GRAM]) for n in range(max(1, len(found) - _GRAM + 1))} if found else set()


def span_found(quote: str, retrieved: Sequence[str]) -> bool:
    """Whether 80 % of the quotation's 4-grams stand in the retrieved words."""
    wanted = grams(plain_words(quote))
    return bool(wanted) and len(wanted & grams(retrieved)) / len(wanted) >= NEEDED


def spans_found(case: Case, texts: Sequence[str], budget: int) -> list[bool]:
    """For each gold quotation of a case whether it is found in the first ``budget`` words of the texts in order."""
    retrieved: list[str] = []
    room = budget
    for text in texts:
        part = text.split()[:room]
        room -= len(part)
        retrieved.extend(plain_words(" ".join(part)))
        if room <= 0:
            break
    return [span_found(evidence.quote, retrieved) for evidence in case.evidence]
