"""One person has done with a reminder that came due: it goes once nobody is left whom it reminds."""

from contextlib import suppress

from backpack import NotFound, destroy_reminder, update_reminder
from tasks.intent import Context
from tasks.reminding.item import ReminderItem


def stays_in_backpack(item: ReminderItem) -> bool:
    """A series has moved on to its next time, and an event is on its calendar: neither goes when it is
    done."""
    return item.is_event or item.recurrence is not None


def is_last(context: Context, item: ReminderItem) -> bool:
    """Notes that the person has done with it; True when nobody else is left. May be asked again."""
    me = context.link.backpack_user_id
    finished = context.stores.finished.add(item.account, item.thing_id, me)
    return not set(item.remindee_ids) - finished - {me}


def leave(context: Context, item: ReminderItem) -> None:
    """Take the person off the reminder, and the reminder away where they were the last.

    Both may be repeated. :raises backpack.BackpackError: it is not done
    """
    stores, me = context.stores, context.link.backpack_user_id
    with suppress(NotFound):  # somebody has deleted it in Backpack: all the better
        if is_last(context, item):
            context.backpack(destroy_reminder(item.thing_id))
            stores.additions.forget(item.account, item.thing_id)
        else:
            left = set(item.remindee_ids) - stores.finished.add(item.account, item.thing_id, me)
            context.backpack(update_reminder(item.thing_id, item.content, remindee_ids=sorted(left)))
