"""The live copy of the contacts: seeded once, checked field by field, every version kept, never rolled back with the library."""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import filelock
import phonenumbers
import yaml
from phonenumbers import shortnumberinfo

from assistant.contacts import ContactBook, ContactsError, normal_number
from assistant.domain import AREA_NAMES
from ingest.desk.errors import DeskError
from ingest.tombstones import write_atomically

NEXT_CHECK = timedelta(days=182)
SCOPES = {"child lives": "By where the child lives", "adult works": "By where the adult works", "anyone": "Anyone"}
LABELS = {
    "area": "Area",
    "role": "Role",
    "name": "Name",
    "scope": "For whom",
    "phone": "Telephone",
    "email": "E-mail",
    "hours": "Hours",
    "form_url": "Address of the online form",
    "note": "Note",
    "source": "Where the number comes from",
    "source_date": "Date of that source",
    "review_by": "Check again by",
}
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[a-z]{2,}", re.I)
_HEAD = "# Whom to ring. The live copy, edited on the publishing desk; earlier versions lie in versions/.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """An earlier state of the contacts."""

    name: str
    when: str
    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """The contacts as rows, with a mark that changes when the file does."""

    rows: tuple[dict[str, Any], ...]
    mark: str

    def row(self, number: int) -> dict[str, Any]:
        """A row by its number from 0."""
        if not 0 <= number < len(self.rows):
            raise DeskError("There is no such contact. It may have been removed; see all contacts.", 404)
        return self.rows[number]


class LiveContacts:
    """``<data_dir>/knowledge/contacts.yaml``. Methods raise ``DeskError``; then the file is as it was."""

    def __init__(self, data_dir: Path, seed: Path) -> None:
        self.path = data_dir / "knowledge" / "contacts.yaml"
        self._versions = self.path.parent / "versions"
        self._seed = seed

    def open(self) -> Opened:
        """The rows as they are now; the first time, those that came with the product."""
        source = self.path if self.path.exists() else self._seed
        try:
            raw = source.read_bytes()
            rows = yaml.safe_load(raw)["contacts"]
        except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
            raise DeskError("The list of contacts cannot be read. Go back to an earlier version, or ask whoever runs the service.", 500) from error
        return Opened(rows=tuple(dict(row) for row in rows), mark=hashlib.sha256(raw).hexdigest()[:16])

    def book(self) -> ContactBook:
        """The same as readers are shown them."""
        return ContactBook.load_or_built_in(self.path if self.path.exists() else self._seed)

    def save(self, number: int | None, form: Mapping[str, str], mark: str, by: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """Change row ``number`` (``None``: add one) from a checked form. Returns it before and after. A changed number counts as unchecked."""
        with self._changing(mark, by) as change:
            before = dict(change.opened.row(number)) if number is not None else {}
            after = {**before, **{name: (form.get(name, "").strip() or None) for name in LABELS}}
            after["source"], after["source_date"] = after["source"] or "", after["source_date"] or ""
            if _number(before) != _number(after):
                after["checked"] = after["checked_by"] = None
            after.setdefault("rejected", [])
            rows = list(change.opened.rows)
            if number is None:
                rows.append(after)
            else:
                rows[number] = after
            change.write(rows)
        return before, after

    def checked(self, number: int, mark: str, by: str, today: date) -> dict[str, Any]:
        """Note that this person has rung or read the number today; the next check is due in half a year."""
        with self._changing(mark, by) as change:
            rows = list(change.opened.rows)
            row = {**change.opened.row(number), "checked": today, "checked_by": by, "review_by": today + NEXT_CHECK}
            rows[number] = row
            change.write(rows)
        return row

    def reject(self, number: int, phone: str, reason: str, mark: str, by: str) -> dict[str, Any]:
        """Name a number that must never be shown, and why."""
        if len(normal_number(phone)) < 3 or len(reason.strip()) < 5:
            raise DeskError("Give the wrong number and a reason of a few words.")
        with self._changing(mark, by) as change:
            rows = list(change.opened.rows)
            row = dict(change.opened.row(number))
            row["rejected"] = [*(row.get("rejected") or []), {"phone": phone.strip(), "reason": reason.strip()}]
            rows[number] = row
            change.write(rows)
        return row

    def remove(self, number: int, mark: str, by: str) -> dict[str, Any]:
        """Take a contact out; returns it. An earlier version brings it back."""
        with self._changing(mark, by) as change:
            gone = change.opened.row(number)
            change.write([row for place, row in enumerate(change.opened.rows) if place != number])
        return gone

    def versions(self) -> list[Version]:
        """Earlier states, newest first."""
        found = sorted(self._versions.glob("contacts-*.yaml"), reverse=True)
        return [Version(name=path.name, when=_when(path.name), who=path.stem.split("-", 2)[-1]) for path in found]

    def back_to(self, name: str, by: str) -> None:
        """Make an earlier version the live one; the present one is kept as a version too."""
        if name not in {version.name for version in self.versions()}:
            raise DeskError("There is no such version. See the list of versions.", 404)
        with self._changing(self.open().mark, by, readable=False) as change:
            rows = yaml.safe_load((self._versions / name).read_bytes())["contacts"]
            change.write(rows)

    def _changing(self, mark: str, by: str, *, readable: bool = True) -> _Change:
        return _Change(self, mark, by, readable)

    def keep_version(self, by: str, now: datetime) -> None:
        """Copy the present file aside."""
        self._versions.mkdir(parents=True, exist_ok=True)
        source = self.path if self.path.exists() else self._seed
        shutil.copyfile(source, self._versions / f"contacts-{now:%Y%m%dT%H%M%S%f}-{re.sub(r'[^a-z0-9.]', '', by)}.yaml")


class _Change:
    """One change under a lock: the mark is compared, the old file kept, the new one loaded as a reader would, then put in place."""

    def __init__(self, book: LiveContacts, mark: str, by: str, readable: bool) -> None:
        self._book, self._mark, self._by, self._readable = book, mark, by, readable
        book.path.parent.mkdir(parents=True, exist_ok=True)
        self._lock = filelock.FileLock(book.path.parent / ".contacts.lock", timeout=10)

    def __enter__(self) -> _Change:
        self._lock.acquire()
        self.opened = self._book.open()
        if self.opened.mark != self._mark:
            self._lock.release()
            raise DeskError("Somebody changed the contacts while you worked on them. Look at them again, then change them.", 409)
        return self

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    def write(self, rows: list[dict[str, Any]]) -> None:
        """Check and replace the file."""
        trial = self._book.path.with_name(".contacts-new.yaml")
        body = (_HEAD + yaml.safe_dump({"contacts": rows}, allow_unicode=True, sort_keys=False, width=120)).encode()
        trial.write_bytes(body)
        try:
            ContactBook.load(trial)
        except ContactsError as error:
            raise DeskError("A field does not fit, so nothing was changed. Check area, role, name and dates.") from error
        finally:
            trial.unlink(missing_ok=True)
        self._book.keep_version(self._by, datetime.now(UTC))
        write_atomically(self._book.path, body)


def _number(row: Mapping[str, Any]) -> str:
    return normal_number(str(row.get("phone") or ""))


def _when(name: str) -> str:
    stamp = name.split("-")[1]
    return f"{stamp[:4]}-{stamp[4:6]}-{stamp[6:8]} {stamp[9:11]}:{stamp[11:13]}:{stamp[13:15]}"


def check_form(form: Mapping[str, str], rejected: frozenset[str]) -> dict[str, str]:
    """Field -> what is wrong. ``rejected`` are normalised numbers that must never be shown."""
    value = {name: form.get(name, "").strip() for name in LABELS}
    address = urlsplit(value["form_url"])
    found = {
        "area": "" if value["area"] in AREA_NAMES else "Choose an area.",
        "scope": "" if value["scope"] in SCOPES else "Choose for whom it is.",
        "phone": wrong_number(value["phone"], rejected) if value["phone"] else "",
        "email": "" if not value["email"] or _EMAIL.fullmatch(value["email"]) else "That is not an e-mail address.",
        "form_url": "" if not value["form_url"] or _is_web(address.scheme, address.hostname) else "Give a whole address that begins with https://.",
        "review_by": "" if not value["review_by"] or _is_date(value["review_by"]) else "Give the date as year-month-day, such as 2026-04-01.",
    }
    found |= {name: "" if 2 <= len(value[name]) <= 120 else "Give 2 to 120 characters." for name in ("role", "name")}
    found |= {name: "" if len(value[name]) <= 600 else "At most 600 characters." for name in ("hours", "note", "source", "source_date")}
    if not (value["phone"] or value["email"] or value["form_url"]):
        found["phone"] = "Give a telephone number, an e-mail address or an online form."
    return {name: sentence for name, sentence in found.items() if sentence}


def _is_web(scheme: str, host: str | None) -> bool:
    return scheme in ("http", "https") and bool(host)


def wrong_number(phone: str, rejected: frozenset[str]) -> str:
    """What is wrong with a number, empty when it can be rung in Great Britain and was not rejected."""
    if normal_number(phone) in rejected:
        return "This number was rejected: it must never be shown. Remove the rejection first if that was wrong."
    try:
        parsed = phonenumbers.parse(phone, "GB")
    except phonenumbers.NumberParseException:
        return "That is not a telephone number."
    short = shortnumberinfo.is_valid_short_number_for_region(parsed, "GB")
    if not (phonenumbers.is_valid_number(parsed) or short) or re.search(r"[a-z]", phone, re.I):
        return "No such number can exist in Great Britain. Check each digit."
    return ""


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
