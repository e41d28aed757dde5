"""Joins the lines of a paragraph, mending words that a line end broke."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_BROKEN = re.compile(r"(?P<head>[^\W\d_]{2,})-$")
_HEAD = re.compile(r"^[^\W\d_]+")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# Parts that usually keep their hyphen; used only when the document itself does not show the word.
_PREFIXES = frozenset(
    [
        "multi",
        "self",
        "non",
        "co",
        "pre",
        "post",
        "anti",
        "inter",
        "long",
        "short",
        "well",
        "high",
        "low",
        "half",
        "full",
        "part",
        "cross",
        "face",
        "one",
        "two",
        "three",
        "follow",
        "day",
        "year",
        "first",
        "second",
        "third",
        "out",
        "in",
        "on",
        "over",
        "under",
        "all",
        "ex",
        "sub",
        "semi",
        "evidence",
        "child",
        "family",
        "trauma",
        "peer",
        "risk",
        "re",
    ]
)


def vocabulary(lines: Iterable[str]) -> Counter[str]:
    """How often each word stands whole inside a line; a line's last word may be broken and does not count."""
    words: Counter[str] = Counter()
    for line in lines:
        found = _WORD.findall(line.lower())
        words.update(found[:-1] if line.rstrip().endswith("-") else found)
    return words


def join_lines(lines: Sequence[str], words: Counter[str]) -> str:
    """One text of several lines: single spaces, and broken words whole again."""
    text = ""
    for line in (" ".join(raw.split()) for raw in lines):
        if line:
            text = _join(text, line, words) if text else line
    return text


def _join(text: str, line: str, words: Counter[str]) -> str:
    """Append a line, with or without the hyphen at the end of ``text``."""
    broken = _BROKEN.search(text)
    follows = _HEAD.match(line)
    if broken is None or follows is None or not line[0].islower():
        # "2015-" + "16" or "Stop-" + "Pause": the hyphen belongs there and no space does.
        glue = "" if re.search(r"\w-$", text) and line[0].isalnum() else " "
        return text + glue + line
    head, tail = broken["head"].lower(), follows[0].lower()
    whole, hyphened = words[head + tail], words[f"{head}-{tail}"]
    if hyphened > whole:
        return text + line
    if whole or head not in _PREFIXES:
        return text[:-1] + line
    return text + line
