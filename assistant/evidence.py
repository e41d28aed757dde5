"""Is what was found enough to answer? A calibrated probability from the shortlist, never from one similarity.

Logistic weights in ``evidence.json`` are learnt by ``python -m eval.train_evidence`` from answerable questions and near misses (the
documents discuss the topic but do not hold the fact). The operating point is the setting ``decline_below`` (docs/adr/0007).
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.domain import Unit
from assistant.errors import SettingsError
from assistant.features import NAMES as UNIT_FEATURES
from assistant.features import Describer
from assistant.lexical import terms
from assistant.library import UNITS
from assistant.retrieve import Shortlist
from assistant.understand import Query

WEIGHTS = Path(__file__).with_name("evidence.json")
TOP = 5

_AGE = re.compile(r"\b(how old|what age|ages?)\b", re.I)
_NAME = re.compile(r"\b(name of|called|who (is|was|are|chairs?|leads?)|whats? his name|which (social worker|officer))\b", re.I)
_EXACT = re.compile(r"\b(exact(ly)?|specific|deadline|how many (working )?days|days|hours|weeks|date|when|what time|which day)\b", re.I)
_COST = re.compile(r"\b(cost|price|fee|paid|budget|salary|£)\b", re.I)
_MAIL = re.compile(r"\b(e-?mail|phone|number for|direct line|address|extension|postcode)\b", re.I)
_SPLIT = re.compile(r"\b(by|split|breakdown|per|each|ethnicity|gender|boys|girls|ward|school by school)\b", re.I)
_HAS_AGE = re.compile(r"\b(aged?|years? old|months? old|weeks? old|year-old)\b", re.I)
_HAS_TIME = re.compile(
    r"\b(\d+|one|two|three|five|seven|ten|24|48|72) (working )?(days?|hours?|weeks?|months?)\b|\b(january|february|march|april|may|"
    r"june|july|august|september|october|november|december)\b|\b20\d\d\b",
    re.I,
)
_HAS_MAIL = re.compile(r"[\w.]+@[\w.]+|\b0\d{3,4}\s?\d{3}\s?\d{3,4}\b")
_HAS_NUMBER = re.compile(r"\d")
_HAS_NAME = re.compile(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b")

NAMES: tuple[str, ...] = (
    "best", "margin_fifth", "probability", "entropy", "cosine", "window_cosine", "covers_window", "covers_together", "rarest_missing",
    "missing_count", "unknown_words", "topic", "focus_terms", "figure_wanted", "figure_absent", "age_absent", "time_absent", "mail_absent",
    "name_absent", "cost_absent", "split_wanted", "year_named", "year_absent", "year_in_text", "area_absent", "follow_up", "case_absent",
    "definition", "learning", "how", "contact", "number_near", "total",
    "figure_fits", "year_fits", "who_wanted", "when_wanted", "covers_first", "score_fifth",
    "unit_first", "unit_best", "cosine_first", "missing_first", "expansion_best",
)  # fmt: skip


def describe(query: Query, found: Shortlist, describer: Describer) -> NDArray[np.float32]:
    """Evidence features of a question's shortlist, shape (len(NAMES),)."""
    generation = describer.generation
    rows = [row for row in found.rows if row in found.scores][:TOP]
    if not rows or found.features is None:
        return np.zeros(len(NAMES), dtype=np.float32)
    ordered = sorted(found.scores.values(), reverse=True)
    scores = np.asarray(ordered, dtype=np.float64)
    chances = np.exp(scores - scores[0])
    chances /= chances.sum()
    table = {name: found.features[:, column] for column, name in enumerate(UNIT_FEATURES)}
    lexical = generation.lexical[UNITS]
    rarity = {term: lexical.rarity(term) for term in query.focus}
    windows = [describer.window_terms(row) for row in rows]
    together = frozenset().union(*windows)
    one = max(sum(w for t, w in rarity.items() if t in window) for window in windows)
    whole = sum(rarity.values()) or 1.0
    missing = {term: weight for term, weight in rarity.items() if term not in together}
    text = " ".join(_with_context(generation.units[row]) for row in rows)
    documents = [generation.documents[generation.units[row].document_id] for row in rows]
    wants = frozenset(query.wanted)
    near = any(_figure_near(_with_context(generation.units[row]), query) for row in rows)
    years = [period[:4] for period in query.periods]
    return np.asarray(
        [
            scores[0],
            scores[0] - scores[min(4, len(scores) - 1)],
            chances[0],
            float(-(chances * np.log(chances + 1e-12)).sum()),
            float(table["unit_cosine"].max()),
            float(table["window_cosine"].max()),
            one / whole,
            sum(weight for term, weight in rarity.items() if term in together) / whole,
            max(missing.values(), default=0.0) / 10,
            min(5, len(missing)) / 5,
            float(sum(not lexical.knows(term) for term in query.focus)),
            max((weight for _, weight in found.ranking.topics), default=0.0),
            float(np.log1p(len(query.focus))),
            float("figure" in wants),
            float("figure" in wants and not _HAS_NUMBER.search(text)),
            float(bool(_AGE.search(query.text)) and not _HAS_AGE.search(text)),
            float(bool(_EXACT.search(query.text)) and not _HAS_TIME.search(text)),
            float(bool(_MAIL.search(query.text)) and not _HAS_MAIL.search(text)),
            float(bool(_NAME.search(query.text)) and not _HAS_NAME.search(text)),
            float(bool(_COST.search(query.text)) and "£" not in text),
            float(bool(_SPLIT.search(query.text))),
            float(bool(query.periods)),
            float(bool(query.periods) and not any(document.period[:4] in years or _year(document) in years for document in documents)),
            float(bool(query.periods) and any(year in text or year[2:] in text for year in years)),
            float(bool(query.areas) and not any(document.area in (*query.areas, "pan", "national") for document in documents)),
            float(query.follow_up),
            float(bool(query.cases) and not any(case in text.lower() for case in query.cases)),
            float("definition" in wants),
            float("learning" in wants),
            float("how" in wants),
            float("contact" in wants),
            float(near),
            float(found.ranking.total[rows[0]]),
            float("figure" in wants and near) * sum(weight for term, weight in rarity.items() if term in together) / whole,
            float(bool(query.periods) and any(year in text for year in years)) * one / whole,
            float("who" in wants),
            float("when" in wants),
            sum(weight for term, weight in rarity.items() if term in windows[0]) / whole,
            scores[min(4, len(scores) - 1)],
            _share(rarity, describer.unit_terms(rows[0])),
            max(_share(rarity, describer.unit_terms(row)) for row in rows),
            float(found.ranking.cosines[UNITS][rows[0]]),
            max((weight for term, weight in rarity.items() if term not in windows[0]), default=0.0) / 10,
            float(table["covers_expansion"].max()),
        ],
        dtype=np.float32,
    )


TABLE_FITS = 0.8
"""Share of the asker's terms (by rarity) that a table row with its header, headings and title must hold to count as an answer by itself."""


def table_fits(query: Query, found: Shortlist, describer: Describer) -> bool:
    """Whether one of the first rows is of a table whose header, headings and title name nearly all that was asked for."""
    units = describer.generation.units
    rarity = {term: describer.generation.lexical[UNITS].rarity(term) for term in query.focus}
    rows = [row for row in found.rows if row in found.scores][:TOP]
    headed = [row for row in rows if units[row].kind == "row" and any(units[row].header)]
    return len(rarity) >= 3 and any(_share(rarity, describer.window_terms(row)) >= TABLE_FITS for row in headed)


def _share(rarity: dict[str, float], present: frozenset[str]) -> float:
    """Share of the asker's terms, weighted by rarity, that are present."""
    return sum(weight for term, weight in rarity.items() if term in present) / (sum(rarity.values()) or 1.0)


def _with_context(unit: Unit) -> str:
    """A unit with the headings, headers and lead-in that say what its figures are of."""
    return " ".join((*unit.headings[-2:], unit.caption, *unit.header, unit.lead_in, unit.text))


def _year(document: object) -> str:
    published = getattr(document, "published", None)
    return str(published.year) if published else ""


def _figure_near(text: str, query: Query) -> bool:
    """Whether a figure stands within eight words of one of the asker's terms."""
    found = text.split()
    focus = frozenset(query.focus)
    hits = [n for n, word in enumerate(found) if focus & frozenset(terms(word)) and not word.isdigit()]
    figures = [n for n, word in enumerate(found) if _HAS_NUMBER.search(word)]
    return any(abs(a - b) <= 8 for a in hits for b in figures)


@dataclass(frozen=True, slots=True)
class EvidenceModel:
    """Turns evidence features into the probability that the shortlist answers the question."""

    mean: NDArray[np.float32]
    scale: NDArray[np.float32]
    weights: NDArray[np.float32]
    bias: float

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> EvidenceModel:
        """Read weights; they must name exactly the features that the code computes."""
        raw = json.loads(path.read_text(encoding="utf-8"))
        if tuple(raw["features"]) != NAMES:
            raise SettingsError(f"{path.name} was trained for other features than the code computes. Run `python -m eval.train_evidence`.")
        mean, scale, weights = (np.asarray(raw[key], dtype=np.float32) for key in ("mean", "scale", "weights"))
        return cls(mean, scale, weights, float(raw["bias"]))

    def probability(self, features: NDArray[np.float32]) -> float:
        """Between 0 and 1."""
        logit = float(((features - self.mean) / self.scale) @ self.weights) + self.bias
        return float(1 / (1 + np.exp(-logit)))
