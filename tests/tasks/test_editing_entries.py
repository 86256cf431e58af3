"""An entry in the journal changed, by its button or by `edit`, and changed back."""

import pytest

from backpack import create_journal_entry, list_user_journal_entries, update_journal_entry
from tasks.intents import ChangeJournalEntry, EditLastEntry
from tasks.intents.change_journal_entry import JournalEntryChanged
from tasks.results import RefusalError
from tests.tasks.cards import refusal
from tests.tasks.world import World


def journal(world: World) -> list[str]:
    return [each.body for each in world.maya.backpack(list_user_journal_entries(world.maya.user_id, count=5))]


def write(world: World, body: str) -> int:
    return world.maya.backpack(create_journal_entry(world.maya.user_id, body))


def test_the_newest_entry_is_changed_and_no_other(world: World) -> None:
    for body in ("Fixed the stove", "Fixed teh bike"):
        write(world, body)
    changed = EditLastEntry("Fixed the bike").perform(world.context())
    assert (changed.body, changed.before) == ("Fixed the bike", "Fixed teh bike")
    assert journal(world) == ["Fixed the bike", "Fixed the stove"]


def test_a_later_attempt_means_the_entry_that_the_first_one_meant(world: World) -> None:
    write(world, "Fixed teh bike")
    EditLastEntry("Fixed the bike").perform(world.context(operation_id="op"))
    write(world, "Had lunch")
    EditLastEntry("Fixed the bike").perform(world.context(operation_id="op"))
    assert journal(world) == ["Had lunch", "Fixed the bike"]


def test_where_there_is_none_that_is_said(world: World) -> None:
    assert "no entry of yours" in refusal(EditLastEntry("x"), world.context())


def test_undo_brings_back_what_it_was_once(world: World) -> None:
    write(world, "Fixed teh bike")
    changed = EditLastEntry("Fixed the bike").perform(world.context())
    assert changed.can_be_undone
    for _ in range(2):
        undone = changed.undo(world.context(), is_own=True)
        assert (undone.change, undone.content, undone.place) == ("edit", "Fixed the bike", "Fixed teh bike")
        assert journal(world) == ["Fixed teh bike"]


def test_what_was_edited_since_is_left_alone(world: World) -> None:
    entry_id = write(world, "Fixed teh bike")
    changed = ChangeJournalEntry(entry_id, "Fixed the bike").perform(world.context())
    world.maya.backpack(update_journal_entry(entry_id, "Sold the bike"))
    with pytest.raises(RefusalError):
        changed.undo(world.context(), is_own=True)
    assert journal(world) == ["Sold the bike"]


def test_what_was_so_already_or_comes_from_an_older_worker_is_not_to_be_undone() -> None:
    assert not JournalEntryChanged(1, "Same", before="Same").can_be_undone
    assert not JournalEntryChanged(1, "Same").can_be_undone
