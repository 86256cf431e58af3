"""Mark the item of an answer as done."""

from dataclasses import dataclass

from tasks.intent import Context
from tasks.intents.add_item import ItemAdded
from tasks.intents.tick_item import ItemTicked, TickItem
from tasks.past_answer import find_answer
from tasks.results import RefusalError, Refused
from tasks.undoing.undo import check_account
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class FinishItem:
    """The button Done of an item that was added."""

    answer_id: str

    def describe(self) -> str:
        return "mark that item as done"

    def perform(self, context: Context) -> ItemTicked:
        answer = find_answer(context.stores, context.delivery.slack_team_id, self.answer_id)
        added = answer.outcome
        if not isinstance(added, ItemAdded) or None in (added.page_id, added.list_id, added.item_id):
            raise RefusalError(Refused("There is no item in that.", "`done ITEM` marks one as done."))
        if answer.undone:
            raise RefusalError(Refused("That item was taken back.", "`add` adds it again."))
        check_account(context, added.account)
        tick = TickItem(added.page_id or 0, added.list_id or 0, added.item_id or 0, completed=True)
        return tick.perform(context)
