"""Reactions that come, go and come again, in whatever order Slack tells of them."""

from collections.abc import Callable
from typing import Any

import pytest
from redis import Redis

from store.changes import UNDO_SECONDS
from store.reactions import Reaction
from store.stores import Stores

BACKPACK = Reaction("T1", "U1", "C1", "1700000000.000100", "backpack")


@pytest.fixture
def put(stores: Stores) -> Callable[[int], int]:
    return lambda at: stores.reactions.added(BACKPACK, f"1700000100.{at:06}")


@pytest.fixture
def take(stores: Stores) -> Callable[[int], int]:
    return lambda at: stores.reactions.removed(BACKPACK, f"1700000100.{at:06}")


def later(redis: Redis, seconds: int) -> None:
    """As if it had been put there so much earlier."""
    client: Any = redis
    (key,) = client.keys("*reaction*")
    client.hset(key, "since", float(client.hget(key, "since")) - seconds)


Deed = Callable[[int], int]


def test_the_same_event_again_is_the_same_addition(put: Deed, take: Deed) -> None:
    assert [put(1), put(1), take(2), take(2)] == [1, 1, 1, 1]


def test_one_that_was_taken_back_is_another_addition_when_it_comes_again(put: Deed, take: Deed) -> None:
    assert [put(1), take(2), put(3), put(3), take(4), put(5)] == [1, 1, 2, 2, 2, 3]


def test_one_that_was_removed_too_late_stays_and_does_not_double(put: Deed, take: Deed, redis: Redis) -> None:
    put(1)
    later(redis, UNDO_SECONDS + 1)
    assert [take(2), put(3), take(4)] == [0, 1, 0]


def test_just_in_time_is_in_time(put: Deed, take: Deed, redis: Redis) -> None:
    put(1)
    later(redis, UNDO_SECONDS - 60)
    assert take(2) == 1


def test_a_removal_that_is_told_first_leaves_nothing_to_add(put: Deed, take: Deed) -> None:
    assert [take(2), put(1), take(2), put(3)] == [0, 0, 0, 1]


def test_an_addition_that_is_told_again_after_the_removal_adds_nothing(put: Deed, take: Deed) -> None:
    assert [put(1), take(2), put(1)] == [1, 1, 0]


def test_people_messages_and_emoji_do_not_meddle_with_each_other(stores: Stores) -> None:
    changes = ({"slack_user_id": "U2"}, {"message_ts": "1.2"}, {"name": "memo"}, {"slack_channel_id": "C2"})
    others = [Reaction(**{**vars(BACKPACK), **change}) for change in changes]
    for each in [BACKPACK, *others]:
        assert stores.reactions.added(each, "1700000100.000001") == 1
    assert len({each.operation_id(1) for each in [BACKPACK, *others]}) == 5


def test_the_emoji_of_that_name_is_on_until_it_is_switched_off(stores: Stores) -> None:
    assert stores.emoji.names("T1") == ("backpack",)
    stores.emoji.switch("T1", "memo", is_on=True)
    stores.emoji.switch("T1", "backpack", is_on=False)
    assert stores.emoji.names("T1") == ("memo",)
    assert stores.emoji.names("T2") == ("backpack",)
