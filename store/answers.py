"""The ledger's last step, performed → answered: an outcome is shown by one worker at a time.

Slack takes no idempotency key. So a turn notes, before it posts, which message may be there from then on; a
turn that ends well removes the entry from the open ones, and one that certainly posted nothing takes its
note back. What is left after anything else (a time-out, a worker killed in mid-post) is the *doubt* that the
next turn begins with.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from redis import Redis

from store.ledger_keys import KEPT_SECONDS, OPEN, operation_key
from store.operations import Verdict

LEASE_SECONDS = 12
"""How long nobody else may begin after a turn has begun, or begun to post: the time-outs of one post (5 s to
connect, 5 s for the answer) and some. A turn that takes longer can't begin another post."""
LOOK_AGAIN_SECONDS = LEASE_SECONDS + 1
"""When the sweeper wonders about a turn: as soon as its lease is over, for somebody waits for the answer."""
LOST_SECONDS = 10
"""When it wonders about an answer that was to be tried again by now: its message may have been lost."""


class Way(StrEnum):
    """How an answer may have reached its person without our knowing."""

    EPHEMERAL = "ephemeral"
    """Seen by one person, and in no history: nobody can look whether it is there."""
    DIRECT = "direct"
    """A direct message, which can be looked for."""


NO_DOUBT: frozenset[Way] = frozenset()


@dataclass(frozen=True)
class Turn:
    """One try at showing an outcome."""

    verdict: Verdict
    wait_seconds: float = 0.0
    """With BUSY: when to ask again."""
    number: int = 0
    delivery: str = ""
    outcome: str = ""
    doubt: frozenset[Way] = NO_DOUBT
    """The ways in which an earlier turn may have shown it."""
    doubt_since_seconds: float = 0.0
    """When the first of them began, in Redis time."""
    died_before: int = 0
    """So many turns in a row have ended without a word."""


class Answers:
    """Turns at showing outcomes. Every transition is one Lua script; time is Redis's."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        scripts = Path(__file__).parent / "lua"
        self._begin = redis.register_script((scripts / "begin_answer.lua").read_text())
        self._begin_post = redis.register_script((scripts / "begin_post.lua").read_text())
        self._postpone = redis.register_script((scripts / "postpone_answer.lua").read_text())

    def begin(self, operation_id: str) -> Turn:
        """Ask to show the outcome; GO is for one worker at a time."""
        arguments: list[str | float] = [operation_id, LEASE_SECONDS, LOOK_AGAIN_SECONDS]
        verdict, *rest = self._begin(keys=[operation_key(operation_id), OPEN], args=arguments)
        if verdict == Verdict.BUSY:
            return Turn(Verdict.BUSY, float(rest[0]))
        if verdict == Verdict.OVER:
            return Turn(Verdict.OVER)
        number, delivery, outcome, doubt, since, died = rest
        return Turn(Verdict.GO, 0.0, int(number), delivery, outcome, _read(doubt), float(since), int(died))

    def begin_post(self, operation_id: str, turn_number: int, doubt: AbstractSet[Way]) -> bool:
        """Note that a post begins, and what is in doubt should nobody hear of its end.

        False: another turn has begun meanwhile, and the caller must not post.
        """
        record: list[str | float] = [operation_id, turn_number, _write(doubt)]
        arguments = [*record, LEASE_SECONDS, LOOK_AGAIN_SECONDS]
        return bool(self._begin_post(keys=[operation_key(operation_id), OPEN], args=arguments))

    def postpone(
        self, operation_id: str, turn_number: int, seconds: float, doubt: AbstractSet[Way] = NO_DOUBT
    ) -> None:
        """End the turn; nobody begins another for `seconds`. `doubt` says what may have been shown."""
        record: list[str | float] = [operation_id, turn_number, seconds, seconds + LOST_SECONDS]
        self._postpone(keys=[operation_key(operation_id), OPEN], args=[*record, _write(doubt)])

    def answered(self, operation_id: str) -> None:
        """Slack has the answer: nothing is left to do."""
        key = operation_key(operation_id)
        with self._redis.pipeline(transaction=True) as pipe:
            pipe.hset(key, "state", "answered")
            pipe.expire(key, KEPT_SECONDS)
            pipe.zrem(OPEN, operation_id)
            pipe.execute()


def _write(doubt: AbstractSet[Way]) -> str:
    return " ".join(sorted(doubt))


def _read(doubt: str) -> frozenset[Way]:
    return frozenset(Way(word) for word in doubt.split())
