"""Contacts: read from the file, never raising on look-up, and there even when the file is broken; the hour and the time said."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from assistant.clock import LONDON
from assistant.contacts import ContactBook, ContactsError, emergency_order, normal_number, permanent_line, time_said

SEED = Path(__file__).resolve().parents[2] / "knowledge" / "contacts.yaml"
TUESDAY = datetime(2026, 11, 24, 14, 0, tzinfo=LONDON)

GOOD = """
contacts:
  - {area: luton, role: front door, name: MASH, scope: child lives, phone: "01582 547653", tags: [mash],
     rejected: [{phone: "01582 537653", reason: misprint}]}
  - {area: luton, role: LADO, name: Luton LADO, scope: adult works, phone: "01582 548069"}
  - {area: pan, role: out of hours, name: EDT, scope: child lives, phone: "0300 300 8123"}
  - {area: national, role: helpline, name: Childline, scope: anyone, phone: "0800 1111", tags: [child]}
"""


@pytest.fixture
def book(tmp_path: Path) -> ContactBook:
    path = tmp_path / "contacts.yaml"
    path.write_text(GOOD, encoding="utf-8")
    return ContactBook.load(path)


def test_look_ups(book: ContactBook) -> None:
    """Roles are found by area, helplines by tag or name."""
    assert book.front_door("luton").phone == "01582 547653"  # type: ignore[union-attr]
    assert book.out_of_hours("luton").phone == "0300 300 8123"  # type: ignore[union-attr]
    assert book.lado("luton").scope == "adult works"  # type: ignore[union-attr]
    assert book.helpline("child").name == "Childline"  # type: ignore[union-attr]
    assert book.by_role("front door", "bedford") == ()


def test_a_missing_front_door_falls_back(book: ContactBook) -> None:
    """An area that the file forgot still has its built-in number."""
    assert book.front_door("bedford").phone == "01234 718700"  # type: ignore[union-attr]


def test_rejected_numbers(book: ContactBook) -> None:
    """A rejected number is known in every spelling and is never a known number."""
    assert book.is_rejected("+44 (0)1582 537653")
    assert not book.is_rejected("01582 547653")
    assert "01582537653" not in book.known_numbers()
    assert "01582547653" in book.known_numbers()


@pytest.mark.parametrize("text", ["", "contacts: 5", "contacts: [{area: mars, role: x, name: y}]", "a: [", "[]"])
def test_a_broken_file_is_named_and_replaced(text: str, tmp_path: Path) -> None:
    """A broken file raises, and the danger route goes on with the built-in numbers."""
    path = tmp_path / "contacts.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ContactsError):
        ContactBook.load(path)
    spare = ContactBook.load_or_built_in(path)
    assert spare.fault
    assert spare.front_door("central").phone == "0300 300 8585"  # type: ignore[union-attr]


def test_the_seed_loads_and_agrees_with_the_built_in_numbers() -> None:
    """The built-in numbers are the seed's numbers: they may not drift apart."""
    book = ContactBook.load(SEED)
    spare = ContactBook.load_or_built_in(SEED.with_name("no-such-file.yaml"))
    for area in ("bedford", "central", "luton"):
        assert book.front_door(area).phone == spare.front_door(area).phone  # type: ignore[union-attr]
        assert book.lado(area).phone == spare.lado(area).phone  # type: ignore[union-attr]
    assert book.out_of_hours().phone == spare.out_of_hours().phone  # type: ignore[union-attr]


def test_the_permanent_line_needs_nothing() -> None:
    """The line on every page works without a book."""
    line = permanent_line(None)
    assert line.startswith("A child in danger now: 999")
    assert all(n in line for n in ("01234 718700", "0300 300 8585", "01582 547653", "0300 300 8123"))


@pytest.mark.parametrize(("number", "digits"), [("+44 (0)1234 718700", "01234718700"), ("01234-718700", "01234718700"), ("116 123", "116123")])
def test_number_normalisation(number: str, digits: str) -> None:
    """Spacing, dashes and the country code do not matter."""
    assert normal_number(number) == digits


@pytest.mark.parametrize(
    ("now", "order"),
    [
        (datetime(2026, 11, 24, 9, 0, tzinfo=LONDON), "front_door_first"),
        (datetime(2026, 11, 24, 8, 59, tzinfo=LONDON), "out_of_hours_first"),
        (TUESDAY, "front_door_first"),
        (datetime(2026, 11, 24, 16, 30, tzinfo=LONDON), "out_of_hours_first"),
        (datetime(2026, 11, 24, 18, 30, tzinfo=LONDON), "out_of_hours_first"),
        (datetime(2026, 11, 28, 11, 0, tzinfo=LONDON), "out_of_hours_first"),
        (datetime(2026, 12, 25, 11, 0, tzinfo=LONDON), "out_of_hours_first"),
        (datetime(2026, 12, 28, 11, 0, tzinfo=LONDON), "out_of_hours_first"),
        (datetime(2027, 3, 29, 11, 0, tzinfo=LONDON), "out_of_hours_first"),
    ],
)
def test_the_order_by_hour(now: datetime, order: str) -> None:
    """Office hours on working days put the front door first; evenings, weekends and bank holidays the Emergency Duty Team."""
    assert emergency_order(now) == order


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nursery, 6.30pm, nobody came", "Tue 18:30"),
        ("Sat 10pm and no answer", "Sat 22:00"),
        ("2pm tues", "Tue 14:00"),
        ("its half 6 friday", "Fri 18:30"),
        ("tonight", "Tue 20:00"),
        ("christmas day", "Fri 12:00"),
        ("bank hol", "Fri 12:00"),
        ("its 18:45 and", "Tue 18:45"),
        ("hes collecting her at 3.30", None),
        ("we shut at 6pm", None),
        ("missing since 2pm", None),
        ("it happened last night", None),
        ("section 2.30 of the manual", None),
    ],
)
def test_a_time_in_the_message(text: str, expected: str | None) -> None:
    """The time that the message gives for now is read; times of other events are not."""
    said = time_said(text, TUESDAY)
    assert (said.strftime("%a %H:%M") if said else None) == expected
