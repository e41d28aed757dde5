"""A fake Slack on loopback: a real HTTP Web API with Slack's limits, scopes and rate limits, and a Socket Mode server beside it."""

from __future__ import annotations

import base64
import itertools
import json
import re
import threading
import time
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

from fake_limits import Breach, check_message, check_view
from fake_socket import SocketModeServer

TEAM, BOT, BOT_ID = "T1", "UBOT", "BBOT"
SCOPES = "app_mentions:read,assistant:write,channels:history,chat:write,commands,groups:history,im:history,im:read,im:write"
NEEDS = {
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "chat.postEphemeral": "chat:write",
    "conversations.open": "im:write",
    "assistant.threads.setStatus": "assistant:write",
    "assistant.threads.setSuggestedPrompts": "assistant:write",
    "assistant.threads.setTitle": "assistant:write",
}


class Fault(Exception):
    """An answer other than the usual one: ``status`` and ``error``; ``after``: do the work first and lose the answer."""

    def __init__(self, error="", *, status=200, headers=None, hang_up=False, after=False, pause=0.0):
        super().__init__(error)
        self.error, self.status, self.headers = error, status, headers or {}
        self.hang_up, self.after, self.pause = hang_up, after, pause


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        if "json" in (self.headers.get("Content-Type") or ""):
            args = json.loads(body or "{}")
        else:
            args = {k: v[0] for k, v in parse_qs(body, keep_blank_values=True).items()}
        for name in ("blocks", "metadata", "view", "prompts"):
            if isinstance(args.get(name), str):
                args[name] = json.loads(args[name])
        self.server.slack.serve(self, self.path.removeprefix("/api/"), args)

    def log_message(self, *args):
        pass


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        pass


class FakeSlack:
    """One workspace. ``messages[channel]`` is what stands there; ``whispers`` what was shown to one person."""

    def __init__(self, *, scopes=SCOPES, per_second=None, speed=1.0):
        self.lock = threading.RLock()
        self.http = _Server(("127.0.0.1", 0), _Handler)
        self.http.slack = self
        self.socket = SocketModeServer(speed=speed)
        self.url = f"http://127.0.0.1:{self.http.server_address[1]}/api/"
        self.scopes, self.per_second = scopes, per_second
        self.messages, self.whispers, self.calls, self.views = defaultdict(list), [], [], []
        self.homes, self.statuses, self.prompts, self.breaches = {}, [], [], []
        self.expired, self.revoked, self.refresh, self.turned = set(), set(), "xoxe-1-r0", 0
        self.faults, self.count, self.recent = defaultdict(list), itertools.count(1), defaultdict(list)
        threading.Thread(target=self.http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    def close(self):
        self.socket.close()
        self.http.shutdown()
        self.http.server_close()

    def forget(self):
        """An empty workspace; who is connected stays."""
        with self.lock:
            for kept in (self.messages, self.whispers, self.calls, self.views, self.homes, self.statuses, self.prompts, self.faults, self.recent):
                kept.clear()

    # --- the Web API

    def serve(self, handler, method, args):
        with self.lock:
            fault = self.faults[method].pop(0) if self.faults[method] else None
            self.calls.append((method, args))
        if fault and fault.pause:
            time.sleep(fault.pause)
        if fault and not fault.after:
            return self._fail(handler, fault)
        with self.lock:
            answer, status, headers = self._answer(handler, method, args)
        if fault:
            return self._fail(handler, fault)
        return self._send(handler, status, answer, headers)

    def _fail(self, handler, fault):
        if fault.hang_up:
            handler.close_connection = True
            handler.connection.close()
            return
        self._send(handler, fault.status, {"ok": False, "error": fault.error}, fault.headers)

    def _send(self, handler, status, answer, headers):
        data = json.dumps(answer).encode()
        try:
            handler.send_response(status)
            for name, value in {"Content-Type": "application/json", "Content-Length": str(len(data)), **headers}.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(data)
        except OSError:
            pass

    def _answer(self, handler, method, args):  # noqa: PLR0911 - one return a refusal
        token = (handler.headers.get("Authorization") or "").removeprefix("Bearer ")
        headers = {"x-oauth-scopes": self.scopes}
        if method == "oauth.v2.access":
            return self._refresh(token.removeprefix("Basic "), args), 200, {}
        if token == "xoxb-revoked" or token in self.revoked:
            return {"ok": False, "error": "token_revoked"}, 200, headers
        if token in self.expired:
            return {"ok": False, "error": "token_expired"}, 200, headers
        if not token.startswith("xapp-" if method == "apps.connections.open" else ("xoxb-", "xoxe.xoxb-")):
            return {"ok": False, "error": "invalid_auth"}, 200, headers
        needed = NEEDS.get(method) or self._history_scope(method, args)
        if needed and needed not in self.scopes.split(","):
            return {"ok": False, "error": "missing_scope", "needed": needed, "provided": self.scopes}, 200, headers
        if method == "chat.postMessage" and self.per_second and self._too_fast(args.get("channel")):
            return {"ok": False, "error": "ratelimited"}, 429, {**headers, "Retry-After": "1"}
        known = getattr(self, "_" + re.sub(r"([A-Z])", r"_\1", method).lower().replace(".", "_"), None)
        if known is None:
            return {"ok": False, "error": "unknown_method"}, 200, headers
        try:
            return {"ok": True, **known(args)}, 200, headers
        except Breach as breach:
            self.breaches.append(str(breach))
            return {"ok": False, "error": str(breach).split()[0]}, 200, headers
        except KeyError as missing:
            return {"ok": False, "error": str(missing.args[0])}, 200, headers

    def _history_scope(self, method, args):
        """Reading needs the scope of the kind of conversation."""
        if method not in ("conversations.history", "conversations.replies"):
            return None
        return {"D": "im:history", "G": "groups:history"}.get(str(args.get("channel"))[:1], "channels:history")

    def _refresh(self, credentials, args):
        """Exchange a refresh token, which counts once, for the next pair; the earlier access token ends."""
        if base64.b64decode(credentials).decode() != "client:secret":
            return {"ok": False, "error": "bad_client_secret"}
        if args.get("grant_type") != "refresh_token" or args.get("refresh_token") != self.refresh:
            return {"ok": False, "error": "invalid_refresh_token"}
        self.turned += 1
        self.refresh = f"xoxe-1-r{self.turned}"
        self.expired.add(f"xoxe.xoxb-{self.turned - 1}")
        made = {"access_token": f"xoxe.xoxb-{self.turned}", "refresh_token": self.refresh, "expires_in": 43200, "token_type": "bot"}
        return {"ok": True, "app_id": "A1", "team": {"id": TEAM}, **made}

    def _too_fast(self, channel):
        times = [t for t in self.recent[channel] if t > time.monotonic() - 1]
        self.recent[channel] = [*times, time.monotonic()] if len(times) < self.per_second else times
        return len(times) >= self.per_second

    def _auth_test(self, args):
        return {"team_id": TEAM, "user_id": BOT, "bot_id": BOT_ID, "url": "https://example.slack.com/", "team": "Test", "user": "assistant"}

    def _apps_connections_open(self, args):
        return {"url": f"ws://127.0.0.1:{self.socket.port}/link"}

    def _conversations_open(self, args):
        return {"channel": {"id": direct(args["users"])}}

    def _channel(self, args):
        channel = args.get("channel") or args.get("channel_id") or ""
        if channel[:1] not in ("C", "D", "G") or channel == "CGONE":
            raise KeyError("channel_not_found")
        return channel

    def _chat_post_message(self, args):
        channel = self._channel(args)
        check_message(args.get("text"), args.get("blocks") or [])
        message = {"type": "message", "ts": self.ts(), "user": BOT, "bot_id": BOT_ID, "text": args["text"], "blocks": args.get("blocks") or []}
        message |= {name: args[name] for name in ("thread_ts", "metadata") if args.get(name)}
        self.messages[channel].append(message)
        return {"channel": channel, "ts": message["ts"], "message": message}

    def _chat_update(self, args):
        check_message(args.get("text"), args.get("blocks") or [])
        message = self.message(self._channel(args), args["ts"])
        if message is None or message["user"] != BOT:
            raise KeyError("message_not_found" if message is None else "cant_update_message")
        message |= {"text": args["text"], "blocks": args.get("blocks") or [], "edited": {"ts": self.ts()}}
        if args.get("metadata"):
            message["metadata"] = args["metadata"]
        return {"channel": args["channel"], "ts": args["ts"]}

    def _chat_post_ephemeral(self, args):
        check_message(args.get("text"), args.get("blocks") or [])
        self.whispers.append({**args, "channel": self._channel(args)})
        return {"message_ts": self.ts()}

    def _chat_get_permalink(self, args):
        return {"permalink": f"https://example.slack.com/archives/{args['channel']}/p{args['message_ts'].replace('.', '')}"}

    def _page(self, args, messages):
        oldest, latest, inclusive = float(args.get("oldest") or 0), float(args.get("latest") or 9e12), args.get("inclusive") in ("1", "true", True)

        def inside(ts):
            return oldest <= ts <= latest if inclusive else oldest < ts < latest

        found = [dict(m) for m in messages if inside(float(m["ts"]))]
        if args.get("include_all_metadata") not in ("1", "true", True):
            for message in found:
                message.pop("metadata", None)
        return found[: int(args.get("limit") or 100)]

    def _conversations_history(self, args):
        top = [m for m in self.messages[self._channel(args)] if not m.get("thread_ts") or m["thread_ts"] == m["ts"]]
        return {"messages": self._page(args, reversed(top)), "has_more": False}

    def _conversations_replies(self, args):
        root = args["ts"]
        thread = [m for m in self.messages[self._channel(args)] if m["ts"] == root or m.get("thread_ts") == root]
        if not thread:
            raise KeyError("thread_not_found")
        first = [m for m in thread if m["ts"] == root]  # Slack gives the root whatever the range
        rest = self._page(args, [m for m in thread if m["ts"] != root])
        return {"messages": first + rest, "has_more": False}

    def _assistant_threads_set_status(self, args):
        self.statuses.append(args)
        return {}

    def _assistant_threads_set_title(self, args):
        return {}

    def _assistant_threads_set_suggested_prompts(self, args):
        if not 1 <= len(args["prompts"]) <= 4:
            raise Breach("invalid_arguments prompts")
        self.prompts.append(args)
        return {}

    def _views_publish(self, args):
        check_view(args["view"])
        self.homes[args["user_id"]] = args["view"]
        return {"view": args["view"]}

    def _views_open(self, args):
        check_view(args["view"])
        self.views.append(args["view"])
        return {"view": args["view"]}

    # --- what people do

    def ts(self):
        """A time stamp that no other message has."""
        return f"{time.time():.3f}{next(self.count) % 1000:03d}"

    def message(self, channel, ts):
        return next((m for m in self.messages[channel] if m["ts"] == ts), None)

    def put(self, user, channel, text, thread_ts=""):
        """A message that stands in the channel; no event."""
        with self.lock:
            message = {"type": "message", "ts": self.ts(), "user": user, "text": text, "team": TEAM}
            if thread_ts:
                message["thread_ts"] = thread_ts
            self.messages[channel].append(message)
            return message

    def events(self, message, channel):
        """The events that Slack sends for a message, as payloads."""
        kind = {"D": "im", "C": "channel", "G": "group"}[channel[0]]
        base = {**message, "channel": channel, "event_ts": message["ts"]}
        found = [payload({**base, "type": "message", "channel_type": kind})]
        if f"<@{BOT}>" in message["text"] and kind != "im":
            found.insert(0, payload({**base, "type": "app_mention"}))
        return found

    def say(self, user, channel, text, thread_ts="", *, copies=1, wait=True):
        """Somebody writes a message; its events are delivered (each ``copies`` times)."""
        message = self.put(user, channel, text, thread_ts)
        for event in self.events(message, channel) * copies:
            self.socket.deliver("events_api", event, wait=wait)
        return message["ts"]

    def edit(self, channel, ts, text):
        """The author changes a message."""
        message = self.message(channel, ts)
        old = dict(message)
        message |= {"text": text, "edited": {"user": message["user"], "ts": self.ts()}}
        kind = {"D": "im", "C": "channel"}[channel[0]]
        event = {
            "type": "message",
            "subtype": "message_changed",
            "channel": channel,
            "channel_type": kind,
            "message": dict(message),
            "previous_message": old,
            "ts": self.ts(),
        }
        self.socket.deliver("events_api", payload(event))

    def command(self, user, text, channel="C1", trigger=None):
        body = {
            "command": "/safeguarding",
            "text": text,
            "team_id": TEAM,
            "user_id": user,
            "channel_id": channel,
            "trigger_id": trigger or f"tr{next(self.count)}",
            "response_url": "http://127.0.0.1:9/none",
        }
        return self.socket.deliver("slash_commands", body)

    def shortcut(self, user, channel, message, callback="ask_about"):
        body = {
            "type": "message_action",
            "callback_id": callback,
            "team": {"id": TEAM},
            "user": {"id": user},
            "channel": {"id": channel},
            "message": message,
            "trigger_id": f"tr{next(self.count)}",
            "response_url": "http://127.0.0.1:9/none",
        }
        return self.socket.deliver("interactive", body)

    def press(self, user, channel, message, action_id, **extra):
        """Press a button of a message."""
        action = next(e for b in message["blocks"] if b["type"] == "actions" for e in b["elements"] if e["action_id"] == action_id)
        body = {
            "type": "block_actions",
            "team": {"id": TEAM},
            "user": {"id": user},
            "channel": {"id": channel},
            "trigger_id": f"tr{next(self.count)}",
            "message": message,
            "container": {"type": "message", "channel_id": channel, "message_ts": message["ts"]},
            "actions": [{**action, "type": "button", "action_ts": self.ts(), **extra}],
        }
        return self.socket.deliver("interactive", body)

    def submit(self, user, view, values):
        body = {"type": "view_submission", "team": {"id": TEAM}, "user": {"id": user}, "view": {**view, "id": "V1", "state": {"values": values}}}
        return self.socket.deliver("interactive", body)

    def event(self, event):
        return self.socket.deliver("events_api", payload(event))

    def replies(self, channel, thread_ts=None):
        """Our messages in a channel (of one thread)."""
        with self.lock:
            return [m for m in self.messages[channel] if m["user"] == BOT and (thread_ts is None or m.get("thread_ts") == thread_ts)]


def direct(user):
    """The channel of direct messages with a person."""
    return f"D{user[1:]}"


_events = itertools.count(1)


def payload(event):
    return {
        "type": "event_callback",
        "team_id": TEAM,
        "api_app_id": "A1",
        "event_id": f"Ev{next(_events)}",
        "event_time": int(time.time()),
        "event": event,
        "authorizations": [{"team_id": TEAM, "user_id": BOT, "is_bot": True}],
    }


def eventually(check, seconds=10.0):
    """Wait until ``check()`` is truthy and give it back."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if value := check():
            return value
        time.sleep(0.02)
    raise AssertionError(f"not within {seconds} s")
