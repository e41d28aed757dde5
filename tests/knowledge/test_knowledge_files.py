"""Contacts, companions, signed-off answers and national editions keep their shape and their promises."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from assistant.domain import Area

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"
CONTACT_KEYS = re.split(
    " ",
    "area role name scope phone email hours form_url note source source_date checked checked_by review_by rejected tags",
)


@cache
def load(name: str) -> list[dict[str, Any]]:
    """The one list that the named YAML file holds."""
    loaded: list[dict[str, Any]] = yaml.safe_load((KNOWLEDGE / f"{name}.yaml").read_text(encoding="utf-8"))[name]
    return loaded


def digits(phone: str) -> str:
    """A phone number as bare digits."""
    return re.sub(r"\D", "", phone)


def digest_texts() -> dict[str, str]:
    """Body of every starter digest by its title, table marks kept."""
    texts = {}
    for path in [*(KNOWLEDGE / "starter").glob("*.md"), KNOWLEDGE / "glossary.md"]:
        _, matter, body = path.read_text(encoding="utf-8").split("---\n", 2)
        texts[yaml.safe_load(matter)["title"]] = body
    return texts


def companions_of(text: str) -> set[str]:
    """Ids of the companions that an answer with this text would need."""
    return {
        entry["id"]
        for entry in load("companions")
        if any(re.search(pattern, text, re.IGNORECASE) for pattern in entry["when_any"])
        and not any(re.search(pattern, text, re.IGNORECASE) for pattern in entry["unless_any"])
    }


def test_contacts_have_the_full_schema() -> None:
    """Every contact has every field, a known area and scope, a way to reach it, and a dated source."""
    for contact in load("contacts"):
        assert list(contact) == CONTACT_KEYS, contact["name"]
        assert contact["area"] in get_args(Area)
        assert contact["scope"] in {"child lives", "adult works", "anyone"}
        assert contact["phone"] or contact["email"]
        assert contact["source"]
        assert isinstance(contact["source_date"], str)
        assert contact["phone"] is None or isinstance(contact["phone"], str)
        assert all(isinstance(tag, str) for tag in contact["tags"])


def test_nothing_is_checked_without_a_name() -> None:
    """A seed number counts as unchecked: a date of checking needs a person."""
    assert all(contact["checked"] is None or contact["checked_by"] for contact in load("contacts"))


def test_rejected_numbers_are_nobodys_number() -> None:
    """A rejected number has a reason and is never the number of any contact."""
    rejected = [entry for contact in load("contacts") for entry in contact["rejected"]]
    assert rejected
    assert all(entry["reason"] for entry in rejected)
    phones = {digits(contact["phone"]) for contact in load("contacts") if contact["phone"]}
    assert not {digits(entry["phone"]) for entry in rejected} & phones


def test_rejected_numbers_stand_nowhere_else_in_contacts() -> None:
    """No note or source repeats a rejected number."""
    rejected = {digits(entry["phone"]) for contact in load("contacts") for entry in contact["rejected"]}
    for contact in load("contacts"):
        shown = digits(" ".join(str(contact[key]) for key in ("name", "note", "source", "hours")))
        assert not any(number in shown for number in rejected), contact["name"]


@pytest.mark.parametrize(("area", "phone"), [("bedford", "01234 718700"), ("central", "0300 300 8585"), ("luton", "01582 547653")])
def test_each_area_has_one_front_door_and_one_lado(area: str, phone: str) -> None:
    """The front door follows the child's home and the LADO the adult's work, one of each in an area."""
    here = [contact for contact in load("contacts") if contact["area"] == area]
    assert [contact["phone"] for contact in here if contact["role"] == "front door"] == [phone]
    assert [contact["scope"] for contact in here if contact["role"] == "front door"] == ["child lives"]
    assert [contact["scope"] for contact in here if contact["role"] == "LADO"] == ["adult works"]


def test_one_emergency_duty_team_serves_all() -> None:
    """Out of hours there is one shared number."""
    out_of_hours = [(c["area"], c["phone"]) for c in load("contacts") if c["role"] == "out of hours"]
    assert out_of_hours == [("pan", "0300 300 8123")]


def test_companions_compile_and_add_a_sentence() -> None:
    """Every pattern compiles, every id is its own, and the words added do not call for themselves again."""
    entries = load("companions")
    assert len({entry["id"] for entry in entries}) == len(entries)
    for entry in entries:
        for pattern in [*entry["when_any"], *entry["unless_any"]]:
            re.compile(pattern, re.IGNORECASE)
        assert entry["when_any"]
        assert entry["add"].strip().endswith(".")
        assert entry["reviewed_by"] is None or entry["reviewed_by"].strip()
        assert entry["id"] not in companions_of(f"{entry['add']} ")


@pytest.mark.parametrize(
    ("text", "companion"),
    [
        ("Seek consent from the parent before making a referral.", "consent-limits"),
        ("Please complete the online form.", "form-not-when-urgent"),
        ("Neglect referrals arrive with a GCP2 and a chronology.", "tools-never-delay"),
        ("Discuss the worry with parents.", "telling-parents"),
        ("Forced marriage is not arranged marriage.", "forced-marriage-one-chance"),
        ("Contact the LADO within one working day.", "lado-hands-off"),
        ("Escalate to the next manager.", "escalation-child-first"),
        ("Ring the NSPCC helpline.", "helpline-is-no-referral"),
        ("A bruise on a baby is shown to the GP.", "bruise-explanation"),
        ("High risk cases go to MARAC.", "domestic-abuse-children"),
        ("First responders complete the NRM.", "nrm-safeguard-first"),
    ],
)
def test_a_statement_brings_its_companion(text: str, companion: str) -> None:
    """A statement that could mislead alone calls for its other half."""
    assert companion in companions_of(text)


def test_a_harmless_statement_brings_none() -> None:
    """A sentence about a report's figures stands alone."""
    assert companions_of("The partnership met four times in 2021-22.") == set()


def test_answers_are_unsigned_drafts_with_citations() -> None:
    """Ten drafts exist, none is served, and each names a citation and an area."""
    answers = load("answers")
    assert len(answers) == 10
    for answer in answers:
        assert answer["owner"] is None
        assert answer["signed"] is None
        assert answer["expires"] is None
        assert len(answer["questions"]) >= 3
        assert set(answer["areas"]) <= set(get_args(Area))
        assert answer["citations"]
        assert not re.search(r"\b0\d{2,4} ?\d{3}", answer["answer"])


def test_quotes_of_answers_stand_in_their_digests() -> None:
    """A quotation of a draft stands word for word in the digest that it names."""
    texts = digest_texts()
    for answer in load("answers"):
        for citation in answer["citations"]:
            assert citation["title"] in texts, citation["title"]
            assert (citation["quote"] or "") in texts[citation["title"]], answer["id"]


def test_national_editions_are_well_formed() -> None:
    """Each guidance has a current edition newer than the one replaced, and patterns that capture the edition cited."""
    for entry in load("national"):
        assert entry["confirmed_by"] is None or entry["confirmed_by"].strip()
        assert entry["replaces"] is None or entry["replaces"] < entry["current_edition"]
        assert all("edition" in re.compile(pattern, re.IGNORECASE).groupindex for pattern in entry["names"])


@pytest.mark.parametrize(
    ("text", "key", "edition"),
    [
        ("as set out in Working Together to Safeguard Children (March 2015)", "working-together", "2015"),
        ("follows Working Together 2018", "working-together", "2018"),
        ("KCSIE 2024 part four", "kcsie", "2024"),
        ("Keeping Children Safe in Education, September 2023", "kcsie", "2023"),
        ("the Prevent duty guidance 2015", "prevent-duty", "2015"),
    ],
)
def test_citations_of_editions_are_recognised(text: str, key: str, edition: str) -> None:
    """The patterns find the year by which a document cites national guidance."""
    entry = next(entry for entry in load("national") if entry["key"] == key)
    found = [match["edition"] for pattern in entry["names"] for match in re.finditer(pattern, text, re.IGNORECASE)]
    assert found == [edition]
