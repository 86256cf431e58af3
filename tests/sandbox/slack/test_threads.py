"""Threads: in events, in the Web API and on the page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Page, expect
from slack_sdk.errors import SlackApiError

if TYPE_CHECKING:
    from tests.sandbox.slack.conftest import Bot, Slack

BUTTON = {"type": "button", "action_id": "undo", "text": {"type": "plain_text", "text": "Undo"}}
WHERE: dict[str, Any] = {"channel": "C0KITCHEN"}


def reply(slack: Slack, thread_ts: str, text: str = "@backpack help", user: str = "U0MAYA") -> str:
    sent = slack.post("/message", user=user, channel="C0KITCHEN", text=text, thread_ts=thread_ts)
    return str(sent["message"]["ts"])


@pytest.fixture
def parent(slack: Slack) -> str:
    """A message of Tomás, and no reply yet."""
    message = slack.messages()[0]
    assert message["user"] == "U0TOMAS"
    return str(message["ts"])


def test_a_reply_names_its_thread_and_who_began_it(slack: Slack, bot: Bot, parent: str) -> None:
    ts = reply(slack, parent)
    event = bot.wait_for(lambda fields: fields.get("event", {}).get("type") == "app_mention")["event"]
    assert (event["ts"], event["thread_ts"], event["parent_user_id"]) == (ts, parent, "U0TOMAS")


def test_a_reply_to_a_reply_is_one_to_the_parent(slack: Slack, parent: str) -> None:
    first = reply(slack, parent, "one")
    second = slack.client.chat_postMessage(**WHERE, text="two", thread_ts=first)["message"]
    assert second["thread_ts"] == parent
    assert second["parent_user_id"] == "U0TOMAS"


def test_the_history_shows_the_parent_with_its_replies_counted(slack: Slack, parent: str) -> None:
    reply(slack, parent, "one")
    slack.client.chat_postMessage(**WHERE, text="two", thread_ts=parent)
    slack.client.chat_postEphemeral(**WHERE, user="U0MAYA", text="not counted", thread_ts=parent)
    last = reply(slack, parent, "three")
    texts = [message["text"] for message in slack.client.conversations_history(**WHERE)["messages"]]
    assert not {"one", "two", "three", "not counted"} & set(texts)
    shown = slack.client.conversations_history(**WHERE, latest=parent, inclusive=True, limit=1)["messages"][0]
    keys = ("thread_ts", "reply_count", "reply_users", "reply_users_count", "latest_reply")
    assert [shown[key] for key in keys] == [parent, 3, ["U0MAYA", "U0BACKPACK"], 2, last]


def test_the_replies_come_after_their_parent_from_either_end_and_in_pages(slack: Slack, parent: str) -> None:
    slack.client.chat_postMessage(**WHERE, text="elsewhere")
    replies = [reply(slack, parent, str(number)) for number in range(3)]
    for ts in (parent, replies[1]):
        found = slack.client.conversations_replies(**WHERE, ts=ts)
        assert [message["ts"] for message in found["messages"]] == [parent, *replies]
    page = slack.client.conversations_replies(**WHERE, ts=parent, limit=2)
    assert page["has_more"]
    cursor = page["response_metadata"]["next_cursor"]
    rest = slack.client.conversations_replies(**WHERE, ts=parent, limit=2, cursor=cursor)
    assert [message["ts"] for message in rest["messages"]] == replies[1:]


def test_a_message_without_replies_is_its_whole_thread_and_no_message_is_none(
    slack: Slack, parent: str
) -> None:
    (alone,) = slack.client.conversations_replies(**WHERE, ts=parent)["messages"]
    assert "reply_count" not in alone
    private = slack.client.chat_postEphemeral(**WHERE, user="U0MAYA", text="psst")["message_ts"]
    for ts in ("1.000000", private):
        with pytest.raises(SlackApiError, match="thread_not_found"):
            slack.client.conversations_replies(**WHERE, ts=ts)


def test_threads_are_read_with_the_scope_of_their_conversation(slack: Slack, parent: str) -> None:
    slack.post("/app", scopes=["im:history"])
    with pytest.raises(SlackApiError, match="missing_scope"):
        slack.client.conversations_replies(**WHERE, ts=parent)


def test_what_is_said_to_one_person_in_a_thread_stays_there(slack: Slack, parent: str) -> None:
    slack.client.chat_postEphemeral(**WHERE, user="U0MAYA", text="psst", thread_ts=parent)
    assert (slack.messages()[-1]["text"], slack.messages()[-1]["thread_ts"]) == ("psst", parent)
    assert slack.messages(viewer="U0TOMAS")[-1]["text"] != "psst"


def test_nobody_replies_to_what_is_not_there(slack: Slack, parent: str) -> None:
    with pytest.raises(HTTPError, match="400") as caught:
        reply(slack, "1.000000")
    with caught.value as error:
        assert json.load(error)["error"] == "thread_not_found"


def test_a_click_in_a_thread_says_so(slack: Slack, bot: Bot, parent: str) -> None:
    blocks = [{"type": "actions", "elements": [BUTTON]}]
    posted = slack.client.chat_postMessage(**WHERE, text="x", blocks=blocks, thread_ts=parent)
    slack.post("/action", user="U0MAYA", channel="C0KITCHEN", ts=posted["ts"], action_id="undo")
    assert bot.last["container"]["thread_ts"] == bot.last["message"]["thread_ts"] == parent


def test_a_command_in_a_thread_is_refused_there_and_not_delivered(
    slack: Slack, bot: Bot, parent: str
) -> None:
    body = {"user": "U0MAYA", "channel": "C0KITCHEN", "command": "/backpack", "thread_ts": parent}
    assert slack.post("/command", **body)["error"] == "not_supported_in_threads"
    said = slack.messages()[-1]
    assert (said["text"], said["thread_ts"]) == ("`/backpack` is not supported in threads. Sorry!", parent)
    assert bot.deliveries == []


def test_replies_stand_below_their_message(page: Page, slack: Slack, parent: str) -> None:
    slack.client.chat_postMessage(**WHERE, text="The latest of the channel")
    slack.client.chat_postMessage(**WHERE, text="A reply", thread_ts=parent)
    thread = page.locator(f'.thread[data-thread="{parent}"]')
    expect(thread.get_by_test_id("message")).to_contain_text(["A reply"])
    expect(page.get_by_test_id("message").last).to_contain_text("The latest of the channel")


def test_a_person_replies_in_a_thread(page: Page, bot: Bot, parent: str) -> None:
    message = page.locator(f'[data-testid="message"][data-ts="{parent}"]')
    message.hover()
    message.get_by_test_id("reply-in-thread").click()
    composer = page.get_by_test_id("reply-composer")
    expect(composer).to_be_focused()
    composer.fill("@backpack done oat milk")
    composer.press("Enter")
    replies = page.locator(f'.thread[data-thread="{parent}"]').get_by_test_id("message")
    expect(replies).to_contain_text(["@Backpack done oat milk"])
    expect(composer).to_have_value("")
    event = bot.wait_for(lambda fields: fields.get("event", {}).get("type") == "app_mention")["event"]
    assert event["thread_ts"] == parent
    composer.press("Escape")
    expect(composer).to_have_count(0)


def test_a_reply_that_is_being_written_survives_what_others_do(page: Page, slack: Slack, parent: str) -> None:
    doomed = str(slack.client.chat_postMessage(**WHERE, text="doomed")["ts"])
    message = page.locator(f'[data-testid="message"][data-ts="{parent}"]')
    message.hover()
    message.get_by_test_id("reply-in-thread").click()
    composer = page.get_by_test_id("reply-composer")
    composer.press_sequentially("half a th")
    slack.client.chat_postMessage(**WHERE, text="Somebody else", thread_ts=parent)
    slack.client.chat_delete(**WHERE, ts=doomed)
    expect(page.get_by_text("doomed")).to_have_count(0)
    composer.press_sequentially("ought")
    expect(composer).to_have_value("half a thought")


def test_replies_outlive_their_message(page: Page, slack: Slack) -> None:
    posted = str(slack.client.chat_postMessage(**WHERE, text="Soon gone")["ts"])
    slack.client.chat_postMessage(**WHERE, text="Still here", thread_ts=posted)
    slack.client.chat_delete(**WHERE, ts=posted)
    expect(page.get_by_test_id("message-gone")).to_contain_text("This message was deleted.")
    expect(page.get_by_test_id("thread").filter(has_text="Still here")).to_be_visible()
