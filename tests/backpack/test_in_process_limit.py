"""The same rules in one process: a slot is kept for a window from the answer, or until its lease ends."""

import threading
from contextlib import ExitStack

import pytest

from backpack import (
    BASECAMP_CLASSIC,
    Backpack,
    Call,
    InProcessLimiter,
    Priority,
    RateLimited,
    Timeouts,
    TokenAuth,
    Turn,
    list_calendars,
    list_pages,
)
from backpack.in_process_limit import limiter_for
from tests.backpack.fake_time import FakeTime


class World(FakeTime):
    """:ivar began: what `passed_seconds` is counted from."""

    def __init__(self) -> None:
        super().__init__()
        self.began = self.now

    @property
    def passed_seconds(self) -> float:
        return (self.now - self.began) / 1e6


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def limiter(world: World) -> InProcessLimiter:
    return InProcessLimiter(clock=world.clock, sleep=world.sleep)


def take(limiter: InProcessLimiter, call: Call[object], count: int, status: int = 200) -> None:
    for _ in range(count):
        with limiter.slot(call) as slot:
            slot.answered(status, None)


def test_the_limit_passes_at_once_and_the_next_waits_for_the_window(
    world: World, limiter: InProcessLimiter
) -> None:
    take(limiter, list_pages(), 100)
    assert world.passed_seconds == 0
    take(limiter, list_pages(), 1)
    assert world.passed_seconds == 5


def test_calendar_calls_count_against_both_quotas(world: World, limiter: InProcessLimiter) -> None:
    take(limiter, list_calendars(), 10)
    take(limiter, list_pages(), 90)
    assert world.passed_seconds == 0
    take(limiter, list_pages(), 1)
    assert world.passed_seconds == 5


def test_calendars_have_a_quota_of_their_own(world: World, limiter: InProcessLimiter) -> None:
    take(limiter, list_calendars(), 10)
    take(limiter, list_pages(), 1)
    assert world.passed_seconds == 0
    take(limiter, list_calendars(), 1)
    assert world.passed_seconds == 5


def test_the_window_begins_when_the_response_arrives(world: World, limiter: InProcessLimiter) -> None:
    with limiter.slot(list_calendars()) as slot:
        world.sleep(3)
        slot.answered(200, None)
        world.sleep(1)  # the body
    take(limiter, list_calendars(), 9)
    take(limiter, list_calendars(), 1)
    assert world.passed_seconds == 8


def test_a_request_that_was_not_sent_costs_nothing(world: World, limiter: InProcessLimiter) -> None:
    for _ in range(500):
        with limiter.slot(list_calendars()) as slot:
            slot.not_sent()
    assert world.passed_seconds == 0


def test_a_request_without_an_answer_keeps_its_slot_for_the_lease(
    world: World, limiter: InProcessLimiter
) -> None:
    for _ in range(10):
        with limiter.slot(list_calendars()):
            pass
    take(limiter, list_calendars(), 1)
    assert world.passed_seconds == 20


def test_nobody_calls_before_the_server_allows_it(world: World, limiter: InProcessLimiter) -> None:
    with limiter.slot(list_pages()) as slot:
        slot.answered(503, 12)
    take(limiter, list_calendars(), 1)
    assert world.passed_seconds == 12


def test_a_wait_that_is_too_long_is_refused_at_once_with_its_length(
    world: World, limiter: InProcessLimiter
) -> None:
    with limiter.slot(list_pages()) as slot:
        slot.answered(503, 300)
    with pytest.raises(RateLimited) as caught, limiter.slot(list_pages()):
        pytest.fail("it had a slot")
    assert (caught.value.retry_after_seconds, world.passed_seconds) == (300, 0)


def test_an_export_leaves_a_slot_for_somebody_who_waits(world: World, limiter: InProcessLimiter) -> None:
    with ExitStack() as under_way:
        for _ in range(99):
            under_way.enter_context(limiter.slot(list_pages(), Turn(Priority.BULK)))
        world.sleep(0.5)
        before = world.passed_seconds
        under_way.enter_context(limiter.slot(list_pages()))
        assert world.passed_seconds == before


def test_a_lease_that_could_end_before_its_request_is_counted_is_refused_at_the_start() -> None:
    InProcessLimiter().check(Timeouts())
    with pytest.raises(ValueError, match=r"a lease of 20 s is too short.*until 25 s"):
        InProcessLimiter(profile=BASECAMP_CLASSIC).check(Timeouts())
    with pytest.raises(ValueError, match="until 25 s"):
        InProcessLimiter().check(Timeouts(connect_seconds=8, read_seconds=12))


def test_threads_that_all_ask_at_once_get_a_slot_each_and_no_more() -> None:
    limiter, start, served = InProcessLimiter(patience_seconds=0), threading.Barrier(30), list[int]()

    def call(number: int) -> None:
        start.wait()
        try:
            with limiter.slot(list_calendars()):
                served.append(number)
        except RateLimited:
            pass

    threads = [threading.Thread(target=call, args=(number,)) for number in range(30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(served) == 10


def test_clients_of_one_account_share_their_limiter_and_others_do_not() -> None:
    def limiter_of(account: str, token: str) -> object:
        return Backpack(account, TokenAuth(token), contact="ops@example.com")._limiter

    assert limiter_of("orchard", "a" * 40) is limiter_of("orchard", "b" * 40)
    assert limiter_of("orchard", "a" * 40) is not limiter_of("mill", "a" * 40)
    assert limiter_for("x") is limiter_for("x")
