"""The command line of publishing. Exit codes: 0 done, 1 refused or failed, 2 wrong usage, 3 published but some files could not be read.

Heavy libraries are imported inside the commands, so that ``--help`` answers at once.
"""

from __future__ import annotations

import getpass
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.errors import PublishError, SafeguardingError, SettingsError
from ingest.errors import IngestError

if TYPE_CHECKING:
    from assistant.library import Tombstone
    from assistant.must_answer import MustAnswer
    from assistant.settings import Settings
    from ingest.publish import Place, Progress

DONE, FAILED, USAGE, PARTLY = 0, 1, 2, 3

DataDir = Annotated[Path | None, typer.Option("--data-dir", help="Where the library lives (otherwise SAFEGUARDING_DATA_DIR, or ./data).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print the outcome as JSON.")]
DocumentId = Annotated[str, typer.Argument(metavar="DOCUMENT", help="Id of the document, as in its address under /library/.")]
By = Annotated[str, typer.Option("--by", help="Who decided this; your login name if not given.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]


_WAYS_ON = (
    "Mend the documents, or run it again with --yes if documents were removed on purpose, or with --force --reason '...' to publish all the same."
)


def register(app: typer.Typer) -> None:
    """Add the publishing commands to the command line."""
    from ingest.operate_cli import backup_command, restore_command  # noqa: PLC0415 - it shares this module's options

    app.command("ingest")(ingest_command)
    app.command("generations")(generations_command)
    app.command("rollback")(rollback_command)
    app.command("withdraw")(withdraw_command)
    app.command("restore")(restore_command)
    app.command("purge")(purge_command)
    app.command("backup")(backup_command)


def ingest_command(  # noqa: PLR0913, PLR0917 - one parameter for each option of the command line
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="[PATH]...", help="Files and folders to publish; none: starter pack and sources.")
    ] = None,
    source: Annotated[str, typer.Option("--source", help="Fetch this web source of sources.toml now, even if it is switched off.")] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change; publish nothing.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Agree to the removal of many documents.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Build again even when nothing changed; with --reason also where a must-answer question fails.")
    ] = False,
    reason: Annotated[str, typer.Option("--reason", help="With --force: why it is published all the same, for the audit log.")] = "",
    by: By = "",
    again: Annotated[bool, typer.Option("--rebuild", help="Build the live library again from its own texts (after an upgrade).")] = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Publish exactly these files and folders; with none, the starter pack and the web sources.

    Exit codes: 0 done, 1 refused or failed (nothing changed), 2 wrong usage, 3 published, but some files could not be read.
    """
    if paths and source:
        raise typer.BadParameter("Give paths or --source, not both.")
    if reason and not force:
        raise typer.BadParameter("--reason belongs to --force.")
    if again:
        if paths or source or dry_run:
            raise typer.BadParameter("--rebuild takes no paths, no --source and no --dry-run.")
        _rebuild(data_dir)
        return
    with sentences(), _progress() as say:
        from ingest.job import Options, ingest  # noqa: PLC0415
        from ingest.must_answer import Overrule, QuestionsLost  # noqa: PLC0415

        settings = settings_now()
        place = _place(settings, data_dir, say)
        troubles: list[tuple[str, str]] = []
        chosen = list(paths or []) or _standard_paths(settings, place, source, dry_run, troubles)
        how = Options(
            dry_run=dry_run, yes=yes, force=force, troubles=tuple(troubles), must_answer=_must_answer(settings, place),
            overrule=Overrule(by=who(by), reason=reason) if force and reason.strip() else None,
        )  # fmt: skip
        try:
            report = ingest(chosen, place, options=how)
        except QuestionsLost as error:
            raise PublishError(f"{error}\n{_WAYS_ON}") from error
    _print(report.as_dict() if as_json else report.lines())
    raise typer.Exit(PARTLY if report.failed else DONE)


def _rebuild(data_dir: Path | None) -> None:
    with sentences(), _progress() as say:
        from ingest.rebuild import rebuild  # noqa: PLC0415

        live = rebuild(_place(settings_now(), data_dir, say))
    _print([f"Live is now generation {live}, built again from the texts of the one before."])


def generations_command(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """List the kept generations of the library, newest first."""
    with sentences():
        from ingest.operations import list_generations  # noqa: PLC0415

        lines = list_generations(_folder(data_dir))
    if as_json:
        _print([line.as_dict() for line in lines])
        return
    _print(
        [
            f"{'* ' if line.live else '  '}{line.id}  " + (line.problem or f"{line.created}  {line.documents} documents, {line.units} passages")
            for line in lines
        ]
        or ["Nothing has been published yet. Run `safeguarding ingest`."]
    )


def rollback_command(
    generation: Annotated[str | None, typer.Argument(help="Generation to go back to; the one before the live one if not given.")] = None,
    data_dir: DataDir = None,
    by: By = "",
) -> None:
    """Make an older generation live. Withdrawn documents stay withdrawn."""
    with sentences():
        from ingest.operations import rollback  # noqa: PLC0415

        live = rollback(_folder(data_dir), generation, by=who(by), chroma=settings_now().chroma_url)
    _print([f"Live is now generation {live}. Withdrawn documents stay withdrawn."])


def withdraw_command(
    document: DocumentId,
    reason: Annotated[str, typer.Option("--reason", help="Why, for the audit log (no personal data).")] = "",
    by: By = "",
    data_dir: DataDir = None,
) -> None:
    """Hide a document from all readers at once, also while a publication is running."""
    with sentences():
        from ingest.operations import withdraw  # noqa: PLC0415

        stones = withdraw(_folder(data_dir), document, reason, who(by))
    hidden = ", ".join(sorted({stone.document_id for stone in stones}))
    _print(
        [
            f"Withdrawn: {hidden}." if stones else f"{document} was withdrawn already.",
            "Readers no longer see it. `safeguarding restore` takes this back.",
        ]
    )
    if stones:
        _print(_lost_by(stones, data_dir))


def _lost_by(stones: Sequence[Tombstone], data_dir: Path | None) -> list[str]:
    """What must be answered and no longer is; nothing that goes wrong here touches the withdrawal."""
    from ingest.must_answer import lost_lines  # noqa: PLC0415

    try:
        settings = settings_now()
        questions = _must_answer(settings, _place(settings, data_dir, _plain))
        return lost_lines(questions.after_withdrawal({stone.document_id for stone in stones})) if questions else []
    except SafeguardingError as error:
        return [f"The questions that must be answered could not be asked: {error}"]


def _must_answer(settings: Settings, place: Place) -> MustAnswer | None:
    from assistant.must_answer import must_answer_of  # noqa: PLC0415

    return must_answer_of(settings.model_copy(update={"data_dir": place.data_dir}), place.embedder)


def purge_command(
    document: DocumentId,
    reason: Annotated[str, typer.Option("--reason", help="Why, for the audit log (no personal data).")] = "",
    by: By = "",
    yes: Yes = False,
    data_dir: DataDir = None,
    as_json: AsJson = False,
) -> None:
    """Remove a withdrawn document's text for good and prove it by a scan of the data directory. Exit code 1 when some is left."""
    with sentences(), _progress() as say:
        from ingest.operations import purge  # noqa: PLC0415

        if not yes and not (sys.stdin.isatty() and typer.confirm(f"Remove all text of {document} for good? This cannot be undone.")):
            raise PublishError("Nothing was purged. Run it again with --yes if that is meant.")
        settings = settings_now()
        place = _place(settings, data_dir, say)
        report = purge(_folder(data_dir), document, place=place, by=who(by), reason=reason, database_url=settings.database_url)
    _print(report.as_dict() if as_json else _purge_lines(report.as_dict()))
    raise typer.Exit(DONE if report.proven else FAILED)


def _purge_lines(report: dict[str, Any]) -> list[str]:
    proof = f"{report['stretches']} eight-word stretches of its own text were searched for in every file of the data directory"
    verdict = f"Purged: {proof}; none is left." if report["proven"] else f"NOT fully purged: {proof}; some are left in:"
    sections = [
        ("", report["left"]),
        ("Removed:", report["removed"]),
        ("Text it shares with documents that stay was left there:", report["shared_with"]),
        ("Out of this program's reach:", report["beyond_reach"]),
    ]
    return [verdict, *(line for title, rows in sections if rows for line in [*([title] if title else []), *(f"  - {row}" for row in rows)])]


def _standard_paths(settings: Settings, place: Place, source: str, dry_run: bool, troubles: list[tuple[str, str]]) -> list[Path]:
    """The starter pack, the glossary, and the folders of the web sources after fetching them (a dry run fetches nothing)."""
    from ingest.publish import writable  # noqa: PLC0415
    from ingest.web_fetch import Fetcher  # noqa: PLC0415
    from ingest.web_sources import load_sources, refresh  # noqa: PLC0415

    sources = load_sources(settings.sources_file)
    if source and source not in {entry.name for entry in sources}:
        raise SettingsError(f"There is no source {source} in {settings.sources_file}. It has: {', '.join(e.name for e in sources) or 'none'}.")
    wanted = [entry for entry in sources if (entry.name == source if source else entry.enabled)]
    if wanted and not dry_run:
        writable(place.data_dir)
        with Fetcher() as fetcher:
            for entry in wanted:
                troubles.extend(refresh(entry, place.data_dir, fetcher, say=place.progress).troubles)
    folders = [place.data_dir / "web" / entry.name for entry in sources if entry.enabled or entry.name == source]
    standard = [settings.knowledge_dir / "starter", settings.knowledge_dir / "glossary.md"]
    return [path for path in [*standard, *folders] if path.exists()]


def settings_now() -> Settings:
    """The environment's settings; raises :class:`SettingsError` with a sentence."""
    from pydantic import ValidationError  # noqa: PLC0415

    from assistant.settings import load_settings  # noqa: PLC0415

    try:
        return load_settings()
    except ValidationError as error:
        wrong = "; ".join(f"SAFEGUARDING_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors())
        raise SettingsError(f"A setting is wrong: {wrong}.") from error


def _folder(data_dir: Path | None) -> Path:
    return data_dir or settings_now().data_dir


def _place(settings: Settings, data_dir: Path | None, say: Progress) -> Place:
    from assistant.embedding import SentenceEmbedder  # noqa: PLC0415
    from assistant.knowledge import load_topics  # noqa: PLC0415
    from assistant.topics import bridge_texts  # noqa: PLC0415
    from ingest.publish import Place  # noqa: PLC0415

    return Place(
        data_dir=data_dir or settings.data_dir,
        embedder=SentenceEmbedder(settings.embedder),
        chroma=settings.chroma_url,
        keep=settings.keep_generations,
        progress=say,
        also_embed=lambda: bridge_texts(load_topics(settings.knowledge_dir / "topics")),
    )


def who(by: str) -> str:
    """The name given, else the login name."""
    try:
        return by or getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


@contextmanager
def sentences() -> Iterator[None]:
    """One sentence on standard error and exit code 1 instead of a traceback."""
    try:
        yield
    except (SafeguardingError, IngestError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(FAILED) from error
    except KeyboardInterrupt as error:
        typer.echo("Stopped; the library is as it was.", err=True)
        raise typer.Exit(FAILED) from error
    except OSError as error:
        typer.echo(f"A file or folder could not be used: {error.strerror or error} ({error.filename or 'unknown'}).", err=True)
        raise typer.Exit(FAILED) from error


@contextmanager
def _progress() -> Iterator[Progress]:
    """Bars with the time left on a terminal, otherwise a plain line at the start and end of each stage; both on standard error."""
    if not sys.stderr.isatty():
        yield _plain
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn  # noqa: PLC0415

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, Any] = {}

        def say(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bars.add_task(stage, total=total)
            bars.update(tasks[stage], completed=done, total=total)

        yield say


def _plain(stage: str, done: int, total: int) -> None:
    """A line each fifth of the way."""
    if done == total or (done * 5) // max(total, 1) != ((done - 1) * 5) // max(total, 1):
        typer.echo(f"{stage}: {done} of {total}", err=True)


def _print(body: Any) -> None:
    if isinstance(body, list) and all(isinstance(line, str) for line in body):
        for line in body:
            typer.echo(line)
        return
    typer.echo(json.dumps(body, ensure_ascii=False, indent=1, default=str))
