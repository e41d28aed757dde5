"""The app manifest and the code say the same."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant.channels.slack_home import PROMPTS
from assistant.channels.slack_tokens import NEEDED

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def manifest():
    return yaml.safe_load((ROOT / "manifest.yaml").read_text(encoding="utf-8"))


def test_the_scopes_checked_at_start_are_those_of_the_manifest(manifest):
    """A scope more or less in one of the two would be a wrong sentence at start."""
    assert sorted(manifest["oauth_config"]["scopes"]["bot"]) == sorted(NEEDED)


def test_every_entry_of_the_manifest_has_its_listener(manifest):
    """Commands, shortcuts and events named in the manifest are named in the code."""
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "assistant" / "channels").glob("slack*.py"))
    features, settings = manifest["features"], manifest["settings"]
    names = [c["command"] for c in features["slash_commands"]] + [s["callback_id"] for s in features["shortcuts"]]
    names += [event.split(".")[0] for event in settings["event_subscriptions"]["bot_events"]]

    assert [name for name in names if f'"{name}"' not in code] == []


def test_the_prompts_are_the_same_and_four_at_most(manifest):
    """The pane shows what the manifest promises."""
    assert manifest["features"]["agent_view"]["suggested_prompts"] == list(PROMPTS)
    assert len(PROMPTS) <= 4


def test_the_descriptions_fit_slacks_limits(manifest):
    """Slack refuses a longer name or description, and a long description that is too short."""
    shown = manifest["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert 174 <= len(shown["long_description"]) <= 4_000
    assert all(len(s["name"]) <= 24 for s in manifest["features"]["shortcuts"])
