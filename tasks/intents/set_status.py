"""Set the speaker's status."""

from dataclasses import dataclass, field

from tasks.intent import Context
from tasks.own_status import StatusOvertaken, put_back_status, put_status
from tasks.text import LINE_MAX_CHARACTERS, check_text
from tasks.undoing.undone import Undone
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class StatusSet:
    message: str
    before: str | None = None
    """What it was; None: they had none."""
    backpack_user_id: int = 0
    """Whose it is."""
    account: str | None = field(default=None, compare=False)

    can_be_shared = True

    @property
    def can_be_undone(self) -> bool:
        return self.backpack_user_id != 0

    def undo(self, context: Context, *, is_own: bool) -> Undone:  # noqa: ARG002 -- a status is one user's
        put_back_status(context, self.message, self.before, self.backpack_user_id)
        return Undone("status", self.message, self.before or "")


@wire
@dataclass(frozen=True)
class SetStatus:
    """`status MESSAGE`."""

    message: str

    def __post_init__(self) -> None:
        check_text("status", self.message, LINE_MAX_CHARACTERS)

    def describe(self) -> str:
        return f"set your status to “{self.message}”"

    def perform(self, context: Context) -> StatusSet | StatusOvertaken:
        put = put_status(context, self.message)
        if isinstance(put, StatusOvertaken):
            return put
        return StatusSet(self.message, put.before, context.link.backpack_user_id, context.link.account)
