"""Is a child in danger in this message? Decided from words alone, before retrieval and before any model.

The words of a row carry a weight (``rows.TABLE``), signals of a live situation add to it and signals of a question about the
topic take away (``signals``). The sum decides between urgent, possible and none. No text of the question is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.safety import accounts, rows, signals, speaker
from assistant.safety.wording import normal

Tier = Literal["urgent", "possible", "none"]
URGENT_AT = 5
POSSIBLE_AT = 2
LIVE_CAP = 5

ROW_ORDER: tuple[str, ...] = (
    "life_now", "adult_suicidal", "suicidal_child", "injured_child", "immobile_baby_injury", "recent_sexual_assault", "missing_child",
    "forced_marriage_hba", "fgm_known", "disclosure", "uncollected_child", "staff_allegation", "worry_now",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """What was recognised. ``rows`` are keys of the table, most serious first; ``reasons`` are names of signals, never words of the question.

    ``carried``: urgent because an earlier turn was. ``brief``: the new message is an ordinary one, so a short notice on top is enough.
    """

    tier: Tier
    rows: tuple[str, ...] = ()
    asker: speaker.Asker = "unknown"
    asker_distress: bool = False
    distress: speaker.Distress = "none"
    carried: bool = False
    brief: bool = False
    reasons: tuple[str, ...] = ()


NOTHING = Danger(tier="none")


def recognise(text: str, history: Sequence[str] = ()) -> Danger:
    """Judge a message with its earlier messages (oldest first). Never raises for any text."""
    now = _judge(text)
    if now.tier == "urgent" or not history:
        return now
    before = [_judge(turn) for turn in history]
    urgent = [d for d in before if d.tier == "urgent"]
    if urgent:
        return _carried(now, urgent[-1], text)
    together = _judge(f"{history[-1]} . {text}")
    if together.tier == "urgent" and _adds_to_it(text):
        return together
    if now.tier == "none" and before[-1].tier == "possible" and not _ordinary(text):
        return replace(now, tier="possible", rows=before[-1].rows, carried=True)
    return now


def _carried(now: Danger, earlier: Danger, text: str) -> Danger:
    return replace(
        earlier,
        rows=tuple(dict.fromkeys((*now.rows, *earlier.rows))) if now.tier == "possible" else earlier.rows,
        asker=now.asker if now.asker != "unknown" else earlier.asker,
        asker_distress=now.asker_distress or earlier.asker_distress,
        carried=True,
        brief=_ordinary(text),
        reasons=(*now.reasons, "carried"),
    )


_ABOUT_SAME = signals.pattern(r"he|she|him|her|they|them|his|it|that|this|still|then|now|ok|also|so|and")
_CLOSING = re.compile(r"^(?:ok |okay |great |cheers |brilliant |perfect )*(?:thanks?|thank you|ta|cheers|thx|ty|great|perfect|brilliant)\b[ \w!.,]{0,30}$")


def _ordinary(text: str) -> bool:
    """A question that plainly leaves the earlier situation: it asks about a topic and points at nobody."""
    plain = normal(text)
    if _CLOSING.match(plain):
        return True
    asks = sum(s.weight for s in signals.TOPIC if s.match.search(plain))
    points = any(s.match.search(plain) for s in signals.LIVE if s.axis in ("subject", "present", "told"))
    return asks <= -2 and not points and len(plain.split()) >= 4


def _adds_to_it(text: str) -> bool:
    plain = normal(text)
    live = any(s.match.search(plain) for s in signals.LIVE if s.axis in ("recent", "present", "subject", "told"))
    return (live or bool(rows_found(plain))) and not _ordinary(text)


def rows_found(plain: str) -> dict[str, int]:
    """The strongest weight of every row whose words stand in the text."""
    found: dict[str, int] = {}
    for words in rows.TABLE:
        if found.get(words.row, 0) < words.weight and words.match.search(plain):
            found[words.row] = words.weight
    return found


def _judge(text: str) -> Danger:
    plain = normal(text)
    if not plain.strip():
        return NOTHING
    if _BARE_CALL.match(plain) and not _JUST_HELP.match(plain):
        return Danger(tier="urgent", rows=("worry_now",), reasons=("bare call for help",))
    asker = speaker.who(plain)
    distress = speaker.distress(plain)
    score = _Score.of(plain, asker)
    tier, reached = score.decide()
    if distress == "suicidal" and asker != "child" and "suicidal_child" in (*reached, *score.harm):
        reached = ("adult_suicidal", *(r for r in reached if r != "suicidal_child"))
        tier = "urgent"
    elif distress == "suicidal":
        reached = ("suicidal_child" if asker == "child" else "adult_suicidal", *reached)
        tier = "urgent"
    tier, reached = _tether(plain, asker, tier, reached)
    return Danger(
        tier=tier, rows=_ordered(reached), asker=asker, distress=distress,
        asker_distress=distress != "none" and asker != "child", reasons=score.reasons(),
    )


_BARE_CALL = re.compile(
    r"^(?:(?:its|it is|this is|an?|please|help|me|us|now|999|emergency|urgent|sos|quick|quickly|police|ambulance|asap|right)[ .!?]*)+$"
)
_JUST_HELP = re.compile(r"^(?:help|please|help me|help please|please help|urgent|now)[ .!?]*$")


def _tether(plain: str, asker: speaker.Asker, tier: Tier, reached: tuple[str, ...]) -> tuple[Tier, tuple[str, ...]]:
    if asker == "parent" and speaker.TETHER.search(plain):
        return "urgent", ("parent_tether", *reached)
    return tier, reached


def _ordered(found: Sequence[str]) -> tuple[str, ...]:
    order = {row: n for n, row in enumerate(("parent_tether", *ROW_ORDER))}
    return tuple(sorted(dict.fromkeys(found), key=lambda row: order.get(row, 99)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Score:
    """Weights of one message: ``harm`` by row, ``live`` and ``topic`` by axis."""

    harm: dict[str, int]
    live: dict[str, int]
    topic: dict[str, int]
    worry: bool
    rehearsal: bool
    person: bool
    near: bool
    alarming_account: bool
    asker: speaker.Asker

    @classmethod
    def of(cls, plain: str, asker: speaker.Asker) -> _Score:
        """Read all signals. A topic signal that holds for its sentence counts only where that sentence names the harm."""
        harm = rows_found(plain)
        live: dict[str, int] = {}
        topic: dict[str, int] = {}
        for signal in signals.LIVE:
            if abs(signal.weight) > abs(live.get(signal.axis, 0)) and signal.match.search(plain):
                live[signal.axis] = signal.weight
        for signal in signals.TOPIC:
            if abs(signal.weight) > abs(topic.get(signal.axis, 0)) and signal.match.search(plain):
                topic[signal.axis] = signal.weight
        if accounts.asks_topic(plain):
            topic["asks"] = min(topic.get("asks", 0), -2)
        return cls(
            harm=harm, live=live, topic=topic, asker=asker,
            worry=bool(rows.WORRY.search(plain)), rehearsal=bool(signals.REHEARSAL.search(plain)), person=bool(signals.PERSON.search(plain)),
            near=bool(rows.STILL_NEAR.search(plain)),
            alarming_account=bool(accounts.ALARM.search(plain)) and accounts.is_account(plain),
        )

    @property
    def live_sum(self) -> int:
        """How live the message is, capped; a child or parent who writes about themselves is live."""
        bonus = 2 if self.asker in ("child", "parent") else 0
        return min(LIVE_CAP, sum(self.live.values()) + bonus)

    @property
    def topic_sum(self) -> int:
        """How much the message is about the topic (0 or below), floored."""
        return max(-8, sum(self.topic.values()))

    @property
    def told_plainly(self) -> int:
        """1 when somebody definite is described and nothing in the message is about the topic: an account, not a question."""
        return int(not self.topic and (self.person or bool(self.live)))

    def decide(self) -> tuple[Tier, tuple[str, ...]]:
        """The tier and the rows that reach it."""
        extra = self.live_sum + self.topic_sum + self.told_plainly
        urgent = [row for row, weight in self.harm.items() if self._urgent(row, weight, extra)]
        others = [row for row in urgent if row != "staff_allegation"]
        if urgent and (self.asker == "child" or self.near):
            others = urgent
        if others and not self.rehearsal:
            return "urgent", tuple(urgent)
        if self._plain_alarm():
            return "urgent", tuple(self.harm) or ("worry_now",)
        if not self.rehearsal and self.worry and not self.topic and extra >= 5:
            return "urgent", ("worry_now", *self.harm)
        possible = [row for row, weight in self.harm.items() if weight + extra >= POSSIBLE_AT or (weight >= 3 and self.live_sum >= 1)]
        if possible or (self.worry and extra >= 2):
            return "possible", tuple(possible) or ("worry_now",)
        return "none", ()

    def _plain_alarm(self) -> bool:
        """An account with a word of alarm, nothing of a topic, and not of long ago; an allegation about staff has its own answer."""
        quiet = self.topic or self.rehearsal or "past" in self.live or "staff_allegation" in self.harm
        return self.alarming_account and not quiet

    def _urgent(self, row: str, weight: int, extra: int) -> bool:
        if row == "worry_now" and not {"subject", "present", "told"} & self.live.keys():
            return False
        return weight + extra >= URGENT_AT and (weight >= 3 or self.live_sum >= 1)

    def reasons(self) -> tuple[str, ...]:
        """Names and weights of what counted."""
        parts = [f"harm:{row}={weight}" for row, weight in self.harm.items()]
        parts += [f"live:{axis}={weight}" for axis, weight in self.live.items()]
        return tuple(parts + [f"topic:{axis}={weight}" for axis, weight in self.topic.items()])
