"""Whatever happens in whatever order: no window of the server sees too many requests, and people come first.

The rules are run twice at each step, in Lua on a real Redis and in Python, and have to agree.
"""

import itertools
from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule, run_state_machine_as_test
from redis import Redis

from backpack import (
    BACKPACK,
    BASECAMP_CLASSIC,
    Priority,
    Profile,
    Timeouts,
    Turn,
    Window,
    list_calendars,
    list_pages,
)
from backpack.quota import GRACE_SECONDS, KEPT_SECONDS, SHARE
from backpack.turnstile import Asking, Turnstile
from tests.backpack.fake_time import FakeTime, on_fake_time

SECOND = 1_000_000
GRACE = round(GRACE_SECONDS * SECOND)
#: The server may count a request until then after its slot was taken, if there is no answer.
LATEST = round(Timeouts().deadline_seconds * SECOND)
#: Backpack's, but so small that a dozen steps are enough to get into every corner.
TINY = Profile(
    "tiny",
    (Window("all", 5, 5.0, burst=2), Window("calendar", 2, 5.0)),
    by_cost=BACKPACK.by_cost,
)
#: Under Basecamp's limits one GETs and the other POSTs; under Backpack's one is for calendars.
CALLS = {"calendar": list_calendars(), "default": list_pages()}

moments = st.one_of(st.integers(0, SECOND // 5), st.integers(0, 2 * SECOND), st.integers(0, 22 * SECOND))
crowds = st.sampled_from([0.01, 0.01, 0.3, 1.2])  # how many at once, as a share of a window
which = st.integers(0, 10**6)
_PHASES = set(Phase) - {Phase.explain}  # which is slow over a Redis, and says little of a state


@dataclass
class Trip:
    """One request, and how the server may count it: at any time from `sent` to `latest`."""

    asking: Asking
    sent: int
    latest: int


def most_in_a_window(trips: list[Trip], window: Window) -> int:
    """The most requests that the server can count in one window, if each takes as long as it likes."""
    length = round(window.seconds * SECOND)
    # A window that begins at the end of a trip holds all those that have not ended, and begin within it.
    starts = sorted(trip.sent for trip in trips)
    ends = sorted(trip.latest for trip in trips)
    begun = ended = most = 0
    for end in ends:
        while begun < len(starts) and starts[begun] < end + length:
            begun += 1
        while ends[ended] < end:
            ended += 1
        most = max(most, begun - ended)
    return most


class Limited(RuleBasedStateMachine):
    """The limiter, its askers and the server. Times are microseconds."""

    redis: Redis
    profile: Profile
    accounts = itertools.count()

    def __init__(self) -> None:
        super().__init__()
        self.time = FakeTime()
        self.lease_seconds = LATEST / SECOND + self.profile.windows[0].seconds
        self.limiter = on_fake_time(
            self.redis,
            f"a{next(self.accounts)}",
            self.time,
            profile=self.profile,
            lease_seconds=self.lease_seconds,
        )
        self.limiter.check(Timeouts())
        self.turnstile = Turnstile(self.profile.windows)
        self.names = itertools.count()
        self.waiting: dict[str, tuple[Asking, int]] = {}  # who was promised which moment
        self.gone: list[tuple[Asking, int]] = []  # those of them who never came
        self.under_way: list[Trip] = []
        self.trips: list[Trip] = []
        self.held = {window.name: dict[str, int]() for window in self.profile.windows}
        self.closed_until = 0
        self.urgent = self.last_slots_of_bulk = 0

    # What may happen

    @rule(time=moments)
    def time_passes(self, time: int) -> None:
        self.time.now += time

    @rule(
        crowd=crowds,
        cost=st.sampled_from(sorted(CALLS)),
        priority=st.sampled_from(Priority),
        patience=st.sampled_from([0.1, 2.0, KEPT_SECONDS]),
    )
    def newcomers_ask(self, crowd: float, cost: str, priority: Priority, patience: float) -> None:
        windows = self.profile.windows_for(CALLS[cost])
        for _ in range(1 + int(crowd * windows[0].slots)):
            name = f"w{next(self.names)}"
            self.ask(
                Asking(
                    name, "", priority, windows, round(self.lease_seconds * SECOND), round(patience * SECOND)
                )
            )

    @precondition(lambda self: self.waiting)
    @rule(who=which)
    def somebody_comes_too_early(self, who: int) -> None:
        self.ask(self.one_waiting(who)[0])

    @precondition(lambda self: self.waiting)
    @rule(who=which, late=st.one_of(st.just(0), st.integers(0, 3 * SECOND), st.integers(0, 70 * SECOND)))
    def somebody_comes_back(self, who: int, late: int) -> None:
        asking, moment = self.one_waiting(who)
        self.time.now = max(self.time.now, moment + late)
        self.ask(asking)

    @precondition(lambda self: self.waiting)
    @rule(who=which)
    def somebody_is_never_seen_again(self, who: int) -> None:
        gone = self.one_waiting(who)
        del self.waiting[gone[0].waiter]
        self.gone.append(gone)

    @rule(time=moments, answers_take=st.integers(0, SECOND))
    def all_goes_well_for_a_while(self, time: int, answers_take: int) -> None:
        until = self.time.now + time
        while True:
            visit = min(self.waiting.values(), key=lambda one: one[1], default=None)
            trip = min(self.under_way, key=lambda one: one.sent, default=None)
            answered = trip.sent + answers_take if trip else until + 1
            if visit and visit[1] <= min(answered, until):
                self.time.now = max(self.time.now, visit[1])
                self.ask(visit[0])
            elif trip and answered <= until:
                self.time.now = max(self.time.now, answered)
                self.answer(trip, 0)
            else:
                break
        self.time.now = max(self.time.now, until)

    @precondition(lambda self: self.under_way)
    @rule(which=which, crowd=crowds)
    def answers_arrive(self, which: int, crowd: float) -> None:
        for trip in self.some_under_way(which, crowd):
            self.answer(trip, 0)

    @precondition(lambda self: self.under_way)
    @rule(which=which, seconds=st.sampled_from([0.5, 5.0, 12.0, 300.0]))
    def the_server_refuses(self, which: int, seconds: float) -> None:
        for trip in self.some_under_way(which, 0):
            self.answer(trip, seconds)

    @precondition(lambda self: self.under_way)
    @rule(which=which, crowd=crowds)
    def there_was_no_connection(self, which: int, crowd: float) -> None:
        for trip in self.some_under_way(which, crowd):
            self.under_way.remove(trip)
            self.trips.remove(trip)
            self.limiter.settle(trip.asking.windows, trip.asking.slot, sent=False, closed_seconds=0)
            self.turnstile.not_sent(trip.asking)
            for window in trip.asking.windows:
                self.held[window.name].pop(trip.asking.slot, None)

    @precondition(lambda self: self.under_way)
    @rule(which=which, crowd=crowds)
    def workers_crash(self, which: int, crowd: float) -> None:
        for trip in self.some_under_way(which, crowd):
            self.under_way.remove(trip)

    # What has to hold

    def ask(self, asking: Asking) -> None:
        now = self.time.now
        asking = replace(asking, slot=f"s{next(self.names)}")
        due = [one for one, moment in [*self.waiting.values(), *self.gone] if now - GRACE <= moment <= now]
        wait = self.turnstile.ask(now, asking)
        turn = Turn(asking.priority, asking.waiter)
        answer = self.limiter._asked(
            asking.windows, asking.waiter, asking.slot, turn, asking.longest / SECOND
        )
        assert round(answer * SECOND) == wait
        earlier = self.waiting.pop(asking.waiter, None)
        if wait == 0:
            self.grant(asking)
            return
        moment = now + wait
        if earlier and earlier[1] > now:
            assert moment == earlier[1], "who comes too early has lost the place"
        else:
            assert moment >= self.closed_until
        if wait <= asking.longest:
            self.waiting[asking.waiter] = asking, moment
        if asking.priority < Priority.BULK and now >= self.closed_until:
            assert any(
                self.taken(window) + sum(window in one.windows for one in due) >= window.slots
                for window in asking.windows
            ), "there was a slot"

    def grant(self, asking: Asking) -> None:
        now = self.time.now
        assert now >= self.closed_until, "the gate is closed"
        for window in asking.windows:
            self.held[window.name][asking.slot] = now + asking.lease
        if asking.priority < Priority.BULK:
            self.urgent += 1
        elif any(self.taken(window) >= window.slots for window in asking.windows):
            self.last_slots_of_bulk += 1
            assert self.last_slots_of_bulk * SHARE <= self.urgent, "bulk has taken the last slot"
        trip = Trip(asking, now, now + LATEST)
        self.trips.append(trip)
        self.under_way.append(trip)

    def answer(self, trip: Trip, closed_seconds: float) -> None:
        now = self.time.now
        self.under_way.remove(trip)
        trip.latest = min(now, trip.latest)
        self.limiter.settle(trip.asking.windows, trip.asking.slot, sent=True, closed_seconds=closed_seconds)
        self.turnstile.sent(now, trip.asking)
        for window in trip.asking.windows:
            self.held[window.name][trip.asking.slot] = now + round(window.seconds * SECOND)
        if closed_seconds:
            self.turnstile.close(now + round(closed_seconds * SECOND))
            self.closed_until = max(self.closed_until, now + round(closed_seconds * SECOND))

    def teardown(self) -> None:
        for window in self.profile.windows:
            trips = [trip for trip in self.trips if window in trip.asking.windows]
            assert most_in_a_window(trips, window) <= window.slots
        self.everybody_is_served()

    def everybody_is_served(self) -> None:
        started, waited_for = self.time.now, len(self.waiting)
        while self.waiting:
            asking, moment = min(self.waiting.values(), key=lambda one: one[1])
            self.time.now = max(self.time.now, moment)
            self.ask(asking)
            for trip in list(self.under_way):
                self.answer(trip, 0)
        slowest = max(window.seconds / window.slots for window in self.profile.windows)
        allowed = (
            max(0, self.closed_until - started) / SECOND + self.lease_seconds + 30 + 2 * slowest * waited_for
        )
        assert (self.time.now - started) / SECOND <= allowed

    # Helpers

    def taken(self, window: Window) -> int:
        return sum(until > self.time.now for until in self.held[window.name].values())

    def one_waiting(self, index: int) -> tuple[Asking, int]:
        return list(self.waiting.values())[index % len(self.waiting)]

    def some_under_way(self, index: int, crowd: float) -> list[Trip]:
        count = 1 + int(crowd * self.profile.windows[0].slots)
        start = index % len(self.under_way)
        return self.under_way[start : start + count]


@pytest.mark.parametrize(
    ("profile", "examples"),
    [(TINY, 120), (BACKPACK, 5), (BASECAMP_CLASSIC, 2)],
    ids=lambda one: getattr(one, "name", ""),
)
def test_whatever_happens_the_limit_is_kept_and_the_rules_in_lua_are_those_in_python(
    profile: Profile, examples: int, redis: Redis
) -> None:
    machine = type("Machine", (Limited,), {"redis": redis, "profile": profile})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=examples,
            stateful_step_count=30,
            deadline=None,
            phases=_PHASES,
            suppress_health_check=list(HealthCheck),
        ),
    )
