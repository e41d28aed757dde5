"""The business unit's own data: vocabulary and topics, checked when loaded.

``vocabulary.yaml`` turns practitioners' words into the documents' terms; ``topics/*.yaml`` gives for each safeguarding topic the terms
that documents use and short scenes as practitioners type them. Both are bridges for searching; neither is ever quoted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.domain import Area
from assistant.errors import SettingsError

_Text = Annotated[str, Field(min_length=1)]
# Reads what safe_load reads, ten times as fast where PyYAML was built with its C library.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)


class VocabularyLine(_Strict):
    """Words that people say, the documents' terms for them, and the areas where that holds (none: everywhere)."""

    say: tuple[_Text, ...]
    means: tuple[_Text, ...]
    areas: tuple[Area, ...] = ()


class Topic(_Strict):
    """A safeguarding topic: its name, the documents' terms, and scenes as practitioners type them."""

    topic: _Text
    terms: tuple[_Text, ...]
    areas: tuple[Area, ...] = ()
    scenes: tuple[_Text, ...]


M = TypeVar("M", bound=_Strict)


def _read(path: Path) -> object:
    try:
        return _LOADER(path.read_text(encoding="utf-8")).get_single_data()
    except (OSError, yaml.YAMLError) as error:
        raise SettingsError(f"{path.name} cannot be read. Mend the file or restore it from the repository.") from error


def _validate(model: type[M], entries: object, path: Path) -> list[M]:
    if not isinstance(entries, list):
        raise SettingsError(f"{path.name} must be a list of entries.")
    try:
        return [model.model_validate(entry) for entry in entries]
    except ValidationError as error:
        first = error.errors()[0]
        raise SettingsError(f"{path.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}.") from error


class Vocabulary:
    """Finds vocabulary lines in a question, longest phrase first."""

    def __init__(self, lines: Sequence[VocabularyLine]) -> None:
        self.lines = tuple(lines)
        self._by_phrase: dict[str, list[VocabularyLine]] = {}
        for line in lines:
            for phrase in line.say:
                self._by_phrase.setdefault(" ".join(re.findall(r"\w+", phrase.lower())), []).append(line)
        self._longest = max((phrase.count(" ") + 1 for phrase in self._by_phrase), default=0)

    @classmethod
    def load(cls, path: Path) -> Vocabulary:
        """Read ``vocabulary.yaml``."""
        return cls(_validate(VocabularyLine, _read(path), path))

    def find(self, text: str, area: Area | None) -> list[tuple[str, VocabularyLine]]:
        """The phrases of the question that have a line for its area, longest first; a word counts in one phrase only."""
        found = re.findall(r"\w+", text.lower().replace("'", "").replace("’", ""))
        taken = [False] * len(found)
        result: list[tuple[str, VocabularyLine]] = []
        for length in range(min(self._longest, len(found)), 0, -1):
            for start in range(len(found) - length + 1):
                phrase = " ".join(found[start : start + length])
                lines = [line for line in self._by_phrase.get(phrase, ()) if not line.areas or area is None or area in line.areas]
                if lines and not any(taken[start : start + length]):
                    taken[start : start + length] = [True] * length
                    result.extend((phrase, line) for line in lines)
        return result


def load_topics(folder: Path) -> tuple[Topic, ...]:
    """All topics below a folder; a name may stand once."""
    topics: dict[str, Topic] = {}
    for path in sorted(folder.glob("*.yaml")):
        for topic in _validate(Topic, _read(path), path):
            topics.setdefault(topic.topic.lower(), topic)
    return tuple(topics.values())
