"""Calls that may not be repeated: what was noted before each, and who owns what came of it.

A note stands in the operation's own record from before the call until it is certain what became of it. Each
thing that a call made, or that was found to have been made, is claimed by one operation. So two operations
that make the same thing at the same moment never both take the first for theirs.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from redis import Redis

from store.ledger_keys import operation_key
from store.redis_client import KEY_PREFIX

# The hash tag of the operations' own keys: one cluster node has to hold all keys of a script.
_TAG = "{operations}"

# A claim has to outlive every doubt that began before it; an operation is given up after a day.
CLAIMS_KEPT_SECONDS = 2 * 24 * 3600
NEWEST_GOOD_FOR_SECONDS = 5
"""How long the id of the last thing made at a place spares the next call there a look. As long as the
window of Backpack's limit: a busy list costs one request more a window, not one a call. Not longer: what
somebody makes in Backpack itself meanwhile, with the very same text, could be taken for ours."""
LANDS_WITHIN_SECONDS = 30
"""When a request can no longer take effect, counted from its note: 15 s until we have closed the connection
(`backpack.Timeouts`; with a wait for the limiter, a redirect or a renewed token at most 25 s, where the
task's hard limit ends it), and the rest for a server to finish what it had begun."""


class AttemptOverError(Exception):
    """This attempt took longer than its lease, and another has begun: this one must not write any more."""


@dataclass(frozen=True)
class WriteNote:
    """What was noted before a call."""

    call: str
    """The operation's name."""
    details: Mapping[str, Any]
    """What the call would make, and where, as JSON can hold it."""
    base: str
    """What was there before, in words of whoever noted it."""
    lands_until_seconds: float
    """Redis time; what has not taken effect by then never will."""


@dataclass(frozen=True)
class Target:
    """Where a call makes what. Things with one target can't be told apart but by their ids."""

    account: str
    kind: str
    """Ids of one kind are unique in an account."""
    place: str
    content: str

    def newest_key(self) -> str:
        return f"{KEY_PREFIX}newest:{_TAG}:{self.account}:{self.kind}:{self.place}"

    def late_key(self) -> str:
        digest = hashlib.sha256(self.content.encode()).hexdigest()
        return f"{KEY_PREFIX}late:{_TAG}:{self.account}:{self.kind}:{self.place}:{digest}"

    def claim_key(self, thing_id: int) -> str:
        return f"{KEY_PREFIX}claim:{_TAG}:{self.account}:{self.kind}:{thing_id}"


@dataclass(frozen=True)
class Claim:
    """What came of asking for one of several things."""

    thing_id: int | None
    """None: others own them all."""
    wait_seconds: float
    """How long one may yet turn up."""
    now_seconds: float
    """Redis time."""


class Writes:
    """Notes and claims. Every step is one Lua script; time is Redis's."""

    def __init__(self, redis: Redis) -> None:
        scripts = Path(__file__).parent / "lua"
        self._note = redis.register_script((scripts / "note_write.lua").read_text())
        self._claim = redis.register_script((scripts / "claim_write.lua").read_text())

    def note(  # noqa: PLR0913, PLR0917 - what a note says, and of which attempt
        self,
        operation_id: str,
        attempt: int,
        call: str,
        details: Mapping[str, Any],
        target: Target,
        base: str = "",
    ) -> WriteNote | None:
        """Note that a call begins; None: nothing is noted, because what is there now has to be asked first.

        :param base: what is there now; '' takes the newest id known at the target.
        :raises AttemptOverError: the call must not be made
        """
        written = json.dumps({"call": call, "details": dict(details)})
        verdict, base, lands_until = self._note(
            keys=[operation_key(operation_id), target.newest_key()],
            args=[attempt, written, base, LANDS_WITHIN_SECONDS],
        )
        if verdict == "over":
            raise AttemptOverError(operation_id)
        return WriteNote(call, details, base, float(lands_until)) if verdict == "noted" else None

    def claim(
        self, operation_id: str, target: Target, ids: Sequence[int], note: WriteNote | None = None
    ) -> Claim:
        """Claim one of these things: one that the operation owns already, else the first that nobody does.

        :param note: the operation's own, if its request has not been answered.
        """
        keys = [target.newest_key(), target.late_key(), *map(target.claim_key, ids)]
        kept: list[str | float] = [operation_id, CLAIMS_KEPT_SECONDS, NEWEST_GOOD_FOR_SECONDS]
        lands_until = note.lands_until_seconds if note else ""
        claimed, until, now = self._claim(keys=keys, args=[*kept, lands_until, *ids])
        return Claim(int(claimed) if claimed else None, max(0.0, float(until) - float(now)), float(now))


def read_note(fields: Mapping[str, str]) -> WriteNote | None:
    """The note in an operation's record."""
    if "write" not in fields:
        return None
    written = json.loads(fields["write"])
    return WriteNote(
        written["call"], written["details"], fields["write_base"], float(fields["write_lands_until"])
    )
