"""Limits, origins and headers: what a stranger's browser or program may not do."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient
from web_fake import NOW, FakeAssistant

from assistant.channels.api import create_app
from assistant.channels.limits import Origins, RateLimiter
from assistant.settings import Settings

PARTNER = "https://partner.example.org"


def make(fake=None, **settings):
    """A client of an application over the fake."""
    settings.setdefault("rate_limit", 1000)
    return TestClient(create_app(fake or FakeAssistant(), Settings(_env_file=None, **settings), clock=lambda: NOW))


def test_a_bucket_refills_evenly():
    """Six a minute: six at once, then one every ten seconds."""
    now = [0.0]
    limiter = RateLimiter(6, lambda: now[0])
    first = [limiter.wait("a") for _ in range(7)]
    now[0] = 10.0

    assert first[:6] == [0.0] * 6
    assert first[6] == pytest.approx(10)
    assert limiter.wait("a") == 0
    assert limiter.wait("a") > 0
    assert limiter.wait("b") == 0


def test_one_ipv6_network_is_one_asker():
    """Addresses of one /64 share a bucket; another network has its own."""
    limiter = RateLimiter(1, lambda: 0.0)

    assert limiter.wait("2001:db8::1") == 0
    assert limiter.wait("2001:db8::ffff") > 0
    assert limiter.wait("2001:db8:1::1") == 0


@pytest.mark.parametrize("path", ["/", "/library", "/api/documents", "/nothing", "/widget.js", "/healthz"])
def test_every_response_carries_the_headers(path):
    """Strict policy, no sniffing, no framing, on pages, data and errors alike."""
    headers = make().get(path).headers
    policy = headers["content-security-policy"]

    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"
    assert "access-control-allow-origin" not in headers


def test_a_crash_carries_the_headers_too():
    """An unexpected error does not lose the policy."""
    response = make(FakeAssistant(crash=True)).get("/library", headers={"Accept": "text/html"})

    assert response.status_code == 500
    assert "secret" not in response.text
    assert "content-security-policy" in response.headers


def test_other_origins_are_refused_by_default():
    """A page elsewhere can neither read nor send; our own pages and programs without an origin can."""
    fake = FakeAssistant()
    client = make(fake)
    refused = client.post("/api/ask", json={"question": "x"}, headers={"Origin": PARTNER})
    preflight = client.options("/api/ask", headers={"Origin": PARTNER, "Access-Control-Request-Method": "POST"})
    null = client.post("/api/feedback", json={"answer_id": "a", "helpful": True}, headers={"Origin": "null"})

    assert (refused.status_code, preflight.status_code, null.status_code) == (403, 403, 403)
    assert "access-control-allow-origin" not in refused.headers
    assert fake.asked == []
    assert client.post("/api/ask", json={"question": "x"}, headers={"Origin": "http://testserver"}).status_code == 200
    assert client.post("/api/ask", json={"question": "x"}).status_code == 200


def test_a_proxy_that_changes_the_host_does_not_lock_our_own_page_out():
    """The browser's own word that a request is same-origin, or the public address in the settings, is enough."""
    own = {"Origin": "https://ask.example.org"}

    assert make().post("/api/ask", json={"question": "x"}, headers={**own, "Sec-Fetch-Site": "same-origin"}).status_code == 200
    assert make(public_url="https://ask.example.org/").post("/api/ask", json={"question": "x"}, headers=own).status_code == 200
    assert make().post("/api/ask", json={"question": "x"}, headers={**own, "Sec-Fetch-Site": "cross-site"}).status_code == 403


def test_listed_origins_may_embed_and_ask():
    """A listed origin passes preflight, may read replies and the script, and may frame us; others still may not."""
    client = make(origins=f"{PARTNER}, https://two.example.org")
    preflight = client.options("/api/ask", headers={"Origin": PARTNER, "Access-Control-Request-Method": "POST"})
    asked = client.post("/api/ask", json={"question": "x"}, headers={"Origin": PARTNER})
    script = client.get("/widget.js", headers={"Origin": PARTNER})

    assert preflight.status_code == 204
    assert "content-type" in preflight.headers["access-control-allow-headers"]
    for response in (preflight, asked, script):
        assert response.headers["access-control-allow-origin"] == PARTNER
        assert "Origin" in response.headers["vary"]
    assert f"frame-ancestors {PARTNER} https://two.example.org" in asked.headers["content-security-policy"]
    assert client.post("/api/ask", json={"question": "x"}, headers={"Origin": "https://evil.example"}).status_code == 403


def test_origins_that_allow_everyone_are_left_out():
    """A star or something that is no origin never opens the door."""
    assert Origins.parse("*, https://*.example.org, partner, javascript:alert(1)").allowed == frozenset()
    assert Origins.parse("https://A.example.org/path").allowed == {"https://a.example.org"}
