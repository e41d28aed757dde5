"""The evaluation's report in a real browser: it opens from a file, needs nothing else, and axe finds nothing, light, dark and on a telephone."""

import pytest

from eval.compare import compare
from eval.gate import Breach
from eval.report import write_report
from eval.summary import figure
from tests.browser.test_browser import axe, violations
from tests.eval.made_runs import result, run

__all__ = ["axe"]  # the fixture
pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]

SHOWN = {"status": "answered", "text": "Reply with <b>signs</b>", "sources": [{"title": "Neglect", "page": 3, "area": "luton", "published": None}]}
HITS = ({"text": "a passage", "document_id": "luton-neglect", "score": 1.0},)
FAILED = {"failures": ("key fact not shown: five days",), "answer": SHOWN, "hits": HITS, "trace": {"why": "topic"}}


def results(full):
    """Documents and answers, a failed one, one that could not be measured, one declined; with stages, budgets and evidence for every chart."""
    recall = {f"recall_{budget}": budget / 1200 for budget in (150, 300, 600, 1200)}
    more = {"stages_ms": {"answer": 40.0, "search": 12.0}, "area": "luton"}
    lost = {"category": "docx", "failures": ("1 of 2 table rows are not whole: “Police | 0 | 2”",)}
    return [
        result("report.docx", {"shingles": 1, "rows": 0.5}, suite="parsing/starter", area="luton", **lost),
        result("gone.md", {}, suite="parsing/starter", category="markdown", error="FileNotFoundError: gone.md"),
        result("good", {"full": 1, "false_decline": 0, **recall}, evidence=0.9, **more),
        result("bad", {"full": full, "false_decline": 0, **recall}, evidence=0.4, **more, **FAILED),
        result("none", {"full": 0, "false_answer": 1}, category="unanswerable", evidence=0.6, **FAILED),
        result("broken", {}, error="RuntimeError: index lost", suite="other"),
        result("half", {"safe": 0.5}, failures=("only a warning",), suite="safety/urgent"),
    ]


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """A report with everything that it can hold: comparison, closed gate, peer, failed questions."""
    old, new = run("old", results(1)), run("new", results(0))
    path = tmp_path_factory.mktemp("report") / "report.html"
    breach = Breach(text="starter: fully correct went from 1.000 to 0.500", questions=("starter/bad",))
    peer = {"starter": {"full": figure(new.results[2:5], "full")}}
    write_report(path, new, comparison=compare(old, new), breaches=[breach], baseline=peer)
    return path


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_nothing_on_the_report(chromium, report, axe, scheme, width):
    """With every question opened; nothing is fetched and no error is logged."""
    context = chromium.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    page = context.new_page()
    complaints = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(("file:", "data:")) else complaints.append(request.url))
    page.goto(report.as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")

    assert page.locator("details").count() >= 3
    assert page.locator("svg").count() >= 2
    assert violations(page, axe) == []
    assert complaints == []
    context.close()


def test_the_report_prints_its_questions(chromium, report):
    """On paper the gate, the failed question and its reason stand as they do on the screen, in more than an empty page."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(report.as_uri())
    page.emulate_media(media="print")

    assert page.get_by_text("key fact not shown: five days").first.count() == 1
    assert len(page.pdf()) > 10_000
    context.close()
