"""Time, as Slack writes it. The clock is passed in, so that a test can let 30 minutes pass at once."""

from collections.abc import Callable

Clock = Callable[[], float]
"""Returns seconds since the epoch."""


class Timestamps:
    """Message timestamps: seconds with six decimals, and unique, because a `ts` is a message's id."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0
        self._given: set[int] = set()

    def next(self) -> str:
        """A timestamp later than every one before it."""
        return self.at(self._clock())

    def turn_back(self) -> None:
        """Let the next one be earlier than the last: somebody has put the clock back."""
        self._last = 0

    def at(self, seconds: float) -> str:
        """A timestamp at that time, or just after the last one given."""
        self._last = max(self._last + 1, int(seconds * 1_000_000))
        while self._last in self._given:
            self._last += 1
        self._given.add(self._last)
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"
