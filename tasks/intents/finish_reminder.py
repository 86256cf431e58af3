"""Done with a reminder that came due."""

from dataclasses import dataclass

from tasks.intent import Context
from tasks.reminding.card import CardSettled, RowState, row_in_hand, settle, settled_before
from tasks.reminding.leave import leave, stays_in_backpack
from tasks.reminding.listed import was_put_off
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class FinishReminder:
    """The button Done. Of a reminder for several it is done for the one who clicks."""

    card_id: str
    row: int

    def describe(self) -> str:
        return "be done with that reminder"

    def perform(self, context: Context) -> CardSettled:
        if settled := settled_before(context, self.card_id, self.row):
            return settled
        with row_in_hand(context, self.card_id, self.row) as reminder:
            if not (stays_in_backpack(reminder.item) or was_put_off(context, reminder)):
                leave(context, reminder)
        return settle(context, self.card_id, self.row, RowState("done", context.delivery.slack_user_id))
