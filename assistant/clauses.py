"""The part of a message that asks: practitioners tell of a child first, and what is left of that after masking drowns the question's words."""

from __future__ import annotations

import re

from assistant.lexical import terms

FEWEST_TERMS = 3
"""Content words that a question needs to be searched for alone."""
FEWEST_LEFT_OUT = 3
"""Words that must fall away for a second search to be worth its time."""

_OPENS = (
    r"(?:(?:and|so|but|also|just|please|pls) )?(?:what|whats|what's|which|who|whos|who's|whose|how|when|where|why|(?:is|are|was|were) there|"
    r"did|does|do (?:we|i|they|you)|is it|has|have (?:we|they|there)|can (?:i|we|they)|should (?:i|we|they)|any)\b"
)
_BOUNDARY = re.compile(
    rf"(?:[.;:!?,\n]+\s+|\s[-–—]+\s+|\b(?:asks?|asked|asking|wants? to know|wanna know|wonder(?:s|ing)?(?: if)?|remind me)[:,]?\s+)(?={_OPENS})", re.I
)
_ENDS = re.compile(r"\?+\s+(?=\S)")


def asking_clause(text: str) -> str | None:
    """The question in a message that also tells something; ``None`` where there is no such part, or it leans on what was told.

    "Year 9, caught with a blade, what courses did Luton run on gangs" gives "what courses did Luton run on gangs".
    """
    for match in _BOUNDARY.finditer(text):
        if found := _enough(text[match.end() :], text):
            return found
    asked = re.match(_OPENS, text.strip(), re.I) and _ENDS.search(text)
    return _enough(text[: asked.end()], text) if asked else None


_LEANS = re.compile(r"\b(?:it|its|that|this|these|those|they|them|their|he|she|him|her|his|there|one|ones|same)\b", re.I)


# "What is SYVP": one word is all that such a question has.
_MEANING = re.compile(r"^(?i:what(?:'?s| is| are| does| do)?) (?:an? |the )?(?:[A-Z][A-Z0-9]{1,7}\b|\w+ (?i:means?|stands? for)\b)")


def _enough(part: str, text: str) -> str | None:
    if _LEANS.search(part):
        return None
    fewest = 1 if _MEANING.search(part) else FEWEST_TERMS
    long_enough = len(terms(part)) >= fewest and len(text.split()) - len(part.split()) >= FEWEST_LEFT_OUT
    return part.strip() if long_enough else None


_VERBS = r"did|does|do|is|are|was|were|has|have|should|can"
_JOINT = re.compile(
    r"(?:\s*[,;?&+]\s*|\s+[-–—]+\s+|\s+)(?:(?:and|so|also|then|if so|or|but)\s+){0,2}"
    rf"(?P<asks>(?:how|what|whats|what's|which|who|whos|who's|whose|when|where|wheres|why|{_VERBS})\b)",
    re.I,
)
_JOINS = re.compile(r"[,;?&+]|\s[-–—]+\s|\b(?:and|also)\b", re.I)
_OPENER = re.compile(
    r"\b(?:how (?:many|much|often|long|far|old|big|fast|quickly)|how|what (?:share|slice|percentage|percent|%|proportion|number|age) of|"
    rf"(?:what|which|who|when|where|why)(?:'?s)?|(?:{_VERBS})(?= \w))\b",
    re.I,
)
_MARKS = " ,;:?&+-\u2013\u2014"
MOST_PARTS = 3
FEWEST_WORDS = 3
"""Words of a part that asks for something of its own: "and why" is answered where the rest is."""


def asked_parts(text: str) -> tuple[str, ...]:
    """The questions that one message puts one after the other, each with what they are about; empty where it puts one.

    "Neglect course 24/25: how many came and what did it cost" gives "Neglect course 24/25: how many came" and
    "Neglect course 24/25: came - what did it cost": the later part keeps the words of the first, but not what these ask.
    """
    first = _OPENER.search(text)
    if first is None:
        return ()
    joints = [
        match
        for match in _JOINT.finditer(text, first.end())
        if _JOINS.search(text[match.start() : match.start("asks")]) and terms(text[first.start() : match.start()])
    ][: MOST_PARTS - 1]
    if not joints:
        return ()
    opening = text[: joints[0].start()].rstrip(_MARKS)
    told = f"{text[: first.start()]}{opening[first.end() :]}".strip(_MARKS)
    ends = [*(match.start() for match in joints[1:]), len(text)]
    later = [text[match.start("asks") : end].strip(_MARKS) for match, end in zip(joints, ends, strict=True)]
    asked = [part for part in later if len(part.split()) >= FEWEST_WORDS]
    return (opening, *(f"{told} - {part}" for part in asked)) if asked else ()
