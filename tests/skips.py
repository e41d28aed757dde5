"""A pytest plug-in: in CI (``TEST_SKIPS_FAIL=1``) a skipped test is a failure, save those that need the shared corpus."""

from __future__ import annotations

import os
from collections.abc import Generator
from typing import Any

import pytest

SWITCH = "TEST_SKIPS_FAIL"
EXEMPT = "TEST_SHARED_DIR"
"""Stands in the reason of a test that needs files which are not ours to publish."""


def _judged(report: Any) -> None:
    """Turn a skip into a failure; an expected failure (xfail) is none."""
    if not report.skipped or hasattr(report, "wasxfail") or not os.environ.get(SWITCH):
        return
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    if EXEMPT not in reason:
        report.outcome = "failed"
        report.longrepr = f"Skipped, which is a failure here ({SWITCH}): {reason}. Install or start what it needs."


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Skips of single tests, by a mark, a fixture or in the test."""
    report = yield
    _judged(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Skips of whole modules."""
    report = yield
    _judged(report)
    return report
