"""Time, as Slack writes it. The clock is passed in, so that a test can let 30 minutes pass at once."""

from collections.abc import Callable

Clock = Callable[[], float]
"""Returns seconds since the epoch."""


class Timestamps:
    """Message timestamps: seconds with six decimals, and unique, because a `ts` is a message's id."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last = 0

    def next(self) -> str:
        """A timestamp later than every one before it."""
        return self.at(self._clock())

    def at(self, seconds: float) -> str:
        """A timestamp at that time, or just after the last one given."""
        self._last = max(self._last + 1, int(seconds * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06d}"
