"""Show what everybody, or one person, has written in the journal."""

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from tasks.intent import Context
from tasks.journaling.entries import journal_since
from tasks.journaling.grouped import PersonsEntries, by_person
from tasks.journaling.period import Period, span_of
from tasks.journaling.whose import Whose, colleague
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class JournalShown:
    period: Period
    starts_seconds: float
    """The first midnight, Unix time."""
    time_zone: str
    """The reader's, an IANA name."""
    people: tuple[PersonsEntries, ...]
    person_name: str | None = None
    """Whose alone was asked for."""
    is_complete: bool = True
    """False: there is more than we look through."""


@wire
@dataclass(frozen=True)
class ShowJournal:
    """`journal today`, `journal week @PERSON`."""

    period: Period
    time_zone: str
    """The IANA name of the zone whose days are meant."""
    whose: Whose | None = None
    """None: everybody's."""

    def describe(self) -> str:
        days = "this week" if self.period == "week" else self.period
        return f"show the journal of {days}" + (f", of {self.whose.name} alone" if self.whose else "")

    def perform(self, context: Context) -> JournalShown:
        person = colleague(context, self.whose) if self.whose else None
        span = span_of(self.period, _asked_at(context), ZoneInfo(self.time_zone))
        journal = journal_since(context.backpack, span.starts, person.backpack_user_id if person else None)
        entries = [entry for entry in journal.entries if entry.created_at < span.ends]
        return JournalShown(
            self.period,
            span.starts.timestamp(),
            self.time_zone,
            by_person(entries),
            person.name if person else None,
            journal.is_complete,
        )


def _asked_at(context: Context) -> datetime:
    """`today` is the day on which it was said, however long Backpack was away."""
    ago_seconds = max(0.0, time.time() - context.delivery.accepted_at_seconds)
    return context.stores.clock.now() - timedelta(seconds=ago_seconds)
