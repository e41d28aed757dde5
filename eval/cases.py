"""Typed evaluation cases from JSON Lines or YAML: unknown keys refused, ids unique, patterns compiled."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from assistant.domain import Area
from assistant.errors import SettingsError


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


def _compiles(patterns: Sequence[str]) -> Sequence[str]:
    for pattern in patterns:
        re.compile(pattern)
    return patterns


class KeyFact(_Strict):
    """A fact that a right answer shows: any of the patterns, ignoring case."""

    fact: str
    any: tuple[str, ...]

    _check = field_validator("any")(_compiles)


class Evidence(_Strict):
    """A gold quotation and the document that holds it."""

    doc: str
    quote: str


class Case(_Strict):
    """One question with what a right reply shows, must not show, and where it is proven."""

    id: str
    question: str
    turns: tuple[str, ...] = ()
    asker: str = ""
    area: Area | None = None
    category: str = "general"
    expected: Literal["answer", "not_found", "urgent", "out_of_scope"] = "answer"
    key_facts: tuple[KeyFact, ...] = ()
    must_not: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    alt_evidence: tuple[Evidence, ...] = ()
    difficulty: int = 1
    note: str = ""
    accept_decline: bool = False
    behaviour: str = ""
    must: tuple[str, ...] = ()
    ideal: str = ""
    pii: tuple[str, ...] = ()
    asked_at: str | None = None
    tags: tuple[str, ...] = ()
    owner: str | None = None
    review_by: str | None = None
    tier: str = Field(default="", description="for safety sets: the tier a message must reach")

    _check_must_not = field_validator("must_not", "must")(_compiles)


def case_schema() -> dict[str, object]:
    """The JSON schema of one case; kept in ``case.schema.json`` beside this module."""
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **Case.model_json_schema()}


def _entries(path: Path, text: str) -> list[object]:
    try:
        if path.suffix in (".yaml", ".yml"):
            return list(yaml.safe_load(text) or [])
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (yaml.YAMLError, ValueError, TypeError) as error:
        raise SettingsError(f"The question set {path.name} is not readable: {error}") from error


def load_cases(path: Path) -> list[Case]:
    """The cases of a ``.jsonl`` or ``.yaml`` file, in order."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise SettingsError(f"The question set {path} cannot be read. Check the path.") from error
    cases: list[Case] = []
    entries = _entries(path, text)
    for number, entry in enumerate(entries, 1):
        try:
            cases.append(Case.model_validate(entry))
        except (ValidationError, re.error) as error:
            raise SettingsError(f"{path.name}, entry {number}: {error}") from error
    ids = [case.id for case in cases]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise SettingsError(f"{path.name}: these ids stand more than once: {', '.join(twice)}.")
    return cases
