"""The same delivery again, as often as a test asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk.errors import SlackApiError

if TYPE_CHECKING:
    from tests.sandbox.slack.conftest import Bot, Slack

MAYA = {"user": "U0MAYA", "channel": "C0KITCHEN", "command": "/backpack", "text": "help"}


def test_a_command_can_be_delivered_three_times_at_once_and_is_answered_once(slack: Slack, bot: Bot) -> None:
    bot.answer = lambda _: (200, "Hello!")
    done = slack.post("/command", **MAYA, at_once=3)
    assert done["reply"] == "Hello!"
    assert [delivery.fields["trigger_id"] for delivery in bot.deliveries] == [done["trigger_id"]] * 3
    assert [message["text"] for message in slack.messages(viewer="U0MAYA")].count("Hello!") == 1


def test_a_command_is_delivered_again_until_it_is_taken(slack: Slack, bot: Bot) -> None:
    statuses = [500, 500, 200]

    def answer(_: Any) -> tuple[int, str]:
        return statuses.pop(0), ""

    bot.answer = answer
    done = slack.post("/command", **MAYA, tries=9)
    assert (done["error"], done["reply"]) == (None, "")
    assert len({delivery.body for delivery in bot.deliveries}) == 1
    assert statuses == []


def test_a_fault_stands_in_the_list_until_it_is_met(slack: Slack) -> None:
    slack.post("/faults", method="auth.test", error="internal_error")
    assert [fault["error"] for fault in slack.get("/faults")["auth.test"]] == ["internal_error"]
    with pytest.raises(SlackApiError):
        slack.client.auth_test()
    assert not slack.get("/faults").get("auth.test")
