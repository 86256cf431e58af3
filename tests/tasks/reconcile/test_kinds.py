"""Each call that may not be repeated, ending so that nobody knows whether it was done: it is done once."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from redis import Redis

from backpack import (
    REGISTRY,
    Call,
    Direction,
    create_calendar_event,
    create_fuzzy_reminder,
    create_item,
    create_journal_entry,
    create_list,
    create_note,
    create_page,
    create_reminder,
    create_separator,
    duplicate_page,
    email_page,
    list_calendars,
    list_items,
    list_lists,
    move_item,
    share_page,
    toggle_item,
    zone,
)
from tasks.attempt import Postponed
from tasks.reconcile.kinds import KINDS, UNSEEN
from tasks.results import Unconfirmed
from tests.tasks.reconcile.trial import Hooked, KilledError, Trial, kill
from tests.tasks.world import Json, World


@dataclass(frozen=True)
class Scene:
    """A page called Office with the list Groceries, on which Milk, Oats and Nuts stand."""

    world: World
    page_id: int
    list_id: int
    calendar_id: int
    item_ids: tuple[int, ...]

    @property
    def me(self) -> int:
        return self.world.maya.user_id


@pytest.fixture
def scene(world: World) -> Scene:
    client = world.maya.backpack
    page_id = world.page("Office", Groceries=("Milk", "Oats", "Nuts"))
    (groceries,) = client(list_lists(page_id))
    items = client(list_items(page_id, groceries.id))
    (calendar,) = client(list_calendars())
    return Scene(world, page_id, groceries.id, calendar.id, tuple(item.id for item in items))


def _pages(state: Json) -> list[Any]:
    return list(state["pages"])


def _on_pages(kind: str) -> Callable[[Json], list[Any]]:
    return lambda state: [one for page in state["pages"] for one in page[kind]]


def _items(state: Json) -> list[Any]:
    return [item for one in _on_pages("lists")(state) for item in one["items"]]


NEXT_YEAR = datetime.now(UTC).replace(microsecond=0) + timedelta(days=365)
HOME = zone("Berlin")

#: The call, and everything of its kind that there is.
CREATIONS: dict[str, tuple[Callable[[Scene], Call[Any]], Callable[[Json], list[Any]]]] = {
    "create_calendar_event": (
        lambda scene: create_calendar_event(scene.calendar_id, "9/27 Dinner at 8"),
        lambda state: [event for calendar in state["calendars"] for event in calendar["events"]],
    ),
    "create_fuzzy_reminder": (
        lambda _: create_fuzzy_reminder("+1:30 Take it out"),
        lambda state: list(state["reminders"]),
    ),
    "create_item": (lambda scene: create_item(scene.page_id, scene.list_id, "Eggs"), _items),
    "create_journal_entry": (
        lambda scene: create_journal_entry(scene.me, "Lunch"),
        lambda state: list(state["journal"]),
    ),
    "create_list": (lambda scene: create_list(scene.page_id, "Tools"), _on_pages("lists")),
    "create_note": (lambda scene: create_note(scene.page_id, "Door", "4711"), _on_pages("notes")),
    "create_page": (lambda _: create_page("Harvest"), _pages),
    "create_reminder": (
        lambda scene: create_reminder("Frost", NEXT_YEAR, HOME, [scene.me]),
        lambda state: list(state["reminders"]),
    ),
    "create_separator": (lambda scene: create_separator(scene.page_id, "Later"), _on_pages("separators")),
    "duplicate_page": (lambda scene: duplicate_page(scene.page_id), _pages),
}


def test_of_every_operation_that_may_not_be_repeated_it_is_known_how_to_look_for_it() -> None:
    unsafe = {name for name, declared in REGISTRY.items() if not declared.safe_to_retry}
    assert unsafe == set(KINDS) | UNSEEN
    assert not set(KINDS) & UNSEEN
    assert set(CREATIONS) == set(KINDS) - {"toggle_item", "move_item"}


@pytest.mark.parametrize("name", CREATIONS)
def test_what_was_made_before_the_connection_was_cut_is_found(scene: Scene, redis: Redis, name: str) -> None:
    call_of, everything = CREATIONS[name]
    twin = scene.world.maya.backpack(call_of(scene))  # like what is made next, and made before
    before = len(everything(scene.world.state()))
    scene.world.fault(cut="after", operation=_fault_name(name), times=1)
    answer = Trial(scene.world, redis, call_of(scene)).attempt()
    assert type(answer) is type(twin)
    assert answer != twin
    assert len(everything(scene.world.state())) == before + 1


@pytest.mark.parametrize("name", CREATIONS)
def test_what_was_not_made_is_made_once_nothing_can_come_any_more(
    scene: Scene, redis: Redis, name: str
) -> None:
    call_of, everything = CREATIONS[name]
    twin = scene.world.maya.backpack(call_of(scene))
    before = len(everything(scene.world.state()))
    scene.world.fault(cut="before", operation=_fault_name(name), times=1)
    trial = Trial(scene.world, redis, call_of(scene))
    for _ in range(2):
        assert isinstance(trial.attempt(), Postponed)
    assert len(everything(scene.world.state())) == before
    trial.half_a_minute_passes()
    assert type(trial.attempt()) is type(twin)
    assert len(everything(scene.world.state())) == before + 1


#: Nearly the same: another text, or another person.
NEAR: dict[str, Callable[[Scene], Call[Any]]] = {
    "create_calendar_event": lambda scene: create_calendar_event(scene.calendar_id, "9/27 Dinner at 9"),
    "create_fuzzy_reminder": lambda _: create_fuzzy_reminder("+1:30 Take it in"),
    "create_item": lambda scene: create_item(scene.page_id, scene.list_id, "Egg"),
    "create_journal_entry": lambda scene: create_journal_entry(scene.me, "Launch"),
    "create_list": lambda scene: create_list(scene.page_id, "Tool"),
    "create_note": lambda scene: create_note(scene.page_id, "Door", "4712"),
    "create_page": lambda _: create_page("Harvest"),
    "create_reminder": lambda scene: create_reminder("Thaw", NEXT_YEAR, HOME, [scene.me]),
    "create_separator": lambda scene: create_separator(scene.page_id, "Never"),
    "duplicate_page": lambda _: create_page("Office"),
}


@pytest.mark.parametrize("performed", [True, False])
@pytest.mark.parametrize("name", CREATIONS)
def test_something_nearly_the_same_is_not_taken_for_it(
    scene: Scene, redis: Redis, name: str, performed: bool
) -> None:
    call_of, everything = CREATIONS[name]
    world = scene.world
    before = len(everything(world.state()))
    trial = Trial(world, redis, call_of(scene))
    dying = Hooked(world.maya.backpack, **{"after" if performed else "before": kill})
    with pytest.raises(KilledError):
        trial.attempt(dying)
    somebody = world.person("Sam", "Tokyo") if name == "create_page" else world.maya
    near = somebody.backpack(NEAR[name](scene))
    trial.half_a_minute_passes()
    assert (_id(trial.attempt()) < _id(near)) is performed
    assert len(everything(world.state())) == before + 2


def _id(answer: Any) -> int:
    return answer if isinstance(answer, int) else int(answer.id)


@pytest.mark.parametrize("name", ["create_list", "create_page", "create_separator", "duplicate_page"])
def test_what_is_found_is_told_as_an_answer_tells_it(scene: Scene, redis: Redis, name: str) -> None:
    call_of, _everything = CREATIONS[name]
    answered = scene.world.maya.backpack(call_of(scene))
    scene.world.fault(cut="after", operation=_fault_name(name), times=1)
    found = Trial(scene.world, redis, call_of(scene)).attempt()
    assert replace(found, id=answered.id) == answered


def _fault_name(name: str) -> str:
    return name.replace("fuzzy_", "")


MOVES = {
    Direction.HIGHER: ["Oats", "Milk", "Nuts"],
    Direction.LOWER: ["Milk", "Nuts", "Oats"],
    Direction.TO_TOP: ["Oats", "Milk", "Nuts"],
    Direction.TO_BOTTOM: ["Milk", "Nuts", "Oats"],
}


@pytest.mark.parametrize("cut", ["before", "after"])
@pytest.mark.parametrize("direction", MOVES)
def test_an_item_is_moved_once(scene: Scene, redis: Redis, cut: str, direction: Direction) -> None:
    scene.world.fault(cut=cut, operation="move_item", times=1)
    call = move_item(scene.page_id, scene.list_id, scene.item_ids[1], direction)
    assert Trial(scene.world, redis, call).until_done() is None
    assert [content for content, _ in scene.world.items("Groceries")] == MOVES[direction]


def test_an_item_at_the_end_needs_no_second_move(scene: Scene, redis: Redis) -> None:
    scene.world.fault(cut="before", operation="move_item")
    call = move_item(scene.page_id, scene.list_id, scene.item_ids[0], Direction.HIGHER)
    assert Trial(scene.world, redis, call).attempt() is None


@pytest.mark.parametrize("cut", ["before", "after"])
def test_an_item_is_toggled_once(scene: Scene, redis: Redis, cut: str) -> None:
    scene.world.fault(cut=cut, operation="toggle_item", times=1)
    call = toggle_item(scene.page_id, scene.list_id, scene.item_ids[1])
    assert Trial(scene.world, redis, call).until_done() is None
    assert sorted(scene.world.items("Groceries")) == [("Milk", False), ("Nuts", False), ("Oats", True)]


@pytest.mark.parametrize("call_of", [move_item, toggle_item])
def test_an_item_that_is_gone_is_neither_moved_nor_toggled(
    scene: Scene, redis: Redis, call_of: Callable[..., Call[Any]]
) -> None:
    scene.world.fault(cut="before", operation=call_of.__name__, times=1)
    extra = (Direction.HIGHER,) if call_of is move_item else ()
    trial = Trial(scene.world, redis, call_of(scene.page_id, scene.list_id, 999_999, *extra))
    assert trial.until_done().problem == "That is not in Backpack any more."


@pytest.mark.parametrize("name", sorted(UNSEEN))
def test_what_cannot_be_looked_up_is_left_to_the_person(scene: Scene, redis: Redis, name: str) -> None:
    calls = {
        "share_page": share_page(scene.page_id, ["ann@example.com"]),
        "email_page": email_page(scene.page_id),
    }
    scene.world.fault(cut="after", operation=name, times=1)
    assert Trial(scene.world, redis, calls[name]).attempt() == Unconfirmed("Backpack is not answering")
