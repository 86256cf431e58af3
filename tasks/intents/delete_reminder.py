"""Delete a reminder, or take back that it was set."""

from contextlib import suppress
from dataclasses import dataclass

from backpack import NotFound, destroy_reminder
from tasks.intent import Context
from tasks.reminding.card import CardSettled, RowState, row_in_hand, settle, settled_before
from tasks.reminding.listed import check_as_set
from tasks.reminding.whom import entries_of
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class DeleteReminder:
    """The buttons Undo and Delete. A series ends with it."""

    card_id: str
    row: int
    is_undo: bool = False
    """Then it stays if somebody has edited it in Backpack since."""

    def describe(self) -> str:
        return "delete that reminder"

    def perform(self, context: Context) -> CardSettled:
        if settled := settled_before(context, self.card_id, self.row):
            return settled
        stores, team = context.stores, context.delivery.slack_team_id
        with row_in_hand(context, self.card_id, self.row) as reminder:
            item = reminder.item
            if self.is_undo:
                check_as_set(context, item)
            with suppress(NotFound):  # gone is gone
                context.backpack(destroy_reminder(item.thing_id))
            told = entries_of(stores, item, team, reminder.due_seconds)
            stores.schedule.remove(*(entry.entry_id for entry in told))
            stores.additions.forget(item.account, item.thing_id)
        return settle(context, self.card_id, self.row, RowState("deleted", context.delivery.slack_user_id))
