"""The Home tab drawn anew where nobody has opened it, but it shows something else now."""

import json
import time

from store.stores import Stores
from tasks.delivery import Delivery
from tasks.intents.show_home import ShowHome
from tasks.wire import encode

_ACCEPT_SECONDS = 10  # nobody is told "not accepted" here, so any sane deadline does


def show_home_again(stores: Stores, slack_team_id: str, slack_user_id: str, reason_id: str) -> str:
    """Accepted, once for each reason; returns the operation's id, for a hint."""
    zone = stores.slack_time_zones.recall(slack_team_id, slack_user_id) or "UTC"
    where = slack_team_id, slack_user_id, slack_user_id
    delivery = Delivery(*where, None, "home", time.time(), is_direct=True)
    intent, operation_id, ledger = ShowHome(zone), f"home-{reason_id}", stores.operations
    pair = json.dumps(encode(intent)), json.dumps(encode(delivery))
    ledger.accept(operation_id, *pair, ledger.now_seconds() + _ACCEPT_SECONDS)
    return operation_id
