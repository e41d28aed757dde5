"""A request to shorten pasted text: what to search for is the text, not the request."""

from __future__ import annotations

import re

_REQUEST = re.compile(
    r"\A[^:\n]{0,60}\b(?:boil (?:this|it|that) down|summari[sz]e|shorten|condense|simplify|sum (?:this|it|that) up|re-?write|re-?word|"
    r"(?:put|turn|make) (?:this|it|that)(?: \w+){0,4} (?:plain|simple|simpler|shorter|short|bullets?|lines?|english)|in (?:two|2|"
    r"three|3|a few) lines|"
    r"(?:main|key) points (?:of|from))\b[^:\n]{0,80}(?::|\n)\s*(?P<text>.+)\Z",
    re.I | re.S,
)
_LABEL = re.compile(r"\A(?:\W*(?:\w+[-' ]){0,4}\w+[.:])\s+(?=\S)")
_QUOTES = "\"'\u201c\u201d\u2018\u2019` \n"
_LEAST = 6
"""Words that a pasted text must have to stand for itself."""


def pasted(text: str) -> str | None:
    """The pasted text of a request to shorten it, without quotation marks and without a short label in front; ``None`` for anything else."""
    match = _REQUEST.match(text)
    if match is None:
        return None
    body = match.group("text").strip(_QUOTES)
    rest = _LABEL.sub("", body, count=1)
    best = rest if len(rest.split()) >= _LEAST else body
    return best if len(best.split()) >= _LEAST else None
