"""Keys are shown once, kept as hashes, and end."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from assistant.channels.cli import app
from assistant.state import open_database
from assistant.state.keys import KeyBook, KeyRefused, hashed

START = 1_795_000_000.0


class Clock:
    """Seconds that the test moves."""

    now = START

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def book(database, clock):
    return KeyBook(database, clock=clock)


def test_a_key_is_found_by_its_token_and_kept_as_a_hash(book, database):
    """The table holds no part of the key; a token that differs in one character opens nothing."""
    token = book.add("intranet", ["ask", "staff"], expires_at=START + 100, per_minute=5, by="me")
    with database.engine.connect() as connection:
        kept = [str(value) for row in connection.execute(text("SELECT * FROM api_keys")) for value in row]
    key = book.find(token)

    assert key is not None
    assert (key.name, key.scopes, key.per_minute, key.created_by) == ("intranet", {"ask", "staff"}, 5, "me")
    assert hashed(token) in kept
    assert not [value for value in kept if token[4:12] in value]
    assert len(token) >= 47
    assert book.find(token[:-1] + ("a" if token[-1] != "a" else "b")) is None
    assert book.find(token.removeprefix("sgb_")) is None


def test_a_key_ends_by_its_day_or_by_hand(book, clock):
    """Expired and revoked keys are told apart for the list, and both are over."""
    first = book.add("first", ["ask"], expires_at=START + 100, per_minute=5)
    second = book.add("second", ["ask"], expires_at=START + 100, per_minute=5)
    book.revoke("second", by="somebody")

    assert book.find(first).state(START + 99) == "valid"
    assert book.find(first).state(START + 100) == "expired"
    assert book.find(second).state(START) == "revoked"
    assert [key.revoked_by for key in book.all()] == ["", "somebody"]
    with pytest.raises(KeyRefused, match="no key 'third'"):
        book.revoke("third")


def test_use_is_noted_once_an_hour(book, clock):
    """The last use is right to the hour, so that a busy program does not write with every question."""
    token = book.add("busy", ["ask"], expires_at=START + 100_000, per_minute=5)
    used = []
    for seconds in (10, 20, 4000):
        clock.now = START + seconds
        book.find(token)
        used.append(book.all()[0].used_at - START)

    assert used == [10, 10, 4000]


@pytest.mark.parametrize(
    ("name", "scopes", "ends"),
    [("Intranet!", ["ask"], 100), ("intranet", [], 100), ("intranet", ["ask", "publish"], 100), ("intranet", ["ask"], -1)],
)
def test_what_is_no_key_is_refused_with_a_sentence(book, name, scopes, ends):
    """A wrong name, no scope, an unknown one, or an end in the past."""
    with pytest.raises(KeyRefused):
        book.add(name, scopes, expires_at=START + ends, per_minute=5)
    assert book.all() == []


def test_a_name_is_given_once(book):
    """Also when the first key is revoked: the rows are the record."""
    book.add("intranet", ["ask"], expires_at=START + 100, per_minute=5)
    book.revoke("intranet")
    with pytest.raises(KeyRefused, match="already a key"):
        book.add("intranet", ["ask"], expires_at=START + 100, per_minute=5)


def test_the_command_line_makes_lists_and_revokes(tmp_path):
    """``keys add`` prints the key alone on standard output; ``keys list`` never shows it again."""
    where = ["--data-dir", str(tmp_path)]
    made = CliRunner().invoke(app, ["keys", "add", "intranet", "--scope", "ask,search", "--expires", "2028-01-01", *where])
    token = made.stdout.strip()
    listed = CliRunner().invoke(app, ["keys", "list", *where]).stdout
    revoked = CliRunner().invoke(app, ["keys", "revoke", "intranet", *where])
    database = open_database(tmp_path)

    assert made.exit_code == 0, made.output
    assert token.startswith("sgb_")
    assert "intranet: valid, ask,search, 30 a minute, until 2028-01-01, last used: never" in listed
    assert token not in listed
    assert revoked.exit_code == 0
    assert KeyBook(database).find(token).state(START) == "revoked"
    database.close()
    for bad in (["--expires", "soon"], ["--expires", "2099-01-01"], ["--expires", "2020-01-01"], ["--expires", "2028-01-01", "--scope", "root"]):
        assert isinstance(CliRunner().invoke(app, ["keys", "add", "another", *bad, *where]).exception, KeyRefused), bad
