"""Who may send now, and when the others may: the rules of the limiter, without clock, network or Redis.

Whoever asks takes a slot, or is promised a moment: the first at which a slot is free that nobody of their
priority or a higher one has been promised. So nobody polls, nobody wakes with a herd, and a person goes ahead
of any number of exports, whose promises are not counted. At the promised moment one asks again.

- Bulk leaves one slot free and keeps to a pace, so that there is nearly always a slot for a person.
- Bulk whose slot a more urgent one has taken goes to the end of its line: to move up all behind it would
  cost each a visit more. Everybody else keeps their place, also if they come late.
- A promise holds its slot for a moment of grace; who comes later finds no slot kept, but their place.
- If many have gone ahead of a line, the next of it whose moment comes gets the next slot, before people:
  nobody waits for ever.

`lua/ask.lua` and `lua/settle.lua` are the same on Redis; the tests compare the two.
"""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Final

from backpack.quota import GRACE_SECONDS, OWED, REMEMBERED_SECONDS, SHARE, Window
from backpack.rate_limit import Priority

_GRACE: Final = round(GRACE_SECONDS * 1e6)
_REMEMBERED: Final = round(REMEMBERED_SECONDS * 1e6)


@dataclass(frozen=True, slots=True)
class Asking:
    """One visit. Times are microseconds.

    :ivar waiter: the same at each visit for the same request.
    :ivar slot: a new name for the slot, if it is taken.
    :ivar lease: for how long the slot is taken, if nothing more is heard.
    :ivar longest: who would have to wait longer is promised nothing.
    """

    waiter: str
    slot: str
    priority: Priority
    windows: tuple[Window, ...]
    lease: int
    longest: int


@dataclass(slots=True)
class _Counts:
    """What is known of one window.

    :ivar busy: until when each slot in use is taken.
    :ivar promised: the moment promised to each waiter, one line for each priority.
    :ivar paced: from when on bulk would be at its pace again.
    :ivar passed: how many slots have gone ahead of each line while somebody waited in it.
    """

    window: Window
    busy: dict[str, int] = field(default_factory=dict)
    promised: tuple[dict[str, int], ...] = field(default_factory=lambda: tuple({} for _ in Priority))
    paced: int = 0
    passed: dict[int, int] = field(default_factory=dict)

    @property
    def length(self) -> int:
        return round(self.window.seconds * 1e6)

    @property
    def interval(self) -> int:
        return self.length // self.window.slots

    def prune(self, now: int) -> None:
        self.busy = {slot: until for slot, until in self.busy.items() if until > now}
        for line in self.promised:
            for waiter in [one for one, moment in line.items() if moment <= now - _REMEMBERED]:
                del line[waiter]


class Turnstile:
    """The slots of one account. Not for several threads at once."""

    def __init__(self, windows: tuple[Window, ...]) -> None:
        self._counts = {window.name: _Counts(window) for window in windows}
        self._closed_until = 0

    def ask(self, now: int, asking: Asking) -> int:
        """Take a slot in every window: 0; or how long to wait before asking again."""
        counts = [self._counts[window.name] for window in asking.windows]
        for one in counts:
            one.prune(now)
        visit = _Visit(now, asking, counts)
        moment = visit.free_from(max(now, self._closed_until))
        if moment <= now:
            visit.take()
            return 0
        return visit.promise(moment) - now

    def sent(self, now: int, asking: Asking) -> None:
        """The response has arrived: the slot is taken for a window more."""
        for window in asking.windows:
            one = self._counts[window.name]
            one.busy[asking.slot] = now + one.length

    def not_sent(self, asking: Asking) -> None:
        """The server has nothing to count."""
        for window in asking.windows:
            self._counts[window.name].busy.pop(asking.slot, None)

    def close(self, until: int) -> None:
        """Nobody may send before."""
        self._closed_until = max(self._closed_until, until)


class _Visit:
    """One visit: where the visitor stands, and from when on there is a slot for them."""

    def __init__(self, now: int, asking: Asking, counts: list[_Counts]) -> None:
        self._now = now
        self._asking = asking
        self._counts = counts
        lines = [line for line in range(asking.priority + 1) if asking.waiter in counts[0].promised[line]]
        self._promise = counts[0].promised[lines[0]][asking.waiter] if lines else None
        self._line = lines[0] if lines else int(asking.priority)
        for one in counts:
            one.promised[self._line].pop(asking.waiter, None)
        came = self._promise is not None and self._promise <= now
        if came and self._passed_over():
            self._take_share()
            self._line = Priority.INTERACTIVE
        in_time = self._promise is not None and self._promise >= now - _GRACE
        self._keeps_place = came and not (in_time and self._line == Priority.BULK)

    def _passed_over(self) -> bool:
        return any(one.passed.get(self._line, 0) >= SHARE for one in self._counts)

    def _take_share(self) -> None:
        for one in self._counts:
            owed = min(one.passed.get(self._line, 0), OWED * SHARE)
            one.passed[self._line] = max(0, owed - SHARE)

    def free_from(self, moment: int) -> int:
        """The first moment from this one on with a free slot in every window."""
        while True:
            before = moment
            for one in self._counts:
                moment = self._free_in(one, moment)
            if moment == before:
                return moment

    def _free_in(self, one: _Counts, moment: int) -> int:
        """The first moment from this one on at which a slot is free that nobody before us is promised."""
        reserve = int(self._line == Priority.BULK)
        all_answered = self._now + one.length  # what is under way frees its slot then, or a little later
        taken = sorted(one.busy.values())
        promised = self._lines(one)
        while True:
            freed = bisect_right(taken, moment)
            missing = 1 + reserve - one.window.slots
            missing += sum(self._promised_in(promised, line, moment) for line in range(self._line + 1))
            if moment < all_answered:
                missing += len(taken) - freed
            else:  # by then slots free again as they were taken, one an interval
                missing -= (moment - all_answered) // one.interval
            paced = self._paced_at(one, promised, moment)
            if paced > moment:
                moment = paced
            elif missing <= 0:
                return moment
            elif moment >= all_answered:
                moment += missing * one.interval
            else:
                moment = min([*taken[freed + missing - 1 :][:1], all_answered])

    def _lines(self, one: _Counts) -> list[list[int]]:
        """The moments promised to those who may still come, for each line up to ours."""
        lines = one.promised[: self._line + 1]
        return [
            sorted(promise for promise in line.values() if promise >= self._now - _GRACE) for line in lines
        ]

    def _promised_in(self, promised: list[list[int]], line: int, moment: int) -> int:
        until = self._now if self._keeps_place and line == self._line else moment
        return bisect_right(promised[line], until)

    def _paced_at(self, one: _Counts, promised: list[list[int]], moment: int) -> int:
        """When bulk may leave, if those who are promised a moment until `moment` have left by then."""
        if self._line != Priority.BULK:
            return moment
        ahead = self._promised_in(promised, Priority.BULK, moment) + 1 - one.window.burst
        return max(one.paced, self._now) + ahead * one.interval

    def take(self) -> None:
        for one in self._counts:
            one.busy[self._asking.slot] = self._now + self._asking.lease
            for lower in range(self._line + 1, len(Priority)):
                if any(promise >= self._now - _GRACE for promise in one.promised[lower].values()):
                    one.passed[lower] = one.passed.get(lower, 0) + 1
            if self._line == Priority.BULK:
                one.paced = max(one.paced, self._now) + one.interval
            if self._line == self._asking.priority:
                one.passed.pop(self._line, None)

    def promise(self, moment: int) -> int:
        """Promise this moment, or an earlier visit's that has not come yet; and return it."""
        if self._promise is not None and self._promise > self._now:
            moment = self._promise
        if moment - self._now <= self._asking.longest:
            for one in self._counts:
                one.promised[self._line][self._asking.waiter] = moment
        return moment
