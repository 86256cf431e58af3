"""Which kind each operation is that may not be repeated."""

from collections.abc import Mapping
from typing import Final

from tasks.reconcile.calendar_events import NewCalendarEvent
from tasks.reconcile.items import Move, NewItem, Toggle
from tasks.reconcile.journal import NewJournalEntry
from tasks.reconcile.kind import Kind
from tasks.reconcile.lists import NewList
from tasks.reconcile.notes import NewNote
from tasks.reconcile.pages import NewPage, PageCopy
from tasks.reconcile.reminders import NewFuzzyReminder, NewReminder
from tasks.reconcile.separators import NewSeparator

KINDS: Final[Mapping[str, Kind]] = {
    "create_calendar_event": NewCalendarEvent(),
    "create_fuzzy_reminder": NewFuzzyReminder(),
    "create_item": NewItem(),
    "create_journal_entry": NewJournalEntry(),
    "create_list": NewList(),
    "create_note": NewNote(),
    "create_page": NewPage(),
    "create_reminder": NewReminder(),
    "create_separator": NewSeparator(),
    "duplicate_page": PageCopy(),
    "move_item": Move(),
    "toggle_item": Toggle(),
}

#: What these do can't be seen: `share_page` writes to people, `email_page` to oneself.
UNSEEN: Final = frozenset({"share_page", "email_page"})
