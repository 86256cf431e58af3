"""What is to happen at which time, kept in Redis: a due entry becomes an operation in the ledger.

    put, mirror → scheduled → dispatched (it is in the ledger now, and what is promised there holds)

An entry names an intent, and is the schedule's business no further than when and in which order:

- Entries of one *lane* (a channel, a person's direct messages) become operations one after the other, the
  oldest first; the next one waits until the last has been answered. Those due in the same minute are one
  operation, and so are those that an outage left behind, if they are more than a few.
- Entries of one *owner* are those that one list tells of: `mirror` makes them what the list says.

Dispatching is one Lua script that moves an entry from here to there, so any number of dispatchers may run,
and one that is killed leaves nothing half done: the ledger's sweeper hints at an operation whose hint was
lost. Nothing is dispatched before its time by `store.clock`, and nothing twice for the same time.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redis import Redis
from redis.commands.core import Script

from store.ledger_keys import KEPT_SECONDS, OPEN, TAGGED
from store.schedule_keys import CLOCK_AHEAD, PREFIX

DUE_PREFIX = "due-"
"""What the ids of operations begin with that a clock has started."""
LATE_SECONDS = 60
"""From here on what is due is late: nobody minds less, and Backpack's own reminders are as exact as that."""
_LATE_MOST = 5  # late ones for one lane; above it they are one message, not a flood
_BATCH_MOST = 40  # entries in one operation: what one Slack message can show
# A hint is taken within milliseconds; at the busiest minute of the benchmark (170 a second) the queue holds
# some seconds' worth. A hint too many does nothing.
_LOOK_AGAIN_SECONDS = 10
# An answer takes some 20 ms, and a second where the channel's pace holds it up.
_BUSY_SECONDS = 0.2
# A list may be taken on another machine's clock, and what comes due vanishes from it: clocks set by the
# network differ by less.
_MARGIN_SECONDS = 60
_DONE_KEPT_SECONDS = 2 * 24 * 3600  # a clock that is wrong by more than a day is mended before


@dataclass(frozen=True)
class Lane:
    """Where entries go, one after the other."""

    name: str
    intent: str
    """The wire name of the intent that its entries become; they are its field `due`."""
    delivery: str
    """For the operation, as JSON; `accepted_at_seconds` is put in."""


@dataclass(frozen=True)
class Entry:
    """Something to happen once."""

    entry_id: str
    lane: Lane
    owner: str
    due_seconds: float
    """Unix time, by `store.clock`; kept to the millisecond."""
    item: str
    """The caller's, as JSON."""


@dataclass(frozen=True)
class Scheduled:
    """An entry that stands in the schedule."""

    entry_id: str
    due_seconds: float
    item: str


@dataclass(frozen=True)
class Dispatched:
    """What one look at the schedule came to."""

    operation_ids: tuple[str, ...]
    wait_seconds: float | None
    """Until the next look is worth it; None: nothing is scheduled."""


class Schedule:
    """The schedule. Every step is one Lua script; time is `store.clock`'s."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        self._put = _script(redis, "schedule_put")
        self._mirror = _script(redis, "schedule_mirror")
        self._remove = _script(redis, "schedule_remove")
        self._forget = _script(redis, "schedule_forget")
        self._dispatch = _script(redis, "dispatch")

    def put(self, *entries: Entry) -> int:
        """Schedule these, each in the place of what it was; returns how many stand there.

        One that was dispatched for exactly this time already does not, nor does it come again.
        """
        return int(self._run(self._put, [part for entry in entries for part in _parts(entry)]))

    def mirror(self, owner: str, taken_at_seconds: float, entries: Iterable[Entry]) -> tuple[str, ...]:
        """Make the owner's entries those of a list; returns the ids of those that went.

        What was put after the list was taken stands as it is, and what has left since does not come back.
        What is due within a minute of that moment is not taken for deleted when it is missing, as it may only
        have come due; but it is in doubt.
        """
        parts = [part for entry in entries for part in _parts(entry)]
        return tuple(self._run(self._mirror, [owner, _text(taken_at_seconds), _MARGIN_SECONDS, *parts]))

    def remove(self, *entry_ids: str) -> int:
        """Returns how many of them were there."""
        return int(self._run(self._remove, entry_ids)) if entry_ids else 0

    def forget(self, owner: str) -> int:
        """Take out all entries of an owner; returns how many."""
        return int(self._run(self._forget, [owner]))

    def of_owner(self, owner: str) -> tuple[Scheduled, ...]:
        """The earliest first."""
        return self._read(self._redis.smembers(f"{PREFIX}owner:{owner}"))

    def of_lane(self, lane_name: str) -> tuple[Scheduled, ...]:
        """The earliest first."""
        return self._read(self._redis.zrange(f"{PREFIX}lane:{lane_name}", 0, -1))

    def find(self, entry_id: str) -> Scheduled | None:
        """None: it is not there, or has been dispatched."""
        return next(iter(self._read([entry_id])), None)

    def dispatch(self, lanes_most: int = 100) -> Dispatched:
        """Move what is due into the ledger; the operations want hinting at."""
        wait, *operation_ids = self._run(
            self._dispatch,
            [
                lanes_most, TAGGED, _LOOK_AGAIN_SECONDS, KEPT_SECONDS, _BUSY_SECONDS, _BATCH_MOST, _LATE_MOST,
                LATE_SECONDS, _DONE_KEPT_SECONDS, DUE_PREFIX,
            ],
            OPEN,
        )  # fmt: skip
        return Dispatched(tuple(operation_ids), float(wait) if wait else None)

    def _run(self, script: Script, arguments: Sequence[str | float], *more_keys: str) -> Any:
        return script(keys=[PREFIX, CLOCK_AHEAD, *more_keys], args=list(arguments))

    def _read(self, entry_ids: Any) -> tuple[Scheduled, ...]:
        ids = list(entry_ids)
        with self._redis.pipeline(transaction=False) as pipe:
            for entry_id in ids:
                pipe.hmget(f"{PREFIX}entry:{entry_id}", "due", "item")
            found = zip(ids, pipe.execute(), strict=True)
        scheduled = [Scheduled(entry_id, float(due), item) for entry_id, (due, item) in found if due]
        return tuple(sorted(scheduled, key=lambda each: (each.due_seconds, each.entry_id)))


def _parts(entry: Entry) -> tuple[str, ...]:
    lane = entry.lane
    due = _text(entry.due_seconds)
    return (entry.entry_id, lane.name, entry.owner, due, entry.item, lane.intent, lane.delivery)


def _text(seconds: float) -> str:
    return f"{seconds:.3f}"


def _script(redis: Redis, name: str) -> Script:
    folder = Path(__file__).parent / "lua"
    return redis.register_script((folder / "schedule.lua").read_text() + (folder / f"{name}.lua").read_text())
