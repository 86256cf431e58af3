"""Every operation of the official documentation, section by section.

59 operations in 58 rows: creating a reminder is documented twice, with a fuzzy and with an exact date.
"""

from .limits import CALENDAR
from .route import Route
from .sections import (
    bookmarks,
    calendar_events,
    calendars,
    emails,
    exports,
    items,
    journal,
    lists,
    notes,
    page_copy,
    pages,
    reminders,
    separators,
    sharing,
    status,
    tags,
    users,
)

_LIST = "/ws/page/{page_id}/lists"
_ITEM = "/ws/page/{page_id}/lists/{list_id}/items"
_NOTE = "/ws/page/{page_id}/notes"
_EMAIL = "/ws/page/{page_id}/emails"

DOCUMENTED = (
    # Pages
    Route("POST", "/ws/pages/all", pages.list_all_pages),
    Route("POST", "/ws/pages/search", pages.search_pages),
    Route("POST", "/ws/pages/new", pages.create_page),
    Route("POST", "/ws/page/{page_id}", pages.show_page),
    Route("POST", "/ws/page/{page_id}/reorder", pages.reorder_page),
    Route("POST", "/ws/page/{page_id}/destroy", pages.destroy_page),
    Route("POST", "/ws/page/{page_id}/update_title", pages.update_page_title),
    Route("POST", "/ws/page/{page_id}/duplicate", page_copy.duplicate_page),
    Route("POST", "/ws/page/{page_id}/share", sharing.share_page),
    Route("POST", "/ws/page/{page_id}/unshare_friend_page", sharing.unshare_friend_page),
    Route("POST", "/ws/page/{page_id}/email", sharing.email_page),
    # Lists
    Route("POST", _LIST + "/list", lists.list_lists),
    Route("POST", _LIST + "/add", lists.create_list),
    Route("POST", _LIST + "/update/{list_id}", lists.update_list),
    Route("POST", _LIST + "/destroy/{list_id}", lists.destroy_list),
    # List items
    Route("POST", _ITEM + "/list", items.list_items),
    Route("POST", _ITEM + "/add", items.create_item),
    Route("POST", _ITEM + "/update/{item_id}", items.update_item),
    Route("POST", _ITEM + "/toggle/{item_id}", items.toggle_item),
    Route("POST", _ITEM + "/destroy/{item_id}", items.destroy_item),
    Route("POST", _ITEM + "/move/{item_id}", items.move_item),
    Route("POST", _ITEM + "/reorder", items.reorder_items),
    # Notes
    Route("POST", _NOTE + "/list", notes.list_notes),
    Route("POST", _NOTE + "/create", notes.create_note),
    Route("POST", _NOTE + "/update/{note_id}", notes.update_note),
    Route("POST", _NOTE + "/destroy/{note_id}", notes.destroy_note),
    # Separators
    Route("POST", "/pages/{page_id}/separators.xml", separators.create_separator),
    Route("PUT", "/pages/{page_id}/separators/{separator_id}.xml", separators.update_separator),
    Route("DELETE", "/pages/{page_id}/separators/{separator_id}.xml", separators.destroy_separator),
    Route(
        "POST",
        "/ws/page/{page_id}/separators/destroy/{separator_id}",
        separators.destroy_separator_by_post,
    ),
    # Tags
    Route("POST", "/ws/tags/select/{tag_id}", tags.select_pages_of_tag),
    Route("POST", "/ws/page/{page_id}/tags/tag", tags.tag_page),
    # Reminders
    Route("GET", "/reminders.xml", reminders.list_reminders),
    Route("POST", "/reminders.xml", reminders.create_reminder),
    Route("PUT", "/reminders/{reminder_id}.xml", reminders.update_reminder),
    Route("DELETE", "/reminders/{reminder_id}.xml", reminders.destroy_reminder),
    # Emails
    Route("POST", _EMAIL + "/list", emails.list_emails),
    Route("POST", _EMAIL + "/show/{email_id}", emails.show_email),
    Route("POST", _EMAIL + "/destroy/{email_id}", emails.destroy_email),
    # Status
    Route("GET", "/statuses.xml", status.list_statuses),
    Route("GET", "/users/{user_id}/status.xml", status.show_status),
    Route("PUT", "/users/{user_id}/status.xml", status.update_status),
    # Journal
    Route("GET", "/journal_entries.xml", journal.list_all_journal_entries),
    Route("GET", "/users/{user_id}/journal_entries.xml", journal.list_journal_entries),
    Route("POST", "/users/{user_id}/journal_entries.xml", journal.create_journal_entry),
    Route("GET", "/journal_entries/{entry_id}.xml", journal.show_journal_entry),
    Route("PUT", "/journal_entries/{entry_id}.xml", journal.update_journal_entry),
    Route("DELETE", "/journal_entries/{entry_id}.xml", journal.destroy_journal_entry),
    # Users
    Route("GET", "/me.xml", users.show_current_user),
    Route("GET", "/users.xml", users.list_users),
    Route("GET", "/users/{user_id}/export.xml", exports.export_user),
    # Bookmarks
    Route("GET", "/users/{user_id}/bookmarks.xml", bookmarks.list_bookmarks),
    # Calendars
    Route("GET", "/calendars.xml", calendars.list_calendars, CALENDAR),
    # Calendar events
    Route(
        "GET",
        "/calendars/{calendar_id}/calendar_events.xml",
        calendar_events.list_calendar_events,
        CALENDAR,
    ),
    Route("GET", "/calendar_events/{event_id}.xml", calendar_events.show_calendar_event, CALENDAR),
    Route("POST", "/calendar_events.xml", calendar_events.create_calendar_event, CALENDAR),
    Route("PUT", "/calendar_events/{event_id}.xml", calendar_events.update_calendar_event, CALENDAR),
    Route("DELETE", "/calendar_events/{event_id}.xml", calendar_events.destroy_calendar_event, CALENDAR),
)
