"""Clear the speaker's status."""

from dataclasses import dataclass, field

from tasks.intent import Context
from tasks.own_status import StatusOvertaken, put_back_status, put_status
from tasks.undoing.undone import Undone
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class StatusCleared:
    before: str | None
    """What it was; None: they had none."""
    is_dash: bool = False
    """Backpack keeps no empty status: a dash stands there."""
    backpack_user_id: int = 0
    """Whose it is."""
    account: str | None = field(default=None, compare=False)

    can_be_shared = True

    @property
    def can_be_undone(self) -> bool:
        return self.before is not None and self.backpack_user_id != 0

    def undo(self, context: Context, *, is_own: bool) -> Undone:  # noqa: ARG002 -- a status is one user's
        put_back_status(context, "", self.before, self.backpack_user_id)
        return Undone("cleared", self.before or "")


@wire
@dataclass(frozen=True)
class ClearStatus:
    """`status clear`."""

    def describe(self) -> str:
        return "clear your status"

    def perform(self, context: Context) -> StatusCleared | StatusOvertaken:
        put = put_status(context, "")
        if isinstance(put, StatusOvertaken):
            return put
        link = context.link
        return StatusCleared(put.before, put.is_dash, link.backpack_user_id, link.account)
