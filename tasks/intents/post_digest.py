"""Tell a channel what was written in the journal since it was told last."""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from backpack import BackpackError, JournalEntry, RateLimited, to_wall_clock
from tasks.due import DueContext
from tasks.journaling.activity import Activity, activity_of, first_midnight
from tasks.journaling.digest_item import DigestItem, digest_entry
from tasks.journaling.entries import Journal, journal_since
from tasks.journaling.grouped import PersonsEntries, by_person
from tasks.journaling.routine import Routine, end_routine, find_routine
from tasks.journaling.teammates import NobodyToAskError, Teammate, read_as_anybody, teammates
from tasks.names import fold
from tasks.results import Silence
from tasks.wire import wire

logger = logging.getLogger(__name__)

# While Backpack is away; somebody who waits for the digest sees it soon after it is back.
_AGAIN_SECONDS = 300.0


@dataclass(frozen=True)
class DueDigest:
    """An entry of the schedule that has come due, as `store/lua/dispatch.lua` tells of it."""

    entry_id: str
    owner: str
    due_seconds: float
    noted_seconds: float
    item: DigestItem


@wire
@dataclass(frozen=True)
class DigestReady:
    due_seconds: float
    since_seconds: float
    """What it tells of begins here."""
    time_zone: str
    """The channel's, an IANA name."""
    people: tuple[PersonsEntries, ...]
    teammates: tuple[Teammate, ...]
    """Everybody linked to the account; who of them is in the channel Slack knows."""
    activity: tuple[Activity, ...]
    """Of those who wrote in the last four weeks."""
    last_day: date
    """The day that the activity ends with."""


@wire
@dataclass(frozen=True)
class DigestEnded:
    """Nobody is linked any more whose token could read the journal: there is no digest from now on."""

    account: str


@wire
@dataclass(frozen=True)
class PostDigest:
    """What a channel's entry in the schedule becomes (`tasks.journaling.digest_item`)."""

    due: tuple[DueDigest, ...]

    def perform_due(self, context: DueContext) -> DigestReady | DigestEnded | Silence:
        due = self.due[-1]
        team, channel = context.delivery.slack_team_id, context.delivery.slack_channel_id
        routine = find_routine(context.stores, "digest", team, channel)
        if routine is None or routine.routine_id != due.item.routine_id:
            return Silence()
        now = context.stores.clock.now()
        # First of all, so that nothing that happens here is the end of it.
        self._schedule(context, routine, due.item, _next(routine, due, now))
        try:
            journal = _read(context, routine, due.item, now)
        except NobodyToAskError:
            end_routine(context.stores, "digest", context.delivery)
            return DigestEnded(routine.account)
        except BackpackError as error:
            logger.warning("a digest has to wait: %s", error)
            owed = replace(due.item, owed_since_seconds=_was_due(due))
            self._schedule(context, routine, owed, now.timestamp() + _wait_seconds(error))
            return Silence()
        told_of = max((entry.id for entry in journal.entries), default=0)
        following = DigestItem(
            routine.routine_id,
            now.timestamp(),
            max(told_of, due.item.after_entry_id),
            owed_since_seconds=None,
        )
        self._schedule(context, routine, following, _next(routine, due, now))
        return _ready(context, routine, due, journal, now)

    @staticmethod
    def _schedule(context: DueContext, routine: Routine, item: DigestItem, due_seconds: float) -> None:
        delivery = context.delivery
        context.stores.schedule.put(
            digest_entry(delivery.slack_team_id, delivery.slack_channel_id, routine, item, due_seconds)
        )


def _wait_seconds(error: BackpackError) -> float:
    """Under the limit it is a matter of seconds."""
    is_brief = isinstance(error, RateLimited) and error.retry_after_seconds is not None
    return max(1.0, error.retry_after_seconds or 0.0) if is_brief else _AGAIN_SECONDS


def _was_due(due: DueDigest) -> float:
    owed = due.item.owed_since_seconds
    return due.due_seconds if owed is None else owed


def _next(routine: Routine, due: DueDigest, now: datetime) -> float:
    latest = max(now, datetime.fromtimestamp(due.due_seconds, UTC))
    return routine.rhythm.next_after(latest, routine.time_zone).timestamp()


def _read(context: DueContext, routine: Routine, item: DigestItem, now: datetime) -> Journal:
    """Back to the last digest, and for the four weeks that the picture shows."""
    since = min(
        datetime.fromtimestamp(item.since_seconds, UTC), first_midnight(now, ZoneInfo(routine.time_zone))
    )
    return read_as_anybody(context, routine, lambda backpack: journal_since(backpack, since))


def _ready(
    context: DueContext, routine: Routine, due: DueDigest, journal: Journal, now: datetime
) -> DigestReady:
    zone, writers = ZoneInfo(routine.time_zone), _names(journal.entries)
    return DigestReady(
        due_seconds=_was_due(due),
        since_seconds=due.item.since_seconds,
        time_zone=routine.time_zone,
        people=by_person(_untold(journal.entries, due.item)),
        teammates=teammates(context, routine),
        activity=activity_of(journal.entries, writers, now, zone),
        last_day=to_wall_clock(now, zone).date(),
    )


def _untold(entries: Iterable[JournalEntry], item: DigestItem) -> Iterator[JournalEntry]:
    for entry in entries:
        is_new = entry.created_at.timestamp() >= item.since_seconds
        if entry.id > item.after_entry_id if item.after_entry_id else is_new:
            yield entry


def _names(entries: Iterable[JournalEntry]) -> list[tuple[int, str]]:
    """(user id, name) of all who wrote, by name."""
    names = {entry.user_id: entry.user_name or "Somebody" for entry in entries}
    return sorted(names.items(), key=lambda pair: (fold(pair[1]), pair[0]))
