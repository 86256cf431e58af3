"""What an operation is about, where its first attempt chose that: later attempts must not choose anew."""

from redis import Redis

from store.redis_client import KEY_PREFIX, read_text

# A command is kept for a day while Backpack is away, and an attempt at it means what the first one meant.
_KEPT_SECONDS = 25 * 3600


class Chosen:
    """By operation."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def choose(self, operation_id: str, what: str) -> None:
        self._redis.set(_key(operation_id), what, ex=_KEPT_SECONDS)

    def find(self, operation_id: str) -> str | None:
        return read_text(self._redis, _key(operation_id))


def _key(operation_id: str) -> str:
    return f"{KEY_PREFIX}chosen:{operation_id}"
