"""The starter pack's digests say what they are and where they come from, and print no number that was rejected."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from assistant.domain import Area, Audience, Kind, Series

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"
DIGESTS = sorted([*(KNOWLEDGE / "starter").glob("*.md"), KNOWLEDGE / "glossary.md"])
FIRST_SENTENCE = "This is our summary, not the official document."
COPY_SITES = ("quizgecko", "studylib", "docsbay", "abcdocz", "docest", "vdocument", "theworkoutfactory")
SEED_FILE_NAME = re.compile(r"\b00\d_[0-9a-f]{8,}|\[source \d|\.txt\b", re.IGNORECASE)
PHONE = re.compile(r"(?<![\d-])0\d(?:[ ]?\d){8,9}(?!\d)")
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
REMARK = re.compile(r"unverified|unchecked|not (?:yet )?been (?:rung|checked)|No number on this page has", re.IGNORECASE)
REQUIRED = {
    "title",
    "kind",
    "area",
    "published",
    "review_by",
    "authority",
    "reviewed_by",
    "series",
    "audience",
    "sources",
}


def front_matter_and_body(path: Path) -> tuple[dict[str, Any], str]:
    """The parsed front matter and the text below it; fails where the file does not open with front matter."""
    opening, matter, body = path.read_text(encoding="utf-8").split("---\n", 2)
    assert opening == "", f"{path.name} does not open with front matter"
    return yaml.safe_load(matter), body


def digits(phone: str) -> str:
    """A phone number as bare digits, so that spacing does not hide a match."""
    return re.sub(r"\D", "", phone)


@cache
def contacts() -> list[dict[str, Any]]:
    """Every contact as written in the file."""
    loaded: list[dict[str, Any]] = yaml.safe_load((KNOWLEDGE / "contacts.yaml").read_text(encoding="utf-8"))["contacts"]
    return loaded


def rejected_numbers() -> set[str]:
    """Digits of every number that must never be shown."""
    return {digits(rejected["phone"]) for contact in contacts() for rejected in contact["rejected"]}


@pytest.fixture(params=DIGESTS, ids=lambda path: path.stem)
def digest(request: pytest.FixtureRequest) -> tuple[dict[str, Any], str]:
    """One digest at a time: its front matter and its body."""
    return front_matter_and_body(request.param)


def test_first_third_of_the_pack_is_there() -> None:
    """The nineteen digests on contacts, thresholds and core process exist beside the glossary."""
    expected = (
        "front-door-contacts thresholds-bedford thresholds-central thresholds-luton early-help "
        "section-47-and-conferences core-groups-and-plans escalation child-protection-medicals bruising-non-mobile "
        "pre-birth cross-border-and-moving-children lado-allegations serious-incidents-and-reviews child-death-cdop "
        "information-sharing-and-consent chronologies modern-slavery-nrm missing-children glossary"
    )
    assert set(re.split(" ", expected)) <= {path.stem for path in DIGESTS}


def test_front_matter_is_full_and_valid(digest: tuple[dict[str, Any], str]) -> None:
    """Every key is there and holds a value that the domain knows."""
    matter, _ = digest
    assert set(matter) >= REQUIRED
    assert matter["title"].strip()
    assert matter["kind"] in get_args(Kind)
    assert matter["area"] in get_args(Area)
    assert matter["series"] in get_args(Series)
    assert matter["audience"] in get_args(Audience)
    assert matter["authority"] == "digest"


def test_dates_are_in_order(digest: tuple[dict[str, Any], str]) -> None:
    """A digest falls due for review after it was written."""
    matter, _ = digest
    assert isinstance(matter["published"], date)
    assert isinstance(matter["review_by"], date)
    assert matter["published"] < matter["review_by"]


def test_sources_are_named_and_dated(digest: tuple[dict[str, Any], str]) -> None:
    """Every source has a title, a publisher and a date, and an address only on the web and never of a copy site."""
    sources = digest[0]["sources"]
    assert sources
    for source in sources:
        assert source["title"].strip()
        assert source["publisher"].strip()
        assert isinstance(source["date"], str)
        assert source["date"].strip()
        url = source["url"]
        assert url is None or re.match(r"https?://[\w.-]+/", url)
        assert not any(site in (url or "") for site in COPY_SITES)


def test_body_says_it_is_a_summary(digest: tuple[dict[str, Any], str]) -> None:
    """The first paragraph below the title says that the digest is not the official document."""
    paragraphs = [part.strip() for part in digest[1].split("\n\n") if part.strip() and not part.lstrip().startswith("#")]
    assert paragraphs[0].startswith(FIRST_SENTENCE)


def test_digest_is_short_enough_to_read(digest: tuple[dict[str, Any], str]) -> None:
    """A digest is neither a stub nor a manual, and has headed sections."""
    _, body = digest
    assert 100 <= len(body.split()) <= 700
    assert body.count("\n## ") >= 2


def test_no_seed_file_is_named(digest: tuple[dict[str, Any], str]) -> None:
    """Neither front matter nor body names a working file or a source number."""
    matter, body = digest
    assert not SEED_FILE_NAME.search(body)
    assert not SEED_FILE_NAME.search(yaml.safe_dump(matter))


def test_numbers_in_digests_come_from_the_contact_list(digest: tuple[dict[str, Any], str]) -> None:
    """A number or mailbox in a digest stands in the contact list too, is not rejected, and carries a remark."""
    _, body = digest
    found = {digits(match) for match in PHONE.findall(body)}
    known = {digits(contact["phone"]) for contact in contacts() if contact["phone"]}
    mailboxes = {contact["email"].lower() for contact in contacts() if contact["email"]}
    assert not found & rejected_numbers()
    assert found <= known
    assert {address.lower() for address in EMAIL.findall(body)} <= mailboxes
    if found:
        assert REMARK.search(body)


def test_titles_are_unique() -> None:
    """Identity rests on the title, so no two digests share one."""
    titles = [front_matter_and_body(path)[0]["title"] for path in DIGESTS]
    assert len(titles) == len(set(titles))
