"""Conditions and limits in time of a quotation must survive in the statement: if, unless, except, where, until, counted from."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.support_figures import TIME_UNITS, figures
from assistant.support_words import Word, content, plain

Match = Callable[[Word, tuple[Word, ...]], bool]

_MARKER = re.compile(
    r"\b(?:only if|only when|only where|if|when|whenever|where(?:ver)?|unless|except(?: for| where| when)?|provided|until"
    r"|apart from|excluding|other than|"
    r"while|as long as|in case|once|only for|before|after|without)\b"
)
_END = re.compile(r"[,;:]|\bthen\b|$")
_JOINT = re.compile(r",|\band\b|\bor\b")
_ANCHOR = re.compile(
    r"\b(?:counted from|counting from|starting(?: on| from)?|ahead of|prior to|following|after|before|since|once|when"
    r"|from(?: when)?|of(?! age\b)|until)\b"
)
_KEPT = re.compile(
    r"\b(?:if|when|whenever|where|wherever|unless|except|provided|until|apart|aside|excluding|other than|while|as long as|once|only"
    r"|just|should|before|after|"
    r"prior|without|who|which|whose|those|even|whether|someone|anyone|whoever|with|for|during|through|from|follows|up to|means|reason|but|not|that)\b"
)


def conditions(low: str) -> list[str]:
    """The conditional stretches of a lower-case sentence, markers left out, joint ones apart."""
    found: list[str] = []
    matches = list(_MARKER.finditer(low))
    for match, following in zip(matches, [*matches[1:], None], strict=False):
        stop = following.start() if following else len(low)
        end = _END.search(low, match.end())
        stretch = low[match.end() : min(stop, end.start() if end else stop)]
        parts = [part.strip() for part in _JOINT.split(stretch)]
        found += [part for part in parts if content(part)]
    return found


def condition_fault(statement: str, sentence: str, match: Match) -> str:
    """A condition of the source sentence that the statement drops; empty when all are kept."""
    words = content(statement)
    for condition in conditions(plain(sentence)):
        wanted = [word for word in content(condition) if word.text not in ("possible",)]
        missing = [word for word in wanted if not match(word, words)]
        if wanted and len(missing) > len(wanted) / 2:
            return f"condition dropped: {condition}"
    if re.search(r"\b(?:where|wherever|when|if) (?:possible|suitable|appropriate)\b", plain(sentence)) and not re.search(
        r"\b(?:possible|possibly|suitable|appropriate|can)\b", plain(statement)
    ):
        return "condition dropped: where possible"
    if _MARKER.search(plain(sentence)) and not _KEPT.search(plain(statement)):
        return "condition dropped"
    return ""


def anchor_fault(statement: str, quote: str, match: Match, strict: Match) -> str:
    """A time limit counted from another event than in the quotation; empty when it is the same."""
    if _direction(plain(statement)) * _direction(plain(quote)) < 0:
        return "before and after change places"
    theirs = _anchor(plain(quote))
    if theirs is None:
        return "start of the limit added" if _anchor(plain(statement)) else ""
    their_words = content(theirs)
    mine = _anchor(plain(statement))
    if mine is not None:
        strangers = [word for word in content(mine) if not strict(word, their_words)]
        if strangers and len(strangers) >= len(content(mine)) / 2:
            return f"start of the limit: {strangers[0].text}"
    words = content(statement)
    missing = [word for word in their_words if not match(word, words)]
    return f"start of the limit dropped: {theirs}" if their_words and len(missing) > len(their_words) / 2 else ""


def _direction(low: str) -> int:
    """-1 where a text only speaks of before, 1 where only of after, 0 otherwise."""
    before = bool(re.search(r"\b(?:before|prior to|ahead of|until|not later than the)\b", low))
    after = bool(re.search(r"\b(?:after|following|afterwards|since)\b", low))
    return after - before


def _anchor(low: str) -> str | None:
    """What follows "of", "after", "from" behind a stretch of time, ``None`` without a stretch of time or an anchor."""
    for figure in figures(low):
        if figure.unit not in TIME_UNITS:
            continue
        marker = _ANCHOR.match(low, _skip(low, figure.end))
        if marker:
            end = re.search(r"[,;.]|\bwhen\b|\bunless\b|\bif\b", low[marker.end() :])
            stretch = low[marker.end() : marker.end() + end.start()] if end else low[marker.end() :]
            if content(stretch):
                return stretch
    return None


def _skip(low: str, at: int) -> int:
    gap = re.match(r"\s*(?:old|,?\s*or (?:more|less|longer|over|fewer))?\s*", low[at:])
    return at + (gap.end() if gap else 0)
