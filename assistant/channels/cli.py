"""The command line: ask and search here; publishing, evaluation and the desk register their own commands through entry points."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import replace
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.channels.keys_cli import keys
from assistant.channels.operate_cli import register as register_operations
from assistant.domain import PARTNERSHIPS, Question
from assistant.errors import QuestionError, SafeguardingError

if TYPE_CHECKING:
    from assistant.answering import Assistant
    from assistant.channels.slack import SlackOptions
    from assistant.settings import Settings

AREAS = ("bedford", "central", "luton", "pan")
LONGEST = 20_000

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help="The Safeguarding Bedfordshire Assistant.")
app.add_typer(keys, name="keys")
register_operations(app)

AreaOption = Annotated[str | None, typer.Option(help="Where the child lives: bedford, central or luton (pan: not chosen)")]
DataDir = Annotated[Path | None, typer.Option(help="Where the published library lives")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON")]


def main() -> None:
    """Run the command line; every error of ours is one sentence on standard error and exit code 1."""
    for entry in _needed(entry_points(group="safeguarding.commands"), sys.argv[1:2]):
        entry.load()(app)
    try:
        app()
    except SafeguardingError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(1)


def _needed(entries: Iterable[EntryPoint], word: Sequence[str]) -> list[EntryPoint]:
    """What registers commands: only the entry of the command that was typed where one has its name, else all. Each takes a second to load."""
    found = list(entries)
    return [entry for entry in found if [entry.name] == list(word)] or found


def settings_for(data_dir: Path | None) -> Settings:
    """The environment's settings, with a data directory given on the command line."""
    from pydantic import ValidationError  # noqa: PLC0415 - quick --help

    from assistant.errors import SettingsError  # noqa: PLC0415
    from assistant.settings import load_settings  # noqa: PLC0415

    try:
        settings = load_settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = f"SAFEGUARDING_{str(first['loc'][0]).upper()}"
        raise SettingsError(f"The setting {name} is wrong: {first['msg']}. Mend it in the environment or .env.") from error
    return settings.model_copy(update={"data_dir": data_dir}) if data_dir else settings


def assistant_for(data_dir: Path | None) -> Assistant:
    """The assistant of a data directory, with quiet logs."""
    from assistant.observe import configure_logging  # noqa: PLC0415
    from assistant.wiring import build  # noqa: PLC0415

    settings = settings_for(data_dir)
    configure_logging("WARNING")
    return build(settings)


def question_of(text: str, area: str | None) -> Question:
    """A checked question; raises :class:`QuestionError` with what to do."""
    if not text.strip():
        raise QuestionError("The question is empty. Type what you want to know, for example: When should I use GCP2?")
    if len(text) > LONGEST:
        raise QuestionError(f"The question has {len(text):,} characters; at most {LONGEST:,} are read. Ask in a few sentences, without case details.")
    if area is not None and area not in AREAS:
        raise QuestionError(f"There is no area {area!r}. Choose bedford, central or luton.")
    return Question(text=text, area=area if area in PARTNERSHIPS else None)


@app.command()
def ask(question: str, area: AreaOption = None, data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Answer a question from the published library, each sentence with its source."""
    from assistant.channels.web_json import answer_json  # noqa: PLC0415

    asked = question_of(question, area)
    assistant = assistant_for(data_dir)
    answer = assistant.answer(asked)
    if as_json:
        print(json.dumps(answer_json(answer), ensure_ascii=False, indent=1))
    else:
        print(answer.text)
        print(f"\n{assistant.permanent_line()}")
    if answer.status == "fault":
        assistant.view()  # raises the sentence that says what is wrong


@app.command()
def search(
    question: str, area: AreaOption = None, limit: int = 20, data_dir: DataDir = None, as_json: AsJson = False,
    explain: Annotated[bool, typer.Option("--explain", help="Say why each passage was found")] = False,
) -> None:  # fmt: skip
    """List the passages found for a question, best first."""
    asked = question_of(question, area)
    assistant = assistant_for(data_dir)
    hits = assistant.search(asked, limit)
    if as_json:
        print(json.dumps({"passages": [_passage(hit, explain) for hit in hits]}, ensure_ascii=False, indent=1))
        return
    if explain:
        for name, value in assistant.trace(asked).items():
            print(f"{name}: {value}")
    for number, hit in enumerate(hits, 1):
        where = "".join(f" > {heading}" for heading in hit.units[0].headings[-2:])
        print(f"\n{number}. {hit.document.title}, page {hit.units[0].page}{where}")
        print(hit.text)
        if explain:
            print("   " + ", ".join(f"{name} {value:+.2f}" for name, value in hit.scores.items()))


def _passage(hit: Any, explain: bool) -> dict[str, object]:
    first = hit.units[0]
    row: dict[str, object] = {
        "text": hit.text,
        "document_id": hit.document.id,
        "title": hit.document.title,
        "area": hit.document.area,
        "published": hit.document.published.isoformat() if hit.document.published else None,
        "page": first.page,
        "heading": first.headings[-1] if first.headings else "",
        "score": round(hit.score, 4),
    }
    return row | ({"scores": hit.scores, "topics": hit.why} if explain else {})


@app.command()
def serve(host: str | None = None, port: int | None = None, data_dir: DataDir = None) -> None:
    """Serve the API, the page, the widget and the library."""
    import uvicorn  # noqa: PLC0415

    from assistant.channels.api import create_app  # noqa: PLC0415
    from assistant.channels.operations import server_options  # noqa: PLC0415
    from assistant.channels.tracing import traced  # noqa: PLC0415
    from assistant.observe import configure_logging  # noqa: PLC0415
    from assistant.state.retention import DailyRetention, days_of  # noqa: PLC0415
    from assistant.wiring import build, warm_up  # noqa: PLC0415

    settings = settings_for(data_dir)
    configure_logging(settings.log_level)
    assistant = build(settings)
    warm_up(assistant)
    chosen_host, chosen_port = host or settings.host, port or settings.port
    application = create_app(traced(assistant, settings, channel="web"), settings)
    if settings.slack_http:
        from assistant.channels.slack_http import http_handler  # noqa: PLC0415

        application.include_router(http_handler(traced(assistant, settings, channel="slack"), settings, _in_slack(assistant)))
    for entry in entry_points(group="safeguarding.applications"):
        application = entry.load()(application, settings)
    DailyRetention(settings.data_dir, settings.database_url, days_of(settings)).start()
    print(f"Open http://{chosen_host}:{chosen_port}/ in a browser. Stop with Ctrl+C.", flush=True)
    uvicorn.run(application, **server_options(chosen_host, chosen_port, settings.log_level.lower()))


@app.command()
def slack(data_dir: DataDir = None) -> None:
    """Answer in Slack (Socket Mode)."""
    from assistant.channels.slack import run_slack  # noqa: PLC0415
    from assistant.channels.tracing import traced  # noqa: PLC0415
    from assistant.channels.watching import watched_with_server  # noqa: PLC0415
    from assistant.observe import configure_logging  # noqa: PLC0415
    from assistant.state.retention import DailyRetention, days_of  # noqa: PLC0415
    from assistant.wiring import build, warm_up  # noqa: PLC0415

    settings = settings_for(data_dir)
    configure_logging(settings.log_level)
    assistant = build(settings)
    warm_up(assistant)
    DailyRetention(settings.data_dir, settings.database_url, days_of(settings)).start()
    run_slack(watched_with_server(traced(assistant, settings, channel="slack"), settings), settings, _in_slack(assistant))


def _in_slack(assistant: Assistant) -> SlackOptions:
    from assistant.channels.slack import SlackOptions  # noqa: PLC0415
    from assistant.channels.slack_news import news_lines  # noqa: PLC0415

    return SlackOptions(news=lambda: news_lines(assistant.view()))


@app.command("slack-key")
def slack_key() -> None:
    """Make a key for SAFEGUARDING_SLACK_TOKEN_KEY, which encrypts Slack's rotating tokens in the database."""
    from assistant.state.seal import new_key  # noqa: PLC0415

    print(new_key())


@app.command()
def doctor(data_dir: DataDir = None, as_json: AsJson = False) -> None:
    """Say what is configured, which generation is live, what is wrong and how to mend it."""
    from assistant.doctor import examine  # noqa: PLC0415

    findings = examine(settings_for(data_dir))
    if as_json:
        print(json.dumps([{"what": f.what, "ok": f.ok, "says": f.says} for f in findings], indent=1))
    else:
        for finding in findings:
            print(f"{'ok ' if finding.ok else 'BAD'}  {finding.what}: {finding.says}")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)


@app.command()
def demo(data_dir: DataDir = None) -> None:
    """Ask three questions of the published library and check that each reply has the right state."""
    assistant = assistant_for(data_dir)
    wrong = 0
    for text, expected in DEMO:
        answer = assistant.answer(replace(question_of(text, None)))
        print(f"\n> {text}\n[{answer.status.value}]\n{answer.text}")
        if answer.status.value != expected or (expected == "answered" and not answer.sources):
            wrong += 1
            print(f"!! expected the state {expected}")
    print(f"\n{assistant.permanent_line()}")
    if wrong:
        raise typer.Exit(1)
    print('\nAll three are right. Go on with: make serve, or .venv/bin/safeguarding ask "What is the LADO for?"')


DEMO = (
    ("When should I use GCP2?", "answered"),
    ("How many social workers does Luton have in each team, and what are they paid?", "not_found"),
    ("A 6 year old has just told me his dad is going to hurt him when he gets home in ten minutes", "urgent"),
)


if __name__ == "__main__":
    main()
