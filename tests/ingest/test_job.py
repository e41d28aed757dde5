"""A publication from files to a generation: what is written, reused, refused and reported."""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import filelock
import numpy as np
import pytest

from assistant.errors import CorruptGeneration, PublishError, WriterBusy
from assistant.fakes import WordEmbedder
from assistant.library import UNITS, Library
from ingest.job import Options, ingest, read_report
from ingest.sources import find_documents
from tests.ingest.library_kit import BRUISING, ESCALATION, LIBRARY, NEGLECT, file_times, place_in, searched, visible, write
from tests.ingest.pdf_maker import pdf_bytes, text


def test_a_first_publication_is_readable(tmp_path: Path) -> None:
    """Every document, its text and its fields are there, and the report names them as added."""
    place = place_in(tmp_path)

    report = ingest([write(tmp_path / "in", LIBRARY)], place)

    view = Library(place.data_dir).view()
    assert report.published
    assert len(report.added) == 3
    assert {d.title for d in view.documents()} == {
        "Neglect practice guidance",
        "Bruising in babies who cannot move",
        "Escalation of professional disagreement",
    }
    assert view.generation.id == report.generation
    assert report.units == len(view.generation.units) > 4


def test_the_report_is_the_one_the_generation_keeps(tmp_path: Path) -> None:
    """What is told is read back from the published generation."""
    place = place_in(tmp_path)

    report = ingest([write(tmp_path / "in", LIBRARY)], place)

    assert read_report(place.data_dir / "generations" / report.generation) == report


def test_an_unchanged_folder_writes_nothing(tmp_path: Path) -> None:
    """A second run changes no time of any file or folder, and takes less than two seconds."""
    place = place_in(tmp_path)
    folder = write(tmp_path / "in", LIBRARY)
    first = ingest([folder], place)
    before = file_times(place.data_dir)
    started = time.monotonic()

    second = ingest([folder], place)

    assert time.monotonic() - started < 2
    assert not second.published
    assert second.generation == first.generation
    assert len(second.unchanged) == 3
    assert file_times(place.data_dir) == before


def test_force_builds_again(tmp_path: Path) -> None:
    """--force publishes an unchanged folder, without embedding anything."""
    place = place_in(tmp_path)
    folder = write(tmp_path / "in", LIBRARY)
    first = ingest([folder], place)

    second = ingest([folder], place, options=Options(force=True))

    assert second.published
    assert second.generation != first.generation
    assert second.embedded == 0


def test_only_the_changed_paragraph_is_embedded_again(tmp_path: Path) -> None:
    """One paragraph changed in a long document costs its own unit, its neighbours' windows and its passage."""
    place = place_in(tmp_path)
    paragraphs = [f"Paragraph {n} tells the worker about topic number{n} and what the manager{n} does then." for n in range(200)]
    folder = write(tmp_path / "in", {"long.md": "# Long guidance\n\n" + "\n\n".join(paragraphs)})
    first = ingest([folder], place)
    paragraphs[100] = "Paragraph 100 was written anew and now speaks of a different matter."
    write(folder, {"long.md": "# Long guidance\n\n" + "\n\n".join(paragraphs)})

    second = ingest([folder], place)

    assert first.embedded > 400
    assert 0 < second.embedded <= 8
    assert "1 sentences new, 1 gone; first new: Paragraph 100 was written anew" in next(iter(second.differences.values()))


def test_one_line_changed_in_a_long_pdf_costs_only_its_passages(tmp_path: Path) -> None:
    """In a report of seventy pages a changed paragraph costs at most its unit, three windows and its passages."""
    place = place_in(tmp_path)
    chance = random.Random(70)
    words = "worker plan visit school nurse parent review meeting record sibling police health family early help young carer court".split()
    texts = [[f"{' '.join(chance.sample(words, 9)).capitalize()}." for _ in range(6)] for _ in range(70)]

    def report() -> Path:
        (tmp_path / "in").mkdir(exist_ok=True)
        pages = [_page(lines_of_page) for lines_of_page in texts]
        (tmp_path / "in" / "report.pdf").write_bytes(pdf_bytes(pages))
        return tmp_path / "in"

    first = ingest([report()], place)
    texts[35][3] = "This paragraph was written anew and speaks of another matter."
    second = ingest([report()], place)

    assert Library(place.data_dir).view().documents()[0].pages == 70
    assert first.embedded > 800
    assert 0 < second.embedded <= 6


def _page(paragraphs: list[str]) -> str:
    return "\n".join(text(50, 80 + 40 * number, paragraph) for number, paragraph in enumerate(paragraphs))


def test_the_day_in_force_is_kept(tmp_path: Path) -> None:
    """From the text or a field, the day from which a document applies stands in the published catalogue."""
    place = place_in(tmp_path)
    said = BRUISING + "\nEffective from 1 April 2027\n"
    ingest([write(tmp_path / "in", {"a.md": NEGLECT.replace("area:", "effective_from: 2027-01-02\narea:"), "b.md": said})], place)

    days = {document.area: document.effective_from for document in Library(place.data_dir).view().documents()}

    assert days == {"luton": date(2027, 1, 2), "pan": date(2027, 4, 1)}


def test_a_newer_edition_supersedes(tmp_path: Path) -> None:
    """Two editions in one folder: the newer is current, the older is kept and marked."""
    place = place_in(tmp_path)
    old = NEGLECT.replace("2025-03-01", "2022-03-01").replace("several weeks", "many weeks")

    report = ingest([write(tmp_path / "in", {"a-new.md": NEGLECT, "b-old.md": old})], place)

    editions = {d.id: (d.edition, d.superseded_by) for d in Library(place.data_dir).view().documents()}
    current = next(i for i, (edition, _) in editions.items() if edition == "current")
    assert (f"{current}-edition-2022-03-01", ("superseded", current)) in editions.items()
    assert len(report.superseded) == 1


def test_a_copy_is_reported_and_not_searched_twice(tmp_path: Path) -> None:
    """The same text under another title is kept for reading and stays out of the index."""
    place = place_in(tmp_path)
    text = "\n\n".join(f"Point {n}: the worker records the visit, tells manager {n} and plans the next step with the family." for n in range(12))
    head = "---\nkind: procedure\narea: pan\npublished: 2025-01-01\ntitle: {}\n---\n"

    report = ingest([write(tmp_path / "in", {"one.md": head.format("Home visits") + text, "two.md": head.format("Visiting at home") + text})], place)

    assert len(report.duplicates) == 1
    assert len(visible(place)) == 2
    assert len(searched(place)) == 1


def test_a_large_removal_asks_first(tmp_path: Path) -> None:
    """Losing more than a fifth of the library needs --yes; refused, nothing changes."""
    place = place_in(tmp_path)
    folder = write(tmp_path / "in", LIBRARY)
    ingest([folder], place)
    (folder / "neglect.md").unlink()
    (folder / "bruising.md").unlink()

    with pytest.raises(PublishError, match=r"would remove 2 of 3 documents.*--yes"):
        ingest([folder], place)
    assert len(visible(place)) == 3

    report = ingest([folder], place, yes=True)
    assert len(report.removed) == 2
    assert len(visible(place)) == 1


def test_bad_files_cost_only_themselves(tmp_path: Path) -> None:
    """Empty, unsupported and damaged files are named with a reason; the others are published."""
    place = place_in(tmp_path)
    folder = write(tmp_path / "in", {"bruising.md": BRUISING, "empty.md": "", "sheet.xlsx": "x"})
    (folder / "cut.pdf").write_bytes(b"%PDF-1.4\n1 0 obj\n<<")

    report = ingest([folder], place)

    assert {name for name, _ in report.failed} == {"empty.md", "sheet.xlsx", "cut.pdf"}
    assert all(reason.endswith(".") for _, reason in report.failed)
    assert len(visible(place)) == 1
    assert {name for name, _ in ingest([folder], place).failed} == {"empty.md", "sheet.xlsx", "cut.pdf"}


def test_a_file_that_breaks_keeps_its_last_edition(tmp_path: Path) -> None:
    """A damaged delivery does not take a published document away."""
    place = place_in(tmp_path)
    folder = write(tmp_path / "in", LIBRARY)
    ingest([folder], place)
    before = visible(place)
    (folder / "neglect.md").write_bytes(b"")

    report = ingest([folder], place)

    assert visible(place) == before
    assert report.removed == ()
    assert report.failed[0][0] == "neglect.md"


@contextmanager
def _as_somebody() -> Iterator[None]:
    """For the block an administrator, who can read every file, is an ordinary user."""
    was = os.geteuid()
    if was == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(was)


def test_an_unreadable_file_is_named() -> None:
    """A file without read permission is refused with its name, and the others are found."""
    with tempfile.TemporaryDirectory() as name:
        folder = write(Path(name), {"bruising.md": BRUISING, "locked.md": NEGLECT})
        folder.chmod(0o755)
        (folder / "locked.md").chmod(0)
        with _as_somebody():
            found, refused = find_documents([folder])

    assert [raw.name for raw in found] == ["bruising.md"]
    assert [(item.name, "permissions" in item.reason) for item in refused] == [("locked.md", True)]


def test_nothing_readable_is_refused(tmp_path: Path) -> None:
    """A folder of which nothing can be read does not empty the library."""
    place = place_in(tmp_path)
    ingest([write(tmp_path / "in", LIBRARY)], place)

    with pytest.raises(PublishError, match="nothing was changed"):
        ingest([write(tmp_path / "bad", {"cut.pdf": "%PDF-1.4 cut"})], place, yes=True)

    assert len(visible(place)) == 3


def test_a_missing_path_is_one_sentence(tmp_path: Path) -> None:
    """A wrong path names itself."""
    with pytest.raises(PublishError, match=r"There is no file or folder .*nowhere"):
        ingest([tmp_path / "nowhere"], place_in(tmp_path))


def test_a_data_directory_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    """A file in the place of the data directory is said so."""
    (tmp_path / "data").write_text("I am a file", encoding="utf-8")

    with pytest.raises(PublishError, match="cannot be written"):
        ingest([write(tmp_path / "in", LIBRARY)], place_in(tmp_path))


def test_a_second_writer_is_turned_away(tmp_path: Path) -> None:
    """While one publication runs, another fails at once and changes nothing."""
    place = place_in(tmp_path)
    folder = write(tmp_path / "in", LIBRARY)
    ingest([folder], place)
    write(folder, {"more.md": NEGLECT.replace("Neglect practice guidance", "Another guidance")})

    with filelock.FileLock(place.data_dir / "publish.lock"), pytest.raises(WriterBusy, match="Another publication is running"):
        ingest([folder], place)

    assert len(visible(place)) == 3


def test_a_dry_run_publishes_nothing(tmp_path: Path) -> None:
    """A dry run says what would happen and leaves no generation."""
    place = place_in(tmp_path)

    report = ingest([write(tmp_path / "in", LIBRARY)], place, dry_run=True)

    assert len(report.added) == 3
    assert not report.published
    assert not (place.data_dir / "CURRENT").exists()


def test_a_failed_check_before_the_switch_blocks(tmp_path: Path) -> None:
    """When must-answer questions fail on the finished generation, readers keep the old one and nothing is left over."""
    place = place_in(tmp_path)
    folder = write(tmp_path / "in", LIBRARY)
    first = ingest([folder], place)
    write(folder, {"neglect.md": NEGLECT.replace("several weeks", "some months")})

    def refuse(built: Path) -> None:
        assert (built / "manifest.json").is_file()
        raise PublishError("The must-answer questions fail.")

    with pytest.raises(PublishError, match="must-answer"):
        ingest([folder], place, before_switch=refuse)

    assert Library(place.data_dir).current_id() == first.generation
    assert [path.name for path in (place.data_dir / "generations").iterdir()] == [first.generation]


class _Forgetful(WordEmbedder):
    """An embedder whose numbers are broken."""

    def encode(self, texts):  # type: ignore[no-untyped-def]
        return np.full((len(texts), self.dimension), np.nan, dtype=np.float32)


def test_a_self_check_that_fails_blocks(tmp_path: Path) -> None:
    """Vectors that are no numbers never go live, and nothing is left over."""
    place = place_in(tmp_path)
    folder = write(tmp_path / "in", LIBRARY)
    first = ingest([folder], place)
    write(folder, {"neglect.md": NEGLECT.replace("several weeks", "some months")})

    with pytest.raises(PublishError, match=r"nothing was published|Nothing was published"):
        ingest([folder], replace(place, embedder=_Forgetful(dimension=32)))

    assert Library(place.data_dir).current_id() == first.generation
    assert [path.name for path in (place.data_dir / "generations").iterdir()] == [first.generation]


@pytest.mark.parametrize("name", ["units.json", "lexical/units/terms.json", "documents.json"])
def test_a_damaged_generation_is_a_sentence(tmp_path: Path, name: str) -> None:
    """A flipped byte is found by its checksum, and the next ingestion mends it."""
    place = place_in(tmp_path)
    folder = write(tmp_path / "in", LIBRARY)
    report = ingest([folder], place)
    path = place.data_dir / "generations" / report.generation / name
    raw = bytearray(path.read_bytes())
    raw[len(raw) // 2] ^= 1
    path.write_bytes(bytes(raw))

    with pytest.raises(CorruptGeneration, match=f"{name} .* is damaged or missing.*rollback"):
        Library(place.data_dir).view()

    assert ingest([folder], place).published
    assert len(visible(place)) == 3


def test_fields_beside_the_files_count(tmp_path: Path) -> None:
    """A changed documents.yaml is a change, and its fields win."""
    place = place_in(tmp_path)
    folder = write(tmp_path / "in", {"escalation.md": ESCALATION})
    ingest([folder], place)
    write(folder, {"documents.yaml": "escalation.md:\n  area: central\n  source_url: https://example.org/e\n"})

    report = ingest([folder], place, yes=True)

    document = next(iter(Library(place.data_dir).view().documents()))
    assert report.published
    assert (document.area, document.source_url) == ("central", "https://example.org/e")


def test_two_folders_may_hold_the_same_name(tmp_path: Path) -> None:
    """Files of one name in two folders are both published."""
    place = place_in(tmp_path)

    ingest([write(tmp_path / "one", {"report.md": NEGLECT}), write(tmp_path / "two", {"report.md": BRUISING})], place)

    assert len(visible(place)) == 2


def test_old_generations_are_dropped(tmp_path: Path) -> None:
    """Only as many generations stay as were asked for."""
    place = place_in(tmp_path, keep=2)
    folder = write(tmp_path / "in", LIBRARY)
    ids = [ingest([folder], place, options=Options(force=True)).generation for _ in range(4)]

    assert sorted(path.name for path in (place.data_dir / "generations").iterdir()) == ids[-2:]


def test_vectors_are_those_of_the_texts(tmp_path: Path) -> None:
    """What readers score is what the embedder gave, row by row, but for the rounding of the cache."""
    place = place_in(tmp_path)
    ingest([write(tmp_path / "in", LIBRARY)], place)
    generation = Library(place.data_dir).view().generation
    matrix = generation.vectors[UNITS].matrix
    assert matrix is not None

    row = next(n for n, unit in enumerate(generation.units) if "paediatrician" in unit.text)
    scores = matrix @ WordEmbedder().encode(["a paediatrician looks at any bruise the same day"])[0]

    assert int(scores.argmax()) == row
