"""The pages work without JavaScript, show everything as text, and always carry the emergency numbers."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from fastapi.testclient import TestClient
from web_fake import END, GUIDE, NOW, PERMANENT, SENTENCE, START, FakeAssistant, answered, urgent_answer

from assistant.channels.answer_html import STATUS_WORDS, answer_html
from assistant.channels.api import create_app
from assistant.channels.templates import dialled, safe_link
from assistant.channels.web_config import widget_script
from assistant.domain import Status
from assistant.settings import Settings

ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'>"


class Seen(HTMLParser):
    """Collects tags, attributes and the text of a page."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.attributes, self.text = [], [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]

    def handle_data(self, data):
        self.text += data


def make(fake=None, **settings):
    """A client of an application over the fake."""
    settings.setdefault("rate_limit", 1000)
    return TestClient(create_app(fake or FakeAssistant(), Settings(_env_file=None, **settings), clock=lambda: NOW))


@pytest.mark.parametrize("path", ["/", "/library", "/library/luton-neglect", "/about", "/accessibility", "/nothing"])
def test_every_page_has_the_frame(path):
    """Emergency numbers as links, exit, skip link, language, title and the remark on referrals are on every page."""
    seen = Seen(make().get(path, headers={"Accept": "text/html"}).text)
    links = {value for tag, name, value in seen.attributes if tag == "a" and name == "href"}

    assert {
        "tel:999",
        "tel:01234718700",
        "tel:03003008585",
        "tel:01582547653",
        "tel:03003008123",
        "#main",
        "/leave",
    } <= links
    assert "history is not cleared" in seen.text
    assert "not a referral" in seen.text
    assert ("html", "lang", "en-GB") in seen.attributes
    assert seen.tags.count("h1") == 1


@pytest.mark.parametrize("path", ["/", "/library", "/library/luton-neglect", "/about", "/accessibility"])
def test_pages_hold_nothing_that_the_policy_forbids(path):
    """No inline style, script or handler, and nothing is loaded from another site."""
    seen = Seen(make().get(path).text)

    assert "style" not in seen.tags
    for tag, name, value in seen.attributes:
        assert name != "style"
        assert not name.startswith("on")
        if name == "src" or (tag == "link" and name == "href"):
            assert value.startswith("/")


def test_the_form_answers_without_javascript():
    """A posted question comes back with its answer, sources with quotation, and the question in the next form's history."""
    fake = FakeAssistant()
    response = make(fake).post("/ask", data={"question": "When to use it?", "area": "luton", "history": ["earlier one"]})
    seen = Seen(response.text)

    assert response.status_code == 200
    assert (fake.asked[0].area, fake.asked[0].history) == ("luton", ("earlier one",))
    for words in (
        SENTENCE,
        "Answered from the library",
        "Whom to ring",
        "not yet been checked",
        "1 September 2024",
        "page 1",
        "Review was due",
    ):
        assert words in seen.text
    hidden = [dict((n, v) for t, n, v in seen.attributes[i : i + 3]) for i, a in enumerate(seen.attributes) if a == ("input", "type", "hidden")]
    assert [h["value"] for h in hidden if h.get("name") == "history"] == ["earlier one", "When to use it?"]
    assert ("option", "selected", None) in seen.attributes
    assert response.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(("data", "status"), [({"question": " "}, 422), ({"question": "x" * 20_001}, 422), ({}, 422)])
def test_the_form_refuses_with_a_sentence(data, status):
    """An empty or too long question gives the form again with the reason."""
    response = make().post("/ask", data=data)

    assert response.status_code == status
    assert "at most 20,000 characters" in response.text


def test_the_form_keeps_the_question_past_the_limit():
    """Past the rate limit the typed question is still there, and danger is still answered."""
    client = make(rate_limit=1)
    client.post("/ask", data={"question": "first"})
    refused = client.post("/ask", data={"question": "my long question"})

    assert refused.status_code == 429
    assert "my long question</textarea>" in refused.text
    assert "retry-after" in refused.headers
    assert "Urgent: act now" in client.post("/ask", data={"question": "hit him now"}).text


def test_asking_by_address_leads_to_the_form():
    """A question never travels in an address: GET /ask goes to the start page."""
    response = make().get("/ask?question=secret", follow_redirects=False)

    assert response.status_code == 303
    assert response.headers["location"] == "/"


def test_what_is_typed_renders_as_text():
    """Markup in the question, the history, the answer and a document's title is shown and not run."""
    fake = FakeAssistant()
    page = make(fake).post("/ask", data={"question": "echo " + ATTACK, "history": [ATTACK]}).text
    seen = Seen(page)

    assert "img" not in seen.tags
    assert seen.tags.count("script") == 1
    assert ATTACK in seen.text
    assert not [name for _, name, _ in seen.attributes if name.startswith("on")]


@pytest.mark.parametrize("status", list(Status))
def test_every_state_is_said_in_words(status):
    """Each state has its own words and class, so that colour is never the only sign."""
    html = str(answer_html(replace(answered("x"), status=status)))

    assert STATUS_WORDS[status.value] in html
    assert f"reply {status.value}" in html
    assert len(set(STATUS_WORDS.values())) == len(list(Status))


def test_only_numbers_of_contacts_are_links():
    """The contact's number is a link in our own line, another number in it is not, and none is inside a quotation."""
    answer = answered("x")
    quoted = replace(answer.statements[0], text="Ring 01582 547653 or 01234 000000.")
    html = str(answer_html(replace(answer, statements=(quoted, *answer.statements[1:]))))

    assert "Ring 01582 547653 or 01234 000000." in html
    assert 'on <a class="tel" href="tel:01582547653">01582 547653</a>, not 01582 000000.' in html


def test_notices_are_said_once():
    """A notice that the reply's text already holds is not repeated; others lead."""
    assert str(answer_html(urgent_answer())).count("If a child is in danger now") == 1
    html = str(answer_html(answered("x")))
    assert html.index("past its review date") < html.index(SENTENCE)


def test_citations_open_the_sentence():
    """Each citation leads to the exact characters of its source."""
    html = str(answer_html(answered("x")))

    assert f"/library/luton-neglect?page=1&amp;start={START}&amp;end={END}#cited" in html
    assert 'aria-label="Source 1: Neglect guidance &lt;img src=x onerror=alert(1)&gt;, page 1"' in html


def test_dangerous_addresses_are_no_links():
    """Only http and our own paths may be followed, wherever an address comes from."""
    assert safe_link("https://example.org/a") == "https://example.org/a"
    assert safe_link("/library/x") == "/library/x"
    for bad in (
        "javascript:alert(1)",
        "//evil.example",
        "data:text/html,x",
        "/\\evil.example",
        "https:///x",
        " ",
        None,
        "JaVaScRiPt:x",
    ):
        assert safe_link(bad) == ""
    source = replace(answered("x").sources[0], url="javascript:alert(1)", document=replace(GUIDE, source_url="javascript:x"))
    assert "javascript:" not in answer_html(replace(answered("x"), sources=(source,)))


def test_the_permanent_line_becomes_links():
    """All numbers of the line can be tapped, and the words around them stay as they are."""
    html = str(dialled(PERMANENT))

    assert html.count('href="tel:') == 5
    assert re.sub(r"<[^>]+>", "", html) == PERMANENT


def test_feedback_without_javascript():
    """The form's judgement reaches the core; anything else is refused."""
    fake = FakeAssistant()
    client = make(fake)
    kept = client.post("/feedback", data={"answer_id": "a1", "helpful": "no", "reason": "It is hard to understand"})

    assert kept.status_code == 200
    assert (fake.said[0].helpful, fake.said[0].reason, fake.said[0].wording) == (
        False,
        "It is hard to understand",
        None,
    )
    assert client.post("/feedback", data={"answer_id": "a1", "helpful": "maybe"}).status_code == 422


def test_leaving_without_javascript_clears_storage():
    """The exit link clears what this site kept and goes to a neutral site."""
    response = make().get("/leave", follow_redirects=False)

    assert response.status_code == 303
    assert "storage" in response.headers["clear-site-data"]
    assert response.headers["location"].startswith("https://")


def test_the_widget_carries_its_numbers_and_stays_small():
    """The script holds the emergency line, style and words, no key, and is under 40 kB as it is."""
    script = make().get("/widget.js")

    assert script.headers["content-type"].startswith("text/javascript")
    assert json.dumps(PERMANENT, ensure_ascii=False) in script.text
    assert "/* CONFIG */" not in script.text
    assert len(script.content) < 40_000
    assert "innerHTML" not in script.text
    assert ".style" not in script.text.replace('"css"', "")


def test_the_start_page_weighs_little():
    """Page, style and scripts together stay under 100 kB."""
    client = make()
    total = sum(len(client.get(path).content) for path in ("/", "/page.css", "/widget.js", "/leave.js", "/favicon.svg"))

    assert total < 100_000


def test_a_hostile_line_cannot_break_the_script():
    """Whatever stands in the permanent line is a JavaScript string, not code."""
    line = '"};alert(1);//</script>'

    assert json.dumps(line) in widget_script(line)
