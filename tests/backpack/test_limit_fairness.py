"""Who goes first, and that nobody waits for ever: simulated with the rules in Python, which Lua's are."""

import heapq
import itertools
import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from backpack import BACKPACK, Priority, Window
from backpack.turnstile import Asking, Turnstile

SECOND = 1_000_000
ALL = BACKPACK.windows[:1]
CALENDAR = BACKPACK.windows
PATIENT = 600 * SECOND


@dataclass(frozen=True)
class Served:
    """One request: when it was asked for, and when it was sent. Seconds."""

    asked: float
    sent: float

    @property
    def waited(self) -> float:
        return self.sent - self.asked


class Day:
    """A server that answers after 20 to 250 ms, and askers who come when they were told to."""

    def __init__(self) -> None:
        self.turnstile = Turnstile(BACKPACK.windows)
        self.now = 0
        self.random = random.Random(4)
        self.numbers = itertools.count()
        self.due: list[tuple[int, int, Callable[[], None]]] = []
        self.served: dict[str, list[Served]] = defaultdict(list)

    def at(self, moment: int, happens: Callable[[], None]) -> None:
        heapq.heappush(self.due, (moment, next(self.numbers), happens))

    def run(self, seconds: float) -> None:
        until = self.now + round(seconds * SECOND)
        while self.due and self.due[0][0] <= until:
            self.now, _, happens = heapq.heappop(self.due)
            happens()
        self.now = until

    def wants(
        self,
        who: str,
        priority: Priority,
        windows: tuple[Window, ...] = ALL,
        *,
        then: Callable[[], None] = lambda: None,
        lost: bool = False,
    ) -> None:
        """Somebody asks until they are served; then `then`.

        :param lost: the answer never comes.
        """
        asking, asked = self.asking(f"{who} {next(self.numbers)}", priority, windows), self.now

        def visit() -> None:
            wait = self.turnstile.ask(self.now, asking)
            if wait:
                self.at(self.now + wait + self.random.randrange(1000), visit)
                return
            self.served[who].append(Served(asked / SECOND, self.now / SECOND))
            if not lost:
                self.at(self.now + self.random.randrange(20_000, 250_000), answered)

        def answered() -> None:
            self.turnstile.sent(self.now, asking)
            then()

        visit()

    def asking(self, name: str, priority: Priority, windows: tuple[Window, ...] = ALL) -> Asking:
        return Asking(name, name, priority, windows, 20 * SECOND, PATIENT)

    def wants_all_slots(self) -> None:
        """From now on a slot frees every 50 ms, as if these had come one after the other."""
        for number in range(100):
            moment = self.now + number * 50_000
            first = self.asking(f"first {number}", Priority.INTERACTIVE)
            assert self.turnstile.ask(self.now, first) == 0
            self.turnstile.sent(moment - 5 * SECOND + 50_000, first)

    def keeps_wanting(
        self, who: str, priority: Priority, windows: tuple[Window, ...] = ALL, *, count: int
    ) -> None:
        """So many, each of whom wants the next as soon as they are served."""

        def again() -> None:
            self.wants(who, priority, windows, then=again)

        for _ in range(count):
            again()

    def wants_every(
        self, seconds: float, who: str, priority: Priority, windows: tuple[Window, ...] = ALL
    ) -> None:
        def tick() -> None:
            self.wants(who, priority, windows)
            self.at(self.now + round(seconds * SECOND), tick)

        tick()


@pytest.fixture
def day() -> Day:
    return Day()


def test_people_do_not_wait_behind_a_crowd_of_bulk(day: Day) -> None:
    day.keeps_wanting("export", Priority.BULK, count=300)
    day.run(5)
    day.wants_every(0.6, "person", Priority.INTERACTIVE)
    day.run(12)
    # One slot frees every 50 ms.
    assert len(day.served["person"]) == 21
    assert max(one.waited for one in day.served["person"]) <= 0.05
    assert len(day.served["export"]) >= 0.9 * 20 * 17 - 21


def test_a_rush_of_people_leaves_the_others_one_slot_in_21(day: Day) -> None:
    day.keeps_wanting("person", Priority.INTERACTIVE, count=120)
    day.keeps_wanting("clock", Priority.SCHEDULED, count=20)
    day.keeps_wanting("export", Priority.BULK, count=20)
    day.run(15)  # the first ones have waited for as long as the queue of people is
    before = {who: len(served) for who, served in day.served.items()}
    day.run(30)
    got = {who: len(served) - before.get(who, 0) for who, served in day.served.items()}
    # One less: a turn in 21 that is under way when the half minute ends.
    assert got["clock"] >= sum(got.values()) // 21 - 1
    assert got["export"] >= sum(got.values()) // 21 - 1
    assert got["person"] >= 0.85 * sum(got.values())


def test_a_single_export_is_not_starved_by_a_rush_of_people(day: Day) -> None:
    day.keeps_wanting("person", Priority.INTERACTIVE, count=120)
    day.keeps_wanting("export", Priority.BULK, count=1)
    day.run(40)
    # It looks in each time the queue of people has passed, 6 s.
    assert len(day.served["export"]) >= 2


def test_bulk_for_calendars_gets_its_share_while_other_bulk_flows(day: Day) -> None:
    day.keeps_wanting("person", Priority.INTERACTIVE, CALENDAR, count=15)
    day.keeps_wanting("mirror", Priority.BULK, CALENDAR, count=5)
    day.keeps_wanting("export", Priority.BULK, count=20)
    day.run(100)
    assert len(day.served["mirror"]) >= len(day.served["person"]) // 25
    assert len(day.served["mirror"]) >= 3


@pytest.mark.parametrize("priority", [Priority.INTERACTIVE, Priority.SCHEDULED])
def test_within_a_priority_who_comes_first_is_served_first(day: Day, priority: Priority) -> None:
    day.wants_all_slots()
    day.run(1)
    for number in range(60):
        day.wants(f"{number}", priority)
        day.run(0.06)
    day.run(10)
    order = [
        int(who)
        for who, served in sorted(day.served.items(), key=lambda one: one[1][0].sent)
        if who != "first"
    ]
    # Who asks again, because an answer came later than expected, may be overtaken by a few.
    assert all(abs(place - number) <= 5 for place, number in enumerate(order))
    assert len(order) == 60


def test_a_stuck_line_for_calendars_holds_up_nothing_else(day: Day) -> None:
    for _ in range(10):
        day.wants("lost", Priority.INTERACTIVE, CALENDAR, lost=True)
    for _ in range(50):
        day.wants("calendar", Priority.INTERACTIVE, CALENDAR)
    for _ in range(90):
        day.wants("page", Priority.BULK if len(day.served["page"]) < 4 else Priority.INTERACTIVE)
    assert [one.waited for one in day.served["page"]] == [0] * 90
    assert not day.served["calendar"]
    day.run(19)
    assert not day.served["calendar"]
    day.run(40)
    assert len(day.served["calendar"]) == 50


def test_a_calendar_call_takes_a_slot_of_both_windows_or_of_none(day: Day) -> None:
    for _ in range(10):
        day.wants("calendar", Priority.INTERACTIVE, CALENDAR)
    day.wants("refused", Priority.INTERACTIVE, CALENDAR)
    for _ in range(91):
        day.wants("page", Priority.INTERACTIVE)
    assert {who: len(served) for who, served in day.served.items() if served} == {"calendar": 10, "page": 90}
    day.run(6)
    assert len(day.served["refused"]) == 1


def test_who_vanishes_holds_a_slot_for_no_longer_than_the_grace(day: Day) -> None:
    day.wants_all_slots()
    for number in range(100):
        day.turnstile.ask(day.now, day.asking(f"gone {number}", Priority.INTERACTIVE))
    day.run(0.525)  # ten slots are free again, and promised
    day.wants("newcomer", Priority.INTERACTIVE)
    assert not day.served["newcomer"]
    day.run(0.6)
    day.wants("later", Priority.INTERACTIVE)
    assert [one.waited for one in day.served["later"]] == [0]
