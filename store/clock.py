"""The clock that everything scheduled keeps to: Redis's, so that no two machines disagree.

The sandbox can move it, so that nobody has to wait until tomorrow to see a reminder fire. The limits of
Backpack and Slack, and the ledger's leases, keep to the real time.
"""

from datetime import UTC, datetime

from redis import Redis

from store.schedule_keys import CLOCK_AHEAD


class Clock:
    """What time it is."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def now_seconds(self) -> float:
        """Unix time."""
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.time()
            pipe.get(CLOCK_AHEAD)
            (seconds, microseconds), ahead = pipe.execute()
        return float(seconds) + float(microseconds) / 1e6 + float(ahead or 0)

    def now(self) -> datetime:
        """Aware, UTC."""
        return datetime.fromtimestamp(self.now_seconds(), UTC)
