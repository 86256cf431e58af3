"""Clicks in messages and in App Home."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError

import pytest

if TYPE_CHECKING:
    from tests.sandbox.slack.conftest import Bot, Slack


def plain(words: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": words}


OPTIONS = [{"text": plain("Hardware"), "value": "h"}, {"text": plain("Pharmacy"), "value": "p"}]
BLOCKS: list[dict[str, Any]] = [
    {"type": "section", "block_id": "top", "text": {"type": "mrkdwn", "text": "*Milk*"}},
    {
        "type": "actions",
        "block_id": "row",
        "elements": [
            {"type": "button", "action_id": "undo", "value": "7", "text": plain("Undo"), "style": "danger"},
            {"type": "static_select", "action_id": "move", "options": OPTIONS, "placeholder": plain("Move")},
        ],
    },
]


def test_a_click_says_who_where_and_what(slack: Slack, bot: Bot) -> None:
    posted = slack.client.chat_postMessage(channel="C0KITCHEN", text="Milk", blocks=BLOCKS)
    done = slack.post("/action", user="U0TOMAS", channel="C0KITCHEN", ts=posted["ts"], action_id="undo")
    payload = bot.last
    assert (done["status"], payload["trigger_id"]) == (200, done["trigger_id"])
    assert payload["type"] == "block_actions"
    assert payload["user"] == {
        "id": "U0TOMAS",
        "username": "tomas",
        "name": "tomas",
        "team_id": "T0TRAILHEAD",
    }
    assert payload["team"] == {"id": "T0TRAILHEAD", "domain": "trailhead"}
    assert payload["channel"] == {"id": "C0KITCHEN", "name": "kitchen"}
    assert payload["container"] == {
        "type": "message",
        "message_ts": posted["ts"],
        "channel_id": "C0KITCHEN",
        "is_ephemeral": False,
    }
    assert payload["message"]["blocks"] == BLOCKS
    assert payload["response_url"].startswith(f"{slack.url}/actions/")
    (action,) = payload["actions"]
    assert action.pop("action_ts")
    button = {"type": "button", "action_id": "undo", "block_id": "row", "value": "7", "style": "danger"}
    assert action == {**button, "text": plain("Undo")}


def test_a_choice_brings_the_whole_option(slack: Slack, bot: Bot) -> None:
    posted = slack.client.chat_postMessage(channel="C0KITCHEN", text="Milk", blocks=BLOCKS)
    slack.post("/action", user="U0MAYA", channel="C0KITCHEN", ts=posted["ts"], action_id="move", value="p")
    assert bot.last["actions"][0]["selected_option"] == OPTIONS[1]


def test_a_click_in_an_ephemeral_message_repeats_no_message(slack: Slack, bot: Bot) -> None:
    posted = slack.client.chat_postEphemeral(channel="C0KITCHEN", user="U0MAYA", text="Milk", blocks=BLOCKS)
    slack.post("/action", user="U0MAYA", channel="C0KITCHEN", ts=posted["message_ts"], action_id="undo")
    assert bot.last["container"]["is_ephemeral"] is True
    assert "message" not in bot.last


def test_nobody_clicks_in_what_another_person_alone_sees(slack: Slack, bot: Bot) -> None:
    posted = slack.client.chat_postEphemeral(channel="C0KITCHEN", user="U0MAYA", text="Milk", blocks=BLOCKS)
    where = {"channel": "C0KITCHEN", "ts": posted["message_ts"], "action_id": "undo"}
    with pytest.raises(HTTPError, match="400") as refused:
        slack.post("/action", user="U0TOMAS", **where)
    refused.value.close()
    assert bot.deliveries == []


def test_ids_that_the_app_left_out_are_given(slack: Slack) -> None:
    button = {"type": "actions", "elements": [{"type": "button", "text": plain("Go")}]}
    posted = slack.client.chat_postMessage(channel="C0KITCHEN", text="x", blocks=[button])
    (block,) = posted["message"]["blocks"]
    assert block["block_id"]
    assert block["elements"][0]["action_id"]


def test_opening_app_home_is_told_and_what_is_published_is_shown(slack: Slack, bot: Bot) -> None:
    assert slack.get("/home?user=U0LINH") == {"view": None}
    slack.post("/home/open", user="U0LINH")
    envelope = bot.wait_for(lambda fields: fields["type"] == "event_callback")
    assert (envelope["event"]["type"], envelope["event"]["user"]) == ("app_home_opened", "U0LINH")
    view = slack.client.views_publish(user_id="U0LINH", view={"type": "home", "blocks": BLOCKS})["view"]
    assert slack.get("/home?user=U0LINH")["view"]["id"] == view["id"]
    slack.post("/view/action", user="U0LINH", view_id=view["id"], action_id="undo")
    assert bot.last["view"]["type"] == "home"
    assert "response_url" not in bot.last
