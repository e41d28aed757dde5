"""Migrations, choices and records."""

from __future__ import annotations

import importlib
import os
import pkgutil
import threading

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

import assistant.state
from assistant.state import Claim, ClaimBook, Feedback, People, Records, Trace, open_database
from assistant.state.models import Base


def differences(connection):
    """What the database and the models of all modules do not share."""
    for module in pkgutil.iter_modules(assistant.state.__path__, "assistant.state."):
        importlib.import_module(module.name)
    return compare_metadata(MigrationContext.configure(connection), Base.metadata)


def test_migrations_build_what_the_models_say(database):
    """No column, index or constraint differs."""
    with database.engine.connect() as connection:
        assert differences(connection) == []


def test_processes_that_start_together_migrate_once(tmp_path):
    """Eight openings of a new database at once all succeed."""
    opened, errors = [], []

    def start():
        try:
            opened.append(open_database(tmp_path))
        except Exception as error:  # noqa: BLE001 - any error is the finding
            errors.append(error)

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert People(opened[0]).area("T", "U") is None
    for database in opened:
        database.close()


def test_a_person_s_area_comes_before_the_channel_s(database):
    """Dropping the own choice falls back to the channel; forgetting deletes it."""
    people = People(database)
    people.set_channel("T", "C", area="bedford", public=True)
    people.choose_area("T", "U", "luton")
    assert people.area("T", "U", "C") == "luton"

    people.forget("T", "U")
    assert people.area("T", "U", "C") == "bedford"
    assert people.area("T", "U") is None
    people.forget_team("T")
    assert people.channel("T", "C").public is False


def test_feedback_of_one_author_is_replaced_and_can_be_deleted(database):
    """A second word on the same answer replaces the first; readers of the web stay apart."""
    records = Records(database)
    author = records.author("T", "U1")
    records.keep_feedback(Feedback(answer_id="a", helpful=True, author=author, channel="slack"))
    records.keep_feedback(Feedback(answer_id="a", helpful=False, author=author, channel="slack", reason="old"))
    records.keep_feedback(Feedback(answer_id="a", helpful=True))
    records.keep_feedback(Feedback(answer_id="a", helpful=True))
    assert sorted((f.channel, f.helpful) for f in records.feedback("a")) == [("slack", False), ("web", True), ("web", True)]

    records.forget_author(author)
    assert {f.channel for f in records.feedback("a")} == {"web"}


def test_an_author_is_a_code_that_other_databases_do_not_share(database, tmp_path):
    """The same person has one code here and another elsewhere."""
    other = open_database(tmp_path / "other")

    assert Records(database).author("T", "U1") == Records(database).author("T", "U1")
    assert Records(database).author("T", "U1") != Records(other).author("T", "U1")
    other.close()


def test_gaps_are_counted_and_open_again(database):
    """The same wording counts up; a closed gap opens when it is asked again."""
    records = Records(database)
    for _ in range(3):
        records.count_gap("rules on drones", area="luton")
    records.count_gap("rules on drones", area="bedford")
    first, second = records.gaps()
    assert (first.times, second.times) == (3, 1)

    records.close_gap(first.id)
    assert [gap.area for gap in records.gaps()] == ["bedford"]
    records.count_gap("rules on drones", area="luton")
    assert records.gaps()[0].times == 4


def test_a_trace_comes_back_as_it_was_kept(database):
    """Details are JSON; newest first."""
    records = Records(database)
    trace = Trace(answer_id="a", status="answered", area="luton", took_ms=12, details={"kept": ["d#1"]}, at=5.0)
    records.keep_trace(trace)
    records.keep_trace(Trace(answer_id="b", status="fault", at=6.0))

    assert [t.answer_id for t in records.traces()] == ["b", "a"]
    assert records.traces()[1] == trace


@pytest.mark.database
def test_the_same_on_postgresql(tmp_path, socket_enabled):
    """Migrations, claims and records work on PostgreSQL; its address stands in SAFEGUARDING_TEST_DATABASE_URL."""
    url = os.environ.get("SAFEGUARDING_TEST_DATABASE_URL", "")
    if not url:
        pytest.skip("SAFEGUARDING_TEST_DATABASE_URL is not set")
    database = open_database(tmp_path, url)
    with database.engine.begin() as connection:
        for table in Base.metadata.tables:
            connection.execute(text(f"DELETE FROM {table}"))
        assert differences(connection) == []
    claims, records = ClaimBook(database), Records(database)
    assert [claims.claim(Claim(key="k", kind="message", team="T", asker="U", channel="C")) for _ in range(2)] == [True, False]
    assert claims.renew(["k"]) == 1
    records.count_gap("x")
    records.count_gap("x")
    assert records.gaps()[0].times == 2
    database.close()
