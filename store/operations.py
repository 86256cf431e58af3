"""The ledger: what was accepted and what became of it. It is the truth; a Celery message is only a hint.

    accepted → attempting → performed → answered      (attempting → accepted again, to retry)

The last step is in `store.answers`.

Task messages carry an operation's id and nothing else. A message delivered twice does nothing twice,
and one the broker loses is published again by the sweeper. Before a call that may not be repeated the
attempt notes that it begins; if its worker dies then, the next attempt does not repeat it blindly: the
person is asked to look. Open: looking for the effect ourselves.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from redis import Redis

from store.ledger_keys import KEPT_SECONDS as _KEPT_SECONDS
from store.ledger_keys import OPEN as _OPEN
from store.ledger_keys import operation_key as _key

LEASE_SECONDS = 30
"""How long one attempt may take before another may begin: above the task's hard time limit (25 s)."""
LOOK_AGAIN_SECONDS = 45
"""When the sweeper wonders about an operation: above the lease, so that it never disturbs a live attempt."""
SHOWN_SECONDS = 10
"""When it wonders about an outcome: a worker begins to show it within milliseconds, in a rush within seconds.
If it died first, the person still waits; and a hint too many does nothing."""


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
    DOUBTFUL = "doubtful"
    """An attempt died after it had begun a call that may not be repeated: it may have been done."""


@dataclass(frozen=True)
class Operation:
    """One accepted operation, in JSON of the caller's."""

    operation_id: str
    state: str
    intent: str
    delivery: str
    outcome: str | None


class Operations:
    """The ledger. Every transition is one Lua script; time is Redis's."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        scripts = Path(__file__).parent / "lua"
        self._accept = redis.register_script((scripts / "accept.lua").read_text())
        self._withdraw = redis.register_script((scripts / "withdraw.lua").read_text())
        self._begin = redis.register_script((scripts / "begin.lua").read_text())
        self._write = redis.register_script((scripts / "write.lua").read_text())
        self._settle = redis.register_script((scripts / "settle.lua").read_text())
        self._overdue = redis.register_script((scripts / "overdue.lua").read_text())

    def now_seconds(self) -> float:
        """Redis's clock, which deadlines are measured by."""
        seconds, microseconds = self._redis.time()
        return float(seconds) + float(microseconds) / 1e6

    def accept(
        self, operation_id: str, intent: str, delivery: str, deadline_seconds: float, ticket: str = ""
    ) -> Acceptance:
        """Record the operation; from here on it will be performed. `deadline_seconds` is Redis time.

        :raises redis.RedisError: it may be recorded nevertheless; `withdraw` it with the same ticket
        """
        record: list[str | float] = [operation_id, deadline_seconds, intent, delivery]
        arguments = [*record, LOOK_AGAIN_SECONDS, _KEPT_SECONDS, ticket]
        return Acceptance(self._accept(keys=[_key(operation_id), _OPEN], args=arguments))

    def withdraw(self, operation_id: str, ticket: str) -> bool:
        """Take back an acceptance whose confirmation was lost; False when there is nothing to take back."""
        return bool(self._withdraw(keys=[_key(operation_id), _OPEN], args=[operation_id, ticket]))

    def find(self, operation_id: str) -> Operation | None:
        fields: Mapping[str, str] = self._redis.hgetall(_key(operation_id))  # type: ignore[assignment]  # redis-py can't know that `connect` decodes
        if not fields:
            return None
        return Operation(
            operation_id, fields["state"], fields["intent"], fields["delivery"], fields.get("outcome")
        )

    def begin(self, operation_id: str) -> tuple[Verdict, int]:
        """Ask to attempt the operation; with GO comes the attempt's number, from 1."""
        arguments: list[str | float] = [operation_id, LEASE_SECONDS, LOOK_AGAIN_SECONDS]
        verdict, attempt = self._begin(keys=[_key(operation_id), _OPEN], args=arguments)
        return Verdict(verdict), int(attempt)

    def begin_write(self, operation_id: str, attempt: int) -> bool:
        """Note that a call begins which may not be repeated; False: it must not, the attempt is over."""
        return bool(self._write(keys=[_key(operation_id)], args=[attempt]))

    def finish(self, operation_id: str, attempt: int, outcome: str) -> bool:
        """Record the outcome; False when a later attempt has taken over."""
        return self._settled(operation_id, attempt, "performed", outcome, 0)

    def postpone(self, operation_id: str, attempt: int, seconds: float) -> bool:
        """End the attempt without an outcome; no other begins for `seconds`, whoever asks."""
        return self._settled(operation_id, attempt, "accepted", "", seconds)

    def claim_overdue(self, most: int = 500) -> list[str]:
        """Ids that nobody has looked at for too long; a second caller gets others."""
        return list(self._overdue(keys=[_OPEN], args=[most, LOOK_AGAIN_SECONDS]))

    def open_count(self) -> int:
        """How many operations are accepted and not answered yet."""
        return int(self._redis.zcard(_OPEN))

    def _settled(self, operation_id: str, attempt: int, state: str, outcome: str, wait: float) -> bool:
        record: list[str | float] = [operation_id, attempt, state, outcome]
        look_again = SHOWN_SECONDS if state == "performed" else wait + LOOK_AGAIN_SECONDS
        arguments = [*record, look_again, wait]
        return bool(self._settle(keys=[_key(operation_id), _OPEN], args=arguments))
