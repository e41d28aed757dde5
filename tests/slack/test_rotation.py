"""Tokens that rotate, end, or are taken away."""

from __future__ import annotations

import threading
import time

import pytest
from conftest import KEY, Running, settings_for
from fake_slack import direct, eventually
from slack_core import Core

from assistant.channels.slack import SlackChannel, SlackOptions, run_slack
from assistant.errors import SettingsError
from assistant.state import open_database
from assistant.state.seal import new_key

pytestmark = [pytest.mark.network, pytest.mark.allow_hosts(["127.0.0.1"])]

ROTATES = {
    "slack_bot_token": "xoxe.xoxb-0",
    "slack_refresh_token": "xoxe-1-r0",
    "slack_client_id": "client",
    "slack_client_secret": "secret",  # pragma: allowlist secret
}


def channel_of(slack, folder, **more):
    return SlackChannel(Core(), settings_for(folder, **{**ROTATES, **more}), SlackOptions(api=slack.url))


def test_a_rotating_token_is_renewed_at_start_and_kept_over_a_restart(own_slack, tmp_path):
    """The pair of the settings may be old; the renewed pair is used again by the next process, without another exchange."""
    first = channel_of(own_slack, tmp_path)
    first.close()
    second = channel_of(own_slack, tmp_path)
    second.close()

    assert (first.client.token, second.client.token) == ("xoxe.xoxb-1", "xoxe.xoxb-1")
    assert own_slack.turned == 1


def test_a_token_that_ends_while_running_is_renewed_and_the_question_answered_once(own_slack, tmp_path):
    """Slack's `token_expired` leads to one exchange and the same call again."""
    running = Running(own_slack, Core(), settings_for(tmp_path, **ROTATES))
    own_slack.expired.add("xoxe.xoxb-1")
    running.ask("when should I use the neglect tool?")
    running.ask("another", user="U2")
    running.close()

    assert own_slack.turned == 2
    assert len(own_slack.replies(direct("U1"))) == 1


def test_processes_that_share_a_database_renew_once(own_slack, tmp_path):
    """A refresh token counts once: of several processes that find the token ended one renews it, the others use what it got."""
    channels = [channel_of(own_slack, tmp_path) for _ in range(3)]
    own_slack.expired.add("xoxe.xoxb-1")
    threads = [threading.Thread(target=channel.client.auth_test) for channel in channels for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tokens = {channel.client.token for channel in channels}
    for channel in channels:
        channel.close()

    assert tokens == {"xoxe.xoxb-2"}
    assert own_slack.turned == 2


def test_a_token_near_its_end_is_renewed_ahead(own_slack, tmp_path):
    """Two hours before the end the pair is exchanged, before anything fails."""
    channel = channel_of(own_slack, tmp_path)
    with open_database(tmp_path).engine.begin() as connection:
        connection.exec_driver_sql(f"UPDATE slack_tokens SET expires_at={time.time() + 3600}")
    channel.rotation.fresh()
    channel.close()

    assert channel.client.token == "xoxe.xoxb-2"


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"slack_refresh_token": ""}, "SAFEGUARDING_SLACK_REFRESH_TOKEN must be set"),
        ({"slack_client_secret": ""}, "SAFEGUARDING_SLACK_CLIENT_SECRET must be set"),
        ({"slack_token_key": ""}, "SAFEGUARDING_SLACK_TOKEN_KEY must be set"),
        ({"slack_token_key": "short"}, "SAFEGUARDING_SLACK_TOKEN_KEY holds something that is no key"),
        ({"slack_client_secret": "wrong"}, r"refuses to renew the bot token \(bad_client_secret\)"),  # pragma: allowlist secret
        ({"slack_refresh_token": "xoxe-1-old"}, r"refuses to renew the bot token \(invalid_refresh_token\)"),
    ],
)
def test_what_rotation_lacks_is_said_at_start(own_slack, tmp_path, more, said):
    """A rotating token without what renews it would fall silent after twelve hours; the start says so."""
    with pytest.raises(SettingsError, match=said):
        run_slack(Core(), settings_for(tmp_path, **{**ROTATES, **more}), SlackOptions(api=own_slack.url), stop=threading.Event())


def test_a_revoked_token_ends_the_process_with_a_sentence(own_slack, tmp_path, caplog):
    """Slack refuses a call for good: the log names it and what to do, and the process stops instead of failing at every question."""
    running = Running(own_slack, Core(), settings_for(tmp_path))
    own_slack.revoked.add("xoxb-1")
    own_slack.say("U1", direct("U1"), "when should I use the neglect tool?", wait=False)
    eventually(running.stop.is_set, 60)
    running.close()

    assert "Slack has revoked the bot token" in caplog.text
    assert "install the app again" in caplog.text
    assert "neglect tool" not in caplog.text


def test_an_uninstalled_app_leaves_no_token(own_slack, tmp_path):
    """The tokens kept for rotation go with the workspace's data."""
    running = Running(own_slack, Core(), settings_for(tmp_path, **ROTATES))
    own_slack.event({"type": "app_uninstalled", "event_ts": "1"})
    eventually(running.stop.is_set, 60)
    running.close()

    with open_database(tmp_path).engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM slack_tokens").scalar() == 0


def kept_tokens(folder):
    with open_database(folder).engine.connect() as connection:
        return connection.exec_driver_sql("SELECT access, refresh FROM slack_tokens").one()


def test_the_tokens_in_the_database_are_encrypted(own_slack, tmp_path):
    """Neither the pair that Slack gave nor the one of the settings can be read in the database's files."""
    channel_of(own_slack, tmp_path).close()

    assert all(kept_tokens(tmp_path))
    assert not any("xox" in token for token in kept_tokens(tmp_path))
    files = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert b"slack_tokens" in files
    assert b"xoxe" not in files


def test_a_key_is_exchanged_by_putting_the_new_one_first(own_slack, tmp_path):
    """The earlier key still opens what it closed, the next renewal closes with the new one, and then the earlier one may go."""
    channel_of(own_slack, tmp_path).close()
    newer = new_key()
    both = channel_of(own_slack, tmp_path, slack_token_key=f"{newer},{KEY}")
    assert both.client.token == "xoxe.xoxb-1"
    both.rotation.renew("xoxe.xoxb-1")
    both.close()
    channel = channel_of(own_slack, tmp_path, slack_token_key=newer)
    channel.close()

    assert channel.client.token == "xoxe.xoxb-2"


def test_another_key_is_said_at_start(own_slack, tmp_path):
    """Tokens that no key opens are a sentence, not a silence; the database's own words are not in it."""
    channel_of(own_slack, tmp_path).close()

    with pytest.raises(SettingsError, match="encrypted with another key"):
        channel_of(own_slack, tmp_path, slack_token_key=new_key())


def test_tokens_of_an_earlier_version_are_read_and_encrypted_by_the_next_renewal(own_slack, tmp_path):
    """A row that holds the pair as it is needs no new installation."""
    channel_of(own_slack, tmp_path).close()
    with open_database(tmp_path).engine.begin() as connection:
        connection.exec_driver_sql("UPDATE slack_tokens SET access='xoxe.xoxb-1', refresh='xoxe-1-r1'")
    channel = channel_of(own_slack, tmp_path)
    assert channel.client.token == "xoxe.xoxb-1"
    channel.rotation.renew("xoxe.xoxb-1")
    channel.close()

    assert channel.client.token == "xoxe.xoxb-2"
    assert not any("xox" in token for token in kept_tokens(tmp_path))
