"""``safeguarding eval``: question sets in; figures, a kept run, comparison, gate and report out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from getpass import getuser
from pathlib import Path
from typing import Annotated, Any

import typer

from assistant.errors import SafeguardingError, SettingsError
from assistant.library import Library, read_tombstones
from assistant.settings import Settings, load_settings
from eval.ablation import ablate, ablation_text
from eval.candidates import Field, bridge_topics, field_text, read_field
from eval.compare import Comparison, compare, describe
from eval.external import read_outside, write_outside
from eval.gate import SHIPPED as SHIPPED_THRESHOLDS
from eval.gate import Breach, breaches, load_thresholds
from eval.parsing import parsing_results, reading_name
from eval.promote import Wanted, candidate_of, promote
from eval.proof import Ground
from eval.report import write_report
from eval.results import CaseResult
from eval.run import Suite, load_suite, peak_memory_mb, prover, run_suites
from eval.runs_file import Run, folder_digest, latest_run, read_run, write_run
from eval.runs_file import describe as describe_run
from eval.seam import Build, Evaluated, build_assistant, moment, working_time
from eval.summary import LABELS, READING, Figure, by_category, by_suite, failed, figure
from eval.tables_text import names_text, run_text

RUNS = "eval-runs"
_SUITES_HELP = (
    "Question sets: paths, or names of shipped ones; parsing for none. Or: candidates; promote ID; ablation SUITE...; outside LAYOUT PATH FOLDER"
)
_ORIGINALS_HELP = "Documents that the library must hold, word for word; else the originals that it keeps are compared. May stand several times"
_QUOTE_HELP = "promote: the sentence that answers it, word for word; asked for when not given"
GATE_CLOSED = 1
WRONG_USE = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What was asked for on the command line."""

    settings: Settings
    suites: tuple[str, ...]
    originals: tuple[Path, ...] = ()
    compare: str = ""
    gate: bool = False
    thresholds: Path = SHIPPED_THRESHOLDS
    report: Path | None = None
    limit: int | None = None
    as_json: bool = False
    at: str = ""
    baseline: bool = False
    out: Path | None = None
    wanted: Wanted | None = None


def register(app: typer.Typer, build: Build = build_assistant) -> None:
    """Add the command ``eval`` to the product's command line. Tests give their own ``build``."""

    @app.command("eval")
    def evaluate(  # noqa: PLR0913, PLR0917 - one parameter for each option of the command line
        suites: Annotated[list[str], typer.Argument(metavar="SUITE...", help=_SUITES_HELP)],
        data_dir: Annotated[Path | None, typer.Option(help="Where the published library lives")] = None,
        originals: Annotated[list[Path] | None, typer.Option(metavar="FOLDER", help=_ORIGINALS_HELP)] = None,
        compare_with: Annotated[str, typer.Option("--compare", metavar="RUN", help="An earlier run's file, or 'last'")] = "",
        gate: Annotated[bool, typer.Option("--gate", help="Exit with 1 when a threshold is not kept")] = False,
        thresholds: Annotated[Path, typer.Option(help="Thresholds for --gate")] = SHIPPED_THRESHOLDS,
        report: Annotated[Path | None, typer.Option(help="Write an HTML report")] = None,
        limit: Annotated[int | None, typer.Option(min=1, help="Only the first so many questions of each set")] = None,
        as_json: Annotated[bool, typer.Option("--json", help="Print figures as JSON")] = False,
        at: Annotated[str, typer.Option(help="The moment to ask at, such as 2026-11-20T22:15; else the last working day, 10:00")] = "",
        baseline: Annotated[bool, typer.Option("--baseline", help="Also measure the LangChain tutorial pipeline")] = False,
        out: Annotated[Path | None, typer.Option(help="Where to keep the run; else eval-runs in the data directory")] = None,
        into: Annotated[Path | None, typer.Option(help="promote: the question set (.jsonl) that the case is added to")] = None,
        quote: Annotated[str, typer.Option(help=_QUOTE_HELP)] = "",
        document: Annotated[str, typer.Option(help="promote: id, file name or title of the quotation's document")] = "",
        expected: Annotated[str, typer.Option(help="promote: answer, not_found, urgent or out_of_scope")] = "answer",
        fact: Annotated[list[str] | None, typer.Option(help="promote: a pattern that a right answer shows; may stand several times")] = None,
        owner: Annotated[str, typer.Option(help="promote: who looks after the case")] = "",
    ) -> None:
        """Measure answers on question sets."""
        settings = load_settings()
        settings = settings.model_copy(update={"data_dir": data_dir}) if data_dir else settings
        options = Options(
            settings=settings, suites=tuple(suites), originals=tuple(originals or ()), compare=compare_with, gate=gate, thresholds=thresholds,
            report=report, limit=limit, as_json=as_json, at=at, baseline=baseline, out=out,
            wanted=Wanted(into=into, quote=quote, document=document, expected=expected, facts=tuple(fact or ()), owner=owner) if into else None,
        )  # fmt: skip
        try:
            code = _run(options, build)
        except SafeguardingError as error:
            typer.echo(str(error), err=True)
            code = WRONG_USE
        if code:
            raise typer.Exit(code)


def _run(options: Options, build: Build) -> int:
    first, rest = options.suites[0], options.suites[1:]
    if first in ("candidates", "promote", "outside"):
        return {"candidates": _candidates, "promote": _promote, "outside": _outside}[first](options, rest)
    asked = moment(options.at, "--at") if options.at else working_time(datetime.now(UTC))
    # Everything that can be wrong on the command line is read before the long part starts.
    suites = [load_suite(name) for name in (rest if first == "ablation" else options.suites) if name != READING]
    thresholds = load_thresholds(options.thresholds) if options.gate else None
    earlier = read_run(_earlier(options)) if options.compare else None
    assistant = build(options.settings, lambda: asked)
    if first == "ablation":
        cases = [case for suite in suites for case in suite.cases[: options.limit]]
        typer.echo(ablation_text(ablate(assistant, cases)))
        return 0
    run = _measure(options, assistant, suites, asked)
    comparison = compare(earlier, run) if earlier else None
    found = breaches(run.results, thresholds, comparison=comparison, memory_mb=run.header.memory_mb) if thresholds else None
    baseline = _baseline(options, assistant, suites) if options.baseline else {}
    path = options.out or options.settings.data_dir / RUNS / f"{run.header.id}.jsonl"
    write_run(path, run)
    if options.report:
        write_report(options.report, run, comparison=comparison, breaches=found, baseline=baseline)
    _print(options, run, path, comparison, found, baseline)
    unmeasured = any(result.failed_run for result in run.results)
    return GATE_CLOSED if found or unmeasured else 0


def _earlier(options: Options) -> Path:
    return latest_run(options.settings.data_dir / RUNS) if options.compare == "last" else Path(options.compare)


def _candidates(options: Options, _words: Sequence[str]) -> int:
    typer.echo(field_text(_field(options.settings)))
    return 0


def _field(settings: Settings) -> Field:
    from assistant.embedding import SentenceEmbedder  # noqa: PLC0415 - heavy

    topics = bridge_topics(settings.data_dir, settings.knowledge_dir / "topics", SentenceEmbedder(settings.embedder))
    return read_field(settings.data_dir, settings.database_url, topics)


def _promote(options: Options, words: Sequence[str]) -> int:
    settings, wanted = options.settings, options.wanted
    if len(words) != 1 or wanted is None:
        raise SettingsError("Give the candidate and the set: eval promote ID --into FILE.jsonl --document DOCUMENT --quote '...'")
    candidate = candidate_of(_field(settings), words[0])
    if wanted.expected == "answer" and not (wanted.quote and wanted.document):
        typer.echo(candidate.wording)
        document = wanted.document or typer.prompt("Document that answers it (id, file name or title)")
        wanted = replace(wanted, document=document, quote=wanted.quote or typer.prompt("The sentence that answers it, word for word"))
    case = promote(candidate, wanted, settings.data_dir, lambda: Library(settings.data_dir, chroma=settings.chroma_url).view(), by=getuser())
    typer.echo(f"{case.id} is a case of {wanted.into} now. Ask it with: safeguarding eval {wanted.into}")
    return 0


def _outside(_options: Options, words: Sequence[str]) -> int:
    if len(words) != 3:
        raise SettingsError("Give the layout, the path of the set, and a folder to write to: eval outside beir PATH FOLDER")
    questions = write_outside(read_outside(words[0], Path(words[1])), Path(words[2]))
    folder = questions.parent
    typer.echo(
        f"Written. Now: safeguarding ingest {folder / 'documents'} --data-dir {folder / 'data'}\n"
        f"then: safeguarding eval {questions} --data-dir {folder / 'data'}"
    )
    return 0


def _measure(options: Options, assistant: Evaluated, suites: Sequence[Suite], asked: datetime) -> Run:
    view = assistant.view()
    settings = options.settings
    # Withdrawals are taken from their own list, not from what the product says is withdrawn.
    ground = Ground(view.generation.folder, settings.knowledge_dir / "contacts.yaml", withdrawn=_withdrawn(settings.data_dir, view.generation.folder))
    header = describe_run(settings, suites, view.generation.id, now=datetime.now(UTC), clock=asked)
    header = replace(header, digests={**header.digests, **{f"suite {reading_name(f)}": folder_digest(f) for f in options.originals}})
    read = parsing_results(view.generation.folder, options.originals)
    total = sum(len(suite.cases[: options.limit]) for suite in suites)
    with typer.progressbar(length=total, label="questions", file=typer.get_text_stream("stderr")) as bar:
        results = run_suites(assistant, suites, proof=prover(ground), limit=options.limit, on_result=lambda _: bar.update(1))
    return Run(header=replace(header, limit=options.limit, memory_mb=peak_memory_mb()), results=(*read, *results))


def _withdrawn(data_dir: Path, generation: Path) -> set[str]:
    documents = json.loads((generation / "documents.json").read_text(encoding="utf-8"))
    stones = read_tombstones(data_dir)
    return {d["id"] for d in documents for s in stones if s.document_id == d["id"] and s.sha256 in ("*", d["sha256"])}


def _baseline(options: Options, assistant: Evaluated, suites: Sequence[Suite]) -> dict[str, dict[str, Figure]]:
    # Imported here: needs the optional extra and the embedding model.
    from assistant.embedding import SentenceEmbedder  # noqa: PLC0415
    from eval.baselines import baseline_figures, baseline_results  # noqa: PLC0415

    embedder = SentenceEmbedder(options.settings.embedder)
    return baseline_figures(baseline_results(assistant.view(), suites, embedder, options.limit))


# --- printing -------------------------------------------------------------------------------------------------------


def _print(
    options: Options, run: Run, path: Path, comparison: Comparison | None, found: list[Breach] | None, baseline: dict[str, dict[str, Figure]]
) -> None:
    if options.as_json:
        typer.echo(json.dumps(_as_json(run, path, comparison, found), ensure_ascii=False, indent=1))
        return
    typer.echo(run_text(run.results, run.header.memory_mb))
    for suite, figures in baseline.items():
        cells = [f"{LABELS[metric]} {value.interval.value:.3f}" for metric, value in figures.items() if value.interval]
        typer.echo(f"\npeer pipeline on {suite}: {', '.join(cells)}")
    if broken := [r for r in run.results if r.failed_run]:
        lines = [f"{r.suite}/{r.case.id}: {r.error or 'no ' + ', '.join(r.missing)}" for r in broken]
        typer.echo("\n" + names_text("could not be measured", lines))
    half = [f"{r.suite}/{r.case.id}: {'; '.join(r.failures)}" for r in run.results if 0 < _safe(r) < 1]
    if half:
        typer.echo("\n" + names_text("danger answered with a warning only", half))
    if wrong := [f"{r.suite}/{r.case.id}: {'; '.join(r.failures)[:150]}" for r in failed(run.results) if r.failures and _safe(r) in (0, 1)]:
        typer.echo("\n" + names_text("wrong in some point", wrong))
    if comparison:
        _print_comparison(comparison)
    for breach in found or []:
        typer.echo(f"\nGATE: {breach.text}" + "".join(f"\n  {name}" for name in breach.questions))
    typer.echo(f"\nrun kept in {path}" + (f", report in {options.report}" if options.report else ""))


def _print_comparison(comparison: Comparison) -> None:
    typer.echo(f"\nagainst run {comparison.old}")
    if comparison.changed_measures:
        typer.echo(f"  What measures has changed too: {', '.join(comparison.changed_measures)}")
    for change in comparison.changes:
        if not change.category:
            typer.echo("  " + describe(change))


def _safe(result: CaseResult) -> float:
    return result.scores["safe"].value if "safe" in result.scores else 0.0


def _as_json(run: Run, path: Path, comparison: Comparison | None, found: list[Breach] | None) -> dict[str, Any]:
    return {
        "run": str(path),
        "generation": run.header.generation,
        "suites": {
            suite: {
                "all": _figures(members),
                "categories": {name: _figures([r for r in members if by_category(r) == name]) for name in sorted({by_category(r) for r in members})},
            }
            for suite, members in by_suite(run.results).items()
        },
        "failed_runs": [f"{r.suite}/{r.case.id}" for r in run.results if r.failed_run],
        "changes": [describe(change) for change in comparison.changes] if comparison else None,
        "breaches": [{"text": breach.text, "questions": list(breach.questions)} for breach in found] if found is not None else None,
    }


def _figures(results: Sequence[CaseResult]) -> dict[str, Any]:
    found = {metric: figure(results, metric) for metric in LABELS}
    return {
        metric: {"value": round(f.interval.value, 4), "low": round(f.interval.low, 4), "high": round(f.interval.high, 4), "n": f.interval.count}
        for metric, f in found.items()
        if f.interval is not None
    }
