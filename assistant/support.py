"""The verifier: whether a model's statement is proven by its quotations. Nothing that a model writes is shown without passing here.

Each clause of a statement must be supported by one passage alone; two quotations are never added up to a claim that neither makes.
The rules are in ``support_*``; what counts as the same wording is in ``support_lexicon``; levels were set on ``eval/cases/model_statements.jsonl``.
Where ``entailment`` is loaded it has its say beside the rules: a rule about wording gives way when it is sure enough, and without any objection
it must still agree. Figures, names, areas and whatever is not verbatim are the rules' alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from assistant.domain import PARTNERSHIPS
from assistant.embedding import Embedder
from assistant.entailment import SETTINGS, Entails
from assistant.learnt_numbers import learnt_numbers
from assistant.support_conditions import anchor_fault, condition_fault
from assistant.support_figures import dropped_figure, figure_fault
from assistant.support_force import force_fault
from assistant.support_lexicon import OPPOSITES, SOFT
from assistant.support_names import area_fault, carries_contact, name_fault
from assistant.support_roles import actor_fault, dropped_actor
from assistant.support_words import Word, content, plain, read, sentences, shares

LEAST_QUOTE = 3
"""Words below which a quotation proves nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """Calibrated levels; cosines of the packaged embedding model."""

    word: float = 0.45
    """Cosine at which two words may stand for each other."""
    event: float = 0.6
    """The same where it tells from what a time limit runs: a first absence is not a leaving."""
    sentence: float = 0.42
    """Cosine of statement and quotation below which they speak of different things."""
    added: float = 0.45
    """Share of the statement's content words that may have no counterpart in the quotation."""
    dropped: float = 0.40
    """Share of the quotation's content words that may have no counterpart in the statement."""


YIELDING = ("wording", "force", "actor", "condition", "start")
"""Families of rules that give way to ``entailment`` where it is sure enough."""
NEVER = 99.0
"""Log-odds that nothing reaches."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standards:
    """Log-odds of ``entailment`` from which a statement is shown: where no rule objects, and where one of a family does.

    Learnt by ``python -m eval.train_entailment`` so that one false statement in a hundred passes.
    """

    agreed: float = 0.0
    wording: float = NEVER
    force: float = NEVER
    actor: float = NEVER
    condition: float = NEVER
    start: float = NEVER

    def needed(self, families: Collection[str]) -> float:
        """What a statement must reach to which these families of rules object; ``NEVER`` where one of them does not give way."""
        if not frozenset(families) <= frozenset(YIELDING):
            return NEVER
        return max((float(getattr(self, family)) for family in families), default=self.agreed)

    @classmethod
    def load(cls, path: Path = SETTINGS) -> Standards:
        """Read the file beside the code."""
        return cls(**learnt_numbers(path, ("agreed", *YIELDING), "eval.train_entailment"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A source as the model saw it. ``context`` is its title, headings and lead-in: names may come from there, claims may not."""

    token: str
    text: str
    area: str = "pan"
    edition: str = "current"
    context: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A verbatim stretch ``start``..``end`` of a passage."""

    passage: Passage
    start: int
    end: int

    @property
    def text(self) -> str:
        """The stretch itself."""
        return self.passage.text[self.start : self.end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Whether a statement may be shown; ``fault`` names the first rule it breaks, ``used`` the quotations that prove it."""

    supported: bool
    fault: str = ""
    used: tuple[Quotation, ...] = ()
    copied: bool = False
    """The statement is its quotation, word for word."""


def find_quote(quote: str, passage: Passage) -> Quotation | None:
    """Where a quotation stands verbatim in a passage; only white space may differ. ``None`` when it does not, or is too short."""
    pieces = quote.split()
    if not pieces:
        return None
    match = re.search(r"(?<!\w)" + r"\s+".join(re.escape(piece) for piece in pieces) + r"(?!\w)", passage.text)
    found = Quotation(passage=passage, start=match.start(), end=match.end()) if match else None
    if found is not None and len(pieces) < LEAST_QUOTE and found.text not in passage.text.split("\n"):
        return None  # a short item of a list is its whole line
    return found


class SupportChecker:
    """Judges statements. Holds word vectors already computed, nothing of any question."""

    def __init__(self, embedder: Embedder, levels: Levels | None = None, entails: Entails | None = None, standards: Standards | None = None) -> None:
        self._embedder = embedder
        self._entails = entails
        self._standards = standards or Standards()
        self.levels = levels or Levels()
        self._vectors: dict[str, np.ndarray[tuple[int, ...], np.dtype[np.float32]]] = {}

    def prepare(self, texts: Sequence[str]) -> None:
        """Embed the words of some texts in one batch; the checks that follow then hardly embed at all."""
        if texts:
            self._encoded([*texts, *(word.text for text in texts for word in read(text))])

    def check(self, statement: str, tokens: Sequence[str], quotes: Sequence[str], passages: Sequence[Passage]) -> Verdict:
        """Judge one statement with the source tokens and quotations the model gave for it."""
        by_token = {passage.token: passage for passage in passages}
        if not tokens or not quotes or any(token not in by_token for token in tokens):
            return Verdict(supported=False, fault="source unknown")
        if carries_contact(statement):
            return Verdict(supported=False, fault="contact detail")
        found: list[Quotation] = []
        for quote in quotes:
            place = next((q for token in tokens if (q := find_quote(quote, by_token[token])) is not None), None)
            if place is None:
                return Verdict(supported=False, fault="quotation not verbatim")
            if place.passage.edition != "current" and not re.search(r"\b(?:(?:19|20)\d\d|earlier|old|older|previous|superseded)\b", plain(statement)):
                return Verdict(supported=False, fault="edition superseded")
            found.append(place)
        if len(found) == 1 and _copied(statement, found[0]):
            return Verdict(supported=True, used=(found[0],), copied=True)
        return self._proven(statement, found)

    def _proven(self, statement: str, found: Sequence[Quotation]) -> Verdict:
        first = self._by_one(statement, found)
        if first.supported or len(found) == 1:
            return first
        parts = _clauses(statement)
        verdicts = [self._by_one(part, found) for part in parts] if len(parts) > 1 else []
        if verdicts and all(verdict.supported for verdict in verdicts):
            return Verdict(supported=True, used=tuple(dict.fromkeys(q for verdict in verdicts for q in verdict.used)))
        return first

    def _by_one(self, statement: str, found: Sequence[Quotation]) -> Verdict:
        fault = ""
        for quotation in found:
            fault = self.fault(statement, quotation)
            if not fault:
                return Verdict(supported=True, used=(quotation,))
        return Verdict(supported=False, fault=fault)

    def fault(self, statement: str, quotation: Quotation) -> str:
        """The first rule that a statement breaks against one quotation; empty when it is proven by it."""
        found = self.faults(statement, quotation)
        if self._entails is None:
            return found[0][1] if found else ""
        needed = self._standards.needed([family for family, _ in found])
        if needed >= NEVER or self._entails(statement, _stated(_sentence(quotation)), quotation.passage.context) < needed:
            return found[0][1] if found else "not said by the quotation"
        return ""

    def faults(self, statement: str, quotation: Quotation) -> list[tuple[str, str]]:
        """Every rule that a statement breaks against one quotation, as (family, fault), the cheap ones first."""
        quote, sentence = _widened(quotation), _stated(_sentence(quotation))
        passage = quotation.passage
        cheap = (
            ("figure", figure_fault(statement, quote)),
            ("name", name_fault(statement, quote, passage.context)),
            ("area", area_fault(statement, quote, passage.area, _stated(quote))),
            ("actor", actor_fault(statement, quote)),
            ("force", force_fault(statement, sentence)),
        )
        found = [(family, fault) for family, fault in cheap if fault]
        if found and (self._entails is None or any(family not in YIELDING for family, _ in found)):
            return found  # decided already, and what follows embeds words
        stated = _stated(quote)
        self._encoded([statement, stated, *(word.text for word in (*read(statement), *content(f"{stated} {sentence} {passage.context}")))])
        dear = (
            ("condition", condition_fault(statement, sentence, self._alike)),
            ("start", anchor_fault(statement, stated, self._alike, self._much_alike)),
            ("wording", self._wording_fault(statement, stated, passage.context)),
        )
        return [*found, *((family, fault) for family, fault in dear if fault)]

    def _wording_fault(self, statement: str, quote: str, context: str) -> str:
        mine, theirs = content(statement), content(quote)
        if _contradicts(mine, theirs):
            return "opposite"
        if not mine:
            return "nothing said"
        if self._cosine(statement, quote) < self.levels.sentence:
            return "speaks of something else"
        near = (*theirs, *content(context))
        added = [word for word in mine if not self._alike(word, near)]
        if len(added) / len(mine) > self.levels.added or _strange_topic(mine, near):
            return "added: " + ", ".join(word.text for word in added)
        whole = tuple(word for word in read(statement) if word.meanings)
        dropped = [word for word in _own(theirs) if not self._alike(word, whole) and word.text not in SOFT]
        # A rewording pays for each word it leaves out with words of its own; a copy with a word missing does not.
        spare = sum(1 for word in whole if not word.function and not shares(word, theirs))
        if len(dropped) > min(spare, self.levels.dropped * len(_own(theirs))) or _lost(theirs, whole) or dropped_actor(statement, quote):
            return "dropped: " + ", ".join(word.text for word in dropped)
        figure = dropped_figure(statement, quote)
        return f"dropped: {figure}" if figure else ""

    def _much_alike(self, word: Word, others: tuple[Word, ...]) -> bool:
        return self._alike(word, others, self.levels.event)

    def _alike(self, word: Word, others: tuple[Word, ...], level: float | None = None) -> bool:
        """Whether a word has a counterpart: same meaning, or near in the embedding; people and bodies only by meaning."""
        if shares(word, others):
            return True
        if word.actor:
            return False
        rest = [other for other in others if not other.actor]
        if not rest:
            return False
        vectors = self._encoded([word.text, *(other.text for other in rest)])
        return bool(float((vectors[1:] @ vectors[0]).max()) >= (level or self.levels.word))

    def _cosine(self, one: str, other: str) -> float:
        vectors = self._encoded([one, other])
        return float(vectors[0] @ vectors[1])

    def _encoded(self, texts: Sequence[str]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        new = [text for text in dict.fromkeys(texts) if text not in self._vectors]
        if len(self._vectors) + len(new) > 20_000:
            self._vectors.clear()
            new = list(dict.fromkeys(texts))
        if new:
            self._vectors.update(zip(new, self._embedder.encode(new), strict=True))
        return np.stack([self._vectors[text] for text in texts])


_BOUNDARY_AFTER = re.compile(r"\s*(?:[,.;:!?)\]\n\t]|$|(?:and|but|or)\b)")
_EDGE = re.compile(r"[,.;:!?)\]\n\t]|$|\s(?=(?:and|but|or)\b)")


def _sentence(quotation: Quotation) -> str:
    """The whole sentence or sentences that a quotation lies in."""
    text = quotation.passage.text
    inside = [(start, end) for start, end in sentences(text) if start < quotation.end and end > quotation.start]
    return text[inside[0][0] : inside[-1][1]] if inside else quotation.text


def _stated(text: str) -> str:
    """A quotation without "(Luton annual report 2020-21)" at a sentence's end: that says where a fact was read, and the source's line says it too.

    It stays where it is part of the claim: beside figures, with a caveat in it ("not local", "undated"), or when it names another place than ours.
    """
    body = _ATTRIBUTION.sub("", text)
    if body == text or re.search(r"\d", body):
        return text
    return body if all(_OURS.fullmatch(found.group(1)) for found in _ATTRIBUTION.finditer(text)) else text


_ATTRIBUTION = re.compile(
    r"\s*\(([^()]*\b(?:report|procedures|page|website|manual|review|Safeguarding Bedfordshire|Council)\b[^()]*)\)"
    r"(?=\s*[.;]?\s*$)"
)
_OURS = re.compile(
    r"(?:(?:Bedford Borough|Central Bedfordshire|Luton|Pan-Bedfordshire|Safeguarding Bedfordshire|Bedfordshire|Council|Child [A-Z]|Family [A-Z]"
    r"|annual report|rapid review|procedures|page|website|manual|January|February|March|April|May|June|July|August|September|October|November"
    r"|December|20\d\d(?:-\d\d)?|or later|LSCB|,)\s*)+"
)


def _widened(quotation: Quotation) -> str:
    """The quotation up to the next clause boundary: a stretch cut in mid-phrase may have lost what limits it."""
    text, end = quotation.passage.text, quotation.end
    if quotation.text[-1:] not in ".,;:!?" and not _BOUNDARY_AFTER.match(text, end):
        edge = _EDGE.search(text, end)
        end = edge.start() if edge else len(text)
    start = quotation.start
    before = max((m.end() for m in re.finditer(r"[,.;:!?\n]\s*|\b(?:and|but|or)\s+", text[:start])), default=0)
    return text[min(before, start) : end]


def _copied(statement: str, quotation: Quotation) -> bool:
    """Whether a statement is whole sentences or lines of its source: then it says what quoting mode would say."""
    if "".join(statement.split()) != "".join(quotation.text.split()):
        return False
    bounds = sentences(quotation.passage.text)
    return any(start == quotation.start for start, _ in bounds) and any(end == quotation.end for _, end in bounds)


def _clauses(statement: str) -> list[str]:
    return [part.strip() for part in re.split(r";\s+|\.\s+(?=[A-Z])|,\s+(?:and|while|but|whereas)\s+", statement) if part.strip()]


def _own(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Content words of a quotation that a statement has to keep; areas and dates are looked at elsewhere."""
    return tuple(word for word in words if word.text not in PARTNERSHIPS and word.text not in ("borough", "bedfordshire"))


def _strange_topic(words: tuple[Word, ...], others: Sequence[Word]) -> bool:
    return any(word.topics and not shares(word, others) for word in words)


def _lost(words: tuple[Word, ...], others: Sequence[Word]) -> bool:
    return any(word.restricts and not shares(word, others) for word in words)


def _contradicts(mine: tuple[Word, ...], theirs: tuple[Word, ...]) -> bool:
    """Whether one says rise where the other says fall."""
    for one, opposites in OPPOSITES.items():
        for other in opposites:
            for a, b in ((one, other), (other, one)):
                here = any(a in word.meanings for word in mine) and not any(b in word.meanings for word in mine)
                there = any(b in word.meanings for word in theirs) and not any(a in word.meanings for word in theirs)
                if here and there:
                    return True
    return False
