"""What somebody has completed: since a moment, each item once, no more than an entry can tell of."""

from typing import Any

from redis import Redis

from store.completions import KEPT_SECONDS, Completion
from store.stores import Stores

MILK = Completion("trailhead", 7, "Oat milk", "Groceries")
SOAP = Completion("trailhead", 8, "Soap", "Groceries")


def since(stores: Stores, seconds: float, account: str = "trailhead") -> tuple[Completion, ...]:
    return stores.completions.since("T1", "U1", account, seconds)


def test_those_since_a_moment_are_found_in_their_order(stores: Stores) -> None:
    stores.completions.note("T1", "U1", SOAP, 20.0)
    stores.completions.note("T1", "U1", MILK, 10.0)
    assert since(stores, 0.0) == (MILK, SOAP)
    assert since(stores, 10.0) == (SOAP,)
    assert since(stores, 20.0) == ()


def test_an_item_completed_twice_counts_once_and_from_the_last_time(stores: Stores) -> None:
    for seconds in (10.0, 30.0):
        stores.completions.note("T1", "U1", MILK, seconds)
    stores.completions.note("T1", "U1", SOAP, 20.0)
    assert since(stores, 0.0) == (SOAP, MILK)


def test_they_are_one_persons_in_one_account(stores: Stores) -> None:
    stores.completions.note("T1", "U1", MILK, 10.0)
    assert since(stores, 0.0, "other") == ()
    assert stores.completions.since("T1", "U2", "trailhead", 0.0) == ()


def test_they_are_capped_and_expire(stores: Stores, redis: Redis) -> None:
    for number in range(120):
        stores.completions.note("T1", "U1", Completion("trailhead", number, "x", "y"), float(number))
    found = since(stores, -1.0)
    assert [each.item_id for each in found] == list(range(20, 120))
    client: Any = redis
    assert 0 < client.ttl("backpack-bot:completions:T1:U1") <= KEPT_SECONDS
