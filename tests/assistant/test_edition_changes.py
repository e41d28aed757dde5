"""What changed between two editions, and guidance that was replaced since."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.domain import Question, Status
from assistant.edition_changes import asks_what_changed
from assistant.errors import SettingsError
from assistant.fakes import WordEmbedder
from assistant.national import load_national, replaced_since
from ingest.job import ingest
from ingest.publish import Place
from tests.conftest import KNOWLEDGE, MakeAssistant

EDITION = """# Seven-minute briefing: Chronologies

Area: Luton

Published: 1 March {year}

## When to write one

Write a chronology when {worries} worries were noted within two months. Ask the health visitor for her dates as well.

## Out of hours

Ring the old night desk on {number} when the office is shut.
"""


@pytest.fixture(scope="module")
def two_editions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Data directory of a briefing with the edition that it replaced."""
    folder = tmp_path_factory.mktemp("editions")
    (folder / "in").mkdir()
    (folder / "in" / "chronologies-2024.md").write_text(EDITION.format(year=2024, worries="five", number="01582 000111"), encoding="utf-8")
    (folder / "in" / "chronologies.md").write_text(EDITION.format(year=2026, worries="three", number="01582 000222"), encoding="utf-8")
    report = ingest([folder / "in"], Place(data_dir=folder / "data", embedder=WordEmbedder()))
    assert not report.failed
    return folder / "data"


@pytest.fixture
def assistant(two_editions: Path, make_assistant: MakeAssistant) -> Assistant:
    """The assistant over the two editions."""
    return make_assistant(two_editions)


def test_both_editions_are_shown_and_told_apart(assistant: Assistant) -> None:
    """The sentence now and the sentence before, the latter under a label that says so."""
    answer = assistant.answer(Question(text="What has changed in the chronologies briefing?", area="luton"))

    assert answer.status is Status.ANSWERED
    assert "when three worries" in answer.text
    assert "when five worries" in answer.text
    assert answer.text.index("when three worries") < answer.text.index("no longer current") < answer.text.index("when five worries")
    assert "Ask the health visitor" not in answer.text, "what did not change is left out"
    assert [source.document.edition for source in answer.sources] == ["current", "superseded"]


def test_a_telephone_number_of_an_earlier_edition_is_never_shown(assistant: Assistant) -> None:
    """Somebody might ring it, whatever the label says."""
    answer = assistant.answer(Question(text="What changed between the two editions of the chronologies briefing?", area="luton"))

    assert "01582 000222" in answer.text
    assert "01582 000111" not in answer.text


def test_without_such_a_question_only_the_current_edition_answers(assistant: Assistant) -> None:
    """Superseded text is no answer to a question about today."""
    answer = assistant.answer(Question(text="When do I write a chronology of worries?", area="luton"))

    assert "three worries" in answer.text
    assert "five worries" not in answer.text


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("what's new in the threshold guidance", True),
        ("whats changed in the child A briefing", True),
        ("how do the two editions differ", True),
        ("what changed for the family after the review", False),
        ("how many chronologies were written", False),
    ],
)
def test_which_questions_ask_for_changes(question: str, asks: bool) -> None:
    """Only those about a document's editions."""
    assert asks_what_changed(question) is asks


def test_guidance_replaced_since_is_recognised() -> None:
    """An older edition by its year, the current one not."""
    national = load_national(KNOWLEDGE / "national.yaml")

    (found,) = replaced_since("as Working Together 2018 requires", national)
    assert found.title == "Working Together to Safeguard Children"
    assert not replaced_since("as Working Together 2026 requires, in 2018", national)
    assert not replaced_since("we are working together since 2018", national)


def test_a_mistake_in_the_file_is_named(tmp_path: Path) -> None:
    """A sentence, not a traceback."""
    broken = tmp_path / "national.yaml"
    broken.write_text("national:\n  - key: x\n", encoding="utf-8")

    with pytest.raises(SettingsError, match=r"national\.yaml"):
        load_national(broken)


def test_a_quotation_on_replaced_guidance_says_so(tmp_path: Path, make_assistant: MakeAssistant) -> None:
    """In the line of its source."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "scrutiny.md").write_text(
        "# Scrutiny guide\n\nArea: Luton\n\nPublished: 1 March 2025\n\n## Scrutiny\n\n"
        "Independent scrutiny follows Working Together 2018 and looks at practice twice a year.\n",
        encoding="utf-8",
    )
    ingest([tmp_path / "in"], Place(data_dir=tmp_path / "data", embedder=WordEmbedder()))
    assistant = make_assistant(tmp_path / "data", national=load_national(KNOWLEDGE / "national.yaml"))

    answer = assistant.answer(Question(text="How often does independent scrutiny look at practice?", area="luton"))

    assert "National guidance may have changed since" in answer.sources[0].remark
