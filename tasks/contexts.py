"""Whose Backpack an operation acts with, and what its intent is given for an attempt."""

from backpack import Priority, Turn
from store.accounts import BackpackLink
from store.cipher import SealBrokenError
from store.operations import Operation
from tasks import resources
from tasks.calls import RecordedCalls, taking_turns
from tasks.config import worker_config
from tasks.delivery import Delivery
from tasks.directory import Directory
from tasks.intent import Context
from tasks.intents import Connect
from tasks.reconcile.once import Writer


def link_for(intent: object, delivery: Delivery) -> BackpackLink | None:
    """The connection to act with: the speaker's own, or the one they are about to make."""
    stores = resources.stores()
    try:
        if isinstance(intent, Connect):
            candidate = stores.candidates.find(intent.candidate_id)
            if candidate is None:
                return None
            return BackpackLink(candidate.account, 0, "", "", candidate.token)
        return stores.accounts.find(delivery.slack_team_id, delivery.slack_user_id)
    except SealBrokenError:
        return None  # its key is gone, and the token with it: as good as not connected


def context_for(operation: Operation, attempt_number: int, link: BackpackLink, delivery: Delivery) -> Context:
    """What the intent may use in this attempt."""
    stores = resources.stores()
    turn = Turn(Priority.INTERACTIVE, operation.operation_id)  # whatever is in the ledger, somebody waits for
    calls = RecordedCalls(
        taking_turns(resources.backpack_for(link), turn),
        stores.writes,
        Writer(operation.operation_id, attempt_number, link.account, link.backpack_user_id),
        operation.write_note,
        look=not worker_config().backpack_bot_unsafe_no_reconcile,
    )
    return Context(
        operation_id=operation.operation_id,
        delivery=delivery,
        link=link,
        backpack=calls,
        directory=Directory(calls, stores.places, link, operation.operation_id),
        stores=stores,
    )
