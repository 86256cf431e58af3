"""Change an entry in the speaker's journal."""

from contextlib import suppress
from dataclasses import dataclass, field

from backpack import NotFound, show_journal_entry, update_journal_entry
from tasks.feeding.look import look_soon
from tasks.feeding.names import FeedName
from tasks.intent import Context
from tasks.journaling.digest_item import read_digest_item
from tasks.journaling.routine import routine_name
from tasks.reconcile.kind import plain
from tasks.results import RefusalError, Refused
from tasks.text import BODY_MAX_CHARACTERS, check_text
from tasks.undoing.thing import check_same
from tasks.undoing.undone import Undone
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class JournalEntryChanged:
    entry_id: int
    body: str
    prompt_channel_id: str | None = None
    before: str | None = None
    """What it was; None in what an older worker has left."""
    account: str | None = field(default=None, compare=False)

    @property
    def can_be_undone(self) -> bool:
        return self.before is not None and self.before != self.body

    def undo(self, context: Context, *, is_own: bool) -> Undone:  # noqa: ARG002 -- Backpack knows whose it is
        before = self.before or ""
        with suppress(NotFound):  # gone is gone
            now = context.backpack(show_journal_entry(self.entry_id)).body
            if plain(now) != plain(before):  # else it is undone already
                check_same(self.body, now, "The entry")
                context.backpack(update_journal_entry(self.entry_id, before))
        look_soon(context.stores, FeedName("journal", context.link.account))
        return Undone("edit", self.body, before)


@wire
@dataclass(frozen=True)
class ChangeJournalEntry:
    """What the form "Journal entry" says."""

    entry_id: int
    body: str
    prompt_channel_id: str | None = None
    """Of the channel for which the person was asked what they did: it can be changed until its digest."""

    def __post_init__(self) -> None:
        check_text("journal entry", self.body, BODY_MAX_CHARACTERS)

    def describe(self) -> str:
        return f"change that entry in your journal to “{self.body}”"

    def perform(self, context: Context) -> JournalEntryChanged:
        if self.prompt_channel_id and self._was_told(context, self.prompt_channel_id):
            problem = "The channel’s digest has told of that entry already."
            raise RefusalError(Refused(problem, "You can still change it in Backpack itself."))
        try:
            before = context.backpack(show_journal_entry(self.entry_id)).body
            context.backpack(update_journal_entry(self.entry_id, self.body))
        except NotFound:
            problem = "That entry is not in Backpack any more."
        else:
            account = context.link.account
            look_soon(context.stores, FeedName("journal", account))
            return JournalEntryChanged(self.entry_id, self.body, self.prompt_channel_id, before, account)
        raise RefusalError(Refused(problem, "`journal TEXT` writes a new one."))

    def _was_told(self, context: Context, slack_channel_id: str) -> bool:
        name = routine_name("digest", context.delivery.slack_team_id, slack_channel_id)
        scheduled = context.stores.schedule.find(name)
        return scheduled is not None and read_digest_item(scheduled.item).after_entry_id >= self.entry_id
