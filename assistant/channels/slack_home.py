"""App Home and the dialogues, as Slack views. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from assistant.channels.slack_blocks import button, section
from assistant.channels.slack_sources import contact_line
from assistant.channels.slack_text import bold, escaped, shortened
from assistant.domain import AREA_NAMES, PARTNERSHIPS, Area, Contact

Json = dict[str, Any]

PROMPTS: tuple[dict[str, str], ...] = (
    {"title": "When to use GCP2", "message": "When should I use GCP2?"},
    {"title": "Whom to ring", "message": "Who do I ring about a child in Luton?"},
    {"title": "Levels of need", "message": "What are the levels of need in the threshold guide?"},
    {"title": "Disagreement between professionals", "message": "How do I escalate a professional disagreement?"},
)
"""Suggested prompts; Slack shows four at most."""
REASONS = {
    "wrong": "The answer is wrong", "not_my_question": "It answers another question", "missing": "Something is missing",
    "old": "It is out of date", "area": "It is for the wrong area", "unclear": "It is hard to understand", "other": "Something else",
}
_IS = (
    "I answer questions from the safeguarding procedures, threshold guides, briefings and case reviews of Bedford Borough, Central Bedfordshire "
    "and Luton, and show the words that each answer rests on."
)
_WAYS = (
    "Ask me in the *Messages* tab, by mentioning me in a channel (I answer you in private), with */safeguarding*, "
    "or with the ⋯ menu of a message."
)
_IS_NOT = "I am a computer program. I do not make referrals, keep records or decide about a child. Leave out names and other personal details."
_KEPT = (
    "*What is kept.* Your questions are not stored by this app: they stay in Slack, under your organisation's rules. Kept are your area, what "
    "you say of an answer (under a code, without your name), which documents an answer used (without who asked), and for seven days which "
    "message was answered, so that nothing is answered twice. *Delete my data* removes your area, your name from those lists and what you said."
)


def home(area: Area | None, news: Sequence[str], permanent: str, phones: Sequence[str] = ()) -> Json:
    """The Home tab."""
    blocks: list[Json] = [
        section(bold(permanent, phones)),
        {"type": "header", "text": {"type": "plain_text", "text": "Safeguarding Bedfordshire Assistant"}},
        section(f"{_IS}\n{_IS_NOT}"),
        section(_WAYS),
        {"type": "divider"},
        _area_choice(area),
    ]
    if news:
        blocks += [section("*New in the library*\n" + "\n".join(f"• {escaped(line[:200])}" for line in news[:8]))]
    delete = button("delete_my_data", "Delete my data", "delete", "danger")
    delete["confirm"] = {
        "title": {"type": "plain_text", "text": "Delete my data?"},
        "text": {"type": "plain_text", "text": "Your area and what you said of answers are deleted. Messages in Slack stay: delete those there."},
        "confirm": {"type": "plain_text", "text": "Delete"},
        "deny": {"type": "plain_text", "text": "Keep"},
    }
    return {"type": "home", "blocks": [*blocks, {"type": "divider"}, section(_KEPT), {"type": "actions", "block_id": "mine", "elements": [delete]}]}


def _area_choice(area: Area | None) -> Json:
    options = [_option(AREA_NAMES[name], name) for name in PARTNERSHIPS] + [_option("No area: show all three", "none")]
    chosen = next((o for o in options if o["value"] == (area or "none")), options[-1])
    return {
        "type": "section",
        "block_id": "home_area",
        "text": {"type": "mrkdwn", "text": "*Your area.* Where the children you work with live. It decides whose text and numbers come first."},
        "accessory": {
            "type": "static_select", "action_id": "choose_area", "options": options, "initial_option": chosen,
            "placeholder": {"type": "plain_text", "text": "Choose an area"},
        },
    }


def _option(text: str, value: str) -> Json:
    return {"text": {"type": "plain_text", "text": text}, "value": value}


def reason_dialogue(value: str) -> Json:
    """Why an answer did not help; ``value`` travels through as it came with the button."""
    return {
        "type": "modal",
        "callback_id": "reason",
        "private_metadata": value[:3_000],
        "title": {"type": "plain_text", "text": "What went wrong?"},
        "submit": {"type": "plain_text", "text": "Send"},
        "close": {"type": "plain_text", "text": "Cancel"},
        "blocks": [
            {
                "type": "input", "block_id": "reason", "label": {"type": "plain_text", "text": "Reason"},
                "element": {"type": "radio_buttons", "action_id": "reason", "options": [_option(text, key) for key, text in REASONS.items()]},
            },
            {
                "type": "input", "block_id": "wording", "optional": True,
                "label": {"type": "plain_text", "text": "What should it have said? (no names or personal details)"},
                "element": {"type": "plain_text_input", "action_id": "wording", "multiline": True, "max_length": 1000},
            },
        ],
    }


def person_dialogue(contacts: Sequence[Contact], summary: str, permanent: str) -> Json:
    """Whom to ring, and a summary to copy. It sends nothing."""
    lines = "\n".join(contact_line(contact) for contact in contacts[:10])
    return {
        "type": "modal",
        "title": {"type": "plain_text", "text": "Ask a person"},
        "close": {"type": "plain_text", "text": "Close"},
        "blocks": [
            section("*This sends nothing and is not a referral.* Ring the person below and say what worries you."),
            section((lines or escaped(permanent))[:2_900]),
            section("*A summary to copy.* Check it for names first."),
            # Not an input: Slack asks for a button that sends wherever something can be typed, and nothing here is sent.
            {
                "type": "rich_text", "block_id": "summary",
                "elements": [{"type": "rich_text_preformatted", "elements": [{"type": "text", "text": shortened(summary, 2_900) or " "}]}],
            },
        ],
    }


def channel_dialogue(channel: str, area: Area | None, public: bool) -> Json:
    """Settings of a channel."""
    areas = [_option(AREA_NAMES[name], name) for name in PARTNERSHIPS] + [_option("No area", "none")]
    ways = [_option("In private, to the person who asks", "private"), _option("In the channel, for everyone", "public")]
    return {
        "type": "modal",
        "callback_id": "channel",
        "private_metadata": json.dumps({"channel": channel}),
        "title": {"type": "plain_text", "text": "Settings for a channel"},
        "submit": {"type": "plain_text", "text": "Keep"},
        "close": {"type": "plain_text", "text": "Cancel"},
        "blocks": [
            section(f"How I answer in <#{channel}>."),
            _radio("area", "Area of this channel", areas, areas[PARTNERSHIPS.index(area)] if area in PARTNERSHIPS else areas[-1]),
            _radio("way", "Where I answer when I am mentioned", ways, ways[int(public)]),
        ],
    }


def _radio(name: str, label: str, options: list[Json], chosen: Json) -> Json:
    element = {"type": "radio_buttons", "action_id": name, "options": options, "initial_option": chosen}
    return {"type": "input", "block_id": name, "label": {"type": "plain_text", "text": label}, "element": element}
