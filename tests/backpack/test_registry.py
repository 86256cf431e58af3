"""The registry holds what the documentation lists, row by row, and nothing else."""

import re

import pytest

from backpack import REGISTRY, TokenPlace

# Section, row, method and path as the documentation shows them; T is the token, other capitals are ids.
DOCUMENTED = {
    "list_pages": ("Pages", "list all", "POST", "/ws/pages/all"),
    "search_pages": ("Pages", "search", "POST", "/ws/pages/search"),
    "create_page": ("Pages", "create", "POST", "/ws/pages/new"),
    "show_page": ("Pages", "show", "POST", "/ws/page/ID"),
    "reorder_page": ("Pages", "reorder", "POST", "/ws/page/ID/reorder"),
    "destroy_page": ("Pages", "destroy", "POST", "/ws/page/ID/destroy"),
    "update_page_title": ("Pages", "update title", "POST", "/ws/page/ID/update_title"),
    "duplicate_page": ("Pages", "duplicate", "POST", "/ws/page/ID/duplicate"),
    "share_page": ("Pages", "share", "POST", "/ws/page/ID/share"),
    "unshare_friend_page": ("Pages", "unshare a friend's page", "POST", "/ws/page/ID/unshare_friend_page"),
    "email_page": ("Pages", "email to yourself", "POST", "/ws/page/ID/email"),
    "list_lists": ("Lists", "list", "POST", "/ws/page/P/lists/list"),
    "create_list": ("Lists", "create", "POST", "/ws/page/P/lists/add"),
    "update_list": ("Lists", "update", "POST", "/ws/page/P/lists/update/ID"),
    "destroy_list": ("Lists", "destroy", "POST", "/ws/page/P/lists/destroy/ID"),
    "list_items": ("List items", "list", "POST", "/ws/page/P/lists/L/items/list"),
    "create_item": ("List items", "create", "POST", "/ws/page/P/lists/L/items/add"),
    "update_item": ("List items", "update", "POST", "/ws/page/P/lists/L/items/update/ID"),
    "toggle_item": ("List items", "toggle", "POST", "/ws/page/P/lists/L/items/toggle/ID"),
    "destroy_item": ("List items", "destroy", "POST", "/ws/page/P/lists/L/items/destroy/ID"),
    "move_item": ("List items", "move", "POST", "/ws/page/P/lists/L/items/move/ID"),
    "reorder_items": ("List items", "reorder", "POST", "/ws/page/P/lists/L/items/reorder"),
    "list_notes": ("Notes", "list", "POST", "/ws/page/P/notes/list"),
    "create_note": ("Notes", "create", "POST", "/ws/page/P/notes/create"),
    "update_note": ("Notes", "update", "POST", "/ws/page/P/notes/update/ID"),
    "destroy_note": ("Notes", "destroy", "POST", "/ws/page/P/notes/destroy/ID"),
    "create_separator": ("Separators", "create", "POST", "/pages/P/separators.xml"),
    "update_separator": ("Separators", "update", "PUT", "/pages/P/separators/ID.xml"),
    "destroy_separator": ("Separators", "destroy", "DELETE", "/pages/P/separators/ID.xml"),
    "destroy_separator_by_post": (
        "Separators",
        "destroy (alternative)",
        "POST",
        "/ws/page/P/separators/destroy/ID",
    ),
    "list_pages_with_tag": ("Tags", "page matches", "POST", "/ws/tags/select/ID"),
    "tag_page": ("Tags", "tag a page", "POST", "/ws/page/P/tags/tag"),
    "list_reminders": ("Reminders", "list upcoming", "GET", "/T/reminders.xml"),
    "create_fuzzy_reminder": ("Reminders", "create, fuzzy date", "POST", "/T/reminders.xml"),
    "create_reminder": ("Reminders", "create, exact date", "POST", "/T/reminders.xml"),
    "update_reminder": ("Reminders", "update", "PUT", "/T/reminders/ID.xml"),
    "destroy_reminder": ("Reminders", "destroy", "DELETE", "/T/reminders/ID.xml"),
    "list_emails": ("Emails", "list", "POST", "/ws/page/P/emails/list"),
    "show_email": ("Emails", "show", "POST", "/ws/page/P/emails/show/ID"),
    "destroy_email": ("Emails", "destroy", "POST", "/ws/page/P/emails/destroy/ID"),
    "list_statuses": ("Status", "list", "GET", "/statuses.xml"),
    "show_status": ("Status", "show", "GET", "/users/U/status.xml"),
    "update_status": ("Status", "update", "PUT", "/users/U/status.xml"),
    "list_journal_entries": ("Journal", "list, all users", "GET", "/journal_entries.xml?n&count"),
    "list_user_journal_entries": ("Journal", "list, one user", "GET", "/users/U/journal_entries.xml?n&count"),
    "show_journal_entry": ("Journal", "show", "GET", "/journal_entries/ID.xml"),
    "create_journal_entry": ("Journal", "create", "POST", "/users/U/journal_entries.xml"),
    "update_journal_entry": ("Journal", "update", "PUT", "/journal_entries/ID.xml"),
    "delete_journal_entry": ("Journal", "delete", "DELETE", "/journal_entries/ID.xml"),
    "show_current_user": ("Users", "current user", "GET", "/T/me.xml"),
    "list_users": ("Users", "list", "GET", "/T/users.xml"),
    "export_user": ("Users", "export", "GET", "/T/users/ID/export.xml"),
    "list_bookmarks": ("Bookmarks", "list", "GET", "/T/users/U/bookmarks.xml"),
    "list_calendars": ("Calendars", "list", "GET", "/calendars.xml"),
    "list_calendar_events": ("Calendar events", "list", "GET", "/calendars/C/calendar_events.xml"),
    "show_calendar_event": ("Calendar events", "show", "GET", "/calendar_events/ID.xml"),
    "create_calendar_event": ("Calendar events", "create", "POST", "/calendar_events.xml"),
    "update_calendar_event": ("Calendar events", "update", "PUT", "/calendar_events/ID.xml"),
    "delete_calendar_event": ("Calendar events", "delete", "DELETE", "/calendar_events/ID.xml"),
}
MODULES = {"List items": "items", "Calendar events": "calendar_events"}


def test_the_registry_holds_exactly_the_59_documented_operations() -> None:
    assert len({(section, row) for section, row, *_ in DOCUMENTED.values()}) == 59
    assert set(REGISTRY) == set(DOCUMENTED)


@pytest.mark.parametrize("name", DOCUMENTED)
def test_an_operation_stands_in_its_section_with_its_documented_method_and_path(name: str) -> None:
    section, _, method, path = DOCUMENTED[name]
    declared = REGISTRY[name]
    prefix = "/T" if declared.token_place is TokenPlace.PATH else ""
    query = {"n={page_number}": "n", "count={count}": "count"}
    shown = declared.path
    for ours, theirs in query.items():
        shown = shown.replace(ours, theirs)
    shown = prefix + re.sub(r"\{\w+\}", "*", shown)
    assert declared.section == MODULES.get(section, section.lower())
    assert (declared.method, shown) == (method, re.sub(r"\b(?!T\b)[A-Z]+\b", "*", path))
