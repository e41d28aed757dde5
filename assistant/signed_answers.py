"""Answers that a named owner has signed: served word for word to the questions they were written for, until they expire.

A draft without owner, date of signing and date of expiry is never served. A question matches by its words (case, punctuation and order of
politeness aside), or because it means the same: very near to a variant in the embedder's space, with the same figures, negations and places,
and with no word of its own that neither the variants nor the answer know. So "the number for adults" is not the number for children.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated

import numpy as np
import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from assistant.areas import areas_in
from assistant.domain import PARTNERSHIPS, Area, Source, Unit
from assistant.embedding import Vectors
from assistant.errors import SettingsError
from assistant.lexical import terms, words
from assistant.library import View
from assistant.quoting import source_of

LEVEL = 0.90
"""Cosine from which a question counts as another wording of a variant."""
_NEGATIONS = frozenset("not no never without isnt arent dont doesnt didnt cant wont shouldnt neither nor except unless instead".split())
_FRAME = frozenset("hi hello hey please thanks thank you pls ok so just quick question".split())

Encode = Callable[[Sequence[str]], Vectors]


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedCitation:
    """A document by its title, and a sentence of it word for word (empty: the document as a whole)."""

    title: str
    quote: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedAnswer:
    """An answer and the questions that it is for. ``owner``, ``signed`` and ``expires`` are all there once somebody has signed it."""

    id: str
    questions: tuple[str, ...]
    areas: tuple[Area, ...]
    text: str
    citations: tuple[SignedCitation, ...]
    owner: str = ""
    signed: date | None = None
    expires: date | None = None

    def in_force(self, today: date) -> bool:
        """Whether it may be served on a day."""
        if not self.owner or self.signed is None or self.expires is None:
            return False
        return self.signed <= today <= self.expires and self.signed < self.expires


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class _Citation(_Strict):
    title: Annotated[str, Field(min_length=3)]
    quote: str | None = None


class _Entry(_Strict):
    id: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]{1,60}$")]
    questions: Annotated[tuple[Annotated[str, Field(min_length=5)], ...], Field(min_length=1)]
    areas: Annotated[tuple[Area, ...], Field(min_length=1)]
    answer: Annotated[str, Field(min_length=20)]
    citations: Annotated[tuple[_Citation, ...], Field(min_length=1)]
    owner: str | None = None
    signed: date | None = None
    expires: date | None = None

    def value(self) -> SignedAnswer:
        cited = tuple(SignedCitation(title=each.title, quote=" ".join((each.quote or "").split())) for each in self.citations)
        return SignedAnswer(
            id=self.id, questions=self.questions, areas=self.areas, text=" ".join(self.answer.split()), citations=cited,
            owner=(self.owner or "").strip(), signed=self.signed, expires=self.expires,
        )


def load_answers(path: Path) -> tuple[SignedAnswer, ...]:
    """Read ``answers.yaml``, drafts included. Raises :class:`SettingsError`."""
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))["answers"]
        found = tuple(_Entry.model_validate(entry).value() for entry in entries)
    except ValidationError as error:
        first = error.errors()[0]
        raise SettingsError(f"{path.name}: {'.'.join(map(str, first['loc']))}: {first['msg']}.") from error
    except (OSError, yaml.YAMLError, KeyError, TypeError) as error:
        raise SettingsError(f"{path.name} cannot be read. Mend the file or restore it from the repository.") from error
    if len({answer.id for answer in found}) != len(found):
        raise SettingsError(f"{path.name}: an id stands twice.")
    return found


class SignedAnswers:
    """Finds the signed answer of a question. ``current`` gives the answers as of now; ``encode`` is asked only when some are in force."""

    def __init__(self, current: Callable[[], tuple[SignedAnswer, ...]], encode: Encode, *, level: float = LEVEL) -> None:
        self._current, self._encode, self._level = current, encode, level
        self._lock = threading.Lock()
        self._for: tuple[SignedAnswer, ...] = ()
        self._vectors: dict[str, Vectors] = {}

    def signed_answer(self, text: str, area: Area | None, today: date) -> SignedAnswer | None:
        """The answer for a question of an area (``None``: not known, then only answers that hold in all three), or ``None``."""
        asked = [answer for answer in self._current() if answer.in_force(today) and _holds(answer, area)]
        if not asked or not normalised(text):
            return None
        wanted = normalised(text)
        for answer in asked:
            if any(normalised(question) == wanted for question in answer.questions):
                return answer
        near = [answer for answer in asked if _same_scope(text, answer)]
        return self._nearest(text, near) if near else None

    def _nearest(self, text: str, answers: Sequence[SignedAnswer]) -> SignedAnswer | None:
        vector = self._encode([text])[0]
        best: tuple[float, SignedAnswer] | None = None
        for answer in answers:
            fitting = [question for question in answer.questions if _marks(question) == _marks(text)]
            if fitting:
                score = float(np.max(self._of(fitting) @ vector))
                if score >= self._level and (best is None or score > best[0]):
                    best = (score, answer)
        return best[1] if best else None

    def _of(self, questions: Sequence[str]) -> Vectors:
        """The vectors of variants, kept while the answers stay as they are."""
        with self._lock:
            if self._for is not self._current():
                self._for, self._vectors = self._current(), {}
            missing = [question for question in questions if question not in self._vectors]
            if missing:
                self._vectors |= dict(zip(missing, self._encode(missing), strict=True))
            return np.stack([self._vectors[question] for question in questions])


def normalised(text: str) -> str:
    """The words of a question without case, punctuation and greetings."""
    kept = words(text)
    while kept and kept[0] in _FRAME:
        kept = kept[1:]
    while kept and kept[-1] in _FRAME:
        kept = kept[:-1]
    return " ".join(kept)


def _holds(answer: SignedAnswer, area: Area | None) -> bool:
    if {"pan", "national"} & set(answer.areas):
        return True
    return area in answer.areas if area in PARTNERSHIPS else set(PARTNERSHIPS) <= set(answer.areas)


def _marks(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """What turns a question into another one though hardly a word differs: figures and negations."""
    found = set(words(text))
    return frozenset(re.findall(r"\d+", text)), frozenset(found & _NEGATIONS)


def _same_scope(text: str, answer: SignedAnswer) -> bool:
    """Whether a question stays within the answer: no place outside its areas, no word that it does not know."""
    if not set(areas_in(text)) & set(PARTNERSHIPS) <= {*answer.areas, *(PARTNERSHIPS if {"pan", "national"} & set(answer.areas) else ())}:
        return False
    known = {term for part in (*answer.questions, answer.text) for term in terms(part)}
    return set(terms(text)) <= known


def signed_sources(answer: SignedAnswer, view: View) -> tuple[Source, ...] | None:
    """Its citations as sources of what may be read now, or ``None`` when a document or a quoted sentence is not there: then it is not served."""
    generation = view.generation
    sources: list[Source] = []
    for citation in answer.citations:
        unit = _unit_of(citation, view)
        if unit is None:
            return None
        page = generation.pages(unit.document_id)[unit.page - 1]
        start = page.find(citation.quote) if citation.quote else unit.start
        end = start + len(citation.quote) if citation.quote else unit.end
        sources.append(source_of(generation, unit, len(sources) + 1, start, end))
    return tuple(sources)


def _unit_of(citation: SignedCitation, view: View) -> Unit | None:
    """Where the quotation begins, or the document's first sentence."""
    generation = view.generation
    named = {d.id for d in view.documents() if d.title == citation.title and d.edition == "current" and not d.duplicate_of}
    for unit in generation.units:
        if unit.document_id not in named:
            continue
        if not citation.quote:
            return unit
        at = generation.pages(unit.document_id)[unit.page - 1].find(citation.quote)
        if at >= 0 and unit.start <= at < unit.end:
            return unit
    return None
