"""A running channel against a fake Slack, both on loopback."""

from __future__ import annotations

import threading

import pytest
from fake_slack import FakeSlack, direct, eventually
from slack_core import Core
from sqlalchemy import text

from assistant.channels.slack import SlackOptions, run_slack
from assistant.safety.personal import mask
from assistant.settings import Settings
from assistant.state import open_database
from assistant.state.seal import new_key

KEY = new_key()
TABLES = ("slack_claims", "slack_people", "slack_channels", "feedback")


def settings_for(folder, **more):
    values = {
        "slack_bot_token": "xoxb-1",
        "slack_app_token": "xapp-1",
        "slack_signing_secret": "s3cret",
        "data_dir": folder,
        "public_url": "https://assistant.example",
        "slack_token_key": KEY,
    }
    return Settings(_env_file=None, **{**values, **more})


def by_rules(text):
    """Without the language model, whose loading takes seconds."""
    return mask(text, second_look=False).text


class Running:
    """The channel in a thread of this process."""

    def __init__(self, slack, core, settings, **more):
        self.slack, self.core, self.settings, self.stop = slack, core, settings, threading.Event()
        options = SlackOptions(api=slack.url, masked=by_rules, **more)
        self.database = open_database(settings.data_dir)
        self.thread = threading.Thread(target=run_slack, args=(core, settings, options), kwargs={"stop": self.stop}, daemon=True)
        self.thread.start()
        slack.socket.wait_connected()

    def close(self):
        self.stop.set()
        for _ in range(100):  # slack_sdk lets go of its socket only when something arrives or the server hangs up
            self.slack.socket.drop()
            self.thread.join(0.1)
            if not self.thread.is_alive():
                break
        self.database.close()
        assert not self.thread.is_alive()

    def ask(self, text, user="U1", **more):
        """A direct message, and our replies in its thread once there is one."""
        ts = self.slack.say(user, direct(user), text, **more)
        return eventually(lambda: self.slack.replies(direct(user), more.get("thread_ts") or ts))

    def unfinished(self):
        with self.database.engine.connect() as connection:
            return connection.execute(text("SELECT count(*) FROM slack_claims WHERE state IN ('open', 'answered')")).scalar()

    def forget(self):
        """As if nothing had been asked yet."""
        eventually(lambda: self.unfinished() == 0, 20)
        with self.database.engine.begin() as connection:
            for table in TABLES:
                connection.execute(text(f"DELETE FROM {table}"))
        self.core.asked.clear()
        self.slack.forget()


@pytest.fixture(scope="module")
def shared_channel(tmp_path_factory):
    """One channel for the tests of a module, which may not break it."""
    slack = FakeSlack()
    channel = Running(slack, Core(), settings_for(tmp_path_factory.mktemp("slack")))
    yield channel
    channel.close()
    slack.close()


@pytest.fixture
def running(socket_enabled, shared_channel):
    yield shared_channel
    assert shared_channel.slack.breaches == []
    shared_channel.forget()


@pytest.fixture
def slack(running):
    return running.slack


@pytest.fixture
def own_slack(socket_enabled):
    """A workspace of the test's own, with nobody connected."""
    fake = FakeSlack()
    yield fake
    fake.close()
    assert fake.breaches == []


@pytest.fixture
def own(own_slack, tmp_path):
    """A channel that the test may break."""
    channel = Running(own_slack, Core(), settings_for(tmp_path))
    yield channel
    channel.close()
