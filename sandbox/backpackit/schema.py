"""The database's schema: its version, its tables, and where each kind of id begins."""

from . import tables_of_accounts, tables_of_pages

VERSION = 3
"""Of the tables; a file with another one is refused at the start: nobody keeps a sandbox's state for long."""

SCHEMA = tables_of_accounts.TABLES + tables_of_pages.TABLES

LAST_IDS = {
    "accounts": 10,
    "users": 100,
    "pages": 1000,
    "lists": 2000,
    "items": 3000,
    "notes": 4000,
    "belongings": 5000,
    "statuses": 6000,
    "journal_entries": 7000,
    "reminders": 8000,
    "separators": 9000,
    "emails": 10_000,
    "galleries": 11_000,
    "images": 12_000,
    "attachments": 13_000,
    "writeboard_links": 14_000,
    "tags": 15_000,
    "bookmarks": 16_000,
    "calendars": 17_000,
    "calendar_events": 18_000,
    "outbox": 19_000,
    "identities": 20_000,
}
"""Each kind of record counts from its own base, so that a client that mixes two ids up gets a 404 and not,
by luck, the right record. AUTOINCREMENT never hands an id out twice, as in Backpack."""
