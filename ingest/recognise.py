"""Recognises text in pictures of pages with RapidOCR, when that package is installed."""

from __future__ import annotations

import importlib.util
import math
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from statistics import median
from typing import Any

from ingest.pdf_layout_types import Rect, Style, Word

DOTS_PER_INCH = 150
LOW_CONFIDENCE = 0.85
_LEAST_CONFIDENCE = 0.5
_FINDING_SIDE = 1280
_THREADS = 2
# The recogniser was trained on a script without spaces and is shy of them: where it gives a space at least this share
# of its belief between two letters, there is one.
_SPACE_BELIEF = 0.08
_GLUED = re.compile(r"(?<=[a-z][.!?])(?=[A-Z][a-z])|(?<=[a-z\d%)][,;])(?=[A-Za-z])|(?<=[a-z][.!?])(?=[A-Z]\s)")
_BULLET_LIKE = "·•●◆■"


def available() -> bool:
    """Whether pictures can be read here."""
    return importlib.util.find_spec("rapidocr_onnxruntime") is not None


def read_picture(picture: Any, scale: float) -> tuple[list[Word], float]:
    """Words of a PIL picture with boxes in points (pixels times ``scale``), and the mean confidence 0..1.

    The page's slant is taken out of the boxes; a line's box is shared out among its words by their number of letters.
    """
    import numpy  # noqa: PLC0415  (most files need no recognition)

    found, _ = _engine()(numpy.asarray(picture.convert("RGB")), use_cls=False)
    lines = [(corners, str(text), float(belief)) for corners, text, belief in found or () if float(belief) >= _LEAST_CONFIDENCE]
    if not lines:
        return [], 0.0
    slant = _slant([corners for corners, _, _ in lines])
    boxes = [_level(corners, slant, scale) for corners, _, _ in lines]
    usual = median(box.height for box in boxes)
    words: list[Word] = []
    for box, (_, text, _) in zip(boxes, lines, strict=True):
        # Boxes differ by a few pixels; only a clear difference is another size of letters.
        height = usual if 0.7 * usual < box.height < 1.35 * usual else box.height
        words.extend(_split(text, box, Style(round(height * 0.72, 1), False, (0, 0, 0))))
    return words, sum(belief for _, _, belief in lines) / len(lines)


def _slant(corners: Sequence[Sequence[Sequence[float]]]) -> float:
    """The usual angle of the lines in radians; long lines only, for short ones say little."""
    angles = [math.atan2(right[1] - left[1], right[0] - left[0]) for left, right, *_ in corners if right[0] - left[0] > 150]
    return median(angles) if angles else 0.0


def _level(corners: Sequence[Sequence[float]], slant: float, scale: float) -> Rect:
    """The box of four corners after turning the page back by ``slant``; the middle of the left edge stays exact."""
    cos, sin = math.cos(-slant), math.sin(-slant)
    points = [(x * cos - y * sin, x * sin + y * cos) for x, y in corners]
    xs = [point[0] * scale for point in points]
    top = (points[0][1] + points[1][1]) / 2 * scale
    bottom = (points[2][1] + points[3][1]) / 2 * scale
    return Rect(min(xs), min(top, bottom), max(xs), max(top, bottom))


def _split(text: str, box: Rect, style: Style) -> list[Word]:
    """Share a line's box among its words; a bullet glued to its word is set apart."""
    text = _GLUED.sub(" ", text)
    if len(text) > 1 and text[0] in _BULLET_LIKE:
        text = f"• {text[1:].lstrip()}"
    words: list[Word] = []
    per_letter = box.width / max(len(text), 1)
    at = 0
    for piece in text.split():
        start = text.index(piece, at)
        at = start + len(piece)
        # Half a letter more to the right: spaces inside a recognised line must not look like gutters.
        right = min(box.left + (at + 0.5) * per_letter, box.right)
        here = Rect(box.left + start * per_letter, box.top, right, box.bottom)
        words.append(Word(piece, here, style))
    return words


@lru_cache(maxsize=1)
def _engine() -> Any:
    """The recogniser, loaded once a process, with a decoder that keeps to Latin letters and finds faint spaces.

    Measured on three pages of 80 lines at 150 dots an inch: finding lines on a page of 1,280 pixels takes half the time of the full
    1,754 and loses no line; reading lines one by one on two threads of one core each takes 40 % of the processor time of batches of six
    that share two cores (which mostly wait for one another).
    """
    from rapidocr_onnxruntime import RapidOCR  # noqa: PLC0415  (an optional package)
    from rapidocr_onnxruntime.ch_ppocr_det.utils import DetPreProcess  # noqa: PLC0415

    engine = RapidOCR(intra_op_num_threads=1, inter_op_num_threads=1)
    finder = RapidOCR(intra_op_num_threads=_THREADS, inter_op_num_threads=1).text_det
    scaled = DetPreProcess(_FINDING_SIDE, "max", finder.mean, finder.std)
    finder.get_preprocess = lambda _: scaled
    engine.text_det = finder
    engine.text_rec.rec_batch_num = 1
    engine.text_rec.postprocess_op = _LatinDecoder(engine.text_rec.postprocess_op.character)
    engine.text_rec = _SideBySide(engine.text_rec)
    return engine


class _SideBySide:
    """Reads the lines of a page on several threads; takes and gives what the package's own recogniser does."""

    def __init__(self, recogniser: Any) -> None:
        self._recogniser = recogniser
        self._threads = ThreadPoolExecutor(max_workers=_THREADS, thread_name_prefix="recognise")

    def __call__(self, pictures: Sequence[Any], *_: Any) -> tuple[list[Any], float]:
        """(text, confidence) of each picture, and the seconds it took (not measured: 0)."""
        hands = [range(first, len(pictures), _THREADS) for first in range(_THREADS)]
        found: list[Any] = [("", 0.0)] * len(pictures)
        work = [self._threads.submit(self._recogniser, [pictures[place] for place in hand]) for hand in hands if hand]
        for hand, done in zip([hand for hand in hands if hand], work, strict=True):
            for place, line in zip(hand, done.result()[0], strict=True):
                found[place] = line
        return found, 0.0


class _LatinDecoder:
    """Turns the recogniser's beliefs, letter by letter along the line, into text."""

    def __init__(self, characters: Sequence[str]) -> None:
        self.characters = list(characters)
        self.space = self.characters.index(" ")
        self.allowed = [place for place, letter in enumerate(self.characters) if place == 0 or (len(letter) == 1 and _is_western(letter))]

    def __call__(self, beliefs: Any, *_: Any, **__: Any) -> list[tuple[str, float]]:
        """(text, confidence) of each line in the batch; ``beliefs`` is lines x steps x characters."""
        narrow = beliefs[:, :, self.allowed]
        return [self._line(narrow[number], beliefs[number, :, self.space]) for number in range(len(beliefs))]

    def _line(self, steps: Any, spaces: Any) -> tuple[str, float]:
        best = steps.argmax(axis=1)
        letters: list[str] = []
        scores: list[float] = []
        previous = 0
        space_seen = 0.0
        for place, choice in enumerate(best):
            letter = "" if choice == 0 else self.characters[self.allowed[choice]]
            space_seen = max(space_seen, float(spaces[place]))
            if letter and letter != " " and choice != previous:
                if letters and space_seen >= _SPACE_BELIEF:
                    letters.append(" ")
                letters.append(letter)
                scores.append(float(steps[place, choice]))
            if letter and letter != " ":
                space_seen = 0.0
            previous = int(choice)
        return "".join(letters), (sum(scores) / len(scores) if scores else 0.0)


def _is_western(letter: str) -> bool:
    """Letters, figures and signs of English text."""
    return letter.isascii() or letter in "£€–—‘’“”•·●§°½¼¾éèêëáàâäíìîïóòôöúùûüçñ…×"
