"""The two clocks of the server, in one place so that a test can hold and move them."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

LATEST = int(datetime(9000, 1, 1, tzinfo=UTC).timestamp())
"""The server's calendar ends here: far enough from the year 9999 for every zone and every `+MINUTES`."""


@dataclass
class Clock:
    """`monotonic` measures the rate limit, in seconds; `wall` stamps records, in seconds since 1970.

    Only what stamps records can be moved: the limits stay those of the real time.
    """

    monotonic: Callable[[], float] = time.monotonic
    wall: Callable[[], float] = time.time
    _ahead: float = field(default=0.0, init=False)
    _held_at: float | None = field(default=None, init=False)

    def now(self) -> int:
        """Whole seconds since 1970, the precision of every time in the API."""
        return int(self.exact())

    def exact(self) -> float:
        """The same with its fraction: a clock that is moved by an hour moves by just that."""
        return self.wall() + self._ahead if self._held_at is None else self._held_at

    def move(self, to: float) -> None:
        """Make it that time.

        :raises ValueError: it is before 1970, or so late that dates end.
        """
        self._check(to)
        self._ahead = to - self.wall()
        if self._held_at is not None:
            self._held_at = to

    def run_ahead(self, seconds: float) -> None:
        """Run so far ahead of the real time, or behind it, to the last digit: another clock may keep step.

        :raises ValueError: as for :meth:`move`.
        """
        self._check(self.wall() + seconds)
        self._ahead, self._held_at = seconds, None

    def hold(self, *, still: bool) -> None:
        """Stop at the present time, or go on from it."""
        now = self.exact()
        self._held_at = now if still else None
        self._ahead = now - self.wall()

    def reset(self) -> None:
        """Show the real time again."""
        self._ahead, self._held_at = 0.0, None

    @property
    def held(self) -> bool:
        """Whether it stands still."""
        return self._held_at is not None

    @property
    def ahead_seconds(self) -> float:
        """How far ahead of the real time it is; while it is held, a little less each moment."""
        return self._ahead if self._held_at is None else self._held_at - self.wall()

    @staticmethod
    def _check(to: float) -> None:
        if not 0 <= to < LATEST:
            raise ValueError("the clock goes from 1970 to 9000")


def ws_time(seconds: int) -> str:
    """A time on the /ws paths: UTC, with neither zone nor T (wire 7)."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d %H:%M:%S")


def rest_time(seconds: int) -> str:
    """A time on the REST paths: ISO 8601 with Z (wire 7)."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
