"""The Web API through slack_sdk's own client."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

if TYPE_CHECKING:
    from tests.sandbox.slack.conftest import Slack


def refused(call: Any, **arguments: Any) -> dict[str, Any]:
    """What Slack says to a call that it refuses."""
    with pytest.raises(SlackApiError) as caught:
        call(**arguments)
    return dict(caught.value.response.data)


def test_auth_test_says_whose_token_it_is(slack: Slack) -> None:
    answer = slack.client.auth_test()
    assert (answer["team_id"], answer["user_id"], answer["bot_id"]) == (
        "T0TRAILHEAD",
        "U0BACKPACK",
        "B0BACKPACK",
    )
    assert "chat:write" in answer.headers["x-oauth-scopes"]


def test_another_token_is_invalid_and_none_is_not_authed(slack: Slack) -> None:
    stranger = WebClient(token="xoxb-someone-else", base_url=f"{slack.url}/api/", retry_handlers=[])
    assert refused(stranger.auth_test)["error"] == "invalid_auth"
    nobody = WebClient(base_url=f"{slack.url}/api/", retry_handlers=[])
    assert refused(nobody.auth_test)["error"] == "not_authed"
    assert nobody.api_test()["ok"]


def test_an_unknown_method_is_said_to_be_unknown(slack: Slack) -> None:
    assert refused(slack.client.api_call, api_method="chat.nonsense")["error"] == "unknown_method"


def test_a_message_can_be_posted_changed_and_deleted(slack: Slack) -> None:
    posted = slack.client.chat_postMessage(channel="#kitchen", text="Milk")
    where = {"channel": posted["channel"], "ts": posted["ts"]}
    assert where["channel"] == "C0KITCHEN"
    slack.client.chat_update(**where, text="Oat milk")
    assert (slack.messages()[-1]["text"], slack.messages()[-1]["edited"]) == ("Oat milk", True)
    slack.client.chat_delete(**where)
    assert refused(slack.client.chat_update, **where, text="x")["error"] == "message_not_found"


def test_an_update_with_text_alone_keeps_the_blocks(slack: Slack) -> None:
    posted = slack.client.chat_postMessage(channel="C0KITCHEN", text="a", blocks=[{"type": "divider"}])
    slack.client.chat_update(channel="C0KITCHEN", ts=posted["ts"], text="b")
    assert slack.messages()[-1]["blocks"]
    slack.client.chat_update(channel="C0KITCHEN", ts=posted["ts"], text="b", blocks=[])
    assert slack.messages()[-1]["blocks"] == []


def test_posting_to_a_person_opens_the_direct_messages(slack: Slack) -> None:
    posted = slack.client.chat_postMessage(channel="U0LINH", text="Welcome")
    assert posted["channel"] == slack.client.conversations_open(users="U0LINH")["channel"]["id"] == "D0LINH"
    assert slack.messages("D0LINH", "U0LINH")[-1]["text"] == "Welcome"


def test_an_ephemeral_message_is_seen_by_one_and_kept_in_no_history(slack: Slack) -> None:
    slack.client.chat_postEphemeral(channel="C0KITCHEN", user="U0TOMAS", text="psst")
    assert slack.messages(viewer="U0TOMAS")[-1]["text"] == "psst"
    assert slack.messages(viewer="U0MAYA")[-1]["text"] != "psst"
    history = slack.client.conversations_history(channel="C0KITCHEN")
    assert "psst" not in [message["text"] for message in history["messages"]]
    stranger = {"channel": "D0MAYA", "user": "U0TOMAS", "text": "x"}
    assert refused(slack.client.chat_postEphemeral, **stranger)["error"] == "user_not_in_channel"


def test_errors_have_slacks_names(slack: Slack) -> None:
    client = slack.client
    persons = slack.messages()[0]["ts"]
    assert refused(client.chat_postMessage, channel="C0NONE", text="x")["error"] == "channel_not_found"
    assert (
        refused(client.api_call, api_method="chat.postMessage", json={"channel": "C0KITCHEN"})["error"]
        == "no_text"
    )
    assert refused(client.chat_postMessage, channel="C0KITCHEN", text="x" * 40_001)["error"] == "msg_too_long"
    changed = refused(client.chat_update, channel="C0KITCHEN", ts=persons, text="x")
    assert changed["error"] == "cant_update_message"
    assert refused(client.chat_delete, channel="C0KITCHEN", ts=persons)["error"] == "cant_delete_message"
    assert refused(client.users_info, user="U0NONE")["error"] == "user_not_found"


def test_metadata_comes_back_where_it_is_asked_for(slack: Slack) -> None:
    metadata = {"event_type": "backpack", "event_payload": {"id": "7"}}
    slack.client.chat_postMessage(channel="C0KITCHEN", text="x", metadata=metadata)
    with_it = slack.client.conversations_history(channel="C0KITCHEN", limit=1, include_all_metadata=True)
    without = slack.client.conversations_history(channel="C0KITCHEN", limit=1)
    assert with_it["messages"][0]["metadata"] == metadata
    assert "metadata" not in without["messages"][0]


def test_history_is_newest_first_and_begins_where_it_is_told(slack: Slack) -> None:
    first = slack.client.chat_postMessage(channel="C0KITCHEN", text="one")["ts"]
    slack.client.chat_postMessage(channel="C0KITCHEN", text="two")
    later = slack.client.conversations_history(channel="C0KITCHEN", oldest=first)["messages"]
    both = slack.client.conversations_history(channel="C0KITCHEN", oldest=first, inclusive=True)["messages"]
    assert [message["text"] for message in later] == ["two"]
    assert [message["text"] for message in both] == ["two", "one"]


def test_people_come_with_name_and_time_zone(slack: Slack) -> None:
    user = slack.client.users_info(user="U0TOMAS")["user"]
    assert (user["real_name"], user["profile"]["display_name"]) == ("Tomás Rivera", "tomas")
    assert (user["tz"], user["tz_offset"] in {-18_000, -21_600}) == ("America/Chicago", True)
    assert user["tz_label"].startswith("Central ")
    members = slack.client.users_list()["members"]
    assert [member["id"] for member in members] == ["U0MAYA", "U0TOMAS", "U0LINH", "U0BACKPACK"]
    assert slack.client.bots_info(bot="B0BACKPACK")["bot"]["app_id"] == "A0BACKPACK"


def test_conversations_are_listed_by_type(slack: Slack) -> None:
    channels = slack.client.conversations_list()["channels"]
    assert [channel["name"] for channel in channels] == ["general", "kitchen", "launch"]
    assert slack.client.conversations_info(channel="D0MAYA")["channel"]["user"] == "U0MAYA"
    ims = slack.client.conversations_list(types="im")["channels"]
    assert [channel["is_im"] for channel in ims] == [True] * 3


def test_the_members_of_a_conversation_come_in_pages(slack: Slack) -> None:
    page = slack.client.conversations_members(channel="C0KITCHEN", limit=3)
    assert page["members"] == ["U0MAYA", "U0TOMAS", "U0LINH"]
    cursor = page["response_metadata"]["next_cursor"]
    rest = slack.client.conversations_members(channel="C0KITCHEN", limit=3, cursor=cursor)
    assert (rest["members"], rest["response_metadata"]["next_cursor"]) == (["U0BACKPACK"], "")
    assert slack.client.conversations_members(channel="D0LINH")["members"] == ["U0LINH", "U0BACKPACK"]
    slack.post("/app", left=["C0KITCHEN"], scopes=["im:read"])
    denied = refused(slack.client.conversations_members, channel="C0KITCHEN")
    assert (denied["error"], denied["needed"]) == ("missing_scope", "channels:read")
    slack.post("/app", scopes=["channels:read"])
    assert "U0BACKPACK" not in slack.client.conversations_members(channel="C0KITCHEN")["members"]


def test_a_history_gives_no_more_at_once_than_an_app_may_have(slack: Slack) -> None:
    slack.post("/app", history_page=2)
    page = slack.client.conversations_history(channel="C0KITCHEN", limit=100)
    assert (len(page["messages"]), page["has_more"]) == (2, True)


def test_a_form_carries_blocks_as_json_text(slack: Slack) -> None:
    blocks = json.dumps([{"type": "divider"}])
    answer = slack.client.api_call(
        "chat.postMessage", data={"channel": "C0KITCHEN", "text": "x", "blocks": blocks}
    )
    assert answer["message"]["blocks"][0]["type"] == "divider"


def test_an_ordered_fault_comes_as_often_as_it_was_ordered(slack: Slack) -> None:
    fault = {"error": "ratelimited", "retry_after": 7, "times": 1}
    slack.post("/faults", method="chat.postMessage", **fault)
    with pytest.raises(SlackApiError) as caught:
        slack.client.chat_postMessage(channel="C0KITCHEN", text="x")
    response = caught.value.response
    assert (response.status_code, response.headers["Retry-After"]) == (429, "7")
    assert slack.client.chat_postMessage(channel="C0KITCHEN", text="x")["ok"]


def test_the_sandbox_routes_want_json_and_this_machine(slack: Slack) -> None:
    form = urllib.request.Request(f"{slack.url}/_sandbox/message", b'{"user": "U0MAYA"}')
    with pytest.raises(urllib.error.HTTPError, match="400") as caught:
        urllib.request.urlopen(form)
    caught.value.close()
    elsewhere = urllib.request.Request(f"{slack.url}/_sandbox/workspace", headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError, match="403") as caught:
        urllib.request.urlopen(elsewhere)
    caught.value.close()
