"""Names typed in other letters inside an English question: "Имя: Анна Вигадана, what happens at a conference?"

In a message that is mostly written so, most such words are no names: there nothing is taken out by its letters.
"""

from __future__ import annotations

import re
import unicodedata

from assistant.safety.personal_found import Found

_WORD = re.compile(r"[^\s\d,.:;!?()\[\]{}\"\u201c\u201d\u060c\u061f/|]+")
_ENGLISH = re.compile(r"\b[A-Za-z]{2,}\b")
_FEWEST_ENGLISH = 2


def in_other_letters(text: str) -> list[Found]:
    """Runs of words in letters that are not Latin, in a message that is mostly English."""
    if text.isascii():
        return []
    others = [word for word in _WORD.finditer(text) if _other(word.group())]
    english = len(_ENGLISH.findall(text))
    if english < _FEWEST_ENGLISH or english <= len(others):
        return []
    found: list[Found] = []
    for word in others:
        if found and not text[found[-1].end : word.start()].strip():
            found[-1] = Found(kind="name", start=found[-1].start, end=word.end())
        else:
            found.append(Found(kind="name", start=word.start(), end=word.end()))
    return found


def _other(word: str) -> bool:
    """Whether a word has two letters or more and one that is not Latin. Signs above and below letters belong to them."""
    letters = [letter for letter in word if unicodedata.category(letter)[0] in "LM"]
    return len(letters) > 1 and any(
        unicodedata.category(letter)[0] == "L" and not unicodedata.name(letter, "").startswith("LATIN") for letter in letters
    )
