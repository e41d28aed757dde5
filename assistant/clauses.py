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
