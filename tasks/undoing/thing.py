"""What was made, found again as it is now: whether it is still there, and still what it was."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from backpack import Call, NotFound
from tasks.intent import Context
from tasks.reconcile.kind import plain
from tasks.results import RefusalError, Refused


class _Thing(Protocol):
    @property
    def id(self) -> int: ...


T = TypeVar("T", bound=_Thing)


def find_thing(context: Context, listing: Call[Sequence[T]], thing_id: int, *, is_own: bool) -> T | None:
    """None: it is gone. :raises RefusalError: it may as well be out of this person's sight"""
    try:
        found = next((each for each in context.backpack(listing) if each.id == thing_id), None)
    except NotFound:
        if is_own:
            return None
        problem = "Your Backpack account may not see where that is, or it is not in Backpack any more."
        raise RefusalError(Refused(problem, "Ask the owner of the page.")) from None
    return found


def check_same(was: str, now: str, what: str) -> None:
    """:raises RefusalError: what was made has another text now, which must not be lost with it"""
    if plain(was) != plain(now):
        raise RefusalError(changed_since(f"{what} has been edited since, so I leave it."))


def changed_since(problem: str) -> Refused:
    return Refused(problem, "If it is to go nevertheless, delete it in Backpack itself.")
