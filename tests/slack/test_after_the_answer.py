"""Feedback, asking a person, App Home and deletion, against the fake Slack."""

from __future__ import annotations

import json

import pytest
from conftest import Running, settings_for
from fake_slack import TEAM, FakeSlack, direct, eventually
from slack_core import Core

from assistant.live_knowledge import edited_file
from assistant.state import People, Records, open_database

pytestmark = [pytest.mark.network, pytest.mark.allow_hosts(["127.0.0.1"])]


def test_feedback_is_kept_with_its_reason_and_without_a_name(running, slack):
    """The dialogue's reason replaces the bare click; the author is a code."""
    (reply,) = running.ask("when should I use the neglect tool?")
    slack.press("U1", direct("U1"), reply, "not_helped")
    (view,) = eventually(lambda: slack.views)
    slack.submit("U1", view, {"reason": {"reason": {"selected_option": {"value": "old"}}}, "wording": {"wording": {"value": "The 2025 edition"}}})

    records = Records(open_database(running.settings.data_dir))
    (kept,) = eventually(lambda: [f for f in records.feedback("a1") if f.reason])
    assert (kept.helpful, kept.reason, kept.wording, kept.channel) == (False, "old", "The 2025 edition", "slack")
    assert "U1" not in kept.author
    eventually(lambda: any("Thank you" in w["text"] for w in slack.whispers))


def test_a_helpful_answer_is_noted(running, slack):
    """One click is enough, and is thanked for in private."""
    (reply,) = running.ask("when should I use the neglect tool?")
    slack.press("U1", direct("U1"), reply, "helped")

    records = Records(open_database(running.settings.data_dir))
    assert eventually(lambda: records.feedback("a1"))[0].helpful


def test_asking_a_person_shows_numbers_and_sends_nothing(running, slack):
    """The dialogue names the front door and says that it is not a referral."""
    (reply,) = running.ask("when should I use the neglect tool?")
    posted = len([c for c in slack.calls if c[0].startswith("chat.")])
    slack.press("U1", direct("U1"), reply, "ask_person")

    (view,) = eventually(lambda: slack.views)
    shown = json.dumps(view)
    assert "is not a referral" in shown
    assert "<tel:" in shown
    assert "submit" not in view
    assert not any(block["type"] == "input" for block in view["blocks"])
    assert len([c for c in slack.calls if c[0].startswith("chat.")]) == posted


def home_press(slack, user, action):
    body = {
        "type": "block_actions",
        "team": {"id": TEAM},
        "user": {"id": user},
        "trigger_id": "t",
        "container": {"type": "view"},
        "actions": [{"block_id": "b", "action_ts": "1.1", **action}],
    }
    slack.socket.deliver("interactive", body)


def test_an_area_chosen_in_home_is_used_and_can_be_deleted(running, slack):
    """The choice goes with each question; deletion removes it and the feedback, and says so."""
    home_press(slack, "U1", {"type": "static_select", "action_id": "choose_area", "selected_option": {"value": "luton"}})
    eventually(lambda: slack.homes.get("U1"))
    (reply,) = running.ask("a question")
    slack.press("U1", direct("U1"), reply, "helped")
    database = open_database(running.settings.data_dir)
    eventually(lambda: Records(database).feedback())

    home_press(slack, "U1", {"type": "button", "action_id": "delete_my_data", "value": "delete"})
    eventually(lambda: any("are deleted" in w["text"] for w in slack.whispers))

    assert running.core.asked[0].area == "luton"
    assert People(database).area(TEAM, "U1") is None
    assert Records(database).feedback() == []


def test_a_channel_is_set_by_its_dialogue(running, slack):
    """The message shortcut opens the settings of the channel; sending them keeps them."""
    slack.shortcut("U1", "C7", slack.put("U1", "C7", "hello"), callback="channel_settings")
    (view,) = eventually(lambda: slack.views)
    slack.submit("U1", view, {"area": {"area": {"selected_option": {"value": "bedford"}}}, "way": {"way": {"selected_option": {"value": "public"}}}})

    people = People(open_database(running.settings.data_dir))
    choice = eventually(lambda: people.channel(TEAM, "C7") if people.channel(TEAM, "C7").public else None)
    assert choice.area == "bedford"


def test_the_summary_to_copy_holds_the_question_without_personal_details(running, slack):
    """The question is read again from Slack and masked; the answer stands as in the notification."""
    (reply,) = running.ask("when do I use the neglect tool, DOB 03/04/2015?")
    slack.press("U1", direct("U1"), reply, "ask_person")

    (view,) = eventually(lambda: slack.views)
    (summary,) = [b["elements"][0]["elements"][0]["text"] for b in view["blocks"] if b["type"] == "rich_text"]
    assert summary.startswith("I asked: when do I use the neglect tool")
    assert "03/04/2015" not in summary
    assert "The assistant said: Answered from the library." in summary


def test_home_shows_what_is_new_and_what_is_kept(socket_enabled, tmp_path):
    """The publication's lines stand in App Home, after the area and before what is kept; broken news do not keep Home from opening."""
    told = [lambda: ["New: Neglect practice guidance (Luton, September 2025)"], lambda: 1 // 0]
    for news in told:
        slack = FakeSlack()
        channel = Running(slack, Core(), settings_for(tmp_path), news=news)
        slack.event({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home", "event_ts": "3"})
        home = json.dumps(eventually(lambda slack=slack: slack.homes.get("U1")))
        channel.close()
        slack.close()

        assert slack.breaches == []
        assert ("Neglect practice guidance" in home) is (news is told[0])
        assert home.index("Your area") < home.index("What is kept") < home.index("Delete my data")


def test_a_button_that_could_not_do_its_work_says_so(own, own_slack):
    """With the database down nobody is left waiting for a thank-you that does not come."""
    (reply,) = own.ask("when should I use the neglect tool?")
    with own.database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE feedback")
        connection.exec_driver_sql("DROP TABLE slack_claims")
    own_slack.press("U1", direct("U1"), reply, "helped")
    eventually(lambda: any("broken on our side" in w["text"] for w in own_slack.whispers))

    own_slack.press("U1", direct("U1"), reply, "ask_person")
    assert "<tel:" in json.dumps(eventually(lambda: own_slack.views))


def test_a_number_corrected_at_the_desk_is_shown_without_a_restart(own, own_slack):
    """The dialogue reads the contact book that is in force, as the answers do."""
    (reply,) = own.ask("when should I use the neglect tool?")
    seed = (own.settings.knowledge_dir / "contacts.yaml").read_text(encoding="utf-8")
    edited = edited_file(own.settings.data_dir, "contacts")
    edited.parent.mkdir(parents=True, exist_ok=True)
    edited.write_text(seed.replace("01582 547653", "01582 000001"), encoding="utf-8")
    own_slack.press("U1", direct("U1"), reply, "ask_person")

    assert "<tel:01582000001|01582 000001>" in json.dumps(eventually(lambda: own_slack.views))
