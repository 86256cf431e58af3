"""No window on the server's clock sees more requests than the limit, whatever the network does."""

import heapq
import threading
from collections.abc import Callable
from contextlib import ExitStack

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backpack import Backpack, Call, InProcessLimiter, RateLimited, TokenAuth, list_calendars, list_pages
from backpack.in_process_limit import WINDOW_SECONDS, limiter_for
from backpack.rate_limit import Slot


class World(threading.Condition):
    """A clock that moves only while somebody waits, and what is to happen as it moves."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0
        self.due: list[tuple[float, int, Callable[[], None]]] = []
        self.waited: list[float] = []

    def clock(self) -> float:
        return self.now

    def later(self, seconds: float, happens: Callable[[], None]) -> None:
        heapq.heappush(self.due, (self.now + seconds, len(self.due) + len(self.waited), happens))

    def wait(self, timeout: float | None = None) -> bool:
        """Move to what is due next, or else by the time-out."""
        until = float("inf") if timeout is None else self.now + timeout
        self.waited.append(0.0 if timeout is None else timeout)
        if self.due and self.due[0][0] <= until:
            self.now, _, happens = heapq.heappop(self.due)
            happens()
            return True
        assert until < float("inf"), "nothing will ever happen"
        self.now = until
        return False

    def notify_all(self) -> None:
        pass

    def pass_time(self, seconds: float) -> None:
        until = self.now + seconds
        while self.now < until:
            self.wait(until - self.now)


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def limiter(world: World) -> InProcessLimiter:
    return InProcessLimiter(clock=world.clock, condition=world)


def most_in_a_window(moments: list[float]) -> int:
    """The most moments that any half-open window holds."""
    ordered, first, most = sorted(moments), 0, 0
    for last, moment in enumerate(ordered):
        while moment - ordered[first] >= WINDOW_SECONDS - 1e-6:  # sums of floats are not exact
            first += 1
        most = max(most, last - first + 1)
    return most


REQUESTS = st.lists(
    st.tuples(
        st.sampled_from(["answered", "answered", "answered", "answered", "no answer", "not sent"]),
        st.floats(0, 1),  # where on its way the server counts it
        st.floats(0, 8),  # how long it takes
        st.floats(0, 2),  # until the next
        st.integers(1, 25),  # how many of these
    ),
    min_size=1,
    max_size=25,
)


@given(REQUESTS, st.sampled_from([list_pages(), list_calendars()]))
@settings(max_examples=150, deadline=None)
def test_no_window_of_the_server_sees_more_than_the_limit(
    requests: list[tuple[str, float, float, float, int]], call: Call[object]
) -> None:
    world = World()
    limiter = InProcessLimiter(clock=world.clock, condition=world, longest_wait_seconds=1000)
    counted: list[float] = []
    with ExitStack() as open_slots:
        for fate, share, seconds, pause, count in requests:
            for _ in range(count):
                context = ExitStack()
                slot = context.enter_context(limiter.slot(call))
                if fate != "not sent":
                    counted.append(world.now + share * seconds)
                world.later(seconds, lambda fate=fate, slot=slot, ends=context: _finish(fate, slot, ends))  # type: ignore[misc]
            world.pass_time(pause)
        open_slots.callback(world.pass_time, 100)
    assert most_in_a_window(counted) <= {"default": 100, "calendar": 10}[call.cost]
    assert not world.due


def _finish(fate: str, slot: Slot, ends: ExitStack) -> None:
    if fate == "answered":
        slot.answered(200, None)
    elif fate == "not sent":
        slot.not_sent()
    ends.close()


def take(limiter: InProcessLimiter, call: Call[object], count: int, status: int = 200) -> None:
    for _ in range(count):
        with limiter.slot(call) as slot:
            slot.answered(status, None)


def test_the_limit_passes_at_once_and_the_next_waits_for_the_window(
    world: World, limiter: InProcessLimiter
) -> None:
    take(limiter, list_pages(), 100)
    assert world.now == 0
    take(limiter, list_pages(), 1)
    assert world.now == 5


def test_calendars_have_a_quota_of_their_own(world: World, limiter: InProcessLimiter) -> None:
    take(limiter, list_calendars(), 10)
    take(limiter, list_pages(), 100)
    assert world.now == 0
    take(limiter, list_calendars(), 1)
    assert world.now == 5


def test_the_window_begins_when_the_response_arrives(world: World, limiter: InProcessLimiter) -> None:
    with limiter.slot(list_calendars()) as slot:
        world.pass_time(3)
        slot.answered(200, None)
        world.pass_time(1)  # the body
    take(limiter, list_calendars(), 9)
    take(limiter, list_calendars(), 1)
    assert world.now == 8


def test_a_request_that_was_not_sent_costs_nothing(world: World, limiter: InProcessLimiter) -> None:
    for _ in range(500):
        with limiter.slot(list_calendars()) as slot:
            slot.not_sent()
    assert world.now == 0


def test_a_request_without_an_answer_keeps_its_slot_for_the_lease(
    world: World, limiter: InProcessLimiter
) -> None:
    for _ in range(10):
        with limiter.slot(list_calendars()):
            pass
    take(limiter, list_calendars(), 1)
    assert world.now == 20


def test_a_lease_ends_no_sooner_than_a_window_after_giving_up(
    world: World, limiter: InProcessLimiter
) -> None:
    with ExitStack() as slots:
        for _ in range(10):
            slots.enter_context(limiter.slot(list_calendars()))
        world.pass_time(40)
    take(limiter, list_calendars(), 1)
    assert world.now == 45


def test_a_slot_that_somebody_else_has_by_now_is_not_touched(world: World, limiter: InProcessLimiter) -> None:
    take(limiter, list_calendars(), 9)
    with limiter.slot(list_calendars()) as slow_body:
        slow_body.answered(200, None)
        world.pass_time(6)
        with limiter.slot(list_calendars()):
            slow_body.answered(200, None)
            slow_body.not_sent()
            take(limiter, list_calendars(), 9)
            take(limiter, list_calendars(), 1)  # none is left that moment
            assert world.now == 11


def test_nobody_calls_before_the_server_allows_it(world: World, limiter: InProcessLimiter) -> None:
    with limiter.slot(list_pages()) as slot:
        slot.answered(503, 12)
    take(limiter, list_calendars(), 1)
    assert world.now == 12


def test_a_wait_that_is_too_long_is_refused_at_once_with_its_length(
    world: World, limiter: InProcessLimiter
) -> None:
    with limiter.slot(list_pages()) as slot:
        slot.answered(503, 300)
    with pytest.raises(RateLimited) as caught, limiter.slot(list_pages()):
        pytest.fail("it had a slot")
    assert (caught.value.retry_after_seconds, world.now) == (300, 0)


def test_a_wait_of_unknown_length_ends(world: World, limiter: InProcessLimiter) -> None:
    with ExitStack() as slots:
        for _ in range(10):
            slots.enter_context(limiter.slot(list_calendars()))
        with pytest.raises(RateLimited) as caught, limiter.slot(list_calendars()):
            pytest.fail("it had a slot")
    assert (caught.value.retry_after_seconds, world.now) == (5, 30)


def test_threads_get_their_turns_in_the_order_of_their_coming() -> None:
    now = [0.0]
    limiter = InProcessLimiter(clock=lambda: now[0])
    take(limiter, list_calendars(), 10)
    served: list[int] = []

    def call(number: int) -> None:
        with limiter.slot(list_calendars()) as slot:
            served.append(number)
            slot.not_sent()

    threads = [threading.Thread(target=call, args=(number,)) for number in range(5)]
    for number, thread in enumerate(threads, 1):
        thread.start()
        while len(limiter._queues["calendar"]) < number:
            pass
    now[0] = 5.0
    with limiter._changed:
        limiter._changed.notify_all()
    for thread in threads:
        thread.join()
    assert served == [0, 1, 2, 3, 4]


def test_clients_of_one_account_share_their_limiter_and_others_do_not() -> None:
    def limiter_of(account: str, token: str) -> object:
        return Backpack(account, TokenAuth(token), contact="ops@example.com")._limiter

    assert limiter_of("orchard", "a" * 40) is limiter_of("orchard", "b" * 40)
    assert limiter_of("orchard", "a" * 40) is not limiter_of("mill", "a" * 40)
    assert limiter_for("x") is limiter_for("x")
