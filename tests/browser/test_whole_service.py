"""The whole service as it is installed, in a real browser: desk, page, widget and reader of one real server, with the real model, no part faked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.conftest import KNOWLEDGE, ROOT
from tests.deploy.processes import Server, free_port
from tests.desk_pages import publish, send, sign_in, wait_for

# The first test starts a server that loads its models; the walk publishes six times.
pytestmark = [pytest.mark.browser, pytest.mark.enable_socket, pytest.mark.timeout(900)]

PASSWORD = "three plain words"  # pragma: allowlist secret
LOOKS = 300
"""The real model publishes beside the pages."""
FILES = ("gcp2-and-neglect.md", "was-not-brought.md", "escalation.md", "private-fostering.md", "prevent.md", "front-door-contacts.md")
OLD = "A school writes to the parents of a quarrelling pair of siblings within nine school days after a sibling conflict meeting."
NEW = "A school writes to the parents of a quarrelling pair of siblings within four school days after a sibling conflict meeting."
QUESTION = "When does a school write to the parents after a sibling conflict meeting?"
BRIEFING = f"""# Seven-minute briefing: Sibling conflict meetings

Area: Luton

Published: 1 March 2025

Review date: 1 March 2027

## After a sibling conflict meeting

{OLD} The letter names who took part in the sibling conflict meeting and what was agreed.
"""
AGAIN = (QUESTION, "sibling conflict meeting letter to parents how many days", "how soon must school write after a sibling conflict meeting")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """`safeguarding serve` over six documents of the starter pack, with a desk that needs a second person; its people come from the command line."""
    folder = tmp_path_factory.mktemp("whole")
    port = free_port()
    environment = {
        "SAFEGUARDING_DATA_DIR": str(folder / "data"), "SAFEGUARDING_KNOWLEDGE_DIR": str(KNOWLEDGE),
        "SAFEGUARDING_PROMPTS_DIR": str(ROOT / "prompts"), "SAFEGUARDING_PORT": str(port), "SAFEGUARDING_DESK_APPROVAL": "true",
        "SAFEGUARDING_RATE_LIMIT": "100000", "HF_HUB_OFFLINE": "1",
        # The evidence is calibrated on whole libraries; over seven documents what it doubts a little shall be shown.
        "SAFEGUARDING_DECLINE_BELOW": "0.5",
        "PYTHONPATH": str(ROOT),
    }  # fmt: skip
    program = str(Path(sys.executable).with_name("safeguarding"))

    def run(*arguments: str, typed: str = "") -> None:
        own = {**os.environ, **environment}
        done = subprocess.run([program, *arguments], input=typed, text=True, capture_output=True, env=own, cwd=folder, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    run("ingest", *(str(KNOWLEDGE / "starter" / name) for name in FILES))
    for name in ("p.shah", "m.jones"):
        run("desk", "add-user", name, "--role", "publisher", typed=f"{PASSWORD}\n{PASSWORD}\n")
    server = Server([program, "serve"], port, "/readyz", folder / "server.log", environment)
    server.start()
    try:
        server.wait_until_up()
        yield SimpleNamespace(address=server.url)
    finally:
        server.stop()


def _ask(page: Any, question: str) -> str:
    """What the widget shows as its next answer, quotations included."""
    before = page.locator("article.reply").count()
    page.get_by_role("textbox").fill(question)
    page.get_by_role("button", name="Ask", exact=True).click()
    reply = page.locator("article.reply:not(.pending)").nth(before)
    reply.wait_for()
    return str(reply.evaluate("each => each.textContent"))


def test_the_first_statement_is_quick_on_the_real_service(service: SimpleNamespace, open_page: Any) -> None:
    """From pressing Ask to the first proven statement on screen: at most half a second on loopback in 19 of 20 questions, where the machine is free.

    The bound is three times that, and more where others wait for the processors too, so that a busy machine is not taken for a slow page;
    the figure is printed with the load (-s shows it).
    """
    cases = [json.loads(line) for line in (ROOT / "eval" / "cases" / "starter.jsonl").read_text(encoding="utf-8").splitlines()]
    page = open_page()
    page.goto(service.address)
    _ask(page, "When should I use GCP2?")
    took, waiting = [], iter(cases)
    while len(took) < 20:
        page.evaluate("sessionStorage.clear()")
        page.reload()
        page.get_by_role("textbox").fill(next(waiting)["question"])
        began = time.perf_counter()
        page.get_by_role("button", name="Ask", exact=True).click()
        page.locator("p.line, p.notice").first.wait_for()
        took.append(time.perf_counter() - began)
        page.locator("article.reply:not(.pending)").wait_for()
    busy = max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
    p95, median = sorted(took)[18] * 1000, sorted(took)[10] * 1000
    print(f"first statement visible, real service: p95 {p95:.0f} ms, median {median:.0f} ms, 20 questions on loopback, load {busy:.1f} a processor")

    assert p95 <= 1500 * busy


def _upload(page: Any, service: SimpleNamespace, name: str, text: str) -> None:
    send(page, service.address, name, text)
    while page.get_by_role("link", name="Look again").count():
        page.get_by_role("link", name="Look again").click()
    page.get_by_role("heading", name="What it is").wait_for()


def test_from_a_new_user_to_a_withdrawal_and_what_readers_see_of_it(service: SimpleNamespace, open_page: Any) -> None:
    """The walk of the publishing desk, each step judged by the widget's next answer.

    People made on the command line sign in; a briefing is uploaded, its wrong date corrected, tried, approved by a second person and
    published: the next answer cites it. A corrected copy replaces it: the old sentence is in no answer, in no wording. Back and forward
    again. Withdrawn: gone from answers within two seconds (the figure is printed).
    """
    one, two, reader = open_page(java_script_enabled=False), open_page(java_script_enabled=False), open_page()
    sign_in(one, service.address, "p.shah", PASSWORD)
    sign_in(two, service.address, "m.jones", PASSWORD)
    for page in (one, two, reader):
        page.set_default_timeout(30_000)  # two publications and a draft library share the processors with these pages
    reader.goto(service.address)
    assert OLD not in _ask(reader, QUESTION)

    _upload(one, service, "siblings.md", BRIEFING)
    one.get_by_label("Published on").fill("2025-03-02")
    one.get_by_role("button", name="Keep, and try questions first").click()
    one.get_by_role("button", name="Build it").click()
    wait_for(one, "Draft library: done", looks=LOOKS)
    one.get_by_role("link", name="Try questions").click()
    one.get_by_label("Question, as a practitioner").fill(QUESTION)
    one.get_by_role("button", name="Ask both libraries").click()
    assert "This answer would change." in one.inner_text("main")
    assert OLD in one.inner_text("main")
    assert OLD not in _ask(reader, QUESTION)
    one.get_by_role("link", name="Drafts").click()
    one.get_by_role("link", name="Sibling conflict").or_(one.get_by_role("link", name="siblings.md")).first.click()
    publish(one, two, looks=LOOKS)
    answer = _ask(reader, QUESTION)
    assert OLD in answer
    assert "2 March 2025" in answer
    reader.locator("a.cite").last.click()
    reader.wait_for_url("**/library/**")
    assert OLD in " ".join(reader.locator("mark").all_inner_texts())
    reader.go_back()

    _upload(one, service, "siblings-corrected.md", BRIEFING.replace(OLD, NEW))
    one.get_by_label("A corrected copy").check()
    replaces = one.get_by_label("The document that it replaces")
    replaces.select_option(replaces.locator("option", has_text="Sibling conflict").get_attribute("value"))
    publish(one, two, looks=LOOKS)
    for question in AGAIN:
        answer = _ask(reader, question)
        assert NEW in answer
        assert OLD not in answer

    two.get_by_role("link", name="Go back to the library before").click()
    two.get_by_role("link", name="Go back to this one").first.click()
    two.get_by_role("button", name="Go back to it").click()
    assert OLD in _ask(reader, QUESTION)
    two.get_by_role("link", name="Go back to this one").first.click()
    two.get_by_role("button", name="Go back to it").click()
    assert NEW in _ask(reader, QUESTION)

    two.goto(f"{service.address}/desk/library")
    two.get_by_role("link", name="Sibling conflict").first.click()
    two.get_by_role("link", name="Withdraw this document at once").click()
    assert "Answers of the last thirty days that cited it" in two.inner_text("main")
    assert "Sibling conflict meetings (" in two.inner_text("main")
    two.get_by_label("Why?").fill("The number of days was never agreed")
    began = time.perf_counter()
    two.get_by_role("button", name="Withdraw it now").click(no_wait_after=True)
    while NEW in reader.request.post(f"{service.address}/api/ask", data={"question": QUESTION}).text():
        assert time.perf_counter() - began < 30
    gone = time.perf_counter() - began
    print(f"withdrawal: gone from answers {gone * 1000:.0f} ms after the button was pressed")
    assert gone <= 2.0 * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))
    two.get_by_text("It is gone from answers").wait_for()
    for question in AGAIN:
        assert "quarrelling pair" not in _ask(reader, question)
