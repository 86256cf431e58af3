"""The people who are linked to an account, and whose token may read its journal."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from backpack import Forbidden
from tasks.calls import Calls
from tasks.due import DueContext, LinkedPerson
from tasks.journaling.routine import Routine

T = TypeVar("T")


@dataclass(frozen=True)
class Teammate:
    """Somebody who is linked to the account, and how they are called there."""

    slack_user_id: str
    backpack_user_id: int
    name: str


class NobodyToAskError(Exception):
    """Nobody is linked any more whose token could read."""


def teammates(context: DueContext, routine: Routine) -> tuple[Teammate, ...]:
    """Everybody linked to the routine's account; who of them is in the channel, Slack knows."""
    members = context.stores.accounts.members(context.delivery.slack_team_id, routine.account)
    return tuple(
        Teammate(member.slack_user_id, member.backpack_user_id, member.backpack_user_name)
        for member in members
    )


def read_as_anybody(context: DueContext, routine: Routine, read: Callable[[Calls], T]) -> T:
    """As the one who asked for the routine; where Backpack refuses them, as somebody else.

    :raises NobodyToAskError: see there; :raises backpack.BackpackError: Backpack can't be read
    """
    for person in _readers(context, routine):
        try:
            return read(person.backpack)
        except Forbidden:
            continue
    raise NobodyToAskError


def _readers(context: DueContext, routine: Routine) -> Iterator[LinkedPerson]:
    users = [mate.slack_user_id for mate in teammates(context, routine)]
    for slack_user_id in sorted(users, key=lambda user: (user != routine.slack_user_id, user)):
        person = context.person(context.delivery.slack_team_id, slack_user_id)
        if person is not None and person.link.account == routine.account:
            yield person
