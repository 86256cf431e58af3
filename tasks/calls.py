"""Calls to Backpack on somebody's behalf, with the last one remembered.

When an attempt fails, whether it may be repeated depends on the call that failed; when its worker dies, on
whether such a call had begun.
"""

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from backpack import Backpack, Call, Turn

T = TypeVar("T")


class Calls(Protocol):
    """What intents see of the client: a call in, its model out."""

    def __call__(self, call: Call[T]) -> T: ...


def taking_turns(backpack: Backpack, turn: Turn) -> Calls:
    """The client, with this turn for each of its calls: whoever comes again keeps their place in the line."""

    def make(call: Call[T]) -> T:
        return backpack(call, turn)

    return make


class RecordedCalls:
    """`Calls` that remembers the last one, and notes down before one that can't be taken back.

    `before_write` is called before each call that may not be repeated; if it raises, nothing is sent.
    """

    def __init__(self, backpack: Calls, before_write: Callable[[], None] = lambda: None) -> None:
        self._backpack = backpack
        self._before_write = before_write
        self.last: Call[Any] | None = None

    def __call__(self, call: Call[T]) -> T:
        if not call.safe_to_retry:
            self._before_write()
        self.last = call
        return self._backpack(call)

    @property
    def safe_to_retry(self) -> bool:
        """Whether repeating the last call can do no harm."""
        return self.last is None or self.last.safe_to_retry
