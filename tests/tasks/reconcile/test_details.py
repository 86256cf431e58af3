"""What is the same, what is remembered, and what it costs."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from redis import Redis

from backpack import Call, Item, create_fuzzy_reminder, create_item, create_note, create_reminder, zone
from tasks.attempt import Postponed
from tasks.reconcile.kind import plain
from tasks.results import Unconfirmed
from tests.tasks.reconcile.conftest import Groceries
from tests.tasks.reconcile.trial import Trial
from tests.tasks.world import World

TEXTS = [
    "  blanks   before, between and behind  ",
    "R&D <b>bold</b> &amp; &rarr; \"quoted\" 'too'",
    "two\nlines\r\nand\ta tab",
    "🥛🏴\U000e0067\U000e0062 é e\u0301 İ ß \u00a0 \u200d",
    "]]> <!-- --> <![CDATA[x",
    "长" * 700,
]


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_recognised_however_it_looks(groceries: Groceries, redis: Redis, text: str) -> None:
    world = groceries.world
    calls: tuple[Call[Any], ...] = (groceries.add(text), create_note(groceries.page_id, text, text))
    for call in calls:
        world.fault(cut="after", operation=call.name, times=1)
        assert not isinstance(Trial(world, redis, call).attempt(), Postponed)
    assert len(groceries.contents()) == 1
    assert len(world.notes()) == 1


@pytest.mark.parametrize(
    ("sent", "kept"), [(" a  b ", "a b"), ("a\r\nb", "a\nb"), ("a\u00a0b", "a b"), ("e\u0301", "é")]
)
def test_a_text_is_recognised_after_a_server_has_tidied_it(sent: str, kept: str) -> None:
    assert plain(sent) == plain(kept)


@pytest.mark.parametrize(("one", "other"), [("a", "A"), ("a b", "ab"), ("&", "&amp;"), ("é", "e")])
def test_other_texts_are_other_texts(one: str, other: str) -> None:
    assert plain(one) != plain(other)


def test_a_look_beforehand_costs_one_request_and_is_spared_while_things_are_fresh(
    groceries: Groceries, adding: Callable[[], Trial], redis: Redis
) -> None:
    def cost() -> int:
        before = groceries.world.requests()
        adding().attempt()
        return groceries.world.requests() - before

    assert cost() == 2
    (newest,) = redis.scan_iter("backpack-bot:newest:*")
    assert int(str(redis.ttl(newest))) <= 5
    redis.persist(newest)
    assert cost() == 1
    redis.delete(newest)
    assert cost() == 2


def test_what_is_remembered_instead_of_a_look_keeps_the_older_twin_apart(
    groceries: Groceries, adding: Callable[[], Trial]
) -> None:
    mine = adding().attempt()
    groceries.world.fault(cut="before", operation="create_item", times=1)
    again = adding()
    assert isinstance(again.attempt(), Postponed)
    assert again.until_done().id != mine.id
    assert groceries.contents() == ["Oat milk"] * 2


def test_a_claim_outlives_the_day_a_command_is_kept(adding: Callable[[], Trial], redis: Redis) -> None:
    adding().attempt()
    (key,) = redis.scan_iter("backpack-bot:claim:*")
    assert int(str(redis.ttl(str(key)))) > 36 * 3600


HOME = zone("Berlin")


@pytest.mark.parametrize("seconds", [-5, 30])
def test_a_reminder_that_may_be_past_is_not_set_again(world: World, redis: Redis, seconds: int) -> None:
    """Past ones are not listed; near its time, one of the two clocks may be the faster."""
    remind_at = datetime.now(UTC) + timedelta(seconds=seconds)
    world.fault(cut="after" if seconds < 0 else "before", operation="create_reminder", times=1)
    trial = Trial(world, redis, create_reminder("Frost", remind_at, HOME))
    assert isinstance(trial.attempt(), Unconfirmed)
    assert len(world.state()["reminders"]) == (1 if seconds < 0 else 0)


def test_a_fuzzy_reminder_counts_from_when_it_was_noted(world: World, redis: Redis) -> None:
    world.fault(cut="before", operation="create_reminder", times=2)
    assert isinstance(Trial(world, redis, create_fuzzy_reminder("+1 Tea")).attempt(), Unconfirmed)
    assert isinstance(Trial(world, redis, create_fuzzy_reminder("+2:00 Tea")).attempt(), Postponed)


@pytest.mark.parametrize(
    "other",
    [
        {"remind_at": datetime(2100, 1, 2, tzinfo=UTC)},
        {"content": "Frosts"},
        {"somebody": True},
        {"remindees": True},
    ],
    ids=str,
)
def test_a_reminder_like_it_is_another_one(world: World, redis: Redis, other: Any) -> None:
    sam = world.person("Sam", "Tokyo")
    remind_at = datetime(2100, 1, 1, tzinfo=UTC)
    content, moment = other.get("content", "Frost"), other.get("remind_at", remind_at)
    whom = [sam.user_id, world.maya.user_id] if "remindees" in other else [world.maya.user_id]
    trial = Trial(world, redis, create_reminder("Frost", remind_at, HOME))
    world.fault(cut="before", operation="create_reminder", times=1)
    assert isinstance(trial.attempt(), Postponed)
    client = sam.backpack if "somebody" in other else world.maya.backpack
    client(create_reminder(content, moment, zone(sam.time_zone if "somebody" in other else "Berlin"), whom))
    assert not isinstance(trial.until_done(), Unconfirmed)
    assert len(world.state()["reminders"]) == 2


def test_a_command_that_means_another_call_by_now_is_left_to_the_person(
    groceries: Groceries, adding: Callable[[], Trial]
) -> None:
    groceries.world.fault(cut="before", operation="create_item", times=1)
    trial = adding()
    trial.attempt()
    groceries.world.maya.backpack(groceries.add())
    assert isinstance(trial.attempt(call=create_note(groceries.page_id, "a", "b")), Unconfirmed)
    assert groceries.world.notes() == []


def test_a_command_that_means_another_place_by_now_finds_what_it_did_in_the_old_one(
    groceries: Groceries, adding: Callable[[], Trial]
) -> None:
    other = groceries.world.new_list(groceries.page_id, "Pantry")
    groceries.world.fault(cut="before", operation="create_item", times=1)
    trial = adding()
    trial.attempt()
    late = groceries.world.maya.backpack(groceries.add())
    found = trial.attempt(call=create_item(groceries.page_id, other, "Oat milk"))
    assert isinstance(found, Item)
    assert found.id == late.id
    assert groceries.world.items("Pantry") == []


def test_an_intent_that_makes_two_such_calls_is_found_out(groceries: Groceries) -> None:
    context = groceries.world.context()
    context.backpack(groceries.add())
    with pytest.raises(RuntimeError):
        context.backpack(groceries.add())
    assert groceries.contents() == ["Oat milk"]
