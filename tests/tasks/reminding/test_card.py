"""A message that shows reminders: its rows, as clicks have left them."""

from collections.abc import Callable
from typing import Any

import pytest
from billiard.exceptions import SoftTimeLimitExceeded
from redis import RedisError

from backpack import ConnectionLost, Forbidden, NotFound, RateLimited, Rejected, ServerError, UnknownTimeZone
from store.writes import AttemptOverError
from tasks.intents.fire_reminders import FiredReminder, RemindersFired
from tasks.reconcile.once import CannotTellError, InDoubtError
from tasks.reminding.card import (
    CardReminder,
    CardSettled,
    RowState,
    ShownCard,
    keep_card,
    read_card,
    row_in_hand,
    settle,
    settled_before,
)
from tasks.reminding.item import ReminderItem
from tasks.results import RefusalError, Refused
from tests.tasks.world import World

pytestmark = pytest.mark.usefixtures("worker")


@pytest.fixture
def shown(world: World) -> RemindersFired:
    """Two rows of Maya's, kept as the card `c`."""
    me = world.maya.user_id
    fired = RemindersFired(
        "c",
        tuple(
            FiredReminder(
                ReminderItem(world.account, number, content, me, "Maya Okafor", (me,)),
                100.0 * number,
                world.maya.slack_user_id,
            )
            for number, content in ((1, "tea"), (2, "coffee"))
        ),
    )
    keep_card(world.stores.cards, "c", fired)
    return fired


def test_a_card_comes_back_with_what_it_showed(world: World, shown: RemindersFired) -> None:
    assert read_card(world.stores.cards, "c") == ShownCard(shown, {}, {})
    assert read_card(world.stores.cards, "other") is None


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (RowState("changed", "U1", "water", 300.0), ("water", 300.0)),
        (RowState("changed", "U1", "water"), ("water", 200.0)),
        (RowState("changed", "U1", None, 300.0), ("coffee", 300.0)),
        (RowState("done", "U1"), ("coffee", 200.0)),
        (RowState("snoozed", "U1", due_seconds=300.0), ("coffee", 200.0)),
    ],
)
def test_a_row_is_as_the_last_change_left_it(
    shown: RemindersFired, state: RowState, expected: tuple[str, float]
) -> None:
    card = ShownCard(shown, {1: state})
    row = card.row(1)
    assert (row.item.content, row.due_seconds) == expected
    assert card.row(0) == CardReminder(shown.reminders[0].item, 100.0)
    with pytest.raises(IndexError):
        card.row(2)


@pytest.mark.parametrize(
    ("what", "is_final"), [("done", True), ("snoozed", True), ("deleted", True), ("changed", False)]
)
def test_only_what_was_changed_has_anything_left_to_do(
    world: World, shown: RemindersFired, what: Any, is_final: bool
) -> None:
    state = RowState(what, "U1", "water", 300.0)
    assert state.is_final is is_final
    assert settle(world.context(), "c", 0, state) == CardSettled("c", 0, state)
    if is_final:
        with pytest.raises(RefusalError, match=f"{what} already"), row_in_hand(world.context(), "c", 0):
            pass
    else:
        with row_in_hand(world.context(), "c", 0) as row:
            assert row.item.content == "water"
    with row_in_hand(world.context(), "c", 1) as row:
        assert row.item == shown.reminders[1].item


def test_an_attempt_knows_what_an_earlier_one_of_the_same_operation_did(
    world: World, shown: RemindersFired
) -> None:
    first = world.context(operation_id="op")
    assert settled_before(first, "c", 0) is None
    settled = settle(first, "c", 0, RowState("done", "U1"))
    assert settled_before(world.context(operation_id="op"), "c", 0) == settled
    assert settled_before(world.context(operation_id="another"), "c", 0) is None
    assert settled_before(first, "c", 1) is None
    assert settled_before(first, "gone", 0) is None


FOR_GOOD: list[Callable[[], Exception]] = [
    lambda: RefusalError(Refused("no", "stop")),
    lambda: Forbidden("no"),
    lambda: NotFound("gone"),
    lambda: Rejected("bad"),
    lambda: UnknownTimeZone("where"),
    lambda: CannotTellError("nobody knows"),
    lambda: RuntimeError("a fault of ours"),
]
TO_BE_TRIED_AGAIN: list[Callable[[], Exception]] = [
    lambda: RateLimited("busy"),
    lambda: ServerError("away"),
    lambda: ConnectionLost("cut"),
    lambda: InDoubtError(3.0),
    lambda: RedisError("away"),
    SoftTimeLimitExceeded,
    lambda: AttemptOverError("op"),
]


@pytest.mark.usefixtures("shown")
@pytest.mark.parametrize(
    ("error", "is_free"), [(each, True) for each in FOR_GOOD] + [(each, False) for each in TO_BE_TRIED_AGAIN]
)
def test_a_row_is_free_again_unless_the_same_operation_comes_back_to_it(
    world: World, error: Callable[[], Exception], is_free: bool
) -> None:
    raised = error()
    with pytest.raises(type(raised)), row_in_hand(world.context(), "c", 0):
        raise raised
    assert world.stores.cards.claim("c", 0, "another click") is is_free
    assert world.stores.cards.claim("c", 1, "another click")
