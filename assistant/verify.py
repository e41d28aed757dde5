"""The last check before display: every quoted line stands verbatim at its offsets in the generation's canonical page text."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import Source, Statement
from assistant.library import Generation

_PROVEN_KINDS = ("quote", "row")


def proven(statement: Statement, sources: Sequence[Source], generation: Generation) -> bool:
    """Whether each span of a quote or row is the page's text and stands in the statement. Templates and contacts quote nothing."""
    if statement.kind not in _PROVEN_KINDS:
        return not statement.spans
    if not statement.spans:
        return False
    by_number = {source.n: source for source in sources}
    for span in statement.spans:
        source = by_number.get(span.source)
        if source is None:
            return False
        pages = generation.pages(source.document.id)
        if not 1 <= source.page <= len(pages):
            return False
        text = pages[source.page - 1][span.start : span.end]
        if not text or text not in statement.text:
            return False
        if statement.kind == "quote" and text != statement.text:
            return False
    return True
