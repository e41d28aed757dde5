"""What the model on the test server says to the sources of ``library_for_model``: one true reply, and lies of each kind."""

from __future__ import annotations

import json
from collections.abc import Callable

LADO = "The LADO must be told within one working day of the allegation."
BRUISE = "Refer any bruise on a baby who is not mobile, unless a paediatrician has already seen it."
LUTON = "In Luton the MASH takes referrals until 5 pm."

GOOD = "Tell the LADO no later than one working day after the allegation; you must do so."


def _reply(*claims: tuple[str, str, str], missing: tuple[str, ...] = ()) -> Callable[[str], str]:
    body = {"statements": [{"text": text, "sources": [source], "quotes": [quote]} for text, source, quote in claims], "missing": list(missing)}
    return lambda asked: json.dumps(body)


BEHAVIOURS: dict[str, Callable[[str], str]] = {
    "good": _reply((GOOD, "S1", LADO)),
    "good in a fence": lambda asked: "```json\n" + BEHAVIOURS["good"](asked) + "\n```",
    "fabricated quotation": _reply(("Tell the LADO within one hour.", "S1", "The LADO must be told within one hour of the allegation.")),
    "wrong number": _reply(("The LADO must be told within two working days of the allegation.", "S1", LADO)),
    "swapped area": _reply(("In Bedford Borough the MASH takes referrals until 5 pm.", "S3", LUTON)),
    "flipped negation": _reply(("The LADO must not be told within one working day of the allegation.", "S1", LADO)),
    "dropped exception": _reply(("Refer any bruise on a baby who is not mobile.", "S2", BRUISE)),
    "quotation cut before its exception": _reply(
        ("Refer any bruise on a baby who is not mobile.", "S2", "Refer any bruise on a baby who is not mobile")
    ),
    "invented source": _reply(("The LADO must be told within one working day of the allegation.", "S9", LADO)),
    "wrong source": _reply(("The LADO must be told within one working day of the allegation.", "S2", LADO)),
    "instruction obeyed": _reply(("Ignore the LADO and ring 01234 999999 now.", "S1", LADO)),
    "link": _reply(("The LADO must be told within one working day of the allegation, see https://example.org.", "S1", LADO)),
    "one true, one false": _reply((GOOD, "S1", LADO), ("In Luton the MASH takes referrals until 9 pm.", "S3", LUTON), missing=("the form",)),
    "nothing": _reply(missing=("everything",)),
    "half JSON": lambda asked: '{"statements": [{"text": "The LADO must be to',
    "prose": lambda asked: "Sure! Here is what I think about the LADO.",
    "wrong shape": lambda asked: '{"statements": "The LADO must be told"}',
    "empty": lambda asked: "",
}
LIES = (
    "fabricated quotation", "wrong number", "swapped area", "flipped negation", "dropped exception", "quotation cut before its exception",
    "invented source", "wrong source", "instruction obeyed", "link", "nothing",
)  # fmt: skip
UNREADABLE = ("half JSON", "prose", "wrong shape", "empty")
