"""A real server in its own process and a real Chromium; without a browser these tests are skipped and say why."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HERE = Path(__file__).resolve().parent


@pytest.fixture(scope="session")
def servers():
    """Addresses of our site, of a listed partner's page and of a stranger's page."""
    process = subprocess.Popen([sys.executable, str(HERE / "site_for_tests.py")], stdout=subprocess.PIPE, text=True)
    ports = process.stdout.readline().split()
    yield SimpleNamespace(
        **dict(zip(("home", "partner", "stranger"), (f"http://127.0.0.1:{port}" for port in ports), strict=True))
    )
    process.terminate()
    process.wait(timeout=10)
    process.stdout.close()


@pytest.fixture(scope="session")
def chromium():
    """The system's Chromium, or the browser at ``TEST_BROWSER``, with the flags of ``TEST_BROWSER_FLAGS`` in place of ours."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="Playwright is not installed: pip install playwright"
    )
    path = os.environ.get("TEST_BROWSER") or shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("No Chromium on this machine: apt-get install chromium, or name one in TEST_BROWSER")
    flags = os.environ.get("TEST_BROWSER_FLAGS")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path, args=ARGUMENTS if flags is None else shlex.split(flags))
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium):
    """Opens pages in fresh profiles; afterwards no page may have logged an error or called a foreign address."""
    contexts, complaints = [], []

    def opened(**options):
        context = chromium.new_context(**{"viewport": {"width": 1024, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request", lambda r: None if r.url.startswith(("http://127.0.0.1", "data:")) else complaints.append(r.url)
        )
        page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
        return page

    opened.complaints = complaints
    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
