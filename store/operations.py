"""The ledger: what was accepted and what became of it. It is the truth; a Celery message is only a hint.

    accepted → attempting → performed → answered      (attempting → accepted again, to retry)

The last step is in `store.answers`.

Task messages carry an operation's id and nothing else. A message delivered twice does nothing twice,
and one the broker loses is published again by the sweeper. Before a call that may not be repeated the
attempt notes what it begins (`store.writes`); the note stands until it is certain what became of the call.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from redis import Redis
from redis.client import Pipeline

from store.ledger_keys import KEPT_SECONDS, OPEN, line_key, operation_key
from store.writes import WriteNote, read_note

LEASE_SECONDS = 30
"""How long one attempt may take before another may begin: above the task's hard time limit (25 s)."""
LOOK_AGAIN_SECONDS = 45
"""When the sweeper wonders about an operation: above the lease, so that it never disturbs a live attempt."""
SHOWN_SECONDS = 10
"""When it wonders about an outcome: a worker begins to show it within milliseconds, in a rush within seconds.
If it died first, the person still waits; and a hint too many does nothing."""

DEATHS_MOST = 5
"""So often in a row an attempt may end without a word. A worker that is killed by what it works on would
otherwise meet it again for a week; five deaths take minutes, and no rolling restart hits one so often."""


LINES_KEPT_SECONDS = 2 * 24 * 3600  # a command waits for a day
# Whoever is first in a line hints at the next; only a lost hint is waited for so long. Sooner would have the
# sweeper ask after everybody in every line, again and again, for as long as Backpack is down.
_LOOK_AGAIN_IN_LINE_SECONDS = 120


class Acceptance(StrEnum):
    ACCEPTED = "accepted"
    KNOWN = "known"
    """The same delivery again: the first one's answer stands."""
    LATE = "late"
    """The deadline had passed when Redis came to it; nothing was accepted."""


class Verdict(StrEnum):
    GO = "go"
    BUSY = "busy"
    """Another worker is at it, or the time it was postponed to has not come."""
    OVER = "over"
    IN_LINE = "in line"
    """An earlier operation of the same person's waits for Backpack, and comes first."""
    HOPELESS = "hopeless"
    """Attempt after attempt died: to be given up, not tried."""


@dataclass(frozen=True)
class Operation:
    """One accepted operation, in JSON of the caller's."""

    operation_id: str
    state: str
    intent: str
    delivery: str
    outcome: str | None
    write_note: WriteNote | None = None
    """An earlier attempt began this call, which may not be repeated, and did not see what became of it."""
    is_in_line: bool = False
    """It stands in its person's line."""


class Operations:
    """The ledger. Every transition is one Lua script; time is Redis's."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        scripts = Path(__file__).parent / "lua"
        self._accept = redis.register_script((scripts / "accept.lua").read_text())
        self._withdraw = redis.register_script((scripts / "withdraw.lua").read_text())
        self._begin = redis.register_script((scripts / "begin.lua").read_text())
        self._settle = redis.register_script((scripts / "settle.lua").read_text())
        self._overdue = redis.register_script((scripts / "overdue.lua").read_text())

    def now_seconds(self) -> float:
        """Redis's clock, which deadlines are measured by."""
        seconds, microseconds = self._redis.time()
        return float(seconds) + float(microseconds) / 1e6

    def accept(  # noqa: PLR0913, PLR0917 - what is recorded
        self,
        operation_id: str,
        intent: str,
        delivery: str,
        deadline_seconds: float,
        ticket: str = "",
        person: str = "",
    ) -> Acceptance:
        """Record the operation; from here on it will be performed. `deadline_seconds` is Redis time.

        :param person: whose line it may have to wait in (`store.lines`); none: it waits for nobody
        :raises redis.RedisError: it may be recorded nevertheless; `withdraw` it with the same ticket
        """
        record: list[str | float] = [operation_id, deadline_seconds, intent, delivery]
        line = line_key(person) if person else ""
        arguments = [*record, LOOK_AGAIN_SECONDS, KEPT_SECONDS, ticket, line]
        return Acceptance(self._accept(keys=[operation_key(operation_id), OPEN], args=arguments))

    def withdraw(self, operation_id: str, ticket: str) -> bool:
        """Take back an acceptance whose confirmation was lost; False when there is nothing to take back."""
        return bool(self._withdraw(keys=[operation_key(operation_id), OPEN], args=[operation_id, ticket]))

    def find(self, operation_id: str) -> Operation | None:
        fields: Mapping[str, str] = self._redis.hgetall(operation_key(operation_id))  # type: ignore[assignment]  # redis-py can't know that `connect` decodes
        if not fields:
            return None
        return Operation(
            operation_id,
            fields["state"],
            fields["intent"],
            fields["delivery"],
            fields.get("outcome"),
            read_note(fields),
            fields.get("in_line") == "1",
        )

    def begin(self, operation_id: str) -> tuple[Verdict, int]:
        """Ask to attempt the operation; with GO comes the attempt's number, from 1."""
        arguments: list[str | float] = [operation_id, LEASE_SECONDS, LOOK_AGAIN_SECONDS, DEATHS_MOST]
        arguments += [_LOOK_AGAIN_IN_LINE_SECONDS, LINES_KEPT_SECONDS]
        verdict, attempt = self._begin(keys=[operation_key(operation_id), OPEN], args=arguments)
        return Verdict(verdict), int(attempt)

    def finish(
        self,
        operation_id: str,
        attempt: int,
        outcome: str,
        beside: Callable[[Pipeline], None] | None = None,
    ) -> bool:
        """Record the outcome; False when a later attempt has taken over.

        :param beside: adds what whoever finds the outcome has to find as well
        """
        if beside is None:
            return self._settled(operation_id, attempt, "performed", outcome, 0)
        with self._redis.pipeline(transaction=True) as pipe:
            beside(pipe)
            self._settled(operation_id, attempt, "performed", outcome, 0, within=pipe)
            return bool(pipe.execute()[-1])

    def postpone(self, operation_id: str, attempt: int, seconds: float, *, keep_note: bool = True) -> bool:
        """End the attempt without an outcome; no other begins for `seconds`, whoever asks.

        :param keep_note: False when it is certain that no call of it has taken effect.
        """
        return self._settled(operation_id, attempt, "accepted", "", seconds, keep_note=keep_note)

    def claim_overdue(self, most: int = 500) -> list[str]:
        """Ids that nobody has looked at for too long; a second caller gets others."""
        return list(self._overdue(keys=[OPEN], args=[most, LOOK_AGAIN_SECONDS]))

    def open_count(self) -> int:
        """How many operations are accepted and not answered yet."""
        return int(self._redis.zcard(OPEN))

    def _settled(  # noqa: PLR0913 - what the script is told
        self,
        operation_id: str,
        attempt: int,
        state: str,
        outcome: str,
        wait_seconds: float,
        *,
        keep_note: bool = False,
        within: Pipeline | None = None,
    ) -> bool:
        record: list[str | float] = [operation_id, attempt, state, outcome]
        look_again = SHOWN_SECONDS if state == "performed" else wait_seconds + LOOK_AGAIN_SECONDS
        arguments = [*record, look_again, wait_seconds, int(keep_note)]
        keys = [operation_key(operation_id), OPEN]
        return bool(self._settle(keys=keys, args=arguments, client=within))
