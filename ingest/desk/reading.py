"""Reads and understands drafts beside the pages, so that no page waits for a long file: a scan takes half a minute a page."""

from __future__ import annotations

import threading
from collections import OrderedDict
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from pathlib import Path

from assistant.library import read_tombstones
from ingest.desk.drafts import Draft, Drafts
from ingest.desk.preview import Finding, Understood, understand
from ingest.job import live
from ingest.tombstones import read_purged

AT_ONCE = 2
REMEMBERED = 80
STILL = "This file is still being read. Pages that are pictures take up to half a minute each. You may close this page and come back."
_Key = tuple[str, str, str, int, int]


class Readings:
    """What drafts are understood as, made by at most two threads at a time and remembered while draft and library stay as they are."""

    def __init__(self, data_dir: Path, drafts: Drafts) -> None:
        self._data_dir = data_dir
        self._drafts = drafts
        self._known: OrderedDict[_Key, Future[Understood]] = OrderedDict()
        self._lock = threading.Lock()
        self._turns = threading.BoundedSemaphore(AT_ONCE)

    def begin(self, draft: Draft) -> None:
        """See to it that the draft is being read."""
        self._future(draft)

    def now(self, draft: Draft, patience: float) -> Understood:
        """What the draft is; after ``patience`` seconds that it is still being read. Raises what understanding it raised."""
        try:
            return self._future(draft).result(timeout=patience)
        except NotYet:
            return Understood(document=None, findings=(Finding(kind="reading", text=STILL, weight="stop"),), reading=True)

    def _future(self, draft: Draft) -> Future[Understood]:
        key = self._key(draft)
        with self._lock:
            future = self._known.get(key)
            # A failure is tried again: the disk may be mended, or the document to replace be back.
            if future is None or (future.done() and future.exception() is not None):
                for outdated in [other for other in self._known if other[0] == draft.id]:
                    del self._known[outdated]
                future = self._known[key] = Future()
                threading.Thread(target=self._read, args=(draft, future), name="desk-reading", daemon=True).start()
            self._known.move_to_end(key)
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
            return future

    def _key(self, draft: Draft) -> _Key:
        """Changes with everything that understanding looks at."""
        now = live(self._data_dir)
        return draft.id, draft.mark, now.manifest.id if now else "", len(read_tombstones(self._data_dir)), len(read_purged(self._data_dir))

    def _read(self, draft: Draft, future: Future[Understood]) -> None:
        with self._turns:
            try:
                future.set_result(understand(draft, self._drafts.path(draft), self._data_dir))
            except Exception as error:  # noqa: BLE001  (whoever asks for the result gets it)
                future.set_exception(error)
