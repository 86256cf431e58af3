"""The notice and the answer: whoever comes first, the person is never left with both or with neither."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from redis import Redis

from store.notices import KEPT_SECONDS, Notice, NoticeBeingPostedError
from store.stores import Stores

NOTICE = Notice("D1", "1700000000.000100")


def test_one_of_many_workers_posts_the_notice(stores: Stores) -> None:
    with ThreadPoolExecutor(8) as pool:
        claims = list(pool.map(stores.notices.claim, ["op"] * 20))
    assert claims.count(True) == 1


def test_a_posted_notice_is_what_the_answer_replaces_however_often_it_is_tried(stores: Stores) -> None:
    assert stores.notices.claim("op")
    stores.notices.posted("op", NOTICE)
    assert stores.notices.close("op") == NOTICE
    assert stores.notices.close("op") == NOTICE


def test_an_answer_waits_while_the_notice_is_being_posted(stores: Stores) -> None:
    assert stores.notices.claim("op")
    with pytest.raises(NoticeBeingPostedError):
        stores.notices.close("op")


def test_a_worker_that_dies_while_posting_is_waited_for_no_longer_than_a_minute(
    stores: Stores, redis: Redis
) -> None:
    stores.notices.claim("op")
    (key,) = redis.scan_iter()
    assert 0 < int(str(redis.ttl(key))) <= 60
    redis.delete(key)  # what Redis does when that minute is over
    assert stores.notices.close("op") is None


def test_after_an_answer_no_notice_can_be_posted(stores: Stores) -> None:
    assert stores.notices.close("op") is None
    assert not stores.notices.claim("op")
    assert stores.notices.close("op") is None


def test_a_notice_that_could_not_be_posted_stands_in_nobodys_way(stores: Stores) -> None:
    stores.notices.claim("op")
    stores.notices.release("op")
    assert stores.notices.close("op") is None


def test_a_notice_outlives_the_day_a_command_is_kept_for(stores: Stores, redis: Redis) -> None:
    stores.notices.claim("op")
    stores.notices.posted("op", NOTICE)
    (key,) = redis.scan_iter()
    assert 24 * 3600 < int(str(redis.ttl(key))) <= KEPT_SECONDS
