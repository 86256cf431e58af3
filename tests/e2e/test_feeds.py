"""What a team writes comes into the channel by itself: polled, noticed and posted by the real parts."""

from collections.abc import Iterator

import pytest

from tests.e2e.driver import Driver
from tests.e2e.slack_page import LINH, MAYA, TOMAS, Post
from tests.e2e.waiting import eventually

LAUNCH = "C0LAUNCH"


@pytest.fixture
def subscribed(driver: Driver) -> Iterator[Driver]:
    answer = driver.slack.ask(MAYA, "subscribe journal", channel=LAUNCH)
    assert answer.words.startswith("🔔 From now on I post here what changes in the journal of trailhead")
    assert answer.ephemeral_to is None, "all of the channel should know"
    yield driver
    assert "no more" in driver.slack.ask(TOMAS, "unsubscribe journal", channel=LAUNCH).words


def test_entries_written_in_backpack_and_in_slack_come_into_the_channel_once(subscribed: Driver) -> None:
    driver = subscribed
    before = len(_told(driver))
    driver.linh.write_journal("Packed the tents & pegs")
    driver.slack.ask(TOMAS, "journal Booked the bus")

    def both() -> list[Post]:
        told = _told(driver)[before:]
        words = " ".join(post.words for post in told)
        return told if "Packed the tents & pegs" in words and "Booked the bus" in words else []

    told = eventually("both entries in the channel", both)
    assert [post.words.count("Packed") + post.words.count("Booked") for post in told] == [1, 1]
    driver.wait_until_idle()
    assert len(_told(driver)) - before == 2


def _told(driver: Driver) -> list[Post]:
    """As Linh sees it, to whom nobody answers there."""
    return driver.slack.posts(LAUNCH, LINH)
