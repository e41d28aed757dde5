"""An answer as plain text: the same for the command line, JSON, notifications and copying."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.compose import short_name
from assistant.domain import Answer, Contact, Notice, Source, Statement

_FIRST = ("urgent", "personal_data", "decision", "conflict", "area")


def plain_text(notices: Sequence[Notice], statements: Sequence[Statement], sources: Sequence[Source]) -> str:
    """Notices that must be read first, the statements with their source numbers, the other notices, the sources."""
    notices = unsaid(notices, statements)
    lines = [notice.text for kind in _FIRST for notice in notices if notice.kind == kind]
    lines += [_statement(statement, sources) for statement in statements]
    lines += [notice.text for notice in notices if notice.kind not in _FIRST]
    if sources:
        lines.append("Sources:")
        lines += [source_line(source) for source in sources]
    return "\n".join(line for line in lines if line)


def unsaid(notices: Sequence[Notice], statements: Sequence[Statement]) -> list[Notice]:
    """The notices that no statement says already: an urgent reply ends with the one on personal details, so that nothing stands before 999."""
    said = {statement.text for statement in statements}
    return [notice for notice in notices if notice.text not in said]


def notices_beside(answer: Answer) -> list[Notice]:
    """The notices of an answer that are shown beside it: those that neither its statements nor, where it has none, its text holds."""
    shown = "" if answer.statements else answer.text
    return [notice for notice in unsaid(answer.notices, answer.statements) if notice.text not in shown]


def _statement(statement: Statement, sources: Sequence[Source]) -> str:
    if not statement.citations or len(sources) < 1:
        return statement.text
    return f"{statement.text} {''.join(f'[{number}]' for number in statement.citations)}"


def source_line(source: Source) -> str:
    """A source in one line: number, document, page, remark."""
    paged = source.document.media_type in ("pdf", "pptx") or source.page > 1
    page = f", page {source.page}" if paged else ""
    return f"[{source.n}] {short_name(source.document)}{page}{'. ' + source.remark if source.remark else ''}"


def phones(contacts: Sequence[Contact]) -> str:
    """Contacts in one line, for the end of a reply."""
    return "; ".join(f"{contact.name} {contact.phone}" for contact in contacts if contact.phone)
