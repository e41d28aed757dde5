"""Events over HTTP: signature, time stamp, answer."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from urllib.parse import urlencode

import pytest
from conftest import settings_for
from fake_slack import FakeSlack, Fault, direct, eventually
from fastapi import FastAPI
from fastapi.testclient import TestClient
from slack_core import Core

from assistant.channels.slack import SlackChannel, SlackOptions
from assistant.channels.slack_http import Link, http_handler
from assistant.errors import SettingsError

pytestmark = [pytest.mark.network, pytest.mark.allow_hosts(["127.0.0.1"])]


@pytest.fixture
def client(own_slack, tmp_path):
    app = FastAPI()
    app.include_router(http_handler(Core(), settings_for(tmp_path, slack_app_token=""), SlackOptions(api=own_slack.url)))
    with TestClient(app) as client:
        eventually(lambda: client.post("/slack/events", content="{}").status_code != 503, 60)
        yield client


def signed(body, *, secret="s3cret", age=0):
    stamp = str(int(time.time()) - age)
    digest = hmac.new(secret.encode(), f"v0:{stamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": f"v0={digest}", "Content-Type": "application/json"}


def test_a_signed_event_is_acknowledged_and_answered_once(client, own_slack):
    """A retry over HTTP, as Slack marks it, adds nothing."""
    message = own_slack.put("U1", direct("U1"), "when should I use the neglect tool?")
    body = json.dumps(own_slack.events(message, direct("U1"))[0])
    first = client.post("/slack/events", content=body, headers=signed(body))
    again = client.post("/slack/events", content=body, headers={**signed(body), "X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"})

    assert (first.status_code, again.status_code) == (200, 200)
    eventually(lambda: own_slack.replies(direct("U1")))
    time.sleep(0.3)
    assert len(own_slack.replies(direct("U1"))) == 1


@pytest.mark.parametrize("wrong", [{"secret": "other"}, {"age": 600}])
def test_a_wrong_signature_or_an_old_one_is_refused(client, own_slack, wrong):
    """Nothing is answered that Slack did not sign within five minutes."""
    message = own_slack.put("U1", direct("U1"), "a question")
    body = json.dumps(own_slack.events(message, direct("U1"))[0])

    assert client.post("/slack/events", content=body, headers=signed(body, **wrong)).status_code == 401
    time.sleep(0.2)
    assert own_slack.replies(direct("U1")) == []


def test_slack_can_verify_the_address(client):
    """The challenge of the app's settings page is answered."""
    body = json.dumps({"type": "url_verification", "challenge": "c1", "token": "t"})

    assert "c1" in client.post("/slack/events", content=body, headers=signed(body)).text


def test_the_api_starts_without_slack_and_connects_when_it_is_back(socket_enabled, tmp_path):
    """While Slack is out of reach the address answers 503, which Slack takes as a reason to try again."""
    slack = FakeSlack()
    slack.faults["auth.test"] = [Fault(hang_up=True), Fault(hang_up=True)]
    settings = settings_for(tmp_path, slack_app_token="")
    link = Link(lambda: SlackChannel(Core(), settings, SlackOptions(api=slack.url), socket_mode=False), again=0.05)
    assert link.channel is None
    link.start()
    eventually(lambda: link.channel, 60)
    link.close()
    slack.close()

    assert [name for name, _ in slack.calls].count("auth.test") == 3


def test_an_uninstalled_app_is_let_go_and_the_api_goes_on(client, own_slack):
    """After the event of removal nothing is taken any more; the rest of the API is not touched."""
    body = json.dumps({"type": "event_callback", "team_id": "T1", "event_id": "E1", "event": {"type": "app_uninstalled", "event_ts": "1"}})
    assert client.post("/slack/events", content=body, headers=signed(body)).status_code == 200

    eventually(lambda: client.post("/slack/events", content=body, headers=signed(body)).status_code == 503, 60)


def test_a_missing_signing_secret_stops_the_start(tmp_path):
    """Nothing is mounted that could not verify who is calling."""
    with pytest.raises(SettingsError, match="SAFEGUARDING_SLACK_SIGNING_SECRET"):
        http_handler(Core(), settings_for(tmp_path, slack_signing_secret=""))


def form(value):
    body = urlencode(value)
    return body, {**signed(body), "Content-Type": "application/x-www-form-urlencoded"}


def test_a_command_and_a_button_come_over_http_too(client, own_slack):
    """The command's acknowledgement is the response itself; the button below its answer opens the dialogue."""
    command = {"command": "/safeguarding", "text": "when?", "team_id": "T1", "user_id": "U1", "channel_id": "C1", "trigger_id": "t1"}
    body, headers = form(command)
    acknowledged = client.post("/slack/events", content=body, headers=headers)
    (reply,) = eventually(lambda: own_slack.replies(direct("U1")))
    action = next(e for b in reply["blocks"] if b["type"] == "actions" for e in b["elements"] if e["action_id"] == "ask_person")
    press = {
        "type": "block_actions", "team": {"id": "T1"}, "user": {"id": "U1"}, "channel": {"id": "D1"}, "trigger_id": "t2", "message": reply,
        "container": {"type": "message", "channel_id": "D1", "message_ts": reply["ts"]}, "actions": [{**action, "action_ts": "1.1"}],
    }  # fmt: skip
    body, headers = form({"payload": json.dumps(press)})
    pressed = client.post("/slack/events", content=body, headers=headers)

    assert "direct message" in acknowledged.json()["text"]
    assert pressed.status_code == 200
    assert "is not a referral" in json.dumps(eventually(lambda: own_slack.views))
