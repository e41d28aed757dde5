"""The library as it would be, built aside, and questions asked of it beside the live one."""

from __future__ import annotations

import json
import shutil
import sqlite3
import threading
from collections.abc import Callable, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import yaml

from assistant.domain import AREA_NAMES, Answer, Area, Question
from assistant.errors import SafeguardingError
from assistant.must_answer import MustAnswer as MustAnswers
from assistant.must_answer import Unanswered
from ingest.desk import shelf
from ingest.desk.drafts import Draft
from ingest.desk.errors import DeskError
from ingest.job import ingest, live
from ingest.publish import Place
from ingest.report import IngestReport
from ingest.tombstones import write_atomically

MOST_QUESTIONS = 60
FIRST_QUESTION = "What is neglect?"


class Answering(Protocol):
    """As much of the assistant as is needed to try a question."""

    def answer(self, question: Question) -> Answer:
        """The one reply to a question."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """A draft library. ``drafts`` maps ids to marks; ``base`` is the generation it was built beside."""

    folder: Path
    base: str
    drafts: dict[str, str]
    report: IngestReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A question answered by both libraries. ``live`` is ``None`` while nothing is published."""

    question: str
    area: str
    live: Answer | None
    draft: Answer

    @property
    def changed(self) -> bool:
        """Whether a reader would see something else."""
        return self.live is None or _seen(self.live) != _seen(self.draft)


@dataclass(frozen=True, slots=True, kw_only=True)
class MustAnswer:
    """A question that the library must go on answering."""

    question: str
    area: str = ""


class Trials:
    """At most one draft library at a time. ``answering`` makes an assistant over a data directory; without it nothing can be asked."""

    def __init__(self, place: Place, answering: Callable[[Path], Answering] | None = None) -> None:
        self._place = place
        self._make = answering
        self._folder = place.data_dir / "desk" / "trials"
        self._made: dict[tuple[Path, str], Answering] = {}
        self._lock = threading.Lock()

    def build(self, drafts: Sequence[tuple[Draft, Path]], progress: Callable[[str, int, int], None]) -> Trial:
        """Build the library with these drafts aside; nothing that readers see changes."""
        data_dir = self._place.data_dir
        base = live(data_dir)
        fresh = self._folder / "new"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir(parents=True)
        places = shelf.with_drafts(shelf.on_shelf(data_dir), drafts)
        shelf.write(places, fresh / "library")
        self._lend_caches(fresh)
        report = ingest([fresh / "library"], replace(self._place, data_dir=fresh, chroma="", keep=1, progress=progress))
        marks = {draft.id: draft.mark for draft, _ in drafts}
        about = {"base": base.manifest.id if base else "", "drafts": marks, "report": report.as_dict()}
        write_atomically(fresh / "trial.json", json.dumps(about).encode())
        with self._lock:
            self._made.clear()
            shutil.rmtree(self._folder / "now", ignore_errors=True)
            fresh.rename(self._folder / "now")
        self._wake(progress)
        return self.current_or_refuse()

    def _wake(self, progress: Callable[[str, int, int], None]) -> None:
        """Load the models of both assistants here, so that the first person who asks does not wait for it."""
        if self._make is not None:
            progress("getting ready to answer", 0, 0)
            with suppress(SafeguardingError):
                self.ask(FIRST_QUESTION, "")

    def _lend_caches(self, folder: Path) -> None:
        """Readings, vectors and withdrawals of the live library, so that only what is new costs time."""
        data_dir = self._place.data_dir
        for name in ("tombstones.json", "purged.json"):
            if (data_dir / name).is_file():
                shutil.copyfile(data_dir / name, folder / name)
        if (data_dir / "vectors.sqlite").is_file():
            # Not a plain copy: the command line may be writing it.
            with closing(sqlite3.connect(data_dir / "vectors.sqlite")) as live_cache, closing(sqlite3.connect(folder / "vectors.sqlite")) as lent:
                live_cache.backup(lent)
        if (data_dir / "parsed").is_dir():
            shutil.copytree(data_dir / "parsed", folder / "parsed")

    def current(self) -> Trial | None:
        """The draft library that was built last."""
        folder = self._folder / "now"
        try:
            about = json.loads((folder / "trial.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return Trial(folder=folder, base=about["base"], drafts=about["drafts"], report=IngestReport.from_dict(about["report"]))

    def current_or_refuse(self) -> Trial:
        """The same, or a sentence."""
        trial = self.current()
        if trial is None:
            raise DeskError("No draft library has been built yet. Choose drafts and build one first.", 404)
        return trial

    def is_stale(self, trial: Trial, drafts: Sequence[Draft]) -> bool:
        """Whether the live library or a draft has changed since it was built."""
        base = live(self._place.data_dir)
        marks = {draft.id: draft.mark for draft in drafts}
        return trial.base != (base.manifest.id if base else "") or any(marks.get(name) != mark for name, mark in trial.drafts.items())

    def ask(self, text: str, area: str) -> Tried:
        """Answer a question from both libraries."""
        text = " ".join(text.split())
        if not 3 <= len(text) <= 2000:
            raise DeskError("Type a question of 3 to 2,000 characters.")
        if self._make is None:
            raise DeskError("Questions cannot be tried on this server: no assistant is connected to the desk.", 503)
        trial = self.current_or_refuse()
        chosen: Area | None = area if area in AREA_NAMES else None  # type: ignore[assignment]  # a key of AREA_NAMES is an area
        question = Question(text=text, area=chosen)
        before = self._over(self._place.data_dir).answer(question) if trial.base else None
        return Tried(question=text, area=area, live=before, draft=self._over(trial.folder).answer(question))

    def lost(self, questions: MustAnswers | None) -> tuple[Unanswered, ...] | None:
        """Questions that must be answered, which the live library answers rightly and the draft library does not; ``None``: none can be asked."""
        if questions is None:
            return None
        built, now = live(self.current_or_refuse().folder), live(self._place.data_dir)
        found = questions.before_switch(built.folder, now.folder if now else None) if built else ()
        return tuple(each for each in found if each.lost)

    def ask_all(self, questions: Sequence[MustAnswer]) -> list[Tried]:
        """Answer the must-answer set from both."""
        return [self.ask(each.question, each.area) for each in questions[:MOST_QUESTIONS]]

    def _over(self, data_dir: Path) -> Answering:
        assert self._make is not None
        key = (data_dir, (data_dir / "CURRENT").read_text(encoding="utf-8"))
        with self._lock:
            if key not in self._made:
                self._made = {other: made for other, made in self._made.items() if other[0] != data_dir}
                self._made[key] = self._make(data_dir)
            return self._made[key]


def _seen(answer: Answer) -> tuple[str, str, tuple[tuple[str, int, str], ...]]:
    return answer.status.value, answer.text, tuple((source.document.id, source.page, source.quote) for source in answer.sources)


def read_must_answer(data_dir: Path) -> list[MustAnswer]:
    """The questions that must go on being answered, as the desk keeps them."""
    path = data_dir / "knowledge" / "must_answer.yaml"
    if not path.is_file():
        return []
    loaded = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    return [MustAnswer(question=str(entry["question"]), area=str(entry.get("area") or "")) for entry in loaded if entry.get("question")]


def add_must_answer(data_dir: Path, question: str, area: str) -> None:
    """Add a question to them, once."""
    known = read_must_answer(data_dir)
    if len(known) >= MOST_QUESTIONS:
        raise DeskError(f"There are already {MOST_QUESTIONS} such questions; that is the most.")
    new = MustAnswer(question=" ".join(question.split())[:2000], area=area if area in AREA_NAMES else "")
    if new.question and new not in known:
        (data_dir / "knowledge").mkdir(exist_ok=True)
        body = [{"question": each.question, "area": each.area} for each in [*known, new]]
        write_atomically(data_dir / "knowledge" / "must_answer.yaml", yaml.safe_dump(body, allow_unicode=True, sort_keys=False).encode())
