"""Results that tell of a change in Backpack, and know its inverse."""

from typing import Protocol, TypeGuard, runtime_checkable

from tasks.intent import Context
from tasks.undoing.undone import Undone


@runtime_checkable
class Change(Protocol):
    """A `@wire` result."""

    @property
    def can_be_undone(self) -> bool:
        """Whether something was changed, and the result says enough to find it: an older worker's may not."""
        ...

    def undo(self, context: Context, *, is_own: bool) -> Undone:
        """Change it back, unless somebody has made something else of it since. Twice is as good as once.

        :param is_own: whoever asks has made the change: what they don't find is gone.
        :raises backpack.BackpackError: Backpack did not do it
        :raises RefusalError: it is not as it was left, or not for this person's account to change
        """
        ...


def is_change(outcome: object) -> TypeGuard[Change]:
    """Whether it can be undone."""
    return isinstance(outcome, Change) and outcome.can_be_undone
