"""What is decided before any search: danger, personal details, instructions hidden in text, matters that are not ours, language.

All by code and data; no index, no model. A child in danger comes first and needs nothing else to work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from assistant.alarm import HEARD, HEARD_CLEARLY, TO_LIFE, Listen
from assistant.areas import child_area
from assistant.contacts import ContactBook
from assistant.domain import Notice, Question
from assistant.replies import Replies, RepliesError
from assistant.safety.danger import Danger, recognise
from assistant.safety.decisions import Decision, asks_for_decision
from assistant.safety.injections import beside_orders, without_injections
from assistant.safety.languages import detect, emergency_line, is_foreign, shows_danger, to_english_question
from assistant.safety.other_languages import other_language
from assistant.safety.pasted import pasted
from assistant.safety.personal import mask
from assistant.safety.personal_found import without_placeholders
from assistant.safety.scope import Scope, classify
from assistant.safety.urgent_reply import UrgentReply, compose_urgent, helpline_number, strained_text
from assistant.timing import timed

LONGEST = 20_000


Judged = tuple[Danger, UrgentReply | None]
"""How dangerous a message is, and the urgent reply where it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    """Outcome: an urgent reply, a reply that is not from the library, or a cleaned question with notices.

    ``emergency_line`` stands first in a reply: the emergency line in the asker's language, or people to talk to for one who is worn out.
    """

    question: Question
    danger: Danger
    urgent: UrgentReply | None = None
    scope: Scope | None = None
    decision: Decision | None = None
    language: str | None = None
    emergency_line: str | None = None
    personal: bool = False
    notices: tuple[Notice, ...] = ()


def urgent_of(question: Question, book: ContactBook | None, replies: Replies | None, now: datetime, listen: Listen | None = None) -> Judged:
    """The danger route alone; milliseconds, and works with contacts, wording or library missing. ``listen`` hears what no word names."""
    text = question.text[:LONGEST]
    history = tuple(turn[:LONGEST] for turn in question.history[-10:])
    danger = recognise(text, history)
    if danger.tier == "none" and shows_danger(text):
        danger = recognise("a child is in danger now, he is hurting her right now", ())
    if listen is not None and not is_foreign(text):
        danger = _listened(text, danger, listen)
    danger = _beside_what_is_not_ours(text, history, danger)
    if danger.tier != "urgent":
        return danger, None
    return danger, compose_urgent(danger, replace(question, text=text, history=history), book, replies, now)


_ORDINARY = frozenset({"off_topic", "it_support", "employment", "injection"})
"""Matters that are not ours, told from words alone: a child who hides from a fight with a work laptop, a leave form asked for beside a wedding,
an order to say nothing but "noted" before a boy on a balcony rail."""


def _listened(text: str, judged: Danger, listen: Listen) -> Danger:
    """The judgement with what is heard; a question for a decision keeps its own reply, unless a danger to life is heard clearly."""
    told = beside_orders(text)
    if text and not told:
        return judged
    if asks_for_decision(text) is None:
        return listen(told, judged)
    if judged.tier == "urgent":
        return judged
    danger = listen(told, judged)
    return danger if HEARD_CLEARLY in danger.reasons and danger.rows[0] in TO_LIFE else judged


def _beside_what_is_not_ours(text: str, history: Sequence[str], danger: Danger) -> Danger:
    """Where only a learnt opinion heard danger, a plain matter that is not ours (a dose, an appeal) keeps its own reply, with the tail."""
    if danger.tier != "urgent" or danger.carried or not (danger.rows == ("worry_now",) or HEARD in danger.reasons):
        return danger
    scope = classify(text, tuple(history))
    plain_matter = scope is not None and scope.strip is None and not (HEARD_CLEARLY in danger.reasons and scope.kind in _ORDINARY)
    return replace(danger, tier="possible") if plain_matter else danger


@timed("triage")
def triage(question: Question, book: ContactBook, replies: Replies, now: datetime, judged: Judged | None = None) -> Triage:
    """Everything that is decided before searching; ``judged`` is what :func:`urgent_of` said of it, where it was asked already."""
    danger, urgent = judged or urgent_of(question, book, replies, now)
    text = question.text[:LONGEST]
    language = detect(text)
    unread = language is None and other_language(text) is not None
    line = _line(text, replies) if language or unread else None
    if line is None and danger.distress == "strained" and danger.asker not in ("child", "parent") and urgent is None:
        line = strained_text(book, replies)
    known = book.known_numbers()
    masked = mask(text, known_numbers=known)
    turns = tuple(mask(turn[:4000], known_numbers=known) for turn in question.history[-10:])
    # Danger is read before masking, and so is the area (a school or address may be all that names it); both work on the original.
    clean = replace(question, text=masked.text, history=tuple(turn.text for turn in turns))
    notices: list[Notice] = []
    # Where no word can be read most of them look like names: only details of a certain shape are spoken of.
    if any(not (unread and found.kind == "name") for found in masked.found):
        notices.append(Notice(kind="personal_data", text=replies.get("personal_data")))
    elif any(turn.found for turn in turns):
        notices.append(Notice(kind="personal_data", text=replies.get("personal_data_history")))
    scope = classify(clean.text, clean.history)
    if scope is None and unread:
        scope = Scope(kind="other_language", reply="language_other", values=(("childline", helpline_number(book, "childline", "0800 1111")),))
    stripped, _ = without_injections(clean.text)
    if scope is not None and scope.strip is not None:
        stripped = scope.strip
    if scope is None or scope.strip is not None:
        clean = replace(clean, text=pasted(stripped) or stripped.strip() or clean.text)
    clean = replace(clean, history=tuple(without_injections(turn)[0] or turn for turn in clean.history))
    if language:
        clean = replace(clean, text=to_english_question(clean.text) or clean.text)
    clean = replace(clean, text=without_placeholders(clean.text) or clean.text, history=tuple(map(without_placeholders, clean.history)))
    return Triage(
        question=clean,
        danger=danger,
        urgent=urgent,
        scope=scope,
        decision=asks_for_decision(masked.text) if scope is None or scope.strip is not None else None,
        language=language,
        emergency_line=line,
        personal=bool(masked.found) or any(turn.found for turn in turns),
        notices=tuple(notices),
    )


def placed(clean: Question, original: Question) -> Question:
    """The cleaned question with the area read from the original (an address names it, and masking hides addresses)."""
    where = child_area(original.text, original.history, original.area)
    return replace(clean, area=where.area or (None if where.elsewhere else original.area))


def _line(text: str, replies: Replies) -> str | None:
    try:
        return emergency_line(text, replies)
    except RepliesError:
        return "999"
