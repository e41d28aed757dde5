"""What App Home says of the latest publication."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from assistant.channels.slack_news import news_lines
from assistant.domain import Document
from assistant.library import View


def made(report, *, documents=9, withdrawn=()):
    found = {
        f"d{n}": Document(id=f"d{n}", title=f"Guide {n}", kind="procedure", area="luton", published=date(2025, 9, n)) for n in range(1, documents + 1)
    }
    manifest = SimpleNamespace(report=report, created="2026-11-05T10:00:00+00:00")
    return View(SimpleNamespace(documents=found, manifest=manifest), frozenset(withdrawn))


def described(*numbers):
    return [f"Guide {n} [Luton, procedure, 2025-09-0{n}]" for n in numbers]


def test_new_and_changed_documents_are_named_with_area_and_date():
    """New ones first, then changed ones, then when that was."""
    assert news_lines(made({"added": described(2), "changed": described(1)})) == [
        "New: Guide 2 (Luton, September 2025)",
        "Changed: Guide 1 (Luton, September 2025)",
        "9 documents, last published on 5 November 2026",
    ]


def test_a_long_list_is_cut_and_counted():
    """Six are named."""
    lines = news_lines(made({"added": described(1, 2, 3, 4, 5), "changed": described(6, 7, 8)}))

    assert len(lines) == 8
    assert lines[6] == "and 2 more"


def test_a_withdrawn_document_is_not_announced():
    """What was taken away after the publication is not named again."""
    assert "Guide 2" not in " ".join(news_lines(made({"added": described(1, 2)}, withdrawn=["d2"])))


@pytest.mark.parametrize("report", [{}, {"added": None}, {"added": described(1, 2, 3)}])
def test_a_first_publication_or_none_is_no_list(report):
    """A library that is new as a whole says how large it is and of when."""
    assert news_lines(made(report, documents=3)) == ["3 documents, last published on 5 November 2026"]
