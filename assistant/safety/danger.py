"""Is a child in danger in this message? Decided from words alone, before retrieval and before any model.

The words of a row carry a weight (``rows.TABLE``), signals of a live situation add to it and signals of a question about the
topic take away (``live_signals``, ``topic_signals``). The sum decides between urgent, possible and none. A learnt second opinion
(``second_opinion``) hears danger that no table names, and overrules the tables where a message is plainly calm. No text is kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.safety import accounts, child_speaker, fgm, languages, leading, rows, speaker, staff
from assistant.safety.choices import calm_choice
from assistant.safety.decisions import asks_for_decision
from assistant.safety.injections import beside_orders, gives_orders, without_injections
from assistant.safety.live_signals import LIVE
from assistant.safety.scope_kinds import helps_hide
from assistant.safety.scope_wants import asks_ruling
from assistant.safety.second_opinion import second_opinion
from assistant.safety.spots import mark_to_name
from assistant.safety.strain import of_what_was_seen
from assistant.safety.study import acted, for_study
from assistant.safety.topic_signals import PERSON, REHEARSAL, TOPIC
from assistant.safety.turns import asks_to_step_down, leaves_it, marked_baby, of_reports
from assistant.safety.wording import normal

Tier = Literal["urgent", "possible", "none"]
URGENT_AT = 5
POSSIBLE_AT = 2
LIVE_CAP = 7
SHORT = 5
"""Fewer words than this are no account."""
ROW_AT = 3
"""Words of a row with this weight or more name it, also where only the learnt opinion calls the message urgent."""
SURE = 1.0
"""So much above its level the learnt opinion calls a message urgent that asks about a record, tool or service and names no harm."""
STARK_AT = 4
"""Words of this weight, with nothing of a topic beside them, are not calmed by the learnt opinion."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Danger:
    """What was recognised. ``rows`` are keys of the table, most serious first; ``reasons`` are names of signals, never words of the question.

    ``already``: what has been done to a body ("swallowed", "attempt"), beside the row "medical".
    ``carried``: urgent because an earlier turn was. ``brief``: the new message is an ordinary one, so a short notice on top is enough.
    """

    tier: Tier
    rows: tuple[str, ...] = ()
    asker: speaker.Asker = "unknown"
    asker_distress: bool = False
    distress: speaker.Distress = "none"
    carried: bool = False
    brief: bool = False
    already: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


NOTHING = Danger(tier="none")
_CASEWORK = frozenset({"disclosure", "staff_allegation", "worry_now", "uncollected_child"})


def recognise(text: str, history: Sequence[str] = ()) -> Danger:
    """Judge a message with its earlier messages (oldest first). Never raises for any text."""
    now = _judge(text)
    if marked_baby(text, history) and now.asker != "child":
        rows_now = leading.leads(normal(text), ("immobile_baby_injury", *now.rows), urgent=True)
        return replace(now, tier="urgent", rows=rows_now, reasons=(*now.reasons, "baby of an earlier turn"))
    if now.tier == "urgent" or not history:
        return now
    before = [_judge(turn) for turn in history]
    urgent = [d for d in before if d.tier == "urgent"]
    if urgent:
        calm = set(urgent[-1].rows) <= {"worry_now"} and asks_to_step_down(text, history)
        return replace(now, tier="possible", rows=("worry_now",), carried=True) if calm else _carried(now, urgent[-1], text)
    together = _judge(f"{history[-1]} . {text}", learnt=False)
    if together.tier == "urgent" and _adds_to_it(text) and not (together.rows == ("worry_now",) and of_reports(history)):
        return together
    if now.tier == "none" and before[-1].tier == "possible" and not leaves_it(text):
        return replace(now, tier="possible", rows=before[-1].rows, carried=True)
    return now


def _carried(now: Danger, earlier: Danger, text: str) -> Danger:
    return replace(
        earlier,
        rows=tuple(dict.fromkeys((*now.rows, *earlier.rows))) if now.tier == "possible" else earlier.rows,
        asker=now.asker if now.asker != "unknown" else earlier.asker,
        asker_distress=now.asker_distress or earlier.asker_distress,
        carried=True,
        brief=leaves_it(text),
        reasons=(*now.reasons, "carried"),
    )


def _adds_to_it(text: str) -> bool:
    plain = normal(text)
    live = any(s.match.search(plain) for s in LIVE if s.axis in ("recent", "present", "subject", "told"))
    return (live or bool(rows_found(plain))) and not leaves_it(text)


def rows_found(plain: str) -> dict[str, int]:
    """The strongest weight of every row whose words stand in the text."""
    found: dict[str, int] = {}
    for words in rows.TABLE:
        if found.get(words.row, 0) < words.weight and words.match.search(plain):
            found[words.row] = words.weight
    if fgm.found_in_a_girl(plain):
        found["fgm_known"] = max(STARK_AT, found.get("fgm_known", 0))
    if mark_to_name(plain) or staff.shook_a_child(plain):
        found["injured_child"] = max(STARK_AT, found.get("injured_child", 0))
    if staff.accused_in_other_words(plain):
        found["staff_allegation"] = max(ROW_AT, found.get("staff_allegation", 0))
    return found


def _judge(text: str, *, learnt: bool = True) -> Danger:
    plain = accounts.in_other_words(normal(text))
    if not plain.strip():
        return NOTHING
    if _BARE_CALL.match(plain) and not _JUST_HELP.match(plain):
        return Danger(tier="urgent", rows=("worry_now",), reasons=("bare call for help",))
    if languages.shows_danger(text):
        return Danger(tier="urgent", rows=("worry_now",), reasons=("danger word in another language",))
    asker = speaker.who(plain)
    distress = speaker.distress(plain)
    orders = _only_for_the_tool(text, plain)
    score = _Score.of(plain, asker, orders=orders)
    tier, reached = score.decide()
    if orders and tier == "urgent" and not score.live:
        tier = "possible"
    if not orders and tier != "urgent" and (told := _told_beside_a_question(plain, asker)):
        tier, reached = "urgent", told
    if distress == "suicidal" and asker != "child" and "suicidal_child" in (*reached, *score.harm):
        reached = ("adult_suicidal", *(r for r in reached if r != "suicidal_child"))
        tier = "urgent"
    elif distress == "suicidal":
        reached = ("suicidal_child" if asker == "child" else "adult_suicidal", *reached)
        tier = "urgent"
    tier, reached = _tether(plain, asker, tier, reached)
    if learnt and distress != "suicidal":
        tier, reached = _second(_for_a_reader(text, plain), score, tier, reached)
    tier = _settled(plain, score, asker, distress, tier)
    already = leading.happened(plain) if tier == "urgent" else ()
    return Danger(
        tier=tier,
        rows=leading.leads(plain, (*already[:1], *reached), urgent=tier == "urgent"),
        already=already[1:],
        asker=asker,
        distress=distress,
        asker_distress=distress != "none" and asker != "child",
        reasons=score.reasons(),
    )


def _told_beside_a_question(plain: str, asker: speaker.Asker) -> tuple[str, ...]:
    """Rows of what is told when the message also asks: "he held a lighter to her toes. which form?" is danger, not a question of forms."""
    rest = accounts.without_questions(plain)
    if rest == plain or len(rest.split()) < SHORT:
        return ()
    return _Score.of(rest, asker).told_beside_a_question()


def _only_for_the_tool(text: str, plain: str) -> bool:
    """Orders to the tool with nothing beside them, or one calm question for a verdict: neither is an account of danger."""
    if gives_orders(text):
        return not beside_orders(text)
    calm = max(rows_found(plain).values(), default=0) < 2 and accounts.starts_as_question(plain) and not re.search(r"[.?!] \w", plain)
    return calm and asks_for_decision(text) is not None


def _for_a_reader(text: str, plain: str) -> str:
    """The plain message without orders to the tool; empty when little else is in it."""
    if not gives_orders(text):
        return plain
    rest = normal(without_injections(text)[0])
    return rest if len(rest.split()) >= SHORT else ""


def _second(plain: str, score: _Score, tier: Tier, reached: tuple[str, ...]) -> tuple[Tier, tuple[str, ...]]:
    """The learnt opinion beside the tables: it raises at two levels, and calms what only the tables call urgent or possible."""
    opinion = second_opinion()
    if opinion is None or not plain:
        return tier, reached
    found = opinion.score(plain, signs_of(plain, score))
    rows_then = reached or tuple(row for row, weight in score.harm.items() if weight >= ROW_AT) or ("worry_now",)
    worst = max(score.harm.values(), default=0)
    if found >= opinion.levels.urgent:
        aside = score.only_about_staff(rows_then) or (worst < ROW_AT and found < opinion.levels.urgent + SURE and score.about_work(plain))
        return ("possible" if tier != "urgent" and aside else "urgent"), rows_then
    stark = worst >= STARK_AT and not score.topic
    calm = opinion.levels.calm if worst >= ROW_AT else opinion.levels.possible
    if tier == "urgent" and found < calm and not stark:
        return "possible", reached
    if tier == "possible" and found < opinion.levels.none and "staff_allegation" not in reached:
        return "none", ()
    if tier == "none" and found >= opinion.levels.possible:
        return "possible", rows_then
    return tier, reached


def signs_of(plain: str, score: _Score | None = None) -> frozenset[str]:
    """Names of what the tables found in a plain text, for the learnt opinion."""
    score = score or _Score.of(plain, speaker.who(plain))
    signs = {f"live:{axis}:{weight}" for axis, weight in score.live.items()} | {f"topic:{axis}" for axis in score.topic}
    signs |= {f"row:{row}" for row, weight in score.harm.items() if weight >= ROW_AT}
    signs |= {name for name in ("worry", "rehearsal", "person", "near", "account", "alarm") if getattr(score, name)}
    signs |= {f"harm:{max(score.harm.values(), default=0)}", f"live:{score.live_sum}", f"topic:{score.topic_sum}", f"asker:{score.asker}"}
    if accounts.starts_as_question(plain):
        signs.add("starts as question")
    if accounts.asks_topic(plain):
        signs.add("asks topic")
    return frozenset(signs)


_BARE_CALL = re.compile(
    r"^(?=.*\b(?:help|999|emergency|urgent|sos|police|ambulance)\b)(?:(?:its|it is|this is|an?|please|help|me|us|"
    r"now|999|emergency|urgent|sos|quick|quickly|police|ambulance|asap|right)\b[ .!?]*)+$"
)
_JUST_HELP = re.compile(r"^(?:help|please|help me|help please|please help|urgent|now)[ .!?]*$")


def _tether(plain: str, asker: speaker.Asker, tier: Tier, reached: tuple[str, ...]) -> tuple[Tier, tuple[str, ...]]:
    if asker == "parent" and (speaker.TETHER.search(plain) or speaker.harms_own(plain)):
        return "urgent", ("parent_tether", *reached)
    return tier, reached


def _settled(plain: str, score: _Score, asker: speaker.Asker, distress: speaker.Distress, tier: Tier) -> Tier:
    """The tier after what calms a message and what makes a child's own words count."""
    if for_study(plain) and asker != "child" and not speaker.harms_own(plain) and distress == "none" and score.told_calmly():
        return "none"
    if tier == "urgent" and _calmed(plain, score, asker, distress):
        tier = "possible"
    own = child_speaker.of_own_age(plain) or (asker == "child" and child_speaker.asks_secrecy(plain))
    if tier == "possible" and own and score.for_a_child():
        return "urgent"
    return tier


def _calmed(plain: str, score: _Score, asker: speaker.Asker, distress: speaker.Distress) -> bool:
    """An adult's own childhood, danger that is played, or a worn-out worker: none is a child in danger now."""
    not_now = asker != "child" and distress != "suicidal" and (accounts.of_long_ago(plain) or acted(plain))
    asks = (calm_choice(plain) and score.may_wait()) or ((helps_hide(plain) or asks_ruling(plain)) and score.told_calmly())
    aside = asks and asker != "child" and distress != "suicidal"
    return not_now or aside or (distress == "strained" and score.only_the_writer(seen=of_what_was_seen(plain)))


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
    account: bool
    alarm: bool
    asker: speaker.Asker

    @classmethod
    def of(cls, plain: str, asker: speaker.Asker, *, orders: bool = False) -> _Score:
        """Read all signals. A message that gives the tool ``orders`` is not an account of anybody."""
        harm = rows_found(plain)
        if staff.only_asks_about_low_level(plain):
            harm.pop("staff_allegation", None)
        live: dict[str, int] = {}
        topic: dict[str, int] = {}
        for signal in LIVE:
            if abs(signal.weight) > abs(live.get(signal.axis, 0)) and signal.match.search(plain):
                live[signal.axis] = signal.weight
        for signal in TOPIC:
            if abs(signal.weight) > abs(topic.get(signal.axis, 0)) and signal.match.search(plain):
                topic[signal.axis] = signal.weight
        if accounts.acts_now(plain) and max(harm.values(), default=0) >= STARK_AT:
            topic.pop("general", None)
        if accounts.asks_topic(plain):
            topic["asks"] = min(topic.get("asks", 0), -2)
        return cls(
            harm=harm,
            live=live,
            topic=topic,
            asker=asker,
            worry=bool(rows.WORRY.search(plain)),
            rehearsal=bool(REHEARSAL.search(plain)),
            person=bool(PERSON.search(plain)),
            near=bool(rows.STILL_NEAR.search(plain)),
            account=accounts.is_account(plain) and not orders,
            alarm=bool(accounts.ALARM.search(plain)),
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
        if self.near and "staff_allegation" in self.harm and not self.topic:
            urgent = others = [*dict.fromkeys((*urgent, "staff_allegation"))]
        if urgent and (self.asker == "child" or self.near):
            others = urgent
        if others and not self.rehearsal:
            return "urgent", tuple(urgent)
        if self._child_speaks():
            return "urgent", tuple(self.harm) or ("worry_now",)
        if self._alarming():
            return "urgent", tuple(self.harm) or ("worry_now",)
        if not self.rehearsal and self.worry and not self.topic and extra >= 5:
            return "urgent", ("worry_now", *self.harm)
        possible = [row for row, weight in self.harm.items() if weight + extra >= POSSIBLE_AT or (weight >= 3 and self.live_sum >= 1)]
        if possible or (self.worry and extra >= 2) or (self._plain_account() and "subject" in self.live):
            return "possible", tuple(possible) or ("worry_now",)
        return "none", ()

    def _child_speaks(self) -> bool:
        """A child writes of themselves; "if I tell, will I be in trouble" is no hypothetical question then."""
        library = {"public", "figures", "resource"} & self.topic.keys()
        return self.asker == "child" and not library and (self.account or max(self.harm.values(), default=0) >= 2)

    def _plain_account(self) -> bool:
        """An account of definite people, nothing of a topic, not of long ago; an allegation about staff has its own answer."""
        other = self.topic or self.rehearsal or "past" in self.live or "staff_allegation" in self.harm
        return self.account and not other

    def _alarming(self) -> bool:
        """A plain account that names something alarming, or that is plainly happening beside the writer."""
        pressing = sum(self.live.values()) >= 3 and bool({"subject", "present"} & self.live.keys())
        return self._plain_account() and (self.alarm or pressing or max(self.harm.values(), default=0) >= 2)

    def may_wait(self) -> bool:
        """Nothing that happens beside the writer and no danger to life: a choice or an excuse that is asked for has its own reply."""
        grave = {row for row, weight in self.harm.items() if weight >= STARK_AT or (weight >= ROW_AT and row not in _CASEWORK)}
        return not grave and "present" not in self.live and self.live.get("recent", 0) < ROW_AT

    def told_calmly(self) -> bool:
        """No words that are danger in themselves and nothing happening beside the writer."""
        return max(self.harm.values(), default=0) <= STARK_AT and "present" not in self.live and self.live.get("recent", 0) < ROW_AT

    def for_a_child(self) -> bool:
        """Nothing of published reports, figures or material: a child who gives their age writes of themselves."""
        return not {"public", "figures", "resource"} & self.topic.keys()

    def only_the_writer(self, *, seen: bool) -> bool:
        """Words of strain and no harm to anybody: the one who types is worn out; "it stays with me" is nobody beside them."""
        return max(self.harm.values(), default=0) < ROW_AT and (seen or "present" not in self.live) and self.asker not in ("child", "parent")

    def only_about_staff(self, reached: tuple[str, ...]) -> bool:
        """An allegation with nothing that happens now: it has its own answer."""
        calm = not self.near and "present" not in self.live and self.live.get("recent", 0) < ROW_AT
        return reached == ("staff_allegation",) and calm and self.asker not in ("child", "parent")

    def about_work(self, plain: str) -> bool:
        """A question about a record, tool, plan, service or published review, with nothing happening beside the writer."""
        pressing = "present" in self.live or self.live.get("recent", 0) >= ROW_AT
        published = "public" in self.topic and ("asks" in self.topic or accounts.starts_as_question(plain))
        return published or (not pressing and self.asker not in ("child", "parent") and accounts.asks_about_work(plain))

    def told_beside_a_question(self) -> tuple[str, ...]:
        """The rows, when the account alone is alarming and pressing or names danger outright."""
        worst = max(self.harm.values(), default=0)
        strong = (worst >= 4 and self.live_sum >= 1) or (worst >= 3 and self.live_sum >= 2) or ((self.alarm or worst >= 2) and self.live_sum >= 3)
        return (tuple(self.harm) or ("worry_now",)) if self._plain_account() and strong else ()

    def _urgent(self, row: str, weight: int, extra: int) -> bool:
        if row == "worry_now" and not {"subject", "present", "told"} & self.live.keys():
            return False
        if weight >= 5 and not {"public", "figures", "asks", "resource"} & self.topic.keys() and "past" not in self.live:
            return True
        if row == "fgm_known" and "past" in self.live:
            # What was done stays done: the duty to report does not age while the girl is a child.
            extra -= self.live["past"]
        return weight + extra >= URGENT_AT and (weight >= 3 or self.live_sum >= 1)

    def reasons(self) -> tuple[str, ...]:
        """Names and weights of what counted."""
        parts = [f"harm:{row}={weight}" for row, weight in self.harm.items()]
        parts += [f"live:{axis}={weight}" for axis, weight in self.live.items()]
        return tuple(parts + [f"topic:{axis}={weight}" for axis, weight in self.topic.items()])
