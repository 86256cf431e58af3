"""An outcome that cannot be shown because of us: its person hears of it, and it can be shown again."""

import pytest
from redis import Redis

from bot import answers_in_place
from bot import present as module
from bot.present import present
from store.operations import DEATHS_MOST
from store.stores import Stores
from tests.bot.presenting import ADDED, ADDED_TEXT, KilledError, Told, killed, perform, state, unwait

pytestmark = pytest.mark.usefixtures("worker")


def die(redis: Redis, times: int) -> None:
    for _ in range(times):
        with pytest.raises(KilledError):
            present("op")
        unwait(redis)


def test_an_outcome_that_kills_whoever_shows_it_is_given_up_and_can_be_shown_later(
    stores: Stores, told: Told, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    perform(stores, ADDED)
    with monkeypatch.context() as poison:
        poison.setattr(module, "show", killed)
        die(redis, DEATHS_MOST)
        present("op")
    (letter,) = stores.dead_letters.all()
    (apology,) = told()
    assert letter.reference in apology["text"]
    assert (state(stores), stores.operations.open_count()) == ("answered", 0)

    assert stores.dead_letters.retry("op")
    assert stores.operations.claim_overdue() == ["op"]
    present("op")
    assert [message["text"] for message in told()[1:] + told()[:1]].count(ADDED_TEXT) == 1
    assert (state(stores), stores.dead_letters.all()) == ("answered", [])


def test_where_the_apology_kills_too_it_ends_without_one(
    stores: Stores, told: Told, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    perform(stores, ADDED)
    monkeypatch.setattr(module, "_show_or_apologise", killed)
    die(redis, DEATHS_MOST + 1)
    present("op")
    assert len(stores.dead_letters.all()) == 1
    assert (told(), stores.operations.open_count()) == ([], 0)


def test_an_outcome_that_has_no_view_is_a_dead_letter_with_the_reference_that_was_shown(
    stores: Stores, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    perform(stores, ADDED)
    monkeypatch.setattr(answers_in_place, "answer", lambda _outcome: 1 / 0)
    present("op")
    (letter,) = stores.dead_letters.all()
    (apology,) = told()
    assert letter.reference in apology["text"]
    assert stores.operations.open_count() == 0
