"""Events: what the app hears of what people write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from slack_sdk.signature import SignatureVerifier

if TYPE_CHECKING:
    from tests.sandbox.slack.conftest import Bot, Slack

SIGNING_SECRET = "0123456789abcdef0123456789abcdef"


def is_event(kind: str) -> Any:
    return lambda fields: fields.get("event", {}).get("type") == kind


def test_a_direct_message_is_an_event_in_its_envelope(slack: Slack, bot: Bot) -> None:
    slack.post("/message", user="U0MAYA", channel="D0MAYA", text="add tea & milk to Groceries")
    envelope = bot.wait_for(is_event("message"))
    assert (envelope["type"], envelope["team_id"]) == ("event_callback", "T0TRAILHEAD")
    assert envelope["event_id"].startswith("Ev")
    event = envelope["event"]
    assert (event["user"], event["channel"], event["channel_type"]) == ("U0MAYA", "D0MAYA", "im")
    assert event["text"] == "add tea &amp; milk to Groceries"
    delivery = bot.deliveries[-1]
    assert delivery.headers["content-type"] == "application/json"
    assert SignatureVerifier(SIGNING_SECRET).is_valid_request(delivery.body, delivery.headers)


def test_a_mention_is_an_event_and_talk_among_people_is_none(slack: Slack, bot: Bot) -> None:
    slack.post("/message", user="U0MAYA", channel="C0KITCHEN", text="hello all")
    slack.post("/message", user="U0MAYA", channel="C0KITCHEN", text="@backpack list https://x.y for @tomas")
    event = bot.wait_for(is_event("app_mention"))["event"]
    assert event["text"] == "<@U0BACKPACK> list <https://x.y> for <@U0TOMAS>"
    assert len(bot.deliveries) == 1


def test_the_app_hears_of_its_own_direct_messages_as_from_slack(slack: Slack, bot: Bot) -> None:
    slack.client.chat_postMessage(channel="U0LINH", text="Hi Linh")
    event = bot.wait_for(is_event("message"))["event"]
    assert (event["bot_id"], event["user"], event["channel"]) == ("B0BACKPACK", "U0BACKPACK", "D0LINH")


def test_a_message_is_there_even_if_the_app_is_not(slack: Slack, bot: Bot) -> None:
    bot.answer = lambda _: (500, "")
    slack.post("/message", user="U0MAYA", channel="D0MAYA", text="anyone?")
    assert slack.messages("D0MAYA")[-1]["text"] == "anyone?"
    bot.wait_for(is_event("message"))
