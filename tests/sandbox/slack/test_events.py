"""Events: what the app hears of what people write."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk.signature import SignatureVerifier

if TYPE_CHECKING:
    from tests.sandbox.slack.conftest import Bot, Slack

SIGNING_SECRET = "0123456789abcdef0123456789abcdef"
BOT_PROFILE = {
    "id": "B0BACKPACK",
    "deleted": False,
    "name": "Backpack",
    "updated": 0,
    "app_id": "A0BACKPACK",
    "icons": {},
    "team_id": "T0TRAILHEAD",
}


def is_event(kind: str, subtype: str | None = None) -> Any:
    def wanted(fields: dict[str, Any]) -> bool:
        event = fields.get("event", {})
        return (event.get("type"), event.get("subtype")) == (kind, subtype)

    return wanted


def write(slack: Slack, text: str, channel: str = "C0KITCHEN") -> str:
    return str(slack.post("/message", user="U0MAYA", channel=channel, text=text)["message"]["ts"])


def rich_text(block: dict[str, Any]) -> list[dict[str, Any]]:
    """The elements of the one section."""
    (section,) = block["elements"]
    assert (block["type"], section["type"]) == ("rich_text", "rich_text_section")
    assert block["block_id"]
    return list(section["elements"])


def test_an_event_comes_in_the_envelope_that_slack_documents(slack: Slack, bot: Bot) -> None:
    ts = write(slack, "hello", "D0MAYA")
    envelope = dict(bot.wait_for(is_event("message")))
    assert envelope.pop("token")
    assert envelope.pop("event")
    assert envelope.pop("event_id").startswith("Ev")
    assert envelope.pop("event_context").startswith("4-")
    assert envelope == {
        "type": "event_callback",
        "team_id": "T0TRAILHEAD",
        "context_team_id": "T0TRAILHEAD",
        "context_enterprise_id": None,
        "api_app_id": "A0BACKPACK",
        "event_time": int(float(ts)),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": "T0TRAILHEAD",
                "user_id": "U0BACKPACK",
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": False,
    }
    delivery = bot.deliveries[-1]
    assert delivery.headers["content-type"] == "application/json"
    assert SignatureVerifier(SIGNING_SECRET).is_valid_request(delivery.body, delivery.headers)


def test_a_direct_message_has_the_fields_of_message_im(slack: Slack, bot: Bot) -> None:
    ts = write(slack, "add tea & milk to Groceries", "D0MAYA")
    event = dict(bot.wait_for(is_event("message"))["event"])
    assert uuid.UUID(event.pop("client_msg_id"))
    (block,) = event.pop("blocks")
    assert rich_text(block) == [{"type": "text", "text": "add tea & milk to Groceries"}]
    assert event == {
        "type": "message",
        "user": "U0MAYA",
        "text": "add tea &amp; milk to Groceries",
        "ts": ts,
        "team": "T0TRAILHEAD",
        "channel": "D0MAYA",
        "event_ts": ts,
        "channel_type": "im",
    }


def test_a_mention_has_the_fields_of_app_mention(slack: Slack, bot: Bot) -> None:
    ts = write(slack, "@Backpack list <https://x.y> :tada: @tomas in #general @here")
    event = dict(bot.wait_for(is_event("app_mention"))["event"])
    assert event.pop("client_msg_id")
    (block,) = event.pop("blocks")
    assert rich_text(block) == [
        {"type": "user", "user_id": "U0BACKPACK"},
        {"type": "text", "text": " list <"},
        {"type": "link", "url": "https://x.y"},
        {"type": "text", "text": "> "},
        {"type": "emoji", "name": "tada"},
        {"type": "text", "text": " "},
        {"type": "user", "user_id": "U0TOMAS"},
        {"type": "text", "text": " in "},
        {"type": "channel", "channel_id": "C0GENERAL"},
        {"type": "text", "text": " "},
        {"type": "broadcast", "range": "here"},
    ]
    assert event == {
        "type": "app_mention",
        "user": "U0MAYA",
        "text": "<@U0BACKPACK> list &lt;<https://x.y>&gt; :tada: <@U0TOMAS> in <#C0GENERAL|general> <!here>",
        "ts": ts,
        "team": "T0TRAILHEAD",
        "channel": "C0KITCHEN",
        "event_ts": ts,
    }


def test_what_is_bold_and_the_like_is_told_apart_from_its_words(slack: Slack, bot: Bot) -> None:
    write(slack, "add *two* _big_ ~bad~ `c*d*e` 2*3*4 snake_case_name *a", "D0MAYA")
    (block,) = bot.wait_for(is_event("message"))["event"]["blocks"]
    assert rich_text(block) == [
        {"type": "text", "text": "add "},
        {"type": "text", "text": "two", "style": {"bold": True}},
        {"type": "text", "text": " "},
        {"type": "text", "text": "big", "style": {"italic": True}},
        {"type": "text", "text": " "},
        {"type": "text", "text": "bad", "style": {"strike": True}},
        {"type": "text", "text": " "},
        {"type": "text", "text": "c*d*e", "style": {"code": True}},
        {"type": "text", "text": " 2*3*4 snake_case_name *a"},
    ]


def test_talk_among_people_is_no_event_and_a_mention_in_direct_messages_is_one(
    slack: Slack, bot: Bot
) -> None:
    write(slack, "hello all")
    write(slack, "@backpack help", "D0MAYA")
    write(slack, "@backpack help")
    bot.wait_for(is_event("app_mention"))
    assert sorted(delivery.fields["event"]["type"] for delivery in bot.wait_until(2)) == [
        "app_mention",
        "message",
    ]


def test_the_app_hears_of_its_own_direct_messages_as_from_slack(slack: Slack, bot: Bot) -> None:
    ts = slack.client.chat_postMessage(channel="U0LINH", text="Hi Linh")["ts"]
    assert bot.wait_for(is_event("message"))["event"] == {
        "type": "message",
        "user": "U0BACKPACK",
        "bot_id": "B0BACKPACK",
        "app_id": "A0BACKPACK",
        "bot_profile": BOT_PROFILE,
        "text": "Hi Linh",
        "ts": ts,
        "team": "T0TRAILHEAD",
        "channel": "D0LINH",
        "event_ts": ts,
        "channel_type": "im",
    }


def test_changes_and_deletions_are_events_of_their_own_kind(slack: Slack, bot: Bot) -> None:
    ts = str(slack.client.chat_postMessage(channel="D0LINH", text="Hi Linh")["ts"])
    slack.client.chat_update(channel="D0LINH", ts=ts, text="Hello Linh")
    changed = bot.wait_for(is_event("message", "message_changed"))["event"]
    assert (changed["message"]["text"], changed["previous_message"]["text"]) == ("Hello Linh", "Hi Linh")
    assert (changed["message"]["ts"], changed["hidden"], changed["channel_type"]) == (ts, True, "im")
    assert changed["ts"] == changed["event_ts"] > ts
    slack.client.chat_delete(channel="D0LINH", ts=ts)
    deleted = bot.wait_for(is_event("message", "message_deleted"))["event"]
    assert (deleted["deleted_ts"], deleted["previous_message"]["text"]) == (ts, "Hello Linh")


def test_what_one_person_alone_sees_is_no_event(slack: Slack, bot: Bot) -> None:
    slack.client.chat_postEphemeral(channel="D0MAYA", user="U0MAYA", text="psst")
    write(slack, "hello", "D0MAYA")
    bot.wait_for(is_event("message"))
    assert len(bot.deliveries) == 1


@pytest.mark.parametrize(
    "app",
    [
        {"scopes": ["im:history"]},
        {"events": ["message.im"]},
        {"left": ["C0KITCHEN"]},
    ],
)
def test_an_event_wants_its_scope_its_subscription_and_the_apps_presence(
    slack: Slack, bot: Bot, app: dict[str, Any]
) -> None:
    slack.post("/app", **app)
    write(slack, "@backpack help")
    write(slack, "hello", "D0MAYA")
    bot.wait_for(is_event("message"))
    assert len(bot.deliveries) == 1


def test_all_talk_of_a_channel_is_heard_only_by_those_who_may_read_its_history(
    slack: Slack, bot: Bot
) -> None:
    slack.post("/app", events=["message.channels"], scopes=["im:history"])
    write(slack, "not heard")
    slack.post("/app", scopes=["channels:history"])
    write(slack, "heard")
    event = bot.wait_for(is_event("message"))["event"]
    assert (event["text"], event["channel_type"]) == ("heard", "channel")
    assert len(bot.deliveries) == 1


def test_a_message_is_there_even_if_the_app_is_not(slack: Slack, bot: Bot) -> None:
    bot.answer = lambda _: (500, "")
    write(slack, "anyone?", "D0MAYA")
    assert slack.messages("D0MAYA")[-1]["text"] == "anyone?"
    bot.wait_for(is_event("message"))
