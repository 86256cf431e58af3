"""One intent a file. Importing this package registers them all, so that a worker can decode any."""

from tasks.intents.add_item import AddItem
from tasks.intents.add_note import AddNote
from tasks.intents.ask_for_entry import AskForEntry
from tasks.intents.change_journal_entry import ChangeJournalEntry
from tasks.intents.change_reminder import ChangeReminder
from tasks.intents.choose_home_lists import ChooseHomeLists, SetHomeLists
from tasks.intents.clear_status import ClearStatus
from tasks.intents.complete_item import CompleteItem
from tasks.intents.connect import Connect
from tasks.intents.delete_reminder import DeleteReminder
from tasks.intents.do_at_home import DoAtHome
from tasks.intents.edit_last_entry import EditLastEntry
from tasks.intents.end_routine import EndRoutine
from tasks.intents.fill_entry_form import FillEntryForm
from tasks.intents.finish_item import FinishItem
from tasks.intents.finish_reminder import FinishReminder
from tasks.intents.fire_reminders import FireReminders
from tasks.intents.plan_prompts import PlanPrompts
from tasks.intents.post_card import PostCard
from tasks.intents.post_digest import PostDigest
from tasks.intents.search_pages import SearchPages
from tasks.intents.set_default import SetDefault
from tasks.intents.set_digest import SetDigest
from tasks.intents.set_prompt import SetPrompt
from tasks.intents.set_reminder import SetReminder
from tasks.intents.set_status import SetStatus
from tasks.intents.settle_reminder import SettleReminder
from tasks.intents.share_answer import ShareAnswer, ShareLast
from tasks.intents.show_board import ShowBoard
from tasks.intents.show_home import ShowHome
from tasks.intents.show_journal import ShowJournal
from tasks.intents.show_list import ShowList
from tasks.intents.show_page import ShowPage
from tasks.intents.show_pages import ShowPages
from tasks.intents.show_reminders import ShowReminders
from tasks.intents.show_routine import ShowRoutine
from tasks.intents.show_subscriptions import ShowSubscriptions
from tasks.intents.snooze_reminder import SnoozeReminder
from tasks.intents.subscribe import Subscribe
from tasks.intents.take_back import TakeBack
from tasks.intents.tell_feed import TellFeed
from tasks.intents.tick_item import TickItem
from tasks.intents.undo import Undo, UndoLast
from tasks.intents.unfurl_pages import UnfurlPages
from tasks.intents.unsubscribe import Unsubscribe
from tasks.intents.write_journal_entry import WriteJournalEntry

__all__ = [
    "AddItem",
    "AddNote",
    "AskForEntry",
    "ChangeJournalEntry",
    "ChangeReminder",
    "ChooseHomeLists",
    "ClearStatus",
    "CompleteItem",
    "Connect",
    "DeleteReminder",
    "DoAtHome",
    "EditLastEntry",
    "EndRoutine",
    "FillEntryForm",
    "FinishItem",
    "FinishReminder",
    "FireReminders",
    "PlanPrompts",
    "PostCard",
    "PostDigest",
    "SearchPages",
    "SetDefault",
    "SetDigest",
    "SetHomeLists",
    "SetPrompt",
    "SetReminder",
    "SetStatus",
    "SettleReminder",
    "ShareAnswer",
    "ShareLast",
    "ShowBoard",
    "ShowHome",
    "ShowJournal",
    "ShowList",
    "ShowPage",
    "ShowPages",
    "ShowReminders",
    "ShowRoutine",
    "ShowSubscriptions",
    "SnoozeReminder",
    "Subscribe",
    "TakeBack",
    "TellFeed",
    "TickItem",
    "Undo",
    "UndoLast",
    "UnfurlPages",
    "Unsubscribe",
    "WriteJournalEntry",
]
