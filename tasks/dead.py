"""What an operator is told of an operation that a fault of ours has ended."""

import json
import time
from typing import Any

from store.dead_letters import DeadLetter
from store.operations import DEATHS_MOST, Operation
from tasks.results import Abandoned, Surprise


def dead_letter(operation: Operation, outcome: Surprise | Abandoned) -> DeadLetter:
    """Never fails: the record itself may be what is wrong."""
    died = f"{DEATHS_MOST} in a row ended without a word: killed, or out of time"
    delivery = _fields(operation.delivery)
    return DeadLetter(
        operation_id=operation.operation_id,
        died_at_seconds=time.time(),
        reference=outcome.reference,
        reason=died if isinstance(outcome, Abandoned) else "a fault of ours; its traceback is in the log",
        kind=str(_fields(operation.intent).get("type", "?")),
        slack_team_id=str(delivery.get("slack_team_id", "?")),
        slack_user_id=str(delivery.get("slack_user_id", "?")),
    )


def _fields(record: str) -> dict[str, Any]:
    try:
        fields = json.loads(record)
    except ValueError:
        return {}
    return fields if isinstance(fields, dict) else {}
