"""Secrets as they lie in the database: encrypted with a key of the settings (Fernet: AES-128 in CBC mode with an HMAC)."""

from __future__ import annotations

from cryptography.fernet import Fernet, InvalidToken, MultiFernet

from assistant.errors import SettingsError

SETTING = "SAFEGUARDING_SLACK_TOKEN_KEY"
HOW = "make one with `safeguarding slack-key`"


class Seal:
    """Closes and opens short texts. ``keys`` are comma-separated: the first closes, all of them open, so that a key can be exchanged.

    Raises:
        SettingsError: there is no key, or one that is none.
    """

    def __init__(self, keys: str) -> None:
        given = [key.strip() for key in keys.split(",") if key.strip()]
        if not given:
            raise SettingsError(f"{SETTING} must be set, because the Slack tokens in the database are encrypted with it: {HOW}.")
        try:
            self._fernet = MultiFernet([Fernet(key) for key in given])
        except ValueError as error:
            raise SettingsError(f"{SETTING} holds something that is no key (a key is 44 characters and ends in =): {HOW}.") from error

    def close(self, text: str) -> str:
        """The text encrypted; an empty text stays empty."""
        return self._fernet.encrypt(text.encode()).decode() if text else ""

    def open(self, closed: str) -> str:
        """The text again.

        Raises:
            SettingsError: it was encrypted with a key that is not among ours, or was changed.
        """
        if not closed:
            return ""
        try:
            return self._fernet.decrypt(closed.encode()).decode()
        except InvalidToken as error:
            raise SettingsError(
                f"The Slack tokens in the database were encrypted with another key: add that key to {SETTING} after a comma, or install the app again"
                " and copy both tokens (docs/slack.md)."
            ) from error


def new_key() -> str:
    """A fresh key for the setting."""
    return Fernet.generate_key().decode()
