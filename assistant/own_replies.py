"""Replies that are not quotations, and what stands around those that are: contacts, what is not ours, not found, faults, leads and tails.

Their wording is in ``prompts/replies.yaml``, their numbers are in the contact book.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import datetime

from assistant.areas import child_area
from assistant.compose import short_name
from assistant.contact_answers import ContactAnswer, by_time, contact_line
from assistant.contacts import ContactBook, permanent_line
from assistant.domain import PARTNERSHIPS, Answer, Contact, Notice, Question, Statement, Status
from assistant.parts import Found
from assistant.render import phones
from assistant.replies import Replies
from assistant.reply_parts import line_of, make_answer, urgent_answer, urgent_statements, who_to_ask
from assistant.safety.languages import emergency_line
from assistant.safety.personal import has_personal_details
from assistant.safety.urgent_reply import UrgentReply, helpline_number, lado_line, possible_tail, staff_allegation_text
from assistant.triage import LONGEST, Triage, placed
from assistant.understand import periods_in, wanted_in

_COMPLAINS = re.compile(r"\bcomplain(?:ts?|ing)?\b", re.IGNORECASE)


class OwnReplies:
    """Makes them; ``book`` is asked each time, because contacts are corrected while the service runs."""

    def __init__(self, replies: Replies, book: Callable[[], ContactBook]) -> None:
        self._replies = replies
        self._book = book

    def out_of_scope(self, prepared: Triage, question: Question, urgent: UrgentReply | None, now: datetime) -> Answer:
        """Kindly, what the assistant does not do, and where to go."""
        scope = prepared.scope
        assert scope is not None
        text = self._fill(scope.reply, prepared.question, dict(scope.values))
        statements = [*line_of(prepared.emergency_line), *urgent_statements(urgent), Statement(text=text, kind="template")]
        statements += self.tail(prepared, question, now)
        status = Status.URGENT if urgent is not None else Status.OUT_OF_SCOPE
        return make_answer(status, statements, (), prepared.notices, reply=scope.reply)

    def from_contacts(self, contact: ContactAnswer, prepared: Triage, question: Question, now: datetime) -> Answer:
        """Whom to ring, by area and hour."""
        replies = self._replies
        notices = [*prepared.notices, *self.decision(prepared, question)]
        if contact.elsewhere:
            text = replies.get("scope_other_council", place=contact.elsewhere)
            return make_answer(Status.OUT_OF_SCOPE, [Statement(text=text, kind="template")], (), notices, reply="scope_other_council")
        ordered = by_time(contact.contacts, question, now)
        statements = [*line_of(prepared.emergency_line), *self._about_staff(prepared, question), *_lines(ordered, contact)]
        if contact.missing_mail:
            statements.append(Statement(text=self._fill("not_found_contacts", prepared.question, {}), kind="template"))
        if contact.area is None and len({entry.area for entry in ordered} & set(PARTNERSHIPS)) > 1:
            notices.append(Notice(kind="area", text=replies.get("area_unknown")))
        statements += self._unchecked(ordered)
        if prepared.scope is not None:
            statements.append(Statement(text=self._fill(prepared.scope.reply, prepared.question, dict(prepared.scope.values)), kind="template"))
        statements += self.tail(prepared, question, now)
        # Other ways to reach the same people are shown, but what was asked for is not held, and the state says so.
        status = Status.NOT_FOUND if contact.missing_mail else Status.ANSWERED
        reply = "not_found_contacts" if contact.missing_mail else None
        return make_answer(status, statements, (), notices, reply=reply, contacts=ordered)

    def to_ring(self, contact: ContactAnswer | None, question: Question, now: datetime) -> tuple[list[Statement], tuple[Contact, ...]]:
        """Whom to ring, below what the library says, for a message that may ask for either; nothing where none is given."""
        if contact is None:
            return [], ()
        ordered = by_time(contact.contacts, question, now)
        return [*_lines(ordered, contact), *self._unchecked(ordered)], ordered

    def _unchecked(self, contacts: Sequence[Contact]) -> list[Statement]:
        """That nobody has test-rung a number among them yet."""
        unchecked = any(contact.checked is None for contact in contacts)
        return line_of(self._replies.get("numbers_unchecked")) if unchecked else []

    def not_found(self, found: Found, prepared: Triage, question: Question, notices: list[Notice], lead: list[Statement], now: datetime) -> Answer:
        """That the library does not say, the nearest documents, and whom to ask."""
        text = self._fill("not_found", placed(prepared.question, question), {})
        generation = found.view.generation
        documents = [generation.documents[generation.units[row].document_id] for row in found.shortlist.rows[:8]]
        nearest = list(dict.fromkeys(short_name(document) for document in documents))
        statements = [*lead, Statement(text=text, kind="template")]
        if _COMPLAINS.search(prepared.question.text):
            statements.append(Statement(text=self._replies.get("complaint_route"), kind="template"))
        if nearest and prepared.decision is None:
            statements.append(Statement(text=f"Nearest documents: {'; '.join(nearest[:3])}.", kind="template"))
        statements += self.tail(prepared, question, now)
        status = Status.URGENT if any(notice.kind == "urgent" for notice in notices) else Status.NOT_FOUND
        if lead or prepared.decision is not None:
            status = Status.URGENT if status is Status.URGENT else Status.PARTIAL
        return make_answer(status, statements, (), notices, reply="not_found", generation=found.view.generation.id)

    def missing(self, found: Found, question: Question) -> list[Statement]:
        """Which sides of a comparison the library says nothing of, and whom to ask; nothing where it answers all."""
        text = self._fill("partial", question, {"missing": ", ".join(found.missing)}) if found.missing else ""
        return [Statement(text=text, kind="template")] if text else []

    def lead(self, prepared: Triage, question: Question, urgent: UrgentReply | None) -> list[Statement]:
        """What stands before the library's answer: the emergency line in the asker's language, the person first, staff allegations."""
        lead = [*line_of(prepared.emergency_line), *urgent_statements(urgent)]
        if prepared.language:
            lead.append(Statement(text=self._replies.get("language_try"), kind="template"))
        return lead + self._about_staff(prepared, question)

    def _about_staff(self, prepared: Triage, question: Question) -> list[Statement]:
        """What to do about one who works with children, where the message tells of one; also above the numbers that it may ask for."""
        told = prepared.decision is None and prepared.danger.tier != "none" and not _is_on_record(prepared.question.text)
        if "staff_allegation" not in prepared.danger.rows or not told:
            return []
        return [Statement(text=staff_allegation_text(question, self._book(), self._replies)[0], kind="template")]

    def decision(self, prepared: Triage, question: Question) -> list[Notice]:
        """That the decision is not the assistant's, where one was asked for."""
        if prepared.decision is None:
            return []
        return [Notice(kind="decision", text=self._fill(prepared.decision.reply, question, {}))]

    def remarks(self, prepared: Triage) -> list[Notice]:
        """Said after the answer: that an instruction inside pasted text was ignored."""
        if prepared.scope is None:
            return []
        return [Notice(kind="partial", text=self._fill(prepared.scope.reply, prepared.question, dict(prepared.scope.values)))]

    def tail(self, prepared: Triage, question: Question, now: datetime) -> list[Statement]:
        """ "If a child is at risk now: ...", where the message may be about one."""
        if prepared.danger.tier != "possible":
            return []
        return [Statement(text=possible_tail(question, self._book(), self._replies, now), kind="contact")]

    def urgent(self, urgent: UrgentReply, question: Question) -> Answer:
        """Nothing but the urgent reply, also in the language of the message as far as there is a line in it."""
        line = emergency_line(question.text[:LONGEST], self._replies)
        if line and not urgent.reply_key.startswith("urgent_child"):
            # Who types is not told from words of another language, so the line for a child stands there always.
            line = "\n".join((line, self._replies.get("language_child", childline=helpline_number(self._book(), "childline", "0800 1111"))))
        return urgent_answer(urgent, line, self._not_kept(question))

    def _not_kept(self, question: Question) -> str:
        """That details are not kept, where rules alone find any (an urgent reply calls no model); empty where wording or rules fail."""
        try:
            return self._replies.get("personal_data_urgent") if has_personal_details(question.text[:LONGEST]) else ""
        except Exception:  # noqa: BLE001 - whatever fails here, the urgent reply stands
            return ""

    def fault(self, key: str = "fault") -> Answer:
        """That the assistant cannot answer just now."""
        text = self._replies.get(key, permanent=permanent_line(self._book()))
        return make_answer(Status.FAULT, [Statement(text=text, kind="template")], (), (), reply=key)

    def _fill(self, key: str, question: Question, values: dict[str, str]) -> str:
        """A reply with whatever it names: front doors, LADO, whom to ask."""
        book = self._book()
        area = child_area(question.text, question.history, question.area).area
        areas = (area,) if area in PARTNERSHIPS and area else PARTNERSHIPS
        doors = [contact for one in areas if (contact := book.front_door(one))]
        offices = [contact for one in areas for contact in book.by_role("partnership office", one)[:1]]
        known = {
            "doors": phones(doors),
            "front_door": phones(doors),
            "lado": lado_line(question, book),
            "permanent": permanent_line(book),
            "who_to_ask": who_to_ask(doors, offices if len(areas) == 1 else []),
            **values,
        }
        wanted = self._replies.placeholders(key)
        return self._replies.get(key, **{name: value for name, value in known.items() if name in wanted})


def _is_on_record(text: str) -> bool:
    """Whether figures of a year are asked for: "of the 14/15 allegations, how many were dismissed" tells of nobody who works with a child now."""
    return "figure" in wanted_in(text) and bool(periods_in(text))


def _lines(contacts: Sequence[Contact], asked: ContactAnswer) -> list[Statement]:
    """A line each. An address beside a number would invite case details into a mailbox: only where it was asked for, or is all there is."""
    return [Statement(text=contact_line(contact, mail=asked.wants_mail or not contact.phone), kind="contact") for contact in contacts]
