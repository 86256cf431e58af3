"""Take back an item that was added moments ago."""

import json
from contextlib import suppress
from dataclasses import dataclass

from backpack import NotFound, destroy_item
from store.kept_commands import kept_id_of
from tasks.feeding.refresh import list_changed
from tasks.intent import Context
from tasks.intents.add_item import ItemAdded
from tasks.intents.connect import resumed_operation_id
from tasks.results import NotYetError, Silence
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
        if not isinstance(added, ItemAdded) or added.item_id is None:
            return Silence()  # its answer says that nothing was added, or that nobody knows
        with suppress(NotFound):  # gone is gone
            context.backpack(destroy_item(added.page_id or 0, added.list_id or 0, added.item_id))
        list_changed(context, added.page_id or 0, added.list_id or 0)
        return ItemTakenBack(added.content, added.list_name, added.page_title)
