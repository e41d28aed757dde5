"""A Slack client whose token may rotate: renewed through slack_sdk before it ends, or when Slack says that it has ended."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from time import monotonic, sleep, time
from typing import Any

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackTokenRotationError
from slack_sdk.oauth.installation_store import Bot
from slack_sdk.oauth.token_rotation import TokenRotator
from sqlalchemy.exc import SQLAlchemyError

from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.state.slack_tokens import TokenPair, TokenShelf

log = logging.getLogger("safeguarding.slack")

_BEFORE_SECONDS = 2 * 3600.0
"""A token is renewed so long before it ends (Slack gives twelve hours)."""
_LOOK_SECONDS = 60.0
_PATIENCE_SECONDS = 25.0
_GONE = {
    "token_revoked": "Slack has revoked the bot token",
    "account_inactive": "The app was removed from the workspace, or its workspace closed",
    "token_expired": "The bot token has expired",
}
_AGAIN = "install the app again and copy its tokens (docs/slack.md)"


class LiveClient(WebClient):
    """Renews its token once when Slack calls it expired (such a call has done nothing, so it may be made again), and says when the
    token is gone for good."""

    rotation: Rotation | None = None
    on_gone: Callable[[], None] = staticmethod(lambda: None)

    def api_call(self, api_method: str, **options: Any) -> Any:
        """As ``WebClient.api_call``."""
        used = self.token
        try:
            return super().api_call(api_method, **options)
        except SlackApiError as error:
            code = _code(error)
            if code == "token_expired" and self.rotation is not None and self.rotation.renew(used or ""):
                return super().api_call(api_method, **options)
            if code in _GONE:
                log.error("%s (%s); %s", _GONE[code], api_method, _AGAIN)
                self.on_gone()
            raise


class Rotation:
    """Keeps a client's token fresh. Several processes may share the shelf; one of them renews, the others read."""

    def __init__(self, client: LiveClient, shelf: TokenShelf, rotator: TokenRotator, *, clock: Callable[[], float] = time) -> None:
        self._client, self._shelf, self._rotator, self._clock = client, shelf, rotator, clock
        self._lock, self._stop = threading.Lock(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="slack-tokens", daemon=True)

    def fresh(self) -> None:
        """Give the client a token that holds for two more hours.

        Raises:
            SettingsError: Slack refuses to renew it.
            OSError: Slack cannot be reached.
        """
        with self._lock:
            pair = self._shelf.read()
            if pair.expires_at <= self._clock() + _BEFORE_SECONDS:
                pair = self._renewed(pair)
            self._client.token = pair.access

    def renew(self, used: str) -> bool:
        """Slack called the token ``used`` expired: another one in its place, or ``False``. Never raises."""
        try:
            with self._lock:
                if self._client.token == used:
                    pair = self._shelf.read()
                    self._client.token = (self._renewed(pair) if pair.access == used else pair).access
            return self._client.token != used
        except (SettingsError, SQLAlchemyError, OSError) as error:
            log.error("the Slack token was not renewed: %s", error if isinstance(error, SettingsError) else type(error).__name__)
            return False

    def start(self) -> None:
        """Look once a minute whether the token is to be renewed, or has been by another process."""
        self._thread.start()

    def stop(self) -> None:
        """End."""
        self._stop.set()

    def forget(self) -> None:
        """Delete the tokens: the app was uninstalled."""
        self._shelf.clear()

    def _run(self) -> None:
        while not self._stop.wait(_LOOK_SECONDS):
            try:
                self.fresh()
            except (SettingsError, SQLAlchemyError, OSError) as error:
                log.error("the Slack token was not renewed: %s", error if isinstance(error, SettingsError) else type(error).__name__)

    def _renewed(self, pair: TokenPair) -> TokenPair:
        """The pair after ``pair``, made here or by the process that was quicker."""
        until = monotonic() + _PATIENCE_SECONDS
        while monotonic() < until:
            if self._shelf.begin(pair):
                return self._ask_slack(pair)
            now = self._shelf.read()
            if now.refresh != pair.refresh:
                return now
            sleep(0.2)
        raise SettingsError("Slack's token is being renewed by another process, which does not finish; it is tried again.")

    def _ask_slack(self, pair: TokenPair) -> TokenPair:
        after = pair
        try:
            # Only the refresh token counts; an end in 1970 makes the rotator exchange it whatever the time.
            bot = Bot(
                bot_token=pair.access, bot_id="-", bot_user_id="-", installed_at=self._clock(), bot_refresh_token=pair.refresh, bot_token_expires_at=1
            )
            renewed = self._rotator.perform_bot_token_rotation(bot=bot)
            if renewed is None or not renewed.bot_token or not renewed.bot_refresh_token:
                raise SettingsError("Slack gave no bot token in exchange: SAFEGUARDING_SLACK_REFRESH_TOKEN must be that of the bot token.")
            after = TokenPair(
                access=renewed.bot_token, refresh=renewed.bot_refresh_token, expires_at=float(renewed.bot_token_expires_at or 0)
            )
        except SlackTokenRotationError as error:
            raise SettingsError(
                f"Slack refuses to renew the bot token ({_code(error.api_error)}): check SAFEGUARDING_SLACK_CLIENT_ID and"
                f" SAFEGUARDING_SLACK_CLIENT_SECRET, or {_AGAIN}."
            ) from error
        finally:
            self._shelf.keep(after)
        return after


def rotation_of(client: LiveClient, shelf: TokenShelf, settings: Settings) -> Rotation:
    """The rotation of a client, with the app's credentials of the settings."""
    # A client of its own: the exchange carries the app's credentials, never the ended token.
    plain = WebClient(base_url=client.base_url, timeout=client.timeout, retry_handlers=[], logger=client._logger)
    rotator = TokenRotator(client_id=settings.slack_client_id, client_secret=settings.slack_client_secret.get_secret_value(), client=plain)
    rotation = Rotation(client, shelf, rotator)
    client.rotation = rotation
    return rotation


def _code(error: SlackApiError) -> str:
    response = error.response
    return str(response.get("error", "unreadable")) if hasattr(response, "get") else "unreadable"
