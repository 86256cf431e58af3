"""Journal entries."""

from backpack import Call, JournalEntry, list_user_journal_entries
from tasks.reconcile.kind import Creation, Details, plain


class NewJournalEntry(Creation[JournalEntry]):
    """In a user's own journal, which nobody else writes in. It lists the newest first."""

    name = "journal entry"
    noted = ("user_id", "body")

    def place(self, details: Details) -> str:
        return f"journal of {details['user_id']}"

    def content(self, details: Details) -> str:
        return plain(details["body"])

    def listing(self, details: Details) -> Call[tuple[JournalEntry, ...]]:
        return list_user_journal_entries(details["user_id"])

    def listing_before(self, details: Details) -> Call[tuple[JournalEntry, ...]]:
        return list_user_journal_entries(details["user_id"], count=1)

    def fits(self, details: Details, thing: JournalEntry) -> bool:
        return plain(thing.body) == self.content(details)

    def result(self, thing: JournalEntry) -> int:
        return thing.id
