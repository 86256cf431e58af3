"""The table of cases: for each operation a call that succeeds, what it leaves, and the errors it can answer.

A case is a function named as the operation, which gets the world and the result once the call is made:

    @case(content="Oat milk", seen_in="list_items")
    def create_item(world: World, item: bp.Item) -> None: ...

Arguments that are named as one of the world's records (`page_id`) need not be given.
"""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import backpack as bp
from tests.contract.world import World

Check = Callable[[World, Any], None]
#: A constant, or made from the world.
Argument = object | Callable[[World], object]


@dataclass(frozen=True)
class Denial:
    """A call that is answered with an error other than for an unknown id in its path.

    :ivar reason: for the table.
    :ivar given: arguments that differ from those of the call that succeeds.
    """

    status: int
    reason: str
    given: Mapping[str, Argument]


@dataclass(frozen=True)
class Case:
    """One operation's row.

    :ivar seen_in: the operation, or route of the sandbox, that shows what the call left; empty for one that
        only reads.
    """

    name: str
    given: Mapping[str, Argument]
    seen_in: str
    denials: tuple[Denial, ...]
    check: Check

    @property
    def operation(self) -> bp.Operation:
        return bp.REGISTRY[self.name]

    @property
    def path_ids(self) -> list[str]:
        """The names of the ids in the path, each of which can be unknown."""
        return re.findall(r"{(\w+_id)}", self.operation.path)

    def call(self, world: World, given: Mapping[str, Argument] | None = None) -> bp.Call[Any]:
        """The call, with some arguments changed."""
        make = getattr(bp, self.name)
        arguments: dict[str, object] = {}
        for name in inspect.signature(make).parameters:
            for source in (given or {}, self.given):
                if name in source:
                    value = source[name]
                    arguments[name] = value(world) if callable(value) else value
                    break
            else:
                if hasattr(world, name):
                    arguments[name] = getattr(world, name)
        call: bp.Call[Any] = make(**arguments)
        return call


CASES: Final[dict[str, Case]] = {}


def case(
    *, seen_in: str = "", denials: tuple[Denial, ...] = (), **given: Argument
) -> Callable[[Check], Check]:
    """Put a case into the table."""

    def add(check: Check) -> Check:
        CASES[check.__name__] = Case(check.__name__, given, seen_in, denials, check)
        return check

    return add


def denied(status: int, reason: str, **given: Argument) -> Denial:
    return Denial(status, reason, given)


def unknown_ids() -> list[tuple[Case, str]]:
    """Every case with each of the ids in its path."""
    return [(each, name) for each in CASES.values() for name in each.path_ids]


def all_denials() -> list[tuple[Case, Denial]]:
    """Every case with each of its denials."""
    return [(each, denial) for each in CASES.values() for denial in each.denials]
