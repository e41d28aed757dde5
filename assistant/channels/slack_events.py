"""Slack's payloads as values: what was asked, by whom, where. Pure; nothing here calls Slack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from assistant.channels.slack_text import plain

Json = Mapping[str, Any]
AskKind = Literal["message", "thread", "mention", "command", "shortcut", "edit"]

_TAKEN_SUBTYPES = (None, "", "file_share", "thread_broadcast")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """Somebody asked something. ``text`` is plain and never stored; ``ts`` is empty for a command; ``key`` is one for one question,
    however often and in whatever form Slack delivers it."""

    key: str
    kind: AskKind
    team: str
    asker: str
    channel: str
    text: str
    ts: str = ""
    thread_ts: str = ""
    response_url: str = ""
    outsider: bool = False
    """From another organisation, in a shared channel: sees only what is public."""


def ask_from(body: Json, bot_user: str = "") -> Ask | None:
    """The question in a payload, or ``None`` when it holds none that this product may read."""
    if body.get("command"):
        return _command(body, bot_user)
    if body.get("type") == "message_action" and body.get("callback_id") == "ask_about":
        return _shortcut(body, bot_user)
    event = body.get("event")
    if body.get("type") != "event_callback" or not isinstance(event, Mapping):
        return None
    # Always the outer team: the inner one is missing in some of the forms in which one message comes.
    team = str(body.get("team_id") or "")
    if event.get("type") == "message" and event.get("subtype") == "message_changed":
        return _edit(event, team, bot_user)
    kind = _kind(event, bot_user)
    if kind is None or not _by_a_person(event, bot_user):
        return None
    ask = _message(event, team, bot_user, kind)
    foreign = str(event.get("user_team") or event.get("source_team") or team) != team
    return replace(ask, outsider=foreign and bool(body.get("is_ext_shared_channel")))


def _kind(event: Json, bot_user: str) -> AskKind | None:
    if event.get("type") == "app_mention":
        return "mention"
    if event.get("type") != "message":
        return None
    if event.get("channel_type") == "im":
        return "message"
    # In a channel: a mention has its own event; anything else counts only as a follow-up in a thread.
    named = f"<@{bot_user}>" in str(event.get("text") or "")
    return "thread" if event.get("thread_ts") and not named else None


def message_key(team: str, channel: str, ts: str) -> str:
    """The key of a message: the same for ``message`` and ``app_mention``, for a retry and for a second delivery."""
    return f"{team}:{channel}:{ts}"


def _by_a_person(event: Json, bot_user: str) -> bool:
    person = event.get("user")
    return bool(person) and person not in (bot_user, "USLACKBOT") and not event.get("bot_id") and event.get("subtype") in _TAKEN_SUBTYPES


def _message(event: Json, team: str, bot_user: str, kind: AskKind) -> Ask:
    channel, ts = str(event["channel"]), str(event["ts"])
    thread = str(event.get("thread_ts") or "")
    return Ask(
        key=message_key(team, channel, ts), kind=kind, team=team, asker=str(event["user"]), channel=channel, ts=ts,
        thread_ts=thread if thread != ts else "", text=plain(str(event.get("text") or ""), bot_user),
    )


def _edit(event: Json, team: str, bot_user: str) -> Ask | None:
    new, old = event.get("message") or {}, event.get("previous_message") or {}
    edited = new.get("edited") or {}
    if not edited or not _by_a_person(new, bot_user) or new.get("text") == old.get("text"):
        return None
    ask = _message({**new, "channel": event["channel"]}, team, bot_user, "edit")
    return Ask(
        key=f"{ask.key}:edit:{edited.get('ts', '')}", kind="edit", team=ask.team, asker=ask.asker, channel=ask.channel, ts=ask.ts,
        thread_ts=ask.thread_ts, text=ask.text,
    )


def _command(body: Json, bot_user: str) -> Ask:
    team, channel = str(body.get("team_id") or ""), str(body.get("channel_id") or "")
    return Ask(
        key=f"{team}:command:{body.get('trigger_id', '')}", kind="command", team=team, asker=str(body["user_id"]), channel=channel,
        text=plain(str(body.get("text") or ""), bot_user), response_url=str(body.get("response_url") or ""),
    )


def _shortcut(body: Json, bot_user: str) -> Ask:
    message, team = body.get("message") or {}, str((body.get("team") or {}).get("id") or "")
    return Ask(
        key=f"{team}:shortcut:{body.get('trigger_id', '')}", kind="shortcut", team=team, asker=str((body.get("user") or {}).get("id") or ""),
        channel=str((body.get("channel") or {}).get("id") or ""), ts=str(message.get("ts") or ""),
        thread_ts=str(message.get("thread_ts") or ""),
        text=plain(str(message.get("text") or ""), bot_user), response_url=str(body.get("response_url") or ""),
    )
