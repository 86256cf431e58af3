"""The schedule against a model of it: whatever the order of events, nothing is early, double or lost.

Steps are far apart by the schedule's own clock, and all of one walk takes seconds by the real one: so nothing
here hangs on how fast the machine is.
"""

import json
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test
from redis import Redis

from store.answers import Answers
from store.clock import Clock
from store.operations import Operations
from store.redis_client import connect
from store.schedule import Entry, Lane, Schedule
from store.schedule_keys import CLOCK_AHEAD

LANES = {name: Lane(name, "FireReminders", "{}") for name in ("kitchen", "maya", "linh")}
OWNERS = ("maya", "linh")
IDS = st.sampled_from([f"{owner} {number}" for owner in OWNERS for number in range(9)])
# Some share a minute, some are minutes apart, some are the same to the second.
DUES = st.sampled_from([minute * 60 + second for minute in range(0, 200, 8) for second in (0, 30)])
STEP, MINUTE = 1.0, 60


@dataclass
class Standing:
    """An entry as it should stand."""

    lane: str
    due: float
    noted: float
    in_doubt: bool = False


class ScheduleModel(RuleBasedStateMachine):
    """People and lists that put, several dispatchers, answers that take their time, a clock that is moved."""

    redis: Redis
    schedules: Sequence[Schedule]

    @initialize()
    def begin(self) -> None:
        self.redis.flushall()
        self.clock, self.answers, self.ledger = (
            Clock(self.redis), Answers(self.redis), Operations(self.redis)
        )  # fmt: skip
        self.ahead = 0.0
        self.base = self.clock.now_seconds() // MINUTE * MINUTE
        self.standing: dict[str, Standing] = {}
        self.done: set[tuple[str, float]] = set()
        self.left: dict[str, float] = {}
        self.forgotten: dict[str, float] = {}
        self.seen: dict[str, float] = {}
        self.busy: dict[str, str] = {}
        self.taken: list[float] = [self.base - 1]
        self.stalled = 0.0

    def now(self) -> float:
        """A step later each time it is asked."""
        self.ahead += STEP
        self.redis.set(CLOCK_AHEAD, self.ahead)
        return self.clock.now_seconds()

    def trusted(self, noted: float, now: float) -> float:
        return noted if noted <= now + MINUTE else 0.0

    def entry(self, entry_id: str, due: int, lane: str) -> Entry:
        owner = entry_id.split(maxsplit=1)[0]
        return Entry(entry_id, LANES[lane], owner, self.base + due, json.dumps({"content": entry_id}))

    def puts(self, entry: Entry, noted: float) -> bool:
        """What becomes of it in the model; whether it stands."""
        if (entry.entry_id, entry.due_seconds) in self.done:
            return False
        before = self.standing.get(entry.entry_id)
        same = before and not before.in_doubt
        if before and same and (before.lane, before.due) == (entry.lane.name, entry.due_seconds):
            return True
        self.standing[entry.entry_id] = Standing(entry.lane.name, entry.due_seconds, noted)
        return True

    @rule(entry_id=IDS, due=DUES, lane=st.sampled_from([*LANES]), which=st.integers(0, 2))
    def put(self, entry_id: str, due: int, lane: str, which: int) -> None:
        entry, now, began = self.entry(entry_id, due, lane), self.now(), time.monotonic()
        assert self.schedules[which].put(entry) == int(self.puts(entry, now))
        # The script notes its own time, which is later by however long the machine stood still.
        self.stalled = max(self.stalled, time.monotonic() - began)

    @rule(entry_id=IDS)
    def remove(self, entry_id: str) -> None:
        self.left[entry_id] = self.now()
        assert self.schedules[0].remove(entry_id) == int(self.standing.pop(entry_id, None) is not None)

    @rule(owner=st.sampled_from(OWNERS))
    def forget(self, owner: str) -> None:
        self.forgotten[owner] = self.now()
        theirs = [entry_id for entry_id in self.standing if entry_id.startswith(owner)]
        assert self.schedules[0].forget(owner) == len(theirs)
        self.seen.pop(owner, None)
        for entry_id in theirs:
            del self.standing[entry_id]

    @rule()
    def take_a_list(self) -> None:
        """It comes in later, or never."""
        self.taken.append(self.now())

    @rule(
        owner=st.sampled_from(OWNERS),
        listed=st.dictionaries(IDS, st.tuples(DUES, st.sampled_from([*LANES])), max_size=6),
        which=st.integers(-3, -1),
    )
    def mirror(self, owner: str, listed: dict[str, tuple[int, str]], which: int) -> None:
        taken, now = self.taken[max(which, -len(self.taken))], self.now()
        entries = [self.entry(each, *how) for each, how in listed.items() if each.startswith(owner)]
        gone = self.schedules[1].mirror(owner, taken, entries)
        if self.forgotten.get(owner, 0.0) > taken:
            assert gone == ()
            return
        for entry in entries:
            before = self.standing.get(entry.entry_id)
            noted = self.trusted(before.noted, now) if before else 0.0
            if noted <= taken and self.left.get(entry.entry_id, 0.0) <= taken:
                self.puts(entry, taken)
        assert set(gone) == self.missing(owner, taken, now, {entry.entry_id for entry in entries})
        if self.trusted(self.seen.get(owner, 0.0), now) < taken:
            self.seen[owner] = taken

    def missing(self, owner: str, taken: float, now: float, listed: set[str]) -> set[str]:
        """Those that go; the others that are not listed are in doubt now."""
        gone = set()
        for entry_id, entry in list(self.standing.items()):
            newer = self.trusted(entry.noted, now) > taken
            if entry_id in listed or newer or not entry_id.startswith(owner):
                continue
            if entry.due > taken + MINUTE:
                del self.standing[entry_id]
                self.left[entry_id] = taken
                gone.add(entry_id)
            else:
                entry.in_doubt = True
        return gone

    @rule(which=st.integers(0, 2), most=st.sampled_from([1, 2, 100]))
    def dispatch(self, which: int, most: int) -> None:
        now = self.now()
        for operation_id in self.schedules[which].dispatch(most).operation_ids:
            self.check(operation_id, now)

    @rule()
    def dispatch_until_nothing_is_due(self) -> None:
        now = self.now()
        while (found := self.schedules[0].dispatch()).operation_ids or found.wait_seconds == 0:
            for operation_id in found.operation_ids:
                self.check(operation_id, now)
        free = {name for name in LANES if name not in self.busy}
        assert not [one for one in self.standing.values() if one.lane in free and one.due <= now]

    def check(self, operation_id: str, now: float) -> None:
        operation = self.ledger.find(operation_id)
        assert operation is not None
        assert operation.state == "accepted"
        due = json.loads(operation.intent)["due"]
        lane = self.standing[due[0]["entry_id"]].lane
        assert lane not in self.busy, "one after the other"
        standing = [(one.due, entry_id, one.lane) for entry_id, one in self.standing.items()]
        waiting = sorted((due, entry_id) for due, entry_id, where in standing if where == lane and due <= now)
        assert [(each["due_seconds"], each["entry_id"]) for each in due] == together(waiting, now)
        for each in due:
            entry_id = each["entry_id"]
            entry = self.standing.pop(entry_id)
            assert (entry_id, entry.due) not in self.done, "nothing comes twice for the same time"
            self.done.add((entry_id, entry.due))
            self.left[entry_id] = now
            seen = self.trusted(self.seen.get(each["owner"], 0.0), now)
            noted = 0.0 if entry.in_doubt else max(self.trusted(entry.noted, now), seen)
            assert each["noted_seconds"] == pytest.approx(noted, abs=STEP / 2 + self.stalled)
        self.busy[lane] = operation_id

    @rule(lane=st.sampled_from([*LANES]))
    def answer(self, lane: str) -> None:
        if operation_id := self.busy.pop(lane, None):
            self.answers.answered(operation_id)

    # Thousands: by steps alone no two moments come to differ by just the minute that makes the difference.
    @rule(seconds=st.sampled_from([1000, 1000, 2000, 4000, -1000, -4000]))
    def move_the_clock(self, seconds: int) -> None:
        self.ahead += seconds
        self.now()

    @rule()
    def restart_redis(self) -> None:
        """As far as the scripts can tell."""
        self.redis.script_flush()

    def teardown(self) -> None:
        """In the end, all that stands is dispatched."""
        if not hasattr(self, "ahead"):
            return
        self.ahead += 1_000_000
        while self.standing:
            before = len(self.standing)
            for lane in LANES:
                self.answer(lane)
            self.dispatch_until_nothing_is_due()
            assert len(self.standing) < before, "lost"
        assert self.schedules[0].dispatch().wait_seconds is None


def together(waiting: list[tuple[float, str]], now: float) -> list[tuple[float, str]]:
    """Those that one operation takes: of the first one's minute, or all after an outage."""
    assert all(one <= other for one, other in pairwise(waiting))
    if sum(due < now - MINUTE for due, _id in waiting) > 5:
        return waiting
    return [each for each in waiting if each[0] // MINUTE == waiting[0][0] // MINUTE]


def test_no_order_of_events_makes_anything_early_double_or_lost(redis: Redis, redis_url: str) -> None:
    with connect(redis_url) as second, connect(redis_url) as third:
        schedules = [Schedule(redis), Schedule(second), Schedule(third)]
        machine = type("Machine", (ScheduleModel,), {"redis": redis, "schedules": schedules})
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=150,
                stateful_step_count=50,
                deadline=None,
                derandomize=True,  # the same walks every time: about the schedule, not about luck
                database=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
