"""Signs of life: each process signs now and then, and `backpack-bot health` looks how long ago.

Redis `TIME` stamps and judges them, so two machines' clocks need not agree.
"""

from redis import Redis

from store.redis_client import KEY_PREFIX, read_text

KEPT_SECONDS = 3600  # an operator who looks within the hour still reads "last seen 40 minutes ago"


class Pulses:
    """The last sign of life of each part (`worker`, `beat`)."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def sign(self, part: str) -> None:
        self._redis.set(f"{KEY_PREFIX}pulse:{part}", str(self._now_seconds()), ex=KEPT_SECONDS)

    def seconds_since(self, part: str) -> float | None:
        """None when the part has not been seen for an hour."""
        stored = read_text(self._redis, f"{KEY_PREFIX}pulse:{part}")
        return None if stored is None else max(0.0, self._now_seconds() - float(stored))

    def _now_seconds(self) -> float:
        seconds, microseconds = self._redis.time()
        return float(seconds) + float(microseconds) / 1e6
