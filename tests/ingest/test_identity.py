"""A document's title, kind, area, dates and lasting key are found, or set by fields."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from assistant.domain import Block, ParsedDocument
from ingest.errors import ParseError
from ingest.identity import identify, read_overrides


def _parsed(*texts: str, media_type: str = "pdf", **properties: str) -> ParsedDocument:
    blocks = tuple(
        Block(kind="heading" if number == 0 else "paragraph", text=text, level=1 if number == 0 else 0) for number, text in enumerate(texts)
    )
    return ParsedDocument(media_type=media_type, blocks=blocks, properties=properties, page_sizes=((595.0, 842.0),))  # type: ignore[arg-type]


def test_a_briefing_and_its_old_edition_share_a_key() -> None:
    """Version and dates differ, the key does not."""
    new = _parsed("Seven-Minute Briefing: Child Q", footer="Area: Luton | Published: 20 March 2025 | Review date: March 2026 | Version 2.0")
    old = _parsed("Seven-Minute Briefing: Child Q", footer="Area: Luton | Published: 12 September 2024 | Review date: September 2025 | Version 1.0")
    first, second = identify(new, Path("new.pdf")), identify(old, Path("child-q-v1-old.pdf"))

    assert first.key == second.key == "luton-briefing-child-q"
    assert (first.kind, first.area, first.published, first.published_exact) == ("briefing", "luton", date(2025, 3, 20), True)
    assert (second.published, first.review_by) == (date(2024, 9, 12), date(2026, 3, 31))
    assert first.guessed == ()


def test_annual_reports_share_a_key_and_differ_in_period() -> None:
    """The board became a partnership; the series goes on."""
    one = identify(_parsed("Luton Safeguarding Children Board", "Annual Report 2019-20"), Path("a.pdf"))
    two = identify(_parsed("Luton Safeguarding Children Partnership Annual Report 2020 \u2013 2021"), Path("b.pdf"))

    assert one.key == two.key == "luton-annual-report"
    assert (one.period, two.period) == ("2019-20", "2020-21")
    assert two.series == "periodic"
    assert (two.published, two.published_exact) == (date(2021, 9, 30), False)
    assert "published" in two.guessed


def test_a_date_within_its_own_year_is_not_a_reports_date() -> None:
    """An annual report that mentions something published during its year appeared after that year; a stated date is never doubted."""
    report = _parsed("Luton Safeguarding Children Board Annual Report 2020-21", "The strategy was published in December 2020.")
    late = _parsed("Luton Safeguarding Children Board Annual Report 2020-21", "Published: 18 October 2021")

    found = identify(report, Path("scan.pdf"))
    assert (found.published, found.published_exact) == (date(2021, 9, 30), False)
    assert "published" in found.guessed
    assert identify(late, Path("a.pdf")).published == date(2021, 10, 18)
    assert identify(report, Path("a.pdf"), {"published": "2020-12-01"}).published == date(2020, 12, 1)


def test_content_beats_the_file_name() -> None:
    """A misleading name changes nothing when the pages speak."""
    found = identify(_parsed("Central Bedfordshire: threshold document", "Published September 2025"), Path("luton-annual-report-2019.pdf"))

    assert (found.kind, found.area) == ("threshold", "central")
    assert (found.published, found.published_exact) == (date(2025, 9, 1), False)


def test_a_stale_title_of_a_template_is_not_believed() -> None:
    """A property that no page confirms gives way to the cover."""
    found = identify(_parsed("Bedford Borough escalation procedure", title="Budget template 2009"), Path("x.pdf"))

    assert found.title == "Bedford Borough escalation procedure"


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("Bedford Borough, Central Bedfordshire and Luton neglect strategy", "pan"),
        ("Pan Bedfordshire neglect strategy", "pan"),
        ("CBSCP neglect guidance", "central"),
        ("Working Together to Safeguard Children", "national"),
    ],
)
def test_areas_by_title(text: str, area: str) -> None:
    """Two partnerships together are the whole county; statutory guidance is national."""
    assert identify(_parsed(text, "Some text."), Path("x.pdf")).area == area


@pytest.mark.parametrize(
    ("line", "day", "exact"),
    [
        ("Issued: 26 June 2025", date(2025, 6, 26), True),
        ("Version 2, 20th March 2025", date(2025, 3, 20), True),
        ("Date of issue 03/02/2025", date(2025, 2, 3), True),
        ("Published September 2025", date(2025, 9, 1), False),
        ("Published: 31 February 2025", None, False),
    ],
)
def test_labelled_dates(line: str, day: date | None, exact: bool) -> None:
    """Dates are read the British way round; an impossible one is no date."""
    found = identify(_parsed("Luton escalation procedure", line), Path("x.pdf"))

    assert (found.published, found.published_exact) == (day, exact)


def test_fields_override_front_matter_and_content(tmp_path: Path) -> None:
    """documents.yaml beats front matter, which beats what the text says."""
    (tmp_path / "documents.yaml").write_text("a.md:\n  area: luton\n  published: 2025-01-31\n  audience: public\n", encoding="utf-8")
    parsed = _parsed("Central Bedfordshire procedure", media_type="markdown", area="bedford", authority="digest", references='[{"title": "T"}]')
    found = identify(parsed, tmp_path / "a.md", read_overrides(tmp_path)["a.md"])

    assert (found.area, found.authority, found.audience) == ("luton", "digest", "public")
    assert (found.published, found.published_exact) == (date(2025, 1, 31), True)
    assert found.references[0].title == "T"


def test_an_unknown_value_is_a_sentence() -> None:
    """A misspelt area names the field and the choices."""
    with pytest.raises(ParseError, match="'area' is 'lutton', but must be one of: bedford"):
        identify(_parsed("Title"), Path("x.pdf"), {"area": "Lutton"})


def test_a_few_scanned_pages_never_take_the_reports_place() -> None:
    """A scanned extract has the report's area, kind and period, and a key of its own."""
    parsed = ParsedDocument(
        media_type="pdf",
        blocks=(Block(kind="heading", text="LUTON IN NUMBERS", level=1),),
        page_sizes=((595.0, 842.0),) * 3,
        properties={"header": "LSCB Annual Report 2020-21", "footer": "Luton Safeguarding Children Board"},
        machine_read=(1, 2, 3),
    )
    found = identify(parsed, Path("scan0001.pdf"))

    assert (found.area, found.kind, found.period) == ("luton", "annual_report", "2020-21")
    assert found.key == "luton-annual-report-extract"


def test_a_digest_never_takes_the_place_of_its_report() -> None:
    """Our summary of an annual report has the report's period and a key of its own."""
    official = identify(_parsed("Luton Safeguarding Children Board Annual Report 2020-21"), Path("a.pdf"))
    digest = identify(_parsed("Luton annual report 2020-21: what it says"), Path("b.md"), {"authority": "digest"})

    assert digest.period == official.period == "2020-21"
    assert (official.key, digest.key) == ("luton-annual-report", "luton-annual-report-digest")
