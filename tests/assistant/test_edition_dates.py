"""When a document was published, is due for review, and which edition is in use."""

from __future__ import annotations

import pytest

from assistant.answering import Assistant
from assistant.domain import Question, Status
from assistant.edition_dates import asks_about_edition
from assistant.fakes import WordEmbedder
from ingest.job import ingest
from ingest.publish import Place
from tests.conftest import MakeAssistant

BRIEFING = """# Seven-minute briefing: {subject}

Area: Luton

Published: {published}

Review date: March 2027

## What to do

Write {what} when three worries were noted within two months. Ask the health visitor for hers as well.
"""


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory, make_assistant: MakeAssistant) -> Assistant:
    """The assistant over two briefings, one of them with an earlier edition."""
    folder = tmp_path_factory.mktemp("dates")
    (folder / "in").mkdir()
    for name, subject, published, what in (
        ("old", "Chronologies", "1 March 2024", "a list"),
        ("new", "Chronologies", "4 March 2026", "a chronology"),
        ("other", "Home visits", "9 May 2025", "a note"),
    ):
        (folder / "in" / f"{name}.md").write_text(BRIEFING.format(subject=subject, published=published, what=what), encoding="utf-8")
    report = ingest([folder / "in"], Place(data_dir=folder / "data", embedder=WordEmbedder()))
    assert not report.failed
    return make_assistant(folder / "data")


@pytest.mark.parametrize(
    "text",
    [
        "when was the chronologies briefing published",
        "chronologies 7min - when is it due for review",
        "two copies of the chronologies briefing, which one is live",
        "is the chronologies briefing still current?",
    ],
)
def test_its_dates_are_said(text: str, assistant: Assistant) -> None:
    """Published, due for review, and what it replaced; with a link to the document."""
    answer = assistant.answer(Question(text=text, area="luton"))

    assert answer.status is Status.ANSWERED
    assert "published 4 March 2026" in answer.text
    assert "March 2027" in answer.text
    assert "It replaced the edition of 1 March 2024, which is no longer current." in answer.text
    assert [source.document.edition for source in answer.sources] == ["current"]


def test_another_briefing_is_not_mixed_up(assistant: Assistant) -> None:
    """The dates are those of the document named; without an earlier edition none is spoken of."""
    answer = assistant.answer(Question(text="when was the home visits briefing published", area="luton"))

    assert "published 9 May 2025" in answer.text
    assert "replaced" not in answer.text


@pytest.mark.parametrize(
    "text",
    [
        "when was the neglect strategy published",
        "when was the briefing published",
        "when do I write a chronology",
    ],
)
def test_otherwise_the_library_is_searched(text: str, assistant: Assistant) -> None:
    """A strategy that the library does not hold, a document not named, or a question about what it says."""
    assert "edition in use" not in assistant.answer(Question(text=text, area="luton")).text


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("when was it published, the isabella 7 min", True),
        ("which version of the guide is live", True),
        ("when is a case review published", False),
        ("when is a plan due for review", False),
        ("is the worker still current with training", False),
    ],
)
def test_only_questions_about_documents_are_meant(text: str, asks: bool) -> None:
    """A plan or a case that is reviewed is not the library's."""
    assert asks_about_edition(text) is asks
