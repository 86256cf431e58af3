"""An event that the app does not take is delivered again, three times at most."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.sandbox.slack.conftest import Bot, Slack

LATE_SECONDS = 0.6  # twice what the workspace of these tests waits


def write(slack: Slack, text: str = "hello") -> None:
    slack.post("/message", user="U0MAYA", channel="D0MAYA", text=text)


def retry_headers(bot: Bot) -> list[tuple[str | None, str | None]]:
    names = ("x-slack-retry-num", "x-slack-retry-reason")
    first, second = ([delivery.headers.get(name) for delivery in bot.deliveries] for name in names)
    return list(zip(first, second, strict=True))


def settled(slack: Slack, bot: Bot) -> None:
    """The workspace has noted how each delivery went; the first retry would follow at once."""
    deliveries: list[Any] = []
    while len(deliveries) < len(bot.deliveries) or not deliveries:
        deliveries = slack.get("/deliveries")["deliveries"]


def test_an_error_is_told_and_the_event_comes_three_times_more(slack: Slack, bot: Bot) -> None:
    bot.answer = lambda _: (500, "")
    write(slack)
    first, *others = bot.wait_until(4)
    assert retry_headers(bot) == [
        (None, None),
        ("1", "http_error"),
        ("2", "http_error"),
        ("3", "http_error"),
    ]
    assert {delivery.body for delivery in others} == {first.body}


def test_one_that_is_late_is_told_so_and_comes_until_it_is_taken(slack: Slack, bot: Bot) -> None:
    waits = [LATE_SECONDS, LATE_SECONDS, 0.0]

    def answer(_: Any) -> tuple[int, str]:
        threading.Event().wait(waits.pop(0))
        return 200, ""

    bot.answer = answer
    write(slack)
    bot.wait_until(3)
    settled(slack, bot)
    assert retry_headers(bot) == [(None, None), ("1", "http_timeout"), ("2", "http_timeout")]


def test_an_app_that_wants_no_retry_gets_none(slack: Slack, bot: Bot) -> None:
    bot.answer, bot.headers = lambda _: (500, ""), {"X-Slack-No-Retry": "1"}
    for number, text in enumerate(("one", "two", "three"), start=1):
        write(slack, text)
        bot.wait_until(number)
        settled(slack, bot)
    assert [number for number, _ in retry_headers(bot)] == [None, None, None]


class TestWithAnAppThatIsAway:
    @pytest.fixture
    def setting(self) -> dict[str, Any]:
        return {"bot_url": "http://127.0.0.1:9/slack/events"}

    def test_the_person_sees_nothing_of_it_and_all_four_tries_are_listed(self, slack: Slack) -> None:
        write(slack)
        deliveries: list[Any] = []
        while len(deliveries) < 4:
            deliveries = slack.get("/deliveries")["deliveries"]
        assert {(one["name"], one["error"]) for one in deliveries} == {("message", "dispatch_failed")}
        assert slack.messages("D0MAYA")[-1]["text"] == "hello"
