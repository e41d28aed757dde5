"""The second look: which order it gives, what it makes of the probability, and what the network reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from numpy.typing import NDArray

from assistant.domain import Question
from assistant.errors import SettingsError
from assistant.reader_model import PairReader
from assistant.reading import MOST, Mixture, Reading, question_of, text_of
from assistant.rerank import Reranker
from assistant.search import EACH_PART_READ, Searcher
from tests.conftest import MakeAssistant

EVEN = Mixture(order=1.0, bias=0.0, prior=1.0, best=1.0)


class Marker:
    """Reads pairs at our own seam: high for texts that hold a word, and remembers how many it was given."""

    def __init__(self, word: str) -> None:
        self.word = word
        self.given: list[tuple[str, int]] = []

    def read(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """9 where the word stands, else -9."""
        self.given.append((question, len(texts)))
        return np.asarray([9.0 if self.word in text else -9.0 for text in texts], dtype=np.float32)


def test_what_the_reader_prefers_comes_first(library: Path, make_assistant: MakeAssistant, searcher: Searcher) -> None:
    """A unit that the first stage had further down leads, and no more than ``MOST`` are read."""
    question = Question(text="When should I use GCP2?", area="luton")
    plain = make_assistant(library).found(question, read=False)
    further = plain.shortlist.rows[5]
    marker = Marker(text_of(further, plain.view.generation))
    second = Searcher(searcher.retriever, Reranker.load(), Reading(marker, EVEN))
    read = make_assistant(library, searcher=lambda: second).found(question)

    assert read.shortlist.rows[0] == further
    assert sorted(read.shortlist.rows) == sorted(plain.shortlist.rows)
    assert marker.given[0][1] <= MOST


def test_a_follow_up_is_read_before_what_it_leans_on(library: Path, make_assistant: MakeAssistant) -> None:
    """Marked, so that a unit about the earlier question alone is told from one that answers."""
    first = "When should I use GCP2 with a family?"
    later = make_assistant(library).found(Question(text="and who pays?", history=(first,)), read=False)
    alone = make_assistant(library).found(Question(text=first), read=False)
    assert question_of(later.query) == f"and who pays? | earlier: {first}"
    assert question_of(alone.query) == first


def test_a_year_is_not_asked_of_a_report_on_it(library: Path, make_assistant: MakeAssistant) -> None:
    """The reader does not see the year of a report, and would take its absence for a miss; of others, and of digests, it is asked."""
    found = make_assistant(library).found(Question(text="what did inspectors find in 2017"), read=False)
    generation = found.view.generation
    rows = found.shortlist.rows[:3]
    homes = [generation.documents[generation.units[row].document_id] for row in rows]
    for authority, timeless in (("official", len(rows)), ("digest", 0)):
        dated = {home.id: replace(home, period="2017", authority=authority) for home in homes}
        marker = Marker("x")
        Reading(marker, EVEN).values(found.query, SimpleNamespace(units=generation.units, documents=dated), rows)  # type: ignore[arg-type]
        assert dict(marker.given) == {"what did inspectors find" if timeless else "what did inspectors find in 2017": len(rows)}


def test_follow_ups_have_a_reader_of_their_own(library: Path, make_assistant: MakeAssistant, searcher: Searcher) -> None:
    """And single questions never reach it."""
    usual, later = Marker("x"), Marker("x")
    both = Searcher(searcher.retriever, Reranker.load(), Reading(usual, EVEN, Reading(later, EVEN)))
    assistant = make_assistant(library, searcher=lambda: both)
    assistant.found(Question(text="When should I use GCP2 with a family?"))
    assert (len(usual.given), len(later.given)) == (1, 0)
    assistant.found(Question(text="and who pays?", history=("When should I use GCP2 with a family?",)))
    assert (len(usual.given), len(later.given)) == (1, 1)


class PartMarker(Marker):
    """Knows the whole question's answer by one text, and that of a later part by another."""

    def __init__(self, first: str, later: str) -> None:
        super().__init__(first)
        self.later = later

    def read(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """9 for the text of the part that is asked, else -9."""
        self.given.append((question, len(texts)))
        word = self.later if " - who pays" in question else self.word
        return np.asarray([9.0 if text == word else -9.0 for text in texts], dtype=np.float32)


def test_each_part_of_a_question_is_read_for_itself(library: Path, make_assistant: MakeAssistant, searcher: Searcher) -> None:
    """What answers the second part stands behind what answers the whole, however low the whole question ranks it."""
    question = Question(text="When should I use GCP2 with a family and who pays for it?", area="luton")
    plain = make_assistant(library).found(question, read=False)
    generation = plain.view.generation
    rows = plain.shortlist.rows
    marker = PartMarker(text_of(rows[0], generation), text_of(rows[3], generation))
    second = Searcher(searcher.retriever, Reranker.load(), Reading(marker, EVEN))
    read = make_assistant(library, searcher=lambda: second).found(question)

    assert read.shortlist.rows[:2] == (rows[0], rows[3])
    assert read.shortlist.also == {rows[3]}
    assert sorted(read.shortlist.rows) == sorted(rows)
    assert [count for _, count in marker.given[1:]] == [EACH_PART_READ] * 2


def test_the_probability_follows_the_best_figure() -> None:
    """Up when a unit is said to answer, down when none is, as before when nothing was read."""
    assert EVEN.probability(0.5, {3: 2.0, 4: -5.0}) > 0.8
    assert EVEN.probability(0.5, {3: -2.0}) < 0.2
    assert EVEN.probability(0.37, {}) == 0.37
    assert 0 < EVEN.probability(0.0, {1: -40.0}) < EVEN.probability(1.0, {1: 4.0}) < 1


def test_a_row_that_was_not_read_ranks_behind() -> None:
    """It gets the lowest figure of those that were."""
    assert Reading(Marker("x"), EVEN).reordered({1: 2.0, 2: 1.0, 3: 0.0}, {1: -1.0, 2: 4.0}) == {1: 1.0, 2: 5.0, 3: -1.0}


def test_a_damaged_mixture_is_named(tmp_path: Path) -> None:
    """A sentence, not a traceback."""
    (tmp_path / "reader.json").write_text('{"order": 1}', encoding="utf-8")

    with pytest.raises(SettingsError, match=r"reader\.json"):
        Mixture.load(tmp_path / "reader.json")


def test_damaged_weights_are_named(tmp_path: Path) -> None:
    """Cut in half or of another base: a sentence that says what to do."""
    broken = tmp_path / "reader.safetensors"
    broken.write_bytes(b"\x10\x00")

    with pytest.raises(SettingsError, match=r"reader\.safetensors"):
        PairReader(broken).read("When?", ["Then."])


def test_the_packaged_reader_tells_an_answer_from_its_neighbour() -> None:
    """The sentence with the figure asked for beats one on the same subject without it, whatever the order and company."""
    reader = PairReader()
    question = "how many gcp2 did the health visitors finish in 2024-25"
    answer = "central. Use of tools. Agency / 2023-24 / 2024-25 | Health visitors ; 31 ; 47"
    beside = "central. Use of tools | Health visitors find the tool helpful when they talk with parents about neglect."
    other = "luton. Membership | The board meets four times a year."

    one = reader.read(question, [answer, beside, other])
    turned = reader.read(question, [other, answer])

    # By two log-odds at least; which of two that do not answer stands lower means nothing, so far below the answer.
    assert one[0] > max(one[1], one[2]) + 2
    assert turned[1] == pytest.approx(one[0], abs=0.15)
    assert reader.read(question, []).shape == (0,)
    assert np.isfinite(reader.read("why " * 900, [answer * 40])).all()
