"""Accounts whose Backpack was found silent a moment ago: what a clock has started does not wait for it too.

A call that hangs holds a worker for ten seconds. Were each of a hundred reminders to find that out for
itself, the last would be late by minutes, and people would wait behind them.
"""

from redis import Redis

from store.redis_client import KEY_PREFIX

_NOTED_SECONDS = 30
"""As long as `backpack.retry_delay_seconds` lets pass at most before it is asked again."""


class Away:
    """By account. It goes by itself."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def note(self, account: str) -> None:
        self._redis.set(_key(account), 1, ex=_NOTED_SECONDS)

    def is_noted(self, account: str) -> bool:
        return bool(self._redis.exists(_key(account)))


def _key(account: str) -> str:
    return f"{KEY_PREFIX}away:{account}"
