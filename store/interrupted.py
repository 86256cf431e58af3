"""Commands that wait for their author to connect Backpack."""

from hashlib import sha256

from redis import Redis

from store.redis_client import KEY_PREFIX, read_text

# Long enough to find one's token in Backpack after a coffee; short enough that a forgotten command does
# not spring up days later.
KEPT_SECONDS = 3600


class InterruptedCommands:
    """A command kept under an id of its own, which travels through Slack in a button's value."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def keep(self, operation_id: str, command: str) -> str:
        """Keep `command` (JSON of the caller's) for an hour; returns the id that `find` wants.

        The same operation gets the same id, so that a delivery that Slack repeats is one command.
        """
        interrupted_id = sha256(operation_id.encode()).hexdigest()[:24]  # 96 bits: no two are alike
        self._redis.set(_key(interrupted_id), command, ex=KEPT_SECONDS)
        return interrupted_id

    def find(self, interrupted_id: str) -> str | None:
        return read_text(self._redis, _key(interrupted_id)) if interrupted_id else None

    def forget(self, interrupted_id: str) -> None:
        self._redis.delete(_key(interrupted_id))


def _key(interrupted_id: str) -> str:
    return f"{KEY_PREFIX}interrupted:{interrupted_id}"
