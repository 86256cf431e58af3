"""Be reminded again later."""

from dataclasses import dataclass, replace
from datetime import datetime

from backpack import NotFound, create_reminder, update_reminder
from tasks.intent import Context
from tasks.reminding.card import CardSettled, RowState, row_in_hand, settle
from tasks.reminding.item import ReminderItem
from tasks.reminding.leave import is_last, leave, stays_in_backpack
from tasks.reminding.times import check_to_come, my_zone
from tasks.reminding.whom import Addition, schedule
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class SnoozeReminder:
    """The menu Snooze.

    A reminder of one's own moves in Backpack. What stays there (a series, an event) and what others are
    reminded of too is left as it is, and a reminder of one's own is set beside it.
    """

    card_id: str
    row: int
    until: datetime
    """Aware."""
    time_zone: str
    """The IANA name of the zone it was said in."""

    def describe(self) -> str:
        return "be reminded of that again later"

    def perform(self, context: Context) -> CardSettled:
        with row_in_hand(context, self.card_id, self.row) as reminder:
            item = reminder.item
            check_to_come(context.stores.clock, item.content, self.until, self.time_zone)
            if stays_in_backpack(item):
                snoozed = self._set_anew(context, _own(context, item))
            elif item.slack_channel_id or is_last(context, item):
                snoozed = self._moved(context, item)
            else:
                snoozed = self._set_anew(context, _own(context, item))
                leave(context, item)
            team, due_seconds = context.delivery.slack_team_id, self.until.timestamp()
            schedule(context.stores, snoozed, team, due_seconds)
        who = context.delivery.slack_user_id
        return settle(context, self.card_id, self.row, RowState("snoozed", who, due_seconds=due_seconds))

    def _moved(self, context: Context, item: ReminderItem) -> ReminderItem:
        change = update_reminder(item.thing_id, item.content, self.until, my_zone(context))
        try:
            context.backpack(change)
        except NotFound:
            return self._set_anew(context, item)
        self._keep_addition(context, item)
        return item

    def _set_anew(self, context: Context, item: ReminderItem) -> ReminderItem:
        new = create_reminder(item.content, self.until, my_zone(context), item.remindee_ids)
        created = replace(item, thing_id=context.backpack(new))
        self._keep_addition(context, created)
        return created

    def _keep_addition(self, context: Context, item: ReminderItem) -> None:
        if item.slack_channel_id:
            addition = Addition(context.delivery.slack_team_id, item.slack_channel_id)
            due_in_seconds = self.until.timestamp() - context.stores.clock.now_seconds()
            context.stores.additions.keep(item.account, item.thing_id, addition.dump(), due_in_seconds)


def _own(context: Context, item: ReminderItem) -> ReminderItem:
    """The same for the one who clicks alone."""
    link = context.link
    return ReminderItem(
        account=item.account,
        thing_id=0,
        content=item.content,
        creator_id=link.backpack_user_id,
        creator_name=link.backpack_user_name,
        remindee_ids=(link.backpack_user_id,),
    )
