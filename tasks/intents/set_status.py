"""Set the speaker's status."""

from dataclasses import dataclass

from backpack import update_status
from tasks.feeding.look import look_soon
from tasks.feeding.names import FeedName
from tasks.intent import Context
from tasks.text import LINE_MAX_CHARACTERS, check_text
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class StatusSet:
    message: str


@wire
@dataclass(frozen=True)
class SetStatus:
    """`status MESSAGE`."""

    message: str

    def __post_init__(self) -> None:
        check_text("status", self.message, LINE_MAX_CHARACTERS)

    def describe(self) -> str:
        return f"set your status to “{self.message}”"

    def perform(self, context: Context) -> StatusSet:
        context.backpack(update_status(context.link.backpack_user_id, self.message))
        look_soon(context.stores, FeedName("status", context.link.account))
        return StatusSet(self.message)
