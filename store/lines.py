"""One line for each person: while Backpack is away, their commands wait in it in the order they were given.

A line is empty, and costs a look at a key that is not there, until an attempt finds Backpack away. From then
on whatever the same person asked for later is not begun before what is first in the line (`begin.lua`), and
joins. Whoever is done, or turns out to be held up by something else, leaves, and the next one is hinted at;
if that hint is lost, the sweeper finds it. An entry whose operation is over holds up nobody: `begin` drops
it.
"""

from pathlib import Path
from typing import Any

from redis import Redis

from store.ledger_keys import operation_key
from store.operations import LINES_KEPT_SECONDS


class Lines:
    """All lines, by the operations that stand in them."""

    def __init__(self, redis: Redis) -> None:
        scripts = Path(__file__).parent / "lua"
        self._join = redis.register_script((scripts / "join_line.lua").read_text())
        self._leave = redis.register_script((scripts / "leave_line.lua").read_text())

    def join(self, operation_id: str) -> None:
        """Hold up what the same person asked for later; nothing happens when no person is known."""
        self._join(keys=[operation_key(operation_id)], args=[operation_id, LINES_KEPT_SECONDS])

    def leave(self, operation_id: str) -> str | None:
        """Hold up nobody any more; returns the operation that is first now."""
        first: Any = self._leave(keys=[operation_key(operation_id)], args=[operation_id])
        return str(first) if first else None
