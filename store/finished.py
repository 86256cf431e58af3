"""Who of several remindees has done with a reminder, after it was due: Backpack does not list it any more."""

from collections.abc import Set as AbstractSet
from typing import Any

from redis import Redis

from store.redis_client import KEY_PREFIX

_KEPT_SECONDS = 60 * 24 * 3600  # as long as the message that has the button, see `store.cards`


class Finished:
    """Backpack users by account, reminder and the time it was due: it may have been moved on since."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def add(
        self, account: str, reminder_id: int, due_seconds: float, backpack_user_id: int
    ) -> AbstractSet[int]:
        """Note that this one has; returns all who have."""
        key = f"{KEY_PREFIX}finished:{account}:{reminder_id}:{int(due_seconds)}"
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.sadd(key, backpack_user_id)
            pipe.expire(key, _KEPT_SECONDS)
            pipe.smembers(key)
            members: Any = pipe.execute()[-1]
        return {int(member) for member in members}
