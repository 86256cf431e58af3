"""Rate limits ("Rate limits"): how often each method was called, and whether anybody came before the time.

Off at first: a person who tries the sandbox types no faster than Slack allows, and tests of other things do.
"""

import math
from collections import Counter

from .clock import Clock

PACED = frozenset({"chat.postMessage", "chat.postEphemeral"})
"""What counts as a message to a channel: about one a second, short bursts aside."""


class Limits:
    """A bucket for each channel, which one message fills and a second empties; and the counters."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._seconds = 0.0
        self._burst = 1
        self._empty_at: dict[str, float] = {}
        self._closed_until: dict[str, float] = {}
        self.calls: Counter[str] = Counter()
        self.refused: Counter[str] = Counter()
        """Calls answered with 429."""
        self.early: Counter[str] = Counter()
        """Calls that came before the `Retry-After` of the 429 before was over."""

    def set(self, seconds_a_message: float, burst: int) -> None:
        """Take one message in so many seconds for each channel, `burst` of them at once; 0: any number."""
        self._seconds, self._burst = seconds_a_message, burst
        self._empty_at.clear()

    def count(self, method: str) -> None:
        """A call has arrived."""
        self.calls[method] += 1
        if self._clock() < self._closed_until.get(method, 0.0):
            self.early[method] += 1

    def refuse(self, method: str, retry_after_seconds: float) -> None:
        """A call is answered with 429."""
        self.refused[method] += 1
        self._closed_until[method] = self._clock() + retry_after_seconds

    def take(self, method: str, channel_id: str) -> int:
        """One more message to that channel: 0, or the `Retry-After` of its refusal."""
        if not self._seconds or method not in PACED:
            return 0
        now = self._clock()
        empty_at = max(now, self._empty_at.get(channel_id, now)) + self._seconds
        over_seconds = empty_at - now - self._burst * self._seconds
        if over_seconds > 1e-9:
            return math.ceil(over_seconds)
        self._empty_at[channel_id] = empty_at
        return 0

    def as_json(self) -> dict[str, dict[str, int]]:
        """The counters, by method."""
        return {"calls": dict(self.calls), "refused": dict(self.refused), "early": dict(self.early)}
