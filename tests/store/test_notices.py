"""The notice and the answer: whoever comes first, the person is never left with both or with neither."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from redis import Redis

from store.notices import KEPT_SECONDS, LEASE_SECONDS, Notice, Notices, Standing
from store.stores import Stores

NOTICE = Notice("D1", "1700000000.000100")
KEY = "backpack-bot:notice:op"


@pytest.fixture
def notices(stores: Stores) -> Notices:
    return stores.notices


def let_time_pass(redis: Redis) -> None:
    client: Any = redis
    client.hset(KEY, "until", "0")


def to_answer(notices: Notices) -> Standing:
    return notices.take("op", to_answer=True).standing


def test_one_of_many_workers_posts_the_notice(notices: Notices) -> None:
    with ThreadPoolExecutor(8) as pool:
        taken = [each.standing for each in pool.map(notices.take, ["op"] * 20)]
    assert taken.count(Standing.GO) == 1
    assert taken.count(Standing.BUSY) == 19


def test_a_posted_notice_is_what_the_answer_replaces_however_often_it_is_tried(notices: Notices) -> None:
    notices.take("op")
    notices.posted("op", NOTICE)
    for _ in range(2):
        assert notices.take("op", to_answer=True).notice == NOTICE
    assert notices.take("op").standing is Standing.POSTED


def test_an_answer_waits_while_the_notice_is_being_posted(notices: Notices) -> None:
    notices.take("op")
    taken = notices.take("op", to_answer=True)
    assert taken.standing is Standing.BUSY
    assert 0 < taken.wait_seconds <= LEASE_SECONDS


@pytest.mark.parametrize("answering", [False, True])
def test_whoever_comes_after_a_worker_that_died_in_the_post_has_to_look(
    notices: Notices, redis: Redis, answering: bool
) -> None:
    notices.take("op")
    let_time_pass(redis)
    taken = notices.take("op", to_answer=answering)
    assert taken.standing is Standing.LOOK
    assert taken.since_seconds > 0
    assert notices.take("op").standing is Standing.BUSY, "one looks at a time"


def test_after_an_answer_no_notice_can_be_posted(notices: Notices) -> None:
    assert to_answer(notices) is Standing.GO
    assert notices.take("op").standing is Standing.OVER
    assert to_answer(notices) is Standing.OVER


def test_a_notice_that_is_not_there_is_closed_by_the_answer(notices: Notices, redis: Redis) -> None:
    notices.take("op")
    let_time_pass(redis)
    assert to_answer(notices) is Standing.LOOK
    notices.close("op")
    assert notices.take("op").standing is Standing.OVER


def test_a_notice_that_could_not_be_posted_stands_in_nobodys_way(notices: Notices) -> None:
    notices.take("op")
    notices.release("op")
    assert to_answer(notices) is Standing.GO


def test_nobody_looks_for_a_notice_before_it_must_have_arrived(notices: Notices, redis: Redis) -> None:
    notices.take("op")
    notices.postpone("op", 60)
    assert LEASE_SECONDS < notices.take("op", to_answer=True).wait_seconds <= 60
    let_time_pass(redis)
    assert to_answer(notices) is Standing.LOOK


def test_a_notice_outlives_the_day_a_command_is_kept_for(notices: Notices, redis: Redis) -> None:
    steps: list[Callable[[], object]] = [
        lambda: notices.take("op"),
        lambda: notices.posted("op", NOTICE),
        lambda: notices.close("op"),
    ]
    for step in steps:
        step()
        assert 24 * 3600 < int(str(redis.ttl(KEY))) <= KEPT_SECONDS
