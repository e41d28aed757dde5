"""Questions by direct message, against the fake Slack."""

from __future__ import annotations

import json

import pytest
from fake_slack import direct

pytestmark = [pytest.mark.network, pytest.mark.allow_hosts(["127.0.0.1"])]


def words(message):
    return json.dumps(message["blocks"], ensure_ascii=False)


def test_a_direct_message_gets_one_answer_with_its_source(running, slack):
    """A question by direct message is answered once, in its thread, with a link into the reader's page."""
    (reply,) = running.ask("When should I use the neglect tool?")

    assert "Use the neglect tool when a concern repeats." in words(reply)
    assert "https://assistant.example/library/luton-neglect?page=3#cited|Neglect practice guidance" in words(reply)
    assert reply["text"].startswith("Answered from the library.")
    assert [b["elements"][0]["action_id"] for b in reply["blocks"] if b["type"] == "actions"] == ["helped"]
    assert [q.text for q in running.core.asked] == ["When should I use the neglect tool?"]


def test_a_message_that_comes_five_times_is_answered_once(running, slack):
    """Retries and second deliveries of an event collapse into one reply."""
    running.ask("When should I use the neglect tool?", copies=5)
    running.ask("Another question", user="U2")

    assert len(slack.replies(direct("U1"))) == 1
    assert len(running.core.asked) == 2


def test_a_very_long_answer_arrives_whole_in_its_sources(running, slack):
    """Slack takes the message at the first attempt, with all twenty sources and the buttons."""
    (reply,) = running.ask("a long one please")

    assert all(f"[{n}] <https://assistant.example" in words(reply) for n in range(1, 21))
    assert reply["blocks"][-1]["type"] == "actions"
    assert [name for name, _ in slack.calls].count("chat.postMessage") == 1


def test_nothing_in_a_document_can_call_a_channel(running, slack):
    """A broadcast, a person and a link in a quotation arrive as text."""
    (reply,) = running.ask("inject")

    assert "&lt;!channel&gt;" in words(reply)
    assert "<https://evil" not in words(reply)
    assert "<!channel>" not in reply["text"]
