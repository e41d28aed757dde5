"""What stands in Slack: the asker's earlier messages of a thread, and a question read again. Nobody else's messages are kept or used."""

from __future__ import annotations

import http.client
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from assistant.channels.slack_blocks import ECHO
from assistant.channels.slack_delivery import META, UncertainError
from assistant.channels.slack_events import Ask
from assistant.channels.slack_text import plain
from assistant.state import Claim

Json = Mapping[str, Any]
_KEPT = 6
_UNREADABLE = (SlackApiError, URLError, TimeoutError, ConnectionError, http.client.HTTPException, OSError)


class History:
    """Reads conversations. What cannot be read counts as empty: an answer without history is better than none."""

    def __init__(self, client: WebClient, bot_user: str) -> None:
        self._client = client
        self._bot_user = bot_user

    def earlier(self, ask: Ask) -> tuple[str, ...]:
        """The asker's earlier messages of the thread, oldest first, at most six; the first may stand where the thread came from."""
        if not ask.thread_ts or ask.kind == "shortcut":
            return ()
        messages = self._thread(ask.channel, ask.thread_ts)
        own = [self._plain(m) for m in messages if _by(m, ask.asker) and float(m["ts"]) < float(ask.ts)]
        first = self._first(messages, ask)
        return tuple(text for text in [*first, *own] if text)[-_KEPT:]

    def may_follow(self, ask: Ask) -> bool:
        """Whether a channel's thread is a talk of this asker with us alone: our first answer there was theirs, and nobody else wrote since.

        Raises:
            UncertainError: the thread cannot be read at the moment.
        """
        messages = [m for m in self._thread(ask.channel, ask.thread_ts, whole=True) if float(m["ts"]) < float(ask.ts)]
        ours = [number for number, m in enumerate(messages) if _meta(m).get("asker")]
        if not ours or _meta(messages[ours[0]]).get("asker") != ask.asker:
            return False
        return all(_by(m, ask.asker) or m.get("user") == self._bot_user for m in messages[ours[0] :])

    def text_of(self, claim: Claim) -> str | None:
        """The question of a claim read again from Slack, or ``None`` when it cannot be had."""
        if claim.ts and claim.kind != "shortcut":
            message = self.message(claim.channel, claim.ts, claim.thread_ts)
            return self._plain(message) if message and _by(message, claim.asker) else None
        if claim.ts:
            message = self.message(claim.channel, claim.ts, claim.thread_ts)
            return self._plain(message) if message else None
        reply = self.message(claim.reply_channel, claim.reply_ts) if claim.reply_ts else None
        return echo_of(reply) or None if reply else None

    def message(self, channel: str, ts: str, thread_ts: str = "") -> Json | None:
        """One message, with its metadata."""
        try:
            if thread_ts and thread_ts != ts:
                page = self._client.conversations_replies(
                    channel=channel, ts=thread_ts, oldest=ts, latest=ts, inclusive=True, limit=2, include_all_metadata=True
                )
            else:
                page = self._client.conversations_history(
                    channel=channel, oldest=ts, latest=ts, inclusive=True, limit=1, include_all_metadata=True
                )
        except _UNREADABLE:
            return None
        return next((m for m in page.get("messages") or [] if m.get("ts") == ts), None)

    def _thread(self, channel: str, thread_ts: str, *, whole: bool = False) -> Sequence[Json]:
        """A thread as far as it can be read; with ``whole`` all of it, nothing when it is very long, or ``UncertainError``."""
        messages: list[Json] = []
        cursor = None
        try:
            for _ in range(5):
                page = self._client.conversations_replies(
                    channel=channel, ts=thread_ts, limit=200, cursor=cursor, include_all_metadata=True
                )
                messages += page.get("messages") or []
                cursor = (page.get("response_metadata") or {}).get("next_cursor")
                if not cursor:
                    return messages
        except _UNREADABLE as error:
            if whole:
                raise UncertainError from error
            return messages
        return [] if whole else messages

    def _first(self, messages: Sequence[Json], ask: Ask) -> list[str]:
        """The question that an answer at the root of a thread replied to: a mention in a channel, or what a command asked."""
        meta = _meta(messages[0]) if messages else {}
        if meta.get("asker") != ask.asker:
            return []
        if meta.get("ts") and meta.get("kind") != "shortcut":
            source = self.message(str(meta.get("channel")), str(meta["ts"]), str(meta.get("thread_ts") or ""))
            return [self._plain(source)] if source and _by(source, ask.asker) else []
        return [echo_of(messages[0])]

    def _plain(self, message: Json) -> str:
        return plain(str(message.get("text") or ""), self._bot_user)


def echo_of(message: Json) -> str:
    """What one of our messages says that was asked."""
    for block in message.get("blocks") or []:
        text = str((block.get("text") or {}).get("text") or "")
        if text.startswith(ECHO):
            return plain(text.removeprefix(ECHO).split("\n")[0])
    return ""


def _meta(message: Json) -> Json:
    metadata = message.get("metadata") or {}
    return metadata.get("event_payload") or {} if metadata.get("event_type") == META else {}


def _by(message: Json, person: str) -> bool:
    return message.get("user") == person and not message.get("bot_id")
