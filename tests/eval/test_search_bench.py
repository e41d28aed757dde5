"""An enlarged library is searched as a published one, and gives what the original gives."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from assistant.answering import Assistant
from assistant.domain import Question
from assistant.library import GRAINS, UNITS, Library
from eval.search_bench import Enlarged, Fixed

ASKED = Question(text="What is stop and review?")


def test_copies_are_documents_of_their_own(library: Path, make_assistant: Callable[..., Assistant]) -> None:
    """Every copy can be found, with numbers of its own, and the best place is the original's."""
    base = Library(library).view().generation
    large = Enlarged(base, 3 * len(base.units))
    assert len(large.units) == 3 * len(base.units)
    assert len(large.documents) == 3 * len(base.documents)
    assert {len(large.lexical[grain]) for grain in GRAINS} == {len(large.units), len(large.passages)}
    matrix: Any = large.vectors[UNITS].matrix
    first, second = (matrix[n * len(base.units) :][: len(base.units)] for n in range(2))
    assert 0.85 < float(np.median((first * second).sum(axis=1))) < 0.99
    plain = make_assistant(library).search(ASKED, limit=3)
    found = make_assistant(library, library=Fixed(large)).search(ASKED, limit=3)
    assert found[0].units[0].text == plain[0].units[0].text
    assert found[0].document.id.rpartition("-")[0] == plain[0].document.id
