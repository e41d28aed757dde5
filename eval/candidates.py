"""Questions from the field that could become cases: answers marked unhelpful and unanswered questions whose asker sent the wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.domain import AREA_NAMES, Area
from assistant.errors import SettingsError
from assistant.state import open_database
from assistant.state.records import Records
from eval.cases import Case, Evidence, load_cases

DATABASE = "state.sqlite3"
_READ = 10_000
Topics = Callable[[str], str]
"""The topic of a wording; the default files everything under "general"."""


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
    """What the field says: candidates with wording, and counts by (area, topic or reason) of what came without."""

    candidates: tuple[Candidate, ...]
    counted: tuple[tuple[str, str, int], ...]


def read_field(data_dir: Path, database_url: str = "", topics: Topics = lambda _: "general") -> Field:
    """Candidates of an installation, by area and topic. Empty when it has no database yet."""
    if not database_url and not (data_dir / DATABASE).exists():
        return Field(candidates=(), counted=())
    database = open_database(data_dir, database_url)
    try:
        return _field(Records(database), topics)
    finally:
        database.close()


def _field(records: Records, topics: Topics) -> Field:
    areas = {trace.answer_id: trace.area for trace in records.traces(limit=_READ)}
    found = [
        Candidate(
            id=f"gap-{gap.id}", kind="gap", wording=gap.wording, area=gap.area, topic=topics(gap.wording), reason=gap.reason, times=gap.times
        )
        for gap in records.gaps(limit=_READ)
    ]
    silent: Counter[tuple[str, str]] = Counter()
    for feedback in records.feedback():
        if feedback.helpful:
            continue
        area = areas.get(feedback.answer_id, "")
        if not feedback.wording.strip():
            silent[(area, feedback.reason or "unhelpful")] += 1
            continue
        found.append(
            Candidate(
                id=f"unhelpful-{feedback.answer_id}", kind="unhelpful", wording=feedback.wording, area=area,
                topic=topics(feedback.wording), reason=feedback.reason, times=1,
            )
        )  # fmt: skip
    ordered = sorted(found, key=lambda c: (c.area, c.topic, -c.times, c.id))
    return Field(candidates=tuple(ordered), counted=tuple((area, reason, n) for (area, reason), n in sorted(silent.items())))


def field_text(field: Field) -> str:
    """For a terminal: by area and topic."""
    if not field.candidates and not field.counted:
        return "No questions from the field yet."
    lines: list[str] = []
    heading = ""
    for candidate in field.candidates:
        here = f"{AREA_NAMES.get(candidate.area, 'area unknown')}, {candidate.topic}"
        if here != heading:
            lines.append(here)
            heading = here
        lines.append(f"  {candidate.id:<24} {candidate.times:>3} x  {candidate.wording}  ({candidate.reason or candidate.kind})")
    lines += [f"without wording: {AREA_NAMES.get(area, 'area unknown')}, {reason}: {n}" for area, reason, n in field.counted]
    return "\n".join(lines)


def promote(candidate: Candidate, evidence: Sequence[Evidence], *, into: Path, expected: str = "answer", owner: str = "") -> Case:
    """Add a candidate to a question set with its gold quotation.

    Raises:
        SettingsError: an answerable question has no quotation, or its id stands in the set.
    """
    if expected == "answer" and not any(piece.quote.strip() for piece in evidence):
        raise SettingsError(f"{candidate.id} needs a gold quotation and its document before it can be asked of the library.")
    existing: Iterable[Case] = load_cases(into) if into.exists() else []
    if candidate.id in {case.id for case in existing}:
        raise SettingsError(f"{candidate.id} stands in {into.name} already.")
    case = Case.model_validate(
        {
            "id": candidate.id, "question": candidate.wording, "area": _area(candidate.area), "expected": expected, "category": "field",
            "evidence": tuple(evidence), "owner": owner or None, "tags": ("field", candidate.topic),
        }
    )  # fmt: skip
    with into.open("a", encoding="utf-8") as file:
        file.write(case.model_dump_json(exclude_defaults=True) + "\n")
    return case


def _area(name: str) -> Area | None:
    return next((area for area in ("bedford", "central", "luton", "pan", "national") if area == name), None)
