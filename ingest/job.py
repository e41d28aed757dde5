"""One publication from paths to report: find, read, identify, settle, build, check, switch. Command line and desk both call this."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.domain import Document, ParsedDocument
from assistant.errors import CorruptGeneration, PublishError
from assistant.library import Manifest, read_manifest
from ingest.catalogue import Catalogued, Entry, catalogue
from ingest.difference import short_difference
from ingest.errors import IngestError
from ingest.identity import identify
from ingest.parsed_json import from_json, to_json
from ingest.publish import FORMAT, Place, build, library_versions, switch, writer
from ingest.report import IngestReport, describe, describe_note
from ingest.sandbox import ParsePool
from ingest.sources import RawDocument, Refused, find_documents

MANY = 5
MANY_SHARE = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """The generation that readers see before this publication."""

    manifest: Manifest
    documents: dict[str, Document]


def live(data_dir: Path) -> Live | None:
    """The live generation's manifest and documents, ``None`` before the first publication or when it cannot be read."""
    try:
        folder = data_dir / "generations" / (data_dir / "CURRENT").read_text(encoding="utf-8").strip()
        from pydantic import TypeAdapter  # noqa: PLC0415 - kept out of module import for a quick --help

        documents = TypeAdapter(list[Document]).validate_json((folder / "documents.json").read_bytes())
        return Live(manifest=read_manifest(folder), documents={d.id: d for d in documents})
    except (OSError, CorruptGeneration, ValueError):
        return None


def ingest(
    paths: Sequence[Path], place: Place, *, dry_run: bool = False, yes: bool = False, before_switch: Callable[[Path], None] | None = None
) -> IngestReport:
    """Publish exactly these paths.

    ``before_switch`` gets the finished, not yet live folder and may raise :class:`PublishError` to stop (must-answer questions).
    A removal of more than five documents or a fifth of the library needs ``yes``.
    """
    started = time.monotonic()
    found, refused = find_documents(paths)
    with writer(place.data_dir):
        before = live(place.data_dir)
        files = {f"{raw.name}": raw.sha256 + _fields_mark(raw) for raw in found}
        if before and before.manifest.files == files and _same_build(before.manifest, place):
            return _nothing_new(before, refused, started)
        entries, failed = _read(found, place)
        items = catalogue(entries)
        report = _compare(before, items, failed, refused)
        if dry_run:
            return replace(report, generation=before.manifest.id if before else "", seconds=time.monotonic() - started)
        if not items:
            raise PublishError("None of the documents could be read; nothing was published. " + "; ".join(f"{n}: {r}" for n, r in report.failed))
        _ask_before_removal(before, report, yes)
        folder, embedded = build(items, place, files)
        try:
            if before_switch:
                before_switch(folder)
        except PublishError:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        identifier = switch(folder, place)
        _forget_old_parses(place.data_dir, {raw.sha256 for raw in found})
        counts = read_manifest(place.data_dir / "generations" / identifier).counts
        return replace(
            report, generation=identifier, published=True, embedded=embedded, units=counts["units"], seconds=time.monotonic() - started
        )


def _fields_mark(raw: RawDocument) -> str:
    return "" if not raw.fields else "+" + json.dumps(raw.fields, sort_keys=True)


def _same_build(manifest: Manifest, place: Place) -> bool:
    """Whether the live generation was built by these versions with this model; otherwise an upgrade rebuilds it."""
    return manifest.versions == library_versions() and manifest.embedder_digest == place.embedder.digest


def _nothing_new(before: Live, refused: Sequence[Refused], started: float) -> IngestReport:
    return IngestReport(
        generation=before.manifest.id,
        published=False,
        seconds=time.monotonic() - started,
        unchanged=tuple(describe(document) for document in before.documents.values()),
        failed=tuple((item.name, item.reason) for item in refused),
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
        with ParsePool(workers=2) as pool:
            for done, (raw, (_, outcome)) in enumerate(zip(todo, pool.parse_all([raw.path for raw in todo]), strict=True), 1):
                place.say("Reading files", done, len(todo))
                if isinstance(outcome, IngestError):
                    failed.append((raw.name, str(outcome)))
                    continue
                parsed[raw.name] = outcome
                (cache / f"{raw.sha256}-{FORMAT}.json").write_bytes(to_json(outcome))
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
        to_confirm=tuple(f"{item.raw.name}: {', '.join(item.document.guessed)} [{describe(item.document)}]" for item in items if item.document.guessed),
        differences={
            describe(item.document): short_difference(before.manifest.id, item, old[item.document.id]) for item in changed if before is not None
        },
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
