"""A question from the field becomes a case of a set: with a gold quotation that stands word for word in the live library, or not at all."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePath

from pydantic import ValidationError

from assistant.domain import AREA_NAMES, Document
from assistant.errors import SettingsError
from assistant.library import View
from eval.candidates import Candidate, Field, promoted_file
from eval.cases import Case, Evidence, load_cases

FEWEST_WORDS = 4
"""Fewer words than a gram of the measures prove nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What the promoted case is to be. ``facts`` are patterns that a right answer shows. Other than ``answer`` needs no quotation."""

    into: Path
    quote: str = ""
    document: str = ""
    expected: str = "answer"
    facts: tuple[str, ...] = ()
    owner: str = ""


def candidate_of(field: Field, identifier: str) -> Candidate:
    """A candidate by id; raises ``SettingsError`` for one that is not there, or was promoted."""
    for candidate in field.candidates:
        if candidate.id == identifier:
            return candidate
    raise SettingsError(f"There is no candidate {identifier}, or it was promoted already. See: safeguarding eval candidates")


def gold(view: View, document: str, quote: str) -> Evidence:
    """The quotation as evidence, checked against the current text of the document (its id, file name or title).

    Raises:
        SettingsError: no such readable document, an earlier edition, a quotation too short, or not word for word in it.
    """
    found = _document(view, document)
    wanted = " ".join(quote.split())
    if len(wanted.split()) < FEWEST_WORDS:
        raise SettingsError(f"A gold quotation has at least {FEWEST_WORDS} words, so that it can be recognised.")
    if not any(wanted in " ".join(page.split()) for page in view.generation.pages(found.id)):
        raise SettingsError(f"The quotation does not stand word for word in {found.title}. Copy it from the document's page in the library.")
    return Evidence(doc=PurePath(found.file_name or found.id).name, quote=wanted)


def _document(view: View, name: str) -> Document:
    wanted = name.strip().lower()
    called = [d for d in view.documents() if wanted in (d.id.lower(), d.title.lower(), PurePath(d.file_name or "").name.lower())]
    current = [document for document in called if document.edition == "current" and not document.duplicate_of]
    if not called:
        raise SettingsError(f"There is no document {name!r} in the live library. Give its id, file name or title.")
    if len(current) != 1:
        raise SettingsError(f"{name!r} is {'several documents' if current else 'no current document'}. Give the id of a current one.")
    return current[0]


def promote(candidate: Candidate, wanted: Wanted, data_dir: Path, library: Callable[[], View], *, by: str = "") -> Case:
    """Add a candidate to a question set (JSON Lines) and mark it as promoted. ``library`` opens the live one, where a quotation needs it.

    Raises:
        SettingsError: the quotation is missing or not proven, the set cannot be used, or the id stands in it. Nothing was written.
    """
    if wanted.into.suffix != ".jsonl":
        raise SettingsError(f"{wanted.into.name} is no JSON Lines file: give a path that ends in .jsonl.")
    existing = load_cases(wanted.into) if wanted.into.exists() else []
    if candidate.id in {case.id for case in existing}:
        raise SettingsError(f"{candidate.id} stands in {wanted.into.name} already.")
    case = _case(candidate, wanted, _evidence(candidate, wanted, library))
    text = wanted.into.read_text(encoding="utf-8") if wanted.into.exists() else ""
    wanted.into.parent.mkdir(parents=True, exist_ok=True)
    with wanted.into.open("a", encoding="utf-8") as file:
        file.write(("\n" if text and not text.endswith("\n") else "") + case.model_dump_json(exclude_defaults=True) + "\n")
    note = {"id": candidate.id, "into": wanted.into.name, "by": by, "when": datetime.now(UTC).isoformat(timespec="seconds")}
    promoted_file(data_dir).parent.mkdir(parents=True, exist_ok=True)
    with promoted_file(data_dir).open("a", encoding="utf-8") as file:
        file.write(json.dumps(note) + "\n")
    return case


def _evidence(candidate: Candidate, wanted: Wanted, library: Callable[[], View]) -> Sequence[Evidence]:
    if wanted.expected != "answer":
        return ()
    if not wanted.quote.strip() or not wanted.document.strip():
        raise SettingsError(f"{candidate.id} needs a gold quotation and its document before it can be asked of the library.")
    return (gold(library(), wanted.document, wanted.quote),)


def _case(candidate: Candidate, wanted: Wanted, evidence: Sequence[Evidence]) -> Case:
    fields = {
        "id": candidate.id, "question": candidate.wording, "area": candidate.area if candidate.area in AREA_NAMES else None,
        "expected": wanted.expected, "category": "field",
        "key_facts": [{"fact": fact, "any": [fact]} for fact in wanted.facts], "evidence": tuple(evidence), "owner": wanted.owner or None,
        "tags": ("field", candidate.topic),
    }  # fmt: skip
    try:
        return Case.model_validate(fields)
    except (ValidationError, re.error) as error:
        raise SettingsError(f"{candidate.id} cannot become a case: {error}") from error
