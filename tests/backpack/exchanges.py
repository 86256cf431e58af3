"""For each golden pair: the call that produces its request, and the model that its reply becomes."""

from datetime import UTC, date, datetime
from typing import Final

import backpack as bp
from backpack import Call, Direction

PACIFIC: Final = bp.zone("Pacific Time (US & Canada)")  # seven hours behind UTC in summer


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


ANN, CLEO, EVE = bp.UserSummary(123, "Ann B."), bp.UserSummary(456, "Cleo D."), bp.UserSummary(789, "Eve F.")
PAGE = bp.Page(
    id=1133,
    title="Harvest festival",
    email_address="ry87ib@backpackit.com",
    belongings=(
        bp.Belonging(783, 1, "Note", 1019),
        bp.Belonging(784, 2, "Note", 1020),
        bp.Belonging(785, 3, "List", 937),
        bp.Belonging(786, 4, "Gallery", 2873),
        bp.Belonging(787, 5, "Asset", 60887),
    ),
    lists=(
        bp.List(
            937,
            "To bring",
            (
                bp.Item(3308, None, "Lanterns", False),
                bp.Item(3303, None, "Benches", True),
                bp.Item(3307, None, "Cider press", True),
            ),
        ),
    ),
    notes=(
        bp.Note(1019, "", "With the orchard and the mill", utc("2005-05-14 16:39:02")),
        bp.Note(1020, "Barn", "The key is with the neighbours", utc("2005-05-14 16:41:11")),
    ),
    galleries=(
        bp.Gallery(2873, "Last year", (bp.Image(88278, "orchard.jpg", "The orchard at noon", 2873),)),
    ),
    attachments=(bp.Attachment(60887, "programme.pdf"),),
    tags=(bp.Tag(4, "Autumn"), bp.Tag(5, "Outdoors")),
)
EMAIL = bp.Email(5, "The tent", "It fits forty.", utc("2007-07-03 19:15:55"))
PICKING = bp.Reminder(6, "Pick them", utc("2007-09-03 22:59:00"), 456, "Cleo D.", (ANN,))
WRITTEN, CHANGED = utc("2011-03-26 19:15:55"), utc("2011-03-26 19:15:56")
LISTED_ENTRY = bp.JournalEntry(51, 123, "Ann B.", "Pressed the first cider", WRITTEN, CHANGED)
ENTRY = bp.JournalEntry(51, 123, None, "Pressed the first cider", WRITTEN, CHANGED, 89)
ME = bp.User(
    id=123,
    account_id=89,
    name="Ann B.",
    email_address="ann@example.com",
    time_zone_id="Pacific Time (US & Canada)",
    admin=True,
    start_page_id=1133,
    remind_via_email=True,
    reminder_address="ann@example.com",
    created_at=utc("2000-01-01 00:00:00"),
    updated_at=utc("2000-03-01 00:00:00"),
)
EXPORT = bp.UserExport(
    id=123,
    name="Ann B.",
    account="trailhead",
    pages=(
        bp.Page(
            id=1234,
            title="Winter menu",
            email_address="k2v9qa@backpackit.com",
            belongings=(bp.Belonging(790, 1, "List", 940),),
            lists=(bp.List(940, "Soups", (bp.Item(3310, None, "Parsnip", False),)),),
        ),
        bp.Page(1136, "Suppliers", "m4x7tc@backpackit.com"),
    ),
    reminders=(PICKING,),
)
CALENDAR = bp.Calendar(
    id=5,
    name="Orchard",
    account_id=89,
    color="000099",
    token="520",
    created_at=utc("2006-09-27 20:32:15"),
    updated_at=utc("2006-09-27 20:32:15"),
)
EVENT = bp.CalendarEvent(
    id=21,
    calendar_id=5,
    title="tea with dora",
    all_day=True,
    occurs_at=date(2006, 10, 6),
    message="tea with dora",
    created_at=utc("2006-09-21 20:59:19"),
    updated_at=utc("2006-09-21 20:59:19"),
)
FRIENDS = ["first@example.com", "second@example.com", "third@example.com"]

EXCHANGES: Final[dict[str, tuple[Call[object], object]]] = {
    "list_pages": (
        bp.list_pages(),
        (
            bp.PageSummary(1134, "Spring menu", "personal"),
            bp.PageSummary(1136, "Suppliers", "personal"),
            bp.PageSummary(1133, "Harvest festival", "friends"),
        ),
    ),
    "search_pages": (
        bp.search_pages("thimble"),
        (bp.PageSummary(1134, "Mending"), bp.PageSummary(2482, "Costumes")),
    ),
    "create_page": (bp.create_page("Winter menu"), bp.PageSummary(1234, "Winter menu")),
    "show_page": (bp.show_page(1133), PAGE),
    "reorder_page": (bp.reorder_page(1133, [785, 783, 784]), None),
    "destroy_page": (bp.destroy_page(1133), None),
    "update_page_title": (bp.update_page_title(1133, "Harvest & thanks"), None),
    "duplicate_page": (bp.duplicate_page(1234), bp.PageSummary(1235, "Winter menu (copy)")),
    "share_page": (bp.share_page(1133, FRIENDS, public=True), None),
    "unshare_friend_page": (bp.unshare_friend_page(1133), None),
    "email_page": (bp.email_page(1133), None),
    "list_lists": (
        bp.list_lists(1133),
        (bp.ListSummary(1, "To bring"), bp.ListSummary(2, "To return")),
    ),
    "create_list": (bp.create_list(1133, "To repair"), bp.ListSummary(3, "To repair")),
    "update_list": (bp.update_list(1133, 3, "To mend"), None),
    "destroy_list": (bp.destroy_list(1133, 3), None),
    "list_items": (
        bp.list_items(1133, 1),
        (
            bp.Item(1, 1, "Lanterns", False, utc("2011-03-26 19:15:55")),
            bp.Item(2, 1, "Ropes & pegs", False, utc("2011-01-15 16:25:37")),
            bp.Item(3, 1, "Benches", True, utc("2011-01-15 16:26:13")),
        ),
    ),
    "create_item": (
        bp.create_item(1133, 1, "A ladder, already there", completed=True),
        bp.Item(5, 1, "A ladder, already there", True),
    ),
    "update_item": (bp.update_item(1133, 1, 5, "Two ladders", completed=True), None),
    "toggle_item": (bp.toggle_item(1133, 1, 5), None),
    "destroy_item": (bp.destroy_item(1133, 1, 5), None),
    "move_item": (bp.move_item(1133, 1, 5, Direction.HIGHER), None),
    "reorder_items": (bp.reorder_items(1133, 1, [2, 1, 3]), None),
    "list_notes": (
        bp.list_notes(1133),
        (
            bp.Note(1132, "Music", "Two fiddles and a drum", utc("2007-07-03 19:15:55")),
            bp.Note(1133, "Parking", "Behind the mill", utc("2007-07-03 19:20:00")),
        ),
    ),
    "create_note": (
        bp.create_note(1133, "Weather", "Tarpaulins if it rains", show_created_at=False),
        bp.Note(5, "Weather", "Tarpaulins if it rains", utc("2007-07-03 19:21:00")),
    ),
    "update_note": (bp.update_note(1133, 5, "Weather, again", "Sun!", show_created_at=True), None),
    "destroy_note": (bp.destroy_note(1133, 5), None),
    "create_separator": (bp.create_separator(1133, "Pictures"), bp.Separator(12, "Pictures", 1133)),
    "update_separator": (bp.update_separator(1133, 12, "New pictures"), None),
    "destroy_separator": (bp.destroy_separator(1133, 12), None),
    "destroy_separator_by_post": (bp.destroy_separator_by_post(1133, 12), None),
    "list_pages_with_tag": (bp.list_pages_with_tag(4), (bp.PageSummary(1133, "Harvest festival"),)),
    "tag_page": (bp.tag_page(1133, ["Autumn", "Long evenings", "Outdoors"]), None),
    "list_emails": (
        bp.list_emails(1133),
        (
            EMAIL,
            bp.Email(6, "Re: The tent", "Forty-five if they sit close.", utc("2007-08-03 20:20:55")),
        ),
    ),
    "show_email": (bp.show_email(1133, 5), EMAIL),
    "destroy_email": (bp.destroy_email(1133, 5), None),
    "list_reminders": (
        bp.list_reminders(PACIFIC),
        (
            bp.Reminder(5, "Water the beans", utc("2007-07-03 21:59:00"), 123, "Ann B.", (CLEO,)),
            bp.Reminder(6, "Pick them", utc("2007-09-03 22:59:00"), 456, "Cleo D.", (ANN, EVE)),
        ),
    ),
    "create_fuzzy_reminder": (bp.create_fuzzy_reminder("+30 Close the greenhouse", [123, 456]), 1234),
    "create_reminder": (
        bp.create_reminder("Close the greenhouse", utc("2007-07-04 02:51:00"), PACIFIC, [123, 456]),
        1234,
    ),
    "update_reminder": (
        bp.update_reminder(1234, "Close both greenhouses", utc("2007-07-04 03:06:00"), PACIFIC, [123, 456]),
        None,
    ),
    "destroy_reminder": (bp.destroy_reminder(1234), None),
    "list_statuses": (bp.list_statuses(), (bp.Status(9, 123, "Ann B.", "In the orchard", WRITTEN),)),
    "show_status": (bp.show_status(123), bp.Status(9, 123, None, "In the orchard", WRITTEN)),
    "update_status": (bp.update_status(123, "Back at the mill"), None),
    "list_journal_entries": (bp.list_journal_entries(), (LISTED_ENTRY,)),
    "list_user_journal_entries": (bp.list_user_journal_entries(123), (LISTED_ENTRY,)),
    "show_journal_entry": (bp.show_journal_entry(51), ENTRY),
    "create_journal_entry": (bp.create_journal_entry(123, "Pressed the first cider"), 51),
    "update_journal_entry": (bp.update_journal_entry(51, "Pressed cider"), None),
    "delete_journal_entry": (bp.delete_journal_entry(51), None),
    "show_current_user": (bp.show_current_user(), ME),
    "list_users": (bp.list_users(), (ANN, CLEO)),
    "export_user": (bp.export_user(123), EXPORT),
    "list_bookmarks": (
        bp.list_bookmarks(123),
        (bp.Bookmark(1, 123, "Page", 1133, 1), bp.Bookmark(2, 123, "Tag", 4, 2)),
    ),
    "list_calendars": (bp.list_calendars(), (CALENDAR,)),
    "list_calendar_events": (
        bp.list_calendar_events(5),
        (bp.CalendarEvent(21, 5, "Tea with Dora", True, date(2006, 10, 6)),),
    ),
    "show_calendar_event": (bp.show_calendar_event(21), EVENT),
    "create_calendar_event": (bp.create_calendar_event(5, "9/27 Tea with Dora", remind=True), 21),
    "update_calendar_event": (bp.update_calendar_event(21, "9/28 Tea with Dora", remind=True), None),
    "delete_calendar_event": (bp.delete_calendar_event(21), None),
}
