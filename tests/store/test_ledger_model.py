"""The ledger against a model of it: whatever the order of events, nothing is performed or shown twice."""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from redis import Redis

from store.answers import Answers
from store.operations import Acceptance, Operations, Verdict

IDS = st.sampled_from(["a", "b"])


class LedgerModel(RuleBasedStateMachine):
    """Workers that begin, die, finish late and are overtaken, in any order."""

    redis: Redis

    def __init__(self) -> None:
        super().__init__()
        self.redis.flushall()
        self.ledger = Operations(self.redis)
        self.answers = Answers(self.redis)
        self.state: dict[str, str] = {}
        self.attempts: dict[str, int] = {}
        self.performed: dict[str, int] = {}

    def _set(self, operation_id: str, field: str, value: str) -> None:
        client: Any = self.redis
        client.hset(f"backpack-bot:{{operations}}:{operation_id}", field, value)

    @rule(operation_id=IDS, late=st.sampled_from([False, False, False, True]))
    def accept(self, operation_id: str, late: bool) -> None:
        deadline_seconds = self.ledger.now_seconds() + (-1 if late else 10)
        found = self.ledger.accept(operation_id, "intent", "delivery", deadline_seconds)
        known = operation_id in self.state
        assert found is (Acceptance.LATE if late else Acceptance.KNOWN if known else Acceptance.ACCEPTED)
        if found is Acceptance.ACCEPTED:
            self.state[operation_id] = "accepted"

    @rule(operation_id=IDS)
    def begin(self, operation_id: str) -> None:
        verdict, attempt = self.ledger.begin(operation_id)
        state = self.state.get(operation_id)
        if state == "accepted":
            self.attempts[operation_id] = self.attempts.get(operation_id, 0) + 1
            self.state[operation_id] = "attempting"
            assert (verdict, attempt) == (Verdict.GO, self.attempts[operation_id])
        else:
            assert verdict is (Verdict.BUSY if state in ("attempting", "postponed") else Verdict.OVER)

    @rule(operation_id=IDS)
    def die(self, operation_id: str) -> None:
        """The worker is killed, and its lease runs out."""
        if self.state.get(operation_id) == "attempting":
            self._set(operation_id, "leased_until", "0")
            self.state[operation_id] = "accepted"  # begins like one that was never tried

    @rule(operation_id=IDS, age=st.sampled_from([0, 0, 0, 1]))
    def finish(self, operation_id: str, age: int) -> None:
        """A worker reports; with an age it is one that was overtaken."""
        attempt = self.attempts.get(operation_id, 0) - age
        in_hand = self.state.get(operation_id) == "attempting"
        counted = self.ledger.finish(operation_id, attempt, f"outcome {attempt}")
        if counted:
            assert age == 0
            self.performed[operation_id] = self.performed.get(operation_id, 0) + 1
            self.state[operation_id] = "performed"
        else:
            assert not (in_hand and age == 0 and attempt > 0)

    @rule(operation_id=IDS, seconds=st.sampled_from([0, 60]))
    def postpone(self, operation_id: str, seconds: int) -> None:
        attempt = self.attempts.get(operation_id, 0)
        if self.ledger.postpone(operation_id, attempt, seconds):
            self.state[operation_id] = "postponed" if seconds else "accepted"

    @precondition(lambda self: "postponed" in self.state.values())
    @rule(operation_id=IDS)
    def wait(self, operation_id: str) -> None:
        """The time it was postponed to comes."""
        if self.state.get(operation_id) == "postponed":
            self._set(operation_id, "not_before", "0")
            self.state[operation_id] = "accepted"

    @rule(operation_id=IDS)
    def show(self, operation_id: str) -> None:
        turn = self.answers.begin(operation_id)
        if turn.verdict is Verdict.GO:
            assert self.state[operation_id] == "performed"
            self.answers.answered(operation_id)
            self.state[operation_id] = "answered"

    @invariant()
    def each_is_performed_at_most_once(self) -> None:
        assert all(times == 1 for times in self.performed.values())

    @invariant()
    def whatever_is_not_answered_can_be_found_by_the_sweeper(self) -> None:
        open_ids = {name for name, state in self.state.items() if state != "answered"}
        assert self.ledger.open_count() == len(open_ids)


@pytest.mark.usefixtures("redis_url")
def test_no_order_of_events_performs_or_shows_anything_twice(redis: Redis) -> None:
    machine = type("Machine", (LedgerModel,), {"redis": redis})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=100,
            stateful_step_count=40,
            deadline=None,
            derandomize=True,  # the same walks every time: about the ledger, not about luck
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
