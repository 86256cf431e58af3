"""The state that the golden requests ask about: its records carry the ids of the golden documents.

Rows go straight into the server's tables, since ids cannot be chosen over HTTP.
"""

from datetime import UTC, datetime
from typing import Final

from sandbox.backpackit.database import Database, Parameter
from tests.golden import documents

#: Before the reminders of the documents; US/Pacific is seven hours behind.
NOW: Final = datetime(2007, 7, 1, tzinfo=UTC)
_AT: Final = int(NOW.timestamp())
Row = dict[str, Parameter]

_PEOPLE: Final[dict[str, list[Row]]] = {
    "accounts": [{"id": 89, "name": documents.ACCOUNT}],
    "identities": [
        {"id": id_, "name": name, "email_address": f"{name[:3].lower()}@example.com"}
        for id_, name in ((1, "Ann B."), (2, "Cleo D."), (3, "Eve F."))
    ],
    "users": [
        {
            "id": id_,
            "account_id": 89,
            "identity_id": number,
            "name": name,
            "email_address": f"{name[:3].lower()}@example.com",
            "time_zone": "Pacific Time (US & Canada)",
            "admin": number == 1,
            "token": documents.TOKEN if number == 1 else str(number) * 40,
            "created_at": _AT,
        }
        for number, (id_, name) in enumerate([(123, "Ann B."), (456, "Cleo D."), (789, "Eve F.")], 1)
    ],
}
_PAGES: Final[list[Row]] = [
    {"id": id_, "account_id": 89, "user_id": owner, "title": title, "email_address": f"p{id_}@backpackit.com"}
    for id_, owner, title in (
        (1133, 456, "Harvest festival"),
        (1134, 123, "Mending with a thimble"),
        (1136, 123, "Suppliers"),
        (1234, 123, "Winter menu"),
        (2482, 123, "Costumes: a thimble"),
    )
]
_ON_PAGES: Final[dict[str, list[Row]]] = {
    "lists": [
        {"id": 1, "page_id": 1133, "name": "To bring"},
        {"id": 3, "page_id": 1133, "name": "To repair"},
        {"id": 940, "page_id": 1234, "name": "Soups"},
    ],
    "items": [
        {"id": 1, "list_id": 1, "content": "Lanterns", "completed": 0},
        {"id": 2, "list_id": 1, "content": "Ropes & pegs", "completed": 0},
        {"id": 5, "list_id": 1, "content": "Ladders", "completed": 0},
        {"id": 3, "list_id": 1, "content": "Benches", "completed": 1},
        {"id": 3310, "list_id": 940, "content": "Parsnip", "completed": 0},
    ],
    "notes": [
        {"id": id_, "page_id": 1133, "title": title, "body": "Behind the mill", "show_created_at": 1}
        for id_, title in ((5, ""), (1132, "Music"))
    ],
    "galleries": [{"id": 2873, "page_id": 1133, "name": "Last year"}],
    "images": [{"id": 88278, "gallery_id": 2873, "file_name": "o.jpg", "description": "At noon"}],
    "attachments": [{"id": 60887, "page_id": 1133, "file_name": "programme.pdf"}],
    "separators": [{"id": 12, "page_id": 1133, "name": "Pictures"}],
    "emails": [{"id": id_, "page_id": 1133, "subject": "The tent", "body": "It fits."} for id_ in (5, 6)],
    "tags": [{"id": 4, "account_id": 89, "name": "Autumn"}],
    "taggings": [{"page_id": 1133, "tag_id": 4}],
}
_WIDGETS: Final = (
    *(("Note", 5, 783), ("Note", 1132, 784), ("List", 1, 785), ("Gallery", 2873, 786)),
    *(("Asset", 60887, 787), ("List", 3, 788), ("Separator", 12, 789), ("Email", 5, 791), ("Email", 6, 792)),
)
_TABLES: Final = {
    "List": "lists",
    "Note": "notes",
    "Gallery": "galleries",
    "Asset": "attachments",
    "Separator": "separators",
    "Email": "emails",
}
_OF_PEOPLE: Final[dict[str, list[Row]]] = {
    "reminders": [
        {"id": id_, "creator_id": 123, "content": "Pick them", "remind_at": _AT + 86_400} for id_ in (6, 1234)
    ],
    "remindees": [{"reminder_id": id_, "user_id": 456} for id_ in (6, 1234)],
    "statuses": [{"id": 9, "user_id": 123, "message": "In the orchard"}],
    "journal_entries": [{"id": 51, "user_id": 123, "body": "Pressed the first cider"}],
    "bookmarks": [
        {"id": 1, "user_id": 123, "bookmarkable_type": "Page", "bookmarkable_id": 1133, "position": 1},
        {"id": 2, "user_id": 123, "bookmarkable_type": "Tag", "bookmarkable_id": 4, "position": 2},
    ],
    "calendars": [{"id": 5, "account_id": 89, "name": "Orchard", "color": "000099", "token": "520"}],
    "calendar_events": [
        {"id": 21, "calendar_id": 5, "title": "tea", "occurs_at": _AT, "all_day": 1, "remind": 0}
    ],
}
_TIMES: Final = {
    "items": ("updated_at",),
    "notes": ("created_at",),
    "emails": ("created_at",),
    "statuses": ("updated_at",),
    **dict.fromkeys(("journal_entries", "calendars", "calendar_events"), ("created_at", "updated_at")),
}
#: Left out where the document shows a page that does not have them.
_WITHOUT: Final = {
    "show_page": {"separators", "emails"},
    "export_user": set(_ON_PAGES) - {"lists", "items"},
}


def fill(database: Database, operation: str) -> None:
    """Put the state for one operation's request in the place of any other."""
    tables = _PEOPLE | {"pages": _PAGES} | _ON_PAGES | _OF_PEOPLE
    missing = _WITHOUT.get(operation, set())
    with database.transaction():
        database.run("PRAGMA defer_foreign_keys = ON")
        for table in ("outbox", "shares", "unshared", "belongings", *reversed(tables)):
            database.run(f"DELETE FROM {table}")
        for table, rows in tables.items():
            for position, row in enumerate([] if table in missing else rows, 1):
                times = dict.fromkeys(_TIMES.get(table, ()), _AT)
                place = {"position": position} if table == "items" else {}
                _insert(database, table, {**row, **times, **place})
        for kind, widget_id, belonging_id in _WIDGETS:
            if _TABLES[kind] not in missing:
                widget: Row = {"widget_type": kind, "widget_id": widget_id, "page_id": 1133}
                _insert(database, "belongings", widget | {"id": belonging_id, "position": belonging_id})
        soups: Row = {"widget_type": "List", "widget_id": 940, "page_id": 1234}
        _insert(database, "belongings", soups | {"id": 790, "position": 1})


def _insert(database: Database, table: str, row: Row) -> None:
    marks = ", ".join("?" * len(row))
    database.run(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", *row.values())
