"""One's own status: set, cleared, and set twice in an order that the network does not keep."""

from typing import Any

import pytest

from backpack import Call, update_status
from tasks.feeding.statuses import DASH, says_nothing
from tasks.intents import ClearStatus, SetStatus
from tasks.intents.clear_status import StatusCleared
from tasks.intents.set_status import StatusSet
from tasks.own_status import StatusOvertaken
from tests.tasks.world import Person, World


def status_of(world: World, person: Person) -> str | None:
    """As Backpack has it; None: never set."""
    statuses = world.state()["statuses"]
    return next((one["message"] for one in statuses if one["user_id"] == person.user_id), None)


def test_what_a_status_was_before_is_remembered(world: World) -> None:
    maya = world.maya
    for message, before in [("Out", None), ("Back", "Out"), ("Out", "Back")]:
        assert SetStatus(message).perform(world.context()) == StatusSet(message, before, maya.user_id)
    assert status_of(world, maya) == "Out"


def test_an_attempt_that_is_repeated_does_not_take_its_own_doing_for_what_was_before(world: World) -> None:
    SetStatus("Out").perform(world.context())
    for _attempt in range(2):
        context = world.context(operation_id="one")
        assert SetStatus("Back").perform(context).before == "Out"  # type: ignore[union-attr]  # nobody overtook it


def test_a_cleared_status_says_nothing_and_what_it_was_is_remembered(world: World) -> None:
    SetStatus("Out").perform(world.context())
    cleared = ClearStatus().perform(world.context())
    assert cleared == StatusCleared("Out", is_dash=True, backpack_user_id=world.maya.user_id)
    message = status_of(world, world.maya)
    assert message == DASH, "the local Backpack takes no empty one"
    assert says_nothing(message)
    assert SetStatus("Back").perform(world.context()) == StatusSet("Back", None, world.maya.user_id)


def test_where_backpack_takes_an_empty_status_it_is_empty(world: World) -> None:
    SetStatus("Out").perform(world.context())
    sent = list[str]()

    def take(call: Call[Any]) -> Any:
        if call.name != "update_status":
            return world.maya.backpack(call)
        sent.append(str(call.arguments["message"]))
        return None

    assert ClearStatus().perform(world.context(client=take)) == StatusCleared(
        "Out", is_dash=False, backpack_user_id=world.maya.user_id
    )
    assert sent == [""]


@pytest.mark.parametrize("message", [None, DASH])
def test_nothing_is_cleared_where_there_is_nothing(world: World, message: str | None) -> None:
    if message:
        world.maya.backpack(update_status(world.maya.user_id, message))
    before = world.state()["statuses"]
    assert ClearStatus().perform(world.context()) == StatusCleared(
        None, is_dash=False, backpack_user_id=world.maya.user_id
    )
    assert world.state()["statuses"] == before


@pytest.mark.parametrize("later", [SetStatus("Back"), ClearStatus()], ids=["set", "cleared"])
def test_an_earlier_command_that_comes_later_does_not_win(
    world: World, later: SetStatus | ClearStatus
) -> None:
    first, second = world.context(), world.context()
    later.perform(second)
    stands = status_of(world, world.maya)
    said = later.message if isinstance(later, SetStatus) else ""
    assert SetStatus("Out").perform(first) == StatusOvertaken(said)
    assert ClearStatus().perform(first) == StatusOvertaken(said)
    assert status_of(world, world.maya) == stands


def test_a_command_that_is_overtaken_under_way_puts_back_what_was_said_since(world: World) -> None:
    def late(call: Call[Any]) -> Any:
        if call.name == "update_status" and call.arguments["message"] == "Out":
            SetStatus("Back").perform(world.context())
        return world.maya.backpack(call)

    assert SetStatus("Out").perform(world.context(client=late)) == StatusOvertaken("Back")
    assert status_of(world, world.maya) == "Back"


def test_an_attempt_that_is_repeated_does_not_overtake_what_was_set_in_backpack_since(world: World) -> None:
    SetStatus("Out").perform(world.context(operation_id="one"))
    world.maya.backpack(update_status(world.maya.user_id, "By hand"))
    assert SetStatus("Out").perform(world.context(operation_id="one")) == StatusOvertaken("By hand")
    assert status_of(world, world.maya) == "By hand"


def test_people_do_not_overtake_each_other(world: World) -> None:
    tomas = world.person("Tomás Rivera", "Berlin")
    first, second = world.context(), world.context(tomas)
    SetStatus("Back").perform(second)
    SetStatus("Out").perform(first)
    assert (status_of(world, world.maya), status_of(world, tomas)) == ("Out", "Back")


@pytest.mark.parametrize(
    ("message", "nothing"), [("", True), (" \n", True), (DASH, True), ("– out –", False)]
)
def test_what_says_nothing(message: str, nothing: bool) -> None:
    assert says_nothing(message) == nothing
