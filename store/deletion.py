"""Deleting while somebody waits: within their patience, or not at all."""

from pathlib import Path

from redis import Redis
from redis.exceptions import TimeoutError as RedisTimeoutError

from store.redis_client import FAST_TIMEOUT_SECONDS

_SCRIPT = (Path(__file__).parent / "lua" / "delete.lua").read_text()


def delete_in_time(redis: Redis, key: str) -> bool:
    """Whether there was anything to delete.

    :raises redis.RedisError: nothing was deleted, and nothing will be once a hung Redis resumes
    """
    seconds, microseconds = redis.time()
    deadline_seconds = float(seconds) + float(microseconds) / 1e6 + FAST_TIMEOUT_SECONDS
    deleted = redis.eval(_SCRIPT, 1, key, str(deadline_seconds))
    if deleted == -1:
        raise RedisTimeoutError("too late to delete")
    return bool(deleted)
