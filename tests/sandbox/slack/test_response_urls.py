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


@pytest.fixture
def clicked(slack: Slack, bot: Bot) -> tuple[str, dict[str, Any]]:
    """The response URL of a click, and the message that was clicked in."""
    posted = slack.client.chat_postMessage(channel="C0KITCHEN", text="Milk", blocks=[BUTTON])
    slack.post("/action", user="U0MAYA", channel="C0KITCHEN", ts=posted["ts"], action_id="undo")
    return str(bot.last["response_url"]), slack.messages()[-1]


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


def test_a_click_can_replace_its_message(slack: Slack, clicked: tuple[str, dict[str, Any]]) -> None:
    url, message = clicked
    slack.answer_to(url, {"text": "Undone", "replace_original": True})
    now = slack.messages()[-1]
    assert (now["ts"], now["text"], now["blocks"], now["edited"]) == (message["ts"], "Undone", [], True)


def test_a_click_can_delete_its_message(slack: Slack, clicked: tuple[str, dict[str, Any]]) -> None:
    url, message = clicked
    slack.answer_to(url, {"delete_original": True})
    assert message["ts"] not in [each["ts"] for each in slack.messages()]


def test_bad_blocks_are_refused_and_shown_nowhere(slack: Slack, command_url: str) -> None:
    before = slack.messages()
    status, body = slack.answer_to(command_url, {"blocks": [{"text": "no type"}]})
    assert (status, json.loads(body)["error"]) == (400, "invalid_blocks")
    assert slack.messages() == before
