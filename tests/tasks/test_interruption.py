"""A worker that dies, or loses Redis, in the middle of its work."""

from typing import Any

import pytest
from redis import ConnectionError as RedisConnectionError
from redis import Redis

from backpack import BackpackError
from store import operations
from store.operations import Operations
from tasks.calls import RecordedCalls
from tasks.intents import AddItem, ShowPages
from tasks.intents.add_item import ItemAdded
from tasks.perform import perform
from tasks.results import Unconfirmed
from tests.tasks.worker import accept, outcome
from tests.tasks.world import World


class KilledError(BaseException):
    """What no code of ours catches, as it can't catch a SIGKILL."""


@pytest.fixture
def short_lease(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(operations, "LEASE_SECONDS", 0)


@pytest.fixture
def killed_after(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Kill the worker once, right after Backpack has answered the named call."""

    def plan(name: str) -> None:
        original = RecordedCalls.__call__

        def call(self: RecordedCalls, call: Any) -> Any:
            answer = original(self, call)
            if call.name == name:
                monkeypatch.setattr(RecordedCalls, "__call__", original)
                raise KilledError
            return answer

        monkeypatch.setattr(RecordedCalls, "__call__", call)

    return plan


@pytest.mark.usefixtures("short_lease")
def test_killed_after_writing_it_does_not_write_again_and_says_so(worker: World, killed_after: Any) -> None:
    worker.page("Office", Groceries=())
    accept(worker, AddItem("Oat milk", "Groceries"))
    killed_after("create_item")
    with pytest.raises(KilledError):
        perform("op")
    perform("op")
    assert isinstance(outcome(worker), Unconfirmed)
    assert worker.items("Groceries") == [("Oat milk", False)]


@pytest.mark.usefixtures("short_lease")
@pytest.mark.parametrize("call", ["list_pages", "list_lists"])
def test_killed_before_writing_it_starts_over(worker: World, killed_after: Any, call: str) -> None:
    worker.page("Office", Groceries=())
    accept(worker, AddItem("Oat milk", "Groceries"))
    killed_after(call)
    with pytest.raises(KilledError):
        perform("op")
    perform("op")
    assert outcome(worker) == ItemAdded("Oat milk", "Groceries", "Office")
    assert worker.items("Groceries") == [("Oat milk", False)]


def test_an_outcome_outlives_a_redis_that_is_away_for_a_moment(
    worker: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker.page("Office", Groceries=())
    accept(worker, AddItem("Oat milk", "Groceries"))
    original, failures = Operations.finish, [1, 2, 3]

    def finish(*arguments: Any) -> bool:
        if failures:
            failures.pop()
            raise RedisConnectionError
        return original(*arguments)

    monkeypatch.setattr(Operations, "finish", finish)
    monkeypatch.setattr("tasks.perform.time.sleep", lambda _seconds: None)
    perform("op")
    assert outcome(worker) == ItemAdded("Oat milk", "Groceries", "Office")


def test_what_cannot_be_noted_is_not_sent(worker: World, monkeypatch: pytest.MonkeyPatch) -> None:
    worker.page("Office", Groceries=())
    accept(worker, AddItem("Oat milk", "Groceries"))

    def refuse(*_arguments: Any) -> bool:
        raise RedisConnectionError

    monkeypatch.setattr(Operations, "begin_write", refuse)
    with pytest.raises(RedisConnectionError):
        perform("op")
    assert worker.items("Groceries") == []


def test_a_big_account_is_looked_through_in_several_attempts(worker: World, redis: Redis) -> None:
    for number in range(7):
        worker.page(f"Page {number}", **{f"List_{number}": ()})
    context = worker.context()
    worker.limit(5)
    attempts = 0
    while True:
        attempts += 1
        try:
            place = context.directory.find_list("List 6")
        except BackpackError:
            worker.limit(5)  # the window passes
            continue
        break
    assert place.list_name == "List 6"
    assert attempts == 2, "each attempt goes on where the last was cut short"
    assert not [key for key in redis.scan_iter() if "progress" in str(key)]


def test_a_read_leaves_no_note(worker: World, redis: Redis) -> None:
    accept(worker, ShowPages())
    perform("op")
    (key,) = [key for key in redis.scan_iter() if str(key).endswith(":op")]
    assert not redis.hexists(str(key), "writing")
