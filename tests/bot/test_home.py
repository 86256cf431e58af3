"""The Home tab as Slack takes it."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from redis import Redis

from bot.home_words import read_home
from bot.present import present
from bot.speaker import Speaker
from bot.views.home import home, home_to_connect
from sandbox.slack.validation import check_view
from store.ledger_keys import operation_key
from store.stores import Stores
from tasks.feeding.live_posts import ShownTick
from tasks.intents import ChooseHomeLists
from tasks.intents.show_home import ITEMS_MOST, LISTS_MOST, HomeList, HomeShown
from tasks.journaling.grouped import PersonsEntries, ShownEntry
from tests.bot.presenting import perform, state
from tests.bot.slack import MAYA, Driver, Workspace
from tests.bot.test_views import strange, texts_of
from tests.tasks.samples import any_value

SPEAKER = Speaker(datetime(2026, 7, 1, tzinfo=UTC), ZoneInfo("UTC"))


def checked(shown: HomeShown) -> dict[str, Any]:
    view = home(shown).to_dict()
    check_view(view, ("home",))
    assert len(view["blocks"]) <= 100
    texts = list(texts_of(view["blocks"]))
    assert all(text for _kind, text in texts)
    assert not any("<!channel" in text or "<@U1>" in text for kind, text in texts if kind == "mrkdwn")
    return view


def _with_own_ids(lists: tuple[HomeList, ...]) -> tuple[HomeList, ...]:
    """As Backpack's items have them."""
    ids = iter(range(1_000))
    return tuple(
        replace(each, open_items=tuple(replace(item, item_id=next(ids)) for item in each.open_items))
        for each in lists
    )


@given(shown=any_value("HomeShown", strange))
def test_any_home_is_one_that_slack_takes(shown: HomeShown) -> None:
    lists = tuple(replace(each, open_items=each.open_items[:ITEMS_MOST]) for each in shown.lists[:LISTS_MOST])
    lists = _with_own_ids(lists)
    checked(replace(shown, lists=lists, reminders=shown.reminders[:10]))


def test_the_fullest_home_still_fits() -> None:
    long = "é" * 4_000
    items = tuple(ShownTick(number, long, completed=False) for number in range(ITEMS_MOST))
    lists = tuple(HomeList(1, number, long, long, items, 99) for number in range(LISTS_MOST))
    lists = _with_own_ids(lists)
    people = (PersonsEntries(1, long, (ShownEntry(long, 1e9),) * 3),) * 40
    checked(HomeShown(1e9, "Europe/Berlin", "a" * 63, long, long, (), 0, lists, people, long))


def test_who_is_not_connected_sees_how_to(driver: Driver, slack: Workspace) -> None:
    check_view(home_to_connect().to_dict(), ("home",))
    slack.post("app", {"home_tab": True})
    event = {"type": "app_home_opened", "user": MAYA, "channel": "D0MAYA", "tab": "home", "event_ts": "1.2"}
    assert driver.hear(event).status == 200
    assert "connect_open" in str(slack.home())


@pytest.mark.usefixtures("worker")
def test_of_two_drawings_that_of_the_later_look_stays(stores: Stores, slack: Workspace, redis: Redis) -> None:
    slack.post("app", {"home_tab": True})
    for status, looked_at_seconds in [("Packing", 10.0), ("On the road", 30.0), ("Still packing", 20.0)]:
        shown = HomeShown(1e9, "UTC", "trailhead", "Maya", status, looked_at_seconds=looked_at_seconds)
        perform(stores, shown, is_direct=True)
        present("op")
        assert state(stores) == "answered"
        redis.delete(operation_key("op"))
    words = str(slack.home())
    assert "On the road" in words
    assert "packing" not in words.lower()


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("", ChooseHomeLists()),
        ("Groceries", ChooseHomeLists("Groceries")),
        ("Groceries on Office on", ChooseHomeLists("Groceries on Office")),
        ("Groceries OFF", ChooseHomeLists("Groceries", is_on=False)),
    ],
)
def test_what_follows_home(words: str, intent: ChooseHomeLists) -> None:
    assert read_home(words, SPEAKER) == intent
