"""`bot.cli` with a dispatcher as one writes it at first: look what is due, hand it over, take it out.

For the suite, which has to see what comes of two of them.
"""

import json
import secrets
import sys
from typing import Any

from store.ledger_keys import OPEN, operation_key
from store.schedule import DUE_PREFIX, Dispatched, Schedule
from store.schedule_keys import PREFIX

_LOOK_AGAIN_SECONDS = 10


def _dispatch(schedule: Schedule, lanes_most: int = 100) -> Dispatched:
    redis: Any = schedule._redis
    seconds, microseconds = redis.time()
    now = seconds + microseconds / 1e6
    taken: list[str] = []
    operation_ids: list[str] = []
    for lane in redis.zrangebyscore(f"{PREFIX}lanes", "-inf", now, 0, lanes_most):
        due = redis.zrangebyscore(f"{PREFIX}lane:{lane}", "-inf", now)
        entries = [redis.hgetall(f"{PREFIX}entry:{one}") | {"id": one} for one in due]
        if entries := [entry for entry in entries if "due" in entry]:  # somebody else may have taken it
            operation_ids.append(_hand_over(redis, lane, entries, now))
            taken += [entry["id"] for entry in entries]
    schedule.remove(*taken)
    first = redis.zrange(f"{PREFIX}lanes", 0, 0, withscores=True)
    return Dispatched(tuple(operation_ids), max(0.0, first[0][1] - now) if first else None)


def _hand_over(redis: Any, lane: str, entries: list[dict[str, str]], now: float) -> str:
    intent, delivery = redis.hmget(f"{PREFIX}route:{lane}", "intent", "delivery")
    due = [
        {
            "entry_id": entry["id"],
            "owner": entry["owner"],
            "due_seconds": float(entry["due"]),
            "noted_seconds": now,
            "item": json.loads(entry["item"]),
        }
        for entry in entries
    ]
    operation_id = f"{DUE_PREFIX}{secrets.token_hex(20)}"
    record = {
        "state": "accepted",
        "intent": json.dumps({"type": intent, "due": due}),
        "delivery": json.dumps(json.loads(delivery) | {"accepted_at_seconds": now}),
    }
    redis.hset(operation_key(operation_id), mapping=record)
    redis.zadd(OPEN, {operation_id: now + _LOOK_AGAIN_SECONDS})
    return operation_id


if __name__ == "__main__":
    setattr(Schedule, "dispatch", _dispatch)  # noqa: B010 -- to mypy methods are not for changing
    from bot.cli import main

    sys.exit(main())
