"""Messages with buttons: what each shows, and what has become of its rows since.

A button's value names its card and row and nothing else, so that a click finds what it is about however old
the message is, and the message can be drawn anew. One click at a time works on a row.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from redis import Redis
from redis.client import Pipeline

from store.redis_client import KEY_PREFIX, read_text
from store.transactions import transaction

KEPT_SECONDS = 60 * 24 * 3600
"""Who clicks at a message of three months ago is told that it is too old."""
_CLAIMED_SECONDS = 25 * 3600  # a command is kept for a day while Backpack is away


@dataclass(frozen=True)
class Card:
    """A card as it stands."""

    shown: str
    """What the message showed at first: JSON of the caller's."""
    states: Mapping[int, str]
    """By row, what has become of it: JSON of the caller's; rows that nothing happened to are not here."""
    settled_by: Mapping[int, str]
    """By row, the operation that its state comes of."""


class Cards:
    """Cards by id."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis

    def keep(self, card_id: str, shown: str, within: Pipeline | None = None) -> None:
        """Before it is posted; once more does no harm."""
        with transaction(self._redis, within) as pipe:
            pipe.hset(_key(card_id), "shown", shown)
            pipe.expire(_key(card_id), KEPT_SECONDS)

    def find(self, card_id: str) -> Card | None:
        fields: Any = self._redis.hgetall(_key(card_id))
        if "shown" not in fields:
            return None
        return Card(fields["shown"], _by_row(fields, "state:"), _by_row(fields, "by:"))

    def claim(self, card_id: str, row: int, operation_id: str) -> bool:
        """Whether the row is this operation's to work on; the same one may ask again."""
        key = _claim_key(card_id, row)
        if self._redis.set(key, operation_id, nx=True, ex=_CLAIMED_SECONDS):
            return True
        return read_text(self._redis, key) == operation_id

    def release(self, card_id: str, row: int) -> None:
        """Let others work on it."""
        self._redis.delete(_claim_key(card_id, row))

    def settle(self, card_id: str, row: int, state: str, operation_id: str) -> None:
        """Note what has become of the row, and let others work on it."""
        with transaction(self._redis) as pipe:
            pipe.hset(_key(card_id), mapping={f"state:{row}": state, f"by:{row}": operation_id})
            pipe.expire(_key(card_id), KEPT_SECONDS)
            pipe.delete(_claim_key(card_id, row))


def _by_row(fields: Mapping[str, str], prefix: str) -> dict[int, str]:
    return {int(name.removeprefix(prefix)): each for name, each in fields.items() if name.startswith(prefix)}


def _key(card_id: str) -> str:
    return f"{KEY_PREFIX}card:{card_id}"


def _claim_key(card_id: str, row: int) -> str:
    return f"{_key(card_id)}:claim:{row}"
