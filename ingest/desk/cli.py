"""``safeguarding desk add-user`` and ``safeguarding desk users``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from typing import Annotated

import typer

from assistant.settings import load_settings
from assistant.state import open_database
from ingest.desk import audit
from ingest.desk.accounts import ROLE_NAMES, Accounts
from ingest.desk.errors import DeskError

desk = typer.Typer(help="Accounts of the publishing desk.", no_args_is_help=True)
_Data = Annotated[Path | None, typer.Option("--data-dir", help="Data directory; else SAFEGUARDING_DATA_DIR.")]
_Name = Annotated[str, typer.Argument(help="Name that the person signs in with.")]
_Role = Annotated[str, typer.Option(help="; ".join(f"{role}: {words}" for role, words in ROLE_NAMES.items()))]


def register(app: typer.Typer) -> None:
    """Add ``desk`` to the command line."""
    app.add_typer(desk, name="desk")


@contextmanager
def _accounts(data_dir: Path | None) -> Iterator[tuple[Accounts, Path]]:
    """The accounts; a refusal is a sentence and exit code 1."""
    settings = load_settings()
    folder = data_dir or settings.data_dir
    database = open_database(folder, settings.database_url)
    try:
        yield Accounts(database), folder
    except DeskError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from error
    finally:
        database.close()


def _ask_password() -> str:
    return str(typer.prompt("Password (at least 12 characters)", hide_input=True, confirmation_prompt=True))


@desk.command("add-user")
def add_user(name: _Name, role: _Role = "editor", data_dir: _Data = None) -> None:
    """Make an account; asks for its password."""
    with _accounts(data_dir) as (accounts, folder):
        user = accounts.add(name, _ask_password(), role)
        audit.record(folder, "user_added", by=f"command line ({getuser()})", user=user.name, role=user.role)
        typer.echo(f"{user.name} can sign in at /desk as {user.role}: {ROLE_NAMES[user.role]}.")


@desk.command("users")
def users(data_dir: _Data = None) -> None:
    """List the accounts."""
    with _accounts(data_dir) as (accounts, _):
        for user in accounts.all():
            seen = datetime.fromtimestamp(user.seen_at, UTC).strftime("%Y-%m-%d") if user.seen_at else "never"
            marks = ", closed" if user.disabled else ", locked for now" if user.locked else ""
            typer.echo(f"{user.name}: {user.role}{marks}, last signed in: {seen}")


@desk.command("change-user")
def change_user(
    name: _Name,
    role: Annotated[str, typer.Option(help="Another role.")] = "",
    password: Annotated[bool, typer.Option("--password", help="Ask for another password.")] = False,
    close: Annotated[bool | None, typer.Option("--close/--open", help="Close the account, or open it again.")] = None,
    data_dir: _Data = None,
) -> None:
    """Change an account's role or password, close it or open it again; its sessions end."""
    with _accounts(data_dir) as (accounts, folder):
        if role:
            accounts.set_role(name, role)
        if password:
            accounts.set_password(name, _ask_password())
        if close is not None:
            accounts.set_disabled(name, close)
        audit.record(folder, "user_changed", by=f"command line ({getuser()})", user=name, role=role, password=password, closed=close)
        typer.echo(f"{name} was changed.")
