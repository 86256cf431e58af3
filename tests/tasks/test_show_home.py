"""What the Home tab shows, and a box ticked there."""

from datetime import datetime

from backpack import create_journal_entry, update_status
from store.places import ListPlace
from tasks.intents import ChooseHomeLists, DoAtHome, SetHomeLists, SetStatus, ShowHome, TickItem
from tasks.intents.show_home import ITEMS_MOST, LISTS_MOST
from tests.tasks.cards import refusal
from tests.tasks.test_tick_item import address
from tests.tasks.world import TEAM, World

ZONE = "Europe/Berlin"


def test_it_shows_what_is_theirs(world: World) -> None:
    linh = world.person("Linh Tran", "Hawaii")
    world.page("Office", Groceries=("Milk", "Tea"), Errands=("Stamps",))
    world.remind(world.maya, "call", datetime(2090, 1, 5, 12))  # noqa: DTZ001 -- a wall clock's
    world.maya.backpack(update_status(world.maya.user_id, "On the trail"))
    linh.backpack(create_journal_entry(linh.user_id, "Fixed the stove"))
    ChooseHomeLists("Errands").perform(world.context())
    ChooseHomeLists("Groceries").perform(world.context())
    shown = ShowHome(ZONE).perform(world.context())
    assert (shown.status, shown.problem, shown.reminder_count) == ("On the trail", "", 1)
    assert [reminder.item.content for reminder in shown.reminders] == ["call"]
    assert [(one.name, [item.content for item in one.open_items]) for one in shown.lists] == [
        ("Errands", ["Stamps"]),
        ("Groceries", ["Milk", "Tea"]),
    ]
    assert [(person.name, [entry.body for entry in person.entries]) for person in shown.people] == [
        ("Linh Tran", ["Fixed the stove"])
    ]


def test_where_nothing_was_chosen_the_lists_used_last_are_shown(world: World) -> None:
    world.page("Office", Groceries=("Milk",), Errands=())
    page_id, list_id, _item = address(world, "Milk")
    world.context().directory.note_use(page_id, list_id)
    assert [one.name for one in ShowHome(ZONE).perform(world.context()).lists] == ["Groceries"]


def test_a_tick_is_done_and_the_item_is_shown_no_more(world: World) -> None:
    world.page("Office", Groceries=("Milk", "Tea"))
    ChooseHomeLists("Groceries").perform(world.context())
    where = address(world, "Milk")
    shown = DoAtHome.of(TickItem(*where, completed=True), ZONE).perform(world.context())
    assert [item.content for item in shown.lists[0].open_items] == ["Tea"]
    assert ("Milk", True) in world.items("Groceries")
    page_id, list_id, item_id = where
    gone = DoAtHome.of(TickItem(page_id, list_id, item_id + 99, completed=True), ZONE)
    assert "not on Groceries any more" in gone.perform(world.context()).problem


def test_a_backpack_that_is_away_is_said_and_nothing_waits(world: World) -> None:
    world.fault(status=500, times=20)
    shown = ShowHome(ZONE).perform(world.context())
    assert "not answering" in shown.problem
    assert shown.is_unknown, "nothing is said to be empty that may be full"


def test_a_refused_token_is_said(world: World) -> None:
    world.fault(status=403, times=20)
    shown = ShowHome(ZONE).perform(world.context())
    assert shown.is_refused
    assert "Connect again" in shown.problem


def test_lists_are_chosen_taken_away_and_no_more_than_fit(world: World) -> None:
    world.page("Office", **{f"List {number}": ["x"] * (ITEMS_MOST + 3) for number in range(LISTS_MOST + 1)})
    for number in range(LISTS_MOST):
        chosen = ChooseHomeLists(f"List {number}").perform(world.context())
    assert len(chosen.names) == LISTS_MOST
    assert "shows 5 lists already" in refusal(ChooseHomeLists(f"List {LISTS_MOST}"), world.context())
    first = ShowHome(ZONE).perform(world.context()).lists[0]
    assert (len(first.open_items), first.open_count) == (ITEMS_MOST, ITEMS_MOST + 3)
    assert ChooseHomeLists("List 0", is_on=False).perform(world.context()).names[0] == "List 1 on Office"
    assert ChooseHomeLists().perform(world.context()).names[0] == "List 1 on Office"


def test_a_drawing_of_an_earlier_look_does_not_overwrite_a_later_one(world: World) -> None:
    homes = world.stores.homes
    assert homes.is_newest("T1", "U1", 10.0)
    assert homes.is_newest("T1", "U1", 12.0)
    assert not homes.is_newest("T1", "U1", 11.0)
    assert homes.is_newest("T1", "U1", 12.0), "again, after an end in doubt"


def test_what_is_done_there_can_be_undone_like_anything_else(world: World) -> None:
    world.page("Office", Groceries=("Milk", "Tea"))
    where = address(world, "Milk")
    shown = DoAtHome.of(TickItem(*where, completed=True), ZONE).perform(world.context())
    assert shown.can_be_undone
    undone = shown.undo(world.context(), is_own=True)
    assert (undone.change, undone.content) == ("done", "Milk")
    assert ("Milk", False) in world.items("Groceries")
    again = DoAtHome.of(TickItem(*where, completed=False), ZONE).perform(world.context())
    assert not again.can_be_undone, "it was so already"
    assert not ShowHome(ZONE).perform(world.context()).can_be_undone


def test_a_status_set_there_is_shown_there(world: World) -> None:
    assert DoAtHome.of(SetStatus("On the trail"), ZONE).perform(world.context()).status == "On the trail"


def test_the_form_chooses_the_lists_and_keeps_those_that_are_out_of_sight(world: World) -> None:
    world.page("Office", Groceries=("Milk",), Errands=("Stamps",))
    groceries, errands = (address(world, item)[:2] for item in ("Milk", "Stamps"))
    shown = DoAtHome.of(SetHomeLists((errands, groceries)), ZONE).perform(world.context())
    assert [one.name for one in shown.lists] == ["Errands", "Groceries"]
    gone = ListPlace(1, "Gone", 2, "Lost")
    places = world.stores.homes.lists(TEAM, world.maya.slack_user_id)
    world.stores.homes.choose(TEAM, world.maya.slack_user_id, (*places, gone))
    assert SetHomeLists((groceries, (1, 2))).perform(world.context()).names == (
        "Groceries on Office",
        "Lost on Gone",
    )
    assert "not in Backpack any more" in refusal(SetHomeLists(((1, 3),)), world.context())
    assert SetHomeLists(()).perform(world.context()).names == ()
