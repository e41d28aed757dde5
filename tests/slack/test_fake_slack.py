"""The fake itself: it refuses what Slack refuses, and delivers again what nobody acknowledged."""

from __future__ import annotations

import contextlib

import pytest
from fake_limits import Breach, check_blocks, check_message, check_view
from fake_slack import TEAM, FakeSlack, payload
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError
from slack_sdk.socket_mode.builtin import SocketModeClient
from slack_sdk.socket_mode.response import SocketModeResponse

pytestmark = [pytest.mark.network, pytest.mark.allow_hosts(["127.0.0.1"])]


def section(text):
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


@pytest.mark.parametrize(
    "blocks",
    [
        [section("x" * 3001)],
        [section("")],
        [section("x")] * 51,
        [section("<!channel>")],
        [section("a < b")],
        [section("<javascript:x|y>")],
        [{"type": "actions", "elements": [{"type": "button", "action_id": "a", "text": {"type": "plain_text", "text": "x" * 76}}]}],
        [{"type": "video"}],
    ],
)
def test_blocks_beyond_the_limits_are_refused(blocks):
    """Each breach raises."""
    with pytest.raises(Breach):
        check_blocks(blocks)


def test_a_message_beyond_the_limit_is_refused():
    """Five full sections are too much for one message; four are not."""
    check_message("text", [section("x" * 3000)] * 4)
    with pytest.raises(Breach, match="msg_too_long"):
        check_message("text", [section("x" * 3000)] * 5)


def test_a_dialogue_with_a_long_title_is_refused():
    """Titles hold 24 characters."""
    with pytest.raises(Breach):
        check_view({"type": "modal", "title": {"type": "plain_text", "text": "x" * 25}, "blocks": []})


def test_scopes_tokens_and_rates_are_enforced(socket_enabled):
    """A missing scope, a wrong token and a third message in one second are refused with Slack's words."""
    slack = FakeSlack(scopes="chat:write", per_second=2)
    client = WebClient("xoxb-1", base_url=slack.url, retry_handlers=[])
    with pytest.raises(SlackApiError, match="missing_scope"):
        client.conversations_open(users="U1")
    with pytest.raises(SlackApiError, match="invalid_auth"):
        WebClient("nonsense", base_url=slack.url).auth_test()
    client.chat_postMessage(channel="D1", text="1")
    client.chat_postMessage(channel="D1", text="2")
    with pytest.raises(SlackApiError) as refused:
        client.chat_postMessage(channel="D1", text="3")
    slack.close()

    assert (refused.value.response.status_code, refused.value.response.headers["Retry-After"]) == (429, "1")


def test_what_is_not_acknowledged_comes_again_and_says_so(own_slack):
    """The second delivery carries Slack's retry marks; an acknowledged envelope comes once."""
    own_slack.socket.ack_seconds, own_slack.socket.retry_pauses = 0.3, [0.0, 0.1, 0.1]
    seen = []

    def listen(client, request):
        seen.append(request)
        if request.retry_attempt:
            client.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))

    client = SocketModeClient("xapp-1", web_client=WebClient(base_url=own_slack.url))
    client.socket_mode_request_listeners.append(listen)
    client.connect()
    own_slack.socket.wait_connected()
    own_slack.socket.deliver("events_api", payload({"type": "message", "team": TEAM}))
    client.auto_reconnect_enabled = client.default_auto_reconnect_enabled = False
    own_slack.socket.drop()
    with contextlib.suppress(AttributeError):  # slack_sdk trips over a connection that is closed from both ends
        client.close()

    assert [r.retry_attempt for r in seen] == [None, 1]
