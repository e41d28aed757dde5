"""From a claimed question to its one reply. Whatever goes wrong ends in a named fault in the same place, or in a later attempt."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from time import monotonic
from typing import Protocol
from uuid import uuid4

from sqlalchemy.exc import SQLAlchemyError

from assistant.asker import asked_by
from assistant.channels.slack_blocks import Frame, Message, render, section
from assistant.channels.slack_delivery import Delivery, NotOursError, Place, RefusedError
from assistant.channels.slack_events import Ask, AskKind
from assistant.channels.slack_history import History
from assistant.channels.slack_text import dialled, escaped, link
from assistant.domain import Answer, Area, Question, Status
from assistant.state import Claim, People

log = logging.getLogger("safeguarding.slack")

ANSWER_SECONDS = 10.0
"""How long the core may take; with Slack's own calls it keeps a reply within 15 s."""
_WORDS = {
    "understand": "is reading your question…",
    "retrieve": "is searching the library…",
    "compose": "is writing…",
    "verify": "is checking quotations…",
}
_SLOW = "It took too long to answer, so I stopped. Please ask again in a minute."
_BROKEN = "Something is broken on our side, so I could not answer. Please ask again later."
_MOVED = "The question was edited and now holds personal details, so its answer went to the asker alone."
_LOST = "I was interrupted before I could answer, and no longer have your question. Please ask again."


class Core(Protocol):
    """What is needed of the product's core."""

    def answer(self, question: Question, on_stage: Callable[[str], None] | None = None) -> Answer: ...
    def urgent(self, question: Question) -> Answer | None: ...
    def permanent_line(self) -> str: ...


class Book(Protocol):
    """What is needed of the claims."""

    def get(self, key: str) -> Claim | None: ...
    def renew(self, keys: Collection[str]) -> int: ...
    def answered(self, key: str, channel: str, ts: str) -> None: ...
    def finish(self, key: str, fault: str = "") -> None: ...
    def fail(self, key: str, fault: str) -> None: ...
    def put_back(self, key: str, fault: str) -> bool: ...
    def drop(self, key: str) -> None: ...


class NotYetError(Exception):
    """The reply that an edit is about does not stand yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A claimed question: ``again`` when an earlier attempt may have posted; ``since`` is when it was claimed (Unix seconds)."""

    ask: Ask
    book: Book
    since: float
    again: bool = False
    lost: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What a reply is dressed with: what takes personal details out of a text, the numbers that dial, and the reader's address."""

    masked: Callable[[str], str]
    phones: Callable[[], tuple[str, ...]] = tuple
    public_url: str = ""


class Answerer:
    """Answers jobs. Safe to call from several threads; ``in_flight`` are the keys whose leases must be kept."""

    def __init__(
        self, core: Core, delivery: Delivery, history: History, people: People, *,
        look: Look, seconds: float = ANSWER_SECONDS,
    ) -> None:
        self._masked, self._phones, self._public_url = look.masked, look.phones, look.public_url
        self._core, self._delivery, self._history, self._people = core, delivery, history, people
        self._seconds = seconds
        self._pool = ThreadPoolExecutor(max_workers=8, thread_name_prefix="answer")
        self._lock = threading.Lock()
        self._held: dict[str, int] = {}

    def in_flight(self) -> list[str]:
        """Keys that are waiting or being answered in this process."""
        with self._lock:
            return list(self._held)

    def hold(self, key: str) -> None:
        """Count a key as in flight, from its claim on."""
        with self._lock:
            self._held[key] = self._held.get(key, 0) + 1

    def release(self, key: str) -> None:
        """The opposite of ``hold``."""
        with self._lock:
            if self._held.get(key, 0) <= 1:
                self._held.pop(key, None)
            else:
                self._held[key] -= 1

    def close(self) -> None:
        """Take no more work from the core."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    def handle(self, job: Job) -> None:
        """Bring a job to its end. Never raises; nothing of the question reaches the log."""
        key = job.ask.key
        with self._recorded(job, key):
            if job.ask.kind == "edit":
                self._edit(job)
            else:
                self._reply(job)

    @contextmanager
    def _recorded(self, job: Job, key: str) -> Iterator[None]:
        try:
            yield
        except NotOursError:
            log.info("left to the process that took it over")
        except RefusedError as error:
            code = str(error)
            log.error("slack refused a reply: %s", code)
            self._quietly(lambda: job.book.fail(key, code))
            self._last_word(job, code)
        except Exception as error:  # noqa: BLE001 - the last place that can still see to a reply; it is tried again later
            fault = type(error).__name__
            log.error("a reply failed and is put back: %s", fault)
            self._quietly(lambda: job.book.put_back(key, fault))
        finally:
            self.release(key)

    def _quietly(self, write: Callable[[], object]) -> None:
        try:
            write()
        except SQLAlchemyError as error:
            log.error("the state database failed: %s", type(error).__name__)

    def _last_word(self, job: Job, code: str) -> None:
        """The last way to say that nothing can be posted: a private note where the question was asked."""
        ask = job.ask
        if ask.kind in ("mention", "command", "shortcut") and ask.channel:
            text = escaped(f"I could not send you the answer as a direct message (Slack says: {code}). {self._permanent()}")
            self._delivery.whisper(Place(channel=ask.channel, thread_ts=ask.thread_ts), ask.asker, Message(text=text))

    def _reply(self, job: Job) -> None:
        ask = job.ask
        if ask.kind == "thread" and not self._history.may_follow(ask):
            job.book.drop(ask.key)
            return
        public = ask.kind == "thread" or (ask.kind == "mention" and self._public(ask))
        place = self._place(ask, public)
        self._delivery.status(place, _WORDS["retrieve"])
        answer = self._answer(job, place)
        if public and _personal(answer):
            public, place = False, self._place(ask, False)
        frame = self._frame(ask, answer, public)
        message = render(answer, frame)
        ts = self._delivery.post(
            place, message, _meta(ask), may_post=lambda: job.book.renew([ask.key]) == 1, since=job.since, again=job.again
        )
        job.book.answered(ask.key, place.channel, ts)
        if frame.ask_area:
            self._quietly(lambda: self._people.note_asked(ask.team, ask.asker))
        fault = ""
        if ask.kind in ("mention", "shortcut") and not public and not self._point(ask, answer, place, ts) and ask.kind == "mention":
            fault = "pointer_lost"  # after a shortcut the note is a courtesy: its place may be a channel that we are not in
        job.book.finish(ask.key, fault)
        if ask.kind == "message" and not ask.thread_ts and not frame.rewrite:
            self._delivery.title(place, ask.text)
        log.info("answered kind=%s status=%s took_ms=%d", ask.kind, answer.status.value, answer.took_ms)

    def _edit(self, job: Job) -> None:
        ask = job.ask
        original = job.book.get(ask.key.split(":edit:")[0])
        if original is None or original.state == "failed" or original.asker != ask.asker:
            job.book.finish(ask.key, "nothing_to_edit")
            return
        if not original.reply_ts:
            raise NotYetError
        place = Place(channel=original.reply_channel, thread_ts=ask.thread_ts or ask.ts)
        answer = self._answer(job, place)
        public = original.kind in ("mention", "thread") and original.reply_channel == original.channel
        first = Ask(
            key=original.key, kind=_kind(original.kind), team=ask.team, asker=ask.asker, channel=original.channel, ts=original.ts,
            thread_ts=original.thread_ts, text=ask.text,
        )
        message = render(answer, self._frame(first, answer, public and not _personal(answer), edited=True))
        if public and _personal(answer):
            note = Message(text=_MOVED, blocks=(section(_MOVED),))
            self._delivery.update(original.reply_channel, original.reply_ts, note, _meta(first))
            self._delivery.post(
                self._place(first, False), message, _meta(ask), may_post=lambda: job.book.renew([ask.key]) == 1, since=job.since, again=job.again
            )
        else:
            self._delivery.update(original.reply_channel, original.reply_ts, message, _meta(first))
        job.book.finish(ask.key)

    def _place(self, ask: Ask, public: bool) -> Place:
        if ask.kind == "message" or public:
            return Place(channel=ask.channel, thread_ts=ask.thread_ts or ask.ts)
        return self._delivery.direct(ask.asker)

    def _public(self, ask: Ask) -> bool:
        try:
            return self._people.channel(ask.team, ask.channel).public
        except SQLAlchemyError:
            return False

    def area(self, team: str, person: str, channel: str = "") -> Area | None:
        """The area chosen by a person or set for a channel; unknown when the database is down."""
        try:
            return self._people.area(team, person, channel)
        except SQLAlchemyError:
            return None

    def danger(self, ask: Ask) -> str:
        """What to do at once, for the acknowledgement of a command; empty when there is no danger."""
        answer = self._urgent(Question(text=ask.text, area=self.area(ask.team, ask.asker, ask.channel)))
        return self._aloud(answer) if answer else ""

    def _aloud(self, answer: Answer) -> str:
        """An urgent answer in one text, with numbers that dial."""
        return dialled(answer.text[:2_500], (*self._phones(), *(contact.phone for contact in answer.contacts if contact.phone)))

    def _answer(self, job: Job, place: Place) -> Answer:
        """The core's answer within the time limit, or a fault. The danger route alone comes first and waits for nothing."""
        ask, started = job.ask, monotonic()
        if job.lost:
            return self._fault(_LOST)
        area = self.area(ask.team, ask.asker, ask.channel)
        question = Question(text=ask.text, area=area, audience="public" if ask.outsider else "practitioner")
        if (urgent := self._urgent(question)) is not None:
            return urgent
        question = replace(question, history=self._history.earlier(ask))
        work = self._pool.submit(self._core.answer, asked_by(question, f"slack {ask.team} {ask.asker}"), self._stages(place))
        try:
            return work.result(timeout=max(self._seconds - (monotonic() - started), 0.5))
        except Exception as error:  # noqa: BLE001 - a channel never shows or logs what an exception says
            late = not work.done() or work.cancelled()
            work.cancel()
            log.error("the core failed: %s", "it took too long" if late else type(error).__name__)
            return self._fault(_SLOW if late else _BROKEN)

    def _urgent(self, question: Question) -> Answer | None:
        try:
            return self._core.urgent(question)
        except Exception as error:  # noqa: BLE001 - the whole core comes next and has its own danger route
            log.error("the danger route failed: %s", type(error).__name__)
            return None

    def _stages(self, place: Place) -> Callable[[str], None]:
        """Stage words as Slack's status, at most one every two seconds, none at all in quick answers."""
        last = [monotonic()]

        def stage(name: str) -> None:
            if name in _WORDS and monotonic() - last[0] >= 2.0:
                last[0] = monotonic()
                self._delivery.status(place, _WORDS[name])

        return stage

    def _fault(self, words: str) -> Answer:
        return Answer(id=f"fault-{uuid4().hex[:12]}", status=Status.FAULT, reply="fault", text=f"{words}\n\n{self._permanent()}".strip())

    def _permanent(self) -> str:
        try:
            return self._core.permanent_line()
        except Exception:  # noqa: BLE001 - the last resort must not depend on anything
            return "If a child is in danger, ring 999."

    def _frame(self, ask: Ask, answer: Answer, public: bool, *, edited: bool = False) -> Frame:
        personal = _personal(answer)
        private = ask.kind in ("mention", "command", "shortcut") and not public
        origin = ""
        if private and ask.ts and (address := self._delivery.permalink(ask.channel, ask.ts)):
            origin = f"_Asked in_ <#{ask.channel}>: {link(address, 'the message')}"
        return Frame(
            public_url=self._public_url,
            phones=self._phones(),
            key=ask.key,
            share_to=ask.channel if ask.kind == "mention" and private and not personal else "",
            echo=ask.text if ask.kind == "command" and not personal and answer.status is not Status.URGENT else "",
            origin=origin,
            rewrite=self._rewrite(ask.text) if personal else "",
            ask_area=any(notice.kind == "area" for notice in answer.notices) and self._to_ask(ask, edited),
        )

    def _to_ask(self, ask: Ask, edited: bool) -> bool:
        """Whether to ask for the area: once, and again only below the same question."""
        try:
            if self._people.area(ask.team, ask.asker, ask.channel) is not None:
                return False
            return edited or not self._people.was_asked(ask.team, ask.asker)
        except SQLAlchemyError:
            return False

    def _rewrite(self, text: str) -> str:
        """The question without personal details; empty when none of it is left out."""
        masked = self._masked(text)
        return masked if masked != text else ""

    def _point(self, ask: Ask, answer: Answer, place: Place, ts: str) -> bool:
        """Tell the asker, and nobody else, where the answer is; danger is said in full."""
        where = link(self._delivery.permalink(place.channel, ts), "a direct message")
        texts = [f"I have answered you in {where}. Only you can see this note."]
        if answer.status is Status.URGENT:
            texts.insert(0, self._aloud(answer))
        note = Message(text="\n".join(texts), blocks=tuple(section(text) for text in texts))
        return self._delivery.whisper(Place(channel=ask.channel, thread_ts=ask.thread_ts), ask.asker, note)


def _personal(answer: Answer) -> bool:
    return any(notice.kind == "personal_data" for notice in answer.notices)


def _kind(kind: str) -> AskKind:
    kinds: tuple[AskKind, ...] = ("message", "thread", "mention", "command", "shortcut", "edit")
    return next((k for k in kinds if k == kind), "message")


def _meta(ask: Ask) -> dict[str, str]:
    return {"key": ask.key, "asker": ask.asker, "kind": ask.kind, "channel": ask.channel, "ts": ask.ts, "thread_ts": ask.thread_ts}
