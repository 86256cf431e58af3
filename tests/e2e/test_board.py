"""Everybody's status in one message: it follows what two people say, and outlives the bot's own restarts."""

from collections.abc import Iterator

import pytest

from tests.e2e.driver import Driver
from tests.e2e.slack_page import KITCHEN, LINH, MAYA, TOMAS, Post
from tests.e2e.waiting import eventually

LAUNCH = "C0LAUNCH"
_PARTS = ("bot", "worker", "bulk")


@pytest.fixture
def boarded(driver: Driver) -> Iterator[Driver]:
    before = len(_to_all(driver))
    assert driver.slack.command(MAYA, "status", channel=LAUNCH).error is None
    eventually("a board", lambda: len(_to_all(driver)) > before)
    yield driver
    assert "no more" in driver.slack.ask(TOMAS, "status board off", channel=LAUNCH).words
    eventually("its end", lambda: "not kept up to date" in _to_all(driver)[-1].words)


def test_one_message_follows_what_two_people_say_through_a_restart(boarded: Driver) -> None:
    driver, count = boarded, len(_to_all(boarded))
    driver.slack.ask(MAYA, "status Packing the <!channel> tents", channel=KITCHEN)
    driver.slack.ask(TOMAS, "status On the bus", channel=KITCHEN)
    _says(driver, "Maya Okafor: Packing the <!channel> tents", "Tomás Rivera: On the bus")
    for part in _PARTS:
        driver.stop(part)
        driver.stack.start(part)
    driver.stack.wait_until_healthy("bot", "worker")
    driver.slack.ask(MAYA, "status clear", channel=KITCHEN)
    driver.slack.ask(TOMAS, "status At the lake", channel=KITCHEN)
    board = _says(driver, "Tomás Rivera: At the lake")
    assert "Packing" not in board.words
    assert "Maya Okafor" in board.words.partition("No status: ")[2]
    assert board.live_markup == []
    driver.wait_until_idle()
    assert len(_to_all(driver)) == count


def _says(driver: Driver, *words: str) -> Post:
    def boards() -> list[Post]:
        return [post for post in _to_all(driver)[-1:] if all(each in post.words for each in words)]

    return eventually(f"a board that says {words}", boards)[0]


def _to_all(driver: Driver) -> list[Post]:
    """As Linh sees it, to whom nobody answers there."""
    return driver.slack.posts(LAUNCH, LINH)
