"""The task itself, with a note of an earlier attempt, and everything else that may have changed since."""

import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, TypeAlias

import pytest
from celery.exceptions import Retry
from redis import Redis

from backpack import Call, update_list
from tasks.calls import RecordedCalls
from tasks.config import worker_config
from tasks.directory import Directory
from tasks.intents import AddItem, AddNote, SetReminder, WriteJournalEntry
from tasks.intents.add_item import ItemAdded
from tasks.perform import perform
from tasks.results import Refused, Unconfirmed
from tests.e2e.waiting import eventually
from tests.tasks.reconcile.trial import KilledError
from tests.tasks.worker import accept, outcome
from tests.tasks.world import TEAM, World

Dies: TypeAlias = Callable[..., None]
ADD = AddItem("Oat milk", "Groceries")
KEY = "backpack-bot:{operations}:op"


@pytest.fixture
def office(worker: World) -> World:
    worker.page("Office", Groceries=())
    return worker


def again(world: World, redis: Redis) -> None:
    """The next attempt, once nothing of the last can come any more."""
    client: Any = redis
    for field in ("write_lands_until", "leased_until", "not_before"):
        if client.hexists(KEY, field):
            client.hset(KEY, field, str(world.stores.operations.now_seconds()))
    perform("op")


@pytest.fixture
def dies(office: World, monkeypatch: pytest.MonkeyPatch) -> Dies:
    """Have an attempt die in its call: before it is sent, or after it was performed."""

    def attempt_and_die(intent: object = ADD, *, performed: bool) -> None:
        original = RecordedCalls._send

        def send(self: RecordedCalls, call: Call[Any]) -> Any:
            answer = original(self, call) if performed or call.safe_to_retry else None
            if not call.safe_to_retry:
                raise KilledError
            return answer

        accept(office, intent)
        with monkeypatch.context() as patch:
            patch.setattr(RecordedCalls, "_send", send)
            with pytest.raises(KilledError):
                perform("op")

    return attempt_and_die


def test_a_worker_killed_by_the_system_in_mid_call_leaves_one_item_and_one_answer(
    office: World, redis: Redis
) -> None:
    accept(office, ADD)
    office.fault(answer_delay_seconds=600, operation="create_item", times=1)
    command = [sys.executable, "-m", "tests.tasks.reconcile.victim", "op"]
    with subprocess.Popen(command) as victim:
        try:
            eventually("the item", lambda: office.items("Groceries"))
        finally:
            victim.send_signal(signal.SIGKILL)
    with pytest.raises(Retry):
        perform("op")  # its lease runs
    again(office, redis)
    assert outcome(office) == ItemAdded("Oat milk", "Groceries", "Office")
    assert office.items("Groceries") == [("Oat milk", False)]


@pytest.mark.parametrize("performed", [True, False])
def test_killed_in_its_call_the_work_is_done_once(
    office: World, dies: Dies, redis: Redis, performed: bool
) -> None:
    dies(performed=performed)
    again(office, redis)
    assert outcome(office) == ItemAdded("Oat milk", "Groceries", "Office")
    assert office.items("Groceries") == [("Oat milk", False)]


def test_a_lease_that_ends_before_its_request_does_repeats_nothing(
    office: World, dies: Dies, redis: Redis
) -> None:
    """The next attempt begins, and waits for what may yet come."""
    dies(performed=False)
    client: Any = redis
    client.hset(KEY, "leased_until", "0")
    with pytest.raises(Retry):
        perform("op")
    assert office.items("Groceries") == []
    again(office, redis)
    assert office.items("Groceries") == [("Oat milk", False)]


def test_an_attempt_that_was_overtaken_writes_nothing(
    office: World, redis: Redis, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    accept(office, ADD)
    original = Directory.find_list

    def slow(*arguments: Any) -> Any:
        monkeypatch.setattr(Directory, "find_list", original)
        again(office, redis)
        return original(*arguments)

    monkeypatch.setattr(Directory, "find_list", slow)
    perform("op")
    assert "surprise" not in caplog.text
    assert outcome(office) == ItemAdded("Oat milk", "Groceries", "Office")
    assert office.items("Groceries") == [("Oat milk", False)]


def test_when_the_default_has_changed_meanwhile_the_item_is_found_where_it_was_added(
    office: World, dies: Dies, redis: Redis
) -> None:
    page = office.state()["pages"][0]
    (groceries,) = page["lists"]
    pantry_id = office.new_list(page["id"], "Pantry")
    office.default(page["id"], "Office", groceries["id"], "Groceries")
    dies(AddItem("Oat milk"), performed=True)
    office.default(page["id"], "Office", pantry_id, "Pantry")
    again(office, redis)
    assert outcome(office).content == "Oat milk"
    assert (office.items("Groceries"), office.items("Pantry")) == ([("Oat milk", False)], [])


@pytest.mark.parametrize(("performed", "kind"), [(True, Unconfirmed), (False, Refused)])
def test_when_the_list_was_renamed_meanwhile_the_person_hears_what_is_certain(
    office: World, dies: Dies, redis: Redis, performed: bool, kind: type
) -> None:
    dies(performed=performed)
    page = office.state()["pages"][0]
    office.maya.backpack(update_list(page["id"], page["lists"][0]["id"], "Shopping"))
    office.stores.places.forget(office.account, office.maya.user_id)
    again(office, redis)
    assert type(outcome(office)) is kind
    assert len(office.items("Shopping")) == performed


@pytest.mark.parametrize("performed", [True, False])
def test_who_has_disconnected_meanwhile_is_asked_to_look(
    office: World, dies: Dies, redis: Redis, performed: bool
) -> None:
    """Connecting again would resume the command under another operation, which knows of no note."""
    dies(performed=performed)
    office.stores.accounts.forget(TEAM, office.maya.slack_user_id)
    again(office, redis)
    assert isinstance(outcome(office), Unconfirmed)


def test_after_a_day_in_doubt_nobody_is_told_that_nothing_was_changed(
    office: World, dies: Dies, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    dies(performed=True)
    monkeypatch.setattr("tasks.perform.KEPT_HOURS", 0)
    again(office, redis)
    assert isinstance(outcome(office), Unconfirmed)


def test_with_looking_switched_off_things_are_made_twice(
    office: World, dies: Dies, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKPACK_BOT_UNSAFE_NO_RECONCILE", "1")
    worker_config.cache_clear()
    dies(performed=True)
    office.fault(cut="after", operation="create_item", times=1)
    with pytest.raises(Retry):
        again(office, redis)
    again(office, redis)
    assert office.items("Groceries") == [("Oat milk", False)] * 3


@pytest.mark.parametrize(
    ("intent", "operation", "things"),
    [
        (AddNote("Door: 4711", "Office"), "create_note", lambda state: state["pages"][0]["notes"]),
        (WriteJournalEntry("Lunch"), "create_journal_entry", lambda state: state["journal"]),
        (
            SetReminder("Frost", datetime(2100, 1, 1, tzinfo=UTC), "Asia/Tokyo"),
            "create_reminder",
            lambda state: state["reminders"],
        ),
    ],
)
def test_every_intent_that_makes_something_makes_it_once(
    office: World, intent: object, operation: str, things: Callable[[Any], list[Any]]
) -> None:
    accept(office, intent)
    office.fault(cut="after", operation=operation, times=1)
    perform("op")
    assert not isinstance(outcome(office), Unconfirmed)
    assert len(things(office.state())) == 1
