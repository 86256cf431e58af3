"""Statuses, pages and calendars in a channel."""

import pytest

from backpack import (
    create_calendar_event,
    create_item,
    create_list,
    create_note,
    delete_calendar_event,
    destroy_item,
    destroy_list,
    destroy_note,
    list_calendars,
    show_page,
    toggle_item,
    update_calendar_event,
    update_item,
    update_list,
    update_note,
    update_page_title,
    update_status,
)
from store.schedule_keys import CLOCK_AHEAD
from tests.feeds.town import LAUNCH, Town
from tests.tasks.world import Person


def set_status(person: Person, message: str) -> None:
    person.backpack(update_status(person.user_id, message))


@pytest.fixture
def statuses(town: Town) -> Town:
    set_status(town.maya, "Writing")
    town.say("subscribe status")
    return town


def test_each_change_of_a_status_is_a_line_and_what_stood_before_is_none(statuses: Town) -> None:
    statuses.look_and_tell("status")
    assert statuses.texts() == []
    for person, message in [(statuses.maya, "At lunch"), (statuses.tomas, "On the trail")]:
        set_status(person, message)
        statuses.look_and_tell("status")
    assert statuses.texts() == ["💬 Maya Okafor: At lunch", "💬 Tomás Rivera: On the trail"]


def test_the_same_status_again_is_no_change(statuses: Town) -> None:
    set_status(statuses.maya, "Writing")
    statuses.look_and_tell("status")
    assert statuses.texts() == []


def test_a_cleared_status_is_told(statuses: Town) -> None:
    statuses.say("status clear", LAUNCH)
    statuses.look_and_tell("status")
    statuses.look_and_tell("status")
    assert statuses.texts() == ["💬 Maya Okafor cleared their status"]


def test_a_status_set_from_slack_is_told_at_once(statuses: Town) -> None:
    statuses.look("status")
    assert statuses.feed("status") not in statuses.stores.polls.claim(100)
    statuses.say("status Away", LAUNCH)
    assert statuses.feed("status") in statuses.stores.polls.claim(100)


def test_all_that_happened_on_a_page_between_two_looks_is_one_message(town: Town) -> None:
    page_id = town.world.page("Office", Groceries=["Oat milk", "Bread", "Tea"], Old=["x"])
    page = town.maya.backpack(show_page(page_id))
    groceries, old = page.lists
    milk, bread, tea = groceries.items
    note = town.maya.backpack(create_note(page_id, "Door", "4711"))
    gone = town.maya.backpack(create_note(page_id, "Gone", ""))
    town.say("subscribe page office")
    call = town.maya.backpack
    call(update_page_title(page_id, "The office"))
    call(update_item(page_id, groceries.id, milk.id, "Soy milk"))
    call(toggle_item(page_id, groceries.id, bread.id))
    call(destroy_item(page_id, groceries.id, tea.id))
    call(create_item(page_id, groceries.id, "Coffee"))
    call(update_list(page_id, groceries.id, "Shopping"))
    call(destroy_list(page_id, old.id))
    new = call(create_list(page_id, "New"))
    call(create_item(page_id, new.id, "First"))
    call(update_note(page_id, note.id, "Door", "0815"))
    call(destroy_note(page_id, gone.id))
    call(create_note(page_id, "Alarm", "off"))
    before = town.world.requests()
    town.look_and_tell("page", page_id)
    assert town.world.requests() - before == 1
    (text,) = town.texts()
    assert text.splitlines() == [
        "📄 The office",
        "✏️ the page’s title ~Office~ → The office",
        "✏️ the list ~Groceries~ → Shopping",
        "✏️ ~Oat milk~ → Soy milk on Shopping",
        "🆕 Coffee on Shopping",
        "☑ ~Bread~ on Shopping",
        "🗑️ ~Tea~ on Shopping",
        "🆕 the list New",
        "🆕 First on New",
        "🗑️ the list ~Old~",
        "✏️ the note Door",
        "🆕 the note Alarm",
        "🗑️ the note ~Gone~",
    ]
    town.look_and_tell("page", page_id)
    assert len(town.texts()) == 1


def test_an_item_that_is_not_done_after_all_is_told(town: Town) -> None:
    page_id = town.world.page("Office", Groceries=["Bread"])
    (groceries,) = town.maya.backpack(show_page(page_id)).lists
    (bread,) = groceries.items
    town.maya.backpack(toggle_item(page_id, groceries.id, bread.id))
    town.say("subscribe page Office")
    town.maya.backpack(toggle_item(page_id, groceries.id, bread.id))
    town.look_and_tell("page", page_id)
    assert town.texts() == ["📄 Office\n☐ Bread on Groceries"]


@pytest.mark.parametrize(("count", "rest"), [(15, ""), (40, "… and 25 more in Backpack.")])
def test_fifteen_lines_are_shown_and_the_rest_counted(town: Town, count: int, rest: str) -> None:
    page_id = town.world.page("Office", Groceries=[])
    (groceries,) = town.maya.backpack(show_page(page_id)).lists
    town.say("subscribe page Office")
    for number in range(count):
        town.maya.backpack(create_item(page_id, groceries.id, f"item {number}"))
    town.look_and_tell("page", page_id)
    (text,) = town.texts()
    assert (text.count("item"), text.endswith(rest)) == (15, True)


@pytest.fixture
def calendar(town: Town) -> tuple[Town, int]:
    """Its id; the kitchen is subscribed, and there is an event already."""
    (personal,) = town.maya.backpack(list_calendars())
    town.maya.backpack(create_calendar_event(personal.id, "12/24 Old"))
    town.say("subscribe calendar personal")
    return town, personal.id


def test_events_are_told_as_they_are_added_moved_renamed_and_removed(calendar: tuple[Town, int]) -> None:
    town, calendar_id = calendar
    dinner = town.maya.backpack(create_calendar_event(calendar_id, "12/20 Dinner"))
    call = town.maya.backpack(create_calendar_event(calendar_id, "12/21 6:30pm Call"))
    town.look_and_tell("calendar", calendar_id)
    town.maya.backpack(update_calendar_event(dinner, "12/22 Supper"))
    town.look_and_tell("calendar", calendar_id)
    town.maya.backpack(delete_calendar_event(call))
    town.look_and_tell("calendar", calendar_id)
    town.look_and_tell("calendar", calendar_id)
    added, changed, removed = [text.splitlines() for text in town.texts()]
    assert added[0] == "📅 Personal"
    assert [line.partition(", ")[0] for line in added[1:]] == ["🆕 Dinner", "🆕 Call,"], "a date by Slack"
    assert "20 Dec" in added[1]
    assert [line.partition(", ")[0] for line in changed[1:]] == ["✏️ ~Dinner~ → Supper", "🕘 Supper"]
    assert ", now " in changed[2]
    assert [line.partition(", ")[0] for line in removed[1:]] == ["🗑️ ~Call~,"]


def test_an_event_that_is_over_and_not_listed_any_more_was_not_removed(calendar: tuple[Town, int]) -> None:
    town, calendar_id = calendar
    event_id = town.maya.backpack(create_calendar_event(calendar_id, "12/20 Dinner"))
    town.look_and_tell("calendar", calendar_id)
    town.redis.set(CLOCK_AHEAD, 400 * 24 * 3600)
    town.maya.backpack(delete_calendar_event(event_id))
    town.look_and_tell("calendar", calendar_id)
    assert len(town.texts()) == 1
