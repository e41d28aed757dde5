"""Steps that people take at the desk, in a real browser and with forms alone."""

from __future__ import annotations

from typing import Any


def sign_in(page: Any, address: str, name: str, password: str) -> None:
    """As one of the desk's people; the page then shows the desk."""
    page.goto(f"{address}/desk/login")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", name="Publishing desk").wait_for()


def send(page: Any, address: str, name: str, text: str) -> None:
    """Upload a file with that text; what it is may still have to be read."""
    page.goto(f"{address}/desk/drafts")
    page.get_by_label("Files").set_input_files({"name": name, "mimeType": "text/markdown", "buffer": text.encode()})
    page.get_by_role("button", name="Upload").click()


def wait_for(page: Any, words: str, *, looks: int = 60) -> None:
    """Press "Look again" twice a second until a heading says so, at most so often: there is no script that would."""
    for _ in range(looks):
        if page.get_by_role("heading", name=words).count():
            return
        page.wait_for_timeout(500)
        page.get_by_role("link", name="Look again").click()
    raise AssertionError(page.inner_text("main"))


def publish(page: Any, other: Any, *, looks: int = 60) -> None:
    """Ask as one person, approve as another, wait for the end."""
    page.get_by_role("button", name="Keep, and go on to publish").click()
    if page.get_by_label("I have looked").count():
        page.get_by_label("I have looked").check()
    page.get_by_role("button", name="Ask for publication").click()
    other.goto(page.url)
    other.get_by_role("button", name="Approve").click()
    wait_for(other, "Publication: done", looks=looks)
