"""Tables of figures for a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eval.results import CaseResult
from eval.summary import NOT_SHARES, Figure, Table, by_category, by_suite, latencies, tables

_HEADS = {
    "recall_150": "sp150", "recall_300": "sp300", "recall_600": "sp600", "recall_1200": "sp1200", "wrong_area_5": "area!", "ndcg_10": "nDCG",
    "key_facts": "facts", "reading_age": "age", "right_decline": "declined", "false_answer": "answered!", "false_decline": "declined!",
    "pii_notice": "notice",
}  # fmt: skip
_WIDE = 9


def run_text(results: Sequence[CaseResult], memory_mb: float) -> str:
    """Every suite's tables by category, latency and memory."""
    parts = [
        table_text(table) for suite, members in by_suite(results).items() for table in tables(members, by_category, suite)
    ]
    lines = [f"{one.stage:<12} p50 {one.p50:7.1f} ms   p95 {one.p95:7.1f} ms   n {one.count}" for one in latencies(results)]
    return "\n\n".join([*parts, "\n".join(["latency", *lines, f"memory at most {memory_mb:.0f} MB"])])


def table_text(table: Table) -> str:
    """One table: figures below short heads, the half width of the 95 % interval in the first row."""
    names = max([len(name) for name, _ in table.rows] + [12])
    head = f"{'':<{names}} {'n':>5}" + "".join(f"{_HEADS.get(metric, metric):>{_WIDE}}" for metric in table.metrics)
    lines = [table.title, head]
    for number, (name, cells) in enumerate(table.rows):
        count = max((cell.interval.count for cell in cells if cell.interval), default=0)
        lines.append(f"{name:<{names}} {count:>5}" + "".join(f"{_cell(cell):>{_WIDE}}" for cell in cells))
        if number == 0:
            lines.append(f"{'  95 % +/-':<{names}} {'':>5}" + "".join(f"{_half_width(cell):>{_WIDE}}" for cell in cells))
    return "\n".join(lines)


def names_text(title: str, names: Iterable[str], most: int = 30) -> str:
    """A titled list of questions, cut with its rest counted."""
    listed = list(names)
    more = [f"... and {len(listed) - most} more"] if len(listed) > most else []
    return "\n".join([f"{title} ({len(listed)}):", *(f"  {name}" for name in listed[:most]), *more])


def _cell(value: Figure) -> str:
    if value.unscored:
        return f"{len(value.unscored)} miss"
    if value.interval is None:
        return "-"
    return f"{value.interval.value:.1f}" if value.metric in NOT_SHARES else f"{value.interval.value:.3f}"


def _half_width(value: Figure) -> str:
    if value.interval is None or value.interval.count == 1:
        return ""
    return f"{(value.interval.high - value.interval.low) / 2:.3f}" if value.metric not in NOT_SHARES else ""
