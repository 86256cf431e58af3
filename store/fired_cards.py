"""Which messages have just reminded whom, or a channel: for those who settle a reminder by its words."""

from typing import Any

from redis import Redis

from store.newest import note_newest
from store.redis_client import KEY_PREFIX
from store.transactions import transaction

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
        with transaction(self._redis) as pipe:
            note_newest(pipe, key, card_id, at_seconds, most=_MOST, kept_seconds=KEPT_SECONDS)

    def at(self, slack_team_id: str, place: str) -> tuple[str, ...]:
        """The newest first."""
        found: Any = self._redis.zrevrange(_key(slack_team_id, place), 0, -1)
        return tuple(found)


def _key(slack_team_id: str, place: str) -> str:
    return f"{KEY_PREFIX}fired:{slack_team_id}:{place}"
