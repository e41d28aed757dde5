"""The JSON API keeps its contract, refuses with a sentence, and answers danger whatever else is wrong."""

from __future__ import annotations

import json

import pytest
from fastapi.testclient import TestClient
from web_fake import NOW, PERMANENT, FakeAssistant

from assistant.channels.api import create_app
from assistant.errors import NotKept
from assistant.settings import Settings


def make(fake=None, public=False, **settings):
    """A client of an application over the fake."""
    settings.setdefault("rate_limit", 1000)
    app = create_app(fake or FakeAssistant(), Settings(_env_file=None, **settings), public=public, clock=lambda: NOW)
    return TestClient(app, base_url="http://testserver")


@pytest.fixture
def fake():
    return FakeAssistant()


@pytest.fixture
def client(fake):
    return make(fake)


def problem(response, status):
    """Assert that a response is a problem and give its body."""
    assert response.status_code == status
    assert response.headers["content-type"] == "application/problem+json"
    body = response.json()
    assert body["status"] == status
    assert body["emergency"] == PERMANENT
    return body


def test_ask_returns_the_contract(client, fake):
    """An answer carries every member of the contract, and the question reaches the core as asked."""
    response = client.post("/api/ask", json={"question": " When to use it? ", "area": "luton", "history": ["first", " ", "second"]})

    body = response.json()
    assert response.status_code == 200
    assert list(body) == [
        "id",
        "status",
        "reply",
        "text",
        "statements",
        "sources",
        "notices",
        "contacts",
        "model",
        "generation",
        "took_ms",
    ]
    assert body["status"] == "answered"
    assert body["statements"][0]["citations"] == [1]
    assert body["statements"][0]["spans"][0]["source"] == 1
    source = body["sources"][0]
    assert (source["document_id"], source["published"], source["review_by"], source["edition"]) == (
        "luton-neglect",
        "2024-09-01",
        "2025-09-01",
        "current",
    )
    assert body["contacts"][0]["checked"] is None
    assert "rejected" not in body["contacts"][0]
    asked = fake.asked[0]
    assert (asked.text, asked.area, asked.history, asked.audience) == (
        "When to use it?",
        "luton",
        ("first", "second"),
        "practitioner",
    )


@pytest.mark.parametrize("area", ["pan", None])
def test_pan_means_no_area(client, fake, area):
    """``pan`` and null both leave the area open."""
    client.post("/api/ask", json={"question": "x", "area": area})

    assert fake.asked[0].area is None


def test_public_request_and_public_site_narrow_the_audience():
    """A public widget narrows what may be read, and nothing in a request widens a public site."""
    staff, public = FakeAssistant(), FakeAssistant()
    make(staff).post("/api/ask", json={"question": "x", "audience": "public"})
    refused = make(public, public=True).post("/api/ask", json={"question": "x", "audience": "practitioner"})
    make(public, public=True).post("/api/ask", json={"question": "x"})

    assert staff.asked[0].audience == "public"
    assert refused.status_code == 422
    assert public.asked[0].audience == "public"


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ({"question": ""}, "question"),
        ({"question": " \n\t "}, "question"),
        ({"question": "x" * 20_001}, "20,000"),
        ({}, "question"),
        ({"question": 5}, "question"),
        ({"question": "x", "area": "hertfordshire"}, "area"),
        ({"question": "x", "area": "national"}, "area"),
        ({"question": "x", "history": "no list"}, "messages"),
        ([], "openapi"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(client, body, word):
    """A wrong body is 422 and the sentence names what to change, without repeating what was sent."""
    detail = problem(client.post("/api/ask", json=body), 422)["detail"]

    assert word in detail
    assert "hertfordshire" not in detail


def test_longest_question_is_taken(client):
    """Exactly 20,000 characters are still a question."""
    assert client.post("/api/ask", json={"question": "x" * 20_000}).status_code == 200


@pytest.mark.parametrize("raw", [b"{", b"\xff\xfe", b'{"question": "\\ud800"}', b"null"])
def test_unreadable_bodies_are_problems(client, raw):
    """Broken JSON, broken text and lone surrogates are refused, never a crash."""
    response = client.post("/api/ask", content=raw, headers={"Content-Type": "application/json"})

    assert response.status_code in (400, 422)
    problem(response, response.status_code)


def test_other_errors_are_problems_too(client):
    """Unknown addresses, wrong methods and too large bodies are problem+json."""
    problem(client.get("/api/nothing"), 404)
    problem(client.get("/nothing", headers={"Accept": "*/*"}), 404)
    problem(client.get("/api/ask"), 405)
    problem(client.post("/api/ask", json={"question": "x" * 600_000}), 413)

    def unannounced():
        yield b'{"question": "'
        for _ in range(60):
            yield b"x" * 10_000

    problem(client.post("/api/ask", content=unannounced(), headers={"Content-Type": "application/json"}), 413)


def test_a_crash_shows_no_exception_text(caplog):
    """An unexpected error is 500 with our sentence; neither the reply nor the log holds the question."""
    client = make(FakeAssistant(crash=True))

    body = problem(client.post("/api/ask", json={"question": "about Zebedee"}), 500)

    assert "secret" not in json.dumps(body)
    assert "Zebedee" not in json.dumps(body) + caplog.text
    assert "RuntimeError" in caplog.text


def test_errors_in_a_browser_are_pages(client):
    """A person who follows a dead link gets a page with the emergency line."""
    response = client.get("/nothing", headers={"Accept": "text/html"})

    assert response.status_code == 404
    assert "01582 547653" in response.text
    assert response.headers["content-type"].startswith("text/html")


def test_rate_limit_refuses_ordinary_questions_but_answers_danger():
    """Past the limit: 429 with Retry-After for ordinary questions, the urgent reply for danger, in both forms."""
    client = make(rate_limit=2)
    statuses = [client.post("/api/ask", json={"question": "x"}).status_code for _ in range(3)]
    danger = client.post("/api/ask", json={"question": "he has hit him now"})
    streamed = client.post("/api/ask", json={"question": "he has hit him now"}, headers={"Accept": "text/event-stream"})
    refused = client.post("/api/ask", json={"question": "x"})

    assert statuses == [200, 200, 429]
    assert danger.json()["status"] == "urgent"
    assert '"status": "urgent"' in streamed.text
    problem(refused, 429)
    assert 1 <= int(refused.headers["retry-after"]) <= 60


def test_without_a_library_asking_is_a_fault_answer_and_searching_a_problem():
    """With nothing published, asking still answers, searching and readiness say 503, and no path is shown."""
    client = make(FakeAssistant(broken=True))

    assert client.post("/api/ask", json={"question": "x"}).json()["status"] == "fault"
    assert client.post("/api/ask", json={"question": "hit him now"}).json()["status"] == "urgent"
    search = client.post("/api/search", json={"question": "x"})
    assert "/secret" not in json.dumps(problem(search, 503))
    problem(client.get("/readyz"), 503)
    problem(client.get("/api/documents"), 503)
    assert client.get("/healthz").json() == {"status": "ok"}


def test_event_stream_tells_stages_then_statements_then_the_answer(client):
    """The stream is stage, statement, answer, each with JSON data; the answer is the whole one."""
    response = client.post("/api/ask", json={"question": "x"}, headers={"Accept": "text/event-stream"})
    parts = [part.split("\n") for part in response.text.strip().split("\n\n")]
    named = [(lines[0].removeprefix("event: "), json.loads(lines[1].removeprefix("data: "))) for lines in parts]

    assert response.headers["content-type"].startswith("text/event-stream")
    assert [name for name, _ in named] == ["stage", "stage", "statement", "statement", "answer"]
    assert named[0][1] == {"stage": "understand"}
    assert named[2][1] == named[-1][1]["statements"][0]
    assert named[-1][1]["sources"][0]["n"] == 1


def test_a_crash_in_the_stream_is_a_problem_event(caplog):
    """A stream that breaks says so in its last event, with the emergency line."""
    client = make(FakeAssistant(crash=True))
    response = client.post("/api/ask", json={"question": "about Zebedee"}, headers={"Accept": "text/event-stream"})

    assert response.text.startswith("event: problem\n")
    assert PERMANENT in response.text
    assert "secret" not in response.text + caplog.text


def test_search_by_post_and_get(client, fake):
    """Both forms give the passages in the contract's shape."""
    post = client.post("/api/search", json={"question": "x", "area": "luton", "history": ["a"], "limit": 5})
    get = client.get("/api/search", params={"q": "x", "area": "luton", "limit": 5})

    assert list(post.json()["passages"][0]) == [
        "text",
        "document_id",
        "title",
        "area",
        "published",
        "page",
        "heading",
        "score",
    ]
    assert post.json() == get.json()
    assert post.json()["passages"][0]["heading"] == "When to use the tool"
    assert fake.asked[0].history == ("a",)
    problem(client.get("/api/search", params={"q": "  "}), 422)
    problem(client.get("/api/search"), 422)
    problem(client.post("/api/search", json={"question": "x", "limit": 0}), 422)


def test_documents_are_listed_and_filtered(client):
    """Documents come newest first and can be narrowed; unknown ones are 404."""
    every = client.get("/api/documents").json()["documents"]
    luton = client.get("/api/documents", params={"area": "luton", "edition": "current"}).json()["documents"]

    assert [d["id"] for d in every] == ["pan-digest", "luton-neglect", "bedford-review", "luton-neglect-2019"]
    assert [d["id"] for d in luton] == ["luton-neglect"]
    assert luton[0]["overdue"] is True
    assert client.get("/api/documents/luton-neglect").json()["pages"] == 2
    problem(client.get("/api/documents/none"), 404)


def test_withdrawn_and_practitioner_documents_are_not_shown(fake):
    """A withdrawn document is gone at once, and a public site never shows practitioners' documents."""
    fake.withdrawn = frozenset({"luton-neglect"})
    client, public = make(fake), make(fake, public=True)

    problem(client.get("/api/documents/luton-neglect"), 404)
    problem(public.get("/api/documents/bedford-review"), 404)
    assert [d["id"] for d in public.get("/api/documents").json()["documents"]] == ["luton-neglect-2019"]


def test_feedback_is_kept(client, fake):
    """Thumbs and reason reach the core; an empty id is refused."""
    sent = client.post("/api/feedback", json={"answer_id": "a1", "helpful": False, "reason": "out of date", "wording": None})

    assert sent.status_code == 204
    assert (fake.said[0].answer_id, fake.said[0].helpful, fake.said[0].reason) == ("a1", False, "out of date")
    problem(client.post("/api/feedback", json={"answer_id": "", "helpful": True}), 422)


def test_metrics_and_logs_hold_no_question(client, caplog):
    """Figures count routes and states; neither they nor the access log hold what was asked or a query string."""
    caplog.set_level("INFO")
    client.post("/api/ask", json={"question": "zebedee"})
    client.get("/api/search", params={"q": "zebedee"})
    client.get("/zebedee")
    text = client.get("/metrics").text

    assert 'safeguarding_answers_total{status="answered"} 1.0' in text
    assert 'route="/api/ask"' in text
    assert "zebedee" not in text
    ours = [r.getMessage() for r in caplog.records if r.name.startswith("assistant")]
    assert any(line.startswith("GET /api/search 200") for line in ours)
    assert "zebedee" not in " ".join(ours)


def test_ready_tells_the_generation(client):
    """Readiness names the generation."""
    assert client.get("/readyz").json()["generation"] == "20261122T100000-abc123"


def test_openapi_is_served_and_loads_nothing_from_elsewhere(client):
    """The description is there; the framework's pages, which load foreign scripts, are not."""
    assert "/api/ask" in client.get("/api/openapi.json").json()["paths"]
    assert client.get("/docs").status_code == 404
    assert client.get("/redoc").status_code == 404


def test_feedback_that_cannot_be_kept_is_said():
    """With the database away: 503 with a sentence and when to try again, on the page too, and the figures count nothing."""

    class Forgetting(FakeAssistant):
        def feedback(self, answer_id, helpful, reason, wording):
            raise NotKept("away")

    client = TestClient(create_app(Forgetting(), Settings(_env_file=None)))
    sent = client.post("/api/feedback", json={"answer_id": "a1", "helpful": True})
    typed = client.post("/feedback", data={"answer_id": "a1", "helpful": "yes"}, headers={"Accept": "text/html"})

    for reply in (sent, typed):
        assert reply.status_code == 503
        assert "could not be kept" in reply.text
        assert reply.headers["Retry-After"] == "30"
    assert 'safeguarding_feedback_total{helpful="yes"}' not in client.get("/metrics").text
