"""What the widget says while it works, in every state, on paper, in high contrast, without motion, in a frame, and when nothing comes back."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).resolve().parents[1] / "assistant" / "channels"))

from web_fake import SENTENCE, answered

from assistant.channels.web_json import answer_json

pytestmark = pytest.mark.browser

STATES = ("answered", "partial", "conflict", "not_found", "urgent", "out_of_scope", "fault")
ANSWER = answer_json(answered("x"))
STREAM = (
    'event: stage\ndata: {"stage": "retrieve"}\n\n'
    f"event: statement\ndata: {json.dumps(ANSWER['statements'][0])}\n\n"
    f"event: answer\ndata: {json.dumps(ANSWER)}\n\n"
)
# A reply that arrives piece by piece, as over a slow line; the pieces are let go by the test.
SLOW = """([stream]) => {
    const parts = stream.split('\\n\\n').slice(0, -1).map((part) => part + '\\n\\n');
    window.fetch = async () => new Response(new ReadableStream({
        pull: (controller) => new Promise((go) => {
            window.next = () => { const part = parts.shift(); part ? controller.enqueue(new TextEncoder().encode(part)) : controller.close(); go(); };
        }),
    }, { highWaterMark: 0 }), { status: 200 });
}"""


def ask(page, text):
    """Type a question and wait until the reply to it is whole."""
    before = page.locator("article.reply").count()
    page.get_by_role("textbox").fill(text)
    page.get_by_role("button", name="Ask", exact=True).click()
    page.locator("article.reply").nth(before).wait_for()


def test_stages_then_statements_are_shown_and_announced_once(servers, open_page):
    """Stages in words, the first statement before the answer is whole; the log is busy meanwhile, so that nothing is read token by token."""
    page = open_page()
    page.goto(servers.home)
    page.evaluate(SLOW, [STREAM])
    page.get_by_role("textbox").fill("When to use it?")
    page.get_by_role("button", name="Ask", exact=True).click()
    log = page.get_by_role("log")
    assert log.get_attribute("aria-busy") == "true"
    page.evaluate("next()")
    page.get_by_role("status").filter(has_text="Searching the library…").wait_for()
    page.evaluate("next()")
    page.locator(".pending p.line", has_text=SENTENCE).wait_for()
    assert log.get_attribute("aria-busy") == "true"
    assert page.locator("article.reply").count() == 0
    page.evaluate("next()")
    page.locator("article.reply").wait_for()

    assert log.get_attribute("aria-busy") is None
    assert page.locator(".pending").count() == 0
    assert page.get_by_role("status").filter(has_text="…").count() == 0


def test_a_source_says_title_area_date_edition_page_and_quotation(servers, open_page):
    """All that a reader needs to judge a source, before it is opened."""
    page = open_page()
    page.goto(servers.home)
    ask(page, "When to use it?")
    source = page.locator("ol.sources li").first
    words = source.evaluate("each => each.textContent")

    for part in ("Neglect guidance", "Luton", "Procedure", "1 September 2024", "current edition", "page 1", "When to use the tool", SENTENCE):
        assert part in words
    assert not source.locator("blockquote").is_visible()
    source.get_by_text("Quotation").click()
    assert source.locator("blockquote").inner_text() == SENTENCE


def test_suggested_questions_ask_and_the_area_stays_in_the_tab(servers, open_page):
    """One press asks; the area goes along; it lies in sessionStorage and nowhere else; a new tab knows nothing."""
    page = open_page()
    page.goto(servers.home)
    page.get_by_label("Where does the child live?").select_option("central")
    with page.expect_request("**/api/ask") as sent:
        page.get_by_role("button", name="When should I use GCP2?").click()
    assert sent.value.post_data_json == {"question": "When should I use GCP2?", "area": "central", "history": []}
    page.locator("article.reply").wait_for()

    assert page.evaluate("[localStorage.length, document.cookie, Object.keys(sessionStorage).length]") == [0, "", 1]
    other = page.context.new_page()
    other.goto(servers.home)
    assert other.get_by_label("Where does the child live?").input_value() == ""
    assert other.locator("article.reply").count() == 0


@pytest.mark.parametrize("colours", ["none", "active"])
def test_each_state_has_its_own_words_and_shape(servers, open_page, colours):
    """Told apart without colour: the pictures of the shapes differ in shades of grey, also where the system forces its colours."""
    page = open_page(forced_colors=colours)
    seen = {}
    for state in STATES:
        page.goto(servers.home)
        page.evaluate("sessionStorage.clear()")
        page.reload()
        ask(page, state)
        shape = page.locator(".status .shape")
        # Black on white, so that only the form is left.
        shape.evaluate("e => { e.parentElement.style.color = 'CanvasText'; }")
        drawn = page.evaluate("""async (e) => { const s = getComputedStyle(e), b = e.getBoundingClientRect();
            return [s.clipPath, s.borderRadius, s.borderWidth, s.backgroundImage.replace(/rgb[^)]*[)]/g, ''),
                    s.backgroundColor === 'rgba(0, 0, 0, 0)' ? 'empty' : 'full', Math.round(b.width), Math.round(b.height)].join('|') }""",
            shape.element_handle())
        seen[page.locator(".status").inner_text().strip()] = drawn
        assert shape.bounding_box()["width"] > 5

    assert len(seen) == len(STATES)
    assert len(set(seen.values())) == len(STATES)


def test_what_it_is_and_is_not_is_always_said(servers, open_page):
    """No referral, no names: beside the box before and after a reply, here and on a partner's page, with a way to what is kept and to complaints."""
    for address in (servers.home, servers.partner):
        page = open_page()
        page.goto(address)
        for _ in range(2):
            said = page.locator("#hint")
            assert said.is_visible()
            assert "not a referral. Do not type names" in said.inner_text()
            ask(page, "When to use it?")
        link = page.get_by_role("link", name=re.compile("What is this")).first
        assert link.get_attribute("href").endswith("/about")
    page.goto(servers.home + "/about")
    for heading in ("Limits", "What is kept", "Complaints and questions about your data"):
        assert page.get_by_role("heading", name=heading).is_visible()


def test_on_paper_the_answer_stands_with_its_quotations(servers, open_page):
    """Printing shows question, state, lines, sources and quotations, and neither form nor buttons; afterwards the page is as it was."""
    page = open_page()
    page.goto(servers.home)
    ask(page, "When to use it?")
    page.evaluate("window.print = () => { window.printed = true; }")
    page.get_by_role("button", name="Print").click()
    assert page.evaluate("window.printed")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    for seen in (page.locator(".asked"), page.locator(".status"), page.locator("blockquote"), page.locator(".numbers").first):
        assert seen.is_visible()
    for hidden in (page.locator("form.ask"), page.get_by_role("button", name="Print"), page.locator("a.exit"), page.locator("nav")):
        assert not hidden.is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")

    assert not page.locator("blockquote").is_visible()


def test_nothing_moves_for_who_wants_no_motion(servers, open_page):
    """With reduced motion no element has a transition or an animation, on the page and in the widget."""
    page = open_page(reduced_motion="reduce")
    page.goto(servers.home)
    ask(page, "When to use it?")
    moving = page.evaluate("""() => [document, document.querySelector('safeguarding-assistant').shadowRoot]
        .flatMap((root) => [...root.querySelectorAll('*')])
        .filter((e) => { const s = getComputedStyle(e);
            return s.animationName !== 'none' || s.transitionDuration !== '0s' || s.scrollBehavior === 'smooth' })
        .map((e) => e.outerHTML.slice(0, 80))""")

    assert moving == []


def test_a_reply_that_never_comes_is_given_up_with_the_question_kept(servers, open_page):
    """After half a minute without an answer: a sentence, the question in the box, the emergency numbers beside it."""
    page = open_page()
    page.clock.install()
    page.goto(servers.home)
    page.evaluate("""() => { window.fetch = (_, { signal }) => new Promise((_, fail) =>
        signal.addEventListener('abort', () => fail(new DOMException('', 'AbortError')))); }""")
    page.get_by_role("textbox").fill("my question")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.get_by_text("Searching the library").wait_for()
    page.clock.fast_forward(31_000)
    page.get_by_text("No reply came in time.").wait_for()

    assert page.get_by_role("textbox").input_value() == "my question"
    assert page.locator("#error a.tel").count() == 5


def test_a_reply_that_breaks_off_is_said(servers, open_page):
    """A stream that ends before its answer keeps the question; nothing half is shown."""
    page = open_page()
    page.goto(servers.home)
    page.route("**/api/ask", lambda route: route.fulfill(content_type="text/event-stream", body=STREAM.partition("event: answer")[0]))
    page.get_by_role("textbox").fill("my question")
    page.get_by_role("button", name="Ask", exact=True).click()
    page.get_by_text("The reply broke off.").wait_for()

    assert page.get_by_role("textbox").input_value() == "my question"
    assert page.locator(".turn").count() == 0


def test_a_fault_shows_the_numbers(servers, open_page):
    """When the library is broken the reply says so in its state, and the numbers stand above it."""
    page = open_page()
    page.goto(servers.home)
    ask(page, "fault")

    assert page.locator(".status").inner_text().strip() == "Something is not working"
    assert page.locator(".emergency a.tel").count() == 5


@pytest.mark.parametrize("way", ["button", "escape"])
def test_leaving_from_a_partners_page(servers, open_page, way):
    """The widget's own button, and Escape, take the partner's page away too and empty the tab's storage."""
    page = open_page()
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="elsewhere"))
    page.goto(servers.partner)
    ask(page, "something private")
    if way == "button":
        page.get_by_role("button", name="Leave this page").click()
    else:
        for _ in range(3):
            page.keyboard.press("Escape")
    page.wait_for_url("https://www.bbc.co.uk/weather")
    open_page.complaints.clear()  # the neutral site is the one foreign address that may be asked for
    page.goto(servers.partner)

    assert page.evaluate("sessionStorage.length + localStorage.length") == 0


def test_leaving_from_a_frame_replaces_the_top_page(servers, open_page):
    """Our page in a partner's frame: the button takes the whole page away, not only the frame."""
    page = open_page()
    page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="elsewhere"))
    page.goto(servers.partner + "/framing")
    page.frame_locator("iframe").get_by_text("Leave this page", exact=True).click()
    page.wait_for_url("https://www.bbc.co.uk/weather")
    open_page.complaints.clear()  # as above


def test_documents_render_as_text(servers, open_page):
    """Markup inside a document's text, title and earlier edition is shown on the reader's pages and never runs."""
    page = open_page()
    page.goto(servers.home + "/library/luton-neglect?page=2")
    assert "<script>alert('note')</script>" in page.locator("main").inner_text()
    assert "<img src=x onerror=alert(1)>" in page.locator("h1").inner_text()
    for path in ("/library", "/library/luton-neglect/changes"):
        page.goto(servers.home + path)
        assert "<img src=x onerror=alert(1)>" in page.locator("main").inner_text()
        assert page.locator("main img[src=x]").count() == 0


def test_on_a_phone_the_way_out_stays_in_reach(servers, open_page):
    """There is no Esc key: the exit stays on screen however far one scrolls, and what gets the focus is not under it."""
    page = open_page(viewport={"width": 360, "height": 640})
    page.goto(servers.home)
    ask(page, "When to use it?")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    way_out = page.locator("a.exit").bounding_box()
    assert way_out["y"] >= 0
    assert way_out["y"] + way_out["height"] <= 640
    page.evaluate("scrollTo(0, 0)")
    page.locator("main").focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        covered = page.evaluate("""() => { let e = document.activeElement; while (e.shadowRoot?.activeElement) e = e.shadowRoot.activeElement;
            if (e === document.body || e.classList.contains('exit')) return false;
            const b = e.getBoundingClientRect(), x = document.querySelector('a.exit').getBoundingClientRect();
            return b.height < 200 && b.left < x.right && x.left < b.right && b.top < x.bottom && x.top < b.bottom && e.outerHTML }""")
        assert not covered


def test_what_a_visit_weighs(servers, open_page):
    """All that a first visit loads, page, styles, scripts and icon, not compressed: below 100 kB, from our own site only; no cookie is set."""
    page = open_page()
    loaded = []
    page.on("response", lambda response: loaded.append((response.url, len(response.body()))))
    page.goto(servers.home)
    page.wait_for_load_state("networkidle")
    total = sum(size for _, size in loaded)
    print(f"first visit: {total / 1000:.1f} kB in {len(loaded)} requests, {[(url.rsplit('/', 1)[1][:12], size) for url, size in loaded]}")

    assert total < 100_000
    assert all(url.startswith(servers.home) for url, _ in loaded)
    assert page.context.cookies() == []
