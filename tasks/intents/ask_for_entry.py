"""Ask somebody what they did today, unless they have written it already."""

import logging
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from backpack import BackpackError, list_user_journal_entries, to_moment, to_wall_clock
from tasks.due import DueContext, LinkedPerson
from tasks.journaling.prompt_items import PromptItem
from tasks.journaling.routine import Routine, find_routine
from tasks.results import Silence
from tasks.wire import wire

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class DuePrompt:
    """An entry of the schedule that has come due, as `store/lua/dispatch.lua` tells of it."""

    entry_id: str
    owner: str
    due_seconds: float
    noted_seconds: float
    item: PromptItem


@wire
@dataclass(frozen=True)
class PromptReady:
    """To be asked, unless Slack says that the person is away."""

    slack_channel_ids: tuple[str, ...]
    """For whose digests; at least one."""


@wire
@dataclass(frozen=True)
class AskForEntry:
    """What entries of a person's lane become (`tasks.journaling.prompt_items`)."""

    due: tuple[DuePrompt, ...]

    def perform_due(self, context: DueContext) -> PromptReady | Silence:
        now = context.stores.clock.now()
        asked = [each for each in self.due if _stands(context, each, now)]
        if not asked:
            return Silence()
        delivery = context.delivery
        person = context.person(delivery.slack_team_id, delivery.slack_user_id)
        if person is None or _wrote_today(person, now, ZoneInfo(asked[-1].item.time_zone)):
            return Silence()
        return PromptReady(tuple(dict.fromkeys(each.item.slack_channel_id for each in asked)))


def _stands(context: DueContext, due: DuePrompt, now: datetime) -> bool:
    """Whether it is still wanted, and still the day that it asks about."""
    team = context.delivery.slack_team_id
    routine: Routine | None = find_routine(context.stores, "prompt", team, due.item.slack_channel_id)
    zone = ZoneInfo(due.item.time_zone)
    was_due = datetime.fromtimestamp(due.due_seconds, UTC)
    is_today = _day(was_due, zone) == _day(now, zone)
    return routine is not None and routine.routine_id == due.item.routine_id and is_today


def _wrote_today(person: LinkedPerson, now: datetime, zone: ZoneInfo) -> bool:
    midnight = to_moment(datetime.combine(_day(now, zone), time()), zone)
    try:
        newest = person.backpack(list_user_journal_entries(person.link.backpack_user_id, count=1))
    except BackpackError as error:
        logger.warning("nobody could look whether somebody has written today: %s", error)
        return False  # to be asked once too often is better than never
    return any(entry.created_at >= midnight for entry in newest)


def _day(moment: datetime, zone: ZoneInfo) -> date:
    return to_wall_clock(moment, zone).date()
