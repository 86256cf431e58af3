"""Files that operations have uploaded to Slack, so that none is uploaded for each try at showing it."""

from typing import Any

from redis import Redis

from store.redis_client import KEY_PREFIX

_KEPT_SECONDS = 7 * 24 * 3600  # as long as the operation itself


class Uploads:
    """Ids of files, by operation."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def keep(self, operation_id: str, file_id: str) -> None:
        """Slack has the file."""
        self._redis.set(_key(operation_id), file_id, ex=_KEPT_SECONDS)

    def find(self, operation_id: str) -> tuple[str, float] | None:
        """The file's id, and how many seconds Slack has had it."""
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.get(_key(operation_id))
            pipe.pttl(_key(operation_id))
            found: Any = pipe.execute()
        file_id, left_milliseconds = found
        return (str(file_id), _KEPT_SECONDS - left_milliseconds / 1000) if file_id else None


def _key(operation_id: str) -> str:
    return f"{KEY_PREFIX}upload:{operation_id}"
