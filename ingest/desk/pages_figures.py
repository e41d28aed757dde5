"""What people ask, and who did what."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import RedirectResponse, Response

from ingest.desk import audit
from ingest.desk.asked import as_csv
from ingest.desk.web import Act, Web


def add(router: APIRouter, web: Web) -> None:
    """``/desk/asked`` and ``/desk/audit``."""
    desk = web.desk

    @router.get("/asked")
    def asked(act: Act = web.reader, days: str = "7") -> Response:
        return web.page(act.request, "asked.html", digest=desk.asked.digest(_days(days)))

    @router.get("/asked.csv")
    def table(act: Act = web.reader, days: str = "7") -> Response:
        audit.record(desk.data_dir, "figures_taken", by=act.visitor.name, days=_days(days))
        headers = {"Content-Disposition": f'attachment; filename="asked-{desk.today()}.csv"'}
        return Response(as_csv(desk.asked.digest(_days(days))), media_type="text/csv; charset=utf-8", headers=headers)

    @router.post("/asked/gaps/{gap_id}")
    def close(gap_id: int, act: Act = web.editor) -> Response:
        desk.asked.close_gap(gap_id)
        audit.record(desk.data_dir, "gap_closed", by=act.visitor.name, gap=gap_id)
        return RedirectResponse("/desk/asked?said=gap", 303)

    @router.get("/audit")
    def log(act: Act = web.reader, skip: str = "0") -> Response:
        start = int(skip) if skip.isdecimal() and len(skip) < 8 else 0
        return web.page(act.request, "audit.html", entries=audit.read(desk.data_dir, skip=start), skip=start)


def _days(text: str) -> int:
    return min(730, max(1, int(text))) if text.isdecimal() and len(text) < 6 else 7
