"""What the desk says no to: a status for the browser and a sentence for the person."""

from __future__ import annotations

from assistant.errors import SafeguardingError


class DeskError(SafeguardingError):
    """Refused on purpose. ``str(error)`` says what is wrong and what to do; nothing was changed."""

    def __init__(self, sentence: str, status: int = 422) -> None:
        super().__init__(sentence)
        self.status = status


class NotSignedInError(DeskError):
    """Nobody is signed in, or the session has ended."""

    def __init__(self) -> None:
        super().__init__("Sign in to use the publishing desk.", 401)
