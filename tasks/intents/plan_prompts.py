"""Plan whom a channel's prompt asks in the next hours, and when."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from backpack import BackpackError, list_journal_entries
from tasks.due import DueContext
from tasks.journaling.activity import DAYS
from tasks.journaling.prompt_items import ROUND, RoundItem, round_entry
from tasks.journaling.rhythm import Rhythm
from tasks.journaling.routine import Routine, find_routine
from tasks.journaling.teammates import NobodyToAskError, Teammate, read_as_anybody, teammates
from tasks.results import Silence
from tasks.wire import wire

# What an outage has kept from being planned for longer, nobody has to be asked any more.
_LATE_MOST = timedelta(days=1)


@dataclass(frozen=True)
class DueRound:
    """An entry of the schedule that has come due, as `store/lua/dispatch.lua` tells of it."""

    entry_id: str
    owner: str
    due_seconds: float
    noted_seconds: float
    item: RoundItem


@wire
@dataclass(frozen=True)
class PromptsToPlan:
    """To be planned by whoever knows Slack: who is in the channel, and in which zone."""

    routine_id: str
    rhythm: Rhythm
    after_seconds: float
    until_seconds: float
    people: tuple[Teammate, ...]
    writer_ids: tuple[int, ...] | None
    """The Backpack users who have written lately; None where nobody could look."""


@wire
@dataclass(frozen=True)
class PlanPrompts:
    """What a channel's entry in the schedule becomes (`tasks.journaling.prompt_items`)."""

    due: tuple[DueRound, ...]

    def perform_due(self, context: DueContext) -> PromptsToPlan | Silence:
        item, delivery = self.due[-1].item, context.delivery
        team, channel = delivery.slack_team_id, delivery.slack_channel_id
        routine = find_routine(context.stores, "prompt", team, channel)
        if routine is None or routine.routine_id != item.routine_id:
            return Silence()
        now = context.stores.clock.now()
        until_seconds = (now + ROUND).timestamp()
        following = RoundItem(routine.routine_id, until_seconds)
        context.stores.schedule.put(round_entry(team, channel, routine, following, until_seconds))
        return PromptsToPlan(
            routine.routine_id,
            routine.rhythm,
            max(item.after_seconds, (now - _LATE_MOST).timestamp()),
            until_seconds,
            teammates(context, routine),
            _writer_ids(context, routine, now),
        )


def _writer_ids(context: DueContext, routine: Routine, now: datetime) -> tuple[int, ...] | None:
    """One page of the journal is enough: it is asked for where Slack does not tell who is in the channel."""
    try:
        newest = read_as_anybody(context, routine, lambda backpack: backpack(list_journal_entries()))
    except (BackpackError, NobodyToAskError):
        return None
    since = now.astimezone(UTC) - timedelta(days=DAYS)
    return tuple(sorted({entry.user_id for entry in newest if entry.created_at >= since}))
