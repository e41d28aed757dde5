"""Whatever goes wrong, one reply: broken core, broken Slack, broken database, dead processes."""

from __future__ import annotations

import json
import logging
import threading
import time

import pytest
from conftest import Running, settings_for
from fake_slack import BOT, TEAM, FakeSlack, Fault, direct, eventually
from slack_core import Core

from assistant.channels.slack import SlackOptions, run_slack
from assistant.errors import SettingsError
from assistant.state import Claim, ClaimBook, People, open_database

pytestmark = [pytest.mark.network, pytest.mark.allow_hosts(["127.0.0.1"])]


def words(message):
    return json.dumps(message["blocks"], ensure_ascii=False)


def test_a_core_that_breaks_is_a_named_fault(running, slack, caplog):
    """Nothing of the exception or the question reaches the reader or the log; the permanent line does reach the reader."""
    caplog.set_level(logging.DEBUG)
    (reply,) = running.ask("crash about Jane Doe")

    assert "Something is not working" in words(reply)
    assert "0300 300 8123" in words(reply)
    assert "Jane" not in words(reply)
    assert "Jane" not in caplog.text


def test_a_core_that_hangs_is_a_named_fault_in_time(own_slack, tmp_path):
    """After the time limit the reader is told, though the core still works."""
    core = Core()
    core.gate.clear()
    channel = Running(own_slack, core, settings_for(tmp_path), seconds=0.3)
    started = time.monotonic()
    (reply,) = channel.ask("a question")
    took = time.monotonic() - started
    core.gate.set()
    channel.close()

    assert "took too long" in words(reply)
    assert took < 5


def test_an_answer_lost_on_the_way_back_is_found_not_posted_again(running, slack):
    """Slack posted but the connection broke: the history shows it, and it is not doubled."""
    slack.faults["chat.postMessage"] = [Fault(hang_up=True, after=True)]
    running.ask("when should I use the neglect tool?")
    running.ask("another", user="U2")

    assert len(slack.replies(direct("U1"))) == 1


@pytest.mark.parametrize(
    "fault",
    [Fault(hang_up=True), Fault("internal_error", status=500), Fault("fatal_error"), Fault("ratelimited", status=429, headers={"Retry-After": "1"})],
)
def test_a_failed_post_is_tried_again(running, slack, fault):
    """Broken connections, server errors and rate limits delay the one reply and never lose it."""
    slack.faults["chat.postMessage"] = [fault]
    running.ask("when should I use the neglect tool?")

    assert len(slack.replies(direct("U1"))) == 1


def test_blocks_that_slack_refuses_come_as_plain_text(running, slack):
    """The fall-back text holds the answer and its sources."""
    slack.faults["chat.postMessage"] = [Fault("invalid_blocks")]
    (reply,) = running.ask("when should I use the neglect tool?")

    assert reply["blocks"] == []
    assert "Neglect practice guidance" in reply["text"]


def test_a_direct_message_that_cannot_be_opened_is_said_where_it_was_asked(running, slack):
    """A mention by somebody who cannot be messaged ends in a private note, not in silence."""
    slack.faults["conversations.open"] = [Fault("cannot_dm_bot")]
    slack.say("U1", "C1", f"<@{BOT}> neglect?")

    (whisper,) = eventually(lambda: slack.whispers)
    assert "could not send you the answer" in whisper["text"]
    assert "999" in whisper["text"]


def test_a_question_left_by_a_dead_process_is_answered_by_the_next(own_slack, tmp_path):
    """The claim outlives the process; the question is read again from Slack."""
    message = own_slack.put("U1", direct("U1"), "when should I use the neglect tool?")
    claims = ClaimBook(open_database(tmp_path), clock=lambda: time.time() - 60)
    claims.claim(Claim(key=f"{TEAM}:{direct('U1')}:{message['ts']}", kind="message", team=TEAM, asker="U1", channel=direct("U1"), ts=message["ts"]))
    channel = Running(own_slack, Core(), settings_for(tmp_path))

    eventually(lambda: own_slack.replies(direct("U1"), message["ts"]))
    channel.close()
    assert [q.text for q in channel.core.asked] == ["when should I use the neglect tool?"]
    assert len(own_slack.replies(direct("U1"))) == 1


def test_a_reply_that_stands_is_not_posted_again_after_a_restart(own_slack, tmp_path):
    """The process died between Slack's answer and its own note of it: the message's metadata says that it stands."""
    first = Running(own_slack, Core(), settings_for(tmp_path))
    (reply,) = first.ask("when should I use the neglect tool?")
    first.close()
    database = open_database(tmp_path)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE slack_claims SET state='open', lease_until=0, reply_ts='', reply_channel=''")
    second = Running(own_slack, Core(), settings_for(tmp_path))
    claims = ClaimBook(database)
    key = reply["metadata"]["event_payload"]["key"]
    eventually(lambda: claims.get(key).state == "done")
    second.close()

    assert claims.get(key).reply_ts == reply["ts"]
    assert len(own_slack.replies(direct("U1"))) == 1


def test_a_command_cut_short_ends_in_a_named_fault(own_slack, tmp_path):
    """A command's words are nowhere to be read again; the asker is told to ask again."""
    claims = ClaimBook(open_database(tmp_path), clock=lambda: time.time() - 60)
    claims.claim(Claim(key=f"{TEAM}:command:t9", kind="command", team=TEAM, asker="U1", channel="C1"))
    channel = Running(own_slack, Core(), settings_for(tmp_path))
    (reply,) = eventually(lambda: own_slack.replies(direct("U1")))
    channel.close()

    assert "Please ask again" in words(reply)


def test_a_database_that_fails_still_leaves_one_answer(own, own_slack):
    """Claims are kept in memory while the database is down."""
    database = open_database(own.settings.data_dir)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE slack_claims")
        connection.exec_driver_sql("DROP TABLE slack_people")
    own.ask("when should I use the neglect tool?", copies=3)
    own.ask("another", user="U2")

    assert len(own_slack.replies(direct("U1"))) == 1


def test_a_socket_that_is_refreshed_or_dropped_comes_back(own, own_slack):
    """Slack hangs up every few hours; questions before and after are answered once."""
    own.ask("one", user="U1")
    for connection in own_slack.socket.refresh():
        connection.close()
    time.sleep(0.2)
    own_slack.say("U2", direct("U2"), "two", wait=False)
    eventually(lambda: own_slack.replies(direct("U2")), 20)

    assert len(own_slack.replies(direct("U1"))) == len(own_slack.replies(direct("U2"))) == 1


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"slack_bot_token": ""}, "SAFEGUARDING_SLACK_BOT_TOKEN must be the bot token that begins with xoxb- (it is empty)"),
        ({"slack_bot_token": "xapp-1"}, "begins with xapp-"),
        ({"slack_app_token": ""}, "SAFEGUARDING_SLACK_APP_TOKEN"),
        ({"slack_bot_token": "xoxb-revoked"}, "Slack refuses the bot token (token_revoked)"),
    ],
)
def test_what_is_missing_is_said_at_start(own_slack, tmp_path, more, said):
    """A missing, wrong or revoked token stops the start with a sentence that names it."""
    with pytest.raises(SettingsError, match=said.replace("(", r"\(").replace(")", r"\)")):
        run_slack(Core(), settings_for(tmp_path, **more), SlackOptions(api=own_slack.url), stop=threading.Event())


def test_missing_scopes_are_named_at_start(socket_enabled, tmp_path):
    """The sentence lists the scopes that the app lacks."""
    slack = FakeSlack(scopes="chat:write,commands")
    with pytest.raises(SettingsError, match=r"assistant:write.*im:history"):
        run_slack(Core(), settings_for(tmp_path), SlackOptions(api=slack.url), stop=threading.Event())
    slack.close()


def test_an_uninstalled_app_stops(own, own_slack):
    """After the app was removed the process ends by itself and what it kept of the workspace is deleted."""
    own.ask("when should I use the neglect tool?")
    People(own.database).choose_area(TEAM, "U1", "luton")
    eventually(lambda: own.unfinished() == 0)
    own_slack.event({"type": "app_uninstalled", "event_ts": "1"})

    eventually(own.stop.is_set)
    with own.database.engine.connect() as connection:
        kept = {table: connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() for table in ("slack_people", "slack_claims")}
    assert kept == {"slack_people": 0, "slack_claims": 0}


def test_a_busy_conversation_keeps_to_slacks_rate(socket_enabled, tmp_path):
    """With one message a second allowed, four questions at once get one reply each, a little later."""
    slack = FakeSlack(per_second=1)
    channel = Running(slack, Core(), settings_for(tmp_path))
    asked = [slack.say("U1", direct("U1"), f"question {n}") for n in range(4)]
    eventually(lambda: len(slack.replies(direct("U1"))) == 4, 15)
    channel.close()
    slack.close()

    assert sorted(reply["thread_ts"] for reply in slack.replies(direct("U1"))) == sorted(asked)


@pytest.mark.parametrize(
    "fault", [Fault("ratelimited", status=429, headers={"Retry-After": "1"}), Fault(hang_up=True), Fault("internal_error", status=500)]
)
def test_a_failed_edit_is_tried_again(running, slack, fault):
    """Editing a reply obeys Retry-After and survives a broken connection."""
    (reply,) = running.ask("when should I use the neglect tool?")
    slack.faults["chat.update"] = [fault]
    slack.edit(direct("U1"), reply["thread_ts"], "nothing about this")

    eventually(lambda: "Not found in the library" in words(slack.replies(direct("U1"))[0]))


def test_a_status_that_slack_refuses_does_not_hold_up_the_answer(running, slack):
    """Status, title and permalink are extras."""
    for method in ("assistant.threads.setStatus", "assistant.threads.setTitle", "chat.getPermalink"):
        slack.faults[method] = [Fault("internal_error", status=500)]
    slack.say("U1", "C1", f"<@{BOT}> neglect?")

    eventually(lambda: slack.replies(direct("U1")) and slack.whispers)


def test_a_lost_pointer_is_named_and_not_shown_twice(running, slack):
    """The private note cannot be read back, so it is tried once; the claim says that it was lost."""
    slack.faults["chat.postEphemeral"] = [Fault(hang_up=True)]
    slack.say("U1", "C1", f"<@{BOT}> neglect?")
    eventually(lambda: slack.replies(direct("U1")))
    eventually(lambda: running.unfinished() == 0)

    with running.database.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT fault FROM slack_claims").scalar() == "pointer_lost"
    assert [name for name, _ in slack.calls].count("chat.postEphemeral") == 1


def test_a_hundred_questions_at_once_are_each_answered_in_time(own, own_slack):
    """A burst of different people waits for nobody longer than 15 seconds."""
    started = time.monotonic()
    for number in range(100):
        own_slack.say(f"U{number}", direct(f"U{number}"), "when should I use the neglect tool?", wait=False)
    eventually(lambda: sum(len(own_slack.replies(direct(f"U{n}"))) for n in range(100)) == 100, 30)

    assert time.monotonic() - started < 15


def test_a_process_that_lost_its_claim_posts_nothing(own, own_slack):
    """After a stall another process owns the question; the first one finds that out right before it would post."""
    own.core.gate.clear()
    own_slack.say("U1", direct("U1"), "when should I use the neglect tool?")
    eventually(lambda: own.core.asked)
    with own.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE slack_claims SET owner='other', lease_until=9e12")
    own.core.gate.set()
    time.sleep(0.5)

    assert own_slack.replies(direct("U1")) == []
    with own.database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE slack_claims SET lease_until=0")
    eventually(lambda: own_slack.replies(direct("U1")))


def test_a_follow_up_after_a_restart_knows_the_thread(own_slack, tmp_path):
    """What was asked before is read from Slack: the process that answers now has never seen it."""
    first = Running(own_slack, Core(), settings_for(tmp_path))
    ts = own_slack.say("U1", direct("U1"), "when should I use the neglect tool?")
    eventually(lambda: own_slack.replies(direct("U1"), ts))
    first.close()
    second = Running(own_slack, Core(), settings_for(tmp_path))
    own_slack.say("U1", direct("U1"), "and for a baby?", ts)
    eventually(lambda: len(own_slack.replies(direct("U1"), ts)) == 2)
    second.close()

    assert [(q.text, q.history) for q in second.core.asked] == [("and for a baby?", ("when should I use the neglect tool?",))]


def test_a_follow_up_in_a_thread_that_cannot_be_read_waits_until_it_can(running, slack):
    """Whether others wrote there is not known for a moment: the question is neither dropped nor answered blindly."""
    People(running.database).set_channel(TEAM, "C1", area=None, public=True)
    ts = slack.say("U1", "C1", f"<@{BOT}> when should I use the neglect tool?")
    eventually(lambda: slack.replies("C1", ts))
    slack.faults["conversations.replies"] = [Fault("internal_error", status=500)]
    slack.say("U1", "C1", "and for a baby?", ts)

    eventually(lambda: len(slack.replies("C1", ts)) == 2)


def test_slack_waits_for_nothing_while_the_core_hangs(own, own_slack):
    """A message, a mention, a command and a shortcut are acknowledged within three seconds though no answer is ready."""
    own.core.gate.clear()
    started = time.monotonic()
    own_slack.say("U1", direct("U1"), "one")
    own_slack.say("U2", "C1", f"<@{BOT}> two")
    own_slack.command("U3", "three")
    own_slack.shortcut("U4", "C1", own_slack.put("U9", "C1", "four"))
    took = time.monotonic() - started
    own.core.gate.set()
    eventually(lambda: all(own_slack.replies(direct(user)) for user in ("U1", "U2", "U3", "U4")))

    assert own_slack.socket.late == []
    assert took < 3


def test_retries_at_once_and_after_one_and_five_minutes_change_nothing(own, own_slack):
    """Three acknowledgements are lost on their way; the event comes four times, with Slack's pauses in fast time, and is answered once."""
    own_slack.socket.ack_seconds, own_slack.socket.retry_pauses = 0.3, [0.0, 60 / 120, 300 / 120]
    own_slack.socket.lost_acks = 3
    own_slack.say("U1", direct("U1"), "when should I use the neglect tool?")
    eventually(lambda: own.unfinished() == 0)

    assert len(own_slack.socket.late) == 3
    assert len(own_slack.replies(direct("U1"))) == 1
    assert len(own.core.asked) == 1


@pytest.mark.slow
def test_the_question_of_a_process_that_dies_is_answered_by_another_within_fifteen_seconds(own, own_slack):
    """A process takes a question and dies at once; another one that runs beside it finds the claim when its lease ends."""
    asked = own_slack.put("U1", direct("U1"), "when should I use the neglect tool?")
    dead = ClaimBook(own.database, owner="dead")
    dead.claim(Claim(key=f"{TEAM}:{direct('U1')}:{asked['ts']}", kind="message", team=TEAM, asker="U1", channel=direct("U1"), ts=asked["ts"]))
    (reply,) = eventually(lambda: own_slack.replies(direct("U1"), asked["ts"]), 20)

    assert float(reply["ts"]) - float(asked["ts"]) < 15
