"""Where a rate limiter plugs in. Each request, a followed redirect too, is sent inside a slot of its own:

    with limiter.slot(call) as slot:    # waits for its turn
        ...                             # the request

The transport tells the slot what became of the request.
"""

from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

from backpack.operation import Call


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

    def slot(self, call: Call[object]) -> AbstractContextManager[Slot]:
        """Wait for a slot; `call.cost` says of which quota.

        :raises RateLimited: the wait would be too long; `retry_after_seconds` says how long.
        """


class Unlimited:
    """A limiter that lets everything through: for tests, and where somebody else keeps to the limits."""

    def slot(self, call: Call[object]) -> AbstractContextManager[Slot]:  # noqa: ARG002 -- the protocol names it
        return nullcontext(NoSlot())


class NoSlot:
    """A slot of no limiter."""

    def answered(self, status: int, retry_after_seconds: float | None) -> None:
        pass

    def not_sent(self) -> None:
        pass
