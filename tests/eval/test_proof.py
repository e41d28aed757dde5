"""The independent proof checker: right answers pass, each planted forgery is found."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from assistant.channels.web_json import answer_json
from eval.proof import Ground, check_answer
from eval.proof_numbers import numbers_in
from tests.eval.small_library import LUTON, OLD, UNITS, quote_of

Answer = dict[str, Any]
Forge = Callable[[Answer], None]


def _right() -> Answer:
    return answer_json(quote_of(0, 1, extra="Ring Luton MASH on 01582 547653, or 999."))


def _rows() -> Answer:
    return answer_json(quote_of(2, 3))


def _cells() -> Answer:
    """A row shown header by cell, each cell with its own span."""
    answer = _rows()
    unit, statement = UNITS[2], answer["statements"][0]
    starts = [unit.start + unit.text.index(cell) for cell in unit.text.split("\t")]
    spans = [{"source": 1, "start": s, "end": s + len(c)} for s, c in zip(starts, unit.text.split("\t"), strict=True)]
    shown = "Measure: Plans; 2023: 214; 2024: 187"
    answer["text"] = answer["text"].replace(statement["text"], shown)
    statement.update(text=shown, spans=spans)
    return answer


def _bedford() -> Answer:
    return answer_json(quote_of(4, 5))


def test_right_answers_are_proven(ground: Ground) -> None:
    """Quotes, rows with their headers, a printed number inside a quotation and numbers of contacts all pass."""
    rows = _rows()
    rows["statements"][0]["text"] = "Figures by year - Measure: Plans\t214\t187"
    rows["text"] = rows["text"].replace("Plans\t214\t187", rows["statements"][0]["text"])
    for answer in (_right(), _rows(), rows, _cells(), _bedford()):
        assert check_answer(answer, ground) == []


def test_a_joined_quotation_is_proven(ground: Ground) -> None:
    """One statement of two spans passes, also when its source's quote leaves words out between them."""
    answer = _right()
    one, two = answer["statements"]
    answer["statements"] = [{**one, "text": f"{one['text']} {two['text']}", "spans": [*one["spans"], *two["spans"]]}]
    answer["text"] = answer["statements"][0]["text"]
    answer["sources"][0]["quote"] = f"{one['text']} […] {two['text']}"
    assert check_answer(answer, ground) == []


def _text(old: str, new: str) -> Forge:
    """The words of the first statement that has them, changed there and in the whole reply."""

    def forge(answer: Answer) -> None:
        statement = next(s for s in answer["statements"] if old in s["text"])
        statement["text"] = statement["text"].replace(old, new)
        answer["text"] = answer["text"].replace(old, new)

    return forge


def _source(**values: object) -> Forge:
    return lambda answer: answer["sources"][0].update(values)


def _span(**values: int) -> Forge:
    return lambda answer: answer["statements"][0]["spans"][0].update(values)


def _shift(start: int, end: int) -> Forge:
    def forge(answer: Answer) -> None:
        span = answer["statements"][0]["spans"][0]
        span["start"] += start
        span["end"] += end

    return forge


def _cut(page: str, words: str) -> Forge:
    """Words cut out of a sentence, offsets and text agreeing with the page."""

    def forge(answer: Answer) -> None:
        start = page.index(words)
        answer["statements"][-1].update(text=words, spans=[{"source": 1, "start": start, "end": start + len(words)}])
        answer["text"] += f"\n{words}"

    return forge


def _says(words: str) -> Forge:
    def forge(answer: Answer) -> None:
        answer["text"] += f"\n{words}"

    return forge


def _statement(kind: str, text: str, **values: Any) -> Forge:
    def forge(answer: Answer) -> None:
        answer["statements"].append({"text": text, "kind": kind, "citations": [], "spans": [], **values})
        answer["text"] += f"\n{text}"

    return forge


def _contact(**values: object) -> Forge:
    contact = {"area": "luton", "role": "front door", "scope": "child lives", "phone": "01582 547653", "checked": None, **values}
    return lambda answer: answer["contacts"].append(contact)


def _second_source(answer: Answer) -> None:
    answer["sources"].append({**answer["sources"][0], "document_id": "bedford-escalation"})


def _old_edition(answer: Answer) -> None:
    old = UNITS[6]
    answer["sources"][0].update(
        document_id=old.document_id, title="Escalation, old", area="bedford", edition="superseded", page=1, quote=OLD[0].split("\n")[1],
        url=f"/library/{old.document_id}",
    )  # fmt: skip
    answer["statements"] = [{"text": old.text, "kind": "quote", "citations": [1], "spans": [{"source": 1, "start": old.start, "end": old.end}]}]
    answer["text"] = old.text


def _old_edition_renamed(answer: Answer) -> None:
    _old_edition(answer)
    answer["sources"][0]["edition"] = "current"


def _notice(answer: Answer) -> None:
    answer["notices"].append({"kind": "urgent", "text": "Ring 01582 000000 now."})


def _swap_statements(answer: Answer) -> None:
    one, two = answer["statements"]
    one["spans"], two["spans"] = two["spans"], one["spans"]


def _cells_of_two_rows(answer: Answer) -> None:
    other = UNITS[3]
    start = other.start + other.text.index("41")
    answer["statements"][0]["spans"][2] = {"source": 1, "start": start, "end": start + 2}
    _text("187", "41")(answer)


def _cells_turned_round(answer: Answer) -> None:
    spans = answer["statements"][0]["spans"]
    spans[1], spans[2] = spans[2], spans[1]
    _text("2023: 214; 2024: 187", "2024: 187; 2023: 214")(answer)


def _half_a_cell(answer: Answer) -> None:
    answer["statements"][0]["spans"][1]["end"] -= 1
    _text("214", "21")(answer)


def _swap_cells(answer: Answer) -> None:
    _text("214\t187", "187\t214")(answer)


WHOLE = {"source": 1, "start": UNITS[0].start, "end": UNITS[0].end}
FORGERIES: list[tuple[str, Callable[[], Answer], Forge, str]] = [
    ("digit in a row", _rows, _text("214", "241"), "not_verbatim"),
    ("digit dropped in a row", _rows, _text("187", "87"), "not_verbatim"),
    ("digit added in a row", _rows, _text("36", "136"), "not_verbatim"),
    ("digit added at a row's end", _rows, _text("187", "1870"), "outside"),
    ("cells of a row swapped", _rows, _swap_cells, "not_verbatim"),
    ("label of a row swapped", _rows, _text("Plans", "Reviews"), "not_verbatim"),
    ("row under an invented header", _rows, _text("Plans\t214", "Referrals: Plans\t214"), "outside"),
    ("year put beside a row", _rows, _text("Plans\t214", "2019 Plans\t214"), "outside"),
    ("figures under each other's header", _cells, _text("2023: 214; 2024: 187", "2024: 214; 2023: 187"), "outside"),
    ("header's year changed", _cells, _text("2023:", "2022:"), "outside"),
    ("header invented", _cells, _text("Measure:", "Referrals:"), "outside"),
    ("cell's digit changed", _cells, _text("214", "217"), "not_verbatim"),
    ("unit added to a cell", _cells, _text("187", "187 %"), "outside"),
    ("cells of two rows mixed", _cells, _cells_of_two_rows, "cut"),
    ("cells in another order", _cells, _cells_turned_round, "not_verbatim"),
    ("half a cell", _cells, _half_a_cell, "cut"),
    ("digit in a sentence", _bedford, _text("within 5", "within 6"), "not_verbatim"),
    ("unit changed", _bedford, _text("5 working days", "5 calendar days"), "not_verbatim"),
    ("unit dropped", _bedford, _text("5 working days", "5 days"), "not_verbatim"),
    ("number in a quotation changed", _bedford, _text("01234 000111", "01234 000112"), "not_verbatim"),
    ("negation dropped", _right, _text("Do not share", "Do share"), "not_verbatim"),
    ("negation added", _right, _text("Use the", "Do not use the"), "not_verbatim"),
    ("negation cut off by offsets", _right, _cut(LUTON[0], "share the form with anyone outside the plan."), "cut"),
    ("end cut off by offsets", _right, _cut(LUTON[0], "Use the neglect tool when neglect is suspected"), "cut"),
    ("condition cut off by offsets", _right, _cut(LUTON[0], "Do not share the form"), "cut"),
    ("half a number by offsets", _rows, _cut(LUTON[1], "Plans\t21"), "cut"),
    ("other half of a number by offsets", _rows, _cut(LUTON[1], "14\t187"), "cut"),
    ("word added before", _right, _text("Use the neglect", "Always Use the neglect"), "outside"),
    ("word added after", _right, _text("or known.", "or known. Always."), "outside"),
    ("word added inside", _right, _text("is suspected", "is only suspected"), "not_verbatim"),
    ("word replaced", _right, _text("suspected or known", "suspected and known"), "not_verbatim"),
    ("tense changed", _right, _text("is suspected", "was suspected"), "not_verbatim"),
    ("case changed", _right, _text("Use the", "use the"), "not_verbatim"),
    ("words in another order", _right, _text("suspected or known", "known or suspected"), "not_verbatim"),
    ("whole sentence added", _right, _text("or known.", "or known. Parents need not be told."), "outside"),
    ("hedge added", _right, _text("Use the", "Perhaps Use the"), "outside"),
    ("area named in the quotation", _right, _text("neglect tool", "Bedford neglect tool"), "not_verbatim"),
    ("offsets one too early", _right, _shift(-1, -1), "not_verbatim"),
    ("offsets one too late", _right, _shift(1, 1), "cut"),
    ("offsets one too long", _right, _shift(0, 1), "cut"),
    ("offsets one too short", _right, _shift(0, -1), "cut"),
    ("offsets past the page", _right, _shift(10_000, 10_000), "offsets"),
    ("offsets below nothing", _right, _span(start=-5), "offsets"),
    ("empty span", _right, _span(start=8, end=8), "offsets"),
    ("span turned round", _right, _span(start=40, end=8), "offsets"),
    ("spans of two statements swapped", _right, _swap_statements, "not_verbatim"),
    ("span of a missing source", _right, _span(source=7), "citation"),
    ("citation of a missing source", _right, lambda a: a["statements"][0].update(citations=[1, 2]), "citation"),
    ("quoted without citing", _right, lambda a: a["statements"][0].update(citations=[]), "citation"),
    ("no span at all", _right, lambda a: a["statements"][0].update(spans=[]), "unproven"),
    ("row without span", _rows, lambda a: a["statements"][0].update(spans=[]), "unproven"),
    ("kind invented", _right, lambda a: a["statements"][0].update(kind="opinion"), "statement_kind"),
    ("invented quotation", _right, _statement("quote", "Ask the head first.", citations=[1]), "unproven"),
    ("area of a source swapped", _right, _source(area="bedford"), "source_field"),
    ("title of a source changed", _right, _source(title="Statutory guidance"), "source_field"),
    ("kind of a source changed", _right, _source(kind="guidance"), "source_field"),
    ("digest called official", _right, _source(authority="digest"), "source_field"),
    ("source called reviewed", _right, _source(reviewed_by="A. Head"), "source_field"),
    ("source called newer", _right, _source(published="2026-10-01"), "source_field"),
    ("source given a review date", _right, _source(review_by="2030-01-01"), "source_field"),
    ("other document's number", _right, _source(document_id="bedford-escalation"), "source_field"),
    ("unknown document", _right, _source(document_id="made-up"), "source_document"),
    ("wrong page", _right, _source(page=2), "source_quote"),
    ("missing page", _right, _source(page=9), "source_page"),
    ("source's quotation changed", _right, _source(quote="Use the neglect tool when you like."), "source_quote"),
    ("source's quotation joined from nowhere", _right, _source(quote="Use the neglect tool … at once"), "source_quote"),
    ("link to another document", _right, _source(url="/library/bedford-escalation?page=1"), "source_url"),
    ("two sources of one number", _right, _second_source, "source_number"),
    ("superseded edition cited", _right, _old_edition, "superseded"),
    ("superseded edition called current", _right, _old_edition_renamed, "source_field"),
    ("number not in contacts", _right, _says("Ring 01582 999888."), "number"),
    ("short number not in contacts", _right, _says("If in doubt call 998."), "number"),
    ("printed number offered in our words", _bedford, _says("Ring 01234 000111 now."), "number"),
    ("international form not in contacts", _right, _says("Ring +44 1582 999888."), "number"),
    ("last digit of a contact changed", _right, _says("Luton MASH: 01582 547654"), "number"),
    ("rejected number in the reply", _right, _says("Police: 01582 401212"), "rejected_number"),
    ("rejected number, spaced differently", _right, _says("Police: 01582-40 12 12"), "rejected_number"),
    ("number in a template statement", _right, _statement("template", "The duty desk is on 01582 111222."), "number"),
    ("number in a contact statement", _right, _statement("contact", "Front door: 01582 547 000"), "number"),
    ("number in a notice", _right, _notice, "number"),
    ("contact with an unknown number", _right, _contact(phone="01582 333444"), "contact"),
    ("contact with a rejected number", _right, _contact(phone="01582 401212"), "contact"),
    ("contact of another area", _right, _contact(area="bedford"), "contact"),
    ("contact of another role", _right, _contact(role="LADO"), "contact"),
    ("contact called checked", _right, _contact(checked="2026-11-01"), "contact"),
    ("model's words without proof", _right, _statement("model", "Use it early."), "unproven"),
    ("model's figure from nowhere", _right, _statement("model", "Use it within 3 days.", citations=[1], spans=[WHOLE]), "figure"),
    ("statement not shown in the reply", _right, lambda a: a.update(text="Use the tool."), "text"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "forge", "kind"), [f[1:] for f in FORGERIES], ids=[f[0] for f in FORGERIES])
def test_a_forgery_is_found(ground: Ground, make: Callable[[], Answer], forge: Forge, kind: str) -> None:
    """Each forgery is named by its kind, in an answer that was right before."""
    answer = make()
    assert check_answer(copy.deepcopy(answer), ground) == []
    forge(answer)
    assert kind in {finding.kind for finding in check_answer(answer, ground)}


def test_there_are_enough_forgeries() -> None:
    """At least fifty, each under its own name."""
    assert len({name for name, *_ in FORGERIES}) == len(FORGERIES) >= 50


def test_an_old_edition_may_be_cited_when_asked(ground: Ground) -> None:
    """A question about the earlier edition may be answered from it."""
    answer = _right()
    _old_edition(answer)
    assert check_answer(answer, ground, superseded_asked=True) == []


def test_a_withdrawn_document_is_found(ground: Ground) -> None:
    """A document on the list of withdrawals may not be cited."""
    again = Ground(ground.folder, ground.folder.parents[1] / "contacts.yaml", withdrawn=["luton-neglect"])
    assert [finding.kind for finding in check_answer(_right(), again)] == ["withdrawn"]


def test_figures_are_not_taken_for_numbers() -> None:
    """Dates, years, ages and money are no telephone numbers."""
    assert numbers_in("In 2021-22, 12/03/2024, 1,204 children (14 %), £250000, pages 101-110, by 30 September 2025.") == []
    assert numbers_in("Ring (01582) 547 653 or +44 (0)1234 718700, 116 123, or call 101.") == [
        "(01582) 547 653", "+44 (0)1234 718700", "116 123", "101",
    ]  # fmt: skip
