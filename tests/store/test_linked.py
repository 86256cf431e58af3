"""Who is linked, and who is which Backpack user: the indexes beside the links."""

from dataclasses import replace
from typing import Any

import pytest
from redis import Redis, RedisError

from store import accounts as module
from store.accounts import BackpackLink
from store.deletion import delete_in_time
from store.stores import Stores

TOKEN = "c0ffee0123456789abcdefc0ffee0123456789ab"
LINK = BackpackLink("trailhead", 7, "Maya", "Berlin", TOKEN)


def indexes(redis: Redis) -> dict[str, set[str]]:
    client: Any = redis
    return {
        key.rpartition("bot:")[2]: client.smembers(key) for key in client.scan_iter("backpack-bot:linked*")
    }


def test_whoever_is_linked_is_found_by_their_backpack_user(stores: Stores) -> None:
    stores.accounts.save("T1", "U1", LINK)
    stores.accounts.save("T1", "U2", replace(LINK, backpack_user_id=8))
    assert stores.accounts.linked_to("trailhead", 7) == (("T1", "U1"),)
    assert stores.accounts.linked_to("trailhead", 8) == (("T1", "U2"),)
    assert stores.accounts.linked_to("trailhead", 9) == stores.accounts.linked_to("other", 7) == ()
    assert stores.accounts.everyone() == (("T1", "U1"), ("T1", "U2"))


def test_one_backpack_user_may_be_several_people_in_slack(stores: Stores) -> None:
    for team, user in (("T1", "U1"), ("T1", "U2"), ("T2", "U1")):
        stores.accounts.save(team, user, LINK)
    assert stores.accounts.linked_to("trailhead", 7) == (("T1", "U1"), ("T1", "U2"), ("T2", "U1"))
    stores.accounts.forget("T1", "U2")
    assert (
        stores.accounts.linked_to("trailhead", 7)
        == stores.accounts.everyone()
        == (("T1", "U1"), ("T2", "U1"))
    )


@pytest.mark.parametrize("changes", [{"account": "other"}, {"backpack_user_id": 8}])
def test_whoever_goes_over_to_another_is_that_and_no_other_and_leaves_nothing_behind(
    stores: Stores, redis: Redis, changes: dict[str, Any]
) -> None:
    stores.accounts.save("T1", "U1", LINK)
    now = replace(LINK, **changes)
    stores.accounts.save("T1", "U1", now)
    assert stores.accounts.linked_to("trailhead", 7) == ()
    assert stores.accounts.linked_to(now.account, now.backpack_user_id) == (("T1", "U1"),)
    stores.accounts.forget("T1", "U1")
    assert indexes(redis) == {}


def test_a_new_token_changes_nothing_about_who_somebody_is(stores: Stores, redis: Redis) -> None:
    stores.accounts.save("T1", "U1", LINK)
    before = indexes(redis)
    stores.accounts.save("T1", "U1", replace(LINK, token="d" * 40))
    assert indexes(redis) == before == {"linked": {"T1:U1"}, "linked:trailhead:7": {"T1:U1"}}


def test_an_index_that_names_somebody_who_is_not_linked_any_more_is_not_believed(
    stores: Stores, redis: Redis
) -> None:
    redis.sadd("backpack-bot:linked:trailhead:7", "T1:U9")
    assert stores.accounts.linked_to("trailhead", 7) == ()


def test_those_who_were_linked_before_are_put_into_the_indexes(stores: Stores, redis: Redis) -> None:
    for number in range(25):
        stores.accounts.save("T1", f"U{number}", replace(LINK, backpack_user_id=number))
    before = indexes(redis)
    redis.delete(*redis.scan_iter("backpack-bot:linked*"))
    assert stores.accounts.everyone() == ()
    for _ in range(2):
        stores.accounts.index_all()
    assert indexes(redis) == before


def test_whoever_connects_while_they_are_being_forgotten_is_in_the_indexes(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    def connect_right_after(redis: Redis, key: str) -> bool:
        forgotten = delete_in_time(redis, key)
        stores.accounts.save("T1", "U1", LINK)
        return forgotten

    stores.accounts.save("T1", "U1", LINK)
    monkeypatch.setattr(module, "delete_in_time", connect_right_after)
    assert stores.accounts.forget("T1", "U1")
    assert stores.accounts.everyone() == stores.accounts.linked_to("trailhead", 7) == (("T1", "U1"),)


def test_redis_going_away_after_the_deletion_does_not_make_it_one_that_was_not_done(
    stores: Stores, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_arguments: object, **_more: object) -> None:
        raise RedisError("away")

    stores.accounts.save("T1", "U1", LINK)
    with monkeypatch.context() as patched:
        patched.setattr(Redis, "srem", away)
        patched.setattr(Redis, "pipeline", away)
        assert stores.accounts.forget("T1", "U1")
    assert not stores.accounts.is_linked("T1", "U1")
    assert stores.accounts.linked_to("trailhead", 7) == ()


def test_when_nothing_could_be_deleted_all_stays_as_it_is(
    stores: Stores, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_arguments: object) -> bool:
        raise RedisError("away")

    stores.accounts.save("T1", "U1", LINK)
    before = indexes(redis)
    monkeypatch.setattr(module, "delete_in_time", away)
    with pytest.raises(RedisError):
        stores.accounts.forget("T1", "U1")
    assert stores.accounts.find("T1", "U1") == LINK
    assert indexes(redis) == before
