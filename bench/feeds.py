"""What polling costs Backpack: requests a minute, by how many channels are subscribed and people linked.

The bot's own poll schedule and tasks in this process, a real Redis and the local Backpack, whose counters
count. The bot's clock stands still but for being moved to the next due poll, so that minutes pass in seconds;
the limit, which keeps to the real time, is lifted. Every minute all that is subscribed to changes.
"""

import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.request import Request, urlopen

from redis import Redis

from backpack import (
    Backpack,
    TokenAuth,
    create_calendar_event,
    create_item,
    create_journal_entry,
    create_list,
    create_page,
    list_calendars,
    update_status,
)
from backpack.limit_keys import LimitKeys
from bench.feeds_table import Row, write
from bench.limiter.private_redis import private_redis
from store.accounts import BackpackLink
from store.cipher import new_key
from store.ledger_keys import TAGGED
from store.redis_client import connect
from store.schedule_keys import CLOCK_AHEAD
from store.stores import Stores
from tasks import resources
from tasks.config import worker_config
from tasks.due import LinkedPerson
from tasks.feeding.look import look_as
from tasks.feeding.names import KINDS, FeedName
from tasks.poll import Poller, poll

SIZES = (1, 10, 100)
MINUTES = 10  # two rounds of the slowest poll but one, the calendar's five
_TEAM, _ROOMY = "T1", 1_000_000
_OWN = ("reminders", "events")
"""Kinds of which each person has a feed."""


def main() -> bool:
    """Whether the promise was kept: what is shared costs the same for any number of channels and people."""
    with private_redis() as redis_url, _backpack_server() as url:
        rows = [_measure(redis_url, url, size) for size in SIZES]
    return write(rows, MINUTES)


def _measure(redis_url: str, url: str, size: int) -> Row:
    _be_a_worker(redis_url, url)
    with connect(redis_url) as redis:
        redis.flushall()
        account = Account(url, f"bench-{size}", size)
        stores = resources.stores()
        things = account.subscribe_all(stores)
        requests = _poll_for_minutes(redis, stores, account, things)
    a_minute = {kind: round(requests[kind] / MINUTES, 1) for kind in (*KINDS, *_OWN)}
    own = sum(a_minute.pop(kind) for kind in _OWN)
    return Row(size, size, **a_minute, own=round(own, 1))


def _poll_for_minutes(redis: Redis, stores: Stores, account: "Account", things: "Things") -> Counter[str]:
    requests = Counter[str]()
    now = began = stores.clock.now_seconds()
    written = 0
    Poller(redis, stores)._enroll()  # noqa: SLF001 -- a chore of the guard's, without the queue
    while now - began < MINUTES * 60:
        if now - began >= written * 60:
            account.change(things, written)
            written += 1
        _set_clock(redis, now)
        for feed in stores.polls.claim(1):
            _lift_limit(redis)
            before = account.requests()
            poll(feed)
            requests[feed.partition(":")[0]] += account.requests() - before
        now = max(now, _next_poll_seconds(redis))
    return requests


def _set_clock(redis: Any, now_seconds: float) -> None:
    seconds, microseconds = redis.time()
    redis.set(CLOCK_AHEAD, now_seconds - seconds - microseconds / 1e6)


def _next_poll_seconds(redis: Any) -> float:
    ((_feed, due_seconds),) = redis.zrange(TAGGED + "polls", 0, 0, withscores=True)
    return float(due_seconds)


def _lift_limit(redis: Redis) -> None:
    for key in redis.scan_iter(match=f"{LimitKeys.PREFIX}*"):
        redis.delete(key)


@dataclass(frozen=True)
class Things:
    """What there is to subscribe to."""

    page_id: int
    list_id: int
    calendar_id: int


class Account:
    """A fresh account with so many people, each linked and each with a channel, subscribed to everything."""

    def __init__(self, url: str, name: str, size: int) -> None:
        self._url, self._name = url, name
        self._ask("accounts", {"name": name})
        self._people = [self._person(number) for number in range(size)]

    def subscribe_all(self, stores: Stores) -> Things:
        client = self._people[0].backpack
        page_id = client(create_page("Office")).id
        list_id = client(create_list(page_id, "Groceries")).id
        (calendar,) = client(list_calendars())
        things = Things(page_id, list_id, calendar.id)
        ids = {"page": (page_id, 0), "calendar": (calendar.id, 0), "list": (list_id, page_id)}
        for number, person in enumerate(self._people):
            stores.accounts.save(_TEAM, f"U{number}", person.link)
            for kind in KINDS:
                feed = str(FeedName(kind, self._name, *ids.get(kind, (0, 0))))
                if number == 0:
                    look_as(stores, feed, person, kind)
                stores.subscriptions.add(feed, _TEAM, f"C{number}", f"U{number}", "{}")
        return things

    def change(self, things: Things, number: int) -> None:
        person = self._people[number % len(self._people)]
        client, user_id = person.backpack, person.link.backpack_user_id
        client(create_journal_entry(user_id, f"entry {number}"))
        client(update_status(user_id, f"status {number}"))
        self._people[0].backpack(create_item(things.page_id, things.list_id, f"item {number}"))
        client(create_calendar_event(things.calendar_id, f"12/24 event {number}"))

    def requests(self) -> int:
        counters = self._ask("counters")["accounts"]
        return int(counters.get(self._name, {"requests": 0})["requests"])

    def _person(self, number: int) -> LinkedPerson:
        user = self._ask("users", {"account": self._name, "name": f"Person {number}", "time_zone": "UTC"})
        link = BackpackLink(self._name, user["id"], f"Person {number}", "UTC", user["token"])
        client = Backpack(self._name, TokenAuth(link.token), contact="bench@example.com", base_url=self._url)
        return LinkedPerson(link, client)

    def _ask(self, path: str, body: Any = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        with urlopen(Request(f"{self._url}/_sandbox/{path}", data), timeout=30) as answer:
            return json.load(answer)


@contextmanager
def _backpack_server() -> Iterator[str]:
    """Its URL; its limits are out of the way."""
    command = [sys.executable, "-m", "sandbox.backpackit", "--port", "0", "--limit", str(_ROOMY)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            found = re.search(r"http://\S+", process.stdout.readline())
            assert found
            body = json.dumps({"calendar": _ROOMY}).encode()
            urlopen(Request(f"{found[0]}/_sandbox/limits", body), timeout=30).close()
            yield found[0]
        finally:
            process.kill()


def _be_a_worker(redis_url: str, url: str) -> None:
    os.environ |= {
        "REDIS_URL": redis_url,
        "BACKPACK_BOT_KEYS": new_key(),
        "BACKPACK_URL": url,
        "BACKPACK_CONTACT": "bench@example.com",
    }
    for cache in (
        worker_config,
        resources.stores,
        resources.limiter_redis,
        resources.limiter_for,
        resources.backpack_for,
    ):
        cache.cache_clear()


if __name__ == "__main__":
    sys.exit(not main())
