"""Whether a message in another language tells of danger: pieces of ``language_danger`` and ``language_danger_south`` in plain words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

from assistant.safety import language_danger as west
from assistant.safety import language_danger_south as south

STORY = 6
"""Words from which a message that speaks of somebody and asks nothing of everyday business is an account."""
_ROMANISED = frozenset({"urdu", "punjabi", "bengali"})
_NOT_A_WORD = re.compile("[^\\w\u0900-\u0dff]+|_")
_NAHI = re.compile(r"\b(?:nai|nhi|nahin|nahee|nehi|nae|nahe|nahii)\b")
_FOLDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        ("ee", "i"), ("oo", "u"), ("bh", "v"), ("ph", "f"), ("chh?", "c"), ("([sztdkgjr])h", r"\1"), ("w", "v"), ("z", "j"), ("q", "k"),
        (r"([a-z])\1+", r"\1"), (r"[ae][iy](?=n?\b)", "e"),
    )
)  # fmt: skip


def folded(text: str) -> str:
    """One spelling for the many in which Urdu, Punjabi and Bengali are romanised: "maarta", "martaa" and "marta" become "marta"."""
    text = _NAHI.sub("nahi", text)
    for pattern, put in _FOLDS:
        text = pattern.sub(put, text)
    return text


def shows(text: str, plain: str, language: str) -> bool:
    """Whether the message in that language tells of danger. ``plain`` is it in plain letters."""
    forms = {_flat(unicodedata.normalize("NFC", text.lower()))}
    if language != "punjabi_shahmukhi":
        forms.add(_flat(folded(plain) if language in _ROMANISED else plain))

    def holds(table: str) -> bool:
        pattern = _PATTERNS[language, table]
        return any(pattern.search(form) for form in forms)

    topic, account = holds("topic"), holds("account")
    if holds("stark") and (account or not topic):
        return True
    told = account and not topic
    return told and (holds("soft") or (len(plain.split()) >= STORY and not holds("asks")))


def is_alarm(word: str, language: str) -> bool:
    """Whether a single word, folded where the language is, is one of danger in that language."""
    return len(word) > 2 and _SINGLE[language].search(f" {word} ") is not None


def _flat(text: str) -> str:
    return f" {_NOT_A_WORD.sub(' ', text).strip()} "


def _compiled(pieces: str, language: str, *, single: bool = False) -> re.Pattern[str]:
    spelt = folded(pieces) if language in _ROMANISED else pieces
    parts = [part.strip() for part in unicodedata.normalize("NFC", " ".join(spelt.split())).split(";") if part.strip()]
    parts = [part for part in parts if not (single and (" " in part or "~" in part))]
    made = "|".join(part.replace("~", r"\S*").replace(" * ", r"(?: \S+){0,3} ").replace("$", "(?= )") for part in dict.fromkeys(parts))
    return re.compile(f" (?:{made})")


def _tables() -> dict[tuple[str, str], re.Pattern[str]]:
    every: tuple[tuple[str, Mapping[str, str]], ...] = tuple(
        (name, getattr(module, name.upper())) for module in (west, south) for name in ("stark", "soft", "topic", "account", "asks")
    )
    return {(language, name): _compiled(pieces, language) for name, table in every for language, pieces in table.items()}


_PATTERNS = _tables()
_SINGLE = {language: _compiled(pieces, language, single=True) for module in (west, south) for language, pieces in module.STARK.items()}
