"""Mentions, commands, shortcuts, threads, edits, areas and sharing, against the fake Slack."""

from __future__ import annotations

import json

import pytest
from fake_limits import check_mrkdwn
from fake_slack import BOT, TEAM, direct, eventually

from assistant.state import People, open_database

pytestmark = [pytest.mark.network, pytest.mark.allow_hosts(["127.0.0.1"])]


def words(message):
    return json.dumps(message["blocks"], ensure_ascii=False)


def actions(message):
    return [e["action_id"] for b in message["blocks"] if b["type"] == "actions" for e in b["elements"]]


def people(running):
    return People(open_database(running.settings.data_dir))


def test_a_mention_is_answered_in_private_with_a_pointer_that_only_the_asker_sees(running, slack):
    """A mention comes as two event types; there is one direct message, one private pointer, and nothing in the channel."""
    slack.say("U1", "C1", f"<@{BOT}> when should I use the neglect tool?", copies=2)

    (reply,) = eventually(lambda: slack.replies(direct("U1")))
    (whisper,) = eventually(lambda: slack.whispers)
    running.ask("A second question", user="U2")
    assert slack.replies("C1") == []
    assert len(slack.replies(direct("U1"))) == 1
    assert (whisper["channel"], whisper["user"]) == ("C1", "U1")
    assert "share" in actions(reply)
    assert "_Asked in_ <#C1>" in words(reply)
    assert running.core.asked[0].text == "when should I use the neglect tool?"


def test_sharing_puts_the_answer_into_the_thread_once(running, slack):
    """The Share button posts the answer without buttons where it was asked; pressing it again posts nothing."""
    ts = slack.say("U1", "C1", f"<@{BOT}> when should I use the neglect tool?")
    (reply,) = eventually(lambda: slack.replies(direct("U1")))
    eventually(lambda: slack.whispers)

    slack.press("U1", direct("U1"), reply, "share")
    (shared,) = eventually(lambda: slack.replies("C1"))
    slack.press("U1", direct("U1"), reply, "share")
    eventually(lambda: any("already" in w["text"] for w in slack.whispers))

    assert len(slack.replies("C1")) == 1
    assert shared["thread_ts"] == ts
    assert actions(shared) == []
    assert "Shared by <@U1>" in words(shared)
    assert "Neglect practice guidance" in words(shared)
    assert "_Asked in_" not in words(shared)


def test_a_channel_set_to_public_is_answered_in_its_thread(running, slack):
    """With public answers the reply stands below the mention, and the asker's follow-up there is answered with its history."""
    people(running).set_channel(TEAM, "C1", area="luton", public=True)
    ts = slack.say("U1", "C1", f"<@{BOT}> when should I use the neglect tool?")
    eventually(lambda: slack.replies("C1", ts))

    slack.say("U1", "C1", "and for a teenager?", ts)
    eventually(lambda: len(slack.replies("C1", ts)) == 2)

    assert slack.whispers == []
    assert running.core.asked[1].history == ("when should I use the neglect tool?",)
    assert [q.area for q in running.core.asked] == ["luton", "luton"]


def test_once_somebody_else_writes_the_thread_is_left_alone(running, slack):
    """Other people's messages are never processed, and end the asker's own follow-ups without a mention."""
    people(running).set_channel(TEAM, "C1", area=None, public=True)
    ts = slack.say("U1", "C1", f"<@{BOT}> when should I use the neglect tool?")
    eventually(lambda: slack.replies("C1", ts))

    slack.say("U2", "C1", "I think you should do X", ts)
    slack.say("U1", "C1", "really?", ts)
    running.ask("A question elsewhere", user="U3")

    assert len(slack.replies("C1", ts)) == 1
    assert [q.text for q in running.core.asked] == ["when should I use the neglect tool?", "A question elsewhere"]


def test_messages_in_a_channel_that_are_not_for_us_leave_no_trace(running, slack):
    """Talk in a private-answer channel is neither claimed nor answered."""
    ts = slack.say("U1", "C1", "lunch?")
    slack.say("U2", "C1", "yes", ts)
    running.ask("A question", user="U3")

    assert [q.text for q in running.core.asked] == ["A question"]


def test_personal_details_in_a_public_channel_are_warned_of_in_private(running, slack):
    """The warning and the answer go to the asker alone, and cannot be shared."""
    people(running).set_channel(TEAM, "C1", area=None, public=True)
    slack.say("U1", "C1", f"<@{BOT}> names in this one")

    (reply,) = eventually(lambda: slack.replies(direct("U1")))
    assert slack.replies("C1") == []
    assert "Please delete your message" in words(reply)
    assert "share" not in actions(reply)


def test_a_command_is_acknowledged_and_answered_by_direct_message(running, slack):
    """The command's own reply says where the answer comes; a follow-up in its thread knows what was asked."""
    ack = slack.command("U1", "when should I use the neglect tool for &lt;2?")

    (reply,) = eventually(lambda: slack.replies(direct("U1")))
    assert "direct message" in ack["text"]
    assert "_You asked:_ when should I use the neglect tool for &lt;2?" in words(reply)
    slack.say("U1", direct("U1"), "and for a baby?", reply["ts"])
    eventually(lambda: len(slack.replies(direct("U1"))) == 2)
    assert running.core.asked[1].history == ("when should I use the neglect tool for <2?",)


def test_the_same_command_delivered_twice_is_answered_once(running, slack):
    """A redelivered envelope has the same trigger and collapses."""
    slack.command("U1", "neglect?", trigger="t1")
    slack.command("U1", "neglect?", trigger="t1")
    running.ask("A question", user="U3")

    assert len(slack.replies(direct("U1"))) == 1


def test_the_message_shortcut_answers_about_a_message_in_private(running, slack):
    """What do the procedures say about this? answers whoever pressed it, by direct message."""
    message = slack.put("U2", "C1", "he came in with a bruise, what is the neglect rule")
    slack.shortcut("U1", "C1", message)

    eventually(lambda: slack.replies(direct("U1")))
    assert running.core.asked[0].text.startswith("he came in with a bruise")
    assert running.core.asked[0].history == ()


def test_a_follow_up_reads_only_the_askers_messages(running, slack):
    """History comes from Slack's thread, oldest first, without ours and without anybody else's."""
    ts = slack.say("U1", direct("U1"), "first question")
    eventually(lambda: slack.replies(direct("U1"), ts))
    slack.put("U9", direct("U1"), "somebody else's words", ts)

    slack.say("U1", direct("U1"), "second", ts)
    eventually(lambda: len(slack.replies(direct("U1"), ts)) == 2)

    assert running.core.asked[-1].history == ("first question",)


def test_an_edited_question_is_answered_again_in_place(running, slack):
    """The reply changes; there is still one."""
    (reply,) = running.ask("when should I use the neglect tool?")
    ts = reply["thread_ts"]

    slack.edit(direct("U1"), ts, "nothing about this")
    eventually(lambda: "Not found in the library" in words(slack.replies(direct("U1"), ts)[0]))

    assert len(slack.replies(direct("U1"), ts)) == 1


def test_an_unknown_area_is_asked_with_buttons_and_answered_again(running, slack):
    """Choosing an area keeps it and puts the area's answer in place of the first."""
    (reply,) = running.ask("what is the threshold?")
    assert [a for a in actions(reply) if a.startswith("area_")] == ["area_bedford", "area_central", "area_luton"]

    slack.press("U1", direct("U1"), reply, "area_central")
    eventually(lambda: "(central)" in words(slack.replies(direct("U1"))[0]))

    assert len(slack.replies(direct("U1"))) == 1
    running.ask("another", user="U1")
    assert running.core.asked[-1].area == "central"


def test_danger_comes_first_and_in_full_in_the_private_pointer(running, slack):
    """The danger route answers before the core is asked, also where the question was asked."""
    slack.say("U1", "C1", f"<@{BOT}> dad is hurting him now")

    (reply,) = eventually(lambda: slack.replies(direct("U1")))
    (whisper,) = eventually(lambda: slack.whispers)
    assert running.core.asked == []
    assert reply["blocks"][0]["text"]["text"] == ":rotating_light: Urgent: act now"
    assert "Ring <tel:999|999> now" in words(reply)
    assert "Ring <tel:999|999> now" in json.dumps(whisper["blocks"])
    assert "<tel:01582547653|01582 547653>" in words(reply)


def test_the_pane_and_the_messages_tab_suggest_four_prompts(running, slack):
    """Both forms of the assistant's pane offer prompts; the Home tab is published on opening."""
    slack.event(
        {
            "type": "assistant_thread_started",
            "assistant_thread": {"user_id": "U1", "channel_id": "D1", "thread_ts": "1.1", "context": {}},
            "event_ts": "1",
        }
    )
    slack.event({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "messages", "event_ts": "2"})
    slack.event({"type": "app_home_opened", "user": "U1", "channel": "D1", "tab": "home", "event_ts": "3"})

    eventually(lambda: len(slack.prompts) == 2 and slack.homes)
    assert {p.get("thread_ts") for p in slack.prompts} == {"1.1", None}
    home = json.dumps(slack.homes["U1"])
    assert "999" in home
    assert "do not make referrals" in home


def test_the_core_is_seen_working(running, slack):
    """Slack's status is set before the answer."""
    running.ask("when should I use the neglect tool?")

    assert slack.statuses[0]["status"] == "is searching the library…"


def test_an_edit_of_what_was_never_asked_of_us_leaves_no_trace(running, slack):
    """Changing any message in a channel is not our business."""
    ts = slack.say("U1", "C1", "lunch?")
    slack.edit("C1", ts, "lunch at one?")
    running.ask("A question", user="U3")

    with running.database.engine.connect() as connection:
        assert [row[0] for row in connection.exec_driver_sql("SELECT kind FROM slack_claims")] == ["message"]


def test_personal_details_come_back_as_a_rewrite(running, slack):
    """The reader is offered the question without the details."""
    (reply,) = running.ask("names: my pupil Jake Thornbury DOB 03/04/2015 hides food")

    assert ":pencil2:" in words(reply)
    assert "03/04/2015" not in words(reply)


def test_a_first_question_names_its_thread(running, slack):
    """The assistant's list shows what a thread is about."""
    running.ask("when should I use the neglect tool?")

    eventually(lambda: any(name == "assistant.threads.setTitle" for name, _ in slack.calls))


def test_an_edit_that_adds_personal_details_takes_a_public_answer_back(running, slack):
    """The public reply becomes a note without them; the answer with its warning goes to the asker alone."""
    people(running).set_channel(TEAM, "C1", area=None, public=True)
    ts = slack.say("U1", "C1", f"<@{BOT}> when should I use the neglect tool?")
    eventually(lambda: slack.replies("C1", ts))

    slack.edit("C1", ts, f"<@{BOT}> names in this one")
    (private,) = eventually(lambda: slack.replies(direct("U1")))

    assert "Please delete your message" in words(private)
    assert [words(reply) for reply in slack.replies("C1", ts)] == [words(slack.replies("C1", ts)[0])]
    assert "went to the asker alone" in words(slack.replies("C1", ts)[0])
    assert "neglect tool" not in words(slack.replies("C1", ts)[0])


def test_only_the_first_asker_of_a_thread_is_followed_without_a_mention(running, slack):
    """Somebody who joins a thread of another's answer is answered when they mention the assistant, and only then."""
    people(running).set_channel(TEAM, "C1", area=None, public=True)
    ts = slack.say("U1", "C1", f"<@{BOT}> when should I use the neglect tool?")
    eventually(lambda: slack.replies("C1", ts))
    slack.say("U2", "C1", f"<@{BOT}> and for a baby?", ts)
    eventually(lambda: len(slack.replies("C1", ts)) == 2)

    slack.say("U2", "C1", "and for twins?", ts)
    running.ask("A question elsewhere", user="U3")

    assert len(slack.replies("C1", ts)) == 2
    assert "and for twins?" not in [q.text for q in running.core.asked]


def test_the_area_is_asked_for_once(running, slack):
    """Whoever does not press a button is not asked a second time; a line says where the area can be set, and an edit keeps the buttons."""
    (first,) = running.ask("what is the threshold?")
    eventually(lambda: people(running).was_asked(TEAM, "U1"))
    ts = slack.say("U1", direct("U1"), "and the other threshold?")
    (second,) = eventually(lambda: slack.replies(direct("U1"), ts))
    slack.edit(direct("U1"), first["thread_ts"], "what is the threshold for a baby?")
    eventually(lambda: slack.replies(direct("U1"), first["thread_ts"])[0].get("edited"))

    assert not any(action.startswith("area_") for action in actions(second))
    assert "You can set your area in my *Home* tab." in words(second)
    assert "area_luton" in actions(slack.replies(direct("U1"), first["thread_ts"])[0])


def test_a_commands_acknowledgement_says_at_once_what_to_do_in_danger(running, slack):
    """Nobody in danger waits for a direct message: the first thing that Slack shows is 999."""
    ack = slack.command("U1", "dad is hurting him now")

    check_mrkdwn(ack["text"], "/ack")
    assert ack["text"].startswith("Ring <tel:999|999> now")
    (reply,) = eventually(lambda: slack.replies(direct("U1")))
    assert "Ring <tel:999|999> now" in words(reply)


def test_a_shortcut_says_where_the_answer_is(running, slack):
    """Where the app is in the channel a note that only the asker sees leads to the answer; elsewhere its loss is no fault."""
    slack.shortcut("U1", "C1", slack.put("U2", "C1", "what is the neglect rule"))
    (whisper,) = eventually(lambda: slack.whispers)
    slack.shortcut("U1", "CGONE", {"type": "message", "ts": "1.1", "user": "U2", "text": "what is the rule"})
    eventually(lambda: len(slack.replies(direct("U1"))) == 2)
    eventually(lambda: running.unfinished() == 0)

    assert (whisper["channel"], whisper["user"]) == ("C1", "U1")
    with running.database.engine.connect() as connection:
        assert {row[0] for row in connection.exec_driver_sql("SELECT fault FROM slack_claims")} == {""}


def test_settings_of_a_channel_are_not_offered_in_a_direct_message(running, slack):
    """A conversation with one person has no channel's settings; a note says where the area is chosen."""
    slack.shortcut("U1", direct("U1"), slack.put("U1", direct("U1"), "hello"), callback="channel_settings")

    (whisper,) = eventually(lambda: slack.whispers)
    assert "Home tab" in whisper["text"]
    assert slack.views == []
