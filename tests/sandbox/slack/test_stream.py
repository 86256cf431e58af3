"""The stream of changes, and the Backpack account passed through."""

from __future__ import annotations

import asyncio
import json
import urllib.error
import urllib.request
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.slack.event_log import KEPT, EventLog

if TYPE_CHECKING:
    from tests.sandbox.slack.conftest import Bot, Slack


def read_changes(slack: Slack, since: int, count: int) -> list[dict[str, Any]]:
    with urllib.request.urlopen(f"{slack.url}/_sandbox/events?since={since}", timeout=10) as stream:
        data = (line.removeprefix(b"data: ") for line in stream if line.startswith(b"data: "))
        return [json.loads(next(data)) for _ in range(count)]


def test_a_page_that_was_away_gets_all_it_missed_in_order(slack: Slack) -> None:
    since = slack.get("/workspace")["seq"]
    for text in ("one", "two"):
        slack.client.chat_postMessage(channel="C0KITCHEN", text=text)
    changes = read_changes(slack, since, 2)
    assert [change["message"]["text"] for change in changes] == ["one", "two"]
    assert [change["seq"] for change in changes] == [since + 1, since + 2]


def test_a_page_of_an_earlier_run_is_told_to_start_anew(slack: Slack) -> None:
    assert read_changes(slack, 10_000, 1)[0]["kind"] == "reset"
    earlier = urllib.request.Request(f"{slack.url}/_sandbox/events", headers={"Last-Event-ID": "0ld:0"})
    with urllib.request.urlopen(earlier, timeout=10) as stream:
        assert b'"kind": "reset"' in next(line for line in stream if line.startswith(b"data: "))


def test_a_page_too_far_behind_is_told_to_start_anew() -> None:
    async def first_change() -> dict[str, Any]:
        log = EventLog()
        for _ in range(KEPT + 2):
            log.append("x")
        return await anext(log.follow(1))

    assert asyncio.run(first_change())["kind"] == "reset"


def test_the_account_is_passed_through_and_what_did_not_change_is_204(slack: Slack, bot: Bot) -> None:
    assert slack.get("/backpack/state") == bot.account
    assert slack.get("/backpack/state?since=0") == bot.account
    with urllib.request.urlopen(f"{slack.url}/_sandbox/backpack/state?since=1") as unchanged:
        assert (unchanged.status, unchanged.read()) == (204, b"")


def test_a_backpack_server_that_is_away_is_a_bad_gateway(slack: Slack, bot: Bot) -> None:
    bot.account = None
    with pytest.raises(urllib.error.HTTPError, match="502") as caught:
        slack.get("/backpack/state")
    caught.value.close()
