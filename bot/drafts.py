"""Commands that were understood perhaps: kept until their author clicks, then accepted as they stand."""

import json
from dataclasses import dataclass

from pydantic import ValidationError

from bot.views.confirm import Why, confirm_prompt
from bot.views.message import Message
from store.stores import Stores
from tasks.delivery import Delivery
from tasks.intents import SetReminder
from tasks.wire import UnknownTypeError, decode, encode

_PREFIX = "draft-"


@dataclass(frozen=True)
class Draft:
    """A reminder that was not set yet, and where it was asked for."""

    intent: SetReminder
    delivery: Delivery


def keep_draft(stores: Stores, operation_id: str, draft: Draft) -> str:
    """Keep it for an hour; returns the id that the prompt's buttons carry, the same for each repeat."""
    kept = {"intent": encode(draft.intent), "delivery": encode(draft.delivery)}
    return stores.drafts.keep(operation_id, json.dumps(kept))


def ask_first(stores: Stores, operation_id: str, draft: Draft, why: Why) -> Message:
    """Keep it, and ask its author whether that was meant; may be asked again."""
    return confirm_prompt(keep_draft(stores, operation_id, draft), draft.intent, why)


def find_draft(stores: Stores, draft_id: str) -> Draft | None:
    """None: its hour is over."""
    kept = stores.drafts.find(draft_id)
    if kept is None:
        return None
    fields = json.loads(kept)
    try:
        return Draft(decode(fields["intent"]), decode(fields["delivery"]))
    except (UnknownTypeError, ValidationError):
        return None  # kept by a bot of another version


def operation_of(draft_id: str) -> str:
    """The id of the operation that a draft becomes, however often and in whatever way it is confirmed."""
    return f"{_PREFIX}{draft_id}"


def is_confirmed_draft(operation_id: str) -> bool:
    """Whether its answer belongs in the prompt's place."""
    return operation_id.startswith(_PREFIX)
