"""How well documents were read: eight-word runs of the originals found again in the passages, and table rows that came back whole.

Both sides are read apart from the product's readers. Each document is a result as a question is one, so intervals, comparison, gate, runs
and report treat reading as they treat every other stage.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.digests import file_digest
from assistant.errors import SettingsError
from eval.cases import Case
from eval.found_text import Json, Passages, rows_lost
from eval.originals import READ_APART, plain_text, table_rows
from eval.results import CaseResult, Score
from eval.run import named, unmeasured
from eval.shingles import lost_runs, shingles
from eval.summary import READING
from ingest.sources import SUPPORTED

_LOG = logging.getLogger(__name__)
LONGEST_ROW = 60
"""Words up to which a row must come back as one; a longer one is prose in a table, read sentence by sentence, and counts by its runs."""
_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """A file whose reading is measured. ``vouched`` tells whether its words can be compared; ``None``: its format decides."""

    name: str
    path: Path
    sha256: str
    vouched: bool | None = None


def parsing_results(generation: Path, folders: Sequence[Path] = ()) -> list[CaseResult]:
    """One result for each document that can be measured, in the library's order or in that of the folders.

    Without ``folders`` the originals are those that the generation keeps. With them every file of a folder must be in the library as it is.

    Raises:
        SettingsError: a folder, or the generation, cannot be read.
    """
    try:
        passages = Passages(generation)
        suites = [(reading_name(folder), delivery(folder)) for folder in folders] or [(READING, _kept(passages))]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(f"The originals or the library's own files cannot be read ({type(error).__name__}: {error}).") from error
    found = [_result(suite, original, passages) for suite, originals in suites for original in originals]
    return [result for result in found if result is not None]


def reading_name(folder: Path) -> str:
    """Name under which a folder's documents stand in a run."""
    return f"{READING}/{folder.resolve().name}"


def delivery(folder: Path) -> list[Original]:
    """The documents of a folder.

    Where it has a ``MANIFEST.json``, that lists them, and a figure under ``shingle_recall`` vouches that a plain extraction reads a file in
    the order of its page.

    Raises:
        SettingsError: there are none.
    """
    manifest = folder / "MANIFEST.json"
    if manifest.is_file():
        entries = json.loads(manifest.read_text(encoding="utf-8"))["files"]
        found = [Original(name=e["path"], path=folder / e["path"], sha256=e["sha256"], vouched=e["shingle_recall"] is not None) for e in entries]
    else:
        paths = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in SUPPORTED and path.stem.lower() != "readme"]
        found = [Original(name=path.relative_to(folder).as_posix(), path=path, sha256=file_digest(path)) for path in paths]
    if not found:
        raise SettingsError(f"There are no originals in {folder}. Check the path given with --originals.")
    return found


def _kept(passages: Passages) -> list[Original]:
    """The originals that a generation keeps beside its texts; one that is gone is named by its failed run."""
    folder = passages.folder / "originals"
    paths = {path.stem: path for path in folder.iterdir()}
    return [
        Original(name=name, path=paths.get(name, folder / name), sha256=document["sha256"])
        for name, document in passages.documents.items()
        if not document["duplicate_of"]
    ]


def _result(suite: str, original: Original, passages: Passages) -> CaseResult | None:
    """One document, measured; whatever breaks is named in ``error``. ``None`` where its format leaves nothing to compare."""
    document = passages.by_digest.get(original.sha256)
    case = Case(
        id=original.name,
        question=document["title"] if document else original.name,
        area=document["area"] if document else None,
        category=document["media_type"] if document else original.path.suffix.lower().lstrip("."),
    )
    try:
        return _measured(suite, case, original, passages, document)
    except Exception as error:  # noqa: BLE001 - what cannot be compared is this document's failed run, and the run goes on
        _LOG.debug("document %s/%s failed", suite, case.id, exc_info=True)
        return CaseResult(suite=suite, case=case, error=named(error))


def _measured(suite: str, case: Case, original: Original, passages: Passages, document: Json | None) -> CaseResult | None:
    if file_digest(original.path) != original.sha256:
        raise ValueError("the original is not the file that was delivered or published")
    if document is None:
        raise LookupError("the library does not hold this file as it is; publish it first")
    reading = passages.reading(document["id"])
    by_format = original.path.suffix.lower() in READ_APART
    wanted = shingles(plain_text(original.path)) if (by_format if original.vouched is None else original.vouched) else []
    rows = [row for row in table_rows(original.path) if len(str(row).split()) <= LONGEST_ROW]
    scores: dict[str, Score] = {}
    failures: list[str] = []
    if wanted:
        there = set(shingles(reading.text))
        scores["shingles"] = Score(sum(shingle in there for shingle in wanted), len(wanted))
        failures += _told("stretches of its words are lost", lost_runs(wanted, there))
    if rows:
        broken = rows_lost(rows, reading.rows)
        scores["rows"] = Score(len(rows) - len(broken), len(rows))
        failures += _told(f"of {len(rows)} table rows are not whole", [str(row) for row in broken])
    if not scores and not original.vouched:
        return None
    missing = unmeasured(scores, {"shingles"} if original.vouched else set())
    return CaseResult(suite=suite, case=case, scores=scores, failures=tuple(failures), missing=missing)


def _told(what: str, lost: Sequence[str]) -> Iterator[str]:
    if lost:
        yield f"{len(lost)} {what}: " + "; ".join(f"“{each}”" for each in lost[:_SHOWN]) + (" ..." if len(lost) > _SHOWN else "")
