"""Names, areas and contact details in a statement: nothing may stand there that its source does not carry."""

from __future__ import annotations

import re

from assistant.areas import areas_in
from assistant.domain import PARTNERSHIPS
from assistant.support_figures import DAYS, MONTHS
from assistant.support_words import plain, read

_NAME = re.compile(r"(?<![.!?:]\s)(?<!^)(?<![\"“(])\b(?:[A-Z][a-z]+(?:['’]s)?|[A-Z][A-Z0-9]{1,}s?)\b")
_FIRST = re.compile(r"^[A-Z][a-z]+(?=['’]s\b)")
_WEB = re.compile(r"https?://|www\.|[\w.+-]+@[\w-]+\.\w+|\b[\w-]+\.(?:gov|org|co|com|net|uk)\b", re.I)
_DIAL = re.compile(r"(?<!\d)(?:\+44|0)\s?\(?\d(?:[\s()-]?\d){8,10}(?!\d)|\b0800\s?1111\b|\b116\s?123\b")
_SPELT = frozenset({*MONTHS, *DAYS, "i"})


def carries_contact(text: str) -> bool:
    """Whether a text holds an address, an e-mail or a number to ring: those are code's to show, never a model's."""
    return bool(_WEB.search(text) or _DIAL.search(text))


def name_fault(statement: str, quote: str, context: str) -> str:
    """A proper name of the statement that neither its quotation nor its source's title carries; empty when none."""
    known = plain(f"{quote} {context}")
    meanings = frozenset(meaning for word in read(f"{quote} {context}") for meaning in word.meanings)
    for match in (*_NAME.finditer(statement), *_FIRST.finditer(statement)):
        name = plain(match.group()).removesuffix("'s")
        if name in _SPELT or re.search(rf"\b{re.escape(name)}", known):
            continue
        here = [word for word in read(statement) if word.start <= match.start() < word.end]
        if here and here[0].meanings & meanings:
            continue
        return f"name {match.group()}"
    return ""


def area_fault(statement: str, quote: str, area: str, stated: str = "") -> str:
    """A partnership of the statement that is neither named in the quotation nor the source's own, or one of ``stated`` that it loses."""
    named, quoted = areas_in(statement), areas_in(quote)
    own = {area} if area in (*PARTNERSHIPS, "pan") else set()
    for one in named:
        if one in quoted or (one in own and not set(quoted) - {one}):
            continue
        return f"area {one}"
    lost = [one for one in areas_in(stated or quote) if one not in named and one in PARTNERSHIPS]
    if lost and area == "pan" and not named:
        return f"area {lost[0]} dropped"
    return ""
