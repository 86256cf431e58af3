"""Status, journal, users and bookmarks."""

from datetime import datetime

import backpack as bp
from tests.contract.table import case, denied
from tests.contract.world import ZONE_NAME, World

_HIS_ENTRY = denied(403, "another user's entry", entry_id=lambda world: world.his_entry_id)


@case()
def list_statuses(world: World, statuses: tuple[bp.Status, ...]) -> None:
    (status,) = statuses
    assert (status.user_id, status.user_name) == (world.user_id, "Maya Okafor")
    assert status.message == "In the orchard"


@case(denials=(denied(404, "never set", user_id=lambda world: world.tomas.user_id),))
def show_status(world: World, status: bp.Status) -> None:
    (listed,) = world.maya(bp.list_statuses())
    assert (status.id, status.message, status.updated_at) == (listed.id, "In the orchard", listed.updated_at)


@case(
    message="Back at the <mill>",
    seen_in="show_status",
    denials=(denied(403, "another user's status", user_id=lambda world: world.tomas.user_id),),
)
def update_status(world: World, result: None) -> None:
    assert world.maya(bp.show_status(world.user_id)).message == "Back at the <mill>"


@case()
def list_journal_entries(world: World, entries: tuple[bp.JournalEntry, ...]) -> None:
    assert [(entry.id, entry.user_name, entry.body) for entry in entries] == [
        (world.his_entry_id, "Tomás Rivera", "Mended the cart"),
        (world.entry_id, "Maya Okafor", "Pressed the first cider"),
    ]
    second_of_one = world.maya(bp.list_journal_entries(page_number=1, count=1))
    assert second_of_one == entries[1:]


@case(user_id=lambda world: world.tomas.user_id)
def list_user_journal_entries(world: World, entries: tuple[bp.JournalEntry, ...]) -> None:
    assert [(entry.id, entry.user_id) for entry in entries] == [(world.his_entry_id, world.tomas.user_id)]


@case(denials=(_HIS_ENTRY,))
def show_journal_entry(world: World, entry: bp.JournalEntry) -> None:
    assert (entry.id, entry.user_id, entry.body) == (
        world.entry_id,
        world.user_id,
        "Pressed the first cider",
    )
    assert entry.account_id == world.state()["account"]["id"]


@case(
    body="Fed the & hens\n",
    seen_in="list_user_journal_entries",
    denials=(denied(403, "another user's journal", user_id=lambda world: world.tomas.user_id),),
)
def create_journal_entry(world: World, entry_id: int) -> None:
    newest = world.maya(bp.list_user_journal_entries(world.user_id))[0]
    assert (newest.id, newest.body) == (entry_id, "Fed the & hens\n")


@case(body="Pressed cider", seen_in="show_journal_entry", denials=(_HIS_ENTRY,))
def update_journal_entry(world: World, result: None) -> None:
    assert world.maya(bp.show_journal_entry(world.entry_id)).body == "Pressed cider"


@case(seen_in="list_journal_entries", denials=(_HIS_ENTRY,))
def delete_journal_entry(world: World, result: None) -> None:
    assert [entry.id for entry in world.maya(bp.list_journal_entries())] == [world.his_entry_id]


@case()
def show_current_user(world: World, user: bp.User) -> None:
    (maya, _) = world.state()["users"]
    assert (user.id, user.name, user.email_address) == (world.user_id, maya["name"], maya["email_address"])
    assert (user.time_zone_id, user.start_page_id, user.admin) == (ZONE_NAME, world.page_id, True)
    assert isinstance(user.created_at, datetime)


@case()
def list_users(world: World, users: tuple[bp.UserSummary, ...]) -> None:
    tomas = bp.UserSummary(world.tomas.user_id, "Tomás Rivera")
    assert users == (bp.UserSummary(world.user_id, "Maya Okafor"), tomas)


@case()
def export_user(world: World, export: bp.UserExport) -> None:
    assert (export.id, export.name, export.account) == (world.user_id, "Maya Okafor", world.account)
    assert export.pages[0] == world.page()
    assert [page.id for page in export.pages] == [world.page_id, world.friends_page_id]
    assert export.reminders == world.reminders()


@case(denials=(denied(403, "another user's bookmarks", user_id=lambda world: world.tomas.user_id),))
def list_bookmarks(world: World, bookmarks: tuple[bp.Bookmark, ...]) -> None:
    assert [(one.bookmarkable_type, one.bookmarkable_id, one.position) for one in bookmarks] == [
        ("Page", world.page_id, 1),
        ("Tag", world.tag_id, 2),
    ]
    assert {one.user_id for one in bookmarks} == {world.user_id}
