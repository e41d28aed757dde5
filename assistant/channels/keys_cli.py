"""``safeguarding keys``: keys for other programs, with scopes and an end."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time, timedelta
from getpass import getuser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.state.keys import KeyBook

LONGEST_DAYS = 731

keys = typer.Typer(help="Keys for other programs that use the API.", no_args_is_help=True)
_Data = Annotated[Path | None, typer.Option("--data-dir", help="Data directory; else SAFEGUARDING_DATA_DIR.")]
_Name = Annotated[str, typer.Argument(help="What the key is for, such as 'intranet'.")]


@contextmanager
def _book(data_dir: Path | None) -> Iterator[tuple[KeyBook, int]]:
    """The keys and the standard limit."""
    from assistant.settings import load_settings  # noqa: PLC0415 - quick --help
    from assistant.state import open_database  # noqa: PLC0415
    from assistant.state.keys import KeyBook  # noqa: PLC0415

    settings = load_settings()
    database = open_database(data_dir or settings.data_dir, settings.database_url)
    try:
        yield KeyBook(database), settings.rate_limit
    finally:
        database.close()


@keys.command("add")
def add(
    name: _Name,
    expires: Annotated[str, typer.Option(help="Last day on which it works, such as 2027-01-01; at most two years ahead.")],
    scope: Annotated[str, typer.Option(help="Comma-separated: ask, search (also reads the library), feedback, staff.")] = "ask,search,feedback",
    per_minute: Annotated[int, typer.Option(min=0, max=100_000, help="Questions a minute; 0 or left out: SAFEGUARDING_RATE_LIMIT.")] = 0,
    data_dir: _Data = None,
) -> None:
    """Make a key and show it, once."""
    end = _end(expires)
    with _book(data_dir) as (book, standard):
        token = book.add(name, scope.split(","), expires_at=end, per_minute=per_minute or standard, by=f"command line ({getuser()})")
    typer.echo(f"The key '{name}' until {expires} ({scope}). It is shown only now; only its hash is kept:", err=True)
    typer.echo(token)
    typer.echo("Send it as 'Authorization: Bearer ...' from a program, never from a page in a browser.", err=True)


@keys.command("list")
def list_keys(data_dir: _Data = None) -> None:
    """List the keys: state, scopes, limit, end, last use."""
    with _book(data_dir) as (book, _):
        now = datetime.now(UTC).timestamp()
        for key in book.all():
            used = _day(key.used_at) if key.used_at else "never"
            scopes = ",".join(sorted(key.scopes))
            typer.echo(f"{key.name}: {key.state(now)}, {scopes}, {key.per_minute} a minute, until {_day(key.expires_at - 1)}, last used: {used}")


@keys.command("revoke")
def revoke(name: _Name, data_dir: _Data = None) -> None:
    """End a key at once."""
    with _book(data_dir) as (book, _):
        book.revoke(name, by=f"command line ({getuser()})")
    typer.echo(f"The key '{name}' opens nothing any more.")


def _end(text: str) -> float:
    """The end of the day in London, Unix seconds."""
    from assistant.clock import LONDON, system_clock  # noqa: PLC0415
    from assistant.state.keys import KeyRefused  # noqa: PLC0415

    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise KeyRefused(f"'{text}' is not a day. Write it as 2027-01-01.") from error
    if (day - system_clock().date()).days > LONGEST_DAYS:
        raise KeyRefused("A key works for two years at most. Give an earlier day and make a new key in time.")
    return datetime.combine(day + timedelta(days=1), time(0, 0), LONDON).timestamp()


def _day(seconds: float) -> str:
    from assistant.clock import LONDON  # noqa: PLC0415

    return datetime.fromtimestamp(seconds, LONDON).date().isoformat()
