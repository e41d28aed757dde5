"""Wording and lists that the page and the widget share, and the widget's script with them put in."""

from __future__ import annotations

import json

from assistant.channels.answer_html import SCOPE_WORDS, STATUS_WORDS, UNCHECKED
from assistant.channels.templates import KIND_NAMES, asset
from assistant.domain import AREA_NAMES, PARTNERSHIPS

SUGGESTIONS = (
    "When should I use GCP2?",
    "Who do I ring about a child at risk, and what about out of hours?",
    "What do I do about an allegation against a member of staff?",
    "What if I disagree with another agency's decision?",
)
NOT_A_REFERRAL = "Asking here is not a referral. Do not type names, addresses or dates of birth."
NEUTRAL_SITE = "https://www.bbc.co.uk/weather"
REASONS = (
    "It did not answer my question",
    "It is wrong or out of date",
    "It is about the wrong area",
    "It is hard to understand",
    "Something else",
)
_PLACE = "/* CONFIG */ null"


def widget_script(permanent_line: str) -> str:
    """``widget.js`` with its texts, style and the emergency numbers inside, so that they show even when the server is gone."""
    config = {
        "line": permanent_line,
        "css": asset("answer.css"),
        "areas": [[area, AREA_NAMES[area]] for area in PARTNERSHIPS],
        "areaNames": AREA_NAMES,
        "kinds": KIND_NAMES,
        "words": STATUS_WORDS,
        "scopes": SCOPE_WORDS,
        "unchecked": UNCHECKED,
        "suggestions": SUGGESTIONS,
        "notReferral": NOT_A_REFERRAL,
        "reasons": REASONS,
    }
    return asset("widget.js").replace(_PLACE, json.dumps(config, ensure_ascii=False))


def leave_script() -> str:
    """``leave.js`` with the site that replaces ours."""
    return asset("leave.js").replace(_PLACE, json.dumps(NEUTRAL_SITE))
