"""Whom to ring. Numbers to ring come from ``contacts.yaml`` only; a few built-in ones keep the danger route alive without it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.clock import emergency_order, time_said
from assistant.domain import AREA_NAMES, PARTNERSHIPS, Area, Contact, RejectedNumber

__all__ = ["BUILT_IN", "ContactBook", "ContactsError", "emergency_order", "normal_number", "permanent_line", "time_said"]

FRONT_DOOR = "front door"
OUT_OF_HOURS = "out of hours"
LADO = "lado"


class ContactsError(ValueError):
    """``contacts.yaml`` is missing or does not fit its schema; the message names the entry to mend."""


class _RejectedRow(BaseModel):
    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)
    phone: str
    reason: str = ""


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore", coerce_numbers_to_str=True)
    area: Area
    role: str
    name: str
    scope: Literal["child lives", "adult works", "anyone"] = "anyone"
    phone: str | None = None
    email: str | None = None
    hours: str | None = None
    form_url: str | None = None
    note: str | None = None
    source: str = ""
    source_date: str = ""
    checked: date | None = None
    checked_by: str | None = None
    review_by: date | None = None
    rejected: tuple[_RejectedRow, ...] = ()
    tags: tuple[str, ...] = ()

    def contact(self) -> Contact:
        values = self.model_dump(exclude={"tags", "rejected"})
        rejected = tuple(RejectedNumber(phone=row.phone, reason=row.reason) for row in self.rejected)
        return Contact(**values, rejected=rejected)


class _File(BaseModel):
    model_config = ConfigDict(extra="ignore")
    contacts: tuple[_Row, ...]


def normal_number(number: str) -> str:
    """Digits only, national form: ``+44 (0)1234 718700`` and ``01234-718700`` are both ``01234718700``."""
    digits = re.sub(r"\D", "", re.sub(r"\(0\)", "", number))
    return "0" + digits[2:] if digits.startswith("44") and len(digits) > 10 else digits


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactBook:
    """All contacts, with their tags in the same order. Look-ups never raise: they give ``None`` or an empty tuple."""

    contacts: tuple[Contact, ...]
    tags: tuple[tuple[str, ...], ...] = ()
    fault: str | None = None

    @classmethod
    def load(cls, path: Path) -> ContactBook:
        """Read ``contacts.yaml``.

        Raises:
            ContactsError: the file is missing, is not YAML, or a row does not fit.
        """
        try:
            file = _File.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
        except OSError as error:
            raise ContactsError(f"cannot read {path.name}: {error.strerror}") from error
        except (yaml.YAMLError, ValidationError) as error:
            raise ContactsError(f"{path.name} does not fit its schema: {error}") from error
        return cls(contacts=tuple(row.contact() for row in file.contacts), tags=tuple(row.tags for row in file.contacts))

    @classmethod
    def load_or_built_in(cls, path: Path) -> ContactBook:
        """Like ``load``, but a broken file gives the built-in numbers with ``fault`` set, so that danger is still answered."""
        try:
            return cls.load(path)
        except ContactsError as error:
            return cls(contacts=BUILT_IN, tags=tuple(() for _ in BUILT_IN), fault=str(error))

    def by_role(self, role: str, area: Area | None = None) -> tuple[Contact, ...]:
        """Contacts of a role; with an area, those of that area first and shared ones after it."""
        wanted = role.lower()
        found = tuple(c for c in self.contacts if c.role.lower() == wanted)
        if area is None:
            return found
        return tuple(c for c in found if c.area == area) + tuple(c for c in found if c.area in ("pan", "national") and c.area != area)

    def front_door(self, area: Area) -> Contact | None:
        """The front door of a partnership, by where the child lives."""
        return self._one(FRONT_DOOR, area)

    def out_of_hours(self, area: Area | None = None) -> Contact | None:
        """The Emergency Duty Team that covers ``area`` (one number for all three)."""
        return self._one(OUT_OF_HOURS, area or "pan")

    def lado(self, area: Area) -> Contact | None:
        """The LADO by where the adult works."""
        return self._one(LADO, area)

    def helpline(self, name_or_tag: str) -> Contact | None:
        """The first contact whose tag equals, or whose name contains, ``name_or_tag`` (case is ignored)."""
        wanted = name_or_tag.lower()
        tags = self.tags or tuple(() for _ in self.contacts)
        for contact, own in zip(self.contacts, tags, strict=True):
            if wanted in {tag.lower() for tag in own}:
                return contact
        return next((c for c in self.contacts + BUILT_IN if wanted in c.name.lower()), None)

    def is_rejected(self, number: str) -> bool:
        """Whether a number must never be shown. Spacing and country code do not matter."""
        wanted = normal_number(number)
        return any(normal_number(row.phone) == wanted for contact in self.contacts for row in contact.rejected)

    def known_numbers(self) -> frozenset[str]:
        """Normalised numbers that may be shown: of all contacts and the built-in ones, without rejected ones."""
        numbers = {normal_number(c.phone) for c in self.contacts + BUILT_IN if c.phone}
        rejected = {normal_number(r.phone) for c in self.contacts for r in c.rejected}
        return frozenset(numbers - rejected)

    def known_emails(self) -> frozenset[str]:
        """Lower-case e-mail addresses of contacts."""
        return frozenset(c.email.lower() for c in self.contacts if c.email)

    def _one(self, role: str, area: Area) -> Contact | None:
        in_file = [c for c in self.by_role(role, area) if c.phone and not self.is_rejected(c.phone)]
        if in_file:
            return in_file[0]
        spare = [c for c in BUILT_IN if c.role.lower() == role and c.area in (area, "pan")]
        return spare[0] if spare else None


def _built_in(area: Area, role: str, name: str, phone: str, scope: Literal["child lives", "adult works", "anyone"]) -> Contact:
    return Contact(area=area, role=role, name=name, phone=phone, scope=scope, source="built in", note="fall-back")


BUILT_IN: tuple[Contact, ...] = (
    _built_in("bedford", FRONT_DOOR, "Bedford Borough Integrated Front Door", "01234 718700", "child lives"),
    _built_in("central", FRONT_DOOR, "Central Bedfordshire front door", "0300 300 8585", "child lives"),
    _built_in("luton", FRONT_DOOR, "Luton MASH", "01582 547653", "child lives"),
    _built_in("pan", OUT_OF_HOURS, "Emergency Duty Team", "0300 300 8123", "child lives"),
    _built_in("bedford", "LADO", "Bedford Borough LADO", "01234 276693", "adult works"),
    _built_in("central", "LADO", "Central Bedfordshire LADO", "0300 300 8142", "adult works"),
    _built_in("luton", "LADO", "Luton LADO", "01582 548069", "adult works"),
    _built_in("national", "helpline", "Childline", "0800 1111", "anyone"),
    _built_in("national", "helpline", "Samaritans", "116 123", "anyone"),
    _built_in("national", "helpline", "NSPCC helpline", "0808 800 5000", "anyone"),
)
"""Numbers that must be there even when ``contacts.yaml`` is not. They are the same public numbers, equally unchecked."""


def permanent_line(book: ContactBook | None) -> str:
    """The line that every page carries. Works with ``None``."""
    book = book or ContactBook(contacts=BUILT_IN)
    doors = [(AREA_NAMES[area], book.front_door(area)) for area in PARTNERSHIPS]
    listed = ", ".join(f"{name} {door.phone}" for name, door in doors if door)
    out = book.out_of_hours()
    return f"A child in danger now: 999 - front doors: {listed} - Emergency Duty Team (out of hours): {out.phone if out else ''}"
