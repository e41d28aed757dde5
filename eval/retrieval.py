"""Did retrieval find the gold quotations: recall at word budgets, hit@k, MRR, nDCG@10, and other areas' text among the first five."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

import ir_measures
from ir_measures import RR, Success, nDCG

from assistant.domain import PARTNERSHIPS, Document, Hit
from eval.cases import Case, Evidence
from eval.results import Json, Score
from eval.spans import BUDGETS, grams, plain_words, spans_found

RELEVANT = 0.6
"""Share of a gold quotation's 4-grams that makes a passage relevant."""
FIRST = 5
_MEASURES = {"hit_1": Success @ 1, "hit_5": Success @ 5, "hit_10": Success @ 10, "mrr": RR, "ndcg_10": nDCG @ 10}
RANKED = tuple(_MEASURES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One retrieved passage, of the product or of a baseline. ``doc`` is a file name."""

    text: str
    doc: str = ""
    area: str = ""
    document_id: str = ""
    score: float = 0.0

    @classmethod
    def of(cls, hit: Hit) -> Found:
        """A hit of the product."""
        document = hit.document
        return cls(text=hit.text, doc=document.file_name, area=document.area, document_id=document.id, score=hit.score)

    def summary(self) -> Json:
        """For the run's record."""
        return {"document_id": self.document_id, "doc": self.doc, "area": self.area, "score": round(self.score, 4), "text": self.text[:300]}


def holds(found: Found, evidence: Evidence) -> bool:
    """Whether a passage holds 60 % of a quotation's 4-grams; evidence without a quotation means any passage of its document."""
    if not evidence.quote.strip():
        return same_file(found.doc, evidence.doc)
    wanted = grams(plain_words(evidence.quote))
    return bool(wanted) and len(wanted & grams(plain_words(found.text))) / len(wanted) >= RELEVANT


def same_file(one: str, other: str) -> bool:
    """Whether two paths name the same file, by its last part."""
    return PurePath(one).name == PurePath(other).name


def retrieval_scores(case: Case, found: Sequence[Found], areas: Mapping[str, str] | None = None) -> dict[str, Score]:
    """All retrieval scores of a question; empty when it has no gold evidence.

    ``areas`` maps the file name of a document to its area: another partnership's text is no fault where the gold evidence is there.
    """
    if not case.evidence:
        return {}
    scores = _recall(case, found) | _ranked(case, found)
    wrong = _wrong_area(case, found, areas or {})
    if wrong is not None:
        scores["wrong_area_5"] = wrong
    return scores


def expected_retrieval(case: Case) -> set[str]:
    """Names of the scores that a question must have."""
    if not case.evidence:
        return set()
    quoted = any(evidence.quote.strip() for evidence in case.evidence)
    return set(_MEASURES) | ({f"recall_{budget}" for budget in BUDGETS} if quoted else set())


def file_areas(documents: Sequence[Document]) -> dict[str, str]:
    """File name -> area, for ``retrieval_scores``."""
    return {PurePath(document.file_name).name: document.area for document in documents}


def _recall(case: Case, found: Sequence[Found]) -> dict[str, Score]:
    quoted = case.model_copy(update={"evidence": tuple(e for e in case.evidence if e.quote.strip())})
    if not quoted.evidence:
        return {}
    texts = [passage.text for passage in found]
    return {f"recall_{budget}": Score(sum(spans_found(quoted, texts, budget)), len(quoted.evidence)) for budget in BUDGETS}


def _ranked(case: Case, found: Sequence[Found]) -> dict[str, Score]:
    gold = (*case.evidence, *case.alt_evidence)
    relevant = [any(holds(passage, evidence) for evidence in gold) for passage in found]
    unfound = sum(not any(holds(passage, evidence) for passage in found) for evidence in case.evidence)
    qrels = [ir_measures.Qrel("q", f"hit {n}", 1) for n, yes in enumerate(relevant) if yes]
    # A gold quotation that no passage holds still counts in the ideal ranking, else finding less would score better.
    qrels += [ir_measures.Qrel("q", f"not found {n}", 1) for n in range(unfound)]
    run = [ir_measures.ScoredDoc("q", f"hit {n}", float(-n)) for n in range(len(found))]
    if not run:
        return {name: Score(0.0) for name in _MEASURES}
    values = ir_measures.calc_aggregate(_MEASURES.values(), qrels, run)
    return {name: Score(float(values[measure])) for name, measure in _MEASURES.items()}


def _wrong_area(case: Case, found: Sequence[Found], areas: Mapping[str, str]) -> Score | None:
    first = found[:FIRST]
    if case.area not in PARTNERSHIPS or not first:
        return None
    right = {case.area, *(areas.get(PurePath(e.doc).name, "") for e in (*case.evidence, *case.alt_evidence))}
    wrong = sum(passage.area in PARTNERSHIPS and passage.area not in right for passage in first)
    return Score(wrong, len(first))
