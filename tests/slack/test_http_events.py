"""Events over HTTP: signature, time stamp, answer."""

from __future__ import annotations

import hashlib
import hmac
import json
import time

import pytest
from conftest import settings_for
from fake_slack import direct, eventually
from fastapi import FastAPI
from fastapi.testclient import TestClient
from slack_core import Core

from assistant.channels.slack import SlackOptions, http_handler

pytestmark = [pytest.mark.network, pytest.mark.allow_hosts(["127.0.0.1"])]


@pytest.fixture
def client(own_slack, tmp_path):
    app = FastAPI()
    app.include_router(http_handler(Core(), settings_for(tmp_path, slack_app_token=""), SlackOptions(api=own_slack.url)))
    with TestClient(app) as client:
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
