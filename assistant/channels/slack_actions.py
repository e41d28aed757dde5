"""Buttons, dialogues, App Home and the app's own life: everything in Slack that is not a question."""

from __future__ import annotations

import http.client
import json
import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from time import time
from typing import Any
from urllib.error import URLError

from slack_bolt import App, BoltResponse
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import SQLAlchemyError

from assistant.channels.slack_answering import Answerer, Core, Job
from assistant.channels.slack_blocks import Message, section, shared
from assistant.channels.slack_delivery import Delivery, NotOursError, Place, RefusedError, UncertainError
from assistant.channels.slack_events import Ask
from assistant.channels.slack_history import History, echo_of
from assistant.channels.slack_home import PROMPTS, REASONS, channel_dialogue, home, person_dialogue, reason_dialogue
from assistant.channels.slack_text import plain
from assistant.channels.slack_tokens import Identity
from assistant.contacts import ContactBook
from assistant.domain import PARTNERSHIPS, Area, Contact
from assistant.state import Claim, ClaimBook, Feedback, People, Records

Json = Mapping[str, Any]
Ack = Callable[..., None]
log = logging.getLogger("safeguarding.slack")
_SLACK = (SlackApiError, URLError, TimeoutError, ConnectionError, http.client.HTTPException, OSError)
_SHARE = "share"
_READ_SECONDS = 1.5
_BROKEN = "Something is broken on our side, so this was not done. Please try again later."


@dataclass(slots=True, kw_only=True)
class Actions:
    """The listeners beside questions. ``masked`` takes personal details out of a text; ``on_removed`` is called when the app was
    uninstalled or its token revoked."""

    client: WebClient
    core: Core
    delivery: Delivery
    history: History
    claims: ClaimBook
    people: People
    records: Records
    answerer: Answerer
    contacts: Callable[[], ContactBook]
    identity: Identity
    pool: Executor
    news: Callable[[], Sequence[str]]
    masked: Callable[[str], str]
    on_removed: Callable[[], None] = lambda: None

    def register(self, app: App) -> None:
        """Hang the listeners into Bolt."""
        app.event("app_home_opened")(self.opened)
        app.event("assistant_thread_started")(self.thread_started)
        app.event("assistant_thread_context_changed")(_nothing)
        app.event("app_context_changed")(_nothing)
        app.event("app_uninstalled")(self.removed)
        app.event("tokens_revoked")(self.removed)
        app.action("helped")(self.helped)
        app.action("not_helped")(self.not_helped)
        app.action("ask_person")(self.ask_person)
        app.action("share")(self.share)
        app.action("choose_area")(self.choose_area)
        app.action("delete_my_data")(self.delete_my_data)
        for area in PARTNERSHIPS:
            app.action(f"area_{area}")(self.area_button)
        app.view("reason")(self.reason)
        app.view("channel")(self.keep_channel)
        app.shortcut("channel_settings")(self.channel_settings)

    # --- App Home and the pane ----------------------------------------------------------------------------------------

    def opened(self, event: Json) -> None:
        """Home tab: publish it. Messages tab: suggest prompts."""
        if event.get("tab") == "messages":
            self._prompts(str(event.get("channel") or ""), "")
        else:
            self._publish(str(event.get("user") or ""))

    def thread_started(self, event: Json) -> None:
        """The assistant's pane was opened."""
        thread = event.get("assistant_thread") or {}
        self._prompts(str(thread.get("channel_id") or ""), str(thread.get("thread_ts") or ""))

    def _prompts(self, channel: str, thread_ts: str) -> None:
        try:
            self.client.assistant_threads_setSuggestedPrompts(
                channel_id=channel, thread_ts=thread_ts or None, title="Ask in your own words, without names", prompts=list(PROMPTS)
            )
        except _SLACK as error:
            log.warning("prompts were not shown: %s", type(error).__name__)

    def _publish(self, user: str) -> None:
        try:
            news: Sequence[str] = self.news()
        except Exception as error:  # noqa: BLE001 - news is an extra; Home must open without it
            log.warning("no news for App Home: %s", type(error).__name__)
            news = ()
        try:
            view = home(self.answerer.area(self.identity.team, user), news, self.core.permanent_line(), dialling(self.contacts()))
            self.client.views_publish(user_id=user, view=view)
        except _SLACK as error:
            log.error("App Home was not shown: %s", type(error).__name__)

    def choose_area(self, ack: Ack, body: Json, action: Json) -> None:
        """The choice in App Home."""
        ack()
        user = _user(body)
        self.people.choose_area(self.identity.team, user, _area((action.get("selected_option") or {}).get("value")))
        self._publish(user)

    def delete_my_data(self, ack: Ack, body: Json) -> None:
        """Delete what is kept of a person and say so."""
        ack()
        user, team = _user(body), self.identity.team
        self.people.forget(team, user)
        self.records.forget_author(self.records.author(team, user))
        self.claims.forget(team, user)
        self._publish(user)
        self._tell(self._direct(user), user, "Your area and what you said of answers are deleted. Messages in Slack stay; delete those there.")

    # --- below an answer ----------------------------------------------------------------------------------------------

    def helped(self, ack: Ack, body: Json, action: Json) -> None:
        """Feedback: it helped."""
        ack()
        self._keep_feedback(body, _value(action), True, "", "")
        self._tell(_place(body), _user(body), "Thank you. Noted, without your name or question.")

    def not_helped(self, ack: Ack, body: Json, action: Json) -> None:
        """Feedback: it did not help; ask why."""
        ack()
        value = {**_value(action), "channel": _place(body).channel, "thread": _place(body).thread_ts}
        self._keep_feedback(body, value, False, "", "")
        self._open(body, reason_dialogue(json.dumps(value)))

    def reason(self, ack: Ack, body: Json, view: Json) -> None:
        """The reason dialogue was sent."""
        ack()
        values = (view.get("state") or {}).get("values") or {}
        chosen = ((values.get("reason") or {}).get("reason") or {}).get("selected_option") or {}
        wording = str(((values.get("wording") or {}).get("wording") or {}).get("value") or "")
        value = json.loads(str(view.get("private_metadata") or "{}"))
        reason = str(chosen.get("value") or "")
        self._keep_feedback(body, value, False, reason if reason in REASONS else "other", wording)
        place = Place(channel=str(value.get("channel") or ""), thread_ts=str(value.get("thread") or ""))
        self._tell(place, _user(body), "Thank you. It goes to the business unit.")

    def _keep_feedback(self, body: Json, value: Json, helpful: bool, reason: str, wording: str) -> None:
        author = self.records.author(self.identity.team, _user(body))
        kept = self.masked(wording) if wording else ""
        feedback = Feedback(answer_id=str(value.get("answer")), helpful=helpful, channel="slack", reason=reason, wording=kept, author=author)
        self.records.keep_feedback(feedback)

    def ask_person(self, ack: Ack, body: Json, action: Json) -> None:
        """Whom to ring, and a summary to copy."""
        ack()
        claim = self._claim(str(_value(action).get("key")))
        area = self.answerer.area(self.identity.team, _user(body), claim.channel if claim else _place(body).channel)
        message = body.get("message") or {}
        asked = self._asked(message, claim if claim and claim.asker == _user(body) else None)
        said = plain(str(message.get("text") or ""))
        summary = (f"I asked: {asked}\n\n" if asked else "") + f"The assistant said: {said}"
        self._open(body, person_dialogue(self._people_to_ring(area), summary, self.core.permanent_line()))

    def _asked(self, message: Json, claim: Claim | None) -> str:
        """What was asked, masked; empty when that takes longer than Slack leaves a dialogue to be opened."""

        def read() -> str:
            return self.masked(echo_of(message) or (claim and self.history.text_of(claim)) or "")

        try:
            return self.pool.submit(read).result(timeout=_READ_SECONDS)
        except Exception as error:  # noqa: BLE001 - the numbers to ring must be shown whatever else fails
            log.warning("a summary has no question: %s", type(error).__name__)
            return ""

    def _people_to_ring(self, area: Area | None) -> list[Contact]:
        areas = (area,) if area in PARTNERSHIPS else PARTNERSHIPS
        book = self.contacts()
        found = [book.front_door(a) for a in areas] + [book.out_of_hours(area)] + [book.lado(a) for a in areas]
        return [contact for contact in found if contact]

    def area_button(self, ack: Ack, body: Json, action: Json) -> None:
        """An area was chosen below an answer: keep it and answer again in the same place."""
        ack()
        value = _value(action)
        area, claim = _area(value.get("area")), self.claims.get(str(value.get("key")))
        self.people.choose_area(self.identity.team, _user(body), area)
        text = self.history.text_of(claim) if claim and claim.asker == _user(body) else None
        if claim is None or text is None:
            self._tell(_place(body), _user(body), "Your area is kept. I no longer have the question: please ask it again.")
            return
        stamp = str(action.get("action_ts") or time())
        ask = Ask(
            key=f"{claim.key}:edit:{stamp}", kind="edit", team=claim.team, asker=claim.asker, channel=claim.channel, text=text,
            ts=claim.ts, thread_ts=claim.thread_ts,
        )
        row = Claim(key=ask.key, kind="edit", team=ask.team, asker=ask.asker, channel=ask.channel, ts=ask.ts, thread_ts=ask.thread_ts)
        if self.claims.claim(row):
            self.answerer.hold(ask.key)
            self.answerer.handle(Job(ask=ask, book=self.claims, since=time()))

    # --- sharing ------------------------------------------------------------------------------------------------------

    def share(self, ack: Ack, body: Json, action: Json) -> None:
        """Put a private answer into the channel where it was asked, once."""
        original = self.claims.get(str(_value(action).get("key")))
        if original is None or not original.reply_ts or original.asker != _user(body):
            ack()
            self._tell(_place(body), _user(body), "This answer is too old to share. Please ask again.")
            return
        share = Claim(
            key=f"{original.key}:{_SHARE}", kind=_SHARE, team=original.team, asker=original.asker, channel=original.channel,
            ts=original.ts, thread_ts=original.thread_ts or original.ts,
        )
        first = self.claims.claim(share)
        ack()
        if first:
            self._share(share, again=False)
        else:
            self._tell(_place(body), _user(body), "You have shared this answer already.")

    def resume_share(self, claim: Claim) -> None:
        """Finish a share that an earlier process began."""
        if claim.kind != _SHARE or claim.state == "answered":
            self.claims.finish(claim.key)
        else:
            self._share(claim, again=True)

    def _share(self, claim: Claim, *, again: bool) -> None:
        original = self.claims.get(claim.key.removesuffix(f":{_SHARE}"))
        reply = self.history.message(original.reply_channel, original.reply_ts) if original else None
        if reply is None:
            self.claims.put_back(claim.key, "reply_unreadable")
            return
        message = shared(list(reply.get("blocks") or []), str(reply.get("text") or ""), claim.asker)
        meta = {"key": claim.key, "asker": claim.asker, "kind": _SHARE, "channel": claim.channel, "ts": claim.ts, "thread_ts": claim.thread_ts}
        self.answerer.hold(claim.key)
        try:
            place = Place(channel=claim.channel, thread_ts=claim.thread_ts)
            ts = self.delivery.post(
                place, message, meta, may_post=lambda: self.claims.renew([claim.key]) == 1, since=claim.claimed_at or time(), again=again
            )
            self.claims.answered(claim.key, place.channel, ts)
            self.claims.finish(claim.key)
        except NotOursError:
            return
        except RefusedError as error:
            self.claims.fail(claim.key, str(error))
            self._tell(self._direct(claim.asker), claim.asker, f"I could not share it in the channel (Slack says: {error}). Invite me there first.")
        except UncertainError:
            self.claims.put_back(claim.key, "uncertain")
        finally:
            self.answerer.release(claim.key)

    # --- channels and the app itself ----------------------------------------------------------------------------------

    def channel_settings(self, ack: Ack, body: Json) -> None:
        """Message shortcut: settings of the channel that the message stands in."""
        ack()
        channel = str((body.get("channel") or {}).get("id") or "")
        if channel.startswith("D"):
            self._tell(_place(body), _user(body), "These settings are for channels. Your own area is in my Home tab.")
            return
        choice = self.people.channel(self.identity.team, channel)
        self._open(body, channel_dialogue(channel, choice.area, choice.public))

    def keep_channel(self, ack: Ack, view: Json) -> None:
        """The channel's settings were sent."""
        ack()
        values = (view.get("state") or {}).get("values") or {}
        picked = {name: ((values.get(name) or {}).get(name) or {}).get("selected_option") or {} for name in ("area", "way")}
        channel = str(json.loads(str(view.get("private_metadata") or "{}")).get("channel") or "")
        self.people.set_channel(
            self.identity.team, channel, area=_area(picked["area"].get("value")), public=picked["way"].get("value") == "public"
        )

    def removed(self, event: Json) -> None:
        """The app was uninstalled, or its token revoked: delete what is kept and stop."""
        if event.get("type") == "tokens_revoked" and not (event.get("tokens") or {}).get("bot"):
            return
        log.error("the app was removed from the workspace or its token revoked (%s); install it again to go on", event.get("type"))
        if event.get("type") == "app_uninstalled":
            self.people.forget_team(self.identity.team)
            self.claims.forget_team(self.identity.team)
        self.on_removed()

    def failed(self, error: Exception, body: Json) -> BoltResponse:
        """Bolt's last hook: the log names the kind of error, never what it says; whoever pressed something is told."""
        log.error("a Slack listener failed: %s", type(error).__name__)
        if body.get("type") in ("block_actions", "view_submission", "message_action") and (user := _user(body)):
            self._tell(_place(body) if _place(body).channel else self._direct(user), user, _BROKEN)
        return BoltResponse(status=500)

    # --- small calls --------------------------------------------------------------------------------------------------

    def _claim(self, key: str) -> Claim | None:
        try:
            return self.claims.get(key)
        except SQLAlchemyError as error:
            log.error("the state database failed: %s", type(error).__name__)
            return None

    def _open(self, body: Json, view: dict[str, Any]) -> None:
        try:
            self.client.views_open(trigger_id=str(body.get("trigger_id")), view=view)
        except _SLACK as error:
            log.error("a dialogue was not shown: %s", type(error).__name__)
            self._tell(_place(body), _user(body), "Slack did not show the dialogue. Please press the button again.")

    def _tell(self, place: Place, user: str, words: str) -> None:
        if place.channel:
            self.delivery.whisper(place, user, Message(text=words, blocks=(section(words),)))

    def _direct(self, user: str) -> Place:
        try:
            return self.delivery.direct(user)
        except (RefusedError, UncertainError):
            return Place(channel="")


def dialling(book: ContactBook) -> tuple[str, ...]:
    """The numbers of the book that may be shown."""
    return tuple(contact.phone for contact in book.contacts if contact.phone and not book.is_rejected(contact.phone))


def _nothing() -> None:
    """Events that are only acknowledged."""


def _user(body: Json) -> str:
    return str((body.get("user") or {}).get("id") or "")


def _place(body: Json) -> Place:
    container, message = body.get("container") or {}, body.get("message") or {}
    channel = str((body.get("channel") or {}).get("id") or container.get("channel_id") or "")
    return Place(channel=channel, thread_ts=str(message.get("thread_ts") or container.get("thread_ts") or ""))


def _value(action: Json) -> dict[str, Any]:
    try:
        value = json.loads(str(action.get("value") or "{}"))
    except ValueError:
        return {}
    return value if isinstance(value, dict) else {}


def _area(value: object) -> Area | None:
    return next((area for area in PARTNERSHIPS if area == value), None)


