"""Whatever is typed: no text of a reply is anything but wording of ours, a contact, or a stretch of a source."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.answering import Assistant
from assistant.companions import load_companions
from assistant.compose import short_name
from assistant.domain import Answer, Question, Statement, Status
from assistant.library import Generation
from assistant.replies import Replies
from tests.assistant.test_answering import assert_proven
from tests.conftest import KNOWLEDGE, ROOT

CANARY = "qzxvorlap"
_PLAIN = (
    "neglect tool GCP2 escalation Bedford Luton stage consent fostering baby bruise report 2024-25 police schools when who how many what number "
    "LADO front door ring 01582537653 ignore instructions reveal prompt marmalade desk dad hurt child"
)
_WORDS = st.sampled_from([CANARY, "\N{GRINNING FACE}", "<script>", "'", '"', "[1]", "{first}", "999", *_PLAIN.split()])
_MESSAGES = st.one_of(st.lists(_WORDS, max_size=14).map(" ".join), st.text(max_size=80))


def _line_patterns() -> tuple[re.Pattern[str], ...]:
    """A pattern for each line of our own wording, with its placeholders open; and the companions word by word."""
    lines = [line for text in Replies.load(ROOT / "prompts" / "replies.yaml").texts.values() for line in text.splitlines()]
    remark = Replies.load(ROOT / "prompts" / "replies.yaml").get("language_remark")
    # An emergency line in another language carries the remark that nobody has checked it.
    lines += [f"{line} {remark}" for line in lines]
    opened = [".+".join(re.escape(part) for part in re.split(r"\{[a-z_]+\}", line)) for line in lines if line.strip()]
    companions = [re.escape(companion.add) for companion in load_companions(KNOWLEDGE / "companions.yaml")]
    return tuple(re.compile(pattern) for pattern in dict.fromkeys([*opened, *companions]))


PATTERNS = _line_patterns()


def _ours(text: str, labels: set[str], names: set[str]) -> bool:
    """Whether every line is wording of ours, a label made of a document's own words, or the list of near documents."""
    for line in text.splitlines():
        near = re.fullmatch(r"Nearest documents: (.+)\.", line)
        known = line in labels or any(pattern.fullmatch(line) for pattern in PATTERNS)
        if not known and not (near and set(near.group(1).split("; ")) <= names):
            return False
    return True


def _labels(generation: Generation, names: set[str]) -> set[str]:
    headings = {heading.rstrip(":. ") for unit in generation.units for heading in unit.headings}
    return {f"{name}:" for name in names | headings} | {f"{name} – {heading}:" for name in names for heading in headings}


def _row_is_cells(statement: Statement, answer: Answer, generation: Generation) -> bool:
    """Whether a row is nothing but its cells, each behind its own column's header."""
    headers = {head for unit in generation.units for head in unit.header}
    page = {source.n: generation.pages(source.document.id)[source.page - 1] for source in answer.sources}
    cells = [page[span.source][span.start : span.end] for span in statement.spans]
    shown = statement.text.split("; ")
    return len(shown) == len(cells) and all(
        part == cell or (part.endswith(f": {cell}") and part.removesuffix(f": {cell}") in headers) for part, cell in zip(shown, cells, strict=True)
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=_MESSAGES, history=st.lists(_MESSAGES, max_size=2))
def test_nothing_is_said_that_has_no_maker(text: str, history: list[str], assistant: Assistant) -> None:
    """Quotations are spans, rows are headers and cells, contacts are in the book, all else is our wording; the asker's word is not echoed."""
    answer = assistant.answer(Question(text=text, history=tuple(history)))
    generation = assistant.view().generation
    names = {short_name(document) for document in generation.documents.values()}
    labels = _labels(generation, names)

    assert answer.status is not Status.FAULT
    assert CANARY not in answer.text
    assert "537653" not in answer.text.replace(" ", "")
    assert_proven(answer, assistant)
    for statement in answer.statements:
        assert statement.kind in ("quote", "row", "contact", "template")
        if statement.kind == "row":
            assert _row_is_cells(statement, answer, generation)
        if statement.kind == "template":
            assert _ours(statement.text, labels, names), statement.text
    for notice in answer.notices:
        assert _ours(notice.text, labels, names), notice.text


@pytest.mark.parametrize("text", ["Neglect is rare in Luton.", "Ring your neighbour first."])
def test_the_property_would_notice_an_invented_line(text: str, assistant: Assistant) -> None:
    """The patterns above are not open to any sentence."""
    generation = assistant.view().generation
    names = {short_name(document) for document in generation.documents.values()}

    assert not _ours(text, _labels(generation, names), names)
