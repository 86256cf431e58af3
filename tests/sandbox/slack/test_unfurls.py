"""Addresses of the app's domains: told to it, and shown as it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk.errors import SlackApiError

from sandbox.slack.links import links_in

if TYPE_CHECKING:
    from tests.sandbox.slack.conftest import Bot, Slack

PAGE = "https://trailhead.backpackit.com/pages/1?a=1&b=2"
BLOCKS = [{"type": "section", "text": {"type": "plain_text", "text": "Office"}}]


def say(slack: Slack, text: str) -> dict[str, Any]:
    return dict(slack.post("/message", user="U0MAYA", channel="C0KITCHEN", text=text)["message"])


def shared(bot: Bot) -> dict[str, Any]:
    return dict(bot.wait_for(lambda fields: fields.get("event", {}).get("type") == "link_shared")["event"])


@pytest.fixture(autouse=True)
def rights(slack: Slack) -> None:
    scopes, events = slack.get("/app")["scopes"], slack.get("/app")["events"]
    slack.post("/app", scopes=[*scopes, "links:read", "links:write"], events=[*events, "link_shared"])


def test_the_event_has_the_fields_that_slack_documents(slack: Slack, bot: Bot) -> None:
    message = say(slack, f"look: {PAGE}, and https://example.com/")
    told = shared(bot)
    assert float(told.pop("event_ts")) >= float(message["ts"])
    assert told.pop("unfurl_id")
    assert told == {
        "type": "link_shared",
        "channel": "C0KITCHEN",
        "is_bot_user_member": True,
        "user": "U0MAYA",
        "message_ts": message["ts"],
        "source": "conversations_history",
        "links": [{"domain": "backpackit.com", "url": PAGE}],
    }


@pytest.mark.parametrize("by_id", [True, False])
def test_an_unfurl_is_shown_and_replaced_by_the_next(slack: Slack, bot: Bot, by_id: bool) -> None:
    message = say(slack, PAGE)
    told = shared(bot)
    where = {"unfurl_id": told["unfurl_id"], "source": told["source"]}
    if not by_id:
        where = {"channel": "C0KITCHEN", "ts": message["ts"]}
    for blocks in (BLOCKS, [*BLOCKS, {"type": "divider"}]):
        slack.client.api_call("chat.unfurl", json={**where, "unfurls": {PAGE: {"blocks": blocks}}})
    (unfurl,) = next(each for each in slack.messages() if each["ts"] == message["ts"])["unfurls"]
    assert (unfurl["url"], [block["type"] for block in unfurl["blocks"]]) == (PAGE, ["section", "divider"])
    slack.client.api_call("chat.unfurl", json={**where, "unfurls": {PAGE: {}}})
    assert next(each for each in slack.messages() if each["ts"] == message["ts"])["unfurls"] == []


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"unfurls": {"https://elsewhere.backpackit.com/": {"blocks": BLOCKS}}}, "cannot_unfurl_url"),
        ({"unfurls": {PAGE: {"blocks": [{"type": "nonsense"}]}}}, "invalid_blocks"),
        ({"unfurls": None}, "missing_unfurls"),
        ({"unfurls": "{"}, "invalid_unfurls_format"),
        ({"unfurls": {PAGE: 1}}, "cannot_parse_attachment"),
        ({"source": "elsewhere"}, "invalid_source"),
        ({"source": ""}, "missing_source"),
        ({"unfurl_id": "C0KITCHEN-1.2"}, "invalid_unfurl_id"),
    ],
)
def test_what_slack_refuses(slack: Slack, bot: Bot, changes: Any, error: str) -> None:
    say(slack, PAGE)
    told = shared(bot)
    call = {"unfurl_id": told["unfurl_id"], "source": told["source"], "unfurls": {PAGE: {"blocks": BLOCKS}}}
    with pytest.raises(SlackApiError) as refused:
        slack.client.api_call("chat.unfurl", json=call | changes)
    assert refused.value.response["error"] == error


def test_without_the_scope_there_is_none(slack: Slack) -> None:
    message = say(slack, PAGE)
    slack.post("/app", scopes=["chat:write"])
    with pytest.raises(SlackApiError, match="missing_scope"):
        slack.client.api_call(
            "chat.unfurl", json={"channel": "C0KITCHEN", "ts": message["ts"], "unfurls": {PAGE: {}}}
        )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("<https://a.example/x>", ["https://a.example/x"]),
        (
            "<https://b.a.example/?x=1&amp;y=2|there> <https://b.a.example/?x=1&amp;y=2>",
            ["https://b.a.example/?x=1&y=2"],
        ),
        ("<https://nota.example/> <http://example/> a.example <mailto:x@a.example>", []),
    ],
)
def test_links_of_a_domain(text: str, found: list[str]) -> None:
    assert [link["url"] for link in links_in(text, ("a.example",))] == found
