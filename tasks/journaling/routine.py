"""What a channel has us do in a rhythm: its digest, its prompt."""

from dataclasses import dataclass
from typing import Literal

from pydantic import TypeAdapter

from store.stores import Stores
from tasks.delivery import Delivery
from tasks.intent import Context
from tasks.journaling.rhythm import Rhythm
from tasks.results import RefusalError, Refused

Kind = Literal["digest", "prompt"]


@dataclass(frozen=True)
class Routine:
    """As it was asked for."""

    routine_id: str
    """Another one in its place has another."""
    account: str
    """Whose journal it is about."""
    slack_user_id: str
    """Who asked for it, and who is told when it can't be said in the channel."""
    rhythm: Rhythm
    time_zone: str
    """The IANA name of the zone of the one who asked for it."""


_ROUTINE = TypeAdapter(Routine)


def keep_routine(stores: Stores, kind: Kind, delivery: Delivery, routine: Routine) -> None:
    team, channel = delivery.slack_team_id, delivery.slack_channel_id
    stores.routines.keep(kind, team, channel, _ROUTINE.dump_json(routine).decode())


def find_routine(stores: Stores, kind: Kind, slack_team_id: str, slack_channel_id: str) -> Routine | None:
    stored = stores.routines.find(kind, slack_team_id, slack_channel_id)
    return None if stored is None else _ROUTINE.validate_json(stored)


def end_routine(stores: Stores, kind: Kind, delivery: Delivery) -> bool:
    """Whether there was one. What was due already may still be in hand; it looks whether this stands."""
    was_there = stores.routines.end(kind, delivery.slack_team_id, delivery.slack_channel_id)
    stores.schedule.forget(routine_name(kind, delivery.slack_team_id, delivery.slack_channel_id))
    return was_there


def routine_name(kind: Kind, slack_team_id: str, slack_channel_id: str) -> str:
    """Of its entry in the schedule, of that entry's lane, and of the owner of all its entries."""
    return f"{kind}:{slack_team_id}:{slack_channel_id}"


def check_channel(context: Context, kind: Kind) -> None:
    """:raises RefusalError: this was said in no channel"""
    if not context.delivery.is_for_channel:
        problem = f"A {kind} is a channel’s, and this is none."
        raise RefusalError(Refused(problem, "Say it in the channel that it is for.", kept=""))
