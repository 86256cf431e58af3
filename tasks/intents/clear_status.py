"""Clear the speaker's status."""

from dataclasses import dataclass

from tasks.intent import Context
from tasks.own_status import StatusOvertaken, put_status
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
        return StatusCleared(put.before, put.is_dash, context.link.backpack_user_id)
