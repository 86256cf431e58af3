"""Operations that were given up because of a fault of ours: for an operator to look at, retry or drop.

The person has been told. A letter names whom and what kind of thing it is about; the words stay in the
ledger's record, with which the letter goes after a week.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from redis import Redis

from store.ledger_keys import KEPT_SECONDS, OPEN, operation_key
from store.operations import SHOWN_SECONDS
from store.redis_client import KEY_PREFIX

_DEAD = KEY_PREFIX + "{operations}:dead"


@dataclass(frozen=True)
class DeadLetter:
    """What an operator needs to find the reason in the log, and the person."""

    operation_id: str
    died_at_seconds: float
    """Unix time."""
    reference: str
    """In the log and in the message to the person."""
    reason: str
    kind: str
    """The intent's type, such as `AddItem`."""
    slack_team_id: str
    slack_user_id: str


class DeadLetters:
    """Each transition is one Lua script, like the ledger's own."""

    def __init__(self, redis: Redis) -> None:
        self._redis = redis
        scripts = Path(__file__).parent / "lua"
        self._bury = redis.register_script((scripts / "bury.lua").read_text())
        self._bury_answer = redis.register_script((scripts / "bury_answer.lua").read_text())
        self._exhume = redis.register_script((scripts / "exhume.lua").read_text())

    def bury(self, letter: DeadLetter, attempt: int, outcome: str) -> bool:
        """End the attempt with this outcome and keep the letter; False: a later attempt has taken over."""
        record: list[str | float] = [letter.operation_id, attempt, outcome, json.dumps(asdict(letter))]
        arguments = [*record, SHOWN_SECONDS, KEPT_SECONDS]
        keys = [operation_key(letter.operation_id), OPEN, _DEAD]
        return bool(self._bury(keys=keys, args=arguments))

    def bury_answer(self, letter: DeadLetter, turn_number: int) -> bool:
        """Give up showing the outcome and keep the letter; False: a later turn has taken over."""
        keys = [operation_key(letter.operation_id), OPEN, _DEAD]
        arguments: list[str | float] = [letter.operation_id, turn_number, json.dumps(asdict(letter))]
        return bool(self._bury_answer(keys=keys, args=[*arguments, KEPT_SECONDS]))

    def all(self) -> list[DeadLetter]:
        """The oldest first."""
        redis: Any = self._redis  # its types can't know that `connect` decodes
        with redis.pipeline(transaction=False) as pipe:
            for operation_id in redis.zrange(_DEAD, 0, -1):
                pipe.hget(operation_key(operation_id), "letter")
            letters = pipe.execute()
        return [DeadLetter(**json.loads(letter)) for letter in letters if letter]

    def retry(self, operation_id: str) -> bool:
        """Open the operation again: a sweeper finds it. False when there is no such letter."""
        keys = [operation_key(operation_id), OPEN, _DEAD]
        return bool(self._exhume(keys=keys, args=[operation_id]))

    def drop(self, operation_id: str) -> bool:
        """Forget the letter; False when there is none."""
        return bool(self._redis.zrem(_DEAD, operation_id))
