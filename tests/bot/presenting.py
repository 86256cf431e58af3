"""Driving the tasks `present` and `notify` in this process, and seeing what Maya is told."""

import json
import time
from typing import Any

from redis import Redis

from store.stores import Stores
from tasks.delivery import Delivery
from tasks.intents import ShowPages
from tasks.intents.add_item import ItemAdded
from tasks.wire import encode
from tests.bot.slack import MAYA, TEAM, Json, Workspace

ADDED = ItemAdded("Oat milk", "Groceries", "Office")
ADDED_TEXT = "✅ Added “Oat milk” to Groceries on Office."
DIRECT = "D0MAYA"

# How a post ends when nobody can tell whether it took effect: where it did, and where it did not.
TAKEN_ALL_THE_SAME: list[Json] = [
    {"cut": "after"},
    {"cut": "midway"},
    {"status": 500, "performed": True},
    {"error": "internal_error", "performed": True},
]
NOT_TAKEN: list[Json] = [{"cut": "before"}, {"status": 503}, {"error": "fatal_error"}]


class Told:
    """What Maya has been told since the test began."""

    def __init__(self, slack: Workspace) -> None:
        self._slack = slack
        self._before = {message["ts"] for message in self._all()}

    def _all(self) -> list[Json]:
        return [
            {**message, "channel": channel}
            for channel in ("C0LAUNCH", DIRECT)
            for message in self._slack.messages(channel)
            if message["is_bot"]
        ]

    def __call__(self) -> list[Json]:
        return [message for message in self._all() if message["ts"] not in self._before]


def perform(stores: Stores, outcome: object | None, response_url: str | None = None, **changes: Any) -> None:
    """An operation in the ledger, with its outcome unless that is None."""
    fields = {"slack_team_id": TEAM, "slack_user_id": MAYA, "slack_channel_id": "C0LAUNCH", "words": "pages"}
    delivery = Delivery(
        **{**fields, "response_url": response_url, "accepted_at_seconds": time.time(), **changes}
    )
    ledger = stores.operations
    pair = json.dumps(encode(ShowPages())), json.dumps(encode(delivery))
    ledger.accept("op", *pair, ledger.now_seconds() + 10)
    ledger.begin("op")
    if outcome is not None:
        ledger.finish("op", 1, json.dumps(encode(outcome)))


def state(stores: Stores) -> str:
    found = stores.operations.find("op")
    assert found
    return found.state


def unwait(redis: Redis, operation_id: str = "op") -> None:
    """The time that somebody was told to wait is over, or the lease of one who died."""
    client: Any = redis
    client.hset(f"backpack-bot:{{operations}}:{operation_id}", "answering_until", "0")
    if client.exists(f"backpack-bot:notice:{operation_id}"):
        client.hset(f"backpack-bot:notice:{operation_id}", "until", "0")
    open_gates(redis)


def open_gates(redis: Redis) -> None:
    """So is the time that Slack named, or the channel's turn."""
    for key in redis.scan_iter(match="backpack-bot:{slack:*"):
        redis.delete(key)


class KilledError(BaseException):
    """Stands for SIGKILL: nothing catches it."""


def killed(*_arguments: object, **_more: object) -> None:
    raise KilledError
