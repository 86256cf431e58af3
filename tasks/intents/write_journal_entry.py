"""Write an entry in the speaker's journal."""

from contextlib import suppress
from dataclasses import dataclass, field

from backpack import NotFound, create_journal_entry, delete_journal_entry, show_journal_entry
from tasks.feeding.look import look_soon
from tasks.feeding.names import FeedName
from tasks.intent import Context
from tasks.text import BODY_MAX_CHARACTERS, check_text
from tasks.undoing.thing import check_same
from tasks.undoing.undone import Undone
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class JournalEntryWritten:
    body: str
    entry_id: int | None = None
    """None in what an older worker has left."""
    prompt_channel_id: str | None = None
    account: str | None = field(default=None, compare=False)

    can_be_shared = True

    @property
    def can_be_undone(self) -> bool:
        return self.entry_id is not None

    def undo(self, context: Context, *, is_own: bool) -> Undone:  # noqa: ARG002 -- Backpack knows whose it is
        entry_id = self.entry_id or 0
        with suppress(NotFound):  # gone is gone
            check_same(self.body, context.backpack(show_journal_entry(entry_id)).body, "The entry")
            context.backpack(delete_journal_entry(entry_id))
        look_soon(context.stores, FeedName("journal", context.link.account))
        return Undone("entry", self.body)


@wire
@dataclass(frozen=True)
class WriteJournalEntry:
    """`journal BODY`."""

    body: str
    prompt_channel_id: str | None = None
    """Of the channel for which the person was asked what they did."""

    def __post_init__(self) -> None:
        check_text("journal entry", self.body, BODY_MAX_CHARACTERS)

    def describe(self) -> str:
        return f"write “{self.body}” in your journal"

    def perform(self, context: Context) -> JournalEntryWritten:
        entry_id = context.backpack(create_journal_entry(context.link.backpack_user_id, self.body))
        look_soon(context.stores, FeedName("journal", context.link.account))
        return JournalEntryWritten(self.body, entry_id, self.prompt_channel_id, context.link.account)
