"""Query to ranked passages over the small library."""

from __future__ import annotations

import numpy as np
import pytest

from assistant.answering import Assistant
from assistant.domain import Document, Question
from assistant.retrieve import covers, zscore


def test_the_passage_that_says_it_comes_first(assistant: Assistant) -> None:
    """Each question finds its own document."""
    for text, title in (
        ("When should I use GCP2?", "Neglect practice guidance"),
        ("what was the learning from Baby Rowan", "Case review Baby Rowan"),
        ("private fostering 28 days", "Private fostering in short"),
    ):
        assert assistant.search(Question(text=text), limit=3)[0].document.title == title


def test_no_unit_is_shown_twice_and_superseded_text_not_at_all(assistant: Assistant) -> None:
    """Every unit of the current library once, whatever the limit."""
    hits = assistant.search(Question(text="escalation stage one working day"), limit=40)
    shown = [unit.id for hit in hits for unit in hit.units]

    assert len(shown) == len(set(shown))
    assert all(hit.document.edition == "current" for hit in hits)


def test_the_area_named_outranks_the_others(assistant: Assistant) -> None:
    """The same words with another area in front find that area's text higher up."""

    def place(area: str) -> int:
        hits = assistant.search(Question(text=f"practice guidance procedure in {area}"), limit=40)
        return next(n for n, hit in enumerate(hits) if hit.document.area == "bedford")

    assert place("Bedford") < place("Luton")


def test_the_limit_is_kept(assistant: Assistant) -> None:
    """At most as many as asked for."""
    assert len(assistant.search(Question(text="child"), limit=2)) == 2


def test_a_hit_tells_why(assistant: Assistant) -> None:
    """Each stage's share and the reranker's score."""
    hit = assistant.search(Question(text="When should I use GCP2?"), limit=1)[0]

    assert {"unit_dense", "unit_words", "topic", "prior", "rerank"} <= set(hit.scores)


@pytest.mark.parametrize(
    ("period", "asked", "is_of"), [("2024-25", "2024-25", True), ("2024-25", "2024", True), ("2024-25", "2023-24", False), ("", "2024-25", False)]
)
def test_a_report_covers_its_year(period: str, asked: str, is_of: bool) -> None:
    """A reporting year by its name or its first year."""
    assert covers(Document(id="d", title="T", kind="annual_report", area="luton", period=period), asked) is is_of


def test_zscores_have_no_scale() -> None:
    """Mean nought, deviation one; equal scores become noughts instead of a division by nought."""
    scores = zscore(np.asarray([1.0, 2.0, 3.0, 10.0], dtype=np.float32))

    assert float(scores.mean()) == pytest.approx(0, abs=1e-6)
    assert float(scores.std()) == pytest.approx(1, abs=1e-6)
    assert not zscore(np.full(4, 7.0, dtype=np.float32)).any()
