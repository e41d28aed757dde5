"""What the publishing desk keeps of a purged document: its folders, and what reports of publications in the database quote of it."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select

from assistant.state.database import open_database
from assistant.state.desk import DeskJobRow
from ingest.byte_scan import stretches
from ingest.desk.drafts import Drafts
from ingest.desk.publication import forget
from ingest.desk.uploads import UploadLimits

QUOTING = ("differences", "notes", "failed")
"""Fields of a report that may hold words of a document."""


def forget_at_desk(data_dir: Path) -> list[str]:
    """Delete drafts, uploads, trials and shelves with purged files (``purged.json``); returns what was deleted, by kind and id."""
    if not (data_dir / "desk").is_dir():
        return []
    return forget(data_dir, Drafts(data_dir, UploadLimits(), lambda: datetime.now(UTC)))


def clean_reports(data_dir: Path, database_url: str, own: Collection[bytes]) -> list[str]:
    """Take what quotes any of the stretches out of the desk's reports in the state database."""
    if not database_url and not (data_dir / "state.sqlite3").is_file():
        return []
    database = open_database(data_dir, database_url)
    try:
        cleaned = 0
        with database.session() as session:
            for row in session.scalars(select(DeskJobRow)):
                if _quotes(row.report, own):
                    row.report = {name: value for name, value in row.report.items() if name not in QUOTING}
                    cleaned += 1
    finally:
        database.close()
    return ["what reports of the desk quoted of it"] if cleaned else []


def _quotes(report: dict[str, Any], own: Collection[bytes]) -> bool:
    return bool(report) and not stretches(json.dumps(report, ensure_ascii=False)).isdisjoint(own)
