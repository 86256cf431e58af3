"""Driving the task `perform` in this process, against a real ledger."""

import json
import time
from typing import Any

from redis import Redis

from tasks import queues
from tasks.delivery import Delivery
from tasks.wire import decode, encode
from tests.tasks.world import CHANNEL, TEAM, Json, Person, World


def accept(
    world: World,
    intent: object,
    operation_id: str = "op",
    *,
    hours_ago: float = 0,
    person: Person | None = None,
    **changes: Any,
) -> None:
    accepted_at = time.time() - hours_ago * 3600
    slack_user_id = (person or world.maya).slack_user_id
    delivery = Delivery(TEAM, slack_user_id, CHANNEL, None, "words", accepted_at)
    ledger = world.stores.operations
    pair = json.dumps(encode(intent) | changes), json.dumps(encode(delivery))
    ledger.accept(operation_id, *pair, ledger.now_seconds() + 10, person=delivery.person)


def outcome(world: World, operation_id: str = "op") -> Any:
    found = world.stores.operations.find(operation_id)
    assert found
    assert found.outcome, found.state
    return decode(json.loads(found.outcome))


def queued(redis: Redis) -> list[Json]:
    client: Any = redis
    return [json.loads(message)["headers"] for message in client.lrange(queues.INTERACTIVE, 0, -1)]
