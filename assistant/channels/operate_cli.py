"""Commands for whoever runs the service: the off switch, deletion of old rows, one person's data, the assurance pack."""

from __future__ import annotations

import getpass
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.errors import SafeguardingError

if TYPE_CHECKING:
    from assistant.settings import Settings
    from assistant.state import Database

DataDir = Annotated[Path | None, typer.Option(help="Where the published library lives")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON")]
User = Annotated[str, typer.Argument(metavar="USER", help="Slack user (U123, or T123/U123 for one workspace) or desk account")]

person = typer.Typer(no_args_is_help=True, help="What is kept of one person: hand it out or delete it.")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("off")(off_command)
    app.command("on")(on_command)
    app.command("retention")(retention_command)
    app.command("assurance")(assurance_command)
    app.add_typer(person, name="data")


def off_command(reason: Annotated[str, typer.Option(help="Why, for the record (no personal data)")] = "", data_dir: DataDir = None) -> None:
    """Switch the assistant off at once, in all processes: only the danger route and contacts answer."""
    from assistant.off_switch import OffSwitch  # noqa: PLC0415 - quick --help

    settings = _settings(data_dir)
    OffSwitch(settings.data_dir, settings.switched_off).turn_off(_login(), reason or "no reason given")
    typer.echo("Off, from the next question on. Danger and telephone numbers are still answered. `safeguarding on` takes it back.")


def on_command(data_dir: DataDir = None) -> None:
    """Switch the assistant on again."""
    from assistant.off_switch import OffSwitch  # noqa: PLC0415

    settings = _settings(data_dir)
    OffSwitch(settings.data_dir, settings.switched_off).turn_on()
    typer.echo("On, from the next question on.")


def retention_command(
    data_dir: DataDir = None,
    as_json: AsJson = False,
    sure: Annotated[bool, typer.Option("--sure", help="The date of this computer is right, although nothing newer is known")] = False,
) -> None:
    """Delete what is older than the settings allow, and note that it was done. `serve` and `slack` do so once a day themselves."""
    from assistant.state.retention import Retention, days_of  # noqa: PLC0415

    settings = _settings(data_dir)
    with _database(settings) as database:
        ran = Retention(database, days_of(settings)).run(_login(), sure=sure)
    if as_json:
        typer.echo(json.dumps({"at": ran.at, "deleted": ran.deleted}))
        return
    typer.echo(f"Deleted {sum(ran.deleted.values())} rows: " + ", ".join(f"{kind} {count}" for kind, count in ran.deleted.items()) + ".")


@person.command("export")
def export_command(user: User, data_dir: DataDir = None) -> None:
    """Print everything that is kept of one person as JSON."""
    from assistant.state.subjects import export  # noqa: PLC0415

    with _database(_settings(data_dir)) as database:
        typer.echo(json.dumps(export(database, user), ensure_ascii=False, indent=1))


@person.command("delete")
def delete_command(user: User, data_dir: DataDir = None, yes: Annotated[bool, typer.Option("--yes", help="Do not ask")] = False) -> None:
    """Delete everything that is kept of one person; jobs and Slack claims stay without the name."""
    from assistant.state.subjects import forget  # noqa: PLC0415

    if not yes and not typer.confirm(f"Delete everything that is kept of {user}? A desk account is deleted, too."):
        raise SafeguardingError("Nothing was deleted. Run it again with --yes if that is meant.")
    with _database(_settings(data_dir)) as database:
        counts = forget(database, user)
    rows = ", ".join(f"{table} {count}" for table, count in counts.items())
    typer.echo(f"Deleted or made nameless: {rows}." if counts else f"Nothing is kept of {user}.")
    typer.echo("The audit log keeps who published what; back-ups keep everything until they are deleted.")


def assurance_command(
    out: Annotated[Path, typer.Option(help="Folder for the pack; it is made")],
    data_dir: DataDir = None,
) -> None:
    """Write the assurance pack of this installation: drafts and inventories, each with what a person must still decide."""
    from assistant.assurance.pack import write_pack  # noqa: PLC0415

    written = write_pack(_settings(data_dir), out)
    for path in written:
        typer.echo(str(path))


def _settings(data_dir: Path | None) -> Settings:
    from assistant.channels.cli import settings_for  # noqa: PLC0415 - cli imports this module

    return settings_for(data_dir)


@contextmanager
def _database(settings: Settings) -> Iterator[Database]:
    from assistant.state.retention import opened  # noqa: PLC0415

    with opened(settings.data_dir, settings.database_url) as database:
        yield database


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
