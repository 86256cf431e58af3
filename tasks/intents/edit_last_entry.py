"""Change the newest entry in the speaker's journal."""

from dataclasses import dataclass

from backpack import list_user_journal_entries
from tasks.intent import Context
from tasks.intents.change_journal_entry import ChangeJournalEntry, JournalEntryChanged
from tasks.results import RefusalError, Refused
from tasks.text import BODY_MAX_CHARACTERS, check_text
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class EditLastEntry:
    """`edit TEXT`."""

    body: str

    def __post_init__(self) -> None:
        check_text("journal entry", self.body, BODY_MAX_CHARACTERS)

    def describe(self) -> str:
        return f"change your last journal entry to “{self.body}”"

    def perform(self, context: Context) -> JournalEntryChanged:
        return ChangeJournalEntry(self._choose(context), self.body).perform(context)

    def _choose(self, context: Context) -> int:
        """The same in every attempt: who writes another entry meanwhile does not mean that one.

        :raises RefusalError: there is none
        """
        chosen = context.stores.chosen
        if (entry_id := chosen.find(context.operation_id)) is not None:
            return int(entry_id)
        newest = context.backpack(list_user_journal_entries(context.link.backpack_user_id, count=1))
        if not newest:
            raise RefusalError(Refused("There is no entry of yours to change.", "`journal TEXT` writes one."))
        chosen.choose(context.operation_id, str(newest[0].id))
        return newest[0].id
