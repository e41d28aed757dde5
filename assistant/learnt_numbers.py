"""Small files of learnt numbers beside the code, written by a training."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from assistant.errors import SettingsError


def learnt_numbers(path: Path, names: Iterable[str], trainer: str) -> dict[str, float]:
    """The named numbers of a file that ``python -m TRAINER`` writes; raises :class:`SettingsError` when one cannot be read."""
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return {name: float(raw[name]) for name in names}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SettingsError(f"{path.name} cannot be read ({type(error).__name__}). Restore it, or run `python -m {trainer}`.") from error
