"""What a signal is, and the word groups that all tables share. The signals themselves: ``live_signals`` and ``topic_signals``.

All patterns run on the plain form made by ``wording.normal`` (lower case, no apostrophes: "hes" reads "he is", "dont" "do not").
``<kid>``, ``<kin>``, ``<who>`` and ``<our>`` stand for word groups, see ``GROUPS``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

KID = (
    r"(?:child|children|kid|kids|kiddo|boy|boys|girl|girls|lad|lads|lass|baby|babies|toddler|infant|"
    r"newborn|neonate|teen|teenager|pupil|pupils|"
    r"student|youngster|young person|young lad|young girl|young lady|daughter|son|siblings?|brother|"
    r"sister|brothers|sisters|little one|little ones|"
    r"tot|nephew|niece|grandson|granddaughter|twins?|triplets|year (?:r|\d{1,2})s?|\d{1,2} (?:year|"
    r"month|week|day)s?(?: old)?|minor|tween|youth|mentee|"
    r"key child|schoolgirl|schoolboy|preschooler|reception|foster child|placement|\d{1,2}[mf]|prem|nb)"
)
KIN = (
    r"(?:dad|mum|parents?|stepdad|step dad|stepmum|step mum|boyfriend|girlfriend|partner|husband|wife|"
    r"ex|ex partner|ex husband|uncle|auntie|aunty|aunt|"
    r"grandad|grandpa|granddad|grandfather|gran|nan|nana|grandma|grandmother|cousin|brother|sister|"
    r"family|carer|foster carer|lodger|neighbour|"
    r"babysitter|man|bloke|guy|men|someone|somebody|father|mother|in laws?|friend|mate|son|nephew)"
)
GROUPS = {
    "<kid>": KID,
    "<kin>": KIN,
    "<who>": rf"(?:he|she|they|it|i|we|{KIN}|{KID})(?: (?:is|has|have|was|are|am|s|keeps|just|still|now|been|got|had))*",
    "<obj>": rf"(?:me|him|her|them|us|himself|herself|themselves|(?:my|the|a|his|her|their|this|our|both|all|"
    rf"mum is|one of (?:the|my|his|her)|\d|two|three|little|older|younger|baby|small|other| )*(?:{KID}|"
    rf"mum|wife|partner|people|everyone|everybody))",
    "<our>": rf"(?:(?:a|an|one|my|our|this|that|the|his|her|their|another|two|both|some|little|young|small|wee|"
    rf"of|\d+|older|younger|older|in|local|foster|baby) )+{KID}",
    "<few>": r"(?:\w+ ){0,4}",
    "<two>": r"(?:\w+ ){0,2}",
}


def pattern(source: str) -> re.Pattern[str]:
    """A compiled pattern with the word groups filled in, on whole words."""
    for name, group in GROUPS.items():
        source = source.replace(name, group)
    return re.compile(rf"\b(?:{source})(?!\w)")


Axis = Literal["recent", "present", "subject", "told", "help", "past", "public", "general", "asks", "resource", "figures", "admin"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One observation. ``weight`` above 0 speaks for a live situation, below 0 for a question about the topic.

    Only the strongest signal of an axis counts.
    """

    axis: Axis
    weight: int
    match: re.Pattern[str]


def signal(axis: Axis, weight: int, *sources: str) -> Signal:
    """A signal; several patterns are alternatives.."""
    return Signal(axis=axis, weight=weight, match=pattern("|".join(sources)))
