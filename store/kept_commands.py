"""Commands that wait for their author: to connect Backpack, or to say that they were understood."""

from redis import Redis

from store.own_ids import own_id
from store.redis_client import KEY_PREFIX, read_text

# Long enough to find one's token in Backpack after a coffee; short enough that a forgotten command does
# not spring up days later.
KEPT_SECONDS = 3600


class KeptCommands:
    """A command kept under an id of its own, which travels through Slack in a button's value."""

    def __init__(self, redis: Redis, kind: str) -> None:
        """:param kind: what they wait for: an id of one kind means nothing to another"""
        self._redis = redis
        self._prefix = f"{KEY_PREFIX}{kind}:"

    def keep(self, operation_id: str, command: str) -> str:
        """Keep `command` (JSON of the caller's) for an hour; returns the id that `find` wants.

        The same operation gets the same id, so that a delivery that Slack repeats is one command.
        """
        kept_id = kept_id_of(operation_id)
        self._redis.set(self._prefix + kept_id, command, ex=KEPT_SECONDS)
        return kept_id

    def find(self, kept_id: str) -> str | None:
        return read_text(self._redis, self._prefix + kept_id) if kept_id else None

    def forget(self, kept_id: str) -> None:
        self._redis.delete(self._prefix + kept_id)

    def drop(self, operation_id: str) -> None:
        """Forget what was kept for that operation, if anything was."""
        self.forget(kept_id_of(operation_id))


def kept_id_of(operation_id: str) -> str:
    """The id under which that operation's command is kept, if it is."""
    return own_id(operation_id)
