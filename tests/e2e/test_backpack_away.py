"""Backpack gone, back again, or too busy: every command gets through once, and people know where they are."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager

import pytest

from tests.e2e.driver import Driver
from tests.e2e.slack_page import GENERAL, KITCHEN, MAYA, TOMAS, Post
from tests.e2e.waiting import eventually
from tests.e2e.xml_api import ListAddress

# The one that is first asks again after half a minute at most; the others follow at once.
_BACK_SECONDS = 90.0


@contextmanager
def _stopped(driver: Driver) -> Iterator[None]:
    """Nobody listens where Backpack was."""
    driver.stop("backpack")
    try:
        yield
    finally:
        driver.stack.start("backpack")
        driver.stack.wait_until_healthy("backpack")


@contextmanager
def _hanging_up(driver: Driver) -> Iterator[None]:
    """Backpack takes requests and closes the connection without a byte."""
    driver.backpack.add_fault(down=True)
    try:
        yield
    finally:
        driver.backpack.clear_faults()


@pytest.mark.parametrize("outage", [_stopped, _hanging_up])
def test_the_notice_of_an_outage_becomes_the_answer(
    driver: Driver, fresh_list: ListAddress, outage: Callable[[Driver], AbstractContextManager[None]]
) -> None:
    told_before = driver.slack.direct_messages(MAYA)
    heard_before = driver.slack.posts(GENERAL, MAYA)
    with outage(driver):
        assert driver.slack.command(MAYA, f"add Patience to {fresh_list.name}").error is None
        notice = eventually("a notice", lambda: driver.slack.direct_messages(MAYA)[len(told_before) :])[0]
        assert "Backpack is not answering" in notice.words
        assert f"“add Patience to {fresh_list.name}” is kept" in notice.words
        pointer = eventually("a pointer", lambda: driver.slack.posts(GENERAL, MAYA)[len(heard_before) :])[0]
        assert "the answer will come in our direct messages" in pointer.words

    answer = eventually("the answer", lambda: _changed(driver, notice))
    assert answer
    assert answer.words == f"✅ Added Patience to {fresh_list.name} on Office."
    driver.wait_until_idle()
    assert driver.slack.direct_messages(MAYA) == [*told_before, answer]
    assert driver.slack.posts(GENERAL, MAYA) == [*heard_before, pointer]
    assert driver.maya.contents(fresh_list) == ["Patience"]


def test_a_known_list_gets_its_item_once_when_backpack_is_back(
    driver: Driver, fresh_list: ListAddress
) -> None:
    """The first request that fails is the one that would have added the item; it was never sent."""
    driver.slack.ask(TOMAS, f"add Before to {fresh_list.name}")
    before = len(driver.slack.direct_messages(TOMAS))
    with _stopped(driver):
        assert driver.slack.command(TOMAS, f"add During to {fresh_list.name}").error is None
        eventually("a notice", lambda: driver.slack.direct_messages(TOMAS)[before:])
    driver.wait_until_idle()
    assert driver.maya.contents(fresh_list) == ["Before", "During"]
    told = [post.words for post in driver.slack.direct_messages(TOMAS)[before:]]
    assert told == [f"✅ Added During to {fresh_list.name} on Office."]


def test_what_a_person_asked_for_in_an_outage_is_done_in_that_order(
    driver: Driver, fresh_list: ListAddress
) -> None:
    names = [f"Number {number}" for number in range(6)]
    before = len(driver.slack.direct_messages(MAYA))
    with _stopped(driver):
        for name in names:
            assert driver.slack.command(MAYA, f"add {name} to {fresh_list.name}").error is None
        told = eventually("notices", lambda: _at_least(6, driver.slack.direct_messages(MAYA)[before:]))
        assert all("is kept; I keep trying" in notice.words for notice in told)
    driver.wait_until_idle(_BACK_SECONDS)
    assert driver.maya.contents(fresh_list) == names
    answers = sorted(post.words for post in driver.slack.direct_messages(MAYA)[before:])
    assert answers == [f"✅ Added {name} to {fresh_list.name} on Office." for name in names]


def test_an_item_whose_answer_was_cut_off_is_looked_up_and_called_added(
    driver: Driver, fresh_list: ListAddress
) -> None:
    driver.backpack.add_fault(cut="after", path_contains="items/add", times=1)
    answer = driver.slack.ask(TOMAS, f"add During to {fresh_list.name}")
    assert answer.words == f"✅ Added During to {fresh_list.name} on Office."
    driver.wait_until_idle()
    assert driver.maya.contents(fresh_list) == ["During"]


def test_under_a_tight_limit_every_command_is_done_and_nobody_sees_an_error(
    driver: Driver, fresh_list: ListAddress
) -> None:
    driver.backpack.set_limits(ordinary=10, period_seconds=1)
    before = {(post.channel, post.ts) for post in driver.slack.everything(MAYA, TOMAS)}

    def add(number: int) -> str | None:
        words = f"add Number {number} to {fresh_list.name}"
        return driver.slack.command((MAYA, TOMAS)[number % 2], words, channel=KITCHEN).error

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(add, range(30))) == [None] * 30
    driver.wait_until_idle()
    driver.backpack.set_limits(ordinary=2_000)
    assert sorted(driver.maya.contents(fresh_list)) == sorted(f"Number {number}" for number in range(30))

    new = [post for post in driver.slack.everything(MAYA, TOMAS) if (post.channel, post.ts) not in before]
    answers = [post.words for post in new if post.words.startswith("✅ Added Number")]
    assert len(answers) == len(set(answers)) == 30
    assert [post.words for post in new if post.words[0] in "⚠💥"] == []


def _at_least(count: int, posts: list[Post]) -> list[Post]:
    return posts if len(posts) >= count else []


def _changed(driver: Driver, notice: Post) -> Post | None:
    """The same message, once it says something else."""
    now = next(post for post in driver.slack.direct_messages(MAYA) if post.ts == notice.ts)
    return now if now.words != notice.words else None
