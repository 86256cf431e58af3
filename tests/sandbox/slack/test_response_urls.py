"""Response URLs: five uses, thirty minutes, and what they can replace."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.sandbox.slack.conftest import Bot, HeldClock, Slack

BUTTON = {
    "type": "actions",
    "block_id": "row",
    "elements": [
        {"type": "button", "action_id": "undo", "value": "7", "text": {"type": "plain_text", "text": "Undo"}}
    ],
}


@pytest.fixture
def command_url(slack: Slack, bot: Bot) -> str:
    slack.command("/backpack")
    return str(bot.last["response_url"])


def clicked(slack: Slack, bot: Bot, *, private: bool, **more: Any) -> tuple[str, dict[str, Any]]:
    """The response URL of a click, and the message that was clicked in."""
    body: dict[str, Any] = {"channel": "C0KITCHEN", "text": "Milk", "blocks": [BUTTON], **more}
    if private:
        slack.client.chat_postEphemeral(user="U0MAYA", **body)
    else:
        slack.client.chat_postMessage(**body)
    message = slack.messages()[-1]
    slack.post("/action", user="U0MAYA", channel="C0KITCHEN", ts=message["ts"], action_id="undo")
    return str(bot.last["response_url"]), message


def test_an_answer_is_ephemeral_unless_it_says_otherwise(slack: Slack, command_url: str) -> None:
    assert slack.answer_to(command_url, {"text": "Only you"}) == (200, "ok")
    assert slack.messages()[-1]["ephemeral_to"] == "U0MAYA"
    slack.answer_to(command_url, {"text": "All", "response_type": "in_channel"})
    assert slack.messages()[-1]["ephemeral_to"] is None


def test_the_sixth_use_is_refused(slack: Slack, command_url: str) -> None:
    for _ in range(5):
        assert slack.answer_to(command_url, {"text": "again"})[0] == 200
    status, body = slack.answer_to(command_url, {"text": "again"})
    assert (status, json.loads(body)) == (404, {"ok": False, "error": "used_url"})


def test_it_expires_after_thirty_minutes(slack: Slack, command_url: str, clock: HeldClock) -> None:
    clock.advance(30 * 60 + 1)
    status, body = slack.answer_to(command_url, {"text": "late"})
    assert (status, json.loads(body)["error"]) == (404, "expired_url")


def test_a_made_up_url_is_not_found(slack: Slack) -> None:
    assert slack.answer_to(f"{slack.url}/commands/1/made-up", {"text": "x"})[0] == 404


def test_a_command_has_no_original_so_replacing_posts_anew(slack: Slack, command_url: str) -> None:
    slack.answer_to(command_url, {"text": "one"})
    slack.answer_to(command_url, {"text": "two", "replace_original": True})
    assert [message["text"] for message in slack.messages()[-2:]] == ["one", "two"]


@pytest.mark.parametrize("private", [False, True])
def test_a_click_can_replace_its_message_whoever_sees_it(slack: Slack, bot: Bot, private: bool) -> None:
    url, message = clicked(slack, bot, private=private)
    slack.answer_to(url, {"text": "Undone", "replace_original": True})
    now = slack.messages()[-1]
    assert (now["ts"], now["text"], now["blocks"], now["edited"]) == (message["ts"], "Undone", [], True)
    assert now["ephemeral_to"] == ("U0MAYA" if private else None)
    seen_by_others = [each["text"] for each in slack.messages(viewer="U0TOMAS")]
    assert ("Undone" in seen_by_others) is not private


@pytest.mark.parametrize("private", [False, True])
def test_a_click_can_delete_its_message_whoever_sees_it(slack: Slack, bot: Bot, private: bool) -> None:
    url, message = clicked(slack, bot, private=private)
    slack.answer_to(url, {"delete_original": True})
    assert message["ts"] not in [each["ts"] for each in slack.messages()]


@pytest.mark.parametrize("private", [False, True])
def test_a_click_that_replaces_nothing_is_answered_beside_its_message(
    slack: Slack, bot: Bot, private: bool
) -> None:
    url, message = clicked(slack, bot, private=private)
    slack.answer_to(url, {"text": "Only you", "replace_original": False})
    slack.answer_to(url, {"text": "All", "response_type": "in_channel"})
    before, *answers = slack.messages()[-3:]
    assert before == message
    assert [(one["text"], one["ephemeral_to"]) for one in answers] == [("Only you", "U0MAYA"), ("All", None)]


def test_a_share_posts_for_all_and_removes_what_one_saw(slack: Slack, bot: Bot) -> None:
    url, message = clicked(slack, bot, private=True)
    slack.answer_to(url, {"text": "Milk", "response_type": "in_channel"})
    slack.answer_to(url, {"delete_original": True})
    assert message["ts"] not in [each["ts"] for each in slack.messages()]
    assert slack.messages(viewer="U0TOMAS")[-1]["text"] == "Milk"


def test_what_is_replaced_can_be_clicked_again_and_replaced_by_that_click(slack: Slack, bot: Bot) -> None:
    url, message = clicked(slack, bot, private=True)
    slack.answer_to(url, {"text": "Undone", "blocks": [BUTTON], "replace_original": True})
    slack.post("/action", user="U0MAYA", channel="C0KITCHEN", ts=message["ts"], action_id="undo")
    assert bot.last["response_url"] != url
    slack.answer_to(bot.last["response_url"], {"text": "Done again", "replace_original": True})
    assert (slack.messages()[-1]["ts"], slack.messages()[-1]["text"]) == (message["ts"], "Done again")


def test_a_reply_stays_in_its_thread_when_it_is_replaced(slack: Slack, bot: Bot) -> None:
    parent = slack.messages()[0]["ts"]
    url, _ = clicked(slack, bot, private=True, thread_ts=parent)
    slack.answer_to(url, {"text": "Undone", "replace_original": True})
    assert (slack.messages()[-1]["text"], slack.messages()[-1]["thread_ts"]) == ("Undone", parent)


def test_an_answer_finds_its_thread_where_it_is_told(slack: Slack, bot: Bot) -> None:
    parent = slack.messages()[0]["ts"]
    url, _ = clicked(slack, bot, private=False, thread_ts=parent)
    slack.answer_to(url, {"text": "there", "thread_ts": parent})
    slack.answer_to(url, {"text": "not there"})
    assert [one["thread_ts"] for one in slack.messages()[-2:]] == [parent, None]


def test_bad_blocks_are_refused_and_shown_nowhere(slack: Slack, command_url: str) -> None:
    before = slack.messages()
    status, body = slack.answer_to(command_url, {"blocks": [{"text": "no type"}]})
    assert (status, json.loads(body)["error"]) == (400, "invalid_blocks")
    assert slack.messages() == before
