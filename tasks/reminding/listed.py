"""A reminder as Backpack lists it now, where somebody may have made something else of it since."""

from datetime import UTC, tzinfo

from backpack import Reminder, list_reminders
from tasks.intent import Context
from tasks.reminding.card import CardReminder
from tasks.reminding.item import ReminderItem
from tasks.reminding.times import my_zone
from tasks.undoing.thing import check_same

# Backpack's clock may be behind ours, and list for a moment what we have just said.
_SAME_SECONDS = 60.0


def check_as_set(context: Context, item: ReminderItem) -> None:
    """What has come due, or is gone, is listed no more, and fine.

    :raises RefusalError: it has another text now, which must not be lost with it
    """
    if found := _listed(context, item, UTC):
        check_same(item.content, found.content, "The reminder")


def was_put_off(context: Context, reminder: CardReminder) -> bool:
    """Whether it comes at a later time by now, by what somebody has done in Backpack itself."""
    found = _listed(context, reminder.item, my_zone(context))
    return found is not None and found.remind_at.timestamp() > reminder.due_seconds + _SAME_SECONDS


def _listed(context: Context, item: ReminderItem, zone: tzinfo) -> Reminder | None:
    """:param zone: the account's; any other makes no difference but to the time."""
    return next((each for each in context.backpack(list_reminders(zone)) if each.id == item.thing_id), None)
