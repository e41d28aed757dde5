"""A model's reply to statements that are proven: parsed at the edge, verified one by one, mapped to spans. The rest is dropped."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.domain import Hit, Source, Span, Statement
from assistant.errors import ModelServiceError
from assistant.library import Generation
from assistant.llm import ChatModel
from assistant.prompts import Prompt
from assistant.sources_for_model import NumberedSource, number_sources, render, spans_of
from assistant.statements import is_orphan
from assistant.support import Quotation, SupportChecker
from assistant.verify import Proof, proof_of

EXPECTS = ("question", "sources")
"""Placeholders of ``prompts/compose.md``."""
MOST_STATEMENTS = 16
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
    """What of a model's reply may be shown. ``sources`` are numbered from 1 as the statements cite them; their ``remark`` is left empty.

    ``proofs`` is what ``verify.proven`` asks for; ``uses_first`` tells whether anything shown rests on S1, the best passage.
    ``missing`` is the model's own wording and is not proven: use it as a sign that the answer is partial, do not show it.
    """

    statements: tuple[Statement, ...]
    sources: tuple[Source, ...]
    missing: tuple[str, ...]
    dropped: tuple[Dropped, ...]
    model: str
    prompt_digest: str
    proofs: frozenset[Proof] = frozenset()
    uses_first: bool = True


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
    by_token = {source.passage.token: source for source in numbered}
    shown: set[str] = set()
    for claim in claims:
        verdict = checker.check(claim.text, claim.sources, claim.quotes, passages)
        fault = verdict.fault or leans(verdict.used, by_token, shown)
        if not fault and len(claim.text) > _MOST_CHARACTERS and not verdict.copied:
            fault = "too long"
        if fault:
            dropped.append(Dropped(text=claim.text, fault=fault))
            continue
        proven.append((claim.text, verdict.used))
        shown.update(unit.id for quotation in verdict.used for unit, _, _ in spans_of(quotation, by_token[quotation.passage.token].hit))
    statements, sources = _cited(proven, by_token, generation)
    if not statements:
        return None
    missing = tuple(text for text in reply.missing if text.strip())
    return ModelDraft(
        statements=statements,
        sources=sources,
        missing=missing,
        dropped=tuple(dropped),
        model=model.name,
        prompt_digest=prompt.digest,
        proofs=frozenset(proof_of(text, [quotation.text for quotation in used]) for text, used in proven),
        uses_first=any(quotation.passage == passages[0] for _, used in proven for quotation in used),
    )


def leans(quotations: Sequence[Quotation], by_token: dict[str, NumberedSource], shown: Collection[str]) -> str:
    """Why a quotation may not stand alone: a list item without its lead-in, a sentence without the one it refers to; empty when it may.

    ``shown`` are the ids of units that earlier statements rest on.
    """
    touched = {unit.id for quotation in quotations for unit, _, _ in spans_of(quotation, by_token[quotation.passage.token].hit)}
    for quotation in quotations:
        units = by_token[quotation.passage.token].hit.units
        for position, unit in enumerate(units):
            if unit.id not in touched:
                continue
            leads = [other.id for other in units[:position] if other.text == unit.lead_in]
            if unit.kind == "item" and unit.lead_in and not any(lead in touched or lead in shown for lead in leads):
                return "leans on its lead-in"
            before = units[position - 1].id if position and units[position - 1].block == unit.block else ""
            if unit.kind != "item" and is_orphan(unit.text) and before and not (before in touched or before in shown):
                return "leans on the sentence before"
    return ""


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
                    url = f"/library/{unit.document_id}?page={unit.page}&start={start}&end={end}#cited"
                    sources.append(Source(n=numbers[key], document=hit.document, page=unit.page, heading=heading, quote=quote, url=url))
                spans.append(Span(source=numbers[key], start=start, end=end))
        if not spans or not _stands(spans, sources, quotations, generation):
            continue  # the published page differs from what was indexed: prove nothing with it
        seen.add(text.lower())
        statements.append(Statement(text=text, kind="model", citations=tuple(dict.fromkeys(span.source for span in spans)), spans=tuple(spans)))
    return _renumbered(statements, sources)


def _renumbered(statements: Sequence[Statement], sources: Sequence[Source]) -> tuple[tuple[Statement, ...], tuple[Source, ...]]:
    """Only the sources that are cited, numbered without gaps."""
    used = sorted({number for statement in statements for number in statement.citations})
    new = {old: n for n, old in enumerate(used, start=1)}
    moved = tuple(
        replace(
            statement,
            citations=tuple(new[number] for number in statement.citations),
            spans=tuple(replace(span, source=new[span.source]) for span in statement.spans),
        )
        for statement in statements
    )
    return moved, tuple(replace(source, n=new[source.n]) for source in sources if source.n in new)


def _stands(spans: Sequence[Span], sources: Sequence[Source], quotations: Sequence[Quotation], generation: Generation) -> bool:
    """Whether the spans, read from the published pages, are the quotations (white space aside)."""
    read = "".join(generation.pages(sources[s.source - 1].document.id)[sources[s.source - 1].page - 1][s.start : s.end] for s in spans)
    return "".join(read.split()) == "".join("".join(quotation.text for quotation in quotations).split())


def _one_line(text: str) -> str:
    """A question as one line, without our own marks in it."""
    return re.sub(r"</?\s*(?:question|sources?)\b[^>]*>", " ", " ".join(text.split()))[:2000]
