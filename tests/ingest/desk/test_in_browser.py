"""The desk in a real browser: the walk with forms alone, axe on every page, and 400 % zoom."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.browser.conftest import chromium, open_page
from tests.ingest.desk.conftest import BRIEFING, PASSWORD
from tests.ingest.desk.test_publishing import NEW, OLD

pytestmark = pytest.mark.browser
__all__ = ["chromium", "open_page"]
QUESTION = "When do I write a chronology of worries?"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """A desk in its own process, which a test may end and start again."""
    data_dir = tmp_path_factory.mktemp("desk") / "data"
    here = SimpleNamespace(process=None, address="", data_dir=data_dir)

    def start() -> None:
        command = [sys.executable, "-m", "tests.ingest.desk.desk_for_browsers", str(data_dir)]
        here.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert here.process.stdout is not None
        here.address = f"http://127.0.0.1:{here.process.stdout.readline().strip()}"

    def stop() -> None:
        here.process.kill()
        here.process.wait(10)
        here.process.stdout.close()

    here.start, here.stop = start, stop
    start()
    yield here
    stop()


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core, from the package that carries it."""
    spec = find_spec("axe_playwright_python")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("axe-core is not installed: pip install axe-playwright-python")
    return (Path(spec.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")


def _sign_in(page: Any, served: SimpleNamespace, name: str) -> None:
    page.goto(f"{served.address}/desk/login")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Publishing desk").wait_for()


def _upload(page: Any, served: SimpleNamespace, name: str, text: str) -> None:
    page.goto(f"{served.address}/desk/drafts")
    page.get_by_label("Files").set_input_files({"name": name, "mimeType": "text/markdown", "buffer": text.encode()})
    page.get_by_role("button", name="Upload").click()
    page.get_by_role("heading", name="What it is").wait_for()


def _wait_for(page: Any, words: str) -> None:
    """Press "Look again" until the page says so: there is no script that would."""
    for _ in range(60):
        if page.get_by_role("heading", name=words).count():
            return
        page.wait_for_timeout(500)
        page.get_by_role("link", name="Look again").click()
    raise AssertionError(page.inner_text("main"))


def _publish(page: Any, other: Any) -> None:
    """Ask as one person, approve as another, wait for the end."""
    page.get_by_role("link", name="Go on to publish").click()
    if page.get_by_label("I have looked").count():
        page.get_by_label("I have looked").check()
    page.get_by_role("button", name="Ask for publication").click()
    other.goto(page.url)
    other.get_by_role("button", name="Approve").click()
    _wait_for(other, "Publication: done")


def test_from_upload_to_replacement_with_a_second_person(served: SimpleNamespace, open_page: Any) -> None:
    """Upload, correct, publish, try a corrected copy, publish it, go back: with forms alone, and scripts switched off."""
    one, two = open_page(java_script_enabled=False), open_page(java_script_enabled=False)
    _sign_in(one, served, "publisher")
    _sign_in(two, served, "publisher2")
    _upload(one, served, "chronologies.md", BRIEFING)
    one.get_by_label("Published on").fill("2025-03-02")
    one.get_by_role("button", name="Keep these fields").click()
    assert one.get_by_label("Published on").input_value() == "2025-03-02"
    _publish(one, two)

    _upload(one, served, "corrected.md", BRIEFING.replace(OLD, NEW))
    one.get_by_label("A corrected copy").check()
    replaces = one.get_by_label("The document that it replaces")
    # By its name: tests run in any order on one server, so another test's document may stand first.
    replaces.select_option(replaces.locator("option", has_text="Chronologies").get_attribute("value"))
    one.get_by_role("button", name="Keep these fields").click()
    one.get_by_role("link", name="Try questions first").click()
    one.get_by_role("button", name="Build it").click()
    _wait_for(one, "Draft library: done")
    one.get_by_role("link", name="Try questions").click()
    one.get_by_label("Question, as a practitioner").fill(QUESTION)
    one.get_by_role("button", name="Ask both libraries").click()
    assert "This answer would change." in one.inner_text("main")
    assert OLD in one.inner_text("main")
    one.get_by_role("link", name="Drafts").click()
    one.get_by_role("link", name="corrected.md").or_(one.get_by_role("link", name="Seven-minute briefing")).first.click()
    _publish(one, two)
    assert "Changed (1)" in two.inner_text("main")

    two.get_by_role("link", name="Go back to the library before").click()
    two.get_by_role("link", name="Go back to this one").first.click()
    assert "Documents that were withdrawn stay withdrawn" in two.inner_text("main")
    two.get_by_role("button", name="Go back to it").click()
    assert "Readers see that library now" in two.inner_text("main")


def test_a_publication_survives_the_end_of_the_server(served: SimpleNamespace, open_page: Any) -> None:
    """The server is killed after the request; the next one does the work."""
    one, two = open_page(), open_page()
    _sign_in(one, served, "publisher")
    _sign_in(two, served, "publisher2")
    text = BRIEFING.replace("Chronologies", "Handovers").replace("chronology", "handover").replace("worries", "changes of worker")
    _upload(one, served, "handovers.md", text)
    one.get_by_label("A new document").check()
    one.get_by_label("Title").fill("Handovers between teams")
    one.get_by_role("button", name="Keep these fields").click()
    one.get_by_role("link", name="Go on to publish").click()
    if one.get_by_label("I have looked").count():
        one.get_by_label("I have looked").check()
    one.get_by_role("button", name="Ask for publication").click()
    path = one.url.removeprefix(served.address)
    served.stop()
    served.start()
    three = open_page()
    _sign_in(three, served, "publisher2")
    three.goto(served.address + path)
    three.get_by_role("button", name="Approve").click()
    _wait_for(three, "Publication: done")
    assert "Handovers between teams" in three.inner_text("main")


PAGES = ("", "/drafts", "/try", "/publications", "/library", "/library/generations", "/library/withdrawn", "/review", "/contacts",
         "/contacts/0", "/contacts/new", "/contacts/versions", "/knowledge", "/knowledge/vocabulary",
         "/knowledge/vocabulary/new", "/knowledge/companions/0", "/knowledge/answers", "/knowledge/answers/0", "/knowledge/answers/0/remove",
         "/knowledge/answers/versions", "/asked", "/audit", "/password", "/login")  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_cut_at_400_percent(served: SimpleNamespace, open_page: Any, axe: str, scheme: str) -> None:
    """Every page, a draft and a confirmation included: no violation, and no sideways scrolling on 320 pixels."""
    page = open_page(bypass_csp=True, color_scheme=scheme)
    _sign_in(page, served, "publisher")
    found: list[tuple[str, str, str]] = []
    _upload(page, served, f"table-{scheme}.md", BRIEFING + f"\n| Level {scheme} | Who decides |\n|---|---|\n| 1 | The manager |\n")
    draft = page.url.removeprefix(served.address + "/desk").split("?")[0]
    for path in (*PAGES, draft, f"{draft}/discard"):
        page.set_viewport_size({"width": 1024, "height": 900})
        page.goto(f"{served.address}/desk{path}")
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        page.evaluate(axe)
        violations = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
        found += [(path, each["id"], each["nodes"][0]["html"][:120]) for each in violations]
        page.set_viewport_size({"width": 320, "height": 640})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > 320:
            found.append((path, "too wide", str(wide)))
    assert found == []
