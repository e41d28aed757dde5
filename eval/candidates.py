"""Questions from the field that could become cases: answers marked unhelpful and unanswered questions whose asker sent the wording.

What came without wording is counted by area and topic, for whoever owns the content; ``eval.promote`` makes cases of the others.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from assistant.domain import AREA_NAMES, PARTNERSHIPS
from assistant.embedding import Embedder
from assistant.knowledge import load_topics
from assistant.state import open_database
from assistant.state.records import Records, Trace
from assistant.topics import TopicBridge
from assistant.vector_cache import VectorCache

DATABASE = "state.sqlite3"
NO_TOPIC = "topic not known"
_READ = 10_000
Topics = Callable[[str, str], str]
"""The topic of a wording asked about an area."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A masked wording that could become a case. ``kind`` is ``gap`` or ``unhelpful``; ``id`` is stable."""

    id: str
    kind: str
    wording: str
    area: str
    topic: str
    reason: str
    times: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What the field says: candidates with wording, and (area, topic, what, times) of what came without.

    ``gaps`` are (area, topic, times) of everything together, most asked first: what content owners look at.
    """

    candidates: tuple[Candidate, ...]
    counted: tuple[tuple[str, str, str, int], ...]

    @property
    def gaps(self) -> tuple[tuple[str, str, int], ...]:
        """Times by area and topic."""
        times: Counter[tuple[str, str]] = Counter()
        for candidate in self.candidates:
            times[(candidate.area, candidate.topic)] += candidate.times
        for area, topic, _, count in self.counted:
            times[(area, topic)] += count
        return tuple((area, topic, count) for (area, topic), count in sorted(times.items(), key=lambda item: (-item[1], item[0])))


def bridge_topics(data_dir: Path, folder: Path, embedder: Embedder) -> Topics:
    """The topic whose scenes are nearest to a wording, as the search finds it. The model is loaded at the first wording."""
    topics = load_topics(folder)
    made: list[TopicBridge] = []

    def topic(wording: str, area: str) -> str:
        if not topics:
            return NO_TOPIC
        if not made:
            made.append(TopicBridge(topics, VectorCache(data_dir / "vectors.sqlite", embedder).encode))
        areas = [known for known in PARTNERSHIPS if known == area]
        nearest = made[0].nearest(embedder.encode([wording])[0], areas)
        return made[0].topics[nearest[0][0]].topic if nearest else NO_TOPIC

    return topic


def read_field(data_dir: Path, database_url: str = "", topics: Topics = lambda wording, area: NO_TOPIC) -> Field:  # noqa: ARG005
    """Candidates of an installation that were not promoted yet, by area and topic. Empty when it has no database yet."""
    if not database_url and not (data_dir / DATABASE).exists():
        return Field(candidates=(), counted=())
    database = open_database(data_dir, database_url)
    try:
        return _field(Records(database), topics, promoted_ids(data_dir))
    finally:
        database.close()


def promoted_file(data_dir: Path) -> Path:
    """Which candidates were promoted, a line each: ids and a file's name, no wording."""
    return data_dir / "knowledge" / "promoted.jsonl"


def promoted_ids(data_dir: Path) -> frozenset[str]:
    """Ids of promoted candidates."""
    path = promoted_file(data_dir)
    return frozenset(json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines() if line) if path.exists() else frozenset()


def _field(records: Records, topics: Topics, promoted: Iterable[str]) -> Field:
    traces = {trace.answer_id: trace for trace in records.traces(limit=_READ)}
    found = [
        Candidate(
            id=f"gap-{gap.id}", kind="gap", wording=gap.wording, area=gap.area, topic=topics(gap.wording, gap.area), reason=gap.reason,
            times=gap.times,
        )
        for gap in records.gaps(limit=_READ)
    ]  # fmt: skip
    known = {(gap.wording, gap.area) for gap in found}
    silent: Counter[tuple[str, str, str]] = Counter()
    told: set[str] = set()
    for feedback in records.feedback():
        trace = traces.get(feedback.answer_id)
        area = trace.area if trace else ""
        told.add(feedback.answer_id)
        if feedback.helpful:
            continue
        if not feedback.wording.strip():
            silent[(area, _topic_of(trace), feedback.reason or "unhelpful")] += 1
        elif (feedback.wording[:400], area) not in known:  # an unanswered question that was sent along is counted as a gap already
            found.append(
                Candidate(
                    id=f"unhelpful-{feedback.answer_id}", kind="unhelpful", wording=feedback.wording, area=area,
                    topic=topics(feedback.wording, area), reason=feedback.reason, times=1,
                )
            )  # fmt: skip
    for trace in traces.values():
        if trace.status == "not_found" and trace.answer_id not in told:
            silent[(trace.area, _topic_of(trace), "not answered")] += 1
    gone = set(promoted)
    ordered = sorted((c for c in found if c.id not in gone), key=lambda c: (c.area, c.topic, -c.times, c.id))
    return Field(candidates=tuple(ordered), counted=tuple((*key, times) for key, times in sorted(silent.items())))


def _topic_of(trace: Trace | None) -> str:
    """What a trace notes: the title that was answered from; nothing for what was not answered."""
    noted = trace.details.get("topics") if trace else None
    return str(noted[0]) if isinstance(noted, list) and noted else NO_TOPIC


def field_text(field: Field) -> str:
    """For a terminal: by area and topic."""
    if not field.candidates and not field.counted:
        return "No questions from the field yet."
    lines: list[str] = []
    heading = ""
    for candidate in field.candidates:
        here = f"{_place(candidate.area)}, {candidate.topic}"
        if here != heading:
            lines.append(here)
            heading = here
        lines.append(f"  {candidate.id:<24} {candidate.times:>3} x  {candidate.wording}  ({candidate.reason or candidate.kind})")
    if field.counted:
        lines += ["", "Without wording"]
        lines += [f"  {times:>3} x  {_place(area)}, {topic}: {what}" for area, topic, what, times in field.counted]
    lines += ["", "Gaps by topic, most asked first"]
    lines += [f"  {times:>3} x  {_place(area)}, {topic}" for area, topic, times in field.gaps]
    if field.candidates:
        lines += ["", f"Make one a case: safeguarding eval promote {field.candidates[0].id} --into FILE.jsonl --document DOCUMENT --quote '...'"]
    return "\n".join(lines)


def _place(area: str) -> str:
    return AREA_NAMES.get(area, "area unknown")
