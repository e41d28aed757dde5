"""Old rows go, the run is remembered, a wrong clock deletes nothing; one person's rows come out whole and go whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.errors import SafeguardingError
from assistant.state import Claim, ClaimBook, Database, Feedback, People, Records, Trace, open_database
from assistant.state.desk import DeskSessionRow, DeskUserRow
from assistant.state.retention import DAY, ClockInDoubt, DailyRetention, Days, Retention, describe
from assistant.state.subjects import export, forget

NOW = 1_790_000_000.0
DAYS = Days()


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """A fresh database."""
    opened = open_database(tmp_path)
    yield opened
    opened.close()


def _kept(database: Database, age_days: float) -> None:
    """One row of each kind, so many days old."""
    at = NOW - age_days * DAY
    records = Records(database, clock=lambda: at)
    records.keep_feedback(Feedback(answer_id=f"a{age_days}", helpful=True, at=at))
    records.keep_trace(Trace(answer_id=f"a{age_days}", status="answered", at=at))
    records.count_gap(f"gap {age_days}")


def test_each_kind_goes_after_its_own_days(database: Database) -> None:
    """Traces go before feedback; what is young enough stays; the counts are noted."""
    for age in (400, 100, 1):
        _kept(database, age)

    ran = Retention(database, DAYS, clock=lambda: NOW).run("a.b")

    assert (ran.deleted["feedback"], ran.deleted["traces"], ran.deleted["gaps"]) == (1, 2, 1)
    assert [trace.answer_id for trace in Records(database).traces()] == ["a1"]
    last = Retention(database, DAYS, clock=lambda: NOW).last()
    assert last is not None
    assert (last.started_by, last.deleted) == ("a.b", ran.deleted)


def test_a_clock_that_jumped_deletes_nothing(database: Database) -> None:
    """Ten years ahead is more likely a mistake than a holiday; whoever is sure may say so."""
    _kept(database, 1)
    later = Retention(database, DAYS, clock=lambda: NOW + 3650 * DAY)

    with pytest.raises(ClockInDoubt, match="Mend the clock"):
        later.run("schedule")
    assert len(Records(database).feedback()) == 1

    assert later.run("a.b", sure=True).deleted["feedback"] == 1


def test_a_clock_that_went_back_deletes_nothing_young(database: Database) -> None:
    """A run in the past finds nothing old, and says that its successor is due."""
    _kept(database, 1)
    Retention(database, DAYS, clock=lambda: NOW).run("schedule")
    earlier = Retention(database, DAYS, clock=lambda: NOW - 30 * DAY)

    assert sum(earlier.run("schedule").deleted.values()) == 0
    assert not Retention(database, DAYS, clock=lambda: NOW).due()
    assert earlier.overdue()


def test_operators_are_told_when_it_has_not_run(tmp_path: Path) -> None:
    """Nothing kept is well; old rows without a run, or a run of three days ago, are not."""
    assert "nothing is kept" in describe(tmp_path, "", DAYS)
    database = open_database(tmp_path)
    _kept(database, 3)
    with pytest.raises(SafeguardingError, match="never run"):
        describe(tmp_path, "", DAYS, clock=lambda: NOW)
    Retention(database, DAYS, clock=lambda: NOW).run("schedule")
    database.close()

    assert "0 rows" in describe(tmp_path, "", DAYS, clock=lambda: NOW + DAY)
    with pytest.raises(SafeguardingError, match="last ran on"):
        describe(tmp_path, "", DAYS, clock=lambda: NOW + 3 * DAY)


def test_the_daily_job_runs_once_a_day(tmp_path: Path) -> None:
    """The first look runs it, the second finds it done."""
    daily = DailyRetention(tmp_path, "", DAYS)

    assert daily.look() is not None
    assert daily.look() is None


def test_one_person_s_rows_come_out_and_go(database: Database) -> None:
    """Choices, claims and feedback of one user in all workspaces, nobody else's; a second deletion finds no more."""
    records, people = Records(database), People(database)
    for user in ("U1", "U2"):
        people.choose_area("T", user, "luton")
        ClaimBook(database).claim(Claim(key=f"k{user}", kind="message", team="T", asker=user, channel="C"))
        ClaimBook(database).finish(f"k{user}")
        records.keep_feedback(Feedback(answer_id="a", helpful=False, author=records.author("T", user), channel="slack", reason="old"))

    found = export(database, "U1")
    assert {table: len(rows) for table, rows in found.items()} == {"slack_people": 1, "slack_claims": 1, "feedback": 1}
    assert export(database, "T/U1") == found
    assert export(database, "OTHER/U1") == {}

    forget(database, "U1")
    assert export(database, "U1") == {}
    assert len(export(database, "U2")) == 3
    assert ClaimBook(database).get("kU1") is not None


def test_an_account_of_the_desk_is_handed_out_without_its_hash(database: Database) -> None:
    """Account and sign-ins, without what would open them."""
    with database.session() as session:
        session.add(DeskUserRow(name="a.b", role="editor", hash="secret-hash", created_at=NOW))
        session.add(DeskSessionRow(token_hash="secret-token", user="a.b", started_at=NOW, seen_at=NOW))

    found = export(database, "a.b")
    assert set(found) == {"desk_users", "desk_sessions"}
    assert "secret" not in str(found)
    assert forget(database, "a.b") == {"desk_users": 1, "desk_sessions": 1}
    assert export(database, "a.b") == {}
