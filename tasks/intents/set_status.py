"""Set the speaker's status."""

from dataclasses import dataclass

from tasks.intent import Context
from tasks.own_status import StatusOvertaken, put_status
from tasks.text import LINE_MAX_CHARACTERS, check_text
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class StatusSet:
    message: str
    before: str | None = None
    """What it was; None: they had none."""
    backpack_user_id: int = 0
    """Whose it is."""


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
        return StatusSet(self.message, put.before, context.link.backpack_user_id)
