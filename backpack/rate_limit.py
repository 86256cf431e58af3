"""Where a rate limiter plugs in. Each request, a followed redirect too, is sent inside a slot of its own:

    with limiter.slot(call, turn) as slot:    # waits for its turn
        ...                                   # the request

The transport tells the slot what became of the request.
"""

from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from backpack.operation import Call
from backpack.timeouts import Timeouts


class Priority(IntEnum):
    """Whose turn comes first."""

    INTERACTIVE = 0
    """Somebody waits for the answer."""
    SCHEDULED = 1
    """A clock started it."""
    BULK = 2
    """Exports and mirrors: paced, and never in the last free slot."""


@dataclass(frozen=True, slots=True)
class Turn:
    """Who asks for a slot.

    :ivar name: the same each time the same task comes again, and nobody else's. Whoever has to wait for long
        is sent away with `RateLimited`; with a name they keep their place in the line until they are back.
    """

    priority: Priority = Priority.INTERACTIVE
    name: str = ""


SOMEBODY = Turn()
"""Somebody who waits, and does not come back."""


class Slot(Protocol):
    """The right to send one request. A slot that is told nothing stays taken until its lease ends."""

    def answered(self, status: int, retry_after_seconds: float | None) -> None:
        """The server's status has arrived, so it has counted the request by now.

        :param retry_after_seconds: set with 503 and 429: nobody may call this account before that.
        """

    def not_sent(self) -> None:
        """No connection was made: the server has nothing to count."""


class Limiter(Protocol):
    """Hands out slots. Shared by every process that calls the same account from the same address."""

    def slot(self, call: Call[object], turn: Turn = SOMEBODY) -> AbstractContextManager[Slot]:
        """Wait for a slot; `call.cost` says of which quota.

        :raises RateLimited: the wait would be too long; `retry_after_seconds` says how long.
        :raises Unreachable: the limiter itself is out of reach, so nothing may be sent.
        """

    def check(self, timeouts: Timeouts) -> None:
        """See that a slot without an answer is kept until its request can't be counted any more.

        :raises ValueError: with these time-outs it is not.
        """


class Unlimited:
    """A limiter that lets everything through: for tests, and where somebody else keeps to the limits."""

    def slot(self, call: Call[object], turn: Turn = SOMEBODY) -> AbstractContextManager[Slot]:  # noqa: ARG002 -- the protocol names them
        return nullcontext(NoSlot())

    def check(self, timeouts: Timeouts) -> None:
        pass


class NoSlot:
    """A slot of no limiter."""

    def answered(self, status: int, retry_after_seconds: float | None) -> None:
        pass

    def not_sent(self) -> None:
        pass
