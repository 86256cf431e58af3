"""The demo account."""

from collections import Counter
from typing import Any

import pytest

from sandbox.backpackit.database import Database
from sandbox.backpackit.demo import seed_demo
from sandbox.backpackit.snapshot import account_state
from sandbox.people import BACKPACK_ACCOUNT, PEOPLE


@pytest.fixture(scope="module")
def state() -> Any:
    """The demo account as JSON, seeded twice: the second time must change nothing."""
    database = Database()
    seed_demo(database, 1_750_075_200)
    seed_demo(database, 1_750_075_201)
    state = account_state(database, BACKPACK_ACCOUNT)
    database.close()
    return state


def test_the_three_people_are_users_from_101_on(state: Any) -> None:
    assert [(user["id"], user["name"], user["time_zone"]) for user in state["users"]] == [
        (101 + place, person.name, person.rails_time_zone) for place, person in enumerate(PEOPLE)
    ]


def test_only_packing_list_is_the_name_of_two_lists(state: Any) -> None:
    names = Counter(one["name"] for page in state["pages"] for one in page["lists"])

    assert {name: count for name, count in names.items() if count > 1} == {"Packing list": 2}
    assert {"Groceries", "Repairs", "This week", "Someday"} <= names.keys()


def test_pages_have_owners_notes_and_items_of_both_kinds(state: Any) -> None:
    titles = [page["title"] for page in state["pages"]]
    items = [item for page in state["pages"] for one in page["lists"] for item in one["items"]]

    assert titles == ["Office", "Product launch", "Café ideas", "Team offsite", "Trade fair"]
    assert {page["user_id"] for page in state["pages"]} == {101, 102, 103}
    assert {item["completed"] for item in items} == {True, False}
    assert not any(item["content"].startswith("✓") for item in items)
    assert [item["content"] for item in state["pages"][0]["lists"][0]["items"]][:2] == [
        "Oat milk",
        "Coffee beans, the dark roast",
    ]


def test_the_journal_lies_behind_and_the_reminders_ahead(state: Any) -> None:
    times = [entry["created_at"] for entry in state["journal"]]

    assert len(times) == 8
    assert times == sorted(times, reverse=True)
    assert max(times) < "2025-06-16T12:00:00Z" < min(one["remind_at"] for one in state["reminders"])
    assert {one["user_id"] for one in state["statuses"]} == {101, 102}
