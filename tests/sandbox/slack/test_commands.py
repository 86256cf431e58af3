"""Slash commands: what the app gets, and what the person sees of its answer."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

from slack_sdk.signature import SignatureVerifier

if TYPE_CHECKING:
    from tests.sandbox.slack.conftest import Bot, Slack

SIGNING_SECRET = "0123456789abcdef0123456789abcdef"


def test_a_command_is_signed_so_that_slack_sdk_accepts_it(slack: Slack, bot: Bot) -> None:
    slack.command("/backpack", "help")
    delivery = bot.deliveries[-1]
    assert SignatureVerifier(SIGNING_SECRET).is_valid_request(delivery.body, delivery.headers)
    assert not SignatureVerifier("f" * 32).is_valid_request(delivery.body, delivery.headers)


def test_a_command_has_the_fields_that_slack_documents(slack: Slack, bot: Bot) -> None:
    done = slack.command("/backpack", "add milk to Groceries")
    fields = bot.last
    assert bot.deliveries[-1].headers["content-type"] == "application/x-www-form-urlencoded"
    assert fields.pop("token")
    assert fields.pop("response_url").startswith(f"{slack.url}/commands/")
    assert fields.pop("trigger_id") == done["trigger_id"]
    assert done["status"] == 200
    assert fields == {
        "team_id": "T0TRAILHEAD",
        "team_domain": "trailhead",
        "channel_id": "C0KITCHEN",
        "channel_name": "kitchen",
        "user_id": "U0MAYA",
        "user_name": "maya",
        "command": "/backpack",
        "text": "add milk to Groceries",
        "api_app_id": "A0BACKPACK",
        "is_enterprise_install": "false",
    }


def test_a_command_in_direct_messages_names_their_channel_as_slack_does(slack: Slack, bot: Bot) -> None:
    slack.command("/bp", channel="D0MAYA")
    assert (bot.last["channel_id"], bot.last["channel_name"]) == ("D0MAYA", "directmessage")


def test_typed_text_is_escaped_and_mentions_are_resolved(slack: Slack, bot: Bot) -> None:
    slack.command("/backpack", "add <b> & @linh's tea to #kitchen, @here https://x.y/?a=1 @nobody a@linh.com")
    assert bot.last["text"] == (
        "add &lt;b&gt; &amp; <@U0LINH|linh>'s tea to <#C0KITCHEN|kitchen>, <!here>"
        " https://x.y/?a=1 @nobody a@linh.com"
    )


def test_a_text_body_is_shown_to_the_person_alone(slack: Slack, bot: Bot) -> None:
    bot.answer = lambda _: (200, "Done!")
    slack.command("/backpack")
    assert slack.messages()[-1]["text"] == "Done!"
    assert slack.messages()[-1]["ephemeral_to"] == "U0MAYA"
    assert slack.messages(viewer="U0TOMAS")[-1]["text"] != "Done!"


def test_a_json_body_in_channel_is_shown_to_everyone(slack: Slack, bot: Bot) -> None:
    bot.answer = lambda _: (200, json.dumps({"response_type": "in_channel", "text": "For all"}))
    slack.command("/backpack")
    assert slack.messages(viewer="U0TOMAS")[-1]["text"] == "For all"


def test_an_acknowledgement_uses_none_of_the_five_answers(slack: Slack, bot: Bot) -> None:
    bot.answer = lambda _: (200, "Done!")
    slack.command("/backpack")
    url = bot.last["response_url"]
    assert [slack.answer_to(url, {"text": "x"})[0] for _ in range(6)] == [200] * 5 + [404]


def test_an_app_that_is_too_slow_gets_the_person_an_operation_timeout(slack: Slack, bot: Bot) -> None:
    release = threading.Event()

    def hold(_: object) -> tuple[int, str]:
        release.wait(10)
        return 200, ""

    bot.answer = hold
    done = slack.command("/backpack")
    release.set()
    assert (done["status"], done["error"]) == (None, "operation_timeout")
    told = slack.messages()[-1]
    assert told["text"] == '/backpack failed with the error "operation_timeout"'
    assert (told["user"], told["ephemeral_to"]) == ("USLACKBOT", "U0MAYA")


def test_an_app_that_answers_500_gets_the_person_a_dispatch_failed(slack: Slack, bot: Bot) -> None:
    bot.answer = lambda _: (500, "oops")
    assert slack.command("/bp")["error"] == "dispatch_failed"
    assert slack.messages()[-1]["text"] == '/bp failed with the error "dispatch_failed"'


def test_an_unknown_command_is_not_delivered(slack: Slack, bot: Bot) -> None:
    assert slack.command("/nonsense")["error"] == "invalid_command"
    assert bot.deliveries == []
    assert "`/nonsense` is not a valid command" in slack.messages()[-1]["text"]


def test_deliveries_are_listed_with_their_outcome(slack: Slack, bot: Bot) -> None:
    slack.command("/journal", "Shipped it")
    (delivery,) = slack.get("/deliveries")["deliveries"]
    assert (delivery["kind"], delivery["name"], delivery["status"]) == ("command", "/journal", 200)
