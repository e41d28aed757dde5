"""A message beside its earlier ones: does it leave the earlier matter, only close it, or name what an earlier turn makes grave."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.safety.live_signals import LIVE
from assistant.safety.row_words import BABY, MARKS
from assistant.safety.signals import pattern
from assistant.safety.spots import SPOT
from assistant.safety.topic_signals import TOPIC
from assistant.safety.wording import normal

_CLOSING = re.compile(
    r"^(?:ok |okay |great |cheers |brilliant |perfect )*(?:thanks?|thank you|ta|cheers|thx|ty|great|"
    r"perfect|brilliant)\b[ \w!.,]{0,30}$"
)
_MARKED = pattern(rf"(?:{SPOT}|(?<!no )(?:bruis\w+|finger ?marks?|hand ?prints?|bite ?marks?|scratch(?:es)?|burns?|swelling|black eyes?|blood))")
_ANOTHER = pattern(
    r"(?:another|a different|different|the other|an other|new) (?:child|baby|one|kid|case|family|question|room)|separate(?:ly)?|"
    r"(?:birth ?marks?|nappy rash|cradle cap|eczema|slate gr[ea]y)(?: policy| leaflet| chart)|(?:big|older|elder) (?:brother|sister|"
    r"sibling)(?: \w+){0,3}"
    r" (?:has|with|got)|(?:policy|leaflet|procedure|guidance|template)"
)
_YOUNG = pattern(rf"(?:{BABY}|(?:8|9|10|11|eight|nine|ten|eleven) months?(?: old)?)")
_OLDER_SUBJECT = pattern(r"(?:[2-9]|1[0-7]) year old(?: \w+){0,3} (?:has|with|had|came|got|shows?)|year \d{1,2}(?: \w+){0,3} (?:has|with|had)")
_OPEN = pattern(
    r"(?:cp|cin|child protection|child in need|protection) plan|on (?:a )?(?:plan|cp|cin|edge of care)|supervision order|(?:my|our|the) (?:case|"
    r"family)|core group|rcpc|icpc|cin (?:review|meeting)|(?:early help|eha|taf) (?:plan|open|meetings?|for)|allocated|open to|"
    r"public law outline|plo|"
    r"months (?:in|on)|review (?:conference|due)"
)
_STEPS = pattern(
    r"(?:step\w*|stepping)(?: (?:it|this|them|her|him|us|the case|the family|mum|things))? ?down|(?:clos(?:e|ing|ed)|nfa|end(?:ing)?|discharg\w+|"
    r"sign(?:ing)? (?:\w+ )?off|come off|take (?:\w+ )?off|off the plan|wind(?:ing)? (?:it |this )?up|pull(?:ing)? out|shut(?:ting)? (?:it|this)|"
    r"de ?regist\w+|downgrade)"
)
_NEW_HARM = pattern(
    rf"(?:{MARKS}|hit|hurt|beat\w*|injur\w*|assault\w*|strangl\w*|overdos\w*|suicid\w*|missing|raped?|touch(?:ed|es|ing)|unconscious|knife|"
    r"threaten\w*|kill\w*|disclos\w*|shook|shaken|locked|burn\w*|not breathing|back in the (?:house|home)|moved back|tonight|right now|999)"
)


def leaves_it(text: str) -> bool:
    """A question that plainly leaves the earlier situation: it asks about a topic and points at nobody."""
    plain = normal(text)
    if _CLOSING.match(plain):
        return True
    asks = sum(s.weight for s in TOPIC if s.match.search(plain))
    points = any(s.match.search(plain) for s in LIVE if s.axis in ("subject", "present", "told"))
    return asks <= -2 and not points and len(plain.split()) >= 4


def marked_baby(text: str, history: Sequence[str]) -> bool:
    """Whether a mark is named now on a child whom this or an earlier turn shows to be a baby."""
    plain = normal(text)
    if not _MARKED.search(plain) or _ANOTHER.search(plain) or _OLDER_SUBJECT.search(plain):
        return False
    return any(_YOUNG.search(normal(turn)) for turn in history[-4:])


def of_reports(history: Sequence[str]) -> bool:
    """Whether an earlier message asks about a published review or about figures: what follows is asked of it, until a danger has a name."""
    turns = [normal(turn) for turn in history]
    return any(signal.match.search(turn) for turn in turns for signal in TOPIC if signal.axis in ("public", "figures"))


def asks_to_step_down(text: str, history: Sequence[str]) -> bool:
    """Whether the end of an open case is asked for, and neither this message nor the earlier ones tell of new harm."""
    plain = normal(text)
    turns = [plain, *map(normal, history)]
    asked = bool(_STEPS.search(plain)) and any(_OPEN.search(turn) for turn in turns)
    return asked and not any(_NEW_HARM.search(turn) for turn in turns)
