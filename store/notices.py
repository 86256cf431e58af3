"""The message that told a person "this is queued", so that the answer can take its place.

A slash command's `response_url` can only add messages, never change one (slackapi/bolt-js#2287), so the
notice is an ordinary direct message and is remembered here.
"""

import json
from dataclasses import dataclass

from redis import Redis

from store.redis_client import KEY_PREFIX, read_text

KEPT_SECONDS = 2 * 24 * 3600  # a command is kept for a day while Backpack is down; a day to spare
_POSTING = "posting"


@dataclass(frozen=True)
class Notice:
    """A posted message."""

    channel_id: str
    message_ts: str


class NoticeBeingPostedError(Exception):
    """Another worker is posting the notice right now: ask again in a second."""


class Notices:
    """Notices by operation id: none → being posted → posted, or closed by the answer."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def claim(self, operation_id: str) -> bool:
        """Whether the caller is the one to post the notice."""
        # A minute outlives every time-out of the post itself; a worker that dies in it is not waited for.
        return bool(self._redis.set(_key(operation_id), _POSTING, nx=True, ex=60))

    def posted(self, operation_id: str, notice: Notice) -> None:
        stored = json.dumps([notice.channel_id, notice.message_ts])
        self._redis.set(_key(operation_id), stored, ex=KEPT_SECONDS)

    def release(self, operation_id: str) -> None:
        """The notice could not be posted; the answer will stand alone."""
        self._redis.delete(_key(operation_id))

    def close(self, operation_id: str) -> Notice | None:
        """The notice to change into the answer, or None; afterwards none can be posted any more.

        :raises NoticeBeingPostedError: see there
        """
        if self._redis.set(_key(operation_id), json.dumps(None), nx=True, ex=KEPT_SECONDS):
            return None
        stored = read_text(self._redis, _key(operation_id))
        if stored == _POSTING:
            raise NoticeBeingPostedError
        found = json.loads(stored) if stored else None
        return Notice(*found) if found else None


def _key(operation_id: str) -> str:
    return f"{KEY_PREFIX}notice:{operation_id}"
