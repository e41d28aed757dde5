"""Does the jobs, one at a time, in a thread of the server; any process may take over what another left behind."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from assistant.errors import SafeguardingError, WriterBusy
from assistant.must_answer import MustAnswer
from ingest.desk import audit
from ingest.desk.drafts import Draft, Drafts
from ingest.desk.errors import DeskError
from ingest.desk.jobs import ATTEMPTS, Job, JobBook
from ingest.desk.publication import OvertakenError, alone, forget, publish
from ingest.desk.try_out import Trials
from ingest.job import live
from ingest.must_answer import Overrule, QuestionsLost
from ingest.publish import Place
from ingest.report import IngestReport

log = logging.getLogger("ingest.desk")

POLL_SECONDS = 5.0
BEAT_SECONDS = 10.0


class Runner:
    """Takes due jobs until it is stopped. ``wake`` after writing a job down; ``run_due`` does what is due now, for tests and commands."""

    def __init__(self, jobs: JobBook, drafts: Drafts, trials: Trials, place: Place, must_answer: MustAnswer | None = None) -> None:
        self._jobs = jobs
        self._drafts = drafts
        self._trials = trials
        self._place = place
        self._must_answer = must_answer
        self._bell = threading.Event()
        self._stopping = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin; a second call does nothing."""
        if self._thread is None:
            self._stopping = False
            self._thread = threading.Thread(target=self._work, name="desk-jobs", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Finish the job at hand, then end. A killed process leaves the job to the next one instead."""
        self._stopping = True
        self._bell.set()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def wake(self) -> None:
        """Something may be due."""
        self._bell.set()

    def run_due(self) -> int:
        """Do every job that is due; how many were tried."""
        count = 0
        while not self._stopping and (job := self._jobs.take()) is not None:
            self._run(job)
            count += 1
        return count

    def _work(self) -> None:
        while not self._stopping:
            try:
                self.run_due()
            except Exception as error:  # noqa: BLE001  (a broken database must not end the thread; it is tried again)
                log.error("desk jobs: %s", type(error).__name__)
            self._bell.wait(POLL_SECONDS)
            self._bell.clear()

    def _run(self, job: Job) -> None:
        if job.attempts > ATTEMPTS:
            self._give_up(job, "The server stopped three times during this work, so it was given up. Ask whoever runs the service.")
            return
        try:
            with alone(self._place.data_dir), self._alive(job):
                self._do(job)
        except (WriterBusy, OvertakenError) as error:
            self._jobs.later(job.id, 3.0, str(error))
        except QuestionsLost as error:
            self._give_up(job, str(error), lost=[item.id for item in error.lost])
        except SafeguardingError as error:
            self._give_up(job, str(error))
        except Exception as error:  # (whatever it was: the person who waits is told, and the library is as it was)
            log.exception("desk job %s", job.id)
            self._give_up(job, f"Something unexpected went wrong ({type(error).__name__}); the library is as it was. Tell whoever runs the service.")

    def _do(self, job: Job) -> None:
        forget(self._place.data_dir, self._drafts)
        drafts = [self._same(job, self._drafts.get(draft_id)) for draft_id in job.draft_ids]
        pairs = [(draft, self._drafts.path(draft)) for draft in drafts]
        if job.kind == "trial":
            self._trials.build(pairs, self._say(job))
            self._jobs.finish(job.id, {})
            return
        word = job.details.get("overrule")
        report = publish(
            pairs, list(job.details.get("put_back", [])), self._place, self._say(job),
            must_answer=self._must_answer, overrule=Overrule.of(word) if word else None,
        )  # fmt: skip
        self._done(job, drafts, report)

    def _done(self, job: Job, drafts: list[Draft], report: IngestReport) -> None:
        now = live(self._place.data_dir)
        ids = {document.sha256: document.id for document in now.documents.values()} if now else {}
        for draft in drafts:
            self._drafts.set_state(draft.id, "published", job=job.id, document_id=ids.get(draft.sha256, draft.replaces))
        self._jobs.finish(job.id, report.as_dict())
        audit.record(
            self._place.data_dir, "publish", by=job.asked_by, approved_by=job.approved_by, job=job.id, generation=report.generation,
            drafts={draft.id: draft.sha256 for draft in drafts}, put_back=list(job.details.get("put_back", [])),
        )

    def _give_up(self, job: Job, sentence: str, lost: Sequence[str] = ()) -> None:
        self._jobs.fail(job.id, sentence, {"lost": list(lost)} if lost else {})
        if job.kind == "publish":
            audit.record(self._place.data_dir, "publish_failed", by=job.asked_by, job=job.id, **({"questions": list(lost)} if lost else {}))
            release(self._drafts, job)

    @staticmethod
    def _same(job: Job, draft: Draft) -> Draft:
        """The draft as it was approved; it is locked meanwhile, so a difference means tampering or a mended disk."""
        if job.details["drafts"][draft.id] != draft.mark:
            raise DeskError(f"The draft {draft.file_name} is not what was asked for. Look at it again and ask anew.")
        return draft

    def _say(self, job: Job) -> Callable[[str, int, int], None]:
        return lambda stage, done, total: self._jobs.progress(job.id, stage, done, total)

    @contextmanager
    def _alive(self, job: Job) -> Iterator[None]:
        """Renew the lease while the work goes on, however long a single step takes."""
        over = threading.Event()

        def beat() -> None:
            while not over.wait(BEAT_SECONDS):
                self._jobs.renew(job.id)

        thread = threading.Thread(target=beat, name="desk-lease", daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()


def release(drafts: Drafts, job: Job) -> None:
    """Give the drafts of a job that did not publish back to their editors."""
    for draft_id in job.draft_ids:
        try:
            if drafts.get(draft_id).job == job.id:
                drafts.set_state(draft_id, "draft")
        except DeskError:
            continue
