"""A trained listener for danger that the words of the tables do not name: "she gave her hamster away and wrote everyone a card".

It is asked where the tables and the learnt opinion on words did not say "urgent", before anything is searched, and raises an alarm. Where it is
loaded already it also says the likeliest row of an urgent message that no table could name, and takes back to "possible" what it is quite sure is
no alarm. The urgent route needs no network, and works as before where this one is missing (docs/adr/0015).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Protocol

import numpy as np
import structlog
from numpy.typing import NDArray

from assistant.learnt_numbers import learnt_numbers
from assistant.safety.danger import Danger, signs_of
from assistant.safety.languages import is_foreign
from assistant.safety.second_opinion import second_opinion
from assistant.safety.wording import normal

SETTINGS = Path(__file__).with_name("alarm.json")
ROWS = (
    "life_now", "medical", "injured_child", "immobile_baby_injury", "disclosure", "missing_child", "suicidal_child", "recent_sexual_assault",
    "fgm_known", "forced_marriage_hba", "staff_allegation", "worry_now", "parent_tether", "adult_suicidal", "child",
)  # fmt: skip
"""What the network tells apart: rows of the table of dangers, and a child who types."""
SURE_WHAT, SURE_WHO = 0.5, 0.8
"""Chances from which a row leads; who is spoken to must be surer than what is said. Of messages held back the row that leads from 0.5 is the
writer's for 60 %, and many of them could be two; from 0.3 a girl who hides the marks on her arms got the words for FGM."""
_OWN_CHILD = frozenset({"child", "parent_tether"})
_WHO = _OWN_CHILD | {"adult_suicidal"}
HEARS_WHO = 1.0
"""Figure from which the network, where words named no row, may also say that a child or a parent types: all four such messages of ten sets."""
TO_LIFE = frozenset({"life_now", "medical", "injured_child", "immobile_baby_injury", "missing_child", "suicidal_child"})
"""Rows of a danger to life."""
CALM = -4.0
"""Figure from which downwards an urgent message is taken for "possible": of 858 urgent messages kept apart that the words hear too the lowest has
-3.8; of 77 questions among 5,924 written for passages that the words took for alarms, 14 lie below ("trafficked child - NRM or front door")."""
DOUBTFUL, DOUBTED = -2.0, 0.0
"""The same where the words' own learnt opinion doubts it too, and one of ``BROAD`` leads: of the 858 none lies below both, of 155 that are no alarm
("babies hurt by dads who lose it, what did the reviews bring in") 8 that lie above ``CALM``."""
BROAD = frozenset({"life_now", "disclosure"})
"""Rows whose words stand in questions about reports too."""
NEVER_CALMED = frozenset({"immobile_baby_injury", "recent_sexual_assault"})
"""A mark on a baby who cannot move is referred, and clothes are not washed, however calmly it is asked about."""
CALMED = "calmed"
"""The reason that stands in a judgement that the network took back by one tier."""
CLEAR = 4.0
"""Figure from which what is heard outweighs that the message asks for a decision or looks like a matter that is not ours: of 2,400 messages of the
safety sets that do, and that words do not call urgent, two reach it with a danger to life, both real."""
HEARD = "heard"
"""The reason that stands in a judgement where only the network heard danger."""
HEARD_CLEARLY = "heard clearly"
"""The same, from ``CLEAR`` on."""
log = structlog.get_logger()


class Network(Protocol):
    """Reads one message; ``alarm_model.AlarmNetwork`` is the real one."""

    @property
    def ready(self) -> bool:
        """Whether it can read at once, without loading anything first."""
        ...

    def read(self, text: str) -> NDArray[np.float32]:
        """Log-odds of danger, then one figure a row; shape (1 + len(ROWS),)."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Levels:
    """Log-odds at or above which a message is urgent, or may be about danger; chosen by ``python -m eval.train_alarm``."""

    urgent: float
    possible: float

    @classmethod
    def load(cls, path: Path = SETTINGS) -> Levels:
        """Read the file beside the code."""
        return cls(**learnt_numbers(path, ("urgent", "possible"), "eval.train_alarm"))


Listen = Callable[[str, Danger], Danger]
"""What a message was judged to be, with what was heard beyond that."""


def listener(network: Network, levels: Levels) -> Listen:
    """Hears with a network; one that fails is as good as none, because the words were judged already."""

    def listen(text: str, judged: Danger) -> Danger:
        urgent = judged.tier == "urgent"
        if (urgent and not (network.ready and _may_be_told_better(text, judged))) or not text.strip():
            return judged
        try:
            figures = network.read(text)
            return told_better(text, figures, judged) if urgent else heard(figures, judged, levels)
        except Exception as error:  # noqa: BLE001 - whatever a network may raise, the reply must come
            log.warning("alarm_deaf", problem=type(error).__name__)
            return judged

    return listen


def _may_be_told_better(text: str, judged: Danger) -> bool:
    """Whether the network may speak about a message that words call urgent: not of children, of people in despair, of other languages or turns."""
    return not (judged.carried or judged.asker_distress or judged.asker == "child") and not is_foreign(text)


def _nothing_happens(text: str, figure: float, rows: Sequence[str]) -> bool:
    if NEVER_CALMED & frozenset(rows):
        return False
    return figure <= CALM or (figure <= DOUBTFUL and rows[0] in BROAD and _opinion_on(text) < DOUBTED)


def _opinion_on(text: str) -> float:
    opinion, plain = second_opinion(), normal(text)
    return opinion.score(plain, signs_of(plain)) if opinion else DOUBTED


def told_better(text: str, figures: NDArray[np.float32], judged: Danger) -> Danger:
    """An urgent message with a row where the words named none; "possible" where the network is quite sure that nothing is happening."""
    if _nothing_happens(text, float(figures[0]), judged.rows):
        return replace(judged, tier="possible", reasons=(*judged.reasons, CALMED))
    if judged.rows != ("worry_now",):
        return judged
    better = named(figures, judged)
    return replace(better, reasons=(*better.reasons, HEARD_CLEARLY)) if figures[0] >= CLEAR else better


def _row(figures: NDArray[np.float32]) -> str:
    """The likeliest row, or the general one where it is not likely enough: words about a harm that nobody named mislead."""
    chances = np.exp(figures - figures.max())
    chances /= chances.sum()
    row = ROWS[int(np.argmax(chances))]
    return row if chances.max() >= (SURE_WHO if row in _WHO else SURE_WHAT) else "worry_now"


def named(figures: NDArray[np.float32], judged: Danger) -> Danger:
    """An urgent message in which only the learnt opinion heard danger, with its likely row, and spoken to whoever surely types it."""
    row = _row(figures[1:])
    if row == "adult_suicidal" or (row in _OWN_CHILD and figures[0] < HEARS_WHO):
        return judged
    if row == "child":
        return replace(judged, asker="child")
    return replace(judged, rows=tuple(dict.fromkeys((row, *judged.rows))))


def heard(figures: NDArray[np.float32], judged: Danger, levels: Levels) -> Danger:
    """The judgement with the network's figures."""
    row = _row(figures[1:])
    if judged.distress == "strained" and judged.tier == "possible" and not (row in _OWN_CHILD or (row in TO_LIFE and figures[0] >= CLEAR)):
        # Who is marked by what they saw tells of it: they are spoken to themselves, unless they also speak of a child of their own, or
        # clearly of a danger to life; the numbers stand below.
        return judged
    if figures[0] >= levels.urgent:
        asker = "child" if row == "child" else judged.asker
        rows = tuple(dict.fromkeys(("worry_now" if row == "child" else row, *judged.rows)))
        clearly = (HEARD_CLEARLY,) if figures[0] >= CLEAR else ()
        return replace(judged, tier="urgent", rows=rows, asker=asker, reasons=(*judged.reasons, HEARD, *clearly))
    if figures[0] >= levels.possible and judged.tier == "none":
        return replace(judged, tier="possible", rows=judged.rows or ("worry_now",), reasons=(*judged.reasons, HEARD))
    return judged
