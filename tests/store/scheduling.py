"""Entries of the schedule for tests, and what becomes of them."""

import json
from typing import Any

from redis import Redis

from store.schedule import Entry, Lane
from store.schedule_keys import CLOCK_AHEAD
from store.stores import Stores

DELIVERY = json.dumps({"type": "Delivery", "slack_user_id": "U1", "response_url": None})
MINE, LAUNCH = Lane("dm", "FireReminders", DELIVERY), Lane("launch", "FireReminders", DELIVERY)


def entry(entry_id: str, due_seconds: float, lane: Lane = MINE, text: str = "tea") -> Entry:
    return Entry(entry_id, lane, "maya", due_seconds, json.dumps({"content": text}))


def dispatched(stores: Stores) -> list[list[str]]:
    """The entries of each operation that comes of one look."""
    operations = [stores.operations.find(one) for one in stores.schedule.dispatch().operation_ids]
    return [[due["entry_id"] for due in json.loads(one.intent)["due"]] for one in operations if one]


def answer_all(stores: Stores, redis: Redis) -> None:
    client: Any = redis
    for operation_id in client.zrange("backpack-bot:{operations}:open", 0, -1):
        stores.answers.answered(operation_id)


def move_clock(redis: Redis, seconds: float) -> None:
    redis.set(CLOCK_AHEAD, seconds)
