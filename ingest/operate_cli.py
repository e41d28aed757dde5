"""Commands of back-up and restore; ``restore`` also takes a withdrawal back, by what it is given."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from ingest import cli

ToRestore = Annotated[str, typer.Argument(metavar="DOCUMENT|FILE", help="Id of a withdrawn document, or a file made by `safeguarding backup`.")]
WithdrawnIn = Annotated[Path | None, typer.Option("--withdrawn-in", help="The data directory of before: what was withdrawn there stays withdrawn.")]
Sha256 = Annotated[str, typer.Option("--sha256", help="Refuse a file with another SHA-256 than this.")]


def backup_command(
    file: Annotated[Path, typer.Argument(help="The archive to write, such as /backups/today.tar.gz.")], data_dir: cli.DataDir = None, by: cli.By = ""
) -> None:
    """Write everything that a new machine needs into one file; readers notice nothing, publishing waits."""
    with cli.sentences():
        from ingest.backup import back_up  # noqa: PLC0415 - quick --help

        settings = cli.settings_now()
        report = back_up(data_dir or settings.data_dir, file, database_url=settings.database_url, by=cli.who(by))
    typer.echo(f"{report.path}: {report.files} files, {report.size / 1e6:.1f} MB")
    typer.echo(f"SHA-256 {report.sha256}")
    for identifier in report.left_out:
        typer.echo(f"Left out: generation {identifier}, which is damaged.")


def restore_command(what: ToRestore, by: cli.By = "", data_dir: cli.DataDir = None, withdrawn_in: WithdrawnIn = None, sha256: Sha256 = "") -> None:
    """Take a withdrawal back, or bring a back-up onto an empty folder."""
    if Path(what).is_file():
        _restore_archive(Path(what), cli.who(by), data_dir, withdrawn_in, sha256)
        return
    with cli.sentences():
        from ingest.operations import restore_withdrawn  # noqa: PLC0415

        readable = restore_withdrawn(data_dir or cli.settings_now().data_dir, what, cli.who(by))
    typer.echo(f"{what} is {'readable again' if readable else 'no longer withdrawn; run `safeguarding ingest` to publish it again'}.")


def _restore_archive(archive: Path, by: str, data_dir: Path | None, withdrawn_in: Path | None, sha256: str) -> None:
    with cli.sentences():
        from ingest.restore import restore  # noqa: PLC0415

        settings = cli.settings_now()
        folder = data_dir or settings.data_dir
        report = restore(archive, folder, database_url=settings.database_url, withdrawn_in=withdrawn_in, sha256=sha256, by=by)
    live = report.generation or "nothing yet"
    typer.echo(f"Restored the back-up of {report.made} (version {report.version}): {report.files} files, live is {live}.")
    if report.withdrawn:
        typer.echo(f"Withdrawn since, and still withdrawn: {', '.join(report.withdrawn)}.")
    for identifier in report.purged:
        typer.echo(f"Purged since: its text came back with the back-up, hidden. Run `safeguarding purge {identifier} --data-dir {folder}`.")
    typer.echo("Now run `safeguarding doctor`.")
