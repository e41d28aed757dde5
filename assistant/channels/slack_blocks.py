"""An answer as Block Kit blocks and a fall-back text, within Slack's limits. Pure.

Order: state in words, notices, buttons for an unknown area, statements, contacts, sources, buttons. Sources and contacts are given room
first, so that what is cut from a long answer is its own lines, never a source.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.channels.slack_sources import UNCHECKED, contact_line, source_lines
from assistant.channels.slack_text import bold, dialled, escaped, pieces, shortened
from assistant.domain import AREA_NAMES, PARTNERSHIPS, Answer, Notice, Statement, Status
from assistant.render import notices_beside

Json = dict[str, Any]

SECTION_LIMIT = 3_000
BLOCK_LIMIT = 50
MESSAGE_LIMIT = 12_000
"""Characters of text in blocks and fall-back together; Slack was seen to refuse somewhat above 13,000."""
_FALLBACK_LIMIT = 2_400
_BODY_LIMIT = MESSAGE_LIMIT - _FALLBACK_LIMIT - 400
_SOURCES_LIMIT = 5_500
_MOST_CONTACTS = 8
_SECTION = SECTION_LIMIT - 100
_SOURCES_IN_TEXT = "\nSources:\n"
"""Where the sources begin in an answer's plain text; Slack's fall-back text has its own, shorter ones."""

STATE_WORDS: dict[Status, str] = {
    Status.ANSWERED: ":white_check_mark: Answered from the library",
    Status.PARTIAL: ":large_yellow_circle: Answered in part",
    Status.CONFLICT: ":warning: The documents disagree",
    Status.NOT_FOUND: ":grey_question: Not found in the library",
    Status.URGENT: ":rotating_light: Urgent: act now",
    Status.OUT_OF_SCOPE: ":no_entry_sign: Outside what this service covers",
    Status.FAULT: ":wrench: Something is not working",
}
"""The state of a reply in words; the sign before it is never the only bearer of meaning."""
ECHO = "_You asked:_ "
"""How a block begins that repeats what was asked, where it can be read nowhere else."""
CUT = "_Some lines were left out to fit into Slack. The sources below hold the rest._"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is posted: ``blocks`` for the screen, ``text`` for notifications and screen readers."""

    text: str
    blocks: tuple[Json, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around an answer. ``key`` names the claim in buttons; ``share_to`` is a channel that the reader may share it in;
    ``echo`` says what was asked, ``origin`` where, ``rewrite`` how to ask without personal details; ``ask_area`` adds the area buttons;
    ``phones`` are the contact book's numbers, which dial wherever our own words name them."""

    public_url: str = ""
    key: str = ""
    share_to: str = ""
    echo: str = ""
    origin: str = ""
    rewrite: str = ""
    ask_area: bool = False
    phones: tuple[str, ...] = ()


def render(answer: Answer, frame: Frame | None = None) -> Message:
    """The message for an answer."""
    frame = frame or Frame()
    head, tail = _head(answer, frame), _tail(answer, frame)
    ask, buttons = _area_buttons(frame), _buttons(answer, frame)
    body = _body(answer, frame, _BODY_LIMIT - sum(map(len, head)) - sum(map(len, tail)))
    state = [header(STATE_WORDS[Status.URGENT])] if _urgent(answer) else []
    joins: Callable[[str, str], bool] = _joins
    for joins in (_joins, lambda *_: True):
        top, rest = _packed(head, joins), _packed([*body, *tail], joins)
        if len([*state, *top, *ask, *rest, *buttons]) <= BLOCK_LIMIT:
            break
    return Message(text=fallback(answer), blocks=(*state, *map(section, top), *ask, *map(section, rest), *buttons))


def fallback(answer: Answer) -> str:
    """The answer for a notification or a screen reader: the state in words, the text, the sources' titles."""
    words = STATE_WORDS[answer.status].split(": ", 1)[-1].removeprefix(":rotating_light: ")
    told = answer.text.split(_SOURCES_IN_TEXT)[0] if answer.sources else answer.text
    sources = "\n".join(f"[{s.n}] {escaped(shortened(s.document.title, 60))}, page {s.page}" for s in answer.sources[:10])
    text = shortened(escaped(told), _FALLBACK_LIMIT - len(sources) - 60)
    return f"{words}. {text}" + (f"\nSources:\n{sources}" if sources else "")


def plain_message(answer: Answer) -> Message:
    """The same without blocks: for a message that Slack refuses to show as blocks."""
    return Message(text=fallback(answer))


def _head(answer: Answer, frame: Frame) -> list[str]:
    """What stands before the answer. Where there is danger nothing stands before what is to be done."""
    asked: list[str] = []
    if frame.echo:
        asked.append(f"{ECHO}{escaped(shortened(frame.echo, 300))}")
    elif frame.origin:
        asked.append(frame.origin)
    state = [] if answer.status is Status.URGENT else [f"*{STATE_WORDS[answer.status]}*"]
    notices = _notices(answer)
    phones = _phones(answer, frame)
    first = [_notice(notice, phones, 3_000 // len(notices)) for notice in notices if notice.kind == "urgent"]
    others = [_notice(notice, phones, 3_000 // len(notices)) for notice in notices if notice.kind != "urgent"]
    if frame.key and not frame.ask_area and any(notice.kind == "area" for notice in notices):
        others.append("You can set your area in my *Home* tab.")
    if frame.rewrite:
        others.append(f":pencil2: Without the details you could ask: _{escaped(shortened(frame.rewrite, 300))}_")
    return [*first, *others, *state, *asked] if _urgent(answer) else [*asked, *state, *others]


def _urgent(answer: Answer) -> bool:
    return answer.status is Status.URGENT or any(notice.kind == "urgent" for notice in answer.notices)


def _notices(answer: Answer) -> list[Notice]:
    """The notices beside an answer, the one on personal details first (urgent ones have their own place)."""
    return sorted(notices_beside(answer), key=lambda notice: notice.kind != "personal_data")


def _notice(notice: Notice, phones: Sequence[str], limit: int) -> str:
    text = shortened(notice.text, limit)
    if notice.kind == "urgent":
        return bold(text, phones)
    told = dialled(text, phones)
    if notice.kind == "personal_data":
        return f":lock: {told}\nPlease delete your message (⋯ › Delete message) and ask again without the details."
    return f":information_source: {told}"


def _body(answer: Answer, frame: Frame, room: int) -> list[str]:
    phones = _phones(answer, frame)
    lines = [_statement(statement, phones) for statement in answer.statements if not _said_below(statement, answer)]
    if not answer.statements:
        lines = [dialled(part.strip(), phones) for part in answer.text.split("\n\n") if part.strip()]
    kept: list[str] = []
    for line in lines:
        if len(line) + len(CUT) > room:
            if not kept:
                kept.append(shortened(line, max(room - len(CUT), 200)))
            return [*kept, CUT]
        kept.append(line)
        room -= len(line)
    return kept


def _phones(answer: Answer, frame: Frame) -> tuple[str, ...]:
    """The numbers that may be dialled from our own words: those of the contact book and of this answer's contacts."""
    return (*frame.phones, *(contact.phone for contact in answer.contacts if contact.phone))


def _said_below(statement: Statement, answer: Answer) -> bool:
    """Whether "Whom to ring" says the same again: a contact by its name, or that numbers are unchecked. What to do in
    danger is said twice."""
    if not answer.contacts:
        return False
    if statement.kind == "template":
        return UNCHECKED in statement.text
    if statement.kind != "contact" or answer.status is Status.URGENT:
        return False
    return any(statement.text.startswith(f"{contact.name}: ") for contact in answer.contacts[:_MOST_CONTACTS])


def _statement(statement: Statement, phones: Sequence[str]) -> str:
    marks = "".join(f" [{number}]" for number in statement.citations)
    words = statement.text.replace("\t", " – ")
    if statement.kind in ("quote", "row"):
        return f"• “{escaped(words)}”{marks}"
    if statement.kind == "template":
        return (bold(words) if words.endswith(":") else dialled(words, phones)) + marks
    return f"• {dialled(words, phones) if statement.kind == 'contact' else escaped(words)}{marks}"


def _tail(answer: Answer, frame: Frame) -> list[str]:
    texts: list[str] = []
    if answer.contacts:
        texts.append("*Whom to ring*\n" + "\n".join(contact_line(contact) for contact in answer.contacts[:_MOST_CONTACTS]))
    if answer.sources:
        texts.append("*Sources*\n" + "\n".join(source_lines(answer.sources, frame.public_url, _SOURCES_LIMIT)))
    return texts


def _packed(texts: Iterable[str], joins: Callable[[str, str], bool]) -> list[str]:
    """Texts as the texts of sections; a text goes into the section before it when ``joins`` says so and there is room."""
    packed: list[str] = []
    for text in texts:
        for piece in pieces(text, _SECTION):
            if packed and len(packed[-1]) + len(piece) + 1 <= _SECTION and joins(packed[-1], piece):
                packed[-1] += "\n" + piece
            else:
                packed.append(piece)
    return [text for text in packed if text]


def _joins(before: str, piece: str) -> bool:
    return piece.startswith("• ") and before.splitlines()[-1].startswith("• ")


def section(text: str) -> Json:
    """A section whose text Slack neither links nor expands."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}


def header(text: str) -> Json:
    """A line in large type."""
    return {"type": "header", "text": {"type": "plain_text", "text": text, "emoji": True}}


def button(action: str, label: str, value: str, style: str = "") -> Json:
    """A button; ``style`` is empty, ``primary`` or ``danger``."""
    element = {"type": "button", "action_id": action, "text": {"type": "plain_text", "text": label, "emoji": False}, "value": value}
    return {**element, "style": style} if style else element


def _area_buttons(frame: Frame) -> list[Json]:
    if not (frame.key and frame.ask_area):
        return []
    elements = [button(f"area_{area}", AREA_NAMES[area], json.dumps({"key": frame.key, "area": area})) for area in PARTNERSHIPS]
    return [{"type": "actions", "block_id": "area", "elements": elements}]


def _buttons(answer: Answer, frame: Frame) -> list[Json]:
    if not frame.key:
        return []
    value = json.dumps({"key": frame.key, "answer": answer.id[:80]})
    elements = [
        button("helped", "This helped", value),
        button("not_helped", "This did not help", value),
        button("ask_person", "Ask a person", value),
    ]
    if frame.share_to:
        elements.append(button("share", "Share in the channel", json.dumps({"key": frame.key})))
    return [{"type": "actions", "block_id": "reply", "elements": elements}]


def shared(blocks: Sequence[Json], text: str, sharer: str) -> Message:
    """A private answer for its channel: without buttons, without what was asked, with who shared it."""
    kept = [b for b in blocks if b.get("type") in ("section", "header") and not _private(b)]
    return Message(text=text, blocks=(section(f"Shared by <@{sharer}>, who asked the assistant."), *kept[: BLOCK_LIMIT - 1]))


def _private(block: Json) -> bool:
    text = str(block.get("text", {}).get("text", ""))
    return text.startswith((ECHO, "_Asked in_", ":lock:", ":pencil2:"))


