"""A second look that reads question and unit together: how well each of the best units answers, and whether any of them does.

The first stage compares vectors made apart; a unit about the right thing that lacks the fact asked for looks the same to it. The reader
is the packaged encoder with small trained changes (``reader_model``, docs/adr/0011), so nothing is downloaded.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from assistant.asked import ALIKE, Scores
from assistant.learnt_numbers import learnt_numbers
from assistant.library import Generation
from assistant.retrieve import covers
from assistant.statements import is_orphan, torn_before
from assistant.timing import timed
from assistant.understand import Query, without_periods

SETTINGS = Path(__file__).with_name("reader.json")
LATER = Path(__file__).with_name("later.json")
"""The weighing for follow-ups."""
MOST = 10
"""Units read for one question. Of 671 questions kept apart 0.791 are answered fully right, 0.796 with twelve units, 0.782 with
eight (docs/adr/0018)."""
_LONGEST_CONTEXT = 260
_LONGEST_BEFORE = 30
_LONGEST_WARM = 90


class Pairs(Protocol):
    """Reads pairs; ``reader_model.PairReader`` is the real one."""

    def read(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """One number a text, comparable between questions: the higher, the likelier that the text answers."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixture:
    """How the reader's figure is weighed with what was known before; learnt by ``python -m eval.train_reader``.

    ``order`` multiplies the reranker's score beside the reader's figure, ``asked`` how like the question one is that was written for the unit
    (above :data:`assistant.asked.ALIKE`). ``bias``, ``prior`` and ``best`` are the logistic weights of
    the probability that the library answers: ``prior`` of the log-odds known before, ``best`` of the reader's highest figure.
    """

    order: float
    bias: float
    prior: float
    best: float
    asked: float = 0.0

    @classmethod
    def load(cls, path: Path = SETTINGS) -> Mixture:
        """Read the file beside the code."""
        return cls(**learnt_numbers(path, ("order", "bias", "prior", "best", "asked"), "eval.train_reader"))

    def probability(self, before: float, values: Mapping[int, float]) -> float:
        """Probability (0 to 1) that the units answer, from the one known before and the reader's figures."""
        if not values:
            return before
        logit = self.bias + self.prior * log_odds(before) + self.best * max(values.values())
        return 1 / (1 + math.exp(-logit))


def log_odds(probability: float) -> float:
    """Of a probability kept a ten-thousandth away from certainty."""
    known = min(max(probability, 1e-4), 1 - 1e-4)
    return math.log(known / (1 - known))


class Reading:
    """The reader with its weighing. Safe for threads as far as its ``pairs`` are."""

    def __init__(self, pairs: Pairs, mixture: Mixture, later: Reading | None = None) -> None:
        self._pairs = pairs
        self.mixture = mixture
        self._later = later

    def of(self, query: Query) -> Reading:
        """Who reads a question: follow-ups have a reader of their own (docs/adr/0011)."""
        return self._later if self._later is not None and query.earlier else self

    def warm_up(self) -> None:
        """Load the reader, and read texts of every length: the first of a length takes twice as long as the next."""
        for words in range(1, _LONGEST_WARM, 6):
            for many in (MOST // 2, MOST // 4):
                self._pairs.read("warm", ["up " * words] * many)
        if self._later is not None:
            self._later.warm_up()

    @timed("read")
    def values(self, query: Query, generation: Generation, rows: Sequence[int], most: int = MOST) -> dict[int, float]:
        """The reader's figure of each of the first ``most`` of some rows."""
        head = list(rows[:most])
        question = question_of(query)
        timeless = _without_years(question) if query.periods else question
        asked = {row: timeless if _is_on_the_year(row, query, generation) else question for row in head}
        values: dict[int, float] = {}
        for wording in dict.fromkeys(asked.values()):
            alike = [row for row in head if asked[row] == wording]
            read = self._pairs.read(wording, [text_of(row, generation) for row in alike])
            values |= {row: float(value) for row, value in zip(alike, read, strict=True)}
        return {row: values[row] for row in head}

    def reordered(self, scores: Mapping[int, float], values: Mapping[int, float], alike: Scores | None = None) -> dict[int, float]:
        """Log-odds of each row with the reader's figure; rows that were not read rank behind as if they had the lowest one.

        ``alike`` is for every unit how like the question one is that was written for it.
        """
        lowest, mixture = min(values.values(), default=0.0), self.mixture
        asked = {row: max(float(alike[row]) - ALIKE, 0.0) for row in scores} if alike is not None else {}
        return {row: mixture.order * score + values.get(row, lowest) + mixture.asked * asked.get(row, 0.0) for row, score in scores.items()}


def question_of(query: Query) -> str:
    """What is read as the question. A follow-up comes first and what it leans on after it, marked: a unit that answers only that is none."""
    return f"{query.text} | earlier: {query.earlier}" if query.earlier else query.text


FEWEST_ASKED = 3
"""Words of a question that must be left without its year."""


def _without_years(question: str) -> str:
    timeless = without_periods(question)
    return timeless if len(timeless.split()) >= FEWEST_ASKED else question


def _is_on_the_year(row: int, query: Query, generation: Generation) -> bool:
    """Whether a unit is of a document on a year that was asked about: it is read with the question without its year.

    The reader does not see of which year a document is, and takes "394 children in care in Luton as of July 2021" for no answer to how many there
    were in July 2021, but for one to how many there are. With this 0.045 of 370 questions were declined wrongly, 0.055 before, false answers alike.
    A digest names the years of what it sums up.
    """
    document = generation.documents[generation.units[row].document_id]
    return document.authority != "digest" and any(covers(document, period) for period in query.periods)


def text_of(row: int, generation: Generation) -> str:
    """What is read for a unit: area, nearest heading, caption, headers, lead-in and antecedent, then the unit."""
    units = generation.units
    unit = units[row]
    area = generation.documents[unit.document_id].area
    leans = torn_before(row, units) or (row > 0 and is_orphan(unit.text) and units[row - 1].document_id == unit.document_id)
    before = units[row - 1] if leans else None
    parts = (
        area if area != "pan" else "",
        *unit.headings[-1:],
        unit.caption,
        " / ".join(head for head in unit.header if head),
        unit.lead_in,
        " ".join(before.text.split()[-_LONGEST_BEFORE:]) if before else "",
    )
    context = ". ".join(part.strip() for part in parts if part.strip())[:_LONGEST_CONTEXT]
    return f"{context} | {unit.text}".replace("\t", " ; ")
