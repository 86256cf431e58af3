"""The demo account: three people, a few pages in use, and a journal of the past days.

Two lists on two pages share the name "Packing list" on purpose, so that an ambiguous name can be met, and
"Café ideas" and "Tomás" keep everybody honest about encodings. Every other list name is unique.
"""

from dataclasses import dataclass

from sandbox.people import BACKPACK_ACCOUNT, PEOPLE

from .accounts import Person, create_account, create_user
from .database import Database
from .sections.items import insert_item, insert_list
from .sections.journal import insert_journal_entry
from .sections.notes import NoteText, insert_note
from .sections.pages import insert_page
from .sections.reminders import insert_reminder
from .sections.status import put_status

_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400

DONE = "✓ "
"""Marks a completed item below."""


@dataclass(frozen=True)
class _Page:
    owner: str
    title: str
    lists: dict[str, tuple[str, ...]]
    notes: tuple[NoteText, ...] = ()


_PAGES = (
    _Page(
        "maya",
        "Office",
        {
            "Groceries": (
                "Oat milk",
                "Coffee beans, the dark roast",
                "Bananas",
                "Sparkling water (two crates)",
                DONE + "Dish soap",
                DONE + "Paper towels",
            ),
            "Repairs": (
                "Meeting room blinds are stuck",
                "Dripping tap in the kitchen",
                DONE + "New bulb for the hallway",
            ),
        },
        (
            NoteText(
                "Wi-Fi for guests",
                "Network: Trailhead Guests\nThe password is on the card by the door.\n\n"
                "It changes on the first of the month.",
            ),
        ),
    ),
    _Page(
        "maya",
        "Product launch",
        {
            "This week": (
                "Final pass over the pricing page",
                "Record the two-minute demo",
                "Send invitations to the beta group",
                DONE + "Book the photographer",
                DONE + "Agree on the launch date 🚀",
            ),
            "Someday": ("Translate the help pages", "Interview three long-time customers"),
        },
        (
            NoteText("Tagline", "Everything for the trip in one place & nothing you don't need."),
            NoteText(
                "Who does what",
                "Maya: announcement and press\nTomás: demo and pricing page\nLinh: help pages, support rota",
            ),
        ),
    ),
    _Page(
        "tomas",
        "Café ideas",
        {"Places to try": ("Crème & Crumb", "The Blue Door", DONE + "Jardín on 5th")},
        (NoteText("", "Wednesdays work best for everyone. No café without a quiet corner."),),
    ),
    _Page(
        "tomas",
        "Team offsite",
        {
            "Packing list": ("Rain jackets", "Board games", DONE + "First-aid kit"),
            "Agenda": ("Look back at the year", "Plan the spring release", "Hike to the lake"),
        },
        (
            NoteText(
                "Getting there", "Train at 8:42 from the main station, change once.\nWe are met at 11:15."
            ),
        ),
    ),
    _Page(
        "linh",
        "Trade fair",
        {
            "Packing list": (
                "Roll-up banner",
                "Business cards",
                "Demo tablets and chargers",
                DONE + "Stickers",
            )
        },
    ),
)

_STATUSES = {"maya": "Writing the launch announcement ✍️", "tomas": "At the dentist until noon"}

# Hours before the start, oldest first.
_JOURNAL = (
    (98, "tomas", "Moved the demo to the new server; pages load twice as fast."),
    (94, "linh", "Answered 14 support mails. Three people asked for dark mode."),
    (74, "maya", "Signed the contract with the photographer."),
    (70, "tomas", "Fixed the rounding on the pricing page."),
    (51, "linh", "Wrote the first half of the help pages & took new screenshots."),
    (46, "maya", "Called the venue: the offsite is booked 🏔️"),
    (25, "tomas", "Tasted six flat whites. Café ideas is up to date."),
    (3, "maya", "Launch plan reviewed with everyone; the date stands."),
)

# Minutes from the start, who set it, for whom.
_REMINDERS = (
    (95, "maya", ("maya",), "Send the press list to Tomás"),
    (26 * 60, "tomas", ("tomas", "maya"), "Rehearse the demo together"),
    (3 * 24 * 60, "linh", ("linh",), "Check the support rota for launch week"),
)


def seed_demo(database: Database, now: int) -> None:
    """Write the demo account, unless it is there from an earlier run."""
    with database.transaction():
        if database.row("SELECT id FROM accounts WHERE name = ?", BACKPACK_ACCOUNT):
            return
        created_at = now - 400 * _DAY
        account_id = create_account(database, BACKPACK_ACCOUNT, created_at)
        users = {
            person.handle: create_user(
                database, account_id, Person(person.name, person.rails_time_zone), created_at
            ).id
            for person in PEOPLE
        }
        for page in _PAGES:
            _write_page(database, insert_page(database, account_id, users[page.owner], page.title), page, now)
        for handle, message in _STATUSES.items():
            put_status(database, users[handle], message, now - 40 * _MINUTE)
        for hours_ago, handle, body in _JOURNAL:
            insert_journal_entry(database, users[handle], body, now - hours_ago * _HOUR)
        for minutes, handle, remindees, content in _REMINDERS:
            remindee_ids = [users[remindee] for remindee in remindees]
            insert_reminder(database, users[handle], content, now + minutes * _MINUTE, remindee_ids)


def _write_page(database: Database, page_id: int, page: _Page, now: int) -> None:
    # New widgets go on top, so what should stand first is written last.
    for note in reversed(page.notes):
        insert_note(database, page_id, note, now - 9 * _DAY)
    for name, items in reversed(page.lists.items()):
        list_id = insert_list(database, page_id, name)
        for content in items:
            completed = content.startswith(DONE)
            insert_item(database, list_id, content.removeprefix(DONE), now - 2 * _DAY, completed=completed)
