"""The page and the widget in a real browser: ask, follow up, open the source, leave, without a mouse, without JavaScript."""

from __future__ import annotations

import time
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

SENTENCE = "Use the neglect tool when a concern repeats."
STATES = ("answered", "partial", "conflict", "not_found", "urgent", "out_of_scope", "fault")
ATTACK = "<script>document.title='owned'</script><img src=x onerror=alert(1)>"


def ask(page, text):
    """Type a question and wait until the reply to it is whole."""
    before = page.locator("article.reply").count()
    page.get_by_role("textbox").fill(text)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.locator("article.reply").nth(before).wait_for()


def stored(page):
    """What the tab's storage holds."""
    return page.evaluate("Object.keys(sessionStorage).length + Object.keys(localStorage).length")


def test_ask_follow_up_and_open_the_source(servers, open_page):
    """A reply shows its state, takes the focus, a follow-up keeps the talk, and the citation opens at the marked sentence."""
    page = open_page()
    page.goto(servers.home)
    page.get_by_label("Where does the child live?").select_option("luton")
    ask(page, "When to use it?")

    assert "Answered from the library" in page.evaluate(
        "document.querySelector('safeguarding-assistant').shadowRoot.activeElement.textContent"
    )
    with page.expect_request("**/api/ask") as sent:
        ask(page, "and Luton?")
    assert sent.value.post_data_json == {"question": "and Luton?", "area": "luton", "history": ["When to use it?"]}
    page.locator("a.cite").last.click()
    page.wait_for_url("**/library/**")
    assert page.locator("#cited").inner_text() == SENTENCE
    assert page.locator("#cited").evaluate(
        "e => { const b = e.getBoundingClientRect(); return b.top >= 0 && b.bottom <= innerHeight }"
    )
    page.go_back()
    page.locator("article.reply").nth(1).wait_for()
    assert page.get_by_label("Where does the child live?").input_value() == "luton"


def test_first_statement_is_quick(servers, open_page):
    """From pressing Ask to the first statement on screen: at most half a second on loopback in 19 of 20 tries, where the machine is free.

    The bound is three times that, so that a busy machine is not taken for a slow page; the figure is printed (-s shows it).
    """
    page = open_page()
    page.goto(servers.home)
    took = []
    for number in range(20):
        began = time.perf_counter()
        page.get_by_role("textbox").fill(f"question {number}")
        began = time.perf_counter()
        page.get_by_role("button", name="Ask", exact=True).click()
        page.locator(".turn").nth(number).locator("p.line").first.wait_for()
        took.append(time.perf_counter() - began)
        page.locator("article.reply").nth(number).wait_for()
    p95 = sorted(took)[18]
    print(f"first statement visible: p95 {p95 * 1000:.0f} ms, median {sorted(took)[10] * 1000:.0f} ms, 20 questions on loopback")

    assert p95 <= 1.5


def test_markup_renders_as_text(servers, open_page):
    """Markup in question, history, reply and title is shown and never runs, also after the tab is loaded again."""
    page = open_page()
    page.goto(servers.home)
    ask(page, "echo " + ATTACK)
    ask(page, ATTACK)
    page.reload()
    page.locator("article.reply").nth(1).wait_for()

    assert page.title().startswith("Ask")
    assert page.locator("safeguarding-assistant img").count() == 0
    assert ATTACK in page.locator("article.reply").first.inner_text()
    assert ATTACK in page.locator(".asked").nth(1).inner_text()
    assert "<img src=x onerror=alert(1)>" in page.locator("ol.sources").inner_text()


def test_copy_holds_the_sources(servers, open_page):
    """The copied text is the reply with its sources and their quotations."""
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    page.goto(servers.home)
    ask(page, "x")
    page.get_by_role("button", name="Copy with sources").click()
    page.get_by_text("Copied with its sources.").wait_for()
    text = page.evaluate("navigator.clipboard.readText()")

    assert SENTENCE in text
    assert "[1] Neglect guidance" in text
    assert f"{servers.home}/library/luton-neglect" in text


def test_feedback_with_a_reason(servers, open_page):
    """A thumb down asks why; the question is not sent along unless the box is ticked."""
    page = open_page()
    page.goto(servers.home)
    ask(page, "secret question")
    page.get_by_role("button", name="No", exact=True).click()
    page.get_by_label("What was wrong?").select_option("It is hard to understand")
    with page.expect_request("**/api/feedback") as sent:
        page.get_by_role("button", name="Send", exact=True).click()
    page.get_by_text("Thank you. Your reply was kept.").wait_for()

    assert sent.value.post_data_json == {
        "answer_id": "a1",
        "helpful": False,
        "reason": "It is hard to understand",
        "wording": None,
    }


@pytest.mark.parametrize("way", ["button", "escape", "library"])
def test_leaving_blanks_and_forgets(servers, open_page, way):
    """The button and three presses of Escape, on every page, empty the page and the storage and put another site in its place."""
    page = open_page()
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="elsewhere"))
    page.goto(servers.home)
    ask(page, "something private")
    assert stored(page) == 1
    if way == "library":
        page.goto(servers.home + "/library")
    if way == "button":
        page.get_by_text("Leave this page").click()
    else:
        for _ in range(3):
            page.keyboard.press("Escape")
    page.wait_for_url("https://www.bbc.co.uk/weather")
    open_page.complaints.clear()  # the neutral site is the one foreign address that may be asked for
    page.goto(servers.home)

    assert stored(page) == 0
    assert page.locator("article.reply").count() == 0


def test_two_presses_of_escape_do_not_leave(servers, open_page):
    """Escape by accident keeps the page."""
    page = open_page()
    page.goto(servers.home)
    page.get_by_role("textbox").press("Escape")
    page.get_by_role("textbox").press("Escape")
    page.get_by_role("textbox").press("a")
    page.get_by_role("textbox").press("Escape")

    assert page.get_by_role("textbox").input_value() == "a"


def test_without_javascript_the_form_answers(servers, open_page):
    """The plain form asks, follows up with its history, and its citation opens the marked sentence."""
    page = open_page(java_script_enabled=False)
    page.goto(servers.home)
    page.get_by_label("Your question").fill("When to use it?")
    page.get_by_role("button", name="Ask", exact=True).click()
    assert page.url == servers.home + "/ask"
    page.get_by_label("Ask a follow-up question").fill("and Luton?")
    page.get_by_role("button", name="Ask", exact=True).click()
    assert page.locator(".asked.earlier").inner_text().endswith("When to use it?")
    page.locator("a.cite").click()

    assert page.locator("#cited").inner_text() == SENTENCE


def test_a_listed_partner_may_embed_the_widget(servers, open_page):
    """One script tag on a listed origin, under a policy of its own: it shows, asks within the public's documents, and styles itself."""
    page = open_page()
    page.goto(servers.partner)
    assert page.get_by_label("Where does the child live?").input_value() == "luton"
    assert page.locator("safeguarding-assistant a.tel").count() == 5
    with page.expect_request("**/api/ask") as sent:
        ask(page, "When to use it?")

    assert sent.value.post_data_json["audience"] == "public"
    assert page.locator("a.cite").get_attribute("href").startswith(servers.home + "/library/")
    assert page.locator("a.cite").get_attribute("target") == "_blank"
    assert page.locator("article.reply").evaluate("e => getComputedStyle(e).borderLeftWidth") == "6px"


def test_a_stranger_may_not_embed_the_widget(servers, open_page):
    """On an origin that is not listed the browser refuses the script."""
    page = open_page()
    failed = []
    page.on("requestfailed", lambda request: failed.append(request.url))
    page.goto(servers.stranger)
    page.wait_for_load_state("networkidle")

    assert page.locator("safeguarding-assistant").count() == 0
    assert failed == [servers.home + "/widget.js"]


@pytest.mark.parametrize(
    ("status", "words"), [(429, "Wait a minute"), (500, "Something went wrong"), (0, "cannot be reached")]
)
def test_trouble_keeps_the_question_and_the_numbers(servers, open_page, status, words):
    """Too many, broken, offline: a sentence, the question kept in the box, and the emergency numbers beside it."""
    page = open_page()
    page.goto(servers.home)
    problem = {"detail": {429: "Too many questions. Wait a minute.", 500: "Something went wrong here."}.get(status, "")}
    page.route("**/api/ask", lambda route: route.fulfill(status=status, json=problem) if status else route.abort())
    page.get_by_role("textbox").fill("my question")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.get_by_text(words).wait_for()

    assert page.get_by_role("textbox").input_value() == "my question"
    assert page.locator("#error a.tel").count() == 5
    assert page.locator(".turn").count() == 0


def test_the_keyboard_is_enough(servers, open_page):
    """Skip link first; from the picker to the question, asking by Enter, then on to the citation and out of the element again."""
    page = open_page()
    page.goto(servers.home)
    page.locator("safeguarding-assistant textarea").wait_for()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("When to use it?")
    page.keyboard.press("Enter")
    page.locator("article.reply").wait_for()
    page.keyboard.press("Tab")
    inner = "document.querySelector('safeguarding-assistant').shadowRoot.activeElement"
    assert page.evaluate(f"{inner}.textContent") == "[1]"
    for _ in range(25):
        page.keyboard.press("Tab")
        visible = page.evaluate("""() => { let e = document.activeElement; while (e.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
            const b = e.getBoundingClientRect(); return e === document.body || (b.bottom > 0 && b.top < innerHeight) }""")
        assert visible
        if page.evaluate("!!document.activeElement.closest('footer')"):
            break
    assert page.evaluate("!!document.activeElement.closest('footer')")


PAGES = (
    "/",
    "/library",
    "/library/luton-neglect?page=1&start=46&end=90",
    "/library/bedford-review?page=2",
    "/library/luton-neglect/changes",
    "/about",
    "/accessibility",
    "/nothing",
)


@pytest.mark.parametrize("path", PAGES)
def test_nothing_scrolls_sideways_at_320(servers, open_page, path):
    """At 320 pixels (400 % of 1280) no page is wider than the screen, with the longest reply too."""
    page = open_page(viewport={"width": 320, "height": 640})
    page.goto(servers.home + path)
    if path == "/":
        ask(page, "x" * 300)

    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_targets_are_large_enough(servers, open_page):
    """Buttons, selects and links that stand alone are at least 24 pixels each way."""
    page = open_page(viewport={"width": 320, "height": 640})
    page.goto(servers.home)
    ask(page, "x")
    small = page.evaluate("""() => { const root = document.querySelector('safeguarding-assistant').shadowRoot;
        return [...document.querySelectorAll('nav a, .exit'), ...root.querySelectorAll('button, select, textarea, summary, a.cite, .contacts a')]
        .filter(e => e.getClientRects().length).map(e => [e.textContent, e.getBoundingClientRect()])
        .filter(([, b]) => b.width < 24 || b.height < 24).map(([t]) => t) }""")

    assert small == []


@pytest.fixture(scope="session")
def axe():
    """The source of axe-core, from the package that carries it."""
    spec = find_spec("axe_playwright_python")
    if spec is None or not spec.submodule_search_locations:
        pytest.skip("axe-core is not installed: pip install axe-playwright-python")
    return (Path(spec.submodule_search_locations[0]) / "axe.min.js").read_text(encoding="utf-8")


def violations(page, axe):
    """What axe finds, best practices included, as rule and place."""
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [(rule["id"], node["target"], node["failureSummary"]) for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_the_pages(servers, open_page, axe, path, scheme):
    """No violation on any page, light and dark."""
    page = open_page(color_scheme=scheme)
    page.goto(servers.home + path)

    assert violations(page, axe) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("javascript", [True, False])
def test_axe_finds_nothing_in_any_state(servers, open_page, axe, scheme, javascript):
    """No violation in any state of a reply, in the widget and on the plain page, with the reason box open."""
    page = open_page(color_scheme=scheme)
    if not javascript:
        page.route("**/*.js*", lambda route: route.abort())
    for state in STATES:
        page.goto(servers.home)
        if javascript:
            page.evaluate("sessionStorage.clear()")
            page.reload()
        ask(page, state)
        if javascript:
            page.get_by_role("button", name="No", exact=True).click()
        assert (state, violations(page, axe)) == (state, [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_partners_page(servers, open_page, axe, scheme):
    """The embedded widget has no violation, before and after a reply."""
    page = open_page(color_scheme=scheme)
    page.goto(servers.partner)
    page.locator("safeguarding-assistant textarea").wait_for()

    assert violations(page, axe) == []
    ask(page, "x")
    assert violations(page, axe) == []
