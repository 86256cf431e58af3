"""Which messages have just reminded whom, or a channel: for those who settle a reminder by its words."""

from typing import Any

from redis import Redis

from store.redis_client import KEY_PREFIX

KEPT_SECONDS = 24 * 3600
"""What came due before yesterday nobody snoozes any more."""
_MOST = 20  # messages of one place; each may be about several reminders


class FiredCards:
    """Cards (`store.cards`) by place: a channel, or a person for their direct messages."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def note(self, slack_team_id: str, place: str, card_id: str, at_seconds: float) -> None:
        """`at_seconds` is `store.clock`'s; once more does no harm."""
        key = _key(slack_team_id, place)
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.zadd(key, {card_id: at_seconds})
            pipe.zremrangebyscore(key, "-inf", at_seconds - KEPT_SECONDS)
            pipe.zremrangebyrank(key, 0, -_MOST - 1)
            pipe.expire(key, KEPT_SECONDS)
            pipe.execute()

    def at(self, slack_team_id: str, place: str) -> tuple[str, ...]:
        """The newest first."""
        found: Any = self._redis.zrevrange(_key(slack_team_id, place), 0, -1)
        return tuple(found)


def _key(slack_team_id: str, place: str) -> str:
    return f"{KEY_PREFIX}fired:{slack_team_id}:{place}"
