"""The schedule made to say what Backpack lists.

Backpack lists reminders that are still to come, and no others. So one that is missing was deleted, unless it
was about to come due as the list was taken; `Schedule.mirror` knows the difference.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, time, timedelta, tzinfo

from backpack import (
    BackpackError,
    CalendarEvent,
    NotFound,
    list_calendar_events,
    list_calendars,
    list_reminders,
    to_moment,
)
from store.schedule import Entry, Scheduled
from store.stores import Stores
from tasks.due import LinkedPerson
from tasks.reminding.item import ReminderItem, entry_of, events_of, read_item, reminders_of
from tasks.reminding.series import pay
from tasks.reminding.whom import concerns, items_of

EVENT_AHEAD = timedelta(minutes=30)
"""How long before an event Backpack reminds of it."""
ALL_DAY_CLOCK = time(9)
"""When an event that takes all day is reminded of, on its day: half an hour before midnight helps nobody."""


def mirror_reminders(stores: Stores, slack_team_id: str, slack_user_id: str, person: LinkedPerson) -> None:
    """Read the person's list of reminders into the schedule.

    :raises backpack.BackpackError: the list could not be had; nothing was changed
    """
    owner = reminders_of(slack_team_id, slack_user_id)
    zone = person.zone()
    taken_at_seconds = stores.clock.now_seconds()
    listed = person.backpack(list_reminders(zone))
    standing = {each.entry_id: each for each in stores.schedule.of_owner(owner)}
    entries: dict[str, Entry] = {}
    for item, reminder in zip(items_of(stores, person.link.account, listed), listed, strict=True):
        if concerns(item, person.link):
            entry = entry_of(item, slack_team_id, slack_user_id, reminder.remind_at.timestamp())
            entries[entry.entry_id] = _yet_to_fire(entry, item, standing.get(entry.entry_id))
    missing = [each for entry_id, each in standing.items() if entry_id not in entries]
    owed = _owed(missing, slack_team_id, slack_user_id, person, zone)
    stores.schedule.mirror(owner, taken_at_seconds, [*owed, *entries.values()])


def mirror_events(stores: Stores, slack_team_id: str, slack_user_id: str, person: LinkedPerson) -> None:
    """Read the events that the person can see, and wants to be reminded of, into the schedule.

    :raises backpack.BackpackError: a calendar could not be had; nothing was changed
    """
    zone = person.zone()
    taken_at_seconds = stores.clock.now_seconds()
    events = [
        event
        for calendar in person.backpack(list_calendars())
        for event in person.backpack(list_calendar_events(calendar.id))
        if event.remind and event_due(event, zone).timestamp() > taken_at_seconds
    ]
    entries = [
        entry_of(event_item(event, person.link.account), slack_team_id, slack_user_id, due.timestamp())
        for event in events
        for due in [event_due(event, zone)]
    ]
    stores.schedule.mirror(events_of(slack_team_id, slack_user_id), taken_at_seconds, entries)


def event_due(event: CalendarEvent, zone: tzinfo) -> datetime:
    """When to remind of it; aware."""
    if isinstance(event.occurs_at, datetime):
        return event.occurs_at - EVENT_AHEAD
    return to_moment(datetime.combine(event.occurs_at, ALL_DAY_CLOCK), zone)


def event_item(event: CalendarEvent, account: str) -> ReminderItem:
    return ReminderItem(account, event.id, event.title, is_event=True)


def _yet_to_fire(entry: Entry, item: ReminderItem, standing: Scheduled | None) -> Entry:
    """One of a series that this person has yet to be told of, though another's firing has moved it on."""
    if standing is None or standing.due_seconds != item.passed_seconds:
        return entry
    return replace(entry, due_seconds=standing.due_seconds)


def _owed(
    missing: Iterable[Scheduled], slack_team_id: str, slack_user_id: str, person: LinkedPerson, zone: tzinfo
) -> Iterator[Entry]:
    """The next times that could not be written to Backpack, which lists none: written now, or still owed."""
    for scheduled in missing:
        item = read_item(scheduled.item)
        if item.is_owed:
            try:
                paid = pay(person, item, scheduled.due_seconds, zone)
            except NotFound:
                continue  # deleted in Backpack: the series is over
            except BackpackError:
                paid = item
            yield entry_of(paid, slack_team_id, slack_user_id, scheduled.due_seconds)
