"""Reactions: in events, in the Web API and on the page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError

import pytest
from playwright.sync_api import Page, expect

if TYPE_CHECKING:
    from tests.sandbox.slack.conftest import Bot, Slack


@pytest.fixture
def ts(slack: Slack) -> str:
    """A message of Tomás."""
    return str(slack.messages()[0]["ts"])


def react(slack: Slack, ts: str, name: str = "backpack", user: str = "U0MAYA", **more: Any) -> None:
    slack.post("/reaction", user=user, channel="C0KITCHEN", ts=ts, name=name, **more)


def refused(slack: Slack, ts: str, name: str = "backpack", **more: Any) -> str:
    with pytest.raises(HTTPError, match="400") as caught:
        react(slack, ts, name, **more)
    with caught.value as error:
        return str(json.load(error)["error"])


def event(bot: Bot, kind: str) -> dict[str, Any]:
    return dict(bot.wait_for(lambda fields: fields.get("event", {}).get("type") == kind)["event"])


@pytest.mark.parametrize("kind", ["reaction_added", "reaction_removed"])
def test_a_reaction_has_the_fields_that_slack_documents(slack: Slack, bot: Bot, ts: str, kind: str) -> None:
    react(slack, ts)
    if kind == "reaction_removed":
        react(slack, ts, remove=True)
    told = event(bot, kind)
    assert float(told.pop("event_ts")) > float(ts)
    assert told == {
        "type": kind,
        "user": "U0MAYA",
        "reaction": "backpack",
        "item_user": "U0TOMAS",
        "item": {"type": "message", "channel": "C0KITCHEN", "ts": ts},
    }


@pytest.mark.parametrize("app", [{"scopes": ["chat:write"]}, {"events": []}, {"left": ["C0KITCHEN"]}])
def test_the_app_hears_of_it_only_where_it_may(slack: Slack, bot: Bot, ts: str, app: dict[str, Any]) -> None:
    slack.post("/app", **app)
    react(slack, ts)
    slack.post("/app", scopes=["reactions:read"], events=["reaction_added"], left=[])
    react(slack, ts, "tada")
    assert event(bot, "reaction_added")["reaction"] == "tada"


def test_the_history_counts_them(slack: Slack, ts: str) -> None:
    for user in ("U0MAYA", "U0LINH"):
        react(slack, ts, user=user)
    history = slack.client.conversations_history(channel="C0KITCHEN", latest=ts, inclusive=True, limit=1)
    expected = [{"name": "backpack", "users": ["U0MAYA", "U0LINH"], "count": 2}]
    assert history["messages"][0]["reactions"] == expected


def test_each_person_reacts_once_with_each_and_takes_back_only_their_own(slack: Slack, ts: str) -> None:
    assert refused(slack, ts, remove=True) == "no_reaction"
    react(slack, ts)
    assert refused(slack, ts) == "already_reacted"
    assert refused(slack, ts, user="U0LINH", remove=True) == "no_reaction"
    react(slack, ts, remove=True)
    assert slack.messages()[0]["reactions"] == []


def test_what_is_no_emoji_and_what_one_person_sees_take_none(slack: Slack, ts: str) -> None:
    private = slack.client.chat_postEphemeral(channel="C0KITCHEN", user="U0MAYA", text="psst")["message_ts"]
    assert refused(slack, ts, "not an emoji") == "invalid_name"
    assert refused(slack, str(private)) == "message_not_found"


def test_a_person_picks_an_emoji_and_takes_it_back(page: Page, bot: Bot, slack: Slack, ts: str) -> None:
    message = page.locator(f'[data-testid="message"][data-ts="{ts}"]')
    message.hover()
    message.get_by_test_id("add-reaction").click()
    page.get_by_test_id("react-backpack").click()
    pill = message.get_by_test_id("reaction-backpack")
    expect(pill).to_have_text("🎒1")
    expect(pill).to_have_attribute("aria-pressed", "true")
    assert event(bot, "reaction_added")["item"]["ts"] == ts
    react(slack, ts, user="U0LINH")
    expect(pill).to_have_text("🎒2")
    pill.click()
    expect(pill).to_have_text("🎒1")
    expect(pill).to_have_attribute("aria-pressed", "false")
    expect(message).not_to_contain_text("(edited)")


def test_a_reaction_to_a_reply_is_shown_in_its_thread(page: Page, slack: Slack, ts: str) -> None:
    reply = slack.client.chat_postMessage(channel="C0KITCHEN", text="A reply", thread_ts=ts)["ts"]
    react(slack, str(reply), "tada")
    expect(page.get_by_test_id("thread").get_by_test_id("reaction-tada")).to_have_text("🎉1")
