"""Whether a worker has gone deaf: messages wait for it, and it neither takes one nor ends one."""

from dataclasses import dataclass

# Looks are a second apart. A healthy worker with a free process takes a message within milliseconds, and
# one that has lost its connection tries again after 2, 4, 6 s; what a person waits for has 15 s.
_PATIENCE_LOOKS = 8
# With every process busy nothing need move until the first of them meets its time limit; ten looks more for
# the killing of it and the start of another.
_GRACE_LOOKS = 10


@dataclass(frozen=True)
class Sight:
    """What one look at a worker shows."""

    waiting_count: int
    """Messages in its queues."""
    taken_count: int
    """Tasks that its processes have begun, ever."""
    held_count: int
    """Messages it has taken and not done with: begun, waiting for a process, or not due yet."""
    busy_count: int
    """Processes with a task in hand."""


class StallWatch:
    """Counts looks, not seconds: a machine that slept for a minute has looked once, and is no culprit."""

    def __init__(self, process_count: int, time_limit_seconds: float) -> None:
        self._process_count = process_count
        self._busy_patience_looks = time_limit_seconds + _GRACE_LOOKS
        self._last: Sight | None = None
        self._idle_looks = self._still_looks = 0

    def is_stalled(self, sight: Sight) -> bool:
        """To be asked once a second, with what is to be seen now."""
        before, self._last = self._last, sight
        if before is None or not sight.waiting_count or _has_moved(before, sight):
            self._idle_looks = self._still_looks = 0
            return False
        self._still_looks += 1
        self._idle_looks = self._idle_looks + 1 if sight.busy_count < self._process_count else 0
        return self._idle_looks >= _PATIENCE_LOOKS or self._still_looks >= self._busy_patience_looks

    def start_over(self) -> None:
        """After a look that could not be had: with Redis away, standing still is no fault."""
        self._last = None


def _has_moved(before: Sight, now: Sight) -> bool:
    """What waits does not count: others put it there, and other workers take it."""
    moved = (before.taken_count, before.held_count, before.busy_count)
    return moved != (now.taken_count, now.held_count, now.busy_count)
