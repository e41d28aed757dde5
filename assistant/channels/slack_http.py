"""Slack over HTTP: a router for the API that takes events, commands and buttons. Bolt verifies signature and time stamp.

The API does not wait for Slack: it starts at once, and until Slack has been reached the address answers 503, after which Slack tries again.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from fastapi import APIRouter, Request, Response
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from starlette.concurrency import run_in_threadpool

from assistant.channels.slack import ORDINARY, SlackChannel, SlackOptions
from assistant.channels.slack_answering import Core
from assistant.channels.slack_tokens import UNREACHABLE, check_settings
from assistant.errors import SettingsError
from assistant.settings import Settings

log = logging.getLogger("safeguarding.slack")

PATH = "/slack/events"
_AGAIN_SECONDS = 15.0


class Link:
    """The channel of one API process: made in the background, gone when Slack takes the app away."""

    def __init__(self, make: Callable[[], SlackChannel], *, again: float = _AGAIN_SECONDS) -> None:
        self._make, self._again = make, again
        self._lock, self._closed = threading.Lock(), threading.Event()
        self._channel: SlackChannel | None = None
        self._thread = threading.Thread(target=self._connect, name="slack-http", daemon=True)

    def start(self) -> None:
        """Begin to connect."""
        self._thread.start()

    @property
    def channel(self) -> SlackChannel | None:
        """The channel once it stands."""
        return self._channel

    def close(self) -> None:
        """Finish what is in flight and stop."""
        self._closed.set()
        with self._lock:
            channel, self._channel = self._channel, None
        if channel is not None:
            channel.close()

    def _connect(self) -> None:
        while not self._closed.is_set():
            try:
                channel = self._make()
            except SettingsError as error:
                log.error("%s", error)
                if str(error) != UNREACHABLE:
                    return  # only a person can mend it; the sentence says how
                self._closed.wait(self._again)
                continue
            # In a thread of its own: closing waits for the listener that calls this.
            channel.when_removed(lambda: threading.Thread(target=self.close, daemon=True).start())
            with self._lock:
                late = self._closed.is_set()
                self._channel = None if late else channel
            if late:
                channel.close()
                return
            channel.start()
            log.info("connected to Slack over HTTP")
            return


def http_handler(core: Core, settings: Settings, options: SlackOptions = ORDINARY, *, path: str = PATH) -> APIRouter:
    """The router that takes what Slack sends to ``path``. It connects in the background.

    Raises:
        SettingsError: a token or the signing secret is missing or of the wrong kind. What Slack itself refuses is logged as a sentence.
    """
    check_settings(settings, socket_mode=False)
    link = Link(lambda: SlackChannel(core, settings, options, socket_mode=False))
    link.start()
    router = APIRouter(on_shutdown=[link.close])

    @router.post(path, include_in_schema=False)
    async def take(request: Request) -> Response:
        channel, body = link.channel, await request.body()
        if channel is None:
            return Response(status_code=503, headers={"Retry-After": "15"})
        # Bolt waits for its listener with a sleep; in a thread it does not hold up other requests.
        return to_starlette_response(await run_in_threadpool(channel.app.dispatch, to_bolt_request(request, body)))

    return router
