"""Personal details go, everything public stays."""

from __future__ import annotations

import pytest

from assistant.safety.personal import mask
from assistant.safety.personal_rules import nhs_valid
from tests.assistant.safety.conftest import lines, records


@pytest.mark.parametrize("record", records("personal.jsonl"), ids=lambda r: str(r["text"])[:40])
def test_details_vanish(record: dict[str, object]) -> None:
    """No string that must be hidden is left, even without the model's second look."""
    masked = mask(str(record["text"])).text
    assert [h for h in record["hidden"] if h in masked] == []  # type: ignore[attr-defined]


def test_recall_by_rules_alone() -> None:
    """At least 97 in 100 details go by rules alone, so that the optional model is never relied on."""
    pairs = [(str(r["text"]), h) for r in records("personal.jsonl") for h in r["hidden"]]  # type: ignore[attr-defined]
    missed = [h for text, h in pairs if h in mask(text, second_look=False).text]
    assert len(missed) <= len(pairs) * 0.03, missed


@pytest.mark.parametrize("text", lines("public_names.txt"))
def test_public_names_and_numbers_stay(text: str) -> None:
    """Helplines, titles, bodies, places, pseudonyms and dates are not personal details."""
    assert mask(text).text == text


def test_ordinary_questions_are_hardly_touched() -> None:
    """At most two in a hundred ordinary questions lose a word."""
    messages = lines("ordinary.txt")
    touched = [m for m in messages if mask(m).found]
    assert len(touched) <= len(messages) * 0.02, touched


def test_a_pseudonym_beside_a_birth_date_goes() -> None:
    """A published first name with a date of birth is a real child's."""
    assert "Isabella" not in mask("Isabella, dob 12/3/2019, is on my caseload").text


def test_a_name_goes_wherever_it_stands_again() -> None:
    """Once found, a name is masked in every place and case of letters."""
    masked = mask("My case is Bo Hypothetical-Smythe. bo hates school and BO's mum agrees").text
    assert "bo " not in masked.lower()


def test_offsets_are_of_the_original() -> None:
    """Found stretches point into the text that was given."""
    text = "mum Agnieszka 07700 900456"
    assert [text[f.start : f.end] for f in mask(text).found] == ["Agnieszka", "07700 900456"]


@pytest.mark.parametrize(("number", "valid"), [("943 476 5919", True), ("943 476 5918", False), ("12345", False)])
def test_nhs_numbers_are_checked(number: str, valid: bool) -> None:
    """The last digit of an NHS number is a checksum."""
    assert nhs_valid(number) is valid


def test_known_numbers_of_the_contact_book_stay() -> None:
    """A number that the contact book holds is not masked."""
    assert mask("is 01234 276346 right?", known_numbers=frozenset({"01234276346"})).found == ()


@pytest.mark.parametrize("text", ["why do EHAs get shut", "how many CiCs are there", "poverty in Luton, MK, Dacorum and St Albans"])
def test_acronyms_in_the_plural_and_places_are_nobodys_names(text: str) -> None:
    """A notice about names where there is none teaches people to ignore it."""
    assert mask(text).text == text


@pytest.mark.parametrize(
    ("message", "details"),
    [
        ("ollie and poppy's mum has been hit again, whats marac", ("ollie", "poppy")),
        ("marek and zofia's dad is out of prison, what does the pathway say", ("marek", "zofia")),
        ("kayleigh-mae (ridgeton academy y8) keeps going missing whats a return home interview", ("kayleigh-mae", "ridgeton academy")),
    ],
)
def test_what_stands_beside_a_name_goes_too(message: str, details: tuple[str, ...]) -> None:
    """Both names of a pair, and a school in small letters with a year group."""
    masked = mask(message).text
    assert not any(detail in masked for detail in details)
