"""The report: one file that needs nothing else, with everything that failed and why."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from lxml import html

from eval.charts import Line, bar_chart, line_chart
from eval.compare import compare
from eval.gate import Breach
from eval.report import report_html, write_report
from eval.summary import figure
from tests.eval.made_runs import result, run

ANSWER = {"status": "answered", "text": "Reply with <b>signs</b>", "sources": [{"title": "Neglect", "page": 3, "area": "luton", "published": None}]}
HITS = ({"text": "a passage", "document_id": "luton-neglect", "score": 1.0},)


def _results(full: float) -> list[object]:
    recall = {f"recall_{budget}": 0.5 for budget in (150, 300, 600, 1200)}
    return [
        result("good", {"full": 1, **recall}, area="luton", stages_ms={"answer": 40.0}, evidence=0.9),
        result(
            "bad",
            {"full": full, **recall},
            failures=("key fact not shown: five days",),
            answer=ANSWER,
            hits=HITS,
            trace={"why": "topic"},
            evidence=0.4,
        ),
        result("broken", {}, error="RuntimeError: index lost", suite="other"),
        result("half", {"safe": 0.5}, failures=("only a warning",), suite="safety/urgent"),
    ]


def _page(**values: object) -> html.HtmlElement:
    return html.fromstring(report_html(run("new", _results(0)), **values))  # type: ignore[arg-type]


def test_failed_questions_are_explained() -> None:
    """Question, reason, expected, shown, sources, passages and trace of each; signs are escaped."""
    page = _page()
    text = page.text_content()
    for words in (
        "Question <bad> & more?",
        "key fact not shown: five days",
        "Reply with <b>signs</b>",
        "Neglect, page 3",
        "a passage",
        '"why": "topic"',
    ):
        assert words in text
    assert "RuntimeError: index lost" in text
    assert "count half: half" in text
    assert len(page.xpath("//details")) == 3


def test_it_needs_nothing_else(tmp_path: Path) -> None:
    """No script, no link to another file, one language, one h1, headings in order, every table with a caption."""
    write_report(tmp_path / "out.html", run("new", _results(0)))  # type: ignore[arg-type]
    source = (tmp_path / "out.html").read_text(encoding="utf-8")
    page = html.fromstring(source)
    assert not page.xpath("//script | //link | //img | //iframe")
    assert not re.search(r'(?:src|href)="(?!#)', source)
    assert page.get("lang") == "en-GB"
    levels = [int(h.tag[1]) for h in page.iter("h1", "h2", "h3")]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert all(table.find("caption") is not None for table in page.iter("table"))
    assert all(svg.get("role") == "img" and svg.get("aria-label") for svg in page.iter("svg"))


def test_reading_has_its_own_section() -> None:
    """Figures by format, what each document lost, and no document among the questions; without documents no section."""
    documents = [
        result("a.md", {"shingles": 1}, suite="parsing", category="markdown"),
        result("b.docx", {"rows": 0.5}, suite="parsing", category="docx", failures=("2 of 4 table rows are not whole: “Police | 0”",)),
        result("c.pdf", {}, suite="parsing/in", category="pdf", error="LookupError: the library does not hold this file"),
        result("d.md", {"shingles": 1}, suite="parsing/whole", category="markdown"),
    ]
    page = html.fromstring(report_html(run("new", [*documents, *_results(0)])))  # type: ignore[list-item]
    section = page.xpath("//section[@aria-labelledby='reading']")[0].text_content()

    for words in ("1 of 2 documents lost something", "“Police | 0”", "Not measured: LookupError", "Each of the 1 documents is whole"):
        assert words in section
    assert "parsing by format" in section
    assert "\n4 questions." in page.text_content()
    assert "3 of 4 questions went wrong" in page.text_content()
    assert len(page.xpath("//details")) == 3
    assert not _page().xpath("//section[@aria-labelledby='reading']")


def test_changes_gate_and_peer_are_told() -> None:
    """What was won and lost, what closes the gate with its questions, and the peer's figures."""
    old = run("old", _results(1))  # type: ignore[arg-type]
    comparison = compare(old, run("new", _results(0)))  # type: ignore[arg-type]
    peer = {"starter": {"recall_600": figure(column_of("recall_600"), "recall_600")}}
    text = _page(comparison=comparison, breaches=[Breach(text="full is too low", questions=("starter/bad",))], baseline=peer).text_content()
    assert "What changed since run old" in text
    assert "-0.500" in text
    assert "full is too low" in text
    assert "starter/bad" in text
    assert "Peer pipeline" in text
    assert "The gate is open" in _page(breaches=[]).text_content()
    assert "gate" not in _page().text_content()


def column_of(metric: str) -> list:  # type: ignore[type-arg]
    """Two questions of which one has the metric in full."""
    return [result("p", {metric: 1}), result("q", {metric: 0})]


def test_charts_scale_and_escape() -> None:
    """Points stay inside the drawing; names are escaped; no points and equal points do not break it."""
    drawn = line_chart("T <1>", [Line(name="a & b", points=[(0, 0), (5, 1)])], x_label="x", y_label="y", text="says")
    assert "T &lt;1&gt;" in drawn
    assert "a &amp; b" in drawn
    points = re.search(r'points="([^"]+)"', drawn)
    assert points is not None
    for pair in points[1].split():
        x, y = map(float, pair.split(","))
        assert 0 <= x <= 560
        assert 0 <= y <= 280
    assert "<svg" in line_chart("T", [Line(name="a", points=[(1, 0.5), (1, 0.5)])], x_label="x", y_label="y", text="t")
    assert "p95 20 ms" in bar_chart("T", [("answer", 10.0, 20.0)], unit="ms", text="t")
    assert "<svg" in bar_chart("T", [], unit="ms", text="t")
