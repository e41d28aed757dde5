"""Entries of vocabulary, companions and signed answers to forms and back, with a sentence for each field that does not fit. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from assistant.domain import AREA_NAMES

Row = dict[str, Any]
LONGEST_SIGNED = timedelta(days=366)
"""A signature holds for a year at most: then somebody reads the answer again."""
CITATIONS = 3
_NUMBER = re.compile(r"(?:\+44|\b0)[\d ()-]{8,}\d")
_NESTED = re.compile(r"\([^()]*[+*{][^()]*\)[+*{]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a form. ``kind``: lines (one text a line), text, long, areas or citations."""

    name: str
    title: str
    kind: str
    hint: str = ""
    needed: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a list is called and holds."""

    title: str
    one: str
    lead: str
    fields: tuple[Field, ...]


FORMS = {
    "vocabulary": Form(
        title="Vocabulary", one="word",
        lead="Words that practitioners say, and the documents' terms for them. They help to find passages and are never shown.",
        fields=(
            Field(name="say", title="What people say", kind="lines", hint="One word or phrase a line."),
            Field(name="means", title="What the documents say", kind="lines", hint="One term a line, as it stands in the documents."),
            Field(name="areas", title="Where that holds", kind="areas", hint="None chosen: everywhere.", needed=False),
        ),
    ),
    "companions": Form(
        title="Companions", one="companion",
        lead="Statements that may not appear alone: when an answer shows the one, the other goes below it, in our own words.",
        fields=(
            Field(
                name="when_any", title="When an answer says any of these", kind="lines",
                hint="One phrase a line; capitals do not matter. Patterns are allowed.",
            ),
            Field(name="unless_any", title="Unless it also says any of these", kind="lines", hint="One phrase a line.", needed=False),
            Field(name="add", title="The sentence that goes below it", kind="long"),
            Field(name="reviewed_by", title="Who has read it", kind="text", hint="A name and role; empty until somebody has.", needed=False),
        ),
    ),
    "answers": Form(
        title="Signed answers", one="answer",
        lead="Answers in your own words to questions that come again and again. Only a signed answer is served, until its last day.",
        fields=(
            Field(
                name="questions", title="The questions it answers", kind="lines",
                hint="One a line, as people type them. Similar wording is found too.",
            ),
            Field(name="areas", title="Where it holds", kind="areas", hint="Pan-Bedfordshire: in all three."),
            Field(
                name="answer", title="The answer", kind="long",
                hint="Without telephone numbers: those come from the contacts, so that they stay right.",
            ),
            Field(
                name="citations", title="What proves it", kind="citations",
                hint="At least one document; a quotation must stand in it word for word.",
            ),
        ),
    ),
}  # fmt: skip


def lines_of(text: str) -> list[str]:
    """Non-empty lines, trimmed, each once."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


def shown(form: Form, row: Mapping[str, Any]) -> dict[str, Any]:
    """The values that a form shows of an entry."""
    values: dict[str, Any] = {}
    for each in form.fields:
        value = row.get(each.name)
        if each.kind == "lines":
            values[each.name] = "\n".join(map(str, value or ()))
        elif each.kind == "areas":
            values[each.name] = list(value or ())
        elif each.kind == "citations":
            cited = [{"title": c["title"], "quote": c.get("quote") or ""} for c in value or ()]
            values[each.name] = [*cited, *({"title": "", "quote": ""} for _ in range(CITATIONS - len(cited)))]
        else:
            values[each.name] = " ".join(str(value or "").split())
    return values


def typed(form: Form, texts: Mapping[str, str], areas: Sequence[str]) -> Row:
    """An entry from what was sent."""
    row: Row = {}
    for each in form.fields:
        if each.kind == "lines":
            row[each.name] = lines_of(texts.get(each.name, ""))
        elif each.kind == "areas":
            row[each.name] = [area for area in AREA_NAMES if area in areas]
        elif each.kind == "citations":
            pairs = [(texts.get(f"title{n}", "").strip(), " ".join(texts.get(f"quote{n}", "").split())) for n in range(CITATIONS)]
            row[each.name] = [{"title": title, "quote": quote or None} for title, quote in pairs if title or quote]
        else:
            row[each.name] = " ".join(texts.get(each.name, "").split()) or None
    return row


def wrong_in(book: str, row: Row, stands: Mapping[str, str]) -> dict[str, str]:
    """Field -> what is wrong. ``stands`` gives the text of each published document by title."""
    form = FORMS[book]
    found = {each.name: _wrong(each, row[each.name]) for each in form.fields}
    if book == "companions" and not found["when_any"]:
        found["when_any"] = _wrong_pattern(row["when_any"])
        found["unless_any"] = found["unless_any"] or _wrong_pattern(row["unless_any"])
    if book == "answers":
        if not found["answer"] and _NUMBER.search(row["answer"]):
            found["answer"] = "Leave telephone numbers out: they come from the contacts."
        found["citations"] = _wrong_citation(row["citations"], stands)
    return {name: sentence for name, sentence in found.items() if sentence}


def _wrong(each: Field, value: Any) -> str:
    if not value:
        return {"lines": "Give at least one line.", "areas": "Choose at least one area."}.get(each.kind, "Fill this in.") if each.needed else ""
    if each.kind == "lines":
        return "" if len(value) <= 40 and all(2 <= len(line) <= 400 for line in value) else "At most 40 lines of 2 to 400 characters."
    if each.kind == "long":
        return "" if 20 <= len(value) <= 1200 else "Give 20 to 1,200 characters."
    return "" if each.kind != "text" or len(value) <= 120 else "At most 120 characters."


def _wrong_pattern(patterns: Sequence[str]) -> str:
    for pattern in patterns:
        try:
            matcher = re.compile(pattern, re.IGNORECASE)
        except re.error:
            return f"'{pattern}' cannot be read as a pattern. Leave out brackets and signs such as * and ?."
        if matcher.search(""):
            return f"'{pattern}' would match every answer. Name words that must be there."
        if _NESTED.search(pattern):
            return f"'{pattern}' could take for ever: one repetition stands inside another. Use plain words."
    return ""


def _wrong_citation(citations: Sequence[Mapping[str, Any]], stands: Mapping[str, str]) -> str:
    if not citations:
        return "Name at least one document that proves it."
    for citation in citations:
        if citation["title"] not in stands:
            return f"No published document has the title '{citation['title']}'." if citation["title"] else "Choose the document of the quotation."
        if citation["quote"] and citation["quote"] not in stands[citation["title"]]:
            return f"The quotation does not stand word for word in '{citation['title']}'. Copy it from the reader's page."
    return ""


def wrong_signature(owner: str, expires: str, today: date) -> dict[str, str]:
    """What is wrong with a signature: who answers for it, and its last day."""
    found = {"owner": "" if 3 <= len(owner) <= 120 else "Give the name and role of the person who answers for it."}
    try:
        last = date.fromisoformat(expires)
        found["expires"] = "" if today < last <= today + LONGEST_SIGNED else "Give a day after today, within a year."
    except ValueError:
        found["expires"] = "Give the date as year-month-day, such as 2027-04-01."
    return {name: sentence for name, sentence in found.items() if sentence}


def entry_id(row: Mapping[str, Any], taken: Sequence[str]) -> str:
    """An id for a new entry, out of its first words."""
    first = str((row.get("questions") or row.get("when_any") or [""])[0])
    stem = re.sub(r"[^a-z0-9]+", "-", first.lower()).strip("-")[:40].strip("-") or "entry"
    stem = stem if len(stem) > 1 else f"{stem}-entry"
    return next(name for n in range(1, 10_000) if (name := stem if n == 1 else f"{stem}-{n}") not in taken)
