"""One person has done with a reminder that came due: it goes once nobody is left whom it reminds."""

from contextlib import suppress
from datetime import UTC, datetime

from backpack import Call, NotFound, destroy_reminder, update_reminder
from tasks.intent import Context
from tasks.reminding.card import CardReminder
from tasks.reminding.item import ReminderItem
from tasks.reminding.times import my_zone


def stays_in_backpack(item: ReminderItem) -> bool:
    """A series has moved on to its next time, and an event is on its calendar: neither goes when it is
    done."""
    return item.is_event or item.recurrence is not None


def others_left(context: Context, reminder: CardReminder) -> list[int]:
    """Notes that the person has done with it; returns who else has not. May be asked again."""
    item, me = reminder.item, context.link.backpack_user_id
    finished = context.stores.finished.add(item.account, item.thing_id, reminder.due_seconds, me)
    return sorted(set(item.remindee_ids) - finished - {me})


def leave(context: Context, reminder: CardReminder) -> None:
    """Take the person off the reminder, and the reminder away where they were the last.

    Both may be repeated. :raises backpack.BackpackError: it is not done
    """
    item, others = reminder.item, others_left(context, reminder)
    with suppress(NotFound):  # somebody has deleted it in Backpack: all the better
        if others:
            context.backpack(_taken_off(context, reminder, others))
        else:
            context.backpack(destroy_reminder(item.thing_id))
            context.stores.additions.forget(item.account, item.thing_id)


def _taken_off(context: Context, reminder: CardReminder, others: list[int]) -> Call[None]:
    item = reminder.item
    if not item.content.startswith("+"):
        return update_reminder(item.thing_id, item.content, remindee_ids=others)
    # Where no time is given, Backpack reads one off a text such as `+30 push-ups`.
    due = datetime.fromtimestamp(reminder.due_seconds, UTC)
    return update_reminder(item.thing_id, item.content, due, my_zone(context), others)
