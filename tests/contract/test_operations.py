"""Every documented operation, our client against our server, with each kind of credentials."""

import pytest

import backpack as bp
from tests.contract import cases
from tests.contract.table import CASES, Case
from tests.contract.world import AUTHS, World

assert cases.__all__  # imported for what it puts into the table


def test_the_table_holds_exactly_the_registered_operations() -> None:
    assert len(bp.REGISTRY) == 59
    assert set(CASES) == set(bp.REGISTRY)


@pytest.mark.parametrize("auth", AUTHS)
@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_an_operation_does_what_another_one_then_shows(case: Case, world: World) -> None:
    call = case.call(world)
    result = world.maya(call)
    world.asked.clear()
    case.check(world, result)
    if case.seen_in:
        assert case.seen_in in world.asked
