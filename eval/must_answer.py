"""Must-answer questions asked of a library before readers see it, after a withdrawal, and after a correction of contacts.

A question counts where a document that holds one of its gold quotations is, or was, in the library; one without quotations always. The
new library is asked first; only what it fails is asked of the library before, so a publication that loses nothing costs one round.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import Protocol

import yaml

from assistant.answering import Assistant
from assistant.contacts import ContactBook
from assistant.domain import AREA_NAMES, Answer, Question, Status
from assistant.embedding import Embedder
from assistant.errors import LibraryError, SettingsError
from assistant.library import Generation, Library, View, read_tombstones, withdrawn_ids
from assistant.must_answer import Progress, Unanswered
from assistant.parts import Parts
from assistant.settings import Settings
from assistant.wiring import parts_of
from eval.answers import answer_scores
from eval.cases import Case, load_cases
from eval.seam import question_of, working_time
from eval.spans import NEEDED, grams, plain_words

SHIPPED = Path(__file__).resolve().parent / "cases" / "must_answer.jsonl"
MOST_SHOWN = 3
OWN = ("must_answer.yaml", "must_answer.jsonl")
"""Beside the installation's other knowledge: what the desk keeps (question and area), and a question set with gold quotations."""


class Answering(Protocol):
    """As much of the assistant as is needed."""

    def answer(self, question: Question) -> Answer:
        """The one reply to a question."""
        ...


class Pinned(Library):
    """One generation as it lies in a folder, whatever is live, less the documents of ``hidden``."""

    def __init__(self, generation: Generation, hidden: frozenset[str], data_dir: Path) -> None:
        super().__init__(data_dir)
        self._view = View(generation, hidden)

    def current_id(self) -> str:
        """Id of that generation."""
        return self._view.generation.id

    def view(self) -> View:
        """That generation."""
        return self._view


Over = Callable[[Library, ContactBook | None], Answering]
"""An assistant over a library, with these contacts instead of the live ones where some are given."""


@dataclass(frozen=True, slots=True)
class _Reply:
    """What one library replied. ``why`` is what is wrong with it, empty when it is right; ``cited`` are ids of documents."""

    why: str
    cited: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two libraries that are compared; ``holders`` as of :func:`holders`."""

    view: View
    answering: Answering
    holders: Mapping[str, set[str]]

    def ask(self, case: Case) -> _Reply:
        answer = self.answering.answer(question_of(case))
        cited = frozenset(source.document.id for source in answer.sources)
        if answer.status is Status.FAULT:
            return _Reply("it could not be answered (fault)", cited)
        scores, failures = answer_scores(case, answer)
        right = scores["full"].value == 1
        return _Reply("" if right else "; ".join(failures[:MOST_SHOWN]) or "the reply is not right", cited)


class MustAnswerQuestions:
    """The questions of one installation, over its data directory. ``cases`` is asked at each check, so that edits count at once."""

    def __init__(self, data_dir: Path, cases: Callable[[], Sequence[Case]], over: Over, *, chroma: str = "") -> None:
        self._data_dir = data_dir
        self._cases = cases
        self._over = over
        self._chroma = chroma

    def questions(self) -> Mapping[str, str]:
        """Id -> wording."""
        return {case.id: case.question for case in self._cases()}

    def before_switch(self, built: Path, live: Path | None, say: Progress | None = None) -> tuple[Unanswered, ...]:
        """What a finished generation does not answer rightly. A live library that cannot be read has nothing to lose."""
        new = self._view(self._opened(built))
        try:
            old = self._view(self._opened(live)) if live else None
        except LibraryError:
            old = None
        return self._compared(new, old, None, say)

    def after_withdrawal(self, document_ids: Collection[str]) -> tuple[Unanswered, ...]:
        """What the live library answered rightly with these documents and does not without them."""
        live = self._opened(self._live())
        found = self._compared(self._view(live), self._view(live, but=document_ids), None)
        return tuple(item for item in found if item.lost)

    def after_correction(self, before: ContactBook) -> tuple[Unanswered, ...]:
        """What the live library answered rightly with these contacts and does not with those of now."""
        view = self._view(self._opened(self._live()))
        return tuple(item for item in self._compared(view, view, before) if item.lost)

    def _live(self) -> Path:
        return self._data_dir / "generations" / Library(self._data_dir).current_id()

    def _opened(self, folder: Path) -> Generation:
        return Generation(folder, chroma=self._chroma, check=False)  # whoever built it or reads it has checked it

    def _view(self, generation: Generation, but: Collection[str] = ()) -> View:
        """A generation less what is withdrawn now, ``but`` for these documents."""
        return View(generation, withdrawn_ids(generation.documents, read_tombstones(self._data_dir)) - set(but))

    def _side(self, view: View, cases: Sequence[Case], book: ContactBook | None = None) -> _Side:
        return _Side(view, self._over(Pinned(view.generation, view.withdrawn, self._data_dir), book), holders(cases, view))

    def _compared(self, new: View, old: View | None, book: ContactBook | None, say: Progress | None = None) -> tuple[Unanswered, ...]:
        """What ``new`` fails, over ``old``; ``book`` are the contacts of before, where it is they that changed."""
        cases = self._cases()
        now = self._side(new, cases)
        then = self._side(old, cases, book) if old is not None else None
        counting = [case for case in cases if _counts(case, now, then) or (book and case.category == "contact")]
        found: list[Unanswered] = []
        for done, case in enumerate(counting, 1):
            if failure := _failure(case, now, then):
                found.append(failure)
            if say:
                say("Asking what must be answered", done, len(counting))
        return tuple(found)


def _counts(case: Case, now: _Side, then: _Side | None) -> bool:
    return bool(not case.evidence or now.holders[case.id] or (then and then.holders[case.id]))


def _failure(case: Case, now: _Side, then: _Side | None) -> Unanswered | None:
    """What is wrong with a question now, ``None`` for nothing.

    The patterns of a question may fit a poor answer by chance, so a right one is also lost with the documents that it rested on. An
    answer that rests on others while they are still there is not: a new document may say it better.
    """
    before = then.holders[case.id] if then else set()
    removed = bool(before) and not any(now.view.document(name) for name in before)
    reply = now.ask(case)
    if not reply.why and not removed:
        return None
    earlier = then.ask(case) if then else None
    lost = earlier is not None and not earlier.why
    rested = earlier is not None and bool(earlier.cited & before)
    if not reply.why and not (lost and rested):
        return None
    known = {**(then.view.generation.documents if then else {}), **now.view.generation.documents}
    return Unanswered(
        id=case.id, question=case.question, why=reply.why or "its answer no longer rests on what it rested on",
        documents=tuple(sorted({known[name].title for name in now.holders[case.id] | before}))[:MOST_SHOWN], lost=lost, removed=removed,
    )  # fmt: skip


def holders(cases: Sequence[Case], view: View) -> dict[str, set[str]]:
    """Case id -> ids of readable documents that hold one of its gold quotations; of several, those in the file that the case names."""
    quoted = {case.id: [grams(plain_words(piece.quote)) for piece in case.evidence if piece.quote.strip()] for case in cases}
    wanted = {gram for quotes in quoted.values() for quote in quotes for gram in quote}
    found: dict[str, set[str]] = {case.id: set() for case in cases}
    for document in view.documents() if wanted else ():
        there = wanted & grams(plain_words(" ".join(view.generation.pages(document.id))))
        for name, quotes in quoted.items():
            if any(len(quote & there) / len(quote) >= NEEDED for quote in quotes):
                found[name].add(document.id)
    return {case.id: found[case.id] & _named(case, view) or found[case.id] for case in cases}


def _named(case: Case, view: View) -> set[str]:
    files = {PurePath(piece.doc).name for piece in case.evidence}
    return {document.id for document in view.documents() if PurePath(document.file_name or "").name in files}


def of_settings(settings: Settings, embedder: Embedder) -> MustAnswerQuestions:
    """The questions of an installation: the shipped ones and its own. Asked in quoting mode, on the last working day at ten."""
    made: list[Parts] = []

    def over(library: Library, book: ContactBook | None) -> Answering:
        if not made:
            made.append(parts_of(settings, lambda: working_time(datetime.now(UTC)), embedder))
        # A language model's day should not decide over a publication, nor the off switch: it is the library that is asked.
        plain = replace(made[0], library=library, writer=None, switched_off=lambda: False)
        return Assistant(plain if book is None else replace(plain, live_book=lambda: book))

    return MustAnswerQuestions(settings.data_dir, lambda: cases_of(settings.data_dir), over, chroma=settings.chroma_url)


def cases_of(data_dir: Path) -> tuple[Case, ...]:
    """The shipped questions, then those that the installation added; of one id the first counts."""
    cases = load_cases(SHIPPED)
    kept, own = (data_dir / "knowledge" / name for name in OWN)
    if own.is_file():
        cases += load_cases(own)
    if kept.is_file():
        cases += _kept_at_the_desk(kept)
    unique: dict[str, Case] = {}
    for case in cases:
        unique.setdefault(case.id, case)
    return tuple(unique.values())


def _kept_at_the_desk(path: Path) -> list[Case]:
    """Questions without gold: any answer is right, no answer is wrong."""
    try:
        rows = yaml.safe_load(path.read_text(encoding="utf-8")) or []
        return [_plain_case(str(row["question"]), str(row.get("area") or "")) for row in rows]
    except (OSError, yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise SettingsError(f"The questions kept at the desk ({path}) cannot be read. Mend or remove the file.") from error


def _plain_case(question: str, area: str) -> Case:
    name = hashlib.sha256(json.dumps([question, area]).encode()).hexdigest()[:8]
    return Case.model_validate(
        {"id": f"desk-{name}", "question": question, "area": area if area in AREA_NAMES else None, "behaviour": "urgent", "category": "desk"}
    )
