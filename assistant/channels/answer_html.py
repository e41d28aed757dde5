"""An answer as HTML for the page that works without JavaScript. Pure; the widget builds the same structure in the browser."""

from __future__ import annotations

import re
from dataclasses import dataclass

from markupsafe import Markup, escape

from assistant.channels.templates import environment, numbers_in, telephone
from assistant.domain import Answer, Statement
from assistant.render import notices_beside

STATUS_WORDS: dict[str, str] = {
    "answered": "Answered from the library",
    "partial": "Answered in part",
    "conflict": "The documents disagree",
    "not_found": "Not found in the library",
    "urgent": "Urgent: act now",
    "out_of_scope": "Outside what this service covers",
    "fault": "Something is not working",
}
"""A status in words; its shape is drawn by the style sheet."""
SCOPE_WORDS = {
    "child lives": "by where the child lives",
    "adult works": "by where the adult works",
    "anyone": "",
}
UNCHECKED = "This number has not yet been checked by ringing it."


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an answer ready to show: its pieces, whether it is quoted, its source numbers, whether it leads in what follows."""

    html: Markup
    quoted: bool
    citations: tuple[int, ...]
    leads: bool = False


def answer_html(answer: Answer, heading: int = 2, permanent_line: str = "") -> Markup:
    """The whole answer; ``heading`` is the level of its heading on the page. Numbers of ``permanent_line`` become links in lines of ours."""
    template = environment().get_template("answer.html")
    return Markup(  # noqa: S704 - the template escapes every value
        template.render(
            answer=answer,
            words=STATUS_WORDS[answer.status.value],
            notices=notices_beside(answer),
            lines=_lines(answer, numbers_in(permanent_line)),
            scopes=SCOPE_WORDS,
            unchecked=UNCHECKED,
            level=heading,
        )
    )


def _lines(answer: Answer, vouched: tuple[str, ...]) -> list[Line]:
    phones = tuple(contact.phone for contact in answer.contacts if contact.phone) + vouched
    if answer.statements:
        return [_line(statement, phones) for statement in answer.statements]
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", answer.text) if part.strip()]
    return [Line(_with_numbers(part, phones), False, ()) for part in paragraphs]


def _line(statement: Statement, phones: tuple[str, ...]) -> Line:
    text = statement.text.replace("\t", " – ")
    ours = statement.kind in ("contact", "template")
    leads = statement.kind == "template" and text.rstrip().endswith(":")
    return Line(_with_numbers(text, phones) if ours else escape(text), statement.kind in ("quote", "row"), statement.citations, leads)


def _with_numbers(text: str, phones: tuple[str, ...]) -> Markup:
    """Our own text with the numbers that this answer's contacts vouch for as links; any other number stays plain."""
    known = sorted({*phones, "999"}, key=len, reverse=True)
    pattern = re.compile(r"(?<!\d)(" + "|".join(re.escape(number) for number in known) + r")(?!\d)")
    parts: list[Markup] = []
    for place, piece in enumerate(pattern.split(text)):
        parts.append(
            Markup('<a class="tel" href="{}">{}</a>').format(telephone(piece), piece) if place % 2 else escape(piece)
        )
    return Markup("").join(parts)
