"""Slack: Bolt's listeners, over Socket Mode (slack_http: HTTP). A question is claimed in the database before Slack gets its acknowledgement."""

from __future__ import annotations

import contextlib
import logging
import signal
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from time import monotonic, sleep, time
from typing import Any

from slack_bolt import App, BoltResponse
from slack_bolt.adapter.socket_mode import SocketModeHandler
from slack_bolt.authorization import AuthorizeResult
from sqlalchemy.exc import SQLAlchemyError

from assistant.channels.slack_actions import Actions, dialling
from assistant.channels.slack_answering import ANSWER_SECONDS, Answerer, Book, Core, Job, Look
from assistant.channels.slack_delivery import POST_SECONDS, Delivery
from assistant.channels.slack_events import Ask, ask_from
from assistant.channels.slack_history import History
from assistant.channels.slack_keeper import Keeper, LocalBook, claim_of
from assistant.channels.slack_rotation import LiveClient, Rotation, rotation_of
from assistant.channels.slack_tokens import UNREACHABLE, Identity, check_app_token, check_settings, who_we_are
from assistant.contacts import ContactBook
from assistant.errors import SettingsError
from assistant.live_knowledge import Live, edited_file
from assistant.safety.personal import mask
from assistant.settings import Settings
from assistant.state import ClaimBook, Database, People, Records, open_database
from assistant.state.seal import Seal
from assistant.state.slack_tokens import TokenShelf

log = logging.getLogger("safeguarding.slack")

API = "https://slack.com/api/"
_WORKERS = 16
_GOODBYE_SECONDS = 0.5
# Bolt gives the logger of its app's name the level of the logger that it was handed: under our own name it would silence us.
_LIBRARIES = "safeguarding.slack.libraries"
_COMMAND_ACK = "I am looking it up. The answer comes as a direct message from this app."


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackOptions:
    """What may differ from an ordinary start: Slack's address, lines on what is new in the library (for App Home), what takes
    personal details out of a text that is kept or repeated, and how many seconds the core may take."""

    api: str = API
    news: Callable[[], Sequence[str]] = tuple
    masked: Callable[[str], str] = lambda text: mask(text).text
    seconds: float = ANSWER_SECONDS


ORDINARY = SlackOptions()


class SlackChannel:
    """The parts of the channel, put together and not yet running.

    Raises:
        SettingsError: a token is missing, refused or lacks a scope.
        SQLAlchemyError: the state database cannot be opened.
    """

    def __init__(
        self, core: Core, settings: Settings, options: SlackOptions, *, socket_mode: bool = True, database: Database | None = None
    ) -> None:
        check_settings(settings, socket_mode=socket_mode)
        self._library_log = _quiet_log()
        token = settings.slack_bot_token.get_secret_value()
        self.client = LiveClient(token=token, base_url=options.api, timeout=POST_SECONDS, retry_handlers=[], logger=self._library_log)
        self._owns_database = database is None
        self.database = database or open_database(settings.data_dir, settings.database_url)
        self.rotation = self._rotation(settings)
        self.identity: Identity = self._signed_in()
        self.claims, self._spare = ClaimBook(self.database), LocalBook()
        self.people = People(self.database)
        history, delivery = History(self.client, self.identity.bot_user), Delivery(self.client)
        contacts = Live(settings.knowledge_dir / "contacts.yaml", edited_file(settings.data_dir, "contacts"), ContactBook.load_or_built_in).current
        look = Look(masked=options.masked, phones=lambda: dialling(contacts()), public_url=settings.public_url)
        self.answerer = Answerer(core, delivery, history, self.people, look=look, seconds=options.seconds)
        self._pool = ThreadPoolExecutor(max_workers=_WORKERS, thread_name_prefix="slack")
        self.actions = Actions(
            client=self.client, core=core, delivery=delivery, history=history, claims=self.claims, people=self.people,
            records=Records(self.database), answerer=self.answerer, contacts=contacts, news=options.news, masked=options.masked,
            identity=self.identity, pool=self._pool,
        )
        self.keeper = Keeper(
            self.claims, self.answerer, history, self._pool, others=self.actions.resume_share, team=self.identity.team
        )
        self.app = self._app(settings)

    def start(self) -> None:
        """Take up what an earlier process left, and go on doing so."""
        self.keeper.start()
        if self.rotation is not None:
            self.rotation.start()

    def when_removed(self, then: Callable[[], None]) -> None:
        """Do ``then`` when the app was uninstalled or its token revoked, be it by an event or by what Slack answers to a call."""

        def uninstalled() -> None:
            if self.rotation is not None:
                self.rotation.forget()
            then()

        self.actions.on_removed = uninstalled
        self.client.on_gone = then

    def close(self, patience: float = 10.0) -> None:
        """Stop: what is in flight may finish within ``patience`` seconds; what does not is taken up by the next process."""
        until = monotonic() + patience
        while self.answerer.in_flight() and monotonic() < until:
            sleep(0.05)
        self.keeper.stop()
        if self.rotation is not None:
            self.rotation.stop()
        self._pool.shutdown(wait=False, cancel_futures=True)
        self.answerer.close()
        if self._owns_database:
            self.database.close()

    def _rotation(self, settings: Settings) -> Rotation | None:
        first = settings.slack_refresh_token.get_secret_value()
        if not first:
            return None
        seal = Seal(settings.slack_token_key.get_secret_value())
        return rotation_of(self.client, TokenShelf(self.database, first, seal), settings)

    def _signed_in(self) -> Identity:
        try:
            if self.rotation is not None:
                self.rotation.fresh()
            return who_we_are(self.client)
        except (SettingsError, OSError) as error:
            if self._owns_database:
                self.database.close()
            raise error if isinstance(error, SettingsError) else SettingsError(UNREACHABLE) from error

    def _app(self, settings: Settings) -> App:
        def authorize() -> AuthorizeResult:
            """Who we are, without asking Slack at the first event: Bolt would ask with the token of the start, which may have rotated."""
            return AuthorizeResult(
                enterprise_id=None, team_id=self.identity.team, bot_user_id=self.identity.bot_user, bot_id=self.identity.bot_id,
                bot_token=self.client.token,
            )

        app = App(
            client=self.client, signing_secret=settings.slack_signing_secret.get_secret_value(), logger=self._library_log,
            listener_executor=self._pool, authorize=authorize, name=_LIBRARIES,
        )
        app.middleware(self._take)
        app.event("message")(self._handle)
        app.event("app_mention")(self._handle)
        app.command("/safeguarding")(self._command)
        app.shortcut("ask_about")(self._shortcut)
        self.actions.register(app)
        app.error(self.actions.failed)
        return app

    def _take(self, body: Mapping[str, Any], context: dict[str, Any], next: Callable[[], BoltResponse]) -> BoltResponse:
        """Claim a question before it is acknowledged, so that neither a retry nor a crash loses or doubles it."""
        ask = ask_from(body, self.identity.bot_user)
        if ask is None or not self._ours(ask):
            return BoltResponse(status=200) if _is_message(body) else next()
        book: Book = self.claims
        self.answerer.hold(ask.key)
        try:
            taken = self.claims.claim(claim_of(ask))
        except SQLAlchemyError as error:
            log.error("the state database failed, claims are kept in memory: %s", type(error).__name__)
            book, taken = self._spare, self._spare.claim(claim_of(ask))
        if not taken:
            self.answerer.release(ask.key)
            return BoltResponse(status=200)
        context["job"] = Job(ask=ask, book=book, since=time(), again=book is self._spare)
        return next()

    def _ours(self, ask: Ask) -> bool:
        """Whether a thread's message or an edit may concern us at all; what does not leaves no trace."""
        try:
            if ask.kind == "thread":
                return self.people.channel(ask.team, ask.channel).public
            return ask.kind != "edit" or self.claims.get(ask.key.split(":edit:")[0]) is not None
        except SQLAlchemyError:
            return False

    def _handle(self, context: dict[str, Any]) -> None:
        self.answerer.handle(context["job"])

    def _command(self, ack: Callable[..., None], context: dict[str, Any]) -> None:
        job: Job = context["job"]
        words = self.answerer.danger(job.ask)
        ack(text=f"{words}\n\n{_COMMAND_ACK}" if words else _COMMAND_ACK, response_type="ephemeral")
        self.answerer.handle(job)

    def _shortcut(self, ack: Callable[..., None], context: dict[str, Any]) -> None:
        ack()
        self.answerer.handle(context["job"])


def run_slack(core: Core, settings: Settings, options: SlackOptions = ORDINARY, *, stop: threading.Event | None = None) -> None:
    """Answer in Slack over Socket Mode until ``stop`` is set (or the process is told to end).

    Raises:
        SettingsError: a token is missing, refused or lacks a scope; the message says which and what to do.
    """
    stop = stop or threading.Event()
    channel = SlackChannel(core, settings, options)
    app_token = settings.slack_app_token.get_secret_value()
    try:
        check_app_token(channel.client, app_token)
    except SettingsError:
        channel.close()
        raise
    handler: Any = SocketModeHandler(channel.app, app_token, concurrency=10, ping_interval=10)
    handler.client.on_error_listeners.append(_connection_failed)
    channel.when_removed(lambda: _soon(stop.set))
    if threading.current_thread() is threading.main_thread():
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
    channel.start()
    handler.connect()
    log.info("connected to Slack")
    try:
        stop.wait()
    finally:
        handler.client.auto_reconnect_enabled = False
        _hang_up(handler.disconnect)
        channel.close()
        _hang_up(handler.close)


def _soon(then: Callable[[], None]) -> None:
    """After a moment, in which the event that brings the end is acknowledged; else Slack would send it again."""
    timer = threading.Timer(_GOODBYE_SECONDS, then)
    timer.daemon = True
    timer.start()


def _connection_failed(error: Exception) -> None:
    log.error("the connection to Slack failed and is made again: %s", type(error).__name__)


def _hang_up(step: Callable[[], None]) -> None:
    """slack_sdk trips over a connection that Slack closes in the same moment; it is closed either way."""
    with contextlib.suppress(AttributeError, OSError):
        step()


def _is_message(body: Mapping[str, Any]) -> bool:
    event = body.get("event")
    return isinstance(event, Mapping) and event.get("type") in ("message", "app_mention")


def _quiet_log() -> logging.Logger:
    """The logger of Bolt and slack_sdk: at DEBUG and INFO they print whole messages, so it stays at ERROR whatever is configured."""
    quiet = logging.getLogger(_LIBRARIES)
    quiet.setLevel(logging.CRITICAL)
    return quiet
