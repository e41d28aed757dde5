"""Posting in Slack exactly once: what may have been posted is looked for in the history before anything is posted again.

slack_sdk's own retries are switched off for this client, because its retry after a broken connection can post twice.
"""

from __future__ import annotations

import http.client
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from time import sleep
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from assistant.channels.slack_blocks import Message

Json = Mapping[str, Any]
log = logging.getLogger("safeguarding.slack")

META = "safeguarding_reply"
POST_SECONDS = 4
"""Time limit of one call to Slack; must stay well below the lease of a claim."""
_WAITS_AT_MOST = 45.0
_TOO_MUCH = frozenset({"msg_too_long", "invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "invalid_attachments", "metadata_too_large"})
_FOR_GOOD = frozenset(
    {
        "account_inactive", "invalid_auth", "token_revoked", "token_expired", "not_authed", "no_permission", "missing_scope",
        "channel_not_found", "not_in_channel", "is_archived", "user_not_found", "user_disabled", "cannot_dm_bot", "users_not_found",
        "restricted_action", "restricted_action_read_only_channel", "thread_not_found", "message_not_found", "cant_update_message",
        "messages_tab_disabled", "team_access_not_granted", "ekm_access_denied", "no_text", "edit_window_closed", "user_is_bot",
        "user_not_visible", "method_not_supported_for_channel_type",
    }
)
_BROKEN = (URLError, TimeoutError, ConnectionError, http.client.HTTPException, OSError)


class RefusedError(Exception):
    """Slack will not take it, now or later. The argument is Slack's word for why."""


class UncertainError(Exception):
    """It may have been posted, and the history cannot be read at the moment."""


class NotOursError(Exception):
    """Another process has taken the claim over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a message stands or is to stand; ``thread_ts`` is empty outside a thread."""

    channel: str
    thread_ts: str = ""


class Delivery:
    """The calls that write. Safe to share between threads."""

    def __init__(self, client: WebClient, *, pause: Callable[[float], None] = sleep) -> None:
        self._client = client
        self._pause = pause

    def post(self, place: Place, message: Message, meta: dict[str, str], *, may_post: Callable[[], bool], since: float, again: bool) -> str:
        """Post once and return the message's ``ts``. ``may_post`` is asked right before each attempt; ``again`` says that an
        earlier attempt may have succeeded; ``since`` is when the question was claimed.

        Raises:
            RefusedError, UncertainError, NotOursError
        """
        waited, unsure = 0.0, again
        form = message
        for _ in range(8):
            if unsure and (found := self.find(place, meta["key"], since)):
                return found
            if not may_post():
                raise NotOursError
            try:
                return str(self._post(place, form, meta)["ts"])
            except SlackApiError as error:
                code, wait = _code(error), _retry_after(error)
                if code in _TOO_MUCH and form.blocks:
                    log.warning("slack refused blocks: %s", code)
                    form, unsure = Message(text=form.text), False
                    continue
                if code in _FOR_GOOD or code in _TOO_MUCH:
                    raise RefusedError(code) from error
                unsure = wait is None
            except _BROKEN:
                unsure, wait = True, None
            pause = wait if wait is not None else 0.5
            waited += pause
            if waited > _WAITS_AT_MOST:
                break
            self._pause(pause)
        raise UncertainError

    def find(self, place: Place, key: str, since: float) -> str | None:
        """The ``ts`` of our message that carries ``key``.

        Raises:
            UncertainError: the history cannot be read.
        """
        for planned in (0.5, 1.0, 2.0, 0.0):
            pause = planned
            try:
                return _with_key(self._recent(place, since), key)
            except SlackApiError as error:
                wait = _retry_after(error)
                if _code(error) in _FOR_GOOD:
                    raise UncertainError from error
                pause = min(wait, 10.0) if wait is not None else planned
            except _BROKEN:
                pass
            self._pause(pause)
        raise UncertainError

    def update(self, channel: str, ts: str, message: Message, meta: dict[str, str]) -> None:
        """Put another message in the place of ours. Doing it twice is harmless, so it is tried again.

        Raises:
            RefusedError, UncertainError
        """
        form, waited = message, 0.0
        for _ in range(6):
            wait: float | None = None
            try:
                self._client.chat_update(channel=channel, ts=ts, text=form.text, blocks=list(form.blocks), metadata=_metadata(meta))
                return
            except SlackApiError as error:
                code, wait = _code(error), _retry_after(error)
                if code in _TOO_MUCH and form.blocks:
                    form = Message(text=form.text)
                elif code in _FOR_GOOD or code in _TOO_MUCH:
                    raise RefusedError(code) from error
            except _BROKEN:
                pass
            waited += wait or 0.5
            if waited > _WAITS_AT_MOST:
                break
            self._pause(wait or 0.5)
        raise UncertainError

    def whisper(self, place: Place, user: str, message: Message) -> bool:
        """Show a note to one person; it leaves no trace, so it is tried once. ``False``: it was not shown, as far as we know."""
        try:
            self._client.chat_postEphemeral(
                channel=place.channel, user=user, text=message.text, blocks=list(message.blocks), thread_ts=place.thread_ts or None
            )
        except (SlackApiError, *_BROKEN) as error:
            log.warning("a private note was lost: %s", _code(error) if isinstance(error, SlackApiError) else type(error).__name__)
            return False
        return True

    def direct(self, user: str) -> Place:
        """The direct messages with a person.

        Raises:
            RefusedError, UncertainError
        """
        for planned in (0.5, 1.0, 0.0):
            pause = planned
            try:
                opened = self._client.conversations_open(users=user)
                return Place(channel=str((opened["channel"] or {})["id"]))
            except SlackApiError as error:
                wait = _retry_after(error)
                if _code(error) in _FOR_GOOD:
                    raise RefusedError(_code(error)) from error
                pause = min(wait, 30.0) if wait is not None else planned
            except _BROKEN:
                pass
            self._pause(pause)
        raise UncertainError

    def status(self, place: Place, words: str) -> None:
        """Show what is being done, where Slack has room for it. Never raises."""
        if not place.thread_ts:
            return
        try:
            self._client.assistant_threads_setStatus(channel_id=place.channel, thread_ts=place.thread_ts, status=words)
        except (SlackApiError, *_BROKEN):
            return

    def title(self, place: Place, words: str) -> None:
        """Name a thread in the assistant's list. Never raises."""
        try:
            self._client.assistant_threads_setTitle(channel_id=place.channel, thread_ts=place.thread_ts, title=words[:80])
        except (SlackApiError, *_BROKEN):
            return

    def permalink(self, channel: str, ts: str) -> str:
        """The address of a message, or an empty text. Never raises."""
        try:
            return str(self._client.chat_getPermalink(channel=channel, message_ts=ts)["permalink"])
        except (SlackApiError, *_BROKEN):
            return ""

    def _post(self, place: Place, message: Message, meta: dict[str, str]) -> Any:
        return self._client.chat_postMessage(
            channel=place.channel, thread_ts=place.thread_ts or None, text=message.text, blocks=list(message.blocks) or None,
            metadata=_metadata(meta), unfurl_links=False, unfurl_media=False, link_names=False, parse="none", reply_broadcast=False,
        )

    def _recent(self, place: Place, since: float) -> Sequence[Json]:
        oldest = f"{max(since - 120, 0):.6f}"
        if place.thread_ts:
            page = self._client.conversations_replies(
                channel=place.channel, ts=place.thread_ts, oldest=oldest, limit=200, include_all_metadata=True
            )
        else:
            page = self._client.conversations_history(channel=place.channel, oldest=oldest, limit=200, include_all_metadata=True)
        return list(page.get("messages") or [])


def _with_key(messages: Sequence[Json], key: str) -> str | None:
    for message in messages:
        metadata = message.get("metadata") or {}
        if metadata.get("event_type") == META and (metadata.get("event_payload") or {}).get("key") == key:
            return str(message["ts"])
    return None


def _metadata(meta: dict[str, str]) -> dict[str, Any]:
    return {"event_type": META, "event_payload": meta}


def _code(error: SlackApiError) -> str:
    response = error.response
    return str(response.get("error", "unreadable")) if hasattr(response, "get") else "unreadable"


def _retry_after(error: SlackApiError) -> float | None:
    """Seconds to wait when Slack asked for it; such a call has certainly done nothing."""
    if getattr(error.response, "status_code", 0) != 429 and _code(error) not in ("ratelimited", "rate_limited"):
        return None
    value = (getattr(error.response, "headers", None) or {}).get("Retry-After", "1")
    try:
        return max(float(value[0] if isinstance(value, list) else value), 0.0)
    except ValueError:
        return 1.0
