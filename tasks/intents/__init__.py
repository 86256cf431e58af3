"""One intent a file. Importing this package registers them all, so that a worker can decode any."""

from tasks.intents.add_item import AddItem
from tasks.intents.add_note import AddNote
from tasks.intents.change_reminder import ChangeReminder
from tasks.intents.complete_item import CompleteItem
from tasks.intents.connect import Connect
from tasks.intents.delete_reminder import DeleteReminder
from tasks.intents.finish_reminder import FinishReminder
from tasks.intents.fire_reminders import FireReminders
from tasks.intents.search_pages import SearchPages
from tasks.intents.set_default import SetDefault
from tasks.intents.set_reminder import SetReminder
from tasks.intents.set_status import SetStatus
from tasks.intents.show_list import ShowList
from tasks.intents.show_page import ShowPage
from tasks.intents.show_pages import ShowPages
from tasks.intents.show_reminders import ShowReminders
from tasks.intents.snooze_reminder import SnoozeReminder
from tasks.intents.take_back import TakeBack
from tasks.intents.write_journal_entry import WriteJournalEntry

__all__ = [
    "AddItem",
    "AddNote",
    "ChangeReminder",
    "CompleteItem",
    "Connect",
    "DeleteReminder",
    "FinishReminder",
    "FireReminders",
    "SearchPages",
    "SetDefault",
    "SetReminder",
    "SetStatus",
    "ShowList",
    "ShowPage",
    "ShowPages",
    "ShowReminders",
    "SnoozeReminder",
    "TakeBack",
    "WriteJournalEntry",
]
