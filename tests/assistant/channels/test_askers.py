"""Keys, staff behind a proxy, and the public: what each may see, how often each may ask, and that danger is answered to all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient
from web_fake import NOW, PERMANENT, FakeAssistant

from assistant.channels.api import create_app
from assistant.channels.proxies import Trust
from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.state import open_database
from assistant.state.keys import KeyBook

DANGER = {"question": "he will hit him now"}
PROXY = "10.0.0.9"
STAFF = {"X-Staff": "p.shah@council.test"}


@pytest.fixture
def fake():
    return FakeAssistant()


@pytest.fixture
def make(tmp_path, fake):
    """Builds a client; ``peer`` is the address that connects."""

    def client(*, peer="203.0.113.7", clock=lambda: NOW, **settings):
        values = {"rate_limit": 1000, "data_dir": tmp_path, "trusted_proxies": "10.0.0.0/24", "staff_header": "X-Staff", **settings}
        return TestClient(create_app(fake, Settings(_env_file=None, **values), clock=clock), client=(peer, 5000))

    return client


@pytest.fixture
def key(tmp_path):
    """Makes a key in the database of the application; its header."""
    database = open_database(tmp_path)
    book = KeyBook(database, clock=NOW.timestamp)

    def made(*scopes, per_minute=100):
        ends = (NOW + timedelta(days=1)).timestamp()
        token = book.add(f"key-{'-'.join(scopes)}-{per_minute}", scopes, expires_at=ends, per_minute=per_minute)
        return {"Authorization": f"Bearer {token}"}

    made.book = book
    yield made
    database.close()


def test_no_key_is_needed(make):
    """A laptop answers everybody, and no database is opened for it."""
    assert make().post("/api/ask", json={"question": "x"}).status_code == 200


def test_a_key_opens_what_it_is_for(make, key):
    """Each scope opens its own addresses and no other; the refusal says what is missing."""
    client = make()
    calls = {
        "ask": lambda headers: client.post("/api/ask", json={"question": "x"}, headers=headers),
        "search": lambda headers: client.get("/api/documents", headers=headers),
        "feedback": lambda headers: client.post("/api/feedback", json={"answer_id": "a", "helpful": True}, headers=headers),
    }
    for scope in calls:
        headers = key(scope)
        for needed, call in calls.items():
            answer = call(headers)
            assert answer.status_code == ({"feedback": 204}.get(needed, 200) if scope == needed else 403), (scope, needed)
            assert scope == needed or f"'{needed}'" in answer.json()["detail"]


@pytest.mark.parametrize("stream", [False, True])
def test_an_unknown_revoked_or_expired_key_is_refused(make, key, stream):
    """401 as a problem, also for questions that would be answered without any key."""
    revoked, good = key("ask"), key("ask", "search")
    key.book.revoke("key-ask-100")
    accept = {"Accept": "text/event-stream"} if stream else {}
    for client, headers in (
        (make(), {"Authorization": "Bearer sgb_wrong"}),
        (make(), {"Authorization": "bearer  nonsense"}),
        (make(), revoked),
        (make(clock=lambda: NOW + timedelta(days=2)), good),
    ):
        refused = client.post("/api/ask", json={"question": "x"}, headers=headers | accept)
        assert refused.status_code == 401
        assert refused.headers["content-type"] == "application/problem+json"
        assert refused.headers["www-authenticate"].startswith("Bearer")
        assert refused.json()["emergency"] == PERMANENT
    assert make().post("/api/ask", json={"question": "x"}, headers=good | accept).status_code == 200


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_danger_is_answered_whatever_the_key_and_above_every_limit(make, key, accept):
    """With a wrong key, a key for something else, past the key's limit and past the address's, the danger route answers."""
    one, other = key("ask", per_minute=1), key("feedback")
    client, few = make(), make(rate_limit=1)
    for headers in (one, one, other, {"Authorization": "Bearer sgb_wrong"}):
        client.post("/api/ask", json={"question": "x"}, headers=headers)
    few.post("/api/ask", json={"question": "x"})

    assert few.post("/api/ask", json={"question": "x"}).status_code == 429
    assert client.post("/api/ask", json={"question": "x"}, headers=one).status_code == 429
    for asked, headers in ((few, {}), (client, one), (client, other), (client, {"Authorization": "Bearer sgb_wrong"})):
        answer = asked.post("/api/ask", json=DANGER, headers=headers | {"Accept": accept})
        assert answer.status_code == 200
        assert '"urgent"' in answer.text


def test_each_key_has_its_own_limit(make, key):
    """Two a minute for one key neither uses up another's nor the address's; page reads count ten to a question."""
    client = make(rate_limit=1)
    two, one, reading = key("ask", per_minute=2), key("ask", per_minute=1), key("search", per_minute=1)

    def states(headers, count):
        return [client.post("/api/ask", json={"question": "x"}, headers=headers).status_code for _ in range(count)]

    assert states(two, 3) == [200, 200, 429]
    assert states(one, 2) == [200, 429]
    assert states({}, 2) == [200, 429]
    reads = [client.get("/api/documents", headers=reading).status_code for _ in range(11)]
    assert (reads[:10], reads[10]) == ([200] * 10, 429)


def test_trying_keys_ends_soon(make):
    """Wrong keys count against the address that sends them."""
    client = make(rate_limit=5)
    states = [client.post("/api/ask", json={"question": "x"}, headers={"Authorization": f"Bearer sgb_{n}"}).status_code for n in range(7)]

    assert states == [401] * 5 + [429] * 2


def test_keys_without_a_database_are_a_problem_and_danger_is_not(make):
    """Nothing is taken for a good key when it cannot be checked."""
    client = make(database_url="postgresql://nobody@127.0.0.1:1/none?connect_timeout=1")
    headers = {"Authorization": "Bearer sgb_x"}

    assert client.post("/api/ask", json={"question": "x"}, headers=headers).status_code == 503
    assert client.post("/api/ask", json=DANGER, headers=headers).json()["status"] == "urgent"
    assert client.post("/api/ask", json={"question": "x"}).status_code == 200


def seen(client, **headers):
    """Which documents are listed, and for whom the last question was asked."""
    return {d["id"] for d in client.get("/api/documents", headers=headers).json()["documents"]}


PUBLIC = {"luton-neglect", "luton-neglect-2019"}
EVERY = PUBLIC | {"pan-digest", "bedford-review"}


def test_the_public_sees_public_documents_only(make, fake, key):
    """In the list, on each page, in questions and searches; an origin, a header from anywhere or a key without the scope change nothing."""
    client = make(public=True, origins="https://partner.example.org")
    stranger_tries = ({}, STAFF, {"Origin": "https://partner.example.org"}, key("ask", "search"), {"X-Forwarded-For": PROXY, **STAFF})
    for headers in stranger_tries:
        assert seen(client, **headers) == PUBLIC
        client.post("/api/ask", json={"question": "x"}, headers=headers)
        client.post("/api/search", json={"question": "x", "audience": None}, headers=headers)
        client.post("/ask", data={"question": "x"}, headers={k: v for k, v in headers.items() if k != "Origin"})
        assert [question.audience for question in fake.asked[-3:]] == ["public"] * 3
        hidden = ("/api/documents/bedford-review", "/library/bedford-review", "/library/pan-digest/original", "/library/bedford-review/pages/1.png")
        for path in hidden:
            assert client.get(path, headers=headers).status_code == 404
    assert 'data-mode="public"' in client.get("/").text
    assert "bedford-review" not in client.get("/library").text


def test_staff_see_everything(make, fake, key):
    """Signed in through the trusted proxy, or with a key for staff; and everybody where the service is not public."""
    behind = make(public=True, peer=PROXY)
    assert seen(behind, **STAFF, **{"X-Forwarded-For": "203.0.113.7"}) == EVERY
    assert 'data-mode="public"' not in behind.get("/", headers=STAFF).text
    behind.post("/api/ask", json={"question": "x"}, headers=STAFF)
    assert fake.asked[-1].audience == "practitioner"

    assert seen(make(public=True), **key("search", "staff")) == EVERY
    assert seen(make(public=False)) == EVERY


def test_a_member_of_staff_may_ask_as_the_public(make, fake):
    """A widget in public mode narrows what is answered; nothing in a question widens it."""
    make(public=True, peer=PROXY).post("/api/ask", json={"question": "x", "audience": "public"}, headers=STAFF)
    refused = make(public=True).post("/api/ask", json={"question": "x", "audience": "practitioner"})

    assert fake.asked[-1].audience == "public"
    assert refused.status_code == 422


@pytest.mark.parametrize(
    "headers",
    [[("X-Staff", "")], [("X-Staff", " ")], [("X-Staff", "a"), ("X-Staff", "b")], [("X-Staff", "a" * 201)], [("X_Staff", "a")]],
    ids=["empty", "blank", "twice", "endless", "other spelling"],
)
def test_a_doubtful_name_is_nobody(make, headers):
    """Also from a trusted proxy: who sent it is not certain."""
    client = make(public=True, peer=PROXY)
    assert {d["id"] for d in client.get("/api/documents", headers=headers).json()["documents"]} == PUBLIC


def test_limits_count_the_asker_and_not_the_proxy(make):
    """By the last address before the trusted proxies, or by who signed in; a forged left end of the list changes nothing."""
    client = make(peer=PROXY, rate_limit=1)

    def state(**headers):
        return client.post("/api/ask", json={"question": "x"}, headers={name.replace("_", "-"): value for name, value in headers.items()}).status_code

    assert [state(X_Forwarded_For="198.51.100.1, 10.0.0.3"), state(X_Forwarded_For="198.51.100.1")] == [200, 429]
    assert state(X_Forwarded_For="192.0.2.55, 198.51.100.1") == 429
    assert state(X_Forwarded_For="198.51.100.2") == 200
    assert [state(X_Staff="a", X_Forwarded_For="198.51.100.1"), state(X_Staff="b", X_Forwarded_For="198.51.100.1")] == [200, 200]
    assert state(X_Staff="a", X_Forwarded_For="198.51.100.9") == 429
    stranger = make(rate_limit=1)
    forged = [stranger.post("/api/ask", json={"question": "x"}, headers={"X-Forwarded-For": f"198.51.100.{n}"}).status_code for n in range(2)]
    assert forged == [200, 429]


@pytest.mark.parametrize(
    ("peer", "forwarded", "asker"),
    [
        ("10.0.0.9", "198.51.100.1:4711", "198.51.100.1"),
        ("10.0.0.9", "[2001:db8::1]:443", "2001:db8::1"),
        ("::ffff:10.0.0.9", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.9", "198.51.100.1, unknown", "10.0.0.9"),
        ("10.0.0.9", "", "10.0.0.9"),
        ("10.0.0.9", "10.0.0.1, 10.0.0.2", "10.0.0.1"),
        ("192.0.2.1", "198.51.100.1", "192.0.2.1"),
    ],
)
def test_the_asker_s_address(peer, forwarded, asker):
    """Ports, IPv6 and mapped addresses as proxies write them; what is no address is not believed."""
    assert Trust.of(Settings(_env_file=None, trusted_proxies="10.0.0.0/24, ::1")).asker(peer, [forwarded]) == asker


@pytest.mark.parametrize("settings", [{"staff_header": "X-Staff"}, {"trusted_proxies": "proxy.local"}, {"trusted_proxies": "10.0.0.0/99"}])
def test_settings_that_would_open_the_door_stop_the_start(settings):
    """A staff header without a trusted proxy, or a proxy that is no address."""
    with pytest.raises(SettingsError):
        create_app(FakeAssistant(), Settings(_env_file=None, **settings))


def test_answers_are_made_from_what_the_asker_may_see(own_library, make_assistant, assistant):
    """The real search: with everything for practitioners the public gets no quotation, with one public document only that one."""
    from assistant.domain import Question, Status
    from assistant.library import Library

    question = Question(text="When should I use the Graded Care Profile 2?")
    assert assistant.answer(question).sources
    public = replace(question, audience="public")
    assert assistant.search(public) == []
    hidden = assistant.answer(public)
    assert (hidden.sources, hidden.status) == ((), Status.NOT_FOUND)
    assert "Neglect practice guidance" not in hidden.text

    library = Library(own_library)
    chosen = assistant.answer(question).sources[0].document.id
    generation = library.view().generation
    generation.documents[chosen] = replace(generation.documents[chosen], audience="public")
    opened = make_assistant(own_library, library=library)
    assert {hit.document.id for hit in opened.search(public)} == {chosen}
    assert {source.document.id for source in opened.answer(public).sources} == {chosen}
