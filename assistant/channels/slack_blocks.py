"""An answer as Block Kit blocks and a fall-back text, within Slack's limits. Pure.

Order: state in words, notices, statements, contacts, sources, buttons. Sources and contacts are given room first, so that
what is cut from a long answer is its own lines, never a source.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from assistant.channels.slack_sources import contact_line, source_lines
from assistant.channels.slack_text import escaped, pieces, shortened
from assistant.domain import AREA_NAMES, PARTNERSHIPS, Answer, Notice, Statement, Status

Json = dict[str, Any]

SECTION_LIMIT = 3_000
BLOCK_LIMIT = 50
MESSAGE_LIMIT = 12_000
"""Characters of text in blocks and fall-back together; Slack was seen to refuse somewhat above 13,000."""
_FALLBACK_LIMIT = 2_400
_BODY_LIMIT = MESSAGE_LIMIT - _FALLBACK_LIMIT - 400
_SOURCES_LIMIT = 5_500
_SECTION = SECTION_LIMIT - 100

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
CUT = "_Some lines were left out to fit into Slack. The sources below hold the rest._"


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What is posted: ``blocks`` for the screen, ``text`` for notifications and screen readers."""

    text: str
    blocks: tuple[Json, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What stands around an answer. ``key`` names the claim in buttons; ``share_to`` is a channel that the reader may share it in;
    ``echo`` says what was asked, ``origin`` where, ``rewrite`` how to ask without personal details; ``ask_area`` adds the area buttons."""

    public_url: str = ""
    key: str = ""
    share_to: str = ""
    echo: str = ""
    origin: str = ""
    rewrite: str = ""
    ask_area: bool = False


def render(answer: Answer, frame: Frame | None = None) -> Message:
    """The message for an answer."""
    frame = frame or Frame()
    head, tail, buttons = _head(answer, frame), _tail(answer, frame), _buttons(answer, frame)
    body = _body(answer, _BODY_LIMIT - sum(map(len, head)) - sum(map(len, tail)))
    sections = _packed([*head, *body, *tail], _joins)
    if len(sections) + len(buttons) > BLOCK_LIMIT:
        sections = _packed([*head, *body, *tail], lambda *_: True)
    return Message(text=fallback(answer), blocks=(*map(section, sections), *buttons))


def fallback(answer: Answer) -> str:
    """The answer for a notification or a screen reader: the state in words, the text, the sources' titles."""
    words = STATE_WORDS[answer.status].split(": ", 1)[-1] if answer.status is not Status.URGENT else "Urgent: act now"
    words = words.split(": ", 1)[-1] if words.startswith(":") else words
    sources = "\n".join(f"[{s.n}] {escaped(shortened(s.document.title, 60))}, page {s.page}" for s in answer.sources[:10])
    text = shortened(escaped(answer.text), _FALLBACK_LIMIT - len(sources) - 60)
    return f"{words}. {text}" + (f"\n{sources}" if sources else "")


def plain_message(answer: Answer) -> Message:
    """The same without blocks: for a message that Slack refuses to show as blocks."""
    return Message(text=fallback(answer))


def _head(answer: Answer, frame: Frame) -> list[str]:
    texts: list[str] = []
    if frame.echo:
        texts.append(f"_You asked:_ {escaped(shortened(frame.echo, 300))}")
    elif frame.origin:
        texts.append(frame.origin)
    texts.append(f"*{STATE_WORDS[answer.status]}*")
    notices = _notices(answer)
    texts += [_notice(notice, 3_000 // len(notices)) for notice in notices]
    if frame.rewrite:
        texts.append(f":pencil2: Without the details you could ask: _{escaped(shortened(frame.rewrite, 300))}_")
    return texts


def _notices(answer: Answer) -> list[Notice]:
    """The notices that the shown text does not already hold, urgent and personal ones first."""
    shown = "" if answer.statements else answer.text
    first = {"urgent": 0, "personal_data": 1}
    return sorted((n for n in answer.notices if n.text not in shown), key=lambda n: first.get(n.kind, 2))


def _notice(notice: Notice, limit: int) -> str:
    sign = {"urgent": ":rotating_light: ", "personal_data": ":lock: "}.get(notice.kind, ":information_source: ")
    text = sign + escaped(shortened(notice.text, limit))
    if notice.kind == "personal_data":
        text += "\nPlease delete your message (⋯ › Delete message) and ask again without the details."
    return text


def _body(answer: Answer, room: int) -> list[str]:
    lines = [_statement(statement) for statement in answer.statements]
    if not lines:
        lines = [escaped(part.strip()) for part in answer.text.split("\n\n") if part.strip()]
    kept: list[str] = []
    for line in lines:
        if len(line) + len(CUT) > room:
            if not kept:
                kept.append(shortened(line, max(room - len(CUT), 200)))
            return [*kept, CUT]
        kept.append(line)
        room -= len(line)
    return kept


def _statement(statement: Statement) -> str:
    text = escaped(statement.text.replace("\t", " – "))
    if statement.kind in ("quote", "row"):
        text = f"“{text}”"
    marks = "".join(f" [{number}]" for number in statement.citations)
    return f"• {text}{marks}" if statement.kind != "template" else text + marks


def _tail(answer: Answer, frame: Frame) -> list[str]:
    texts: list[str] = []
    if answer.contacts:
        texts.append("*Whom to ring*\n" + "\n".join(contact_line(contact) for contact in answer.contacts[:8]))
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


def button(action: str, label: str, value: str, style: str = "") -> Json:
    """A button; ``style`` is empty, ``primary`` or ``danger``."""
    element = {"type": "button", "action_id": action, "text": {"type": "plain_text", "text": label, "emoji": False}, "value": value}
    return {**element, "style": style} if style else element


def _buttons(answer: Answer, frame: Frame) -> list[Json]:
    if not frame.key:
        return []
    blocks: list[Json] = []
    if frame.ask_area:
        elements = [button(f"area_{area}", AREA_NAMES[area], json.dumps({"key": frame.key, "area": area})) for area in PARTNERSHIPS]
        blocks.append({"type": "actions", "block_id": "area", "elements": elements})
    value = json.dumps({"key": frame.key, "answer": answer.id[:80]})
    elements = [
        button("helped", "This helped", value),
        button("not_helped", "This did not help", value),
        button("ask_person", "Ask a person", value),
    ]
    if frame.share_to:
        elements.append(button("share", "Share in the channel", json.dumps({"key": frame.key})))
    return [*blocks, {"type": "actions", "block_id": "reply", "elements": elements}]


def shared(blocks: Sequence[Json], text: str, sharer: str) -> Message:
    """A private answer for its channel: without buttons, without what was asked, with who shared it."""
    kept = [b for b in blocks if b.get("type") == "section" and not _private(b)]
    return Message(text=text, blocks=(section(f"Shared by <@{sharer}>, who asked the assistant."), *kept[: BLOCK_LIMIT - 1]))


def _private(block: Json) -> bool:
    text = str(block.get("text", {}).get("text", ""))
    return text.startswith(("_You asked:_", "_Asked in_", ":lock:", ":pencil2:"))


