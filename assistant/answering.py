"""Question to answer, top to bottom: danger, what is not ours, contacts, search, evidence, quotation, checks. Early returns, no engine."""

from __future__ import annotations

import re
import time
import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import structlog

from assistant.clauses import asking_clause
from assistant.companions import companions_for
from assistant.compose import Rules, compose
from assistant.contact_answers import ContactAnswer, contact_answer
from assistant.contacts import ContactBook, permanent_line
from assistant.domain import Answer, Hit, Notice, Question, Statement, Status
from assistant.edition_changes import changes_for
from assistant.edition_dates import edition_dates
from assistant.errors import LibraryError, SafeguardingError
from assistant.finding import Finder
from assistant.library import View
from assistant.meanings import only_meaning_asked
from assistant.model_mode import Written
from assistant.own_replies import OwnReplies
from assistant.parts import Found, Parts
from assistant.quoting import Quoted, quote
from assistant.render import plain_text
from assistant.reply_parts import make_answer
from assistant.retrieve import Retriever, passages
from assistant.safety.danger import NOTHING
from assistant.safety.urgent_reply import UrgentReply
from assistant.sides import unshown
from assistant.signed_answers import signed_sources
from assistant.timing import measured, timed
from assistant.triage import Judged, Triage, placed, triage, urgent_of

log = structlog.get_logger()

LONGEST_REPLY = 242
"""Words of quotations, labels and source lines together with notices; a companion comes on top, within 250."""
SHORTEST_REPLY = 65
MOST_BESIDES = 90
"""Words of notices and leads up to which a document's steps may lead an answer."""

_WHAT_TO_DO = re.compile(
    r"\bwhat (?:should|do|shall|must|can|would|to) (?:(?:i|we|you|staff|they) )?(?:need to |have to )?do\b|\b(?:next|first) steps?\b", re.IGNORECASE
)
_EACH = re.compile(
    r"\b(?:(?:each|every|all)(?: one)?(?: of)?(?: the)?(?: \w+)? (?:partners?|agenc\w+|payers?|members?|areas?|strands?|years?|grades?|"
    r"courses?|rows?)|breakdown|broken down|breaks? down|split (?:of|by|between)|each of|which of the|who pa(?:ys|id) what|table of)\b",
    re.IGNORECASE,
)
_LOOKS_BACK = frozenset({"figure", "comparison", "change"})
"""Kinds of question about reports, not about what to do: a companion statement would only distract there."""

Stage = Callable[[str], None]


class Assistant:
    """The one function that every channel calls, and its search half for evaluation. Safe for threads."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._finder = Finder(parts)
        self._own = OwnReplies(parts.replies, lambda: self._book)

    @property
    def _book(self) -> ContactBook:
        return self._parts.live_book() if self._parts.live_book else self._parts.book

    # --- the contract with channels ---------------------------------------------------------------------------------

    def answer(self, question: Question, on_stage: Stage | None = None) -> Answer:
        """The one reply to a question; every failure is a reply too."""
        started = time.perf_counter()
        identifier = uuid.uuid4().hex[:16]
        now = question.asked_at or self._parts.clock()
        urgent: UrgentReply | None = None
        try:
            judged = urgent_of(question, self._book, self._parts.replies, now, self._parts.listen)
            urgent = judged[1]
            reply = self._answer(question, judged, now, on_stage or (lambda _: None))
        except LibraryError as error:
            log.warning("library_fault", problem=type(error).__name__)
            reply = self._fault(urgent, question)
        except Exception as error:  # noqa: BLE001 - the reader gets a sentence; the log gets the kind, never the question
            log.error("answer_fault", problem=type(error).__name__)
            reply = self._fault(urgent, question)
        took = round((time.perf_counter() - started) * 1000)
        made = self._parts.writer.signature(reply) if self._parts.writer else {}
        log.info("answered", id=identifier, status=reply.status.value, reply=reply.reply, took_ms=took, generation=reply.generation, **made)
        return replace(reply, id=identifier, took_ms=took)

    def urgent(self, question: Question) -> Answer | None:
        """The danger route alone."""
        started = time.perf_counter()
        now = question.asked_at or self._parts.clock()
        _, reply = urgent_of(question, self._book, self._parts.replies, now)
        if reply is None:
            return None
        return replace(self._own.urgent(reply, question), id=uuid.uuid4().hex[:16], took_ms=round((time.perf_counter() - started) * 1000))

    def search(self, question: Question, limit: int = 20) -> list[Hit]:
        """Passages in ranking order; an empty list for text without a word to search for."""
        prepared = triage(question, self._book, self._parts.replies, question.asked_at or self._parts.clock())
        found = self._finder.find(prepared.question, question)
        return passages(found.shortlist, found.view.generation, limit=limit)

    def found(self, question: Question, *, read: bool = True) -> Found:
        """What the search half finds, with its features: for training and evaluation. ``read`` tells whether the reader has its say."""
        prepared = triage(question, self._book, self._parts.replies, question.asked_at or self._parts.clock())
        return self._finder.find(prepared.question, question, read=read)

    def trace(self, question: Question) -> dict[str, object]:
        """Why an answer came out as it did: scores and decisions, no text of the question."""
        now = question.asked_at or self._parts.clock()
        with measured() as stages:
            prepared = triage(question, self._book, self._parts.replies, now)
            found = self._found(prepared, question)
            self._quoted(found, prepared, now.date(), 0)
        return {
            "tier": prepared.danger.tier,
            "scope": prepared.scope.kind if prepared.scope else None,
            "areas": found.query.areas,
            "periods": found.query.periods,
            "wanted": found.query.wanted,
            "follow_up": found.query.follow_up,
            "expansions": found.query.expansions,
            "topics": found.shortlist.ranking.topics,
            "evidence": found.probability,
            "decline_below": self._parts.decline_below,
            "stages_ms": stages.as_dict(),
        }

    def warm_up(self) -> None:
        """Load models and library and look at each unit once; raises :class:`LibraryError` where there is no library yet."""
        searcher = self._parts.searcher()
        searcher.warm_up()
        if self._parts.listen:
            self._parts.listen("warm up", NOTHING)
        searcher.describer(self._parts.library.view().generation).prepare()
        self.search(Question(text="When should I use GCP2?"), limit=1)

    @property
    def retriever(self) -> Retriever:
        """The first stage of the search; loads the models."""
        return self._parts.searcher().retriever

    def view(self) -> View:
        """What may be read at this moment."""
        return self._parts.library.view()

    def feedback(self, answer_id: str, helpful: bool, reason: str, wording: str | None) -> None:
        """Keep what a reader said of an answer."""
        if self._parts.feedback:
            self._parts.feedback(answer_id, helpful, reason, wording)

    def permanent_line(self) -> str:
        """The emergency line for every surface."""
        return permanent_line(self._book)

    def health(self) -> dict[str, object]:
        """What operators ask first; never raises."""
        try:
            view = self.view()
            manifest = view.generation.manifest
            return {
                "generation": manifest.id,
                "created": manifest.created,
                "documents": len(view.documents()),
                "embedder": manifest.embedder,
                "model": None,
                **(self._parts.writer.health() if self._parts.writer else {}),
                "switched_off": self._parts.switched_off(),
                "problems": [problem] if (problem := self._parts.library.problem) else [],
            }
        except SafeguardingError as error:
            return {"generation": None, "model": None, "switched_off": self._parts.switched_off(), "problems": [str(error)]}

    # --- the line ---------------------------------------------------------------------------------------------------

    def _answer(self, question: Question, judged: Judged, now: datetime, say: Stage) -> Answer:
        urgent = judged[1]
        if urgent is not None and not urgent.then_answer:
            return self._own.urgent(urgent, question)
        off = self._parts.switched_off()
        if off and urgent is not None:
            return self._own.urgent(urgent, question)
        say("understand")
        prepared = triage(question, self._book, self._parts.replies, now, judged)
        if prepared.scope is not None and prepared.scope.strip is None and not off:
            return self._own.out_of_scope(prepared, question, urgent, now)
        contact = contact_answer(placed(prepared.question, question), self._book)
        if contact is not None and (contact.sure or off or urgent is not None):
            return self._own.from_contacts(contact, prepared, question, now)
        if off:
            return self._own.fault("switched_off")
        return self._from_signed(prepared, question, urgent, now) or self._searched(prepared, question, urgent, now, say, contact)

    def _fault(self, urgent: UrgentReply | None, question: Question) -> Answer:
        """An urgent reply needs nothing of what may have failed."""
        return self._own.urgent(urgent, question) if urgent is not None else self._own.fault()

    def _searched(
        self, prepared: Triage, question: Question, urgent: UrgentReply | None, now: datetime, say: Stage, contact: ContactAnswer | None
    ) -> Answer:
        say("retrieve")
        found = self._found(prepared, question)
        say("compose")
        return self._from_register(found, prepared, question, urgent, now) or self._from_library(
            found, prepared, question, urgent, now, contact
        )

    def _found(self, prepared: Triage, question: Question) -> Found:
        """What is found; by the question alone where a story stands around it and together they find too little."""
        typed = question.text if prepared.language else prepared.question.text
        meaning = only_meaning_asked(typed, self.view().generation.acronyms)
        if meaning is not None:
            return self._finder.find(replace(prepared.question, text=f"What does {meaning.name} stand for"), question)
        found = self._finder.find(prepared.question, question)
        asked = asking_clause(prepared.question.text) if found.probability < self._parts.decline_below else None
        again = self._finder.find(replace(prepared.question, text=asked), question) if asked else found
        return again if again.probability > found.probability else found

    def _from_register(self, found: Found, prepared: Triage, question: Question, urgent: UrgentReply | None, now: datetime) -> Answer | None:
        """Dates and editions of a document, when nothing else was asked."""
        dates = None if urgent else edition_dates(found.query, found.shortlist, found.view, self._parts.replies, now.date())
        if dates is None:
            return None
        statements = [*self._own.lead(prepared, question, None), dates[0], *self._own.tail(prepared, question, now)]
        notices = [*prepared.notices, *self._own.remarks(prepared)]
        return make_answer(Status.ANSWERED, statements, (dates[1],), notices, generation=found.view.generation.id)

    def _from_signed(self, prepared: Triage, question: Question, urgent: UrgentReply | None, now: datetime) -> Answer | None:
        """The answer that a named owner signed for this question, with the documents that it rests on; follow-ups and decisions are composed."""
        answers = self._parts.signed
        if answers is None or urgent is not None or question.history or prepared.decision is not None:
            return None
        found = answers.signed_answer(prepared.question.text, placed(prepared.question, question).area, now.date())
        view = self._parts.library.view().for_audience(question.audience) if found else None
        sources = signed_sources(found, view) if found and view else None
        if not (found and view and sources):
            return None
        cited = tuple(source.n for source in sources)
        statements = [*self._own.lead(prepared, question, None), Statement(text=found.text, kind="template", citations=cited)]
        statements += self._own.tail(prepared, question, now)
        notices = [*prepared.notices, *self._own.remarks(prepared)]
        return make_answer(Status.ANSWERED, statements, sources, notices, generation=view.generation.id)

    def _from_library(
        self, found: Found, prepared: Triage, question: Question, urgent: UrgentReply | None, now: datetime, contact: ContactAnswer | None
    ) -> Answer:
        notices = [*self._urgent_notices(urgent), *prepared.notices, *self._own.decision(prepared, question), *self._own.remarks(prepared)]
        lead = self._own.lead(prepared, question, urgent)
        to_ring, rung = self._own.to_ring(contact, question, now)
        tail = [*self._own.tail(prepared, question, now), *to_ring]
        around: tuple[Notice | Statement, ...] = (*notices, *lead, *self._own.missing(found, question), *tail)
        besides = sum(len(part.text.split()) for part in around)
        quoted = self._quoted(found, prepared, now.date(), besides)
        beside = sum(len(text.split()) for text in self._companions(found, quoted)) if quoted else 0
        if beside:
            quoted = self._quoted(found, prepared, now.date(), besides + beside)
        if quoted is None or not quoted.sources:
            if contact is not None:
                return self._own.from_contacts(contact, prepared, question, now)
            return self._own.not_found(found, prepared, question, notices, lead, now)
        rows = [statement.text for statement in quoted.statements if statement.kind == "row"]
        found = replace(found, missing=unshown(found.missing, rows))
        writer = self._parts.writer
        written = writer.write(quoted, prepared, question, found.view.generation) if writer and urgent is None else None
        body = written or quoted
        statements = [*lead, *body.statements]
        # A companion belongs to what the source says, however the model put it.
        statements += [Statement(text=text, kind="template") for text in self._companions(found, body, written.quoted if written else "")]
        statements += [*self._own.missing(found, question), *tail]
        status = Status.URGENT if urgent is not None else Status.PARTIAL if found.missing else Status.ANSWERED
        rung = urgent.contacts if urgent else rung
        reply = make_answer(status, statements, body.sources, notices, generation=found.view.generation.id, contacts=rung)
        return replace(reply, model=written.model) if written else reply

    def _companions(self, found: Found, body: Quoted | Written, more: str = "") -> list[str]:
        shown = " ".join([*(statement.text for statement in body.statements), more])
        return [] if _LOOKS_BACK & frozenset(found.query.wanted) else companions_for(shown, self._parts.companions)

    @timed("compose")
    def _quoted(self, found: Found, prepared: Triage, today: date, besides: int) -> Quoted | None:
        """The quotations, in what the ``besides`` words of notices and leads leave of a reply."""
        generation = found.view.generation
        parts = self._parts
        changed = changes_for(found.query, found.shortlist, found.view, Rules(rejected=self._book.is_rejected))
        if changed is not None:
            return quote(changed, generation, parts.replies, today, parts.national)
        # A decision is answered with the learning that bears on it, so weaker evidence may stand beside the notice.
        if found.probability < parts.decline_below and prepared.decision is None:
            return None
        compared = bool(found.shortlist.sides) or "comparison" in found.query.wanted
        rules = Rules(
            rejected=self._book.is_rejected,
            numbers_wanted="contact" in found.query.wanted,
            areas_apart=len(found.query.areas) != 1,
            periods=() if compared else found.query.periods,
            # Where our own words already say what to do, the document's steps would only make the reply long.
            steps=besides <= MOST_BESIDES and bool(_WHAT_TO_DO.search(found.query.text)),
            meanings="definition" in found.query.wanted,
            totals="figure" in found.query.wanted,
            whole_tables=bool(_EACH.search(found.query.text)),
            newest=found.query.latest and not found.query.periods and not compared,
        )
        quoted: Quoted | None = None
        # Labels and source lines differ in length, so the whole reply is measured and composed again with less where it is too long.
        room = max(SHORTEST_REPLY, LONGEST_REPLY - besides)
        for most in (most for most in (180, 155, 125, 95, 70, 45) if most <= room or most == 45):
            draft = compose(found.shortlist, generation, replace(rules, most_words=most))
            if draft and draft.unknown and prepared.decision is None:
                return None
            quoted = quote(draft, generation, parts.replies, today, parts.national) if draft else None
            if quoted is None or len(plain_text((), quoted.statements, quoted.sources).split()) <= room:
                break
        return quoted


    @staticmethod
    def _urgent_notices(urgent: UrgentReply | None) -> list[Notice]:
        return [] if urgent is None else list(urgent.notices)
