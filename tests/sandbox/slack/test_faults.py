"""Slack's bad days on order: late, refused, cut off, and sometimes done all the same."""

from __future__ import annotations

import time
from http.client import HTTPException
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from slack_sdk.errors import SlackApiError

if TYPE_CHECKING:
    from tests.sandbox.slack.conftest import Bot, Slack

POST = "chat.postMessage"


def post(slack: Slack, text: str = "x", channel: str = "C0KITCHEN") -> Any:
    return slack.client.chat_postMessage(channel=channel, text=text)


def posted(slack: Slack, text: str = "x") -> int:
    return [message["text"] for message in slack.messages()].count(text)


@pytest.mark.parametrize(
    ("fault", "times_posted"),
    [
        ({"status": 500}, 0),
        ({"status": 503, "performed": True}, 1),
        ({"error": "internal_error", "performed": True}, 1),
        ({"error": "ratelimited"}, 0),
    ],
)
def test_a_refusal_may_come_before_the_effect_or_after_it(
    slack: Slack, fault: dict[str, Any], times_posted: int
) -> None:
    slack.post("/faults", method=POST, **fault)
    with pytest.raises(SlackApiError):
        post(slack)
    assert posted(slack) == times_posted
    post(slack)
    assert posted(slack) == times_posted + 1


@pytest.mark.parametrize(("cut", "times_posted"), [("before", 0), ("after", 1), ("midway", 1)])
def test_a_cut_connection_leaves_its_caller_in_doubt(slack: Slack, cut: str, times_posted: int) -> None:
    slack.post("/faults", method=POST, cut=cut)
    with pytest.raises((OSError, HTTPException)):
        post(slack)
    assert posted(slack) == times_posted


def test_an_answer_can_be_late_while_the_message_is_there(slack: Slack) -> None:
    slack.post("/faults", method=POST, answer_delay_seconds=0.2)
    started = time.monotonic()
    post(slack)
    assert time.monotonic() - started >= 0.2
    assert posted(slack) == 1


def test_a_response_url_can_be_made_to_fail_like_a_method(slack: Slack, bot: Bot) -> None:
    slack.command("/backpack")
    url = str(bot.last["response_url"])
    slack.post("/faults", method="response_url", status=410, error="expired_url")
    assert slack.answer_to(url, {"text": "gone"}) == (410, '{"ok":false,"error":"expired_url"}')
    slack.post("/faults", method="response_url", cut="after")
    with pytest.raises((OSError, HTTPException)):
        slack.answer_to(url, {"text": "posted nevertheless"})
    assert (posted(slack, "gone"), posted(slack, "posted nevertheless")) == (0, 1)


def test_a_fault_without_an_end_lasts_until_all_are_dropped(slack: Slack) -> None:
    slack.post("/faults", method=POST, status=500, times=None)
    for _ in range(3):
        with pytest.raises(SlackApiError):
            post(slack)
    urlopen(Request(f"{slack.url}/_sandbox/faults", method="DELETE"), timeout=10).close()
    post(slack)


@pytest.mark.parametrize("fault", [{"colour": "red"}, {"cut": "sideways"}])
def test_a_fault_that_makes_no_sense_is_refused(slack: Slack, fault: dict[str, Any]) -> None:
    with pytest.raises(HTTPError, match="400") as caught:
        slack.post("/faults", method=POST, **fault)
    caught.value.close()


def test_a_refusal_may_name_no_time(slack: Slack) -> None:
    slack.post("/faults", method=POST, status=429, retry_after=None)
    with pytest.raises(SlackApiError) as caught:
        post(slack)
    assert "Retry-After" not in caught.value.response.headers


def test_a_channel_takes_a_burst_and_then_one_message_in_its_time(slack: Slack, clock: Any) -> None:
    slack.post("/limits", seconds_a_message=1, burst=2)
    post(slack)
    post(slack)
    with pytest.raises(SlackApiError) as caught:
        slack.client.chat_postEphemeral(channel="C0KITCHEN", user="U0MAYA", text="x")
    assert (caught.value.response.status_code, caught.value.response.headers["Retry-After"]) == (429, "1")
    post(slack, channel="C0LAUNCH")
    clock.advance(1.0)
    post(slack)


def test_who_comes_before_the_time_is_counted(slack: Slack, clock: Any) -> None:
    slack.post("/faults", method=POST, status=429, retry_after=30)
    with pytest.raises(SlackApiError):
        post(slack)
    clock.advance(29)
    post(slack)
    clock.advance(2)
    post(slack)
    counted = slack.get("/limits")
    assert [counted[name][POST] for name in ("calls", "refused", "early")] == [3, 1, 1]


def test_a_method_wants_its_scope(slack: Slack) -> None:
    slack.post("/app", scopes=["chat:write", "channels:history"])
    assert slack.client.conversations_history(channel="C0KITCHEN")["ok"]
    with pytest.raises(SlackApiError) as caught:
        slack.client.conversations_history(channel="D0MAYA")
    answer = caught.value.response
    assert (answer["error"], answer["needed"]) == ("missing_scope", "im:history")
    assert answer["provided"] == "chat:write,channels:history"


def test_a_channel_the_app_has_left_is_closed_to_it(slack: Slack) -> None:
    slack.post("/app", left=["C0KITCHEN"])
    calls: list[Any] = [
        lambda: post(slack),
        lambda: slack.client.chat_postEphemeral(channel="C0KITCHEN", user="U0MAYA", text="x"),
        lambda: slack.client.conversations_history(channel="C0KITCHEN"),
    ]
    for call in calls:
        with pytest.raises(SlackApiError, match="not_in_channel"):
            call()


def test_history_comes_in_pages(slack: Slack) -> None:
    first = post(slack, "one")["ts"]
    for text in ("two", "three", "four"):
        post(slack, text)
    window = {"channel": "C0KITCHEN", "oldest": first, "limit": 2}
    page = slack.client.conversations_history(**window)
    assert [message["text"] for message in page["messages"]] == ["four", "three"]
    cursor = page["response_metadata"]["next_cursor"]
    rest = slack.client.conversations_history(**window, cursor=cursor)
    assert [message["text"] for message in rest["messages"]] == ["two"]
    assert not rest["has_more"]


@pytest.mark.parametrize("metadata", [{"event_type": "x"}, "words"])
def test_metadata_needs_a_type_and_a_payload(slack: Slack, metadata: Any) -> None:
    with pytest.raises(SlackApiError, match="invalid_metadata_format"):
        slack.client.api_call(POST, json={"channel": "C0KITCHEN", "text": "x", "metadata": metadata})


def test_an_update_keeps_the_metadata_unless_it_brings_its_own(slack: Slack) -> None:
    mark = {"event_type": "backpack", "event_payload": {"id": "7"}}
    posted = slack.client.chat_postMessage(channel="C0KITCHEN", text="x", metadata=mark)
    where = {"channel": "C0KITCHEN", "ts": posted["ts"]}
    assert slack.client.chat_update(**where, text="y")["message"]["metadata"] == mark
    changed = slack.client.api_call("chat.update", json={**where, "text": "z", "metadata": {}})
    assert "metadata" not in changed["message"]
