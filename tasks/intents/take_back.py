"""Take back an item that was added moments ago."""

import json
from dataclasses import dataclass

from store.kept_commands import kept_id_of
from tasks.intent import Context
from tasks.intents.add_item import ItemAdded
from tasks.intents.connect import resumed_operation_id
from tasks.results import NotYetError, Silence
from tasks.undoing.undo import settle_undone, undo_outcome
from tasks.wire import decode, wire

_WAIT_SECONDS = 2.0  # a command takes Backpack a fraction of that


@wire
@dataclass(frozen=True)
class ItemTakenBack:
    content: str
    list_name: str
    page_title: str


@wire
@dataclass(frozen=True)
class TakeBack:
    """The reaction that added it was removed."""

    operation_id: str
    """Of the addition, by the same person."""

    def describe(self) -> str:
        return "take back what was added"

    def perform(self, context: Context) -> ItemTakenBack | Silence:
        # The addition may have waited until its author had connected.
        resumed_id = resumed_operation_id(kept_id_of(self.operation_id))
        ledger = context.stores.operations
        operation = ledger.find(resumed_id) or ledger.find(self.operation_id)
        if operation is None:
            return Silence()
        if operation.outcome is None:
            raise NotYetError(_WAIT_SECONDS)
        added = decode(json.loads(operation.outcome))
        if not isinstance(added, ItemAdded) or not added.can_be_undone:
            return Silence()  # its answer says that nothing was added, or that nobody knows
        undone = undo_outcome(context, added, operation.operation_id, context.delivery.person)
        settle_undone(context, undone, operation.operation_id, context.delivery.person)
        return ItemTakenBack(added.content, added.list_name, added.page_title)
