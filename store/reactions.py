"""Reactions that added something: which addition each is about, however often it comes and goes.

Somebody puts an emoji to a message: addition 1. Taken away while it can be undone, that is taken back, and
the same emoji put there once more is addition 2. Taken away too late, the addition stays, and the emoji put
there again adds nothing.
"""

from dataclasses import dataclass
from pathlib import Path

from redis import Redis

from store.changes import UNDO_SECONDS
from store.ledger_keys import KEPT_SECONDS
from store.redis_client import KEY_PREFIX


@dataclass(frozen=True)
class Reaction:
    """One person's emoji on one message."""

    slack_team_id: str
    slack_user_id: str
    slack_channel_id: str
    message_ts: str
    name: str
    """Without colons, `backpack`."""

    def operation_id(self, number: int) -> str:
        """Of its addition with this number."""
        where = f"{self.slack_team_id}-{self.slack_channel_id}-{self.message_ts}"
        return f"reaction-{where}-{self.slack_user_id}-{self.name}-{number}"


class Reactions:
    """Remembers them for as long as the ledger knows what they did."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._note = redis.register_script((Path(__file__).parent / "lua" / "reaction.lua").read_text())

    def added(self, reaction: Reaction, event_ts: str) -> int:
        """The number of the addition it stands for, the same for each repeat; 0: it is there no more."""
        return self._noted(reaction, "added", event_ts)

    def removed(self, reaction: Reaction, event_ts: str) -> int:
        """The number of the addition to take back; 0: there is none, or it is too late."""
        return self._noted(reaction, "removed", event_ts)

    def _noted(self, reaction: Reaction, kind: str, event_ts: str) -> int:
        key = f"{KEY_PREFIX}{reaction.operation_id(0)}"
        return int(self._note(keys=[key], args=[kind, event_ts, UNDO_SECONDS, KEPT_SECONDS]))
