"""Connecting: the token is checked, sealed, and the interrupted command goes on."""

import pytest
from redis import Redis

from store.candidates import Candidate
from tasks import queues
from tasks.intents import AddItem, Connect
from tasks.intents.connect import Connected, ConnectRefused
from tasks.perform import perform
from tests.prying import everything_in
from tests.tasks.clocks import Clocks, fired, minutes_ahead, mirror, scheduled, set_reminder
from tests.tasks.worker import accept, outcome, queued
from tests.tasks.world import TEAM, Json, World


def test_a_good_token_is_kept_sealed_and_the_interrupted_command_is_accepted(
    worker: World, redis: Redis
) -> None:
    worker.stores.accounts.forget(TEAM, worker.maya.slack_user_id)
    accept(worker, AddItem("Oat milk", "Groceries"), "first")
    perform("first")
    candidate_id = worker.stores.candidates.keep(Candidate(worker.account, worker.maya.token))
    interrupted_id = outcome(worker, "first").interrupted_id
    accept(worker, Connect(candidate_id, "V1", interrupted_id, worker.account), "connect")
    perform("connect")
    resumed = f"resumed-{interrupted_id}"
    assert outcome(worker, "connect") == Connected("V1", worker.account, "Maya Okafor", resumed)
    assert worker.stores.accounts.find(TEAM, worker.maya.slack_user_id) == worker.maya.link
    assert worker.stores.candidates.find(candidate_id) is None
    assert worker.maya.token not in everything_in(redis)
    worker.page("Office", Groceries=())
    perform(resumed)
    assert worker.items("Groceries") == [("Oat milk", False)]
    assert queued(redis)[0]["task"] == queues.PERFORM, "the resumed command was hinted at"


def test_a_command_is_resumed_once_however_often_its_author_connects(worker: World) -> None:
    worker.stores.accounts.forget(TEAM, worker.maya.slack_user_id)
    worker.page("Office", Groceries=())
    accept(worker, AddItem("Oat milk", "Groceries"), "first")
    perform("first")
    interrupted_id = outcome(worker, "first").interrupted_id
    for view in ("V1", "V2"):
        candidate_id = worker.stores.candidates.keep(Candidate(worker.account, worker.maya.token))
        accept(worker, Connect(candidate_id, view, interrupted_id, worker.account), view)
        perform(view)
        perform(f"resumed-{interrupted_id}")
    assert worker.items("Groceries") == [("Oat milk", False)]


@pytest.mark.parametrize(
    ("account", "token", "problem"),
    [(None, "0" * 40, "does not accept this token"), ("nobody-here", None, "does not accept this token")],
)
def test_a_bad_token_is_refused_and_nothing_is_kept(
    worker: World, account: str | None, token: str | None, problem: str
) -> None:
    worker.stores.accounts.forget(TEAM, worker.maya.slack_user_id)
    account, token = account or worker.account, token or "0" * 40
    candidate_id = worker.stores.candidates.keep(Candidate(account, token))
    accept(worker, Connect(candidate_id, "V1", "kept", account))
    perform("op")
    refused = outcome(worker)
    assert isinstance(refused, ConnectRefused)
    assert (refused.view_id, refused.interrupted_id, refused.account) == ("V1", "kept", account)
    assert problem in refused.problem
    assert not worker.stores.accounts.is_linked(TEAM, worker.maya.slack_user_id)


@pytest.mark.parametrize("rule", [{"status": 500}, {"status": 503, "retry_after": 9}, {"down": True}])
def test_somebody_who_looks_at_the_form_is_not_queued(worker: World, rule: Json) -> None:
    worker.fault(**rule)
    candidate_id = worker.stores.candidates.keep(Candidate(worker.account, worker.maya.token))
    accept(worker, Connect(candidate_id, "V1", "", worker.account))
    perform("op")
    assert "not answering" in outcome(worker).problem


def test_a_candidate_that_is_gone_asks_for_the_token_again(worker: World) -> None:
    accept(worker, Connect("expired", "V1", "kept", worker.account))
    perform("op")
    refused = outcome(worker)
    assert isinstance(refused, ConnectRefused)
    assert (refused.interrupted_id, refused.view_id) == ("kept", "V1")


def test_whoever_connects_to_another_account_is_told_nothing_of_the_old_one(
    worker: World, clocks: Clocks
) -> None:
    due = minutes_ahead(worker, 20)
    set_reminder(worker.maya, "tea", due)
    clocks.advance_to(due - 30)
    mirror(worker)  # so new that it is not asked after
    other = World(worker.url, worker.stores)
    candidate_id = worker.stores.candidates.keep(Candidate(other.account, other.maya.token))
    accept(worker, Connect(candidate_id, "V1", "", other.account))
    perform("op")
    assert isinstance(outcome(worker), Connected)
    assert scheduled(worker) == []
    clocks.advance_to(due)
    assert fired(worker) == []
    other.close()


def test_whoever_connects_again_with_another_token_keeps_what_is_to_come(worker: World) -> None:
    due = minutes_ahead(worker, 20)
    set_reminder(worker.maya, "tea", due)
    mirror(worker)
    candidate_id = worker.stores.candidates.keep(Candidate(worker.account, worker.maya.token))
    accept(worker, Connect(candidate_id, "V1", "", worker.account))
    perform("op")
    assert scheduled(worker) == [("tea", due)]
