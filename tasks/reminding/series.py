"""A reminder that comes again: one reminder in Backpack, which moves on to its next time before it fires.

So Backpack shows when it comes next, can move that one time, and ends all of it by deleting it.
"""

from dataclasses import replace
from datetime import UTC, datetime, tzinfo

from backpack import BackpackError, NotFound, update_reminder
from store.schedule import Entry
from store.stores import Stores
from tasks.due import LinkedPerson
from tasks.reminding.item import ReminderItem, entry_of
from tasks.reminding.whom import Addition


def next_due_seconds(item: ReminderItem, due_seconds: float, now_seconds: float) -> float | None:
    """When it comes next: times that an outage has passed over are not made up for. None: it does not."""
    if item.recurrence is None:
        return None
    passed = datetime.fromtimestamp(max(due_seconds, now_seconds), UTC)
    return item.recurrence.next_after(passed).timestamp()


def move_on(  # noqa: PLR0913, PLR0917 - what moves on, from when to when, and for whom
    stores: Stores,
    person: LinkedPerson | None,
    item: ReminderItem,
    owner: tuple[str, str],
    due_seconds: float,
    next_seconds: float,
) -> bool:
    """Schedule the next time, and write it to Backpack; False: it was deleted there, and is over.

    Where Backpack does not take it just now it is owed: `mirror` writes it later.
    """
    # First: a poll may pay what is owed, and then this time has to be known for one that was moved on.
    stores.additions.keep(
        item.account,
        item.thing_id,
        Addition(owner[0], item.slack_channel_id, item.recurrence, due_seconds).dump(),
        next_seconds - stores.clock.now_seconds(),
    )
    entry = _entry(item, owner, next_seconds, is_owed=True)
    stores.schedule.put(entry)
    if person is None:
        return True
    try:
        pay(person, item, next_seconds, person.zone())
    except NotFound:
        stores.schedule.remove(entry.entry_id)
        stores.additions.forget(item.account, item.thing_id)
        return False
    except BackpackError:
        return True
    stores.schedule.put(_entry(item, owner, next_seconds, is_owed=False))
    return True


def pay(person: LinkedPerson, item: ReminderItem, due_seconds: float, zone: tzinfo) -> ReminderItem:
    """Write the next time to Backpack. :raises backpack.BackpackError: it was not taken"""
    due = datetime.fromtimestamp(due_seconds, UTC)
    person.backpack(update_reminder(item.thing_id, item.content, due, zone))
    return replace(item, is_owed=False)


def _entry(item: ReminderItem, owner: tuple[str, str], due_seconds: float, *, is_owed: bool) -> Entry:
    return entry_of(replace(item, is_owed=is_owed), *owner, due_seconds)
