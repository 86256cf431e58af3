"""A worker that dies, or loses Redis, in the middle of its work."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from redis import ConnectionError as RedisConnectionError
from redis import Redis

from backpack import Backpack, RateLimited, TokenAuth, Unlimited
from store import operations
from store.operations import Operations
from store.writes import Writes
from tasks.calls import RecordedCalls
from tasks.directory import Directory
from tasks.intents import AddItem, DoAtHome, ShowPages, WriteJournalEntry
from tasks.intents.add_item import ItemAdded
from tasks.intents.show_home import HomeShown
from tasks.perform import perform
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
def test_killed_after_writing_it_finds_what_it_has_written(worker: World, killed_after: Any) -> None:
    worker.page("Office", Groceries=())
    accept(worker, AddItem("Oat milk", "Groceries"))
    killed_after("create_item")
    with pytest.raises(KilledError):
        perform("op")
    perform("op")
    assert outcome(worker) == ItemAdded("Oat milk", "Groceries", "Office")
    assert worker.items("Groceries") == [("Oat milk", False)]


@pytest.mark.usefixtures("short_lease")
@pytest.mark.parametrize("call", ["create_journal_entry", "list_reminders", "list_journal_entries"])
def test_killed_while_it_draws_the_home_tab_it_does_not_write_again(
    worker: World, killed_after: Any, call: str
) -> None:
    accept(worker, DoAtHome.of(WriteJournalEntry("Shipped the map"), "UTC"))
    killed_after(call)
    with pytest.raises(KilledError):
        perform("op")
    perform("op")
    shown = outcome(worker)
    assert isinstance(shown, HomeShown)
    written = [entry.body for person in shown.people for entry in person.entries]
    assert written == ["Shipped the map"]
    assert shown.can_be_undone


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

    monkeypatch.setattr(Writes, "note", refuse)
    with pytest.raises(RedisConnectionError):
        perform("op")
    assert worker.items("Groceries") == []


_REQUESTS = 5  # what a window of the limit holds here: the pages' names, and the lists of four pages


@pytest.fixture
def first_page(world: World) -> int:
    """Of an account whose eleven pages take three windows."""
    pages = [world.page(f"Page {number}", **{f"List_{number}": ()}) for number in range(11)]
    return pages[0]


@pytest.fixture
def attempt(world: World) -> Iterator[Callable[..., Directory]]:
    """The directory of an attempt, for which a new window has begun. No limiter of ours keeps it waiting."""
    auth, account = TokenAuth(world.maya.token), world.account
    with Backpack(account, auth, contact="t@example.com", base_url=world.url, limiter=Unlimited()) as client:

        def begin(operation_id: str, requests: int = _REQUESTS) -> Directory:
            world.limit(requests)
            return world.context(operation_id=operation_id, client=client).directory

        yield begin


def cut_short(directory: Directory) -> None:
    with pytest.raises(RateLimited):
        directory.pages()


@pytest.mark.usefixtures("first_page")
def test_a_big_account_is_looked_through_in_several_attempts(attempt: Callable[..., Directory]) -> None:
    cut_short(attempt("op"))
    cut_short(attempt("op"))
    assert len(attempt("op").pages()) == 11, "each attempt goes on where the last was cut short"


@pytest.mark.usefixtures("first_page")
def test_commands_that_look_through_a_big_account_at_once_help_each_other(
    attempt: Callable[..., Directory],
) -> None:
    cut_short(attempt("op"))
    cut_short(attempt("other", requests=1))
    cut_short(attempt("op"))
    cut_short(attempt("other"))
    assert len(attempt("other").pages()) == 11


def test_a_list_made_after_a_look_up_was_cut_short_is_found(
    world: World, first_page: int, attempt: Callable[..., Directory]
) -> None:
    cut_short(attempt("earlier"))
    later = attempt("later", requests=100)
    world.new_list(first_page, "Brand new")
    assert later.find_list("Brand new").list_name == "Brand new"


def test_a_read_leaves_no_note(worker: World, redis: Redis) -> None:
    accept(worker, ShowPages())
    perform("op")
    (key,) = [key for key in redis.scan_iter() if str(key).endswith(":op")]
    assert not redis.hexists(str(key), "write")
