"""Questions written beforehand: what they are bound to, how like another they are, and what the search makes of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from assistant.asked import FILE, Asked, save
from assistant.domain import Question, Unit
from assistant.embedding import PACKAGED_DIGEST, SentenceEmbedder
from assistant.errors import SettingsError
from assistant.search import Searcher
from tests.conftest import MakeAssistant

QUESTIONS = (
    ("kid turns up in the same jumper all week, which form", ("Complete the Graded Care Profile 2 where neglect is suspected.",)),
    ("who do i ring about a colleague who hit a child", ("Tell the designated officer within one working day of the allegation.",)),
)
TEXTS = (
    "Complete the Graded Care Profile 2 where neglect is suspected. Do it with the parents.",
    "Tell the designated officer within one working day of the allegation.",
    "Complete the chronology where the family has moved.",
    "Neglect",
)


def _units(*texts: str) -> list[Unit]:
    numbered = enumerate(texts)
    return [Unit(id=f"d#{n}", document_id="d", ordinal=n, text=text, kind="paragraph", page=1, start=0, end=len(text)) for n, text in numbered]


@pytest.fixture(scope="module")
def embedder() -> SentenceEmbedder:
    return SentenceEmbedder()


@pytest.fixture(scope="module")
def asked(embedder: SentenceEmbedder) -> Asked:
    texts = [text for text, _ in QUESTIONS]
    return Asked(texts, [quotations for _, quotations in QUESTIONS], np.eye(384, dtype=np.float32), embedder.encode(texts))


def test_a_question_is_bound_to_the_units_that_hold_its_quotation(asked: Asked) -> None:
    """Neither to units that share some words with it, nor to a heading of one of its words, nor where the sentence no longer stands."""
    bound = asked.bound(_units(*TEXTS))
    assert list(zip(bound.questions.tolist(), bound.rows.tolist(), strict=True)) == [(0, 0), (1, 1)]
    assert not len(asked.bound(_units("Complete the Graded Care Profile 3 in all cases.", *TEXTS[2:])).rows)
    assert not len(asked.bound([]).rows)


def test_a_like_question_leads_to_the_unit(asked: Asked, embedder: SentenceEmbedder) -> None:
    """It shares no word with the unit itself."""
    text = "boy has worn the same jumper since monday - which form is it"
    found = asked.of_units(embedder.encode([text])[0], text, asked.bound(_units(*TEXTS)))
    assert found.shape == (4,)
    assert found[0] > 0.6
    assert found[1] < 0.5
    assert found[2:].tolist() == [0.0, 0.0]


@pytest.mark.parametrize("text", ["", "🙂", "zzzz qqqq", "jumper " * 2000])
def test_any_text_has_a_likeness(asked: Asked, embedder: SentenceEmbedder, text: str) -> None:
    found = asked.alike(embedder.encode([text])[0], text)
    assert found.shape == (2,)
    assert np.isfinite(found).all()


def test_what_is_written_is_read_again(tmp_path: Path, asked: Asked, embedder: SentenceEmbedder) -> None:
    """In eight bits a number, so within a hundredth."""
    path = tmp_path / "asked.npz"
    save(path, "m", QUESTIONS, asked.projection, asked.vectors)
    again = Asked.load("m", path)
    assert again is not None
    text = "which form for a dirty jumper"
    vector = embedder.encode([text])[0]
    assert np.allclose(again.alike(vector, text), asked.alike(vector, text), atol=0.01)
    assert again.quotations == asked.quotations
    assert Asked.load("another model", path) is None


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    """A sentence, not a traceback."""
    path = tmp_path / "asked.npz"
    path.write_bytes(FILE.read_bytes()[:5000])
    with pytest.raises(SettingsError, match=r"asked\.npz"):
        Asked.load(PACKAGED_DIGEST, path)


def test_the_shipped_questions_are_for_the_packaged_embedder() -> None:
    """Vectors of another model cannot be compared."""
    shipped = Asked.load(PACKAGED_DIGEST)
    assert shipped is not None
    assert len(shipped.quotations) > 5000
    assert np.allclose(np.linalg.norm(shipped.vectors, axis=1), 1, atol=1e-5)
    assert Asked.load("0" * 64) is None


def test_a_unit_that_the_ranking_left_out_is_weighed(
    library: Path, make_assistant: MakeAssistant, searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a question written for it that is the asker's own, a unit on something else becomes a candidate in the place of the last."""
    monkeypatch.setattr("assistant.search.CANDIDATES", 20)
    question = Question(text="When should I use GCP2?")
    plain = make_assistant(library, searcher=lambda: searcher).found(question, read=False)
    seen, units = list(plain.shortlist.scores), plain.view.generation.units
    left_out = next(row for row, unit in enumerate(units) if row not in seen and len(unit.text.split()) > 8)
    vectors = plain.shortlist.ranking.vector[None]
    own = Asked([question.text], [[units[left_out].text]], np.eye(vectors.shape[1], dtype=np.float32), vectors)
    found = make_assistant(library, searcher=lambda: searcher.asking(own)).found(question, read=False).shortlist
    assert left_out in found.scores
    assert seen[-1] not in list(found.scores)
    assert len(found.scores) == 20
    assert found.alike is not None
    assert found.alike[left_out] > 1.0
    assert plain.shortlist.alike is None
