"""Several who add the same to the same list at the same moment: each gets theirs, whatever ends how."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from redis import Redis

from backpack import Item, create_journal_entry
from tasks.attempt import Postponed
from tests.tasks.reconcile.conftest import Groceries
from tests.tasks.reconcile.trial import Hooked, Trial
from tests.tasks.world import World

NewTrial = Callable[[], Trial]


def test_what_another_has_made_is_not_taken_for_ones_own(groceries: Groceries, adding: NewTrial) -> None:
    first, second = adding(), adding()
    groceries.world.fault(cut="before", operation="create_item", times=1)
    assert isinstance(first.attempt(), Postponed)
    theirs = second.attempt()
    mine = first.until_done()
    assert mine.id != theirs.id
    assert groceries.contents() == ["Oat milk"] * 2


def test_of_two_in_doubt_each_finds_its_own(groceries: Groceries, adding: NewTrial) -> None:
    first, second = adding(), adding()
    groceries.world.fault(cut="after", operation="create_item", times=2)
    found = []
    meanwhile = Hooked(groceries.world.maya.backpack, before=lambda: found.append(second.attempt()))
    found.append(first.attempt(meanwhile))
    assert len({item.id for item in found}) == 2
    assert groceries.contents() == ["Oat milk"] * 2


def test_what_was_taken_before_its_maker_claimed_it_is_made_again_for_the_maker(
    groceries: Groceries, adding: NewTrial
) -> None:
    """The first, not done, takes the second's; so the second waits for the first's, and makes another."""
    first, second = adding(), adding()
    groceries.world.fault(cut="before", operation="create_item", times=1)
    assert isinstance(first.attempt(), Postponed)
    taken = []
    outcome = second.attempt(
        Hooked(groceries.world.maya.backpack, after=lambda: taken.append(first.attempt()))
    )
    assert isinstance(taken[0], Item)
    assert isinstance(outcome, Postponed), "the first's own may yet come"
    assert groceries.contents() == ["Oat milk"]
    assert second.until_done().id != taken[0].id
    assert groceries.contents() == ["Oat milk"] * 2


def test_whose_item_was_taken_takes_the_takers_when_it_comes_late(
    groceries: Groceries, adding: NewTrial
) -> None:
    first, second = adding(), adding()
    groceries.world.fault(cut="before", operation="create_item", times=1)
    assert isinstance(first.attempt(), Postponed)
    outcome = second.attempt(Hooked(groceries.world.maya.backpack, after=first.attempt))
    assert isinstance(outcome, Postponed)
    late = groceries.world.maya.backpack(groceries.add())  # what the first has sent arrives
    assert second.attempt().id == late.id
    assert groceries.contents() == ["Oat milk"] * 2


def test_whose_item_was_taken_by_one_long_certain_makes_another_at_once(
    groceries: Groceries, adding: NewTrial
) -> None:
    first, second = adding(), adding()
    groceries.world.fault(cut="before", operation="create_item", times=1)
    assert isinstance(first.attempt(), Postponed)
    first.half_a_minute_passes()
    outcome = second.attempt(Hooked(groceries.world.maya.backpack, after=first.attempt))
    assert isinstance(outcome, Item)
    assert groceries.contents() == ["Oat milk"] * 2


def test_who_adds_something_else_waits_for_none_of_them(
    groceries: Groceries, adding: NewTrial, redis: Redis
) -> None:
    first, second = adding(), adding()
    other = Trial(groceries.world, redis, groceries.add("Bread"))
    groceries.world.fault(cut="before", operation="create_item", times=2)
    assert isinstance(first.attempt(), Postponed)
    assert isinstance(other.attempt(), Postponed)
    other.half_a_minute_passes()
    second.attempt(Hooked(groceries.world.maya.backpack, after=first.attempt))
    assert isinstance(other.attempt(), Item)


def test_two_people_write_the_same_in_their_journals(world: World, redis: Redis) -> None:
    sam = world.person("Sam", "Tokyo")
    world.fault(cut="before", operation="create_journal_entry", times=1)
    mine = Trial(world, redis, create_journal_entry(world.maya.user_id, "Lunch"))
    assert isinstance(mine.attempt(), Postponed)
    theirs = Trial(world, redis, create_journal_entry(sam.user_id, "Lunch"), sam).attempt()
    assert mine.until_done() != theirs
    assert sorted(entry["user_name"] for entry in world.state()["journal"]) == ["Maya Okafor", "Sam"]


def test_twenty_at_once_over_a_bad_line_end_with_twenty(groceries: Groceries, adding: NewTrial) -> None:
    faults: list[dict[str, Any]] = [{"cut": "after"}, {"cut": "before"}, {"status": 500, "performed": True}]
    for fault in faults:
        groceries.world.fault(**fault, operation="create_item", times=6)
    trials = [adding() for _ in range(20)]
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(pool.map(lambda trial: trial.attempt(), trials))
    for trial in trials:
        trial.half_a_minute_passes()
    for number, trial in enumerate(trials):
        if isinstance(outcomes[number], Postponed):
            outcomes[number] = trial.until_done()
    assert len({item.id for item in outcomes}) == 20
    assert groceries.contents() == ["Oat milk"] * 20
