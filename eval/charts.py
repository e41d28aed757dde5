"""Small SVG charts for the report: no script, no colour alone, a text alternative in each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH, HEIGHT = 560, 280
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 150, 16, 44
_STYLES = (("#1d4f91", ""), ("#b3400a", "6 4"), ("#2b6a30", "2 3"), ("#6b2a7a", "10 3 2 3"), ("#444444", "1 4"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A named series of points."""

    name: str
    points: Sequence[tuple[float, float]]


def line_chart(title: str, lines: Sequence[Line], *, x_label: str, y_label: str, text: str, x_ticks: Sequence[float] = ()) -> str:
    """A line chart with y from 0 to 1; ``text`` says in words what it shows."""
    xs = [x for line in lines for x, _ in line.points]
    low, high = min(xs, default=0.0), max(xs, default=1.0)
    ticks = x_ticks or [low + (high - low) * n / 4 for n in range(5)]
    parts = _axes(x_label, y_label, [(_x(tick, low, high), _number(tick)) for tick in ticks], [(_y(n / 5), _number(n / 5)) for n in range(6)])
    for number, line in enumerate(lines):
        colour, dashes = _STYLES[number % len(_STYLES)]
        path = " ".join(f"{_x(x, low, high):.1f},{_y(y):.1f}" for x, y in line.points)
        dash = f' stroke-dasharray="{dashes}"' if dashes else ""
        parts.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2.5"{dash} points="{path}"/>')
        top = _TOP + 10 + number * 20
        parts.append(f'<line x1="{WIDTH - _RIGHT + 8}" x2="{WIDTH - _RIGHT + 36}" y1="{top}" y2="{top}" stroke="{colour}" stroke-width="2.5"{dash}/>')
        parts.append(f'<text x="{WIDTH - _RIGHT + 42}" y="{top + 4}">{escape(line.name)}</text>')
    return _svg(title, text, parts)


def bar_chart(title: str, bars: Sequence[tuple[str, float, float]], *, unit: str, text: str) -> str:
    """Two bars a name (the usual and the worst case, such as p50 and p95), drawn sideways with their figures."""
    most = max((max(one, two) for _, one, two in bars), default=1.0) or 1.0
    row, left, width = 44, 110, WIDTH - 110 - 90
    parts: list[str] = []
    for number, (name, one, two) in enumerate(bars):
        top = 8 + number * row
        parts.append(f'<text x="{left - 8}" y="{top + 20}" text-anchor="end">{escape(name)}</text>')
        for offset, (value, label, colour) in enumerate(((one, "p50", "#1d4f91"), (two, "p95", "#b3400a"))):
            y = top + offset * 16
            parts.append(f'<rect x="{left}" y="{y}" width="{max(1.0, value / most * width):.1f}" height="13" fill="{colour}"/>')
            parts.append(f'<text x="{left + max(1.0, value / most * width) + 6:.1f}" y="{y + 11}">{label} {value:.0f} {escape(unit)}</text>')
    return _svg(title, text, parts, height=max(40, 12 + row * len(bars)))


def _svg(title: str, text: str, parts: Sequence[str], height: int = HEIGHT) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{escape(title)}: {escape(text)}" '
        f'xmlns="http://www.w3.org/2000/svg" font-size="12" fill="#1a1a1a">{"".join(parts)}</svg>'
    )


def _axes(x_label: str, y_label: str, x_ticks: Sequence[tuple[float, str]], y_ticks: Sequence[tuple[float, str]]) -> list[str]:
    right, bottom = WIDTH - _RIGHT, HEIGHT - _BOTTOM
    parts = [
        f'<line x1="{_LEFT}" x2="{right}" y1="{bottom}" y2="{bottom}" stroke="#444"/>',
        f'<line x1="{_LEFT}" x2="{_LEFT}" y1="{_TOP}" y2="{bottom}" stroke="#444"/>',
        f'<text x="{(_LEFT + right) / 2}" y="{HEIGHT - 6}" text-anchor="middle">{escape(x_label)}</text>',
        f'<text x="14" y="{(_TOP + bottom) / 2}" text-anchor="middle" transform="rotate(-90 14 {(_TOP + bottom) / 2})">{escape(y_label)}</text>',
    ]
    for y, label in y_ticks:
        parts.append(f'<line x1="{_LEFT}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}" stroke="#ddd"/>')
        parts.append(f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{label}</text>')
    return parts + [f'<text x="{x:.1f}" y="{bottom + 16}" text-anchor="middle">{label}</text>' for x, label in x_ticks]


def _x(value: float, low: float, high: float) -> float:
    share = (value - low) / (high - low) if high > low else 0.5
    return _LEFT + share * (WIDTH - _RIGHT - _LEFT)


def _y(value: float) -> float:
    return HEIGHT - _BOTTOM - value * (HEIGHT - _BOTTOM - _TOP)


def _number(value: float) -> str:
    return f"{value:.0f}" if value == int(value) and abs(value) >= 2 else f"{value:.2g}"
