"""What keeps failing because of us ends in the dead letters, and its person is told."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from celery.exceptions import Retry
from redis import Redis

from bot.cli_dead import run
from store import operations
from store.operations import DEATHS_MOST
from tasks import perform as module
from tasks.intents import AddItem, ShowPages
from tasks.intents.add_item import ItemAdded
from tasks.perform import perform
from tasks.results import Abandoned, Surprise
from tests.tasks.worker import accept, outcome
from tests.tasks.world import TEAM, World


class KilledError(BaseException):
    """What no code of ours catches, as it can't catch a SIGKILL."""


@pytest.fixture
def dying(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Each attempt kills its worker; the function given ends that. Leases end at once."""
    original = module._attempted

    def die(*_arguments: Any) -> Any:
        raise KilledError

    monkeypatch.setattr(operations, "LEASE_SECONDS", 0)
    monkeypatch.setattr(module, "_attempted", die)
    return lambda: monkeypatch.setattr(module, "_attempted", original)


@pytest.fixture
def dead(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """`backpack-bot dead`, its exit status and all it says."""
    from bot.cli import parser

    def call(*arguments: str) -> tuple[int, str]:
        status = run(parser().parse_args(["dead", *arguments]))
        said = capsys.readouterr()
        return status, said.out + said.err

    return call


def die_to_the_end() -> None:
    for _ in range(DEATHS_MOST):
        with pytest.raises(KilledError):
            perform("op")
    perform("op")


@pytest.mark.usefixtures("dying")
def test_what_kills_every_worker_is_given_up_and_its_person_is_told(worker: World) -> None:
    accept(worker, AddItem("Secret plans", "Groceries"))
    die_to_the_end()
    told = outcome(worker)
    (letter,) = worker.stores.dead_letters.all()
    assert isinstance(told, Abandoned)
    assert (letter.operation_id, letter.reference, letter.kind) == ("op", told.reference, "AddItem")
    assert (letter.slack_team_id, letter.slack_user_id) == (TEAM, worker.maya.slack_user_id)
    perform("op")  # another hint finds it over
    assert len(worker.stores.dead_letters.all()) == 1


def test_only_deaths_in_a_row_count(worker: World, dying: Callable[[], None], redis: Redis) -> None:
    accept(worker, ShowPages())
    for _ in range(DEATHS_MOST - 1):
        with pytest.raises(KilledError):
            perform("op")
    dying()
    worker.fault(status=503, retry_after=0, times=1)
    with pytest.raises(Retry):
        perform("op")  # waited out in good order
    assert not redis.hexists("backpack-bot:{operations}:op", "deaths")


def test_an_operator_sees_it_without_its_words_and_can_have_it_tried_again(
    worker: World, dying: Callable[[], None], dead: Callable[..., tuple[int, str]], redis: Redis
) -> None:
    worker.page("Office", Groceries=())
    accept(worker, AddItem("Secret plans", "Groceries"))
    die_to_the_end()
    status, shown = dead()
    assert status == 0
    assert shown.startswith("op  20")
    assert "AddItem" in shown
    assert outcome(worker).reference in shown
    assert "Secret" not in shown

    dying()
    redis.hset(
        "backpack-bot:{operations}:op", "leased_until", str(time.time() + 30)
    )  # as without the fixture
    assert dead("retry", "op") == (0, "op is tried again\n")
    assert worker.stores.operations.claim_overdue() == ["op"], "the next sweep finds it"
    perform("op")
    assert outcome(worker) == ItemAdded("Secret plans", "Groceries", "Office")
    assert dead() == (0, "")


def test_a_fault_of_ours_is_a_dead_letter_at_once(
    worker: World, dead: Callable[..., tuple[int, str]], redis: Redis
) -> None:
    accept(worker, ShowPages())
    redis.hset("backpack-bot:{operations}:op", "intent", "poison")
    perform("op")
    surprise = outcome(worker)
    assert isinstance(surprise, Surprise)
    assert surprise.reference in dead()[1]
    assert dead("drop", "all") == (0, "op is dropped\n")
    assert dead() == (0, "")
    assert outcome(worker) == surprise


def test_what_is_no_dead_letter_can_be_neither_retried_nor_dropped(
    worker: World, dead: Callable[..., tuple[int, str]]
) -> None:
    accept(worker, ShowPages())
    for action in ("retry", "drop"):
        assert dead(action, "op") == (1, "backpack-bot: no dead letter: op\n")
        assert dead(action)[0] == 2
    perform("op")
    worker.stores.answers.answered("op")
    assert not worker.stores.dead_letters.retry("op")
    assert outcome(worker)


def test_letters_go_with_their_records_after_a_week(
    worker: World, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_attempted", lambda *_arguments: 1 / 0)
    accept(worker, ShowPages(), "old")
    accept(worker, ShowPages(), "new")
    perform("old")
    redis.delete("backpack-bot:{operations}:old")
    redis.zadd("backpack-bot:{operations}:dead", {"old": 1})
    assert worker.stores.dead_letters.all() == []
    assert not worker.stores.dead_letters.retry("old")
    redis.zadd("backpack-bot:{operations}:dead", {"old": 1})
    perform("new")
    assert redis.zrange("backpack-bot:{operations}:dead", 0, -1) == ["new"]
