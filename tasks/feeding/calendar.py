"""A calendar: events that were added, moved, renamed or removed from one look to the next, as one post."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from pydantic import TypeAdapter

from backpack import CalendarEvent, list_calendar_events
from tasks.due import LinkedPerson
from tasks.feeding.draft import Advanced, Draft
from tasks.feeding.names import FeedName
from tasks.feeding.posts import CHANGE_MOST, CHANGES_MOST, CalendarPost, Change, kept

_ANYWHERE = timedelta(hours=12)  # west of Greenwich a day is over as much later


@dataclass(frozen=True)
class SeenEvent:
    title: str
    when: str
    """A date, or a time in UTC, in ISO 8601."""
    until: str = ""
    """The last day, or the end; empty where Backpack has none."""


@dataclass(frozen=True)
class CalendarSnapshot:
    events: dict[int, SeenEvent]


_SNAPSHOT = TypeAdapter(CalendarSnapshot)


def look(person: LinkedPerson, name: FeedName, _draft: Draft) -> Sequence[CalendarEvent]:
    return person.backpack(list_calendar_events(name.thing_id))


def advance(draft: Draft, _name: FeedName, listed: Sequence[CalendarEvent]) -> Advanced:
    """The label stays as it was when somebody subscribed: the list of events does not tell the name."""
    after = CalendarSnapshot({event.id: _seen(event) for event in listed})
    label = draft.before.label
    if draft.before.snapshot is not None:
        before = _SNAPSHOT.validate_json(draft.before.snapshot)
        changes = list(changes_between(before, after, draft.now_seconds))
        if changes:
            left_out = max(0, len(changes) - CHANGES_MOST)
            draft.tell(CalendarPost(kept(label, CHANGE_MOST), tuple(changes[:CHANGES_MOST]), left_out))
    return Advanced(_SNAPSHOT.dump_json(after).decode(), label)


def changes_between(
    before: CalendarSnapshot, after: CalendarSnapshot, now_seconds: float
) -> Iterator[Change]:
    """In the events' own order; those that were removed come last.

    One that is over and not listed any more has not been removed: there is no need to keep it.
    """
    for event_id, event in after.events.items():
        old = before.events.get(event_id)
        if old is None:
            yield Change("added", "event", kept(event.title, CHANGE_MOST), when=event.when)
            continue
        if old.title != event.title:
            title, was = kept(event.title, CHANGE_MOST), kept(old.title, CHANGE_MOST)
            yield Change("edited", "event", title, before=was, when=event.when)
        if (old.when, old.until) != (event.when, event.until):
            yield Change("moved", "event", kept(event.title, CHANGE_MOST), when=event.when)
    for event_id in sorted(before.events.keys() - after.events.keys()):
        event = before.events[event_id]
        if not _is_over(event, now_seconds):
            yield Change("removed", "event", kept(event.title, CHANGE_MOST), when=event.when)


def _seen(event: CalendarEvent) -> SeenEvent:
    until = event.occurs_until.isoformat() if event.occurs_until else ""
    return SeenEvent(event.title, event.occurs_at.isoformat(), until)


def _is_over(event: SeenEvent, now_seconds: float) -> bool:
    end = event.until or event.when
    if "T" in end:
        return datetime.fromisoformat(end).timestamp() < now_seconds
    next_day = datetime.combine(date.fromisoformat(end) + timedelta(days=1), time(), UTC)
    return (next_day + _ANYWHERE).timestamp() < now_seconds
