"""Finds text that a reader of the original would not see, so that nobody can speak to the assistant through it."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.pdf_layout_types import Fill, RawPage, Rect, Word

TINY_POINTS = 2.0
_INVISIBLE_MODES = (3, 7)
_SAME_COLOUR = 24
_NOTHING = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u180e\U000e0000-\U000e007f]")
_TAGS = re.compile("[\U000e0000-\U000e007f]")


def clean(text: str) -> str:
    """Drop zero-width, direction and tag characters and soft hyphens."""
    return _NOTHING.sub("", text).replace("\u00ad", "")


def remark(text: str) -> str | None:
    """A sentence when ``text`` carries characters nobody can see; ``None`` when it does not."""
    if _TAGS.search(text):
        return "Invisible tag characters were removed from the text."
    # A lone zero-width space is ordinary residue of web pages; a run of them is a message.
    if len(_NOTHING.findall(text)) > 8:
        return "Zero-width characters were removed from the text."
    return None


def is_text_layer(page: RawPage) -> bool:
    """Whether the page is a picture with recognised text laid invisibly over it."""
    if not page.words or not page.pictures:
        return False
    covered = max(box.width * box.height for box in page.pictures)
    unseen = sum(1 for word in page.words if word.style.mode in _INVISIBLE_MODES)
    return covered >= 0.5 * page.width * page.height and unseen >= 0.9 * len(page.words)


def visible_words(page: RawPage) -> tuple[RawPage, list[str]]:
    """The page without hidden words, and a sentence for each way in which words were hidden."""
    layer = is_text_layer(page)
    kept: list[Word] = []
    dropped: dict[str, list[str]] = {}
    for word in page.words:
        reason = None if layer and word.style.mode in _INVISIBLE_MODES else _why_hidden(word, page)
        text = clean(word.text)
        if reason is None and text != word.text and remark(word.text):
            reason_text = "written in invisible characters"
            dropped.setdefault(reason_text, []).append(text)
        if reason is None:
            if text:
                kept.append(word if text == word.text else replace(word, text=text))
        elif word.text.strip():
            dropped.setdefault(reason, []).append(word.text)
    sentences = [f"Page {page.number}: {len(words)} {'word' if len(words) == 1 else 'words'} {reason} left out." for reason, words in dropped.items()]
    return replace(page, words=tuple(kept)), sentences


def _why_hidden(word: Word, page: RawPage) -> str | None:
    """How a word is hidden, or ``None`` for a visible one."""
    x, y = word.middle
    if not (0 <= x <= page.width and 0 <= y <= page.height):
        return "outside the page"
    if word.style.mode in _INVISIBLE_MODES:
        return "drawn invisibly"
    if 0 < word.style.size < TINY_POINTS:
        return f"smaller than {TINY_POINTS:g} points"
    if _same(word.style.colour, _behind(word, page)):
        return "in the colour of the background"
    return None


def _behind(word: Word, page: RawPage) -> tuple[int, int, int] | None:
    """The colour under a word: the last area drawn before it; ``None`` when a picture may be there."""
    x, y = word.middle
    under: Fill | None = None
    for fill in page.fills:
        if fill.order < word.style.order and fill.box.holds(x, y) and (under is None or fill.order > under.order):
            under = fill
    if under is not None:
        return under.colour
    if any(box.holds(x, y) for box in _wide(page.pictures)):
        return None
    return (255, 255, 255)


def _wide(boxes: tuple[Rect, ...]) -> list[Rect]:
    """Pictures large enough to stand behind a word."""
    return [box for box in boxes if box.width > 20 and box.height > 8]


def _same(first: tuple[int, int, int], second: tuple[int, int, int] | None) -> bool:
    """Whether two colours cannot be told apart by eye."""
    return second is not None and max(abs(a - b) for a, b in zip(first, second, strict=True)) <= _SAME_COLOUR
