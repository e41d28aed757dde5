"""The last check before display: every quoted line stands verbatim at its offsets in the generation's canonical page text."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from assistant.domain import Source, Span, Statement
from assistant.library import Generation

_PROVEN_KINDS = ("quote", "row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """That the model verifier passed a statement: its very text, and the quotations that prove it, white space left out."""

    statement: str
    quotations: str


def proof_of(statement: str, quotations: Sequence[str]) -> Proof:
    """The proof of a statement by its quotations in order."""
    return Proof(statement=statement, quotations="".join("".join(quotations).split()))


def proven(statement: Statement, sources: Sequence[Source], generation: Generation, proofs: Collection[Proof] = ()) -> bool:
    """Whether each span of a quote or row is the page's text and stands in the statement. Templates and contacts quote nothing.

    A statement of a model is proven when the verifier passed its very text with the very quotations that stand at its spans: ``proofs``.
    """
    if statement.kind not in (*_PROVEN_KINDS, "model"):
        return not statement.spans
    if not statement.spans:
        return False
    by_number = {source.n: source for source in sources}
    quotations = [_quoted(span, by_number.get(span.source), generation) for span in statement.spans]
    if statement.kind == "model":
        return all(quotations) and proof_of(statement.text, quotations) in proofs
    if statement.kind == "quote":
        # Two stretches where a page break has torn a sentence apart, else one.
        return all(quotations) and " ".join(quotations) == statement.text
    return all(text and text in statement.text for text in quotations)


def _quoted(span: Span, source: Source | None, generation: Generation) -> str:
    """What stands at a span, empty when there is no such source or page."""
    pages = generation.pages(source.document.id) if source else ()
    return pages[source.page - 1][span.start : span.end] if source and 1 <= source.page <= len(pages) else ""
