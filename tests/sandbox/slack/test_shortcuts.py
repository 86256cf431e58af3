"""Shortcuts: of a message, and global."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.sandbox.slack.conftest import Bot, Slack

REMIND = "remind_about_message"


def choose(slack: Slack, callback_id: str = REMIND, **where: Any) -> Any:
    return slack.post("/shortcut", user="U0MAYA", callback_id=callback_id, **where)


def refused(slack: Slack, callback_id: str = REMIND, **where: Any) -> str:
    with pytest.raises(HTTPError, match="400") as caught:
        choose(slack, callback_id, **where)
    with caught.value as error:
        return str(json.load(error)["error"])


def test_a_messages_shortcut_brings_the_message_with_it(slack: Slack, bot: Bot) -> None:
    message = slack.messages()[0]
    done = choose(slack, channel="C0KITCHEN", ts=message["ts"])
    payload = bot.last
    assert (done["status"], payload.pop("trigger_id")) == (200, done["trigger_id"])
    assert payload.pop("response_url").startswith(f"{slack.url}/app-actions/")
    assert payload.pop("token")
    assert float(payload.pop("action_ts")) > float(message["ts"])
    brought = payload.pop("message")
    assert (brought["type"], brought["user"], brought["ts"]) == ("message", "U0TOMAS", message["ts"])
    assert brought["text"] == message["text"]
    assert payload == {
        "type": "message_action",
        "callback_id": REMIND,
        "team": {"id": "T0TRAILHEAD", "domain": "trailhead"},
        "user": {"id": "U0MAYA", "username": "maya", "name": "maya", "team_id": "T0TRAILHEAD"},
        "channel": {"id": "C0KITCHEN", "name": "kitchen"},
        "message_ts": message["ts"],
        "is_enterprise_install": False,
        "enterprise": None,
    }


def test_a_global_shortcut_comes_from_no_channel_and_has_no_response_url(slack: Slack, bot: Bot) -> None:
    done = choose(slack, "backpack")
    payload = bot.last
    assert payload.pop("trigger_id") == done["trigger_id"]
    assert payload.pop("token")
    assert payload.pop("action_ts")
    assert payload == {
        "type": "shortcut",
        "callback_id": "backpack",
        "team": {"id": "T0TRAILHEAD", "domain": "trailhead"},
        "user": {"id": "U0MAYA", "username": "maya", "team_id": "T0TRAILHEAD"},
        "is_enterprise_install": False,
        "enterprise": None,
    }


def test_the_answer_is_for_the_person_alone_and_a_modal_can_be_opened(
    slack: Slack, bot: Bot, modal: Any
) -> None:
    ts = slack.messages()[0]["ts"]
    done = choose(slack, channel="C0KITCHEN", ts=ts)
    slack.client.views_open(trigger_id=done["trigger_id"], view=modal())
    assert len(slack.views()) == 1
    slack.answer_to(bot.last["response_url"], {"text": "Tomorrow, then", "replace_original": True})
    answer = slack.messages()[-1]
    assert (answer["text"], answer["ephemeral_to"]) == ("Tomorrow, then", "U0MAYA")
    assert slack.messages()[0]["ts"] == ts


def test_what_one_person_alone_sees_has_no_shortcuts(slack: Slack, bot: Bot) -> None:
    private = slack.client.chat_postEphemeral(channel="C0KITCHEN", user="U0MAYA", text="psst")
    assert refused(slack, channel="C0KITCHEN", ts=private["message_ts"]) == "message_not_found"
    assert bot.deliveries == []


def test_a_shortcut_that_is_not_registered_is_not_delivered(slack: Slack, bot: Bot) -> None:
    ts = slack.messages()[0]["ts"]
    assert refused(slack, "nonsense", channel="C0KITCHEN", ts=ts) == "shortcut_not_found"
    assert refused(slack, REMIND) == "shortcut_not_found"  # it is one of messages
    assert refused(slack, "backpack", channel="C0KITCHEN", ts=ts) == "shortcut_not_found"
    assert bot.deliveries == []


def test_the_menu_of_a_message_offers_its_shortcuts(page: Page, bot: Bot) -> None:
    message = page.get_by_test_id("message").first
    message.hover()
    more = message.get_by_test_id("more-actions")
    more.click()
    item = page.get_by_role("menuitem", name="Remind me about this")
    expect(item).to_contain_text("Backpack · Be reminded of this message")
    page.keyboard.press("Escape")
    expect(item).to_have_count(0)
    expect(more).to_be_focused()
    page.keyboard.press("Enter")
    with page.expect_response("**/_sandbox/shortcut"):
        page.get_by_role("menuitem", name="Remind me about this").click()
    assert bot.last["message_ts"] == message.get_attribute("data-ts")


def test_a_shortcut_that_fails_says_so(page: Page, bot: Bot) -> None:
    bot.answer = lambda _: (500, "")
    page.get_by_test_id("message").first.hover()
    page.get_by_test_id("more-actions").first.click()
    page.get_by_test_id(f"shortcut-{REMIND}").click()
    expect(page.get_by_test_id("toast")).to_have_text("The app could not be reached, or it failed.")


def test_global_shortcuts_are_offered_beside_the_composer(page: Page, bot: Bot) -> None:
    page.get_by_test_id("shortcuts").click()
    with page.expect_response("**/_sandbox/shortcut"):
        page.get_by_test_id("shortcut-backpack").click()
    assert (bot.last["type"], bot.last["callback_id"]) == ("shortcut", "backpack")
