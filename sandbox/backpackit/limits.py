"""Usage limits (README, "Usage Limits"): an exact sliding window for each account and client address."""

import math
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

WindowClass = Literal["ordinary", "calendar"]
ORDINARY: WindowClass = "ordinary"
CALENDAR: WindowClass = "calendar"


@dataclass(frozen=True)
class Quota:
    """How many requests fit into how many seconds; the defaults are the documented ones."""

    ordinary: int = 100
    calendar: int = 10
    period_seconds: float = 5.0

    def __post_init__(self) -> None:
        if min(self.ordinary, self.calendar) < 1 or not 0 < self.period_seconds < math.inf:
            raise ValueError("limits are at least 1, and the period is more than 0 seconds")

    def of(self, window: WindowClass) -> int:
        """The limit of one class of requests."""
        return self.calendar if window == CALENDAR else self.ordinary


@dataclass(frozen=True)
class Caller:
    """Whose window: the account by name, the client's address, and the class of request."""

    account: str
    address: str
    window: WindowClass = ORDINARY


class Limiter:
    """Remembers when each admitted request came; refused ones are not remembered, so they do not count."""

    def __init__(self, clock: Callable[[], float], quota: Quota | None = None) -> None:
        self._clock = clock
        self._admitted: defaultdict[Caller, deque[float]] = defaultdict(deque)
        self.quota = quota or Quota()

    def set_quota(self, quota: Quota) -> None:
        """Change the limits and forget what was counted, so that a test starts with empty windows."""
        self.quota = quota
        self._admitted.clear()

    def admit(self, caller: Caller) -> int:
        """Count a request and return 0, or return after how many whole seconds a slot will be free."""
        now = self._clock()
        times = self._admitted[caller]
        # A request leaves the window the moment it is a full period old.
        while times and now - times[0] >= self.quota.period_seconds:
            times.popleft()
        if len(times) < self.quota.of(caller.window):
            times.append(now)
            return 0
        return max(1, math.ceil(times[0] + self.quota.period_seconds - now))
