"""Deleting in time, against a real Redis."""

import pytest
from redis import Redis
from redis.exceptions import TimeoutError as RedisTimeoutError

from store import deletion
from store.deletion import delete_in_time


def test_deleting_says_whether_there_was_anything(redis: Redis) -> None:
    redis.set("key", "value")
    assert delete_in_time(redis, "key")
    assert not delete_in_time(redis, "key")


def test_nothing_is_deleted_when_the_deadline_has_passed(
    redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    redis.set("key", "value")
    monkeypatch.setattr(deletion, "FAST_TIMEOUT_SECONDS", -1.0)
    with pytest.raises(RedisTimeoutError):
        delete_in_time(redis, "key")
    assert redis.exists("key")
