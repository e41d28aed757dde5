"""Composes the reply to a child in danger: from our own wording and the contact book only, never from a document, index or model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.areas import ChildArea, adult_work_area, child_area
from assistant.clock import emergency_order, time_said
from assistant.contacts import BUILT_IN, ContactBook
from assistant.domain import AREA_NAMES, PARTNERSHIPS, Area, Contact, Notice, Question, Statement
from assistant.replies import Replies, RepliesError
from assistant.safety import bystander, fetched, staff
from assistant.safety.danger import Danger
from assistant.safety.wording import normal

# Without replies.yaml a reader must still see whom to ring.
_LAST_RESORT = (
    "Ring 999 now if a child is in danger. Then ring the front door (children's social care) where the child lives: {doors}. "
    "Out of hours: Emergency Duty Team {out_of_hours}. Do not fill in a form first."
)
_SHORT_NAMES: dict[Area, str] = {"bedford": "Bedford", "central": "Central Bedfordshire", "luton": "Luton"}
_LONG_LEADS = frozenset({"immobile_baby_injury", "fgm_known", "forced_marriage_hba", "missing_child"})


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentReply:
    """The urgent part of an answer. ``text`` is all of it in plain text; with ``then_answer`` an ordinary answer may follow."""

    text: str
    reply_key: str
    statements: tuple[Statement, ...] = ()
    notices: tuple[Notice, ...] = ()
    contacts: tuple[Contact, ...] = ()
    then_answer: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ring:
    """Whom to ring in which order, already worded; and the question, for who is accused."""

    question: str

    contacts: tuple[Contact, ...]
    line: str
    doors: str
    out_of_hours: str
    lado: str
    office_hours: bool
    first: str
    second: str


def compose_urgent(danger: Danger, question: Question, book: ContactBook | None, replies: Replies | None, now: datetime) -> UrgentReply:
    """The reply for an urgent danger. With ``book`` or ``replies`` missing or broken the built-in numbers and words are used."""
    book = book or ContactBook(contacts=BUILT_IN)
    ring = _ring(question, book, replies, now)
    try:
        if replies is None:
            raise RepliesError("no replies")
        key, parts, then_answer = _parts(danger, ring, book, replies)
    except RepliesError:
        key, then_answer = "urgent_last_resort", False
        parts = [_LAST_RESORT.format(doors=ring.doors, out_of_hours=ring.out_of_hours)]
    text = "\n".join(part for part in parts if part)
    statements = tuple(Statement(text=part, kind="contact" if part == ring.line else "template") for part in parts if part)
    return UrgentReply(
        text=text,
        reply_key=key,
        statements=statements,
        notices=(Notice(kind="urgent", text=parts[0]),),
        contacts=() if key.startswith(("urgent_child", "distress")) else ring.contacts,
        then_answer=then_answer,
    )


def possible_tail(question: Question, book: ContactBook | None, replies: Replies, now: datetime) -> str:
    """The line that ends an ordinary answer when a child may be at risk."""
    ring = _ring(question, book or ContactBook(contacts=BUILT_IN), replies, now)
    return replies.get("possible_danger", first=ring.first, second=ring.second)


def staff_allegation_text(question: Question, book: ContactBook | None, replies: Replies) -> tuple[str, tuple[Contact, ...]]:
    """What leads a reply about staff: steps and the LADO of where the adult works, all three when that is unknown.

    The numbers for a child at risk now stand in the line that ends every reply of the middle tier, so they are not said here.
    """
    book = book or ContactBook(contacts=BUILT_IN)
    where = adult_work_area(question.text, question.history, question.area)
    areas = (where.area,) if where.area else PARTNERSHIPS
    lados = tuple(contact for area in areas if (contact := book.lado(area)))
    listed = _listed(lados)
    if where.elsewhere:
        listed = f"the LADO of {where.elsewhere}, where the adult works (that council's website)"
    if staff.low_level(normal(question.text)):
        return replies.get("staff_low_level", lado=listed), lados
    return replies.get("staff_allegation", lado=listed, tell=_tell(question.text, replies)), lados


def _tell(text: str, replies: Replies) -> str:
    """Whom to tell: the chair of governors when it is about the head or manager."""
    return replies.get("staff_tell_chair" if staff.about_head(normal(text)) else "staff_tell_head")


def strained_text(book: ContactBook, replies: Replies) -> str:
    """What leads a reply to somebody who is worn out by the work, but in no danger: people to talk to."""
    return replies.get("distress_strained", samaritans=helpline_number(book, "samaritans", "116 123"))


def lado_line(question: Question, book: ContactBook | None) -> str:
    """The LADO numbers for a decision notice: "Luton 01582 ..." or all three."""
    book = book or ContactBook(contacts=BUILT_IN)
    where = adult_work_area(question.text, question.history, question.area)
    return _listed(tuple(c for area in ((where.area,) if where.area else PARTNERSHIPS) if (c := book.lado(area))))


def _lados(question: Question, book: ContactBook) -> str:
    where = adult_work_area(question.text, question.history, question.area)
    if where.elsewhere:
        return f"see the website of {where.elsewhere}'s council"
    return lado_line(question, book)


def _parts(danger: Danger, ring: _Ring, book: ContactBook, replies: Replies) -> tuple[str, list[str], bool]:
    if danger.brief and danger.carried:
        return "urgent_carried_brief", [replies.get("urgent_carried_brief", numbers=ring.line)], True
    row = danger.rows[0] if danger.rows else "worry_now"
    if danger.asker == "child":
        return _for_child(danger, book, replies)
    if row == "adult_suicidal" or ("adult_suicidal" in danger.rows and danger.already):
        if danger.already:
            return "distress_medical", [replies.get("distress_medical", samaritans=helpline_number(book, "samaritans", "116 123"))], False
        lead = replies.get(
            "distress_suicidal", samaritans=helpline_number(book, "samaritans", "116 123"), childline=helpline_number(book, "childline", "0800 1111")
        )
        return "distress_suicidal", [lead], True
    if row == "parent_tether":
        lead = replies.get("urgent_parent_tether", samaritans=helpline_number(book, "samaritans", "116 123"))
        ambulance = [replies.get("urgent_medical")] if "medical" in danger.rows else []
        return "urgent_parent_tether", [*ambulance, lead, replies.get("urgent_parent_numbers", numbers=ring.line)], False
    return _for_row(danger, row, ring, book, replies)


def _for_child(danger: Danger, book: ContactBook, replies: Replies) -> tuple[str, list[str], bool]:
    childline = helpline_number(book, "childline", "0800 1111")
    if "medical" in danger.rows:
        return "urgent_child_medical", [replies.get("urgent_child_medical", childline=childline)], False
    if "suicidal_child" in danger.rows:
        shout = helpline_number(book, "shout", "85258")
        return "urgent_child_suicidal", [replies.get("urgent_child_suicidal", childline=childline, shout=shout)], False
    return "urgent_child", [replies.get("urgent_child", childline=childline)], False


def _for_row(danger: Danger, row: str, ring: _Ring, book: ContactBook, replies: Replies) -> tuple[str, list[str], bool]:
    row = _leading_row(row, danger, replies)
    key = f"urgent_{row}"
    if row == "uncollected_child":
        key += "_office" if ring.office_hours else "_after"
    lead = replies.get(key, out_of_hours=ring.out_of_hours, tell=_tell(ring.question, replies))
    second = next((r for r in danger.rows if r in _OWN_STEPS and r != row), None)
    steps = replies.get(_steps_key(row, danger), forced_marriage_unit=helpline_number(book, "forced marriage", "020 7008 0151"), lado=ring.lado)
    every = replies.get("steps_parent") if danger.asker == "parent" else _every_row(ring, row if not second else "", replies)
    too = replies.get(f"steps_{second}_too", lado=ring.lado, tell=_tell(ring.question, replies)) if second else ""
    # Where the adult works is whom to ring first about staff; the front door is for the child.
    middle = [steps, ring.line] if row == "staff_allegation" else [ring.line, steps]
    taken = row in _HELD_BACK and fetched.is_to_be_taken(normal(ring.question))
    parts = [lead, *middle, *([replies.get("steps_to_be_taken")] if taken else []), too, every]
    if not any(c.checked for c in ring.contacts):
        parts.append(replies.get("numbers_unchecked"))
    return key, parts, False


def _steps_key(row: str, danger: Danger) -> str:
    """The steps that fit: what was swallowed is kept, an attempt at suicide is stayed with, a child who has told somebody stays while they ring."""
    if row == "medical" and danger.already:
        return "steps_medical_swallowed_attempt" if len(danger.already) > 1 else f"steps_medical_{danger.already[0]}"
    return "steps_disclosure" if row == "life_now" and "disclosure" in danger.rows else f"steps_{row}"


def _leading_row(row: str, danger: Danger, replies: Replies) -> str:
    """The row whose words lead: an attempt at suicide and a sick baby have their own, more fitting than "life or danger"."""
    if row == "life_now" and "suicidal_child" in danger.rows:
        return "suicidal_child"
    if row == "life_now" and "recent_sexual_assault" in danger.rows:
        return "recent_sexual_assault"
    if row == "life_now" and {"immobile_baby_injury", "injured_child"} & set(danger.rows) and "disclosure" not in danger.rows:
        # Told of what somebody will do, nobody is hurt yet: police first; the wording names the ambulance for whoever is hurt.
        return "medical"
    return row if f"steps_{row}" in replies.texts else "worry_now"


# Rows whose steps do not say by themselves what to do when somebody comes for the child.
_HELD_BACK = frozenset({"medical", "injured_child", "immobile_baby_injury", "worry_now", "recent_sexual_assault", "forced_marriage_hba", "fgm_known"})
# Rows whose own duty must be said even when another row leads.
_OWN_STEPS = ("immobile_baby_injury", "recent_sexual_assault", "staff_allegation", "forced_marriage_hba", "fgm_known")


def _every_row(ring: _Ring, row: str, replies: Replies) -> str:
    if bystander.outside_work(normal(ring.question)):
        return replies.get("steps_public")
    compact = not row or row in _LONG_LEADS or row == "suicidal_child" or len(ring.contacts) > 2
    return replies.get("steps_every_row_short" if compact else "steps_every_row")


def _ring(question: Question, book: ContactBook, replies: Replies | None, now: datetime) -> _Ring:
    asked = question.asked_at or now
    said = next((t for text in (question.text, *reversed(question.history)) if (t := time_said(text, asked))), None)
    office = emergency_order(said or asked) == "front_door_first"
    where = child_area(question.text, question.history, question.area)
    areas: Sequence[Area] = (where.area,) if where.area else PARTNERSHIPS
    doors = tuple(c for area in areas if (c := book.front_door(area)))
    out = book.out_of_hours(where.area)
    team = f"Emergency Duty Team {_phone(out)}"
    listed = _listed(doors)
    order = (f"the front door: {listed}", team) if office else (f"the {team}", f"Front door: {listed}")
    contacts = (*doors, *((out,) if out else ())) if office else (*((out,) if out else ()), *doors)
    return _Ring(
        question=" . ".join((*question.history[-1:], question.text)),
        contacts=contacts,
        line=_line(where, office, doors, listed, _phone(out), replies),
        doors=listed,
        out_of_hours=_phone(out),
        lado=_lados(question, book),
        office_hours=office,
        first=order[0],
        second=order[1],
    )


def _line(where: ChildArea, office: bool, doors: Sequence[Contact], listed: str, out: str, replies: Replies | None) -> str:
    if where.elsewhere:
        template, values = "numbers_elsewhere", {"place": where.elsewhere, "doors": listed, "out_of_hours": out}
    elif where.area and doors:
        door = f"{AREA_NAMES[where.area]} front door (children's social care) {doors[0].phone} (office hours)"
        team = f"Emergency Duty Team {out} (out of hours)"
        template, values = "numbers_known", {"first": door if office else team, "second": team if office else door}
    else:
        template = "numbers_unknown_front_door_first" if office else "numbers_unknown_out_of_hours_first"
        values = {"doors": listed, "out_of_hours": out}
    try:
        return replies.get(template, **values) if replies else f"{listed}; Emergency Duty Team {out}"
    except RepliesError:
        return f"{listed}; Emergency Duty Team {out}"


def _listed(contacts: Sequence[Contact]) -> str:
    return ", ".join(f"{_SHORT_NAMES.get(c.area, c.name)} {_phone(c)}" for c in contacts)


def _phone(contact: Contact | None) -> str:
    return (contact.phone if contact else None) or "0300 300 8123"


def helpline_number(book: ContactBook, name: str, spare: str) -> str:
    """Of a helpline in the contact book, ``spare`` where it is not there."""
    contact = book.helpline(name)
    return (contact.phone if contact else None) or spare
