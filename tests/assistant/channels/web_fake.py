"""A small assistant for the web tests: fixed documents, an answer for each state, and switches for what can go wrong."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from types import SimpleNamespace

from assistant.clock import LONDON
from assistant.domain import (
    Answer,
    Block,
    Box,
    Contact,
    Document,
    Hit,
    Notice,
    Source,
    Span,
    Statement,
    Status,
    Unit,
)
from assistant.errors import NoGeneration
from assistant.library import View

NOW = datetime(2026, 11, 23, 10, 0, tzinfo=LONDON)
PERMANENT = (
    "A child in danger now: 999 - front doors: Bedford Borough 01234 718700, Central Bedfordshire 0300 300 8585, "
    "Luton 01582 547653 - Emergency Duty Team (out of hours): 0300 300 8123"
)

BLOCKS = (
    Block(kind="heading", text="Neglect practice guidance", level=1, page=1),
    Block(
        kind="heading",
        text="When to use the tool",
        level=3,
        page=1,
        boxes=(Box(left=72, top=90, right=300, bottom=106),),
    ),
    Block(
        kind="paragraph",
        text="Use the neglect tool when a concern repeats. Write down what the child says.",
        page=1,
        boxes=(Box(left=72, top=120, right=500, bottom=134), Box(left=72, top=136, right=300, bottom=150)),
    ),
    Block(kind="item", text="Talk to your lead first.", page=1),
    Block(kind="item", text="Keep a chronology.", page=1),
    Block(kind="row", text="Level 3\tTargeted help", header=("Level", "Response"), caption="Levels of need", page=2),
    Block(kind="row", text="Level 4\tStatutory help", header=("Level", "Response"), caption="Levels of need", page=2),
    Block(kind="note", text="<script>alert('note')</script>", page=2),
)

GUIDE = Document(
    id="luton-neglect",
    title="Neglect guidance <img src=x onerror=alert(1)>",
    kind="procedure",
    area="luton",
    published=date(2024, 9, 1),
    review_by=date(2025, 9, 1),
    republish="full",
    audience="public",
    file_name="neglect.pdf",
    media_type="pdf",
    pages=2,
    source_url="https://example.org/neglect",
)
OLD = replace(
    GUIDE,
    id="luton-neglect-2019",
    title="Neglect guidance 2019",
    edition="superseded",
    superseded_by="luton-neglect",
    published=date(2019, 5, 1),
)
DIGEST = replace(
    GUIDE,
    id="pan-digest",
    title="Digest of levels",
    area="pan",
    kind="threshold",
    authority="digest",
    audience="practitioner",
    republish="link",
    media_type="markdown",
    pages=1,
    review_by=None,
    published=date(2026, 1, 5),
    source_url="javascript:alert(1)",
)
REVIEW = replace(
    GUIDE,
    id="bedford-review",
    title="Review of Child A",
    area="bedford",
    kind="case_review",
    audience="practitioner",
    republish="excerpt",
    review_by=None,
    published=date(2023, 2, 1),
    machine_read=(2,),
)

DOCUMENTS = {d.id: d for d in (GUIDE, OLD, DIGEST, REVIEW)}


def page_texts(blocks: tuple[Block, ...]) -> list[str]:
    """The canonical text of the pages, as publication writes it."""
    return ["\n".join(b.text for b in blocks if b.page == page) for page in (1, 2)]


class FakeGeneration:
    """As much of a generation as the web server reads."""

    def __init__(self, folder: Path) -> None:
        self.id = "20261122T100000-abc123"
        self.folder = folder
        self.documents = dict(DOCUMENTS)

    def pages(self, document_id: str) -> list[str]:
        return page_texts(BLOCKS)

    def blocks(self, document_id: str) -> tuple[Block, ...]:
        return BLOCKS


SENTENCE = "Use the neglect tool when a concern repeats."
START = page_texts(BLOCKS)[0].index(SENTENCE)
END = START + len(SENTENCE)
CITED_URL = f"/library/luton-neglect?page=1&start={START}&end={END}#cited"

FRONT_DOOR = Contact(
    area="luton",
    role="front door",
    name="Luton MASH",
    scope="child lives",
    phone="01582 547653",
    hours="Monday to Friday 9 to 5",
    form_url="https://example.org/form",
    source="Luton annual report",
    source_date="2025",
)


def answered(question: str) -> Answer:
    """An answer with one quotation, a template line, a notice and a contact."""
    source = Source(
        n=1,
        document=GUIDE,
        page=1,
        heading="When to use the tool",
        quote=SENTENCE,
        url=CITED_URL,
        remark="Review was due in September 2025.",
    )
    return Answer(
        id="a1",
        status=Status.ANSWERED,
        text=f"{SENTENCE} [1]",
        statements=(
            Statement(text=SENTENCE, kind="quote", citations=(1,), spans=(Span(source=1, start=START, end=END),)),
            Statement(text="Ring Luton MASH on 01582 547653, not 01582 000000.", kind="contact"),
        ),
        sources=(source,),
        notices=(Notice(kind="outdated", text="This guidance is past its review date."),),
        contacts=(FRONT_DOOR,),
        generation="20261122T100000-abc123",
        took_ms=12,
    )


def urgent_answer() -> Answer:
    """What the danger route says."""
    return Answer(
        id="u1",
        status=Status.URGENT,
        reply="urgent",
        text="If a child is in danger now, ring 999. Then ring Luton MASH on 01582 547653.",
        notices=(Notice(kind="urgent", text="If a child is in danger now, ring 999."),),
        contacts=(FRONT_DOOR,),
    )


def other(status: Status, text: str) -> Answer:
    """A reply without statements."""
    return Answer(id=f"x-{status.value}", status=status, text=text, reply=status.value)


class FakeAssistant:
    """Remembers what it was asked. ``broken``: nothing is published; ``crash``: everything raises a plain error."""

    def __init__(self, folder: Path = Path("/nonexistent"), *, broken: bool = False, crash: bool = False) -> None:
        self.generation = FakeGeneration(folder)
        self.withdrawn: frozenset[str] = frozenset()
        self.broken, self.crash = broken, crash
        self.asked: list = []
        self.said: list = []

    def answer(self, question, on_stage=None):
        self.asked.append(question)
        if self.crash:
            raise RuntimeError(f"secret {question.text}")
        if on_stage:
            on_stage("understand")
            on_stage("retrieve")
        if urgent := self.urgent(question):
            return urgent
        text = question.text.lower()
        for status in Status:
            if status.value in text:
                return other(status, f"Reply for {status.value}: ring Luton MASH.\n\nSecond paragraph.")
        if "echo" in text:
            return other(Status.NOT_FOUND, question.text)
        if self.broken:
            return other(Status.FAULT, "The library cannot be read.")
        return answered(question.text)

    def urgent(self, question):
        return urgent_answer() if re.search("hit him now|urgent", question.text) else None

    def search(self, question, limit=20):
        self.asked.append(question)
        self.view()
        unit = Unit(
            id="luton-neglect#0",
            document_id="luton-neglect",
            ordinal=0,
            text=SENTENCE,
            kind="paragraph",
            page=1,
            start=START,
            end=END,
            headings=("Neglect practice guidance", "When to use the tool"),
        )
        return [Hit(document=GUIDE, units=(unit,), score=0.9)][:limit]

    def view(self):
        if self.crash:
            raise RuntimeError("secret view")
        if self.broken:
            raise NoGeneration("Nothing has been published in /secret/path yet.")
        return View(self.generation, self.withdrawn)

    def feedback(self, answer_id, helpful, reason, wording):
        self.said.append(SimpleNamespace(answer_id=answer_id, helpful=helpful, reason=reason, wording=wording))

    def permanent_line(self):
        return PERMANENT

    def health(self):
        return {"generation": self.generation.id, "documents": len(DOCUMENTS), "model": None, "problems": []}
