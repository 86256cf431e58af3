"""The message that told a person "this is queued", so that the answer can take its place.

A slash command's `response_url` can only add messages, never change one (slackapi/bolt-js#2287), so the
notice is an ordinary direct message and is remembered here: none → being posted → posted, or closed by the
answer. While it is being posted it is held under a lease; whoever finds that run out has to look in Slack.
"""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from redis import Redis

from store.redis_client import KEY_PREFIX

KEPT_SECONDS = 2 * 24 * 3600  # a command is kept for a day while Backpack is down; a day to spare
LEASE_SECONDS = 12
"""How long whoever posts it is left alone: the time-outs of one post (5 s and 5 s), and some."""


@dataclass(frozen=True)
class Notice:
    """A posted message."""

    channel_id: str
    message_ts: str


class Standing(StrEnum):
    """What `take` found."""

    GO = "go"
    """None was posted. To post it: go on. To answer: it is closed now, and none can be posted any more."""
    BUSY = "busy"
    """Another worker is posting it: ask again in `wait_seconds`."""
    LOOK = "look"
    """It may have been posted at `since_seconds`, and nobody was told. The taker has the lease now."""
    POSTED = "posted"
    OVER = "over"
    """Closed: the answer came first."""


@dataclass(frozen=True)
class Taken:
    """A notice in hand."""

    standing: Standing
    wait_seconds: float = 0.0
    since_seconds: float = 0.0
    notice: Notice | None = None


class Notices:
    """Notices by operation id. Time is Redis's."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        scripts = Path(__file__).parent / "lua"
        self._take = redis.register_script((scripts / "take_notice.lua").read_text())
        self._postpone = redis.register_script((scripts / "postpone_notice.lua").read_text())

    def take(self, operation_id: str, *, to_answer: bool = False) -> Taken:
        """Ask to post the notice, or, with `to_answer`, to put the answer in its place."""
        purpose = "answer" if to_answer else "post"
        arguments: list[str | float] = [purpose, LEASE_SECONDS, KEPT_SECONDS]
        standing, *rest = self._take(keys=[_key(operation_id)], args=arguments)
        if standing == Standing.BUSY:
            return Taken(Standing.BUSY, wait_seconds=float(rest[0]))
        if standing == Standing.LOOK:
            return Taken(Standing.LOOK, since_seconds=float(rest[0]))
        if standing == Standing.POSTED:
            return Taken(Standing.POSTED, notice=Notice(*rest))
        return Taken(Standing(standing))

    def posted(self, operation_id: str, notice: Notice) -> None:
        where = {"state": "posted", "channel": notice.channel_id, "ts": notice.message_ts}
        self._put(operation_id, where)

    def close(self, operation_id: str) -> None:
        """It is not there, and the answer stands alone."""
        self._put(operation_id, {"state": "closed"})

    def release(self, operation_id: str) -> None:
        """Nothing was posted, for certain; somebody may try again."""
        self._redis.delete(_key(operation_id))

    def postpone(self, operation_id: str, seconds: float) -> None:
        """It may have been posted: to be looked for, not before `seconds`."""
        self._postpone(keys=[_key(operation_id)], args=[seconds])

    def _put(self, operation_id: str, fields: dict[Any, Any]) -> None:
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.hset(_key(operation_id), mapping=fields)
            pipe.expire(_key(operation_id), KEPT_SECONDS)
            pipe.execute()


def _key(operation_id: str) -> str:
    return f"{KEY_PREFIX}notice:{operation_id}"
