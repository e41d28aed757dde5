"""Female genital mutilation in a girl under 18 that a worker sees or is told of by its type or sign, without its name. On the plain form."""

from __future__ import annotations

from assistant.safety.signals import pattern

_GIRL = pattern(
    r"(?:[1-9]|1[0-7]) year old|(?:aged?|is|she is|just|only|nearly) (?:[4-9]|1[0-7])(?= |$)|girls?|daughter|pupil|year \d{1,2}|teen\w*|"
    r"young person|"
    r"of (?:[4-9]|1[0-7])|(?:patient|pt|client|her|girl) (?:is |aged )?(?:[4-9]|1[0-7])(?= |$)|school ?girl|under 18|minor|yp|(?:[1-9]|1[0-7])f"
)
_SIGN = pattern(
    r"type (?:1|2|3|4|i|ii|iii|iv|one|two|three|four|1a|1b|2a|2b|3a)|de ?infibulat\w*|f ?g ?m|genital (?:cutting|mutilation)|sunnah?|"
    r"(?:it (?:was |had been )?)?done to (?:her|me) when (?:she|i) (?:was|were) (?:\w+ )?(?:small|little|tiny|young|a baby|a kid|[1-9])|"
    r"(?:the )?cut (?:was )?done|had the cut|clit\w* (?:is |was )?(?:absent|missing|gone|removed)|"
    r"pharaonic|gudni\w*|"
    r"(?:was|been|is|were|got|looks|clearly|definitely|def|she has) (?:\w+ ){0,2}(?:closed|circumcised|sewn|stitched|cut down (?:there|below))|"
    r"(?:no|missing|absent|removed|scarred|scarring to|scarring of|cut) (?:the |her )?(?:clit\w*|labia|hood|clitoral hood)"
)
_SEEN = pattern(
    r"examin\w+|exam|book\w*|obs and gynae|chaperoned|smear|swabs?|speculum|catheter\w*|coil|booking|antenatal|labour|triage|scan|uti|"
    r"chang(?:ing|ed)|noticed|saw|seen|found|"
    r"spotted|"
    r"told (?:me|us)|tells me|says?|said|mentioned|disclos\w+|discovered|looks|wound check|sti|genital|clinic|theatre|documented|code (?:it|"
    r"this|that)|"
    r"coding|had|has had|obvious\w*|def|definitely|clearly|in front of me"
)
_OTHER = pattern(
    r"diabet\w*|insulin|hba1c|hypos?|libre|sugars?|t[12]dm|pump|metformin|respiratory failure|bipolar|difference between|types of|"
    r"what (?:is|are|does|do)|"
    r"how many|training|slides?|polic(?:y|ies)|guidance|briefing|leaflet|annual report|reviews?|essay|women|(?:1[89]|[2-9]\d) year old|"
    r"trauma|sma|"
    r"hypersensitivity|error|collagen|if a girl|classified"
)


def found_in_a_girl(plain: str) -> bool:
    """Whether a girl under 18 and a type or sign of FGM that was seen or told of stand together."""
    return bool(_SIGN.search(plain) and _GIRL.search(plain) and _SEEN.search(plain)) and not _OTHER.search(plain)
