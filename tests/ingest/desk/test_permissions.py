"""Every address of the desk, role by role, and forms that did not come from it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from ingest.desk.accounts import ROLES
from tests.ingest.desk.conftest import PASSWORD, Browser, Room, words

TABLE = yaml.safe_load((Path(__file__).resolve().parents[3] / "docs" / "access.yaml").read_text(encoding="utf-8"))
NEEDS = {
    route: next(role for role in ROLES if group["cells"][role] == "yes")
    for group in TABLE["groups"]
    for route in group["routes"]
    if route.split(" ")[1].startswith("/desk") and group["cells"]["stranger"] == "no"
}


def _call(browser: Browser, line: str, token: bool = True) -> tuple[int, str]:
    method, path = line.split(" ")
    address = re.sub(r"\{[^}]+\}", "7", path)
    answer = browser.get(address) if method == "GET" else browser.post(address, None if token else {"form_token": "0" * 64})
    return answer.status_code, words(answer) if "html" in answer.headers.get("content-type", "") else ""


@pytest.mark.parametrize("role", ROLES)
def test_role_by_role(room: Room, role: str) -> None:
    """Each role reaches what it may and is refused everything above it, whatever it sends."""
    browser = room.browser(role)
    for line, needed in NEEDS.items():
        if line.endswith("/logout"):
            continue
        status, text = _call(browser, line)
        allowed = ROLES.index(role) >= ROLES.index(needed)  # type: ignore[arg-type]
        assert ("may not do that" in text) is not allowed, line
        assert (status == 403) is not allowed, line
        assert status != 401, line
        assert status < 500 or "generations/7" in line, (line, text)


def test_nobody_reaches_anything_unsigned(room: Room) -> None:
    """Without a session pages lead to the sign-in page and forms are refused."""
    browser = Browser(room.desk())
    for line in NEEDS:
        status, _ = _call(browser, line)
        assert status == (303 if line.startswith("GET") else 401), line


def test_forms_of_other_sites_are_refused(room: Room) -> None:
    """Without the session's own token, with another session's, or from another origin, no form does anything."""
    browser, other = room.browser("publisher"), room.browser("publisher2")
    for line in NEEDS:
        if line.startswith("POST"):
            status, text = _call(browser, line, token=False)
            assert (status, "out of date" in text) == (403, True), line
    assert browser.post("/desk/try/keep", {"form_token": other.token, "question": "What is neglect?"}).status_code == 403
    for headers in ({"origin": "https://elsewhere.test"}, {"sec-fetch-site": "cross-site"}):
        refused = browser.client.post("/desk/try/keep", data={"form_token": browser.token, "question": "What is neglect?"}, headers=headers)
        assert refused.status_code == 403
    assert browser.post("/desk/try/keep", {"question": "What is neglect?"}).status_code == 303


def test_five_wrong_passwords_rest_the_account(room: Room) -> None:
    """The right password does not help for fifteen minutes; the sentence does not tell whether a name exists."""
    desk = room.desk()
    for number in range(5):
        browser = Browser(room.desk())
        wrong = browser.sign_in("editor", f"wrong words here {number}")
        assert wrong.status_code == 401
    resting, unknown = Browser(desk), Browser(desk)
    assert resting.sign_in("editor").status_code == 401
    assert words(resting.sign_in("editor")).replace("editor", "") == words(unknown.sign_in("nobody")).replace("nobody", "")

    room.clock.go_on(minutes=16)
    assert Browser(room.desk()).sign_in("editor").status_code == 303


def test_an_address_that_tries_too_often_is_slowed(room: Room) -> None:
    """Ten tries a minute from one address, over all names."""
    browser = Browser(room.desk())
    answers = [browser.sign_in(f"name{number}").status_code for number in range(11)]
    assert answers[:10] == [401] * 10
    assert answers[10] == 429


def test_sessions_end(room: Room) -> None:
    """After signing out, an idle hour, twelve hours, a closed account or a new password, the cookie opens nothing."""
    desk = room.desk()
    browser = room.browser("reader", desk)
    cookie = browser.client.cookies["__Host-desk"]
    browser.post("/desk/logout")
    assert desk.sessions.visitor(cookie) is None

    idle = room.browser("reader", desk).client.cookies["__Host-desk"]
    assert desk.sessions.visitor(idle) is not None
    assert desk.sessions.visitor(idle[:-1] + ("0" if idle[-1] != "0" else "1")) is None
    room.clock.go_on(minutes=61)
    assert desk.sessions.visitor(idle) is None

    changed = room.browser("editor", desk)
    done = changed.post("/desk/password", {"old": PASSWORD, "new": "four other plain words", "again": "four other plain words"})
    assert done.status_code == 303
    assert changed.get("/desk").status_code == 303
    assert Browser(room.desk()).sign_in("editor", "four other plain words").status_code == 303

    closed = room.browser("publisher", desk)
    desk.accounts.set_disabled("publisher", True)
    assert closed.get("/desk").status_code == 303
    assert Browser(room.desk()).sign_in("publisher").status_code == 401


def test_a_role_taken_away_is_gone_at_the_next_click(room: Room) -> None:
    """The session does not carry the role."""
    browser = room.browser("publisher")
    browser.desk.accounts.set_role("publisher", "reader")
    assert browser.upload(("a.md", b"text")).status_code == 403


def test_cookies_and_headers(room: Room) -> None:
    """Cookies are for this host, https and no script; pages run no script and take no style of their own; nothing is kept."""
    browser = Browser(room.desk())
    cookie = browser.sign_in("reader").headers["set-cookie"]
    for part in ("__Host-desk=", "Secure", "HttpOnly", "SameSite=lax", "Path=/"):
        assert part in cookie
    for path in (line.split(" ")[1] for line in NEEDS if line.startswith("GET") and "{" not in line):
        page = browser.get(path)
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert "unsafe" not in page.headers["content-security-policy"]
        assert page.headers["cache-control"] == "no-store"
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=|javascript:", page.text), path


@pytest.mark.parametrize("following", ["//elsewhere.test", "https://elsewhere.test", "/desk//elsewhere.test", "/desk/\\elsewhere", "/library"])
def test_signing_in_leads_nowhere_else(room: Room, following: str) -> None:
    """Only addresses of the desk are followed after signing in."""
    browser = Browser(room.desk())
    door = re.search(r'name="door" value="([^"]*)"', browser.get("/desk/login").text)
    assert door
    data = {"name": "reader", "password": PASSWORD, "door": door[1], "next": following}
    assert browser.client.post("/desk/login", data=data).headers["location"] == "/desk"


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaaa", "my name is newcomer1"])
def test_weak_passwords_are_refused(room: Room, password: str) -> None:
    """Twelve characters, five different ones, not the name."""
    from ingest.desk.errors import DeskError

    with pytest.raises(DeskError, match="at least 12"):
        room.desk().accounts.add("newcomer1", password, "reader")
