"""Telephone numbers for the proof checker, read from ``contacts.yaml`` without the product's own reader."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

_LONG = re.compile(r"(?<![\d/.-])(?:\+?44[\s()-]*|\(?0)\d(?:[\s()-]{0,2}\d){6,11}(?![\d/])|(?<!\d)116[\s-]?\d{3}(?!\d)")
_SHORT = re.compile(r"\b(?:ring|call|dial|phone|text)\s+(?:the\s+\w+\s+on\s+|on\s+)?(\d{3,6})\b", re.IGNORECASE)


def bare(number: str) -> str:
    """Digits in national form."""
    digits = re.sub(r"\D", "", number.replace("(0)", ""))
    return "0" + digits[2:] if digits.startswith("44") and len(digits) > 10 else digits


def numbers_in(text: str) -> list[str]:
    """Telephone numbers as a reader would see them: long ones, 116 ones, and short ones that one is told to ring."""
    found = [match.group(0) for match in _LONG.finditer(text)]
    return found + [match.group(1) for match in _SHORT.finditer(text)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """Numbers that may be shown, those that never may, and who has which."""

    known: frozenset[str]
    rejected: frozenset[str]
    entries: tuple[Mapping[str, Any], ...]

    @classmethod
    def read(cls, path: Path) -> Numbers:
        """Read ``contacts.yaml``. Numbers in an entry's own notes count as known. Raises ``OSError`` or ``yaml.YAMLError``."""
        entries = tuple(yaml.safe_load(path.read_text(encoding="utf-8"))["contacts"])
        rejected = frozenset(bare(str(row["phone"])) for entry in entries for row in entry.get("rejected") or ())
        known: set[str] = set()
        for entry in entries:
            known.update([bare(str(entry["phone"]))] if entry.get("phone") else [])
            for key in ("note", "hours"):
                note = str(entry.get(key) or "")
                known.update(bare(number) for number in [*numbers_in(note), *re.findall(r"\b\d{5,6}\b", note)])
        return cls(known=frozenset(known - rejected - {""}), rejected=rejected, entries=entries)

    def unknown_in(self, text: str) -> list[str]:
        """Numbers in a text that are in no contact, or are rejected."""
        return [number for number in numbers_in(text) if bare(number) not in self.known]

    def rejected_in(self, text: str) -> list[str]:
        """Rejected numbers in a text, however they are spaced."""
        digits = re.sub(r"(?<=\d)[\s()./-]+(?=\d)", "", text)
        return sorted(number for number in self.rejected if re.search(rf"(?<!\d){number}(?!\d)", digits))

    def contact_faults(self, contact: Mapping[str, Any]) -> list[str]:
        """What is wrong with a contact of an answer: its number must be that of an entry with the same area and role."""
        phone = str(contact.get("phone") or "")
        if not phone:
            return []
        if bare(phone) in self.rejected:
            return [f"a rejected number is offered: {phone}"]
        same = [entry for entry in self.entries if bare(str(entry.get("phone") or "")) == bare(phone)]
        if not same:
            return [f"not in contacts: {phone}"]
        fits = any(entry["area"] == contact.get("area") and str(entry["role"]).lower() == str(contact.get("role", "")).lower() for entry in same)
        faults = [] if fits else [f"{phone} is not the {contact.get('role')} of {contact.get('area')}"]
        if contact.get("checked") and not any(str(entry.get("checked")) == str(contact["checked"]) for entry in same):
            faults.append(f"{phone} is called checked, which it is not")
        return faults
