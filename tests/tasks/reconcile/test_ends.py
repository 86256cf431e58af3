"""Every way for a call to end without anybody knowing how: the item is there once."""

from collections.abc import Callable
from typing import Any

import pytest
from billiard.exceptions import SoftTimeLimitExceeded

from backpack import Backpack, ConnectionLost, Item, Timeouts, TokenAuth, destroy_list
from store.writes import Writes
from tasks.attempt import Postponed
from tasks.results import Refused, Unconfirmed
from tests.e2e.waiting import eventually
from tests.tasks.reconcile.conftest import Groceries
from tests.tasks.reconcile.trial import Hooked, KilledError, Trial, kill

NewTrial = Callable[[], Trial]

DONE: list[dict[str, Any]] = [
    {"cut": "after"},
    {"cut": "midway"},
    {"status": 500, "performed": True},
    {"status": 502, "performed": True},
    *({"body": body} for body in ("truncated", "malformed", "two_roots", "html", "empty")),
]


@pytest.mark.parametrize("fault", DONE, ids=str)
def test_what_was_done_is_found_at_once(groceries: Groceries, adding: NewTrial, fault: Any) -> None:
    groceries.world.fault(**fault, operation="create_item", times=1)
    assert isinstance(adding().attempt(), Item)
    assert groceries.contents() == ["Oat milk"]


@pytest.mark.parametrize("fault", [{"down": True}, {"cut": "before"}, {"status": 504}], ids=str)
def test_what_may_yet_come_is_not_sent_again_before_its_time(
    groceries: Groceries, adding: NewTrial, fault: Any
) -> None:
    groceries.world.fault(**fault, operation="create_item", times=1)
    trial = adding()
    for _ in range(3):
        assert isinstance(trial.attempt(), Postponed)
    assert groceries.contents() == []
    trial.half_a_minute_passes()
    assert isinstance(trial.attempt(), Item)
    assert groceries.contents() == ["Oat milk"]


def test_what_came_late_is_found(groceries: Groceries, adding: NewTrial) -> None:
    groceries.world.fault(delay_seconds=600, operation="create_item", times=1)
    trial, world = adding(), groceries.world
    auth, impatient = TokenAuth(world.maya.token), Timeouts(read_seconds=0.3)
    hasty = Backpack(world.account, auth, contact="t@example.com", base_url=world.url, timeouts=impatient)

    def too_late(call: Any) -> Any:
        return (world.maya.backpack if call.safe_to_retry else hasty)(call)

    with hasty:
        assert isinstance(trial.attempt(too_late), Postponed)
    assert groceries.contents() == []
    groceries.world.ask("faults", method="DELETE")  # lets go of what it holds
    eventually("the item", lambda: groceries.contents() == ["Oat milk"])
    assert isinstance(trial.attempt(), Item)
    assert groceries.contents() == ["Oat milk"]


def test_an_error_of_the_server_that_did_nothing_is_tried_again_soon(
    groceries: Groceries, adding: NewTrial
) -> None:
    groceries.world.fault(status=500, operation="create_item", times=1)
    trial = adding()
    outcome = trial.attempt()
    assert (outcome.keep_note, outcome.seconds < 2) == (False, True)
    assert isinstance(trial.attempt(), Item)
    assert groceries.contents() == ["Oat milk"]


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_worker_that_is_killed_leaves_its_work_to_the_next(
    groceries: Groceries, adding: NewTrial, moment: str
) -> None:
    trial = adding()
    with pytest.raises(KilledError):
        trial.attempt(Hooked(groceries.world.maya.backpack, **{moment: kill}))
    trial.half_a_minute_passes()
    assert isinstance(trial.attempt(), Item)
    assert groceries.contents() == ["Oat milk"]


def test_a_worker_that_is_killed_after_its_claim_finds_its_own(
    groceries: Groceries, adding: NewTrial, monkeypatch: pytest.MonkeyPatch
) -> None:
    trial, original = adding(), Writes.claim

    def claim(*arguments: Any) -> Any:
        monkeypatch.setattr(Writes, "claim", original)
        original(*arguments)
        raise KilledError

    monkeypatch.setattr(Writes, "claim", claim)
    with pytest.raises(KilledError):
        trial.attempt()
    trial.half_a_minute_passes()
    assert isinstance(trial.attempt(), Item)
    assert groceries.contents() == ["Oat milk"]


def _out_of_time() -> None:
    raise SoftTimeLimitExceeded


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_call_that_took_too_long_is_looked_for(groceries: Groceries, adding: NewTrial, moment: str) -> None:
    trial = adding()
    slow = Hooked(groceries.world.maya.backpack, **{moment: _out_of_time})
    assert trial.attempt(slow).keep_note
    assert isinstance(trial.until_done(), Item)
    assert groceries.contents() == ["Oat milk"]


def test_while_nobody_can_look_nothing_is_sent(groceries: Groceries, adding: NewTrial) -> None:
    groceries.world.fault(cut="after", operation="create_item", times=1)
    trial = adding()

    def blind(call: Any) -> Any:
        if trial.note():
            assert call.safe_to_retry or not groceries.contents()
            if call.safe_to_retry:
                raise ConnectionLost("no look")
        return groceries.world.maya.backpack(call)

    for _ in range(3):
        assert trial.attempt(blind).keep_note
        trial.half_a_minute_passes()
    assert isinstance(trial.attempt(), Item)
    assert groceries.contents() == ["Oat milk"]


def test_who_may_not_look_any_more_is_not_told_that_nothing_was_done(
    groceries: Groceries, adding: NewTrial
) -> None:
    trial = adding()
    assert trial.attempt(Hooked(groceries.world.maya.backpack, after=_out_of_time)).keep_note
    groceries.world.fault(status=403)
    assert isinstance(trial.attempt(), Unconfirmed)


def test_where_the_list_is_gone_nothing_is_added_and_that_is_said(
    groceries: Groceries, adding: NewTrial
) -> None:
    groceries.world.fault(cut="before", operation="create_item", times=1)
    trial = adding()
    assert isinstance(trial.attempt(), Postponed)
    groceries.world.maya.backpack(destroy_list(groceries.page_id, groceries.list_id))
    outcome = trial.until_done()
    assert isinstance(outcome, Refused)
    assert outcome.problem == "That is not in Backpack any more."
