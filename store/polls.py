"""When Backpack is to be asked what has changed: each feed (one person's reminders, say) with its next
time."""

from collections.abc import Mapping
from pathlib import Path

from redis import Redis

from store.ledger_keys import TAGGED
from store.schedule_keys import CLOCK_AHEAD

_FEEDS = TAGGED + "polls"
_LEASE_SECONDS = 60
"""After this a claimed poll that told nothing of its end is due again: above a task's hard time limit (25 s),
with time to wait in the queue."""


class Polls:
    """Feeds by the time of their next poll. Time is `store.clock`'s."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._claim = redis.register_script((Path(__file__).parent / "lua" / "claim_polls.lua").read_text())

    def enroll(self, first_seconds: Mapping[str, float]) -> None:
        """Poll these feeds too, each first at its Unix time; those enrolled already keep theirs."""
        if first_seconds:
            self._redis.zadd(_FEEDS, dict(first_seconds), nx=True)

    def bring_forward(self, latest_seconds: Mapping[str, float]) -> None:
        """None of these, if enrolled, is polled later than this: the clock may have been put back."""
        if latest_seconds:
            self._redis.zadd(_FEEDS, dict(latest_seconds), xx=True, lt=True)

    def claim(self, most: int) -> list[str]:
        """Feeds to poll now; a second caller gets others."""
        return list(self._claim(keys=[_FEEDS, CLOCK_AHEAD], args=[most, _LEASE_SECONDS]))

    def poll_again_at(self, feed: str, at_seconds: float) -> None:
        """Unix time. Nothing happens to a feed that was dropped meanwhile."""
        self._redis.zadd(_FEEDS, {feed: at_seconds}, xx=True)

    def drop(self, *feeds: str) -> None:
        self._redis.zrem(_FEEDS, *feeds)
