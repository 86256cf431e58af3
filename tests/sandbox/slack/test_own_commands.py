"""`/invite` and `/remove`: the app comes into a channel and goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Page, expect
from slack_sdk.errors import SlackApiError

if TYPE_CHECKING:
    from tests.sandbox.slack.conftest import Bot, Slack


def told(slack: Slack, channel: str = "C0KITCHEN") -> dict[str, Any]:
    return slack.messages(channel)[-1]


def test_the_app_is_taken_out_and_brought_back_and_everybody_sees_it(slack: Slack, bot: Bot) -> None:
    assert slack.command("/remove", "@backpack")["error"] is None
    assert told(slack)["text"] == "<@U0BACKPACK> was removed from the channel by <@U0MAYA>"
    assert (told(slack)["subtype"], told(slack)["ephemeral_to"]) == ("channel_leave", None)
    with pytest.raises(SlackApiError, match="not_in_channel"):
        slack.client.chat_postMessage(channel="C0KITCHEN", text="hello?")
    slack.command("/invite", "@Backpack", user="U0TOMAS")
    assert told(slack)["text"] == "<@U0BACKPACK> was added to the channel by <@U0TOMAS>"
    assert slack.client.chat_postMessage(channel="C0KITCHEN", text="hello")["ok"]
    assert bot.deliveries == [], "they are Slack's own commands, and the app is not asked"


@pytest.mark.parametrize(
    ("command", "text", "channel", "words"),
    [
        ("/invite", "@backpack", "C0KITCHEN", "Backpack is already in this channel."),
        ("/invite", "@tomas", "C0KITCHEN", "Everybody is in every channel here"),
        ("/remove", "@nobody", "C0KITCHEN", "wants the name"),
        ("/invite", "", "C0KITCHEN", "wants the name"),
        ("/remove", "@backpack", "D0MAYA", "works in channels"),
    ],
)
def test_what_does_not_work_is_told_to_who_typed_it(
    slack: Slack, command: str, text: str, channel: str, words: str
) -> None:
    slack.command(command, text, channel=channel)
    assert words in told(slack, channel)["text"]
    assert told(slack, channel)["ephemeral_to"] == "U0MAYA"
    assert slack.get("/app")["left"] == []


def test_an_app_that_is_not_there_cannot_be_removed_and_is_not_spoken_to(slack: Slack, bot: Bot) -> None:
    slack.post("/app", left=["C0KITCHEN"])
    slack.command("/remove", "@backpack")
    assert told(slack)["text"] == "Backpack is not in this channel."
    slack.post("/message", user="U0MAYA", channel="C0KITCHEN", text="@backpack help")
    assert "`/invite @backpack` brings it in" in told(slack)["text"]
    assert bot.deliveries == []


def test_slacks_own_words_are_no_message_of_the_apps(slack: Slack, bot: Bot) -> None:
    slack.post("/app", left=["C0KITCHEN"], events=["message.channels", "app_mention"])
    slack.command("/invite", "@backpack")
    event = bot.wait_for(lambda fields: fields["event"]["type"] == "message")["event"]
    assert event["subtype"] == "channel_join"
    assert "bot_id" not in event
    assert len(bot.deliveries) == 1
    with pytest.raises(SlackApiError, match="cant_delete_message"):
        slack.client.chat_delete(channel="C0KITCHEN", ts=event["ts"])


def test_in_the_page(page: Page, slack: Slack) -> None:
    slack.post("/app", left=["C0KITCHEN"])
    expect(page.get_by_test_id("place-topic")).to_contain_text("Backpack is not in this channel")
    composer = page.get_by_test_id("composer")
    composer.press_sequentially("/inv")
    composer.press("Tab")
    composer.press_sequentially("@ba")
    composer.press("Tab")
    expect(composer).to_have_value("/invite @backpack ")
    composer.press("Enter")
    expect(page.get_by_test_id("message").last).to_contain_text("@Backpack was added to the channel")
    expect(page.get_by_test_id("place-topic")).to_contain_text("Groceries, lunch")
