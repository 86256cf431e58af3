"""The strict server's window."""

import math
from collections import deque

LIMIT = 100
PERIOD_SECONDS = 5.0
# What the quota allows in the long run.
PER_SECOND = LIMIT / PERIOD_SECONDS


class StrictWindow:
    """At most 100 admitted requests in any 5 s, both ends included.

    A refused request does not count. If it did, one request too many would bring on the next, and a limiter
    that errs once would look as bad as one that always errs: this way each refusal is an error of its own.
    For a limiter without refusals there is no difference.
    """

    def __init__(self) -> None:
        self._admitted: deque[float] = deque()

    def admit(self, now: float) -> int:
        """Count a request and return 0, or return after how many whole seconds (at least 1) to come again."""
        while self._admitted and now - self._admitted[0] > PERIOD_SECONDS:
            self._admitted.popleft()
        if len(self._admitted) < LIMIT:
            self._admitted.append(now)
            return 0
        return max(1, math.ceil(self._admitted[0] + PERIOD_SECONDS - now))
