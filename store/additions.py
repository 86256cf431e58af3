"""What a reminder has that Backpack can't keep: a channel to be said in, and how it comes again."""

from collections.abc import Mapping, Sequence
from typing import Any

from redis import Redis

from store.redis_client import KEY_PREFIX

_KEPT_AFTER_SECONDS = 60 * 24 * 3600
"""After the reminder was due: it may be snoozed from an old message, or come again after a long outage."""


class Additions:
    """JSON of the caller's, by account and reminder."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def keep(self, account: str, reminder_id: int, addition: str, due_in_seconds: float) -> None:
        self._redis.set(_key(account, reminder_id), addition, ex=_kept_seconds(due_in_seconds))

    def keep_longer(self, account: str, due_in_seconds: Mapping[int, float]) -> None:
        """By reminder: they were moved, and what they have is to be there when they are due."""
        with self._redis.pipeline(transaction=False) as pipe:
            for reminder_id, seconds in due_in_seconds.items():
                pipe.expire(_key(account, reminder_id), _kept_seconds(seconds))
            pipe.execute()

    def find(self, account: str, reminder_ids: Sequence[int]) -> dict[int, str]:
        """Those of these reminders that have any."""
        if not reminder_ids:
            return {}
        found: Any = self._redis.mget([_key(account, reminder_id) for reminder_id in reminder_ids])
        return {reminder_id: text for reminder_id, text in zip(reminder_ids, found, strict=True) if text}

    def forget(self, account: str, reminder_id: int) -> None:
        self._redis.delete(_key(account, reminder_id))


def _kept_seconds(due_in_seconds: float) -> int:
    return max(0, int(due_in_seconds)) + _KEPT_AFTER_SECONDS


def _key(account: str, reminder_id: int) -> str:
    return f"{KEY_PREFIX}addition:{account}:{reminder_id}"
