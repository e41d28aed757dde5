"""One publication from paths to report: find, read, identify, settle, build, check, switch. Command line and desk both call this."""

from __future__ import annotations

import contextlib
import hashlib
import json
import shutil
import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from assistant.domain import Document, ParsedDocument
from assistant.errors import CorruptGeneration, PublishError
from assistant.index import vectors_present
from assistant.library import Manifest, Tombstone, damaged_files, read_manifest, read_tombstones, vector_counts
from assistant.must_answer import MustAnswer
from ingest.catalogue import Catalogued, Entry, catalogue
from ingest.difference import short_difference
from ingest.errors import IngestError
from ingest.identity import identify
from ingest.kept import documents_in, take_over
from ingest.must_answer import Overrule, ask_before_switch
from ingest.parsed_json import from_json, to_json
from ingest.publish import FORMAT, Place, build, library_versions, switch, topics_meanwhile, writer
from ingest.report import IngestReport, describe, describe_note
from ingest.sandbox import ParsePool
from ingest.sources import SOURCE_MARK, RawDocument, Refused, find_documents
from ingest.tombstones import Purged, cover_new_ids, read_purged, split_withdrawn, stay_superseded, tombstone_lock, write_atomically

MANY = 5
MANY_SHARE = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """The generation that readers see before this publication."""

    manifest: Manifest
    documents: dict[str, Document]
    folder: Path


def live(data_dir: Path) -> Live | None:
    """The live generation's manifest and documents, ``None`` before the first publication or when it cannot be read."""
    try:
        folder = data_dir / "generations" / (data_dir / "CURRENT").read_text(encoding="utf-8").strip()
        return Live(manifest=read_manifest(folder), documents={d.id: d for d in documents_in(folder)}, folder=folder)
    except (OSError, CorruptGeneration):
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How to publish. ``before_switch`` gets the finished, not yet live folder and may raise :class:`PublishError` to stop.

    ``yes`` agrees to a removal of more than five documents or a fifth of the library; ``force`` builds even when nothing changed.
    ``troubles`` are failures from before this publication (web sources), for the report. ``must_answer`` are questions that the new
    library has to answer where the live one does; with ``overrule`` a failure is logged and reported instead.
    """

    dry_run: bool = False
    yes: bool = False
    force: bool = False
    before_switch: Callable[[Path], None] | None = None
    troubles: tuple[tuple[str, str], ...] = ()
    must_answer: MustAnswer | None = None
    overrule: Overrule | None = None


def ingest(
    paths: Sequence[Path],
    place: Place,
    *,
    dry_run: bool = False,
    yes: bool = False,
    before_switch: Callable[[Path], None] | None = None,
    options: Options | None = None,
) -> IngestReport:
    """Publish exactly these paths and report what that did.

    Raises :class:`PublishError` (refused, nothing changed) or :class:`WriterBusy`. An unchanged delivery takes no lock and writes nothing.
    """
    how = options or Options(dry_run=dry_run, yes=yes, before_switch=before_switch)
    started = time.monotonic()
    found, refused = find_documents(paths)
    same = None if how.force else _unchanged(found, refused, place, started)
    if same is not None:
        return replace(same, failed=(*how.troubles, *same.failed))
    with writer(place.data_dir):
        # Another run may have published the same delivery while this one looked.
        same = None if how.force else _unchanged(found, refused, place, started)
        return same or _publish(found, refused, place, how, started)


def _publish(found: Sequence[RawDocument], refused: Sequence[Refused], place: Place, how: Options, started: float) -> IngestReport:
    """Read, settle, build, check and switch, under the writer's lock."""
    before = live(place.data_dir)
    purged = read_purged(place.data_dir)
    wanted = [raw for raw in found if raw.sha256 not in {entry.sha256 for entry in purged}]
    with contextlib.nullcontext() if how.dry_run else topics_meanwhile(place):
        entries, failed = _read(wanted, place)
    items = [_kept_superseded(item, purged) for item in catalogue(entries)]
    kept = _last_good(before, items, {name for name, _ in failed} | {item.name for item in refused})
    stays = {item.raw.name for item in kept}
    failed = [(name, f"{reason} Its last readable edition stays." if name in stays else reason) for name, reason in failed]
    stones = read_tombstones(place.data_dir)
    items, left_out = split_withdrawn([*items, *kept], stones)
    report = _compare(before, items, [*how.troubles, *failed], refused)
    report = replace(report, left_out=(*(describe(item.document) for item in left_out), *_purged_lines(found, wanted)))
    if how.dry_run:
        return replace(report, generation=before.manifest.id if before else "", seconds=time.monotonic() - started)
    if not items:
        raise PublishError(_nothing_readable(report))
    _ask_before_removal(before, report, how.yes)
    folder = build(items, place, _files(found, purged, stones), report, started)
    try:
        if how.before_switch:
            how.before_switch(folder)
        _ask_questions(how, folder, before, place, started)
        # A document withdrawn during the build must stay gone, whatever it is called now.
        with tombstone_lock(place.data_dir):
            cover_new_ids(place.data_dir, items)
            identifier = switch(folder, place)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    _forget_old_parses(place.data_dir, {raw.sha256 for raw in wanted})
    return read_report(place.data_dir / "generations" / identifier)


def _ask_questions(how: Options, built: Path, before: Live | None, place: Place, started: float) -> None:
    """Note in the built generation's report what it does not answer; raises :class:`ingest.must_answer.QuestionsLost`."""
    if how.must_answer is None:
        return
    live_folder = before.folder if before else None
    unanswered = ask_before_switch(how.must_answer, built, live_folder, removal_agreed=how.yes, overrule=how.overrule, say=place.say)
    manifest = read_manifest(built)
    report = {**manifest.report, "unanswered": unanswered, "seconds": time.monotonic() - started}
    write_atomically(built / "manifest.json", json.dumps(asdict(replace(manifest, report=report)), indent=1).encode())


def _nothing_readable(report: IngestReport) -> str:
    reasons = "; ".join(f"{name}: {reason}" for name, reason in report.failed) or "every document was withdrawn"
    return f"There is nothing to publish, so nothing was changed: {reasons}"


def read_report(folder: Path) -> IngestReport:
    """The report of a publication as its generation keeps it."""
    return IngestReport.from_dict(read_manifest(folder).report)


def _files(found: Sequence[RawDocument], purged: Sequence[Purged], stones: Sequence[Tombstone]) -> dict[str, str]:
    """What a delivery is made of, withdrawals included; a purged file is named by its hash only, for its name may be its title."""
    gone = {entry.sha256 for entry in purged}
    files = {raw.sha256 if raw.sha256 in gone else raw.name: raw.sha256 + _fields_mark(raw) for raw in found}
    if stones:
        listed = json.dumps(sorted((stone.document_id, stone.sha256) for stone in stones))
        files["(withdrawn)"] = hashlib.sha256(listed.encode()).hexdigest()
    return files


def _purged_lines(found: Sequence[RawDocument], wanted: Sequence[RawDocument]) -> list[str]:
    taken = {raw.name for raw in wanted}
    return [f"{raw.name}: its text was purged; delete the file here too" for raw in found if raw.name not in taken]


def _kept_superseded(item: Catalogued, purged: Sequence[Purged]) -> Catalogued:
    return replace(item, document=replace(item.document, edition="superseded")) if stay_superseded(item, purged) else item


def _last_good(before: Live | None, items: Sequence[Catalogued], broken: Collection[str]) -> list[Catalogued]:
    """The published editions of files that cannot be read this time: a damaged delivery must not take a document away."""
    if before is None:
        return []
    taken = {item.document.id for item in items}
    ids = {document.id for document in before.documents.values() if document.file_name in broken and document.id not in taken}
    try:
        return take_over(before.folder, ids)
    except CorruptGeneration:
        return []


def _unchanged(found: Sequence[RawDocument], refused: Sequence[Refused], place: Place, started: float) -> IngestReport | None:
    """A report without a publication when the live generation is whole and holds exactly this delivery; reads only."""
    before = live(place.data_dir)
    if before is None or not _same_build(before.manifest, place):
        return None
    now = _files(found, read_purged(place.data_dir), read_tombstones(place.data_dir))
    if before.manifest.files != now or damaged_files(before.folder, before.manifest) or not _same_store(before, place):
        return None
    return _nothing_new(before, refused, started)


def _fields_mark(raw: RawDocument) -> str:
    return "" if not raw.fields else "+" + json.dumps(raw.fields, sort_keys=True)


def _same_build(manifest: Manifest, place: Place) -> bool:
    """Whether the live generation was built by these versions with this model; otherwise an upgrade rebuilds it."""
    return manifest.versions == library_versions() and manifest.embedder_digest == place.embedder.digest


def _same_store(before: Live, place: Place) -> bool:
    """Whether the live generation's vectors are where this installation keeps them; otherwise it is built there."""
    inside = (before.folder / "chroma").is_dir()
    if not place.chroma:
        return inside
    return not inside and vectors_present(place.chroma, before.manifest.id, vector_counts(before.manifest))


def _nothing_new(before: Live, refused: Sequence[Refused], started: float) -> IngestReport:
    kept = IngestReport.from_dict(before.manifest.report)
    failed = dict([*kept.failed, *((item.name, item.reason) for item in refused)])
    return IngestReport(
        generation=before.manifest.id,
        published=False,
        seconds=time.monotonic() - started,
        unchanged=tuple(describe(document) for document in before.documents.values()),
        failed=tuple((name, reason) for name, reason in failed.items() if not name.startswith(SOURCE_MARK)),
        left_out=kept.left_out,
        unanswered=kept.unanswered,
        to_confirm=kept.to_confirm,
        units=before.manifest.counts["units"],
    )


def _read(found: Sequence[RawDocument], place: Place) -> tuple[list[Entry], list[tuple[str, str]]]:
    """Read every file, from the cache of parses where its bytes are known; a bad file costs only itself."""
    cache = place.data_dir / "parsed"
    cache.mkdir(exist_ok=True)
    parsed: dict[str, ParsedDocument] = {}
    failed: list[tuple[str, str]] = []
    todo: list[RawDocument] = []
    for raw in found:
        kept = cache / f"{raw.sha256}-{FORMAT}.json"
        if kept.exists():
            parsed[raw.name] = from_json(kept.read_bytes())
        else:
            todo.append(raw)
    if todo:
        # The largest first: a scan that is begun last would keep one core waiting.
        todo.sort(key=lambda raw: raw.path.stat().st_size if raw.path.exists() else 0, reverse=True)
        with ParsePool(workers=2) as pool:
            for done, (raw, (_, outcome)) in enumerate(zip(todo, pool.parse_all([raw.path for raw in todo]), strict=True), 1):
                place.say("Reading files", done, len(todo))
                if isinstance(outcome, IngestError):
                    failed.append((raw.name, str(outcome)))
                    continue
                parsed[raw.name] = outcome
                # A cache only: a full disk stops the build with its own sentence, and half a file would break the next run.
                with contextlib.suppress(OSError):
                    write_atomically(cache / f"{raw.sha256}-{FORMAT}.json", to_json(outcome))
    entries: list[Entry] = []
    for raw in found:
        if raw.name not in parsed:
            continue
        if not parsed[raw.name].blocks:
            failed.append((raw.name, _no_text(parsed[raw.name])))
            continue
        try:
            entries.append(Entry(raw=raw, parsed=parsed[raw.name], identity=identify(parsed[raw.name], raw.path, raw.fields)))
        except IngestError as error:
            failed.append((raw.name, str(error)))
    return entries, failed


def _no_text(parsed: ParsedDocument) -> str:
    needs = next((note.text for note in parsed.notes if note.kind == "needs_ocr"), "")
    return needs or "No text was found in this file. If it is a scan, install text recognition (the 'ocr' extra) or ask for a digital copy."


def _compare(before: Live | None, items: Sequence[Catalogued], failed: Sequence[tuple[str, str]], refused: Sequence[Refused]) -> IngestReport:
    old: Mapping[str, Document] = before.documents if before else {}
    new = {item.document.id: item for item in items}
    changed = [item for item in items if item.document.id in old and old[item.document.id].sha256 != item.document.sha256]
    return IngestReport(
        generation="",
        published=False,
        seconds=0.0,
        added=tuple(describe(item.document) for item in items if item.document.id not in old),
        changed=tuple(describe(item.document) for item in changed),
        unchanged=tuple(describe(i.document) for i in items if i.document.id in old and old[i.document.id].sha256 == i.document.sha256),
        removed=tuple(describe(document) for identifier, document in old.items() if identifier not in new),
        superseded=tuple(
            f"{describe(item.document)} is replaced by {describe(new[item.document.superseded_by].document)}"
            for item in items
            if item.document.superseded_by in new and item.document.superseded_by
        ),
        duplicates=tuple(
            f"{item.raw.name}: the same text as {describe(new[item.document.duplicate_of].document)}"
            for item in items
            if item.document.duplicate_of
        ),
        failed=(*failed, *((item.name, item.reason) for item in refused)),
        notes=tuple(describe_note(item.raw.name, note) for item in items for note in item.parsed.notes),
        to_confirm=tuple(f"{i.raw.name}: {', '.join(i.document.guessed)} [{describe(i.document)}]" for i in items if i.document.guessed),
        differences={describe(item.document): short_difference(before.folder, item, old[item.document.id]) for item in changed if before is not None},
    )


def _ask_before_removal(before: Live | None, report: IngestReport, yes: bool) -> None:
    if before is None or yes:
        return
    if len(report.removed) > min(MANY, max(1, int(len(before.documents) * MANY_SHARE))):
        names = "; ".join(report.removed[:8])
        raise PublishError(
            f"This would remove {len(report.removed)} of {len(before.documents)} documents ({names}{'; ...' if len(report.removed) > 8 else ''}). "
            "Nothing was published. If that is meant, run it again with --yes."
        )


def _forget_old_parses(data_dir: Path, wanted: set[str]) -> None:
    for path in (data_dir / "parsed").glob("*.json"):
        if path.name.rsplit("-", 1)[0] not in wanted:
            path.unlink(missing_ok=True)
