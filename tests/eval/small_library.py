"""A tiny generation folder, a contacts file, and a hand-written assistant over them, for the evaluation's own tests."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from assistant.domain import Answer, Document, Hit, Notice, Question, Source, Span, Statement, Status, Unit
from assistant.library import Generation, View

LUTON = [
    "Neglect\nUse the neglect tool when neglect is suspected or known. Do not share the form with anyone outside the plan.",
    "Figures by year\nPlans\t214\t187\nReviews\t36\t41",
]
BEDFORD = ["Escalation\nRaise a disagreement within 5 working days. Ring the panel chair on 01234 000111 as printed here."]
OLD = ["Escalation, first edition\nRaise a disagreement within 10 working days."]

CONTACTS = """
contacts:
  - {area: luton, role: front door, name: Luton MASH, scope: child lives, phone: "01582 547653", note: "Or text 85258.", checked: null,
     rejected: [{phone: "01582 401212", reason: old}]}
  - {area: bedford, role: front door, name: Bedford Borough IFD, scope: child lives, phone: "01234 718700", checked: null, rejected: []}
  - {area: national, role: police emergency, name: Police, scope: anyone, phone: "999", checked: null, rejected: []}
"""

DOCUMENTS = {
    "luton-neglect": Document(id="luton-neglect", title="Neglect in Luton", kind="procedure", area="luton", file_name="luton-neglect.md", pages=2),
    "bedford-escalation": Document(
        id="bedford-escalation", title="Escalation in Bedford", kind="procedure", area="bedford", file_name="in/bedford-escalation.md", pages=1
    ),
    "bedford-escalation-old": Document(
        id="bedford-escalation-old", title="Escalation, old", kind="procedure", area="bedford", edition="superseded", pages=1
    ),
}
ORIGINALS = {
    "luton-neglect": """Use the neglect tool when neglect is suspected or known. Do not share the form with anyone outside the plan.

| Measure | 2023 | 2024 |
|---|---|---|
| Plans | 214 | 187 |
| Reviews | 36 | 41 |
""",
    "bedford-escalation": "Raise a disagreement within 5 working days. Ring the panel chair on 01234 000111 as printed here.\n",
    "bedford-escalation-old": "Raise a disagreement within 10 working days.\n",
}
TEXTS = {"luton-neglect": LUTON, "bedford-escalation": BEDFORD, "bedford-escalation-old": OLD}


def _units() -> list[Unit]:
    pieces = [
        ("luton-neglect", 1, "Use the neglect tool when neglect is suspected or known."),
        ("luton-neglect", 1, "Do not share the form with anyone outside the plan."),
        ("luton-neglect", 2, "Plans\t214\t187"),
        ("luton-neglect", 2, "Reviews\t36\t41"),
        ("bedford-escalation", 1, "Raise a disagreement within 5 working days."),
        ("bedford-escalation", 1, "Ring the panel chair on 01234 000111 as printed here."),
        ("bedford-escalation-old", 1, "Raise a disagreement within 10 working days."),
    ]
    units = []
    for number, (document, page, text) in enumerate(pieces):
        start = TEXTS[document][page - 1].index(text)
        kind = "row" if "\t" in text else "paragraph"
        units.append(
            Unit(
                id=f"{document}#{number}",
                document_id=document,
                ordinal=number,
                text=text,
                kind=kind,
                page=page,
                start=start,
                end=start + len(text),
                header=("Measure", "2023", "2024") if kind == "row" else (),
                caption="Figures by year" if kind == "row" else "",
            )
        )
    return units


UNITS = _units()


def write_generation(folder: Path) -> Path:
    """Write the files that the proof checker and the measuring of parsing read; returns the generation's folder."""
    generation = folder / "generations" / "g1"
    (generation / "texts").mkdir(parents=True)
    documents = [
        {
            name: getattr(d, name)
            for name in ("id", "title", "kind", "area", "authority", "reviewed_by", "published", "review_by", "edition", "duplicate_of")
        }
        | {"media_type": "markdown", "sha256": sha256(ORIGINALS[d.id].encode()).hexdigest()}
        for d in DOCUMENTS.values()
    ]
    (generation / "documents.json").write_text(json.dumps(documents))
    told = ("document_id", "text", "kind", "page", "start", "end", "headings", "header", "caption")
    units = [{name: getattr(u, name) for name in told} for u in UNITS]
    (generation / "units.json").write_text(json.dumps(units))
    (generation / "passages.json").write_text(json.dumps([[0, 4], [4, 7]]))
    (generation / "originals").mkdir()
    for name, original in ORIGINALS.items():
        (generation / "originals" / f"{name}.md").write_bytes(original.encode())
    for name, pages in TEXTS.items():
        blocks = [
            {"kind": "row", "page": 2, "text": t, "header": ["Measure", "2023", "2024"], "caption": "Figures by year"} for t in ("Plans\t214\t187",)
        ]
        (generation / "texts" / f"{name}.json").write_text(json.dumps({"pages": pages, "blocks": blocks if name == "luton-neglect" else []}))
    return generation


def write_contacts(folder: Path) -> Path:
    """Write the contacts file."""
    path = folder / "contacts.yaml"
    path.write_text(CONTACTS)
    return path


def quote_of(*numbers: int, extra: str = "") -> Answer:
    """A right answer that quotes units of one document by their place in ``UNITS``."""
    units = [UNITS[number] for number in numbers]
    document = DOCUMENTS[units[0].document_id]
    statements = tuple(
        Statement(text=u.text, kind="row" if u.kind == "row" else "quote", citations=(1,), spans=(Span(source=1, start=u.start, end=u.end),))
        for u in units
    )
    source = Source(n=1, document=document, page=units[0].page, heading="", quote=units[0].text, url=f"/library/{document.id}?page={units[0].page}#q")
    text = "\n".join([*(u.text for u in units), f"1. {document.title}", *([extra] if extra else [])])
    return Answer(id="a1", status=Status.ANSWERED, text=text, statements=statements, sources=(source,), generation="g1")


def plain(status: Status, text: str, *notices: Notice) -> Answer:
    """A reply without sources."""
    return Answer(id="a2", status=status, text=text, notices=notices, generation="g1")


class SmallAssistant:
    """Answers from a table of question to answer; everything else is not found. Finds units by words in common."""

    def __init__(self, folder: Path, answers: Mapping[str, Answer | Exception] | None = None) -> None:
        self.answers = dict(answers or {})
        self.asked: list[Question] = []
        generation = SimpleNamespace(id="g1", folder=folder, documents=DOCUMENTS, pages=lambda name: TEXTS[name])
        self._view = View(cast("Generation", generation), frozenset())

    def answer(self, question: Question) -> Answer:
        self.asked.append(question)
        reply = self.answers.get(question.text, plain(Status.NOT_FOUND, "The library does not say. Ring Luton MASH on 01582 547653."))
        if isinstance(reply, Exception):
            raise reply
        return replace(reply, took_ms=1)

    def search(self, question: Question, limit: int) -> list[Hit]:
        wanted = set(question.text.lower().split())
        ranked = sorted(UNITS, key=lambda u: -len(wanted & set(u.text.lower().split())))
        return [Hit(document=DOCUMENTS[u.document_id], units=(u,), score=float(-n)) for n, u in enumerate(ranked[:limit])]

    def view(self) -> View:
        return self._view


class TracedAssistant(SmallAssistant):
    """The same with a trace."""

    def trace(self, question: Question) -> dict[str, Any]:
        return {"evidence": {"score": 0.9 if question.text in self.answers else 0.1}, "stages_ms": {"retrieve": 3.5}}
