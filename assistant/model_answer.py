"""A model's reply to statements that are proven: parsed at the edge, verified one by one, mapped to spans. The rest is dropped."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.domain import Hit, Source, Span, Statement
from assistant.errors import ModelServiceError
from assistant.library import Generation
from assistant.llm import ChatModel
from assistant.prompts import Prompt
from assistant.sources_for_model import NumberedSource, number_sources, render, spans_of
from assistant.support import Quotation, SupportChecker

EXPECTS = ("question", "sources")
"""Placeholders of ``prompts/compose.md``."""
MOST_STATEMENTS = 8
_MOST_CHARACTERS = 400


class _Claim(BaseModel):
    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True)
    text: str = Field(min_length=1)
    sources: list[str] = Field(min_length=1, max_length=4)
    quotes: list[str] = Field(min_length=1, max_length=4)


class _Reply(BaseModel):
    model_config = ConfigDict(extra="ignore")
    statements: list[_Claim] = Field(default_factory=list)
    missing: list[str] = Field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A statement that was not proven, for logs of counts and for evaluation; never shown. ``fault`` is the verifier's reason."""

    text: str
    fault: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelDraft:
    """What of a model's reply may be shown. ``sources`` are numbered from 1 as the statements cite them; their ``url`` is left empty.

    ``missing`` is the model's own wording and is not proven: use it as a sign that the answer is partial, do not show it.
    """

    statements: tuple[Statement, ...]
    sources: tuple[Source, ...]
    missing: tuple[str, ...]
    dropped: tuple[Dropped, ...]
    model: str
    prompt_digest: str


def compose_with_model(
    question_text: str, hits: Sequence[Hit], model: ChatModel, prompt: Prompt, generation: Generation, checker: SupportChecker
) -> ModelDraft | None:
    """Ask the model once and keep what is proven; ``None`` when nothing is, so that quoting answers.

    Raises:
        ModelServiceError: the model failed, was late or unreadable.
    """
    numbered = number_sources(hits)
    if not numbered:
        return None
    filled = prompt.fill(question=_one_line(question_text), sources=render(numbered))
    reply = parse_reply(model.ask(filled))
    proven: list[tuple[str, tuple[Quotation, ...]]] = []
    dropped: list[Dropped] = []
    passages = [source.passage for source in numbered]
    claims = reply.statements[:MOST_STATEMENTS]
    checker.prepare([text for claim in claims for text in (claim.text, *claim.quotes)])
    for claim in claims:
        verdict = checker.check(claim.text, claim.sources, claim.quotes, passages) if len(claim.text) <= _MOST_CHARACTERS else None
        if verdict is not None and verdict.supported:
            proven.append((claim.text, verdict.used))
        else:
            dropped.append(Dropped(text=claim.text, fault=verdict.fault if verdict else "too long"))
    statements, sources = _cited(proven, {source.passage.token: source for source in numbered}, generation)
    if not statements:
        return None
    missing = tuple(text for text in reply.missing if text.strip())
    return ModelDraft(
        statements=statements, sources=sources, missing=missing, dropped=tuple(dropped), model=model.name, prompt_digest=prompt.digest
    )


def parse_reply(text: str) -> _Reply:
    """The JSON of a reply; a fence around it is allowed, anything else is the model's fault.

    Raises:
        ModelServiceError: not JSON of the agreed form.
    """
    bare = re.sub(r"^\s*```(?:json)?\s*|\s*```\s*$", "", text)
    try:
        return _Reply.model_validate_json(bare)
    except ValidationError as error:
        raise ModelServiceError(f"The language model's reply is not in the agreed form ({error.error_count()} faults).") from None


def _cited(
    proven: Sequence[tuple[str, tuple[Quotation, ...]]], by_token: dict[str, NumberedSource], generation: Generation
) -> tuple[tuple[Statement, ...], tuple[Source, ...]]:
    """Statements with spans, and the sources they cite: one number for each document and page."""
    numbers: dict[tuple[str, int], int] = {}
    sources: list[Source] = []
    statements: list[Statement] = []
    seen: set[str] = set()
    for text, quotations in proven:
        if text.lower() in seen:
            continue
        spans: list[Span] = []
        for quotation in quotations:
            hit = by_token[quotation.passage.token].hit
            for unit, start, end in spans_of(quotation, hit):
                quote = generation.pages(unit.document_id)[unit.page - 1][start:end]
                key = (unit.document_id, unit.page)
                if key not in numbers:
                    numbers[key] = len(sources) + 1
                    heading = unit.headings[-1] if unit.headings else ""
                    sources.append(Source(n=numbers[key], document=hit.document, page=unit.page, heading=heading, quote=quote, url=""))
                spans.append(Span(source=numbers[key], start=start, end=end))
        if not spans or not _stands(spans, sources, quotations, generation):
            continue  # the published page differs from what was indexed: prove nothing with it
        seen.add(text.lower())
        statements.append(Statement(text=text, kind="model", citations=tuple(dict.fromkeys(span.source for span in spans)), spans=tuple(spans)))
    used = {number for statement in statements for number in statement.citations}
    return tuple(statements), tuple(source for source in sources if source.n in used)


def _stands(spans: Sequence[Span], sources: Sequence[Source], quotations: Sequence[Quotation], generation: Generation) -> bool:
    """Whether the spans, read from the published pages, are the quotations (white space aside)."""
    read = "".join(generation.pages(sources[s.source - 1].document.id)[sources[s.source - 1].page - 1][s.start : s.end] for s in spans)
    return "".join(read.split()) == "".join("".join(quotation.text for quotation in quotations).split())


def _one_line(text: str) -> str:
    """A question as one line, without our own marks in it."""
    return re.sub(r"</?\s*(?:question|sources?)\b[^>]*>", " ", " ".join(text.split()))[:2000]
