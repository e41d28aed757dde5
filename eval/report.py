"""The run as one HTML file that a maintainer can send on: what improved, figures by category and area, charts, every failed question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from assistant.domain import AREA_NAMES
from eval.answers import decline_curve
from eval.charts import Line, bar_chart, line_chart
from eval.compare import Change, Comparison
from eval.gate import Breach
from eval.results import CaseResult
from eval.runs_file import Run
from eval.spans import BUDGETS
from eval.summary import (
    LABELS,
    NOT_SHARES,
    PARSING,
    Figure,
    Table,
    by_area,
    by_category,
    by_suite,
    failed,
    figure,
    is_reading,
    latencies,
    tables,
)

Baseline = Mapping[str, Mapping[str, Figure]]
"""Suite -> metric -> figure of the peer pipeline."""


def write_report(
    path: Path, run: Run, *, comparison: Comparison | None = None, breaches: Sequence[Breach] | None = None, baseline: Baseline | None = None
) -> None:
    """Write the report; the file needs nothing else to be read."""
    path.write_text(report_html(run, comparison=comparison, breaches=breaches, baseline=baseline), encoding="utf-8")


def report_html(
    run: Run, *, comparison: Comparison | None = None, breaches: Sequence[Breach] | None = None, baseline: Baseline | None = None
) -> str:
    """The report's HTML. ``breaches`` ``None`` means that no gate was asked for."""
    environment = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    environment.filters |= {"cell": cell, "label": lambda name: LABELS.get(name, name), "signed": lambda value: f"{value:+.3f}"}
    suites = by_suite(run.results)
    questions = [result for result in run.results if not is_reading(result)]
    readings = by_suite(filter(is_reading, run.results))
    return environment.get_template("report.html.j2").render(
        run=run,
        header=run.header,
        headlines=[(suite, _headline(members)) for suite, members in suites.items()],
        charts=_charts(suites, run.results, baseline or {}),
        groups=[(suite, *_groups(members)) for suite, members in by_suite(questions).items()],
        readings=[(suite, *_groups(members), len(members), failed(members)) for suite, members in readings.items()],
        questions=questions,
        latencies=latencies(run.results),
        failures=failed(questions),
        half=[r for r in run.results if "safe" in r.scores and 0 < r.scores["safe"].value < 1],
        comparison=comparison,
        changes=_notable(comparison),
        breaches=breaches,
        baseline=baseline or {},
        figure=figure,
    )


def cell(value: Figure) -> str:
    """A figure with its interval, as read in a table."""
    if value.unscored:
        return f"not measured ({len(value.unscored)})"
    if value.interval is None:
        return "–"
    found = value.interval
    if value.metric in NOT_SHARES:
        return f"{found.value:.1f}"
    if found.count == 1:
        return f"{found.value:.3f}"  # one question or document alone says nothing of others
    return f"{found.value:.3f} ({found.low:.2f}–{found.high:.2f})"


def _headline(results: Sequence[CaseResult]) -> list[Figure]:
    wanted = ("shingles", "rows", "full", "key_facts", "recall_600", "proof", "right_decline", "false_decline", "safe", "pii")
    figures = [figure(results, metric) for metric in wanted]
    return [value for value in figures if value.interval is not None or (value.unscored and any(value.metric in r.scores for r in results))]


def _groups(results: Sequence[CaseResult]) -> tuple[list[Table], list[Table]]:
    """Tables by category and by area."""
    return _area_names(tables(results, by_category)), _area_names(tables(results, by_area))


def _area_names(found: Sequence[Table]) -> list[Table]:
    return [
        Table(title=t.title, metrics=t.metrics, rows=tuple((AREA_NAMES.get(name, name), cells) for name, cells in t.rows)) for t in found
    ]


def _notable(comparison: Comparison | None) -> list[Change]:
    if comparison is None:
        return []
    telling = (*PARSING, "full", "recall_600", "safe")
    return [c for c in comparison.changes if not c.category or (c.verdict != "no clear change" and c.metric in telling)]


def _charts(suites: Mapping[str, Sequence[CaseResult]], results: Sequence[CaseResult], baseline: Baseline) -> list[dict[str, Any]]:
    charts = [chart for chart in (_recall_chart(suites, baseline), _latency_chart(results)) if chart]
    return charts[:1] + [chart for suite, members in suites.items() if (chart := _curve_chart(suite, members))] + charts[1:]


def _recall_chart(suites: Mapping[str, Sequence[CaseResult]], baseline: Baseline) -> dict[str, Any] | None:
    lines: list[Line] = []
    for suite, members in suites.items():
        lines += _recall_line(suite, {f"recall_{b}": figure(members, f"recall_{b}") for b in BUDGETS})
        lines += _recall_line(f"{suite}, peer", baseline.get(suite, {}))
    if not lines:
        return None
    text = "; ".join(f"{line.name} " + ", ".join(f"{y:.2f} in {x:.0f} words" for x, y in line.points) for line in lines)
    drawn = line_chart("Gold quotations found", lines, x_label="words retrieved", y_label="share found", text=text, x_ticks=BUDGETS)
    return {"title": "Gold quotations found by words read", "svg": Markup(drawn), "text": text}  # noqa: S704 - charts.py escapes what it is given


def _recall_line(name: str, figures: Mapping[str, Figure]) -> list[Line]:
    points = [(float(b), f.interval.value) for b in BUDGETS if (f := figures.get(f"recall_{b}")) is not None and f.interval is not None]
    return [Line(name=name, points=points)] if points else []


def _curve_chart(suite: str, results: Sequence[CaseResult]) -> dict[str, Any] | None:
    curve = decline_curve(results)
    if not curve:
        return None
    best = min(curve, key=lambda point: point.false_answers + point.false_declines)
    text = (
        f"at threshold {best.threshold:.3g} the two together are least: {best.false_declines:.0%} of answerable questions declined, "
        f"{best.false_answers:.0%} of unanswerable ones answered"
    )
    lines = [
        Line(name="false declines", points=[(p.threshold, p.false_declines) for p in curve]),
        Line(name="false answers", points=[(p.threshold, p.false_answers) for p in curve]),
    ]
    drawn = line_chart(f"Declining in {suite}", lines, x_label="evidence threshold", y_label="share", text=text)
    return {"title": f"{suite}: false answers against false declines", "svg": Markup(drawn), "text": text}  # noqa: S704 - charts.py escapes what it is given


def _latency_chart(results: Sequence[CaseResult]) -> dict[str, Any] | None:
    found = latencies(results)
    if not found:
        return None
    text = "; ".join(f"{one.stage} p50 {one.p50:.0f} ms, p95 {one.p95:.0f} ms" for one in found)
    drawn = bar_chart("Time by stage", [(one.stage, one.p50, one.p95) for one in found], unit="ms", text=text)
    return {"title": "Time by stage", "svg": Markup(drawn), "text": text}  # noqa: S704 - charts.py escapes what it is given
