"""Calls to Backpack on somebody's behalf: those that may not be repeated go another way than the rest."""

from typing import Any, Protocol, TypeVar

from backpack import Backpack, Call, Turn
from store.writes import WriteNote, Writes
from tasks.reconcile.once import Once, Writer

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
    """`Calls` that notes down before one that can't be taken back, and looks for its effect when in doubt.

    :param earlier: the note that an earlier attempt of the operation left, see `store.writes`.
    :param look: see `Once`.
    """

    def __init__(
        self,
        backpack: Calls,
        writes: Writes,
        writer: Writer,
        earlier: WriteNote | None = None,
        *,
        look: bool = True,
    ) -> None:
        self._backpack = backpack
        self._once = Once(self._send, writes, writer, earlier, look=look)

    def __call__(self, call: Call[T]) -> T:
        """:raises: what `Backpack` does, and what `Once.make` does"""
        return self._backpack(call) if call.safe_to_retry else self._once.make(call)

    def recover(self) -> None:
        """Find out what an earlier attempt has done; see `Once.recover`. To be called before all else."""
        self._once.recover()

    @property
    def note_stands(self) -> bool:
        """Whether a call that may not be repeated has been made, or may have been."""
        return self._once.note_stands

    def _send(self, call: Call[Any]) -> Any:
        return self._backpack(call)
