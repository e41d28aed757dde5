"""Where a language model is set: what quoting mode has chosen is put into words by the model, and only what is proven is shown.

Quoting mode always composes first. Its passages are the model's only sources, and its answer stands whenever the model is down, late, over
budget, unreadable, or leaves too little that is proven. Contacts, the urgent route, declines and decisions never come here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import structlog

from assistant.areas import areas_in
from assistant.asker import asker_of
from assistant.compose import short_name
from assistant.domain import AREA_NAMES, Answer, Hit, Question, Source, Statement, Unit
from assistant.errors import ModelServiceError, SettingsError
from assistant.library import Generation
from assistant.llm import BreakerState, ChatModel
from assistant.model_answer import ModelDraft, compose_with_model
from assistant.model_budget import AskerBudget
from assistant.prompts import Prompt
from assistant.quoting import Quoted
from assistant.support import SupportChecker
from assistant.support_names import carries_contact
from assistant.timing import timed
from assistant.triage import Triage
from assistant.verify import proven

log = structlog.get_logger()

ENOUGH = 0.5
"""Share of the model's statements that must be proven; a model that is mostly wrong is not quoted by halves."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """Proven statements in a model's words, with their sources, as ``Quoted`` has them; ``quoted`` is the text that proves them."""

    statements: tuple[Statement, ...]
    sources: tuple[Source, ...]
    quoted: str
    model: str
    prompt_digest: str


class WatchedModel(ChatModel, Protocol):
    """A chat model that tells how it is; a plain one counts as well."""

    @property
    def state(self) -> BreakerState:
        """Open while it rests after failures."""

    @property
    def calls_left(self) -> int:
        """Of today's budget."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Asks the model about what quoting mode has composed. Safe for threads. ``checker`` is made at the first use."""

    model: WatchedModel
    prompt: Prompt
    checker: Callable[[], SupportChecker]
    askers: AskerBudget

    def signature(self, answer: Answer) -> dict[str, str]:
        """What the log of an answer names of the model: nothing where quoting answered."""
        return {"model": answer.model, "prompt": self.prompt.digest} if answer.model else {}

    def health(self) -> dict[str, object]:
        """For ``/healthz`` and metrics: name, whether it answers as far as known, calls left today, digest of the prompt."""
        state = self.model.state
        return {
            "model": self.model.name,
            "model_healthy": state == "closed",
            "model_state": state,
            "model_calls_left": self.model.calls_left,
            "model_prompt": self.prompt.digest,
        }

    @timed("write")
    def write(self, quoted: Quoted, prepared: Triage, question: Question, generation: Generation) -> Written | None:
        """The answer in the model's words, ``None`` where quoting mode's stands. Never raises for a fault of the model."""
        if not may_write(prepared) or not can_reword(quoted) or not self.askers.take(asker_of(question)):
            return None
        try:
            draft = compose_with_model(_asked(prepared.question), hits_of(quoted, generation), self.model, self.prompt, generation, self.checker())
        except (ModelServiceError, SettingsError) as error:
            log.warning("model_fault", problem=str(error), model=self.model.name)
            return None
        if draft is None:
            log.info("model_unproven", model=self.model.name, prompt=self.prompt.digest)
            return None
        faults = dict(Counter(dropped.fault.split(":")[0].split(" ")[0] for dropped in draft.dropped))
        enough = _enough(draft, generation)
        log.info("model_wrote", model=draft.model, prompt=draft.prompt_digest, kept=len(draft.statements), dropped=faults, shown=enough)
        return written_from(draft, quoted, question, generation) if enough else None


def written_from(draft: ModelDraft, quoted: Quoted, question: Question, generation: Generation) -> Written:
    """A draft's statements under labels; its sources say of themselves what they say in quoting mode."""
    remarks = {(source.document.id, source.page): source.remark for source in quoted.sources}
    sources = tuple(replace(source, remark=remarks.get((source.document.id, source.page), "")) for source in draft.sources)
    return Written(
        statements=labelled(draft.statements, sources, question),
        sources=sources,
        quoted=" ".join(_text_at(statement, sources, generation) for statement in draft.statements),
        model=draft.model,
        prompt_digest=draft.prompt_digest,
    )


def may_write(prepared: Triage) -> bool:
    """Whether a model may be asked at all: nothing of danger, scope, decisions or another language in the message."""
    return not (prepared.urgent or prepared.scope or prepared.decision or prepared.language) and prepared.danger.tier == "none"


def can_reword(quoted: Quoted) -> bool:
    """Rows of tables stay as printed, and so does anything to ring or write to."""
    shown = [statement for statement in quoted.statements if statement.kind != "template"]
    if any(source.document.edition != "current" for source in quoted.sources):
        return False  # what an earlier edition said is quoted, never retold
    return bool(shown) and all(statement.kind == "quote" and not carries_contact(statement.text) for statement in shown)


def hits_of(quoted: Quoted, generation: Generation) -> tuple[Hit, ...]:
    """The quoted passages as hits, one for each section quoted, in the order shown."""
    sources = {source.n: source for source in quoted.sources}
    wanted = {source.document.id for source in quoted.sources}
    units = [unit for unit in generation.units if unit.document_id in wanted]
    groups: dict[tuple[str, int, tuple[str, ...]], list[Unit]] = {}
    for statement in quoted.statements:
        for span in statement.spans:
            source = sources[span.source]
            for unit in units:
                if unit.document_id == source.document.id and unit.page == source.page and span.start <= unit.start and unit.end <= span.end:
                    groups.setdefault((unit.document_id, unit.page, unit.headings), []).append(unit)
    return tuple(
        Hit(document=generation.documents[key[0]], units=tuple(sorted(dict.fromkeys(found), key=lambda unit: unit.ordinal)), score=0.0)
        for key, found in groups.items()
    )


def labelled(statements: Sequence[Statement], sources: Sequence[Source], question: Question) -> tuple[Statement, ...]:
    """The statements under the names of their documents where several are cited, or an area's text does not name its area."""
    by_number = {source.n: source for source in sources}
    several = len({source.document.id for source in sources}) > 1
    shown: list[Statement] = []
    previous = ""
    for statement in statements:
        document = by_number[statement.citations[0]].document
        foreign = document.area in ("bedford", "central", "luton") and document.area not in (question.area, *areas_in(statement.text))
        if (several or foreign) and document.id != previous:
            shown.append(Statement(text=f"{short_name(document)}:", kind="template"))
            previous = document.id
        shown.append(statement)
    return tuple(shown)


def _enough(draft: ModelDraft, generation: Generation) -> bool:
    """Proven on the pages, most of what the model said, and something from the best passage."""
    if not all(proven(statement, draft.sources, generation, draft.proofs) for statement in draft.statements):
        return False
    said = len(draft.statements) + len(draft.dropped)
    return draft.uses_first and len(draft.statements) >= ENOUGH * said


def _text_at(statement: Statement, sources: Sequence[Source], generation: Generation) -> str:
    by_number = {source.n: source for source in sources}
    return " ".join(
        generation.pages(by_number[span.source].document.id)[by_number[span.source].page - 1][span.start : span.end] for span in statement.spans
    )


def _asked(question: Question) -> str:
    """The masked question with what went before it and the area, in one line each."""
    lines = [f"Earlier: {turn}" for turn in question.history[-3:]]
    lines.append(question.text)
    if question.area in ("bedford", "central", "luton"):
        lines.append(f"(Asked in {AREA_NAMES[question.area]}.)")
    return " / ".join(lines)
