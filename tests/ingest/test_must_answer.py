"""A publication that loses the answer to a must-answer question is stopped, named, overruled on the record, or agreed to as a removal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from assistant.must_answer import Unanswered
from assistant.settings import load_settings
from ingest.cli import DONE, FAILED, USAGE, register
from ingest.job import Options, ingest, live
from ingest.must_answer import Overrule, QuestionsLost, lost_lines
from ingest.publish import generations
from tests.ingest.library_kit import BRUISING, LIBRARY, NEGLECT, place_in, visible, write
from tests.ingest.phrase_questions import PhraseQuestions

ROOT = Path(__file__).resolve().parents[2]


def _without_the_sentence(folder: Path) -> Path:
    return write(folder, LIBRARY | {"neglect.md": NEGLECT.replace("a worry about daily care repeats", "it is due")})


def _audit(data_dir: Path) -> list[dict[str, object]]:
    path = data_dir / "audit.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def test_a_lost_answer_stops_the_switch_and_is_named(tmp_path: Path) -> None:
    """The library is as it was, nothing is left behind, and the sentence names question and document."""
    place, questions = place_in(tmp_path), PhraseQuestions()
    first = ingest([write(tmp_path / "in", LIBRARY)], place, options=Options(must_answer=questions))
    before = visible(place)

    with pytest.raises(QuestionsLost) as caught:
        ingest([_without_the_sentence(tmp_path / "in")], place, options=Options(must_answer=questions))

    assert [item.id for item in caught.value.lost] == ["tool"]
    assert all(words in str(caught.value) for words in ("tool", "What about worry about daily care?", "Some guidance", "nothing was published"))
    assert "never" not in str(caught.value)
    assert visible(place) == before
    assert generations(place.data_dir) == [first.generation]
    assert not list((place.data_dir / "generations").glob(".building-*"))
    assert _audit(place.data_dir) == []


def test_what_never_was_answered_is_reported_and_stays_in_the_report(tmp_path: Path) -> None:
    """The first publication has nothing to lose; the report of the generation keeps what it does not answer."""
    place, questions = place_in(tmp_path), PhraseQuestions()
    folder = write(tmp_path / "in", LIBRARY)
    report = ingest([folder], place, options=Options(must_answer=questions))
    again = ingest([folder], place, options=Options(must_answer=questions))

    assert [line.split()[0] for line in report.unanswered] == ["never"]
    assert any(line.startswith("NOT answered, though it must be") for line in report.lines())
    assert again.unanswered == report.unanswered
    now = live(place.data_dir)
    assert now is not None
    assert tuple(now.manifest.report["unanswered"]) == report.unanswered


def test_an_unchanged_delivery_asks_nothing(tmp_path: Path) -> None:
    """No question is asked where nothing is built: unchanged, or a dry run."""
    place, questions = place_in(tmp_path), PhraseQuestions()
    folder = write(tmp_path / "in", LIBRARY)
    ingest([folder], place, options=Options(must_answer=questions))
    ingest([folder], place, options=Options(must_answer=questions))
    ingest([_without_the_sentence(tmp_path / "in")], place, options=Options(must_answer=questions, dry_run=True))

    assert questions.rounds == 1


def test_somebody_may_overrule_it_and_is_on_record(tmp_path: Path) -> None:
    """Who, why, which questions and which generation stand in the audit log and in the report; questions not seen still stop it."""
    place, questions = place_in(tmp_path), PhraseQuestions()
    ingest([write(tmp_path / "in", LIBRARY)], place, options=Options(must_answer=questions))
    folder = _without_the_sentence(tmp_path / "in")
    unseen = Overrule(by="A. Lead", reason="the tool was retired", questions=frozenset({"bruise"}))
    with pytest.raises(QuestionsLost):
        ingest([folder], place, options=Options(must_answer=questions, overrule=unseen))
    assert _audit(place.data_dir) == []

    word = Overrule.of({"by": "A. Lead", "reason": "the tool was retired", "questions": ["tool"]})
    report = ingest([folder], place, options=Options(must_answer=questions, overrule=word))

    line = _audit(place.data_dir)[-1]
    assert (line["what"], line["by"], line["reason"]) == ("overrule", "A. Lead", "the tool was retired")
    assert (line["questions"], line["generation"]) == (["tool"], report.generation)
    assert "published all the same by A. Lead: the tool was retired" in report.unanswered[0]


def test_an_agreed_removal_is_reported_and_does_not_stop(tmp_path: Path) -> None:
    """Without --yes a removed document stops it; with it the question no longer counts, and is told."""
    place, questions = place_in(tmp_path), PhraseQuestions()
    folder = write(tmp_path / "in", LIBRARY)
    ingest([folder], place, options=Options(must_answer=questions))
    (folder / "neglect.md").unlink()
    with pytest.raises(QuestionsLost):
        ingest([folder], place, options=Options(must_answer=questions))

    report = ingest([folder], place, options=Options(must_answer=questions, yes=True))

    assert report.published
    assert "It was answered before." in report.unanswered[0]
    (folder / "bruising.md").write_text(BRUISING.replace("looked at by a paediatrician", "photographed"), encoding="utf-8")
    with pytest.raises(QuestionsLost, match="bruise"):
        ingest([folder], place, options=Options(must_answer=questions, yes=True))


def test_what_a_withdrawal_costs_is_said_in_lines() -> None:
    """Nothing lost is said too."""
    assert lost_lines([]) == ["Every question that must be answered is answered as before."]
    assert "tool" in lost_lines([Unanswered(id="tool", question="When?", why="not said", lost=True)])[1]


# --- the command line, with the shipped questions and the packaged model ---------------------------------------------


@pytest.fixture
def _fresh_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    load_settings.cache_clear()
    monkeypatch.chdir(ROOT)


def _run(*arguments: str | Path) -> Result:
    app = typer.Typer()
    register(app)
    return CliRunner().invoke(app, [str(each) for each in arguments])


def test_a_reason_belongs_to_force(tmp_path: Path) -> None:
    """Wrong usage is exit code 2."""
    assert _run("ingest", tmp_path, "--reason", "because").exit_code == USAGE


@pytest.mark.timeout(600)
@pytest.mark.usefixtures("_fresh_settings")
def test_the_command_stops_names_and_goes_on_by_force(tmp_path: Path) -> None:
    """A digest is gone: exit 1 with the shipped question's name. A withdrawal goes on and says its cost. --force with a reason is logged."""
    starter = ROOT / "knowledge" / "starter"
    names = ("gcp2-and-neglect.md", "information-sharing-and-consent.md", "escalation.md")
    folder = write(tmp_path / "in", {name: (starter / name).read_text(encoding="utf-8") for name in names})
    at = ("--data-dir", tmp_path / "data")
    assert _run("ingest", folder, *at).exit_code == DONE

    (folder / "gcp2-and-neglect.md").unlink()
    stopped = _run("ingest", folder, *at)
    assert stopped.exit_code == FAILED
    assert "must-gcp2-when" in stopped.stderr
    assert "--force --reason" in stopped.stderr

    forced = _run("ingest", folder, "--force", "--reason", "GCP2 has a page of its own now", "--by", "A. Lead", *at)
    assert forced.exit_code == DONE, forced.stderr
    line = next(line for line in _audit(tmp_path / "data") if line["what"] == "overrule")
    assert (line["by"], line["reason"], line["questions"]) == ("A. Lead", "GCP2 has a page of its own now", ["must-gcp2-when"])

    escalation = next(name for name, title in _documents(tmp_path / "data").items() if title.startswith("Escalation"))
    withdrawn = _run("withdraw", escalation, "--reason", "a test", *at)
    assert withdrawn.exit_code == DONE
    assert "must-disagree" in withdrawn.stdout


def _documents(data_dir: Path) -> dict[str, str]:
    now = live(data_dir)
    assert now is not None
    return {document.id: document.title for document in now.documents.values()}
