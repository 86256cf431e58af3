"""Documents become models: golden replies, read as the client reads them."""

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from backpack import (
    Attachment,
    Belonging,
    Call,
    Gallery,
    Image,
    Item,
    JournalEntry,
    List,
    ListSummary,
    Note,
    Page,
    PageSummary,
    Reminder,
    Separator,
    Status,
    Tag,
    User,
    UserSummary,
    create_fuzzy_reminder,
    create_item,
    create_journal_entry,
    create_list,
    create_note,
    create_page,
    destroy_item,
    list_items,
    list_journal_entries,
    list_lists,
    list_notes,
    list_pages,
    list_reminders,
    list_statuses,
    list_user_journal_entries,
    list_users,
    search_pages,
    show_current_user,
    show_journal_entry,
    show_page,
    show_status,
    update_journal_entry,
    update_status,
)
from backpack.reply import RawReply, read_reply

NEW_YORK = ZoneInfo("America/New_York")  # four hours behind UTC in summer
Golden = Callable[[str], bytes]


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


PAGE = Page(
    id=1133,
    title="Offsite",
    email_address="ry87ib@backpackit.com",
    belongings=(
        Belonging(783, 1, "Note", 1019),
        Belonging(784, 2, "WriteboardLink", 31),
        Belonging(785, 3, "List", 937),
        Belonging(786, 4, "Hologram", 5),
    ),
    lists=(
        List(937, "Packing", (Item(3308, None, "Maps", False), Item(3303, None, "Tickets", True))),
        List(938, "Empty"),
    ),
    notes=(Note(1019, "", "  Two lines,\nand a blank one below.\n\n", utc("2005-05-14 16:39:02")),),
    separators=(Separator(12, "Later\n"),),
    galleries=(Gallery(2873, "Around town", (Image(88278, "parrots.jpg", "Wild parrots", 2873),)),),
    attachments=(Attachment(60887, "itinerary.pdf"),),
    tags=(Tag(5, "Travel"),),
)
ENTRY = JournalEntry(
    51, 1234, "Ann", "Shipped it\nand slept", utc("2011-03-26 19:15:55"), utc("2011-03-26 19:15:56")
)
REMINDERS = (
    Reminder(
        5,
        "Call home",
        utc("2007-07-03 18:59:00"),
        123,
        "John D.",
        (UserSummary(456, "Jane D."), UserSummary(123, "John D.")),
    ),
    Reminder(6, "", utc("2007-09-03 19:59:00"), None, None),
)
ME = User(
    id=1234,
    account_id=89,
    name="Ann",
    email_address="ann@example.com",
    time_zone_id="Pacific Time (US & Canada)",
    admin=True,
    start_page_id=None,
    use_24h_clock=True,
    remind_via_email=True,
    reminder_address="ann@example.com",
    created_at=utc("2000-01-01 00:00:00"),
    updated_at=utc("2000-03-01 00:00:00"),
)

DOCUMENTS: list[tuple[Call[object], str, object]] = [
    (
        list_pages(),
        "pages_all",
        (PageSummary(1134, "Groceries & errands", "personal"), PageSummary(1133, "", "friends")),
    ),
    (search_pages("x"), "pages_search", (PageSummary(2482, "Sewing"),)),
    (search_pages("x"), "pages_none", ()),
    (list_pages(), "success", ()),
    (create_page("Ideas"), "page_created", PageSummary(1234, "Ideas")),
    (show_page(1133), "page", PAGE),
    (show_page(7), "page_bare", Page(7, "Bare", None)),
    (list_lists(7), "lists", (ListSummary(1, "greetings"), ListSummary(2, "goodbyes"))),
    (create_list(7, "parts"), "list_created", ListSummary(3, "parts")),
    (
        list_items(7, 1),
        "items",
        (Item(1, 1, "Fish & chips", False, utc("2011-03-26 19:15:55")), Item(3, 1, "", True)),
    ),
    (create_item(7, 1, "Oat milk", completed=True), "item_created", Item(5, 1, "Oat milk", True)),
    (destroy_item(7, 1, 5), "success", None),
    (destroy_item(7, 1, 5), "success_without_payload", None),
    (
        list_notes(7),
        "notes",
        (
            Note(1132, "World", "A pretty &rarr; place\n", utc("2007-07-03 19:15:55")),
            Note(1133, "", "", utc("2007-07-03 19:20:00")),
        ),
    ),
    (create_note(7, "New", "Text"), "note_created", Note(5, "New", "Text", utc("2007-07-03 19:21:00"))),
    (list_statuses(), "statuses", (Status(9, 1234, "Ann", "Writing <docs>", utc("2011-03-26 19:15:55")),)),
    (show_status(1234), "status", Status(9, 1234, None, "", utc("2011-03-26 19:15:55"))),
    (list_journal_entries(), "journal_entries", (ENTRY,)),
    (list_user_journal_entries(1234), "none_of_a_class", ()),
    (
        show_journal_entry(51),
        "journal_entry",
        JournalEntry(
            51, 1234, None, "Shipped it", utc("2011-03-26 19:15:55"), utc("2011-03-26 19:15:56"), 89
        ),
    ),
    (update_journal_entry(51, "Shipped it"), "journal_entry", None),
    (list_reminders(NEW_YORK), "reminders", REMINDERS),
    (
        list_reminders(NEW_YORK),
        "reminders_older",
        (Reminder(52373, "Feed the cat", utc("2005-07-19 03:37:00"), None, None),),
    ),
    (create_fuzzy_reminder("+30 Call home"), "reminder_created", 1234),
    (create_journal_entry(1234, "Shipped it"), "journal_entry", 51),
    (show_current_user(), "me", ME),
    (list_users(), "users", (UserSummary(1234, "Ann"), UserSummary(5678, "Bob"))),
]


@pytest.mark.parametrize(
    ("call", "name", "expected"), DOCUMENTS, ids=[f"{c.name}-{n}" for c, n, _ in DOCUMENTS]
)
def test_a_documented_reply_becomes_its_model(
    call: Call[object], name: str, expected: object, golden: Golden
) -> None:
    assert read_reply(call, RawReply(200, golden(name))) == expected


@pytest.mark.parametrize(
    "location",
    [
        "/reminders/1234",
        "http://trailhead.backpackit.com/journal-entries/1234",
        "http://trailhead.backpackit.com/journal_entries/1234.xml",
        "/reminders/1234/?x=5",
    ],
)
def test_the_id_of_what_was_created_is_read_from_the_location(location: str) -> None:
    assert read_reply(create_journal_entry(1, "Hi"), RawReply(201, b"", location=location)) == 1234


def test_the_id_is_read_from_the_document_when_the_location_has_none(golden: Golden) -> None:
    raw = RawReply(201, golden("reminder_created"), location="/reminders")
    assert read_reply(create_fuzzy_reminder("+30 Call home"), raw) == 1234


@pytest.mark.parametrize("body", [b"", b" ", b"<status/>"])
def test_a_rest_change_succeeds_with_a_blank_body_or_any_document(body: bytes) -> None:
    assert read_reply(update_status(1, "Busy"), RawReply(200, body)) is None
