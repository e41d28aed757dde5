"""What was found in a text: values shared by the finders of personal details."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

FoundKind = Literal[
    "name",
    "date of birth",
    "address",
    "phone",
    "NHS number",
    "UPN",
    "case number",
    "vehicle registration",
    "email",
    "NI number",
    "school",
    "username",
]
_STRENGTH: dict[str, int] = {"email": 0, "NHS number": 1, "UPN": 1, "NI number": 1, "date of birth": 2, "address": 3, "case number": 4, "name": 5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One personal detail at ``start``..``end`` of the original text."""

    kind: FoundKind
    start: int
    end: int

    @property
    def replacement(self) -> str:
        """The placeholder that stands in its place."""
        return f"[{self.kind}]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A text without its personal details. ``found`` is ordered and does not overlap."""

    text: str
    found: tuple[Found, ...] = ()


_PLACEHOLDER = re.compile(
    r"(?i)\b(?:my case is|case is|name is|named|called|re|regarding)?[ :,]*\[(?:" + "|".join(get_args(FoundKind)) + r")\](?:['\u2019]s\b)?"
)


def without_placeholders(text: str) -> str:
    """A masked text as words to search for: "[address]" is no question about addresses. Empty when nothing else stood in it."""
    bare = re.sub(r"\s+([,.;:?!])", r"\1", re.sub(r"\s{2,}", " ", _PLACEHOLDER.sub(" ", text)))
    return re.sub(r"(?:[,;:/]\s*){2,}", ", ", bare).strip(" ,;:/|-")


def without_overlaps(found: Iterable[Found]) -> list[Found]:
    """In order of place; of two that overlap, both are covered: the longer wins and grows over the other."""
    result: list[Found] = []
    for item in sorted(found, key=lambda f: (f.start, -(f.end - f.start))):
        if result and item.start < result[-1].end:
            last = result[-1]
            stronger = min((last, item), key=lambda f: (_STRENGTH.get(f.kind, 4), -(f.end - f.start)))
            result[-1] = Found(kind=stronger.kind, start=last.start, end=max(last.end, item.end))
        else:
            result.append(item)
    return result
