"""Colleagues' everyday words into the words of documents, before a question is searched: "bairn", "manky" and "nowt" stand in no procedure.

Encoder and reader know such words badly or not at all. Only the search sees the changed wording.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import yaml

DIALECT_PATH = Path(__file__).resolve().parent.parent / "knowledge" / "dialect.yaml"


def in_plain_words(text: str, path: Path = DIALECT_PATH) -> str:
    """The text with each everyday word replaced by the documents' one; unchanged where the file is missing or broken."""
    pattern, meaning = _table(path)
    if pattern is None:
        return text
    return pattern.sub(lambda found: meaning[" ".join(found.group().lower().split())], text)


@lru_cache(maxsize=4)
def _table(path: Path) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    try:
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        meaning = {str(word).lower(): str(plain) for plain, said in raw.items() for word in said}
    except (OSError, yaml.YAMLError, AttributeError, TypeError):
        return None, {}
    longest_first = sorted(meaning, key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    # A single letter that stands beside a sign is no word: "w/c", "n/a", "r&d", "O'N".
    return re.compile(rf"(?<![\w/&'’.-])(?:{either})(?![\w/&'’-])", re.IGNORECASE), meaning
