"""Pieces that replies are made of: the one maker of answers, urgent parts, contacts in order of the hour, whom to ask."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.domain import Answer, Contact, Notice, Source, Statement, Status
from assistant.render import phones, plain_text
from assistant.safety.urgent_reply import UrgentReply


def who_to_ask(doors: Sequence[Contact], offices: Sequence[Contact]) -> str:
    """Whom to ask when the library is silent."""
    office = next((contact for contact in offices), None)
    # A telephone number only: an e-mail address beside a question invites case details into a mailbox that takes no referrals.
    first = f"Ask your safeguarding lead or the partnership's business unit{f' ({office.phone})' if office and office.phone else ''}. "
    return f"{first}For a worry about a child, ring the front door: {phones(doors)}."


def line_of(line: str | None) -> list[Statement]:
    """A line of our own wording as a statement, none for ``None``."""
    return [Statement(text=line, kind="template")] if line else []


def urgent_statements(urgent: UrgentReply | None) -> list[Statement]:
    """The urgent part less what its notice already says."""
    if urgent is None:
        return []
    said = {notice.text for notice in urgent.notices}
    return [statement for statement in urgent.statements if statement.text not in said]


def urgent_answer(urgent: UrgentReply, line: str | None = None, not_kept: str = "") -> Answer:
    """An answer that is nothing but the urgent reply; ``line`` is the emergency line in the asker's own language, which stands first.

    ``not_kept`` is what is said of personal details; it stands last, because nothing may stand before what is to be done.
    """
    statements = [*line_of(line), *urgent_statements(urgent), *line_of(not_kept)]
    notices = [*urgent.notices, *([Notice(kind="personal_data", text=not_kept)] if not_kept else [])]
    return make_answer(Status.URGENT, statements, (), notices, reply=urgent.reply_key, contacts=urgent.contacts)


def make_answer(
    status: Status,
    statements: Sequence[Statement],
    sources: Sequence[Source],
    notices: Sequence[Notice],
    *,
    reply: str | None = None,
    contacts: Sequence[Contact] = (),
    generation: str | None = None,
) -> Answer:
    """The one maker of answers; ``text`` is made from the parts."""
    return Answer(
        id="",
        status=status,
        text=plain_text(notices, statements, sources),
        reply=reply,
        statements=tuple(statements),
        sources=tuple(sources),
        notices=tuple(notices),
        contacts=tuple(contacts),
        generation=generation,
    )
