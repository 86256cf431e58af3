"""Operations make calls: pure, without any HTTP."""

import ast
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import backpack as package
from backpack import (
    REGISTRY,
    Call,
    Direction,
    TokenPlace,
    UnsendableText,
    create_calendar_event,
    create_fuzzy_reminder,
    create_item,
    create_journal_entry,
    create_list,
    create_note,
    create_page,
    create_reminder,
    create_separator,
    delete_calendar_event,
    delete_journal_entry,
    destroy_email,
    destroy_item,
    destroy_list,
    destroy_note,
    destroy_page,
    destroy_reminder,
    destroy_separator,
    destroy_separator_by_post,
    duplicate_page,
    email_page,
    export_user,
    list_bookmarks,
    list_calendar_events,
    list_calendars,
    list_emails,
    list_items,
    list_journal_entries,
    list_lists,
    list_notes,
    list_pages,
    list_pages_with_tag,
    list_reminders,
    list_statuses,
    list_user_journal_entries,
    list_users,
    move_item,
    reorder_items,
    reorder_page,
    search_pages,
    share_page,
    show_calendar_event,
    show_current_user,
    show_email,
    show_journal_entry,
    show_page,
    show_status,
    tag_page,
    toggle_item,
    unshare_friend_page,
    update_calendar_event,
    update_item,
    update_journal_entry,
    update_list,
    update_note,
    update_page_title,
    update_reminder,
    update_separator,
    update_status,
)

NEW_YORK = ZoneInfo("America/New_York")
WHEN = datetime(2007, 7, 3, 23, 51, tzinfo=UTC)
REMINDER = (
    "<reminder><remind_at>2007-07-03 19:51:00</remind_at><content>Call</content>"
    '<remindees type="array"><user_id>4</user_id><user_id>5</user_id></remindees></reminder>'
)

SEPARATOR = "<request><separator><name>Later</name></separator></request>"

WS = [
    (list_pages(), "/ws/pages/all", ""),
    (search_pages("x & y"), "/ws/pages/search", "<term>x &amp; y</term>"),
    (create_page("Ideas"), "/ws/pages/new", "<page><title>Ideas</title></page>"),
    (show_page(7), "/ws/page/7", ""),
    (list_lists(7), "/ws/page/7/lists/list", ""),
    (create_list(7, "Parts"), "/ws/page/7/lists/add", "<name>Parts</name>"),
    (update_list(7, 8, "Bits"), "/ws/page/7/lists/update/8", "<list><name>Bits</name></list>"),
    (destroy_list(7, 8), "/ws/page/7/lists/destroy/8", ""),
    (list_items(7, 8), "/ws/page/7/lists/8/items/list", ""),
    (create_item(7, 8, "Milk"), "/ws/page/7/lists/8/items/add", "<item><content>Milk</content></item>"),
    (
        create_item(7, 8, "Milk", completed=True),
        "/ws/page/7/lists/8/items/add",
        '<item completed="true"><content>Milk</content></item>',
    ),
    (
        update_item(7, 8, 9, "Oats"),
        "/ws/page/7/lists/8/items/update/9",
        "<item><content>Oats</content></item>",
    ),
    (
        update_item(7, 8, 9, "Oats", completed=False),
        "/ws/page/7/lists/8/items/update/9",
        '<item completed="false"><content>Oats</content></item>',
    ),
    (toggle_item(7, 8, 9), "/ws/page/7/lists/8/items/toggle/9", ""),
    (destroy_item(7, 8, 9), "/ws/page/7/lists/8/items/destroy/9", ""),
    (
        move_item(7, 8, 9, Direction.TO_TOP),
        "/ws/page/7/lists/8/items/move/9",
        "<direction>move_to_top</direction>",
    ),
    (
        reorder_items(7, 8, [3, 1]),
        "/ws/page/7/lists/8/items/reorder",
        "<item-id>3</item-id><item-id>1</item-id>",
    ),
    (list_notes(7), "/ws/page/7/notes/list", ""),
    (
        create_note(7, "T", "B\nC"),
        "/ws/page/7/notes/create",
        "<note><title>T</title><body>B\nC</body></note>",
    ),
    (
        update_note(7, 8, "", "B"),
        "/ws/page/7/notes/update/8",
        "<note><title></title><body>B</body></note>",
    ),
    (destroy_note(7, 8), "/ws/page/7/notes/destroy/8", ""),
    (
        update_note(7, 8, "T", "", show_created_at=False),
        "/ws/page/7/notes/update/8",
        "<note><title>T</title><body></body><show-created-at>false</show-created-at></note>",
    ),
    (reorder_page(7, [3, 1]), "/ws/page/7/reorder", "<belongings>3 1</belongings>"),
    (destroy_page(7), "/ws/page/7/destroy", ""),
    (update_page_title(7, "New"), "/ws/page/7/update_title", "<page><title>New</title></page>"),
    (duplicate_page(7), "/ws/page/7/duplicate", ""),
    (
        share_page(7, ["a@example.com", "b@example.com"], public=False),
        "/ws/page/7/share",
        "<email_addresses>a@example.com b@example.com</email_addresses><page><public>0</public></page>",
    ),
    (share_page(7, public=True), "/ws/page/7/share", "<page><public>1</public></page>"),
    (
        share_page(7, ["a@example.com"]),
        "/ws/page/7/share",
        "<email_addresses>a@example.com</email_addresses>",
    ),
    (unshare_friend_page(7), "/ws/page/7/unshare_friend_page", ""),
    (email_page(7), "/ws/page/7/email", ""),
    (destroy_separator_by_post(7, 8), "/ws/page/7/separators/destroy/8", ""),
    (list_pages_with_tag(4), "/ws/tags/select/4", ""),
    (tag_page(7, ["Music", "Long Scores"]), "/ws/page/7/tags/tag", '<tags>Music "Long Scores"</tags>'),
    (tag_page(7, []), "/ws/page/7/tags/tag", "<tags></tags>"),
    (list_emails(7), "/ws/page/7/emails/list", ""),
    (show_email(7, 8), "/ws/page/7/emails/show/8", ""),
    (destroy_email(7, 8), "/ws/page/7/emails/destroy/8", ""),
]

REST = [
    (list_statuses(), "GET", "/statuses.xml", None),
    (show_status(3), "GET", "/users/3/status.xml", None),
    (update_status(3, "Busy"), "PUT", "/users/3/status.xml", "<status><message>Busy</message></status>"),
    (list_journal_entries(), "GET", "/journal_entries.xml?n=0&count=100", None),
    (list_user_journal_entries(3, 2, 10), "GET", "/users/3/journal_entries.xml?n=2&count=10", None),
    (show_journal_entry(4), "GET", "/journal_entries/4.xml", None),
    (
        create_journal_entry(3, "Did it"),
        "POST",
        "/users/3/journal_entries.xml",
        "<journal-entry><body>Did it</body></journal-entry>",
    ),
    (
        update_journal_entry(4, "Did it"),
        "PUT",
        "/journal_entries/4.xml",
        "<journal-entry><body>Did it</body></journal-entry>",
    ),
    (delete_journal_entry(4), "DELETE", "/journal_entries/4.xml", None),
    (list_reminders(UTC), "GET", "/reminders.xml", None),
    (create_reminder("Call", WHEN, NEW_YORK, [4, 5]), "POST", "/reminders.xml", REMINDER),
    (
        create_fuzzy_reminder("+30 Call"),
        "POST",
        "/reminders.xml",
        "<reminder><content>+30 Call</content></reminder>",
    ),
    (update_reminder(6, "Call", WHEN, NEW_YORK, [4, 5]), "PUT", "/reminders/6.xml", REMINDER),
    (destroy_reminder(6), "DELETE", "/reminders/6.xml", None),
    (show_current_user(), "GET", "/me.xml", None),
    (list_users(), "GET", "/users.xml", None),
    (export_user(3), "GET", "/users/3/export.xml", None),
    (list_bookmarks(3), "GET", "/users/3/bookmarks.xml", None),
    (create_separator(7, "Later"), "POST", "/pages/7/separators.xml", SEPARATOR),
    (update_separator(7, 8, "Later"), "PUT", "/pages/7/separators/8.xml", SEPARATOR),
    (destroy_separator(7, 8), "DELETE", "/pages/7/separators/8.xml", "<request/>"),
    (list_calendars(), "GET", "/calendars.xml", None),
    (list_calendar_events(5), "GET", "/calendars/5/calendar_events.xml", None),
    (show_calendar_event(21), "GET", "/calendar_events/21.xml", None),
    (
        create_calendar_event(5, "9/27 Tea"),
        "POST",
        "/calendar_events.xml",
        "<request><event><calendar-id>5</calendar-id><title>9/27 Tea</title></event></request>",
    ),
    (
        update_calendar_event(21, "9/28 Tea", remind=False),
        "PUT",
        "/calendar_events/21.xml",
        "<request><event><title>9/28 Tea</title><remind>0</remind></event></request>",
    ),
    (delete_calendar_event(21), "DELETE", "/calendar_events/21.xml", None),
]


@pytest.mark.parametrize(("call", "path", "inside"), WS, ids=[call.name for call, *_ in WS])
def test_a_ws_operation_posts_a_request_element_to_its_documented_path(
    call: Call[object], path: str, inside: str
) -> None:
    assert (call.method, call.path, call.query, call.token_place) == ("POST", path, "", TokenPlace.BODY)
    assert str(call.body) == (f"<request>{inside}</request>" if inside else "<request/>")


@pytest.mark.parametrize(("call", "method", "path", "body"), REST, ids=[call.name for call, *_ in REST])
def test_a_rest_operation_sends_its_documented_method_path_and_body(
    call: Call[object], method: str, path: str, body: str | None
) -> None:
    assert (call.method, f"{call.path}?{call.query}".rstrip("?")) == (method, path)
    assert (None if call.body is None else str(call.body)) == body


def test_every_declared_operation_is_tested_here_and_exported() -> None:
    tested = {call.name for call, *_ in WS} | {call.name for call, *_ in REST}
    assert tested == set(REGISTRY)
    assert tested <= set(package.__all__)


def test_the_token_goes_into_the_path_only_where_the_documentation_shows_it_there() -> None:
    in_path = {name for name, declared in REGISTRY.items() if declared.token_place is TokenPlace.PATH}
    assert in_path == {
        "list_reminders",
        "create_reminder",
        "create_fuzzy_reminder",
        "update_reminder",
        "destroy_reminder",
        "show_current_user",
        "list_users",
        "export_user",
        "list_bookmarks",
    }


def test_only_calendars_and_their_events_count_against_the_small_quota() -> None:
    small = {declared.section for declared in REGISTRY.values() if declared.cost == "calendar"}
    assert small == {"calendars", "calendar_events"}
    assert {one.cost for one in REGISTRY.values() if one.section in small} == {"calendar"}


def test_creations_and_relative_changes_are_all_that_is_not_safe_to_retry() -> None:
    unsafe = {name for name, declared in REGISTRY.items() if not declared.safe_to_retry}
    creations = {name for name in REGISTRY if name.startswith("create_")}
    assert unsafe == creations | {"duplicate_page", "share_page", "email_page", "toggle_item", "move_item"}


def test_calls_with_the_same_arguments_are_equal() -> None:
    assert create_item(1, 2, "Milk") == create_item(page_id=1, list_id=2, content="Milk")
    assert create_item(1, 2, "Milk") != create_item(1, 2, "Oats")


def test_a_calls_repr_holds_nothing_that_people_wrote() -> None:
    assert "Milk" not in repr(create_item(1, 2, "Milk"))


@pytest.mark.parametrize("page_id", ["1/destroy", "1", 1.0, True, None])
def test_an_id_that_is_not_an_int_never_becomes_a_path(page_id: object) -> None:
    show: Callable[[object], object] = show_page  # type: ignore[assignment]  # wrong on purpose
    with pytest.raises(TypeError, match="page_id must be an int"):
        show(page_id)


def test_a_negative_id_is_refused() -> None:
    with pytest.raises(ValueError, match="page_id"):
        show_page(-1)
    with pytest.raises(ValueError, match="calendar_id"):
        create_calendar_event(-1, "9/27 Tea")


@pytest.mark.parametrize("tags", [[""], [" "], ['6" nails'], ["two\nlines"], "Music"])
def test_tags_that_the_format_cannot_say_are_refused(tags: list[str]) -> None:
    with pytest.raises(ValueError, match="tag"):
        tag_page(7, tags)


@pytest.mark.parametrize("addresses", [["a@example.com b@example.com"], [""], "a@example.com"])
def test_an_address_that_would_be_several_is_refused(addresses: list[str]) -> None:
    with pytest.raises(ValueError, match="addresses"):
        share_page(7, addresses)


def test_sharing_with_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="whom"):
        share_page(7)


def test_a_naive_remind_at_is_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        create_reminder("Call", datetime(2007, 7, 3), NEW_YORK)  # noqa: DTZ001 - that is the mistake


def test_a_new_time_without_the_accounts_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        update_reminder(6, "Call", WHEN)


def test_fractions_of_a_second_are_not_sent() -> None:
    call = create_reminder("Call", WHEN.replace(microsecond=999_999), NEW_YORK)
    assert "<remind_at>2007-07-03 19:51:00</remind_at>" in str(call.body)


@pytest.mark.parametrize("count", [0, 101])
def test_a_journal_page_has_1_to_100_entries(count: int) -> None:
    with pytest.raises(ValueError, match="1 to 100"):
        list_journal_entries(count=count)


def test_unsendable_text_is_found_while_the_call_is_made() -> None:
    with pytest.raises(UnsendableText):
        create_item(1, 2, "ding\a")


def test_only_one_module_imports_each_outside_library() -> None:
    importers: dict[str, set[str]] = {}
    for file in Path(package.__file__).parent.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                importers.setdefault(name.partition(".")[0], set()).add(file.name)
    assert importers["requests"] == importers["urllib3"] == {"connections.py", "transport.py"}
    assert importers["defusedxml"] == {"xml.py"}
    assert not importers.keys() & {"sandbox", "store", "tasks", "bot"}
