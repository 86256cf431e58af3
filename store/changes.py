"""What each person has changed in the last minutes, for whoever types `undo` and names nothing."""

from typing import Any

from redis import Redis
from redis.client import Pipeline

from store.newest import note_newest
from store.redis_client import KEY_PREFIX
from store.transactions import transaction

UNDO_SECONDS = 600
"""How long a change can be undone: as long as one remembers what one has just done."""
_MOST = 50  # of one person: as many as anybody types in ten minutes


class Changes:
    """Operations by person, as `Delivery.person` names them. Times are `store.clock`'s."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def note(self, person: str, operation_id: str, at_seconds: float, within: Pipeline | None = None) -> None:
        """Once more does no harm: the first time stands."""
        kept = {"most": _MOST, "kept_seconds": UNDO_SECONDS}
        with transaction(self._redis, within) as pipe:
            note_newest(pipe, _key(person), operation_id, at_seconds, **kept, first_stands=True)

    def since(self, person: str, after_seconds: float) -> list[str]:
        """Those not forgotten, the last one first."""
        found: Any = self._redis.zrevrangebyscore(_key(person), "+inf", after_seconds)
        return list(found)

    def forget(self, person: str, operation_id: str) -> None:
        """It has been undone, or can't be."""
        self._redis.zrem(_key(person), operation_id)


def _key(person: str) -> str:
    return f"{KEY_PREFIX}changes:{person}"
