"""An independent proof checker: reads a generation's own files and an answer's JSON, and trusts nothing else of the product.

It shares no code with the composer or the last check before display, so that a fault there cannot hide here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from eval.proof_numbers import Numbers
from eval.proof_rows import row_fault

Json = Mapping[str, Any]
Check = Callable[[Json, Sequence[str], Mapping[Any, Json], "Ground"], list["Finding"]]

VERBATIM = ("quote", "row")
_ELLIPSIS = re.compile(r"\s*(?:\[(?:…|\.\.\.)\]|…|\n)\s*")
_FURNITURE = re.compile(r"[\s•·▪–—|:;,…\-*\"'“”‘’()\[\]]+")
_STATED = ("title", "kind", "area", "authority", "reviewed_by", "published", "review_by", "edition")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing in an answer that is not proven. ``kind`` is a stable word."""

    kind: str
    text: str


class Ground:
    """What a generation really says, read from its files.

    ``withdrawn`` are ids of documents that may not be shown. Raises ``OSError`` or ``ValueError`` when a file cannot be read.
    """

    def __init__(self, folder: Path, contacts: Path, withdrawn: Iterable[str] = ()) -> None:
        self.folder = folder
        self.withdrawn = frozenset(withdrawn)
        self.numbers = Numbers.read(contacts)
        self._texts: dict[str, Json] = {}

    @cached_property
    def documents(self) -> dict[str, Json]:
        """Document id -> its entry."""
        return {entry["id"]: entry for entry in _read(self.folder / "documents.json")}

    @cached_property
    def units(self) -> dict[tuple[str, int], list[Json]]:
        """(document, page) -> its sentences, items and rows: a quotation cut inside one can turn its meaning round."""
        result: dict[tuple[str, int], list[Json]] = {}
        for unit in _read(self.folder / "units.json"):
            result.setdefault((unit["document_id"], unit["page"]), []).append(unit)
        return result

    def page(self, document_id: str, page: object) -> str | None:
        """Canonical text of a page counted from 1, ``None`` when there is no such page."""
        if document_id not in self.documents or not isinstance(page, int):
            return None
        pages = self._text(document_id)["pages"]
        return str(pages[page - 1]) if 1 <= page <= len(pages) else None

    def _text(self, document_id: str) -> Json:
        if document_id not in self._texts:
            self._texts[document_id] = _read(self.folder / "texts" / f"{document_id}.json")
        return self._texts[document_id]


def check_answer(answer: Json, ground: Ground, *, superseded_asked: bool = False) -> list[Finding]:
    """Everything in an answer (contract JSON) that is not proven; empty means proven."""
    findings: list[Finding] = []
    sources: dict[Any, Json] = {}
    for source in answer.get("sources", ()):
        if source["n"] in sources:
            findings.append(Finding("source_number", f"two sources are numbered {source['n']}"))
        sources[source["n"]] = source
        findings += _check_source(source, ground, superseded_asked)
    for statement in answer.get("statements", ()):
        findings += _check_statement(statement, sources, ground)
    findings += _check_text(answer, ground)
    for contact in answer.get("contacts", ()):
        findings += [Finding("contact", reason) for reason in ground.numbers.contact_faults(contact)]
    return findings


def _check_source(source: Json, ground: Ground, superseded_asked: bool) -> list[Finding]:
    document = ground.documents.get(source["document_id"])
    name = f"source {source['n']}"
    if document is None:
        return [Finding("source_document", f"{name}: no document {source['document_id']!r} in this generation")]
    findings = [
        Finding("source_field", f"{name}: {field} is {source[field]!r}, the library says {document.get(field)!r}")
        for field in _STATED
        if field in source and source[field] != document.get(field)
    ]
    if document["id"] in ground.withdrawn:
        findings.append(Finding("withdrawn", f"{name}: the document has been withdrawn"))
    if document.get("edition") == "superseded" and not superseded_asked:
        findings.append(Finding("superseded", f"{name}: a superseded edition is cited as current"))
    page = ground.page(document["id"], source.get("page"))
    if page is None:
        return [*findings, Finding("source_page", f"{name}: no page {source.get('page')}")]
    parts = [part for part in _ELLIPSIS.split(str(source.get("quote", ""))) if part.strip()]
    findings += [Finding("source_quote", f"{name}: not on the page: {part[:80]!r}") for part in parts if _folded(part) not in _folded(page)]
    path = str(source.get("url", "")).split("?")[0].split("#")[0]
    if path and path.rstrip("/").rsplit("/", 1)[-1] != document["id"]:
        findings.append(Finding("source_url", f"{name}: the link leads to {path!r}"))
    return findings


def _check_statement(statement: Json, sources: Mapping[Any, Json], ground: Ground) -> list[Finding]:
    kind, spans = statement.get("kind"), statement.get("spans", ())
    shown = str(statement.get("text", ""))[:80]
    used = {*statement.get("citations", ()), *(span["source"] for span in spans)}
    findings = [Finding("citation", f"no source {n}: {shown!r}") for n in sorted(used - set(sources))]
    if kind in (*VERBATIM, "model") and not spans:
        findings.append(Finding("unproven", f"no quotation proves {shown!r}"))
    if kind not in (*VERBATIM, "model", "contact", "template"):
        findings.append(Finding("statement_kind", f"unknown kind {kind!r}: {shown!r}"))
    if kind in VERBATIM:
        findings += [Finding("citation", f"quoted from source {n} without citing it: {shown!r}") for n in _uncited(statement)]
    texts: list[str] = []
    for span in spans:
        if span["source"] in sources:
            text, faults = _check_span(span, sources[span["source"]], ground, whole=kind != "row")
            findings += faults
            texts += [text] if text else []
    if len(texts) == len(spans) and texts:
        check = _CHECKS.get(str(kind))
        findings += check(statement, texts, sources, ground) if check else []
    return findings


def _uncited(statement: Json) -> list[Any]:
    return sorted({span["source"] for span in statement.get("spans", ())} - set(statement.get("citations", ())))


def _check_span(span: Json, source: Json, ground: Ground, *, whole: bool) -> tuple[str, list[Finding]]:
    """The words at a span's offsets, empty when there are none, with what is wrong."""
    place = f"source {source['n']}, {span['start']}..{span['end']}"
    page = ground.page(source["document_id"], source.get("page"))
    if page is None or not 0 <= span["start"] < span["end"] <= len(page):
        return "", [Finding("offsets", f"{place}: no such text")]
    text = page[span["start"] : span["end"]]
    units = ground.units.get((source["document_id"], source["page"]), [])
    edges = any(unit["start"] == span["start"] for unit in units) and any(unit["end"] == span["end"] for unit in units)
    return text, [] if edges or not whole else [Finding("cut", f"{place}: the quotation is cut inside a sentence: {text[:80]!r}")]


def _check_quote(statement: Json, texts: Sequence[str], _sources: Mapping[Any, Json], _ground: Ground) -> list[Finding]:
    rest = str(statement["text"])
    kept: list[str] = []
    for text in texts:
        before, found, rest = rest.partition(text)
        if not found:
            return [Finding("not_verbatim", f"the page says {text[:80]!r}, shown is {before[:80]!r}")]
        kept.append(before)
    outside = _words(" \n ".join([*kept, rest]))
    return [Finding("outside", f"words outside the quotation: {' '.join(outside)[:80]!r}")] if outside else []


def _check_row(statement: Json, _texts: Sequence[str], sources: Mapping[Any, Json], ground: Ground) -> list[Finding]:
    spans = statement["spans"]
    source = sources[spans[0]["source"]]
    if any(span["source"] != spans[0]["source"] for span in spans):
        return [Finding("cut", "the cells are not of one row")]
    page = ground.page(source["document_id"], source["page"]) or ""
    units = ground.units.get((source["document_id"], source["page"]), [])
    fault = row_fault(str(statement["text"]), [(span["start"], span["end"]) for span in spans], page, units)
    return [Finding(*fault)] if fault else []


def _check_model(statement: Json, texts: Sequence[str], _sources: Mapping[Any, Json], _ground: Ground) -> list[Finding]:
    """A reworded statement may not hold a figure that its quotations do not hold."""
    quoted = set(re.findall(r"\d[\d,.]*\d|\d", " ".join(texts)))
    said = re.findall(r"\d[\d,.]*\d|\d", re.sub(r"\[\d+\]", "", str(statement["text"])))
    figures = [figure for figure in said if figure not in quoted]
    return [Finding("figure", f"figures in no quotation: {', '.join(figures)}")] if figures else []


_CHECKS: Mapping[str, Check] = {"quote": _check_quote, "row": _check_row, "model": _check_model}


def _check_text(answer: Json, ground: Ground) -> list[Finding]:
    """Numbers in our own words are from contacts; quoted text is set aside first, for there they are plain text."""
    text = str(answer.get("text", ""))
    findings = [Finding("rejected_number", f"a rejected number is shown: {number}") for number in ground.numbers.rejected_in(text)]
    own = text
    for statement in answer.get("statements", ()):
        if statement.get("kind") in VERBATIM:
            quoted = str(statement["text"])
            if _folded(quoted) not in _folded(text):
                findings.append(Finding("text", f"the reply does not show its statement {quoted[:80]!r}"))
            own = own.replace(quoted, " \n ")
        else:
            findings += [Finding("number", f"not in contacts: {n}") for n in ground.numbers.unknown_in(str(statement.get("text", "")))]
    for source in answer.get("sources", ()):
        own = own.replace(str(source.get("quote", "\0")) or "\0", " \n ")
    findings += [Finding("number", f"not in contacts: {number}") for number in ground.numbers.unknown_in(own)]
    for notice in answer.get("notices", ()):
        findings += [Finding("number", f"not in contacts: {n}") for n in ground.numbers.unknown_in(str(notice.get("text", "")))]
    return list(dict.fromkeys(findings))


def _words(text: str) -> list[str]:
    return [word.lower() for word in _FURNITURE.split(text) if word]


def _folded(text: str) -> str:
    return " ".join(text.split())


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
