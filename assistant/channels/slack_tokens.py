"""Checks the tokens at start and says in a sentence what is missing."""

from __future__ import annotations

import http.client
from dataclasses import dataclass
from urllib.error import URLError

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from assistant.errors import SettingsError
from assistant.settings import Settings
from assistant.state.seal import Seal

NEEDED = (
    "app_mentions:read", "assistant:write", "channels:history", "chat:write", "commands", "groups:history", "im:history", "im:read", "im:write",
)
"""Bot scopes of ``manifest.yaml``."""
UNREACHABLE = "Slack cannot be reached: check the network and any proxy."
_WHERE = "see docs/slack.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """Who we are in a workspace."""

    team: str
    bot_user: str
    bot_id: str


def check_settings(settings: Settings, *, socket_mode: bool) -> None:
    """Whether the tokens are there and of the right kind, without asking Slack.

    Raises:
        SettingsError: naming each variable that is missing or of the wrong kind.
    """
    wrong = []
    bot, app = settings.slack_bot_token.get_secret_value(), settings.slack_app_token.get_secret_value()
    if not bot.startswith(("xoxb-", "xoxe.xoxb-")):
        wrong.append(f"SAFEGUARDING_SLACK_BOT_TOKEN must be the bot token that begins with xoxb- (it is {_kind(bot)})")
    if socket_mode and not app.startswith("xapp-"):
        wrong.append(f"SAFEGUARDING_SLACK_APP_TOKEN must be an app-level token that begins with xapp-, with connections:write (it is {_kind(app)})")
    if not socket_mode and not settings.slack_signing_secret.get_secret_value():
        wrong.append("SAFEGUARDING_SLACK_SIGNING_SECRET must be the signing secret of the app's Basic Information page (it is empty)")
    if not wrong:
        wrong = _rotation_gaps(settings)
    if wrong:
        raise SettingsError("Slack cannot start: " + "; ".join(wrong) + f". Set it in .env; {_WHERE}.")


def _rotation_gaps(settings: Settings) -> list[str]:
    """What is missing for a token that rotates: without it the app would fall silent after twelve hours."""
    rotating = settings.slack_bot_token.get_secret_value().startswith("xoxe.")
    refresh, secret = settings.slack_refresh_token.get_secret_value(), settings.slack_client_secret.get_secret_value()
    given = {"REFRESH_TOKEN": refresh, "CLIENT_ID": settings.slack_client_id, "CLIENT_SECRET": secret}
    if not rotating and not refresh:
        return []
    gaps = [
        f"SAFEGUARDING_SLACK_{name} must be set, because the bot token rotates (it begins with xoxe.) and ends after twelve hours"
        for name, value in given.items()
        if not value
    ]
    try:
        Seal(settings.slack_token_key.get_secret_value())
    except SettingsError as error:
        gaps.append(str(error).removesuffix("."))
    return gaps


def _kind(token: str) -> str:
    return f"one that begins with {token[:5]}" if token.startswith("x") else "something else" if token else "empty"


def who_we_are(client: WebClient) -> Identity:
    """Ask Slack who the bot token belongs to, and whether it may do what we do.

    Raises:
        SettingsError: the token is refused, a scope is missing, or Slack cannot be reached.
    """
    try:
        answer = client.auth_test()
    except SlackApiError as error:
        code = error.response.get("error", "unreadable")
        raise SettingsError(f"Slack refuses the bot token ({code}): install the app again and copy its bot token; {_WHERE}.") from error
    except (URLError, OSError, http.client.HTTPException) as error:
        raise SettingsError(UNREACHABLE) from error
    headers = {str(name).lower(): value for name, value in (answer.headers or {}).items()}
    granted = headers.get("x-oauth-scopes")
    if granted is not None:
        granted = ",".join(granted) if isinstance(granted, list) else str(granted)
        missing = [scope for scope in NEEDED if scope not in {part.strip() for part in granted.split(",")}]
        if missing:
            raise SettingsError(
                f"The Slack app lacks the scopes {', '.join(missing)}: paste manifest.yaml into the app's settings and install it again; {_WHERE}."
            )
    return Identity(team=str(answer["team_id"]), bot_user=str(answer["user_id"]), bot_id=str(answer.get("bot_id") or ""))


def check_app_token(client: WebClient, token: str) -> None:
    """Whether Socket Mode may be used with this app-level token.

    Raises:
        SettingsError: it may not.
    """
    try:
        client.apps_connections_open(app_token=token)
    except SlackApiError as error:
        code = error.response.get("error", "unreadable")
        raise SettingsError(
            f"Slack refuses the app-level token ({code}): create one with the scope connections:write and switch Socket Mode on; {_WHERE}."
        ) from error
    except (URLError, OSError, http.client.HTTPException) as error:
        raise SettingsError(UNREACHABLE) from error
