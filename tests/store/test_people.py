"""Links, candidates, interrupted commands, channel defaults, places, zones and pulses."""

import time

import pytest
from redis import Redis

from store.accounts import Accounts, BackpackLink
from store.candidates import Candidate
from store.channels import ChannelDefault
from store.cipher import Cipher, SealBrokenError, new_key
from store.kept_commands import KEPT_SECONDS
from store.places import ListPlace, PagePlace
from store.stores import Stores, open_stores
from tests.prying import everything_in

TOKEN = "c0ffee0123456789abcdefc0ffee0123456789ab"
LINK = BackpackLink("trailhead", 7, "Zoë “Z” O'Hara", "Berlin", TOKEN)


def test_a_link_comes_back_as_it_was_saved(stores: Stores) -> None:
    stores.accounts.save("T1", "U1", LINK)
    assert stores.accounts.find("T1", "U1") == LINK
    assert stores.accounts.is_linked("T1", "U1")


@pytest.mark.parametrize(("team", "user"), [("T1", "U2"), ("T2", "U1"), ("U1", "T1")])
def test_nobody_else_has_that_link(stores: Stores, team: str, user: str) -> None:
    stores.accounts.save("T1", "U1", LINK)
    assert stores.accounts.find(team, user) is None
    assert not stores.accounts.is_linked(team, user)


def test_the_token_is_in_no_key_no_value_and_no_repr(stores: Stores, redis: Redis) -> None:
    stores.accounts.save("T1", "U1", LINK)
    stores.candidates.keep(Candidate("trailhead", TOKEN))
    assert "trailhead" in everything_in(redis)
    assert TOKEN not in everything_in(redis)
    assert TOKEN not in repr(LINK)
    assert TOKEN not in repr(Candidate("trailhead", TOKEN))


def test_a_link_moved_to_another_person_does_not_open(stores: Stores, redis: Redis) -> None:
    stores.accounts.save("T1", "U1", LINK)
    redis.copy("backpack-bot:link:T1:U1", "backpack-bot:link:T1:U2")
    with pytest.raises(SealBrokenError):
        stores.accounts.find("T1", "U2")


def test_a_link_sealed_with_a_dropped_key_says_so(stores: Stores, redis: Redis) -> None:
    stores.accounts.save("T1", "U1", LINK)
    with pytest.raises(SealBrokenError):
        Accounts(redis, Cipher([new_key()])).find("T1", "U1")


def test_a_forgotten_link_is_gone_and_only_the_first_time_there_was_one(stores: Stores, redis: Redis) -> None:
    stores.accounts.save("T1", "U1", LINK)
    assert stores.accounts.forget("T1", "U1")
    assert not stores.accounts.forget("T1", "U1")
    assert not list(redis.scan_iter())


def test_a_candidate_is_kept_for_a_while_and_forgotten_on_request(stores: Stores, redis: Redis) -> None:
    candidate_id = stores.candidates.keep(Candidate("trailhead", TOKEN))
    assert stores.candidates.find(candidate_id) == Candidate("trailhead", TOKEN)
    (key,) = redis.scan_iter()
    assert 0 < int(str(redis.ttl(key))) <= 900
    stores.candidates.forget(candidate_id)
    assert stores.candidates.find(candidate_id) is None


def test_an_interrupted_command_is_kept_until_it_is_forgotten(stores: Stores, redis: Redis) -> None:
    interrupted_id = stores.interrupted.keep("op", '{"intent": "…"}')
    (key,) = redis.scan_iter()
    assert 0 < int(str(redis.ttl(key))) <= KEPT_SECONDS
    assert stores.interrupted.find(interrupted_id) == '{"intent": "…"}'
    stores.interrupted.forget(interrupted_id)
    assert stores.interrupted.find(interrupted_id) is None


@pytest.mark.parametrize("interrupted_id", ["", "unknown", "-"])
def test_an_unknown_interrupted_command_is_none(stores: Stores, interrupted_id: str) -> None:
    stores.interrupted.keep("op", "kept")
    assert stores.interrupted.find(interrupted_id) is None


def test_a_default_belongs_to_one_channel_and_can_be_cleared_once(stores: Stores) -> None:
    default = ChannelDefault("trailhead", 1, "Café", 2, None)
    stores.channels.set_default("T1", "C1", default)
    assert stores.channels.default("T1", "C1") == default
    assert stores.channels.default("T1", "C2") is None
    assert stores.channels.clear_default("T1", "C1")
    assert not stores.channels.clear_default("T1", "C1")
    assert stores.channels.default("T1", "C1") is None


def test_places_are_remembered_for_each_user_of_an_account(stores: Stores) -> None:
    office = PagePlace(1, "Office", (ListPlace(1, "Office", 2, "Groceries"),))
    pages = (office, PagePlace(3, "Leer", ()))
    stores.places.remember("trailhead", 7, pages)
    assert stores.places.recall("trailhead", 7) == pages
    assert stores.places.recall("trailhead", 8) is None
    assert stores.places.recall("other", 7) is None
    stores.places.forget("trailhead", 7)
    assert stores.places.recall("trailhead", 7) is None


def test_an_account_without_pages_is_remembered_as_empty(stores: Stores) -> None:
    stores.places.remember("trailhead", 7, ())
    assert stores.places.recall("trailhead", 7) == ()


def test_a_time_zone_is_remembered_for_half_a_day(stores: Stores, redis: Redis) -> None:
    assert stores.slack_time_zones.recall("T1", "U1") is None
    stores.slack_time_zones.remember("T1", "U1", "Europe/Berlin")
    assert stores.slack_time_zones.recall("T1", "U1") == "Europe/Berlin"
    (key,) = redis.scan_iter()
    assert 0 < int(str(redis.ttl(key))) <= 12 * 3600


def test_a_pulse_ages_and_a_part_never_seen_has_none(stores: Stores) -> None:
    assert stores.pulses.seconds_since("worker") is None
    stores.pulses.sign("worker")
    time.sleep(0.05)
    seconds = stores.pulses.seconds_since("worker")
    assert seconds is not None
    assert 0.05 <= seconds < 5
    assert stores.pulses.seconds_since("beat") is None


def test_stores_opened_with_a_bad_key_fail_before_any_connection(redis: Redis) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 -- cryptography's own words
        open_stores(redis, ["not a key"])
