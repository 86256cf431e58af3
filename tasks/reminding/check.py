"""Backpack asked once more, right before something fires of which the last list is old.

A reminder that was deleted does not fire, and one that was moved fires when it is due now. Backpack's list
leaves out what has come due, so a reminder that is missing there is looked for in the person's export, which
the documentation calls complete. Should it hold nothing at all that has come due, it is not, and tells
nothing.

Whatever can't be found out, because Backpack is away, say, fires: a reminder too many is better than none,
and it says that nobody could look. But nothing fires of an account that its person is not linked to any more.
"""

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby

from backpack import (
    BackpackError,
    NotFound,
    Reminder,
    export_user,
    list_reminders,
    show_calendar_event,
)
from store.stores import Stores
from tasks.due import DueContext, LinkedPerson
from tasks.reminding.item import ReminderItem, entry_of, person_of
from tasks.reminding.mirror import event_due, event_item
from tasks.reminding.whom import concerns, items_of

logger = logging.getLogger(__name__)

FRESH_SECONDS = 60
"""What was listed no longer ago than this is not asked after again."""
# Backpack keeps whole seconds, or minutes; a move by less is none.
_SAME_SECONDS = 1.0


@dataclass(frozen=True)
class DueReminder:
    """An entry of the schedule that has come due, as `store/lua/dispatch.lua` tells of it."""

    entry_id: str
    owner: str
    due_seconds: float
    noted_seconds: float
    """When Backpack was last seen to have it like this; 0 where that is in doubt."""
    item: ReminderItem


@dataclass(frozen=True)
class Checked:
    """What is to fire, as Backpack has it now."""

    due: DueReminder
    is_certain: bool = True
    """False: nobody could look."""


def check(context: DueContext, dues: Iterable[DueReminder]) -> list[Checked]:
    """Those that hold, in their order; the moved ones are back in the schedule."""
    in_order = list(dues)
    now_seconds = context.stores.clock.now_seconds()
    fresh = [each for each in in_order if _is_fresh(each, now_seconds)]
    stale = sorted((each for each in in_order if each not in fresh), key=lambda each: each.owner)
    checked = [Checked(each) for each in fresh]
    for owner, theirs in groupby(stale, key=lambda each: each.owner):
        checked += _checked(context, owner, list(theirs))
    return sorted(checked, key=lambda each: (each.due.due_seconds, each.due.entry_id))


def _is_fresh(due: DueReminder, now_seconds: float) -> bool:
    """What was to be said in a channel that is lost has been asked after before that was found out."""
    return due.item.lost_channel_id is not None or now_seconds - due.noted_seconds <= FRESH_SECONDS


def _checked(context: DueContext, owner: str, dues: list[DueReminder]) -> list[Checked]:
    if not context.stores.accounts.is_linked(*person_of(owner)):
        return []
    person = context.person(*person_of(owner))
    if person is None:  # the key is gone that their token was sealed with
        return [Checked(each, is_certain=False) for each in dues]
    dues = [each for each in dues if each.item.account == person.link.account]
    if not dues:
        return []
    try:
        if dues[0].item.is_event:
            return [found for each in dues for found in _event(context.stores, person, each)]
        return list(_reminders(context.stores, person, dues))
    except BackpackError as error:
        logger.warning("due reminders could not be checked: %s", error)
        return [Checked(each, is_certain=False) for each in dues]


def _reminders(stores: Stores, person: LinkedPerson, dues: list[DueReminder]) -> Iterator[Checked]:
    listed = person.backpack(list_reminders(person.zone()))
    upcoming = {reminder.id: reminder for reminder in listed}
    exported: dict[int, Reminder] = {}
    export_is_complete = False
    if any(each.item.thing_id not in upcoming for each in dues):
        export = person.backpack(export_user(person.link.backpack_user_id))
        now = stores.clock.now()
        exported = {reminder.id: reminder for reminder in export.reminders}
        export_is_complete = any(reminder.remind_at < now for reminder in export.reminders)
    for each in dues:
        found = upcoming.get(each.item.thing_id) or exported.get(each.item.thing_id)
        if found is None:
            if not export_is_complete:
                yield Checked(each, is_certain=False)
            continue
        item = _as_it_is_now(stores, each, found)
        if not (concerns(item, person.link) and _is_for_here(item, each)):
            continue
        # One of a series that an earlier attempt at firing it, or another's, has moved on is none that moved.
        if _has_moved(each, found.remind_at) and item.passed_seconds != each.due_seconds:
            stores.schedule.put(entry_of(item, *person_of(each.owner), found.remind_at.timestamp()))
        else:
            yield Checked(replace(each, item=item))


def _as_it_is_now(stores: Stores, each: DueReminder, found: Reminder) -> ReminderItem:
    if not found.remindees and found.creator_id is None:
        return replace(each.item, content=found.content)  # an export that tells less than a list
    (item,) = items_of(stores, each.item.account, [found])
    return item


def _is_for_here(item: ReminderItem, each: DueReminder) -> bool:
    """A channel may have been put down for it only after the list was taken; then it has an entry there."""
    return entry_of(item, *person_of(each.owner), each.due_seconds).entry_id == each.entry_id


def _event(stores: Stores, person: LinkedPerson, each: DueReminder) -> Iterator[Checked]:
    try:
        event = person.backpack(show_calendar_event(each.item.thing_id))
    except NotFound:
        return
    if not event.remind:
        return
    due, item = event_due(event, person.zone()), event_item(event, each.item.account)
    if _has_moved(each, due):
        stores.schedule.put(entry_of(item, *person_of(each.owner), due.timestamp()))
    else:
        yield Checked(replace(each, item=item))


def _has_moved(each: DueReminder, due: datetime) -> bool:
    return abs(due.timestamp() - each.due_seconds) > _SAME_SECONDS
