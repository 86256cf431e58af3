"""Which of Slack's events have been answered, or are being: one is delivered again when no 200 came in time.

What a worker does is done once because of the ledger. This is for what the bot says by itself, help or a
refusal, which would be said again.
"""

from enum import StrEnum
from pathlib import Path

from redis import Redis

from store.redis_client import KEY_PREFIX

KEPT_SECONDS = 15 * 60
"""Slack tries again at once, after a minute and after five more."""
LEASE_SECONDS = 10
"""How long whoever is at it is left alone: with Redis and Slack silent, a listener gives up within 7 s."""


class Standing(StrEnum):
    """What `begin` found."""

    GO = "go"
    AGAIN = "again"
    """Go on, but an answer may have been shown already."""
    BUSY = "busy"
    """Another delivery of it is being answered, and may yet fail."""
    OVER = "over"


class SlackEvents:
    """Events by their id."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        lua = (Path(__file__).parent / "lua" / "begin_event.lua").read_text()
        self._begin = redis.register_script(lua)

    def begin(self, event_id: str) -> Standing:
        """Ask to answer it; then say how that ended: `end`, `doubt` or `release`."""
        return Standing(self._begin(keys=[_key(event_id)], args=[LEASE_SECONDS]))

    def end(self, event_id: str) -> None:
        """It is answered, or accepted."""
        self._redis.set(_key(event_id), "over", ex=KEPT_SECONDS)

    def doubt(self, event_id: str) -> None:
        """An answer may have been shown."""
        self._redis.set(_key(event_id), "doubt", ex=KEPT_SECONDS)

    def release(self, event_id: str) -> None:
        """Nothing was shown, for certain: the next delivery may try."""
        self._redis.delete(_key(event_id))


def _key(event_id: str) -> str:
    return f"{KEY_PREFIX}slack-event:{event_id}"
