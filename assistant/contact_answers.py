"""Questions for a number or address, answered from the contact book and never from a document."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from assistant.areas import adult_work_area, child_area
from assistant.clock import emergency_order, time_said
from assistant.contacts import ContactBook
from assistant.domain import AREA_NAMES, PARTNERSHIPS, Area, Contact, Question

_NOT_MINE = r"(?<!\bmy )(?<!\bmy phone )(?<!\bmy mobile )"
"""The asker's own number is told, not asked for."""
_ASKS = re.compile(
    r"\b((?<!on the )phone|telephone|tel|num|e-?mail|direct line|hot ?line|help ?line|(a|the|any) line|contact (details?|info|for))\b"
    rf"|{_NOT_MINE}\bnumbers?\b(?!s? of)|\bno\.|\b(the|mash|lado|ifd|edt|door|their|which|what|right) no\b"
    r"|\bwho(m)?\b.{0,25}\b(call|ring|contact|speak to|talk to|report|notify|picks? up)\b|\bwho at (the )?council\b"
    r"|\bwhich \w+ (do|should|would|can) (i|we) (call|ring|contact|tell|use)\b"
    r"|\bnumber of (the |our )?(\w+ ){0,2}(front[- ]?door|mash|lado|ifd|edt|hub|duty team|help ?line|sarc|cdop|business unit)\b"
    r"|\b(call|ring|contact|reach|get hold of|get through to) (the )?(\w+ ){0,2}(lado|sarc|cdop|mash|ifd|edt|front[- ]?door|hub|social care|children'?s services|social services)\b"
    r"|\bwhose (lado|designated officer)\b|\b(which|what) (council|area)'?s? (lado|designated officer)\b"
    r"|\bneed to (ring|call|phone)\b|\bwhere do (i|we) (ring|call|report)\b|\bwho,? (do|can) i\b",
    re.I,
)
_SHORT = re.compile(r"\b(lado|mash|ifd|edt|front[- ]?door|out of hours|emergency duty team)\b", re.I)
_MEANING = re.compile(r"\b(what (is|are|does)|whats|what's|mean|stands? for|who (is|are)|wtf)\b", re.I)
_CHILD = re.compile(r"\b(child|children|kids?|boy|girl|lad|lass|baby|toddler|pupil|student|teen\w*|young person|yp|little one|famil(y|ies)|mum|dad|parents?|neighbour|worried|concern\w*|safeguarding)\b", re.I)
_DOCUMENT = re.compile(r"\b((the|an?|this|that|annual|last|your|our|ofsted|year'?s) (\w+ )?reports?|braille|copy|briefing|inspection|website|old (board|safeguarding)|archive\w*|landline|postal|toolkit)\b", re.I)
_FIGURE = re.compile(
    r"\b(how many|number of (contacts|calls|referrals|children|cases)|how much|took more contacts|contacts? (did|were|received))\b"
    r"|\b(contacts|referrals)\b.{0,15}\b(19|20)?\d\d[-/ ](20)?\d\d\b", re.I
)

_RANG = re.compile(r"\bwho(m)? (did|had|was) (?!i\b|we\b)(\w+ ){0,4}(call|ring|contact|speak|talk|report|notif)\w*", re.I)

_OUTRIGHT = re.compile(
    rf"{_NOT_MINE}\b(numbers?|num|no|tel|telephone|lines?|hot ?line|help ?line|contact (details?|info)|e-?mail|address|ring|call|phone|ringing|calling|phoning|picks up)\b"
    r"(?! (is |was |has been )?(dead|off|goes|going|rings|broken|just))|\bout[ -]of[ -]hours\b|\bedt\b|\bat (the )?council\b",
    re.I,
)
_DISAGREES = re.compile(r"\b(escalat\w+|disagree\w*|whos? (is )?above|over (his|her|their) head|push (this|it) up|managers?|closed it|nfa|no further action)\b", re.I)
_RINGING_TOLD = re.compile(
    r"\b(rang|phoned|have rung|has rung|had rung|got rung|(?<!who )(called|contacted) (the |us|them|me|101|999|social|mash|police))\b"
    r"|\b(not|isn'?t|n[o']?t) (\w+ ){0,4}(enough|bad enough|serious enough|big enough) (to|for)\b|\b(not|isn'?t) (a )?front[- ]?door\b",
    re.I,
)
"""That somebody rang, or that it is not enough to ring about: told, not asked."""
_ASKS_OUTRIGHT = re.compile(
    r"\b(numbers?|num|tel|contact (details?|info)|e-?mail|address|help ?line|hot ?line)\b"
    r"|\bwho(m)? (do|should|would|can|shall|else)\b|\bwhich line\b|\bwhere do (i|we) (ring|call)\b",
    re.I,
)
_FEW = 8
"""Words up to which a message that names a team asks for nothing but its number."""

_ROLES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (role, re.compile(pattern, re.I))
    for role, pattern in (
        (
            "lado",
            r"\blado\b|designated officer|(complaint|allegation|concern) about (one of )?(our|a|my) (childminders?|staff|teachers?|tas?|coach\w*|volunteers?|carers?)|allegations? (manager|line|team)|(report(ing)?|concern about|allegation against) (a |the |our )?(member of "
            r"staff|colleague|teacher|ta\b|coach|volunteer|staff|((nursery|care|play|youth|support|key|club) ?)?worker|childminder)",
        ),
        (
            "out of hours",
            r"\bedt\b|emergency duty|out[ -]of[ -]hours|\booh\b|after hours|when (the )?(council|office|they)('s| is| are)? (shut|closed)|"
            r"(at|over the|this) (night|weekend)|bank holiday|\b(council|offices?) (is |are )?(shut|closed)",
        ),
        ("sexual assault referral centre", r"\bsarc\b|sexual assault referral"),
        ("private fostering", r"private(ly)? foster"),
        ("CDOP", r"\bcdop\b|child death (overview|review)"),
        ("adult safeguarding", r"adults? safeguarding|safeguarding (of )?adults|(vulnerable|at[- ]risk) adult"),
        ("elective home education", r"\behe\b|elective home|home[- ]educat"),
        ("police non-emergency", r"\b101\b|non[- ]emergency (police|number)|police (non|number when it'?s not)"),
        (
            "front door",
            r"front[- ]?door|\bifd\b|\bmash\b|access (and|&) referral|the hub\b|social care|children'?s services|social services|social worker|"
            r"make a referral|refer (a|this|him|her|the|in)|report (a )?(concern|worry)|worried about|safeguarding team|\bphone about\b",
        ),
        (
            "partnership office",
            r"business (unit|manager|support)|partnership (office|team|mailbox|unit)|\b(lscb|scp|cbscp|bbscp|lscp)\b|the partnership\b",
        ),
    )
)
_HELPLINES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (tag, re.compile(pattern, re.I))
    for tag, pattern in (
        ("childline", r"\bchild ?line\W?s?\b|help ?line for (kids|children|young)|(child|kid|young person|pupil|teen\w*) (can|could|to) (ring|call|phone)( (them|him|her)sel\w+)?"),
        (
            "nspcc",
            r"\bnspcc\b|charity (help ?line|number|line)|(independent|anonymous) (help ?line|line|number)|not (the )?(police|council|"
            r"social services).{0,40}(help ?line|number|ring|call)|wont (speak|talk|ring).{0,40}(police|council)",
        ),
        ("samaritans", r"\bsamaritans\b"),
        ("domestic_abuse", r"(domestic|dv|da)( abuse| violence)? (help ?line|line|number)|women'?s aid|refuge (number|line)"),
        ("mens_advice", r"men'?s (advice|help) ?line|male victims?.{0,20}(line|number)|\b(line|number|helpline) for (men|fellas|blokes|male)|\b(bloke|man|husband|he)('s)? being (hit|beaten|knocked|abused)[^.]{0,60}\b(line|number|ring)"),
        ("modern_slavery", r"modern slavery (help ?line|line|number)"),
        ("forced_marriage", r"forced marriage (unit|line|number|help)"),
        ("fgm", r"fgm (help ?line|line|number)"),
        ("crimestoppers", r"crime ?stoppers"),
        ("anti_terrorist", r"anti[- ]terror\w* (hot ?line|line|number)"),
        ("shout", r"\bshout\b.{0,20}(text|line|number)|text (line|shout)"),
        ("papyrus", r"papyrus|hopeline"),
        ("nhs111", r"\b111\b"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactAnswer:
    """The contacts asked for. ``known`` is False when the area's own contact lacks what was asked (an e-mail, say)."""

    contacts: tuple[Contact, ...]
    area: Area | None
    elsewhere: str | None
    wants_mail: bool
    missing_mail: bool
    sure: bool = True
    """Whether a number was asked for outright. "Who do I tell, and why?" is asked of the library too."""


def asks_for_contact(text: str) -> bool:
    """Whether a message asks for a number, an address or whom to ring; whom somebody rang in a case is not that."""
    if _FIGURE.search(text) or _RANG.search(text):
        return False
    named = len(text.split()) <= 6 and _SHORT.search(text) and not _MEANING.search(text)
    return bool(named or _ASKS.search(text))


def contact_answer(question: Question, book: ContactBook) -> ContactAnswer | None:
    """The contacts that a message asks for, ``None`` when it asks for none that the book holds."""
    text = question.text
    if not asks_for_contact(text) and not (question.history and asks_for_contact(question.history[-1]) and len(text.split()) <= 8):
        return None
    wider = f"{question.history[-1]} {text}" if question.history and len(text.split()) <= 8 else text
    lines = [contact for tag, pattern in _HELPLINES if pattern.search(wider) and (contact := book.helpline(tag))]
    if lines:
        return ContactAnswer(contacts=tuple(lines), area=None, elsewhere=None, wants_mail=False, missing_mail=False)
    role = next((name for name, pattern in _ROLES if pattern.search(text)), None) or next(
        (name for name, pattern in _ROLES if pattern.search(wider)), None
    )
    if role is None and _CHILD.search(wider) and not _DOCUMENT.search(wider) and re.search(r"\bwho\b|\bneed to (ring|call|phone)\b|\breport", text, re.I):
        role = "front door"
    if role is None or (role == "partnership office" and _DOCUMENT.search(text) and not re.search(r"\bcontact|unit\b", text, re.I)):
        return None
    where = (adult_work_area if role == "lado" else child_area)(text, question.history, question.area)
    if where.elsewhere and not where.area:
        return ContactAnswer(contacts=(), area=None, elsewhere=where.elsewhere, wants_mail=False, missing_mail=False)
    areas: tuple[Area, ...] = (where.area,) if where.area in PARTNERSHIPS and where.area else PARTNERSHIPS
    contacts = _of_role(role, areas, book)
    if not contacts:
        return None
    mail = bool(re.search(r"\be-?mail\b", text, re.I))
    return ContactAnswer(
        contacts=contacts,
        area=where.area,
        elsewhere=None,
        wants_mail=mail,
        missing_mail=(mail and not any(contact.email for contact in contacts))
        or (not mail and not any(contact.phone for contact in contacts)),
        sure=len(text.split()) <= _FEW or _asked_outright(text),
    )


def _asked_outright(text: str) -> bool:
    """Whether a number is what is asked for, rather than something about a call that is told."""
    told = _RINGING_TOLD.search(text) and not _ASKS_OUTRIGHT.search(text)
    return bool(_OUTRIGHT.search(text)) and not _DISAGREES.search(text) and not told


def _of_role(role: str, areas: tuple[Area, ...], book: ContactBook) -> tuple[Contact, ...]:
    if role == "lado":
        return tuple(contact for area in areas if (contact := book.lado(area)))
    if role == "out of hours":
        out = book.out_of_hours()
        return (out,) if out else ()
    if role == "front door":
        doors = tuple(contact for area in areas if (contact := book.front_door(area)))
        out = book.out_of_hours()
        return doors + ((out,) if out else ())
    found: list[Contact] = []
    for area in areas:
        found.extend(contact for contact in book.by_role(role, area) if contact not in found)
    return tuple(found)


def by_time(contacts: Sequence[Contact], question: Question, now: datetime) -> tuple[Contact, ...]:
    """Out of hours the Emergency Duty Team stands first; a time in the message beats the clock."""
    order = emergency_order(time_said(question.text, now) or now)
    return tuple(sorted(contacts, key=lambda contact: (contact.role == "out of hours") != (order == "out_of_hours_first")))


def contact_line(contact: Contact, *, mail: bool = True) -> str:
    """A contact in one line: "Bedford Borough Integrated Front Door: 01234 718700 (office hours)"."""
    area = AREA_NAMES[contact.area]
    name = contact.name if area in contact.name or contact.area in ("pan", "national") else f"{area} {contact.name}"
    ways = [way for way in (contact.phone, contact.email if mail else None) if way]
    hours = contact.hours or ("out of office hours" if contact.role == "out of hours" else "")
    return f"{name}: {', '.join(ways)}{f' ({hours})' if hours else ''}"
