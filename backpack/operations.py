"""The documented operations, all 59 of them; each module is a section of the documentation."""

from backpack.bookmarks import list_bookmarks
from backpack.calendar_events import (
    create_calendar_event,
    delete_calendar_event,
    list_calendar_events,
    show_calendar_event,
    update_calendar_event,
)
from backpack.calendars import list_calendars
from backpack.emails import destroy_email, list_emails, show_email
from backpack.items import (
    create_item,
    destroy_item,
    list_items,
    move_item,
    reorder_items,
    toggle_item,
    update_item,
)
from backpack.journal import (
    create_journal_entry,
    delete_journal_entry,
    list_journal_entries,
    list_user_journal_entries,
    show_journal_entry,
    update_journal_entry,
)
from backpack.lists import create_list, destroy_list, list_lists, update_list
from backpack.notes import create_note, destroy_note, list_notes, update_note
from backpack.pages import (
    create_page,
    destroy_page,
    duplicate_page,
    email_page,
    list_pages,
    reorder_page,
    search_pages,
    share_page,
    show_page,
    unshare_friend_page,
    update_page_title,
)
from backpack.reminders import (
    create_fuzzy_reminder,
    create_reminder,
    destroy_reminder,
    list_reminders,
    update_reminder,
)
from backpack.separators import (
    create_separator,
    destroy_separator,
    destroy_separator_by_post,
    update_separator,
)
from backpack.status import list_statuses, show_status, update_status
from backpack.tags import list_pages_with_tag, tag_page
from backpack.users import export_user, list_users, show_current_user

__all__ = [
    "create_calendar_event",
    "create_fuzzy_reminder",
    "create_item",
    "create_journal_entry",
    "create_list",
    "create_note",
    "create_page",
    "create_reminder",
    "create_separator",
    "delete_calendar_event",
    "delete_journal_entry",
    "destroy_email",
    "destroy_item",
    "destroy_list",
    "destroy_note",
    "destroy_page",
    "destroy_reminder",
    "destroy_separator",
    "destroy_separator_by_post",
    "duplicate_page",
    "email_page",
    "export_user",
    "list_bookmarks",
    "list_calendar_events",
    "list_calendars",
    "list_emails",
    "list_items",
    "list_journal_entries",
    "list_lists",
    "list_notes",
    "list_pages",
    "list_pages_with_tag",
    "list_reminders",
    "list_statuses",
    "list_user_journal_entries",
    "list_users",
    "move_item",
    "reorder_items",
    "reorder_page",
    "search_pages",
    "share_page",
    "show_calendar_event",
    "show_current_user",
    "show_email",
    "show_journal_entry",
    "show_page",
    "show_status",
    "tag_page",
    "toggle_item",
    "unshare_friend_page",
    "update_calendar_event",
    "update_item",
    "update_journal_entry",
    "update_list",
    "update_note",
    "update_page_title",
    "update_reminder",
    "update_separator",
    "update_status",
]
