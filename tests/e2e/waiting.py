"""Waiting for an outcome: by asking again and again until a deadline, never by sleeping a guessed while."""

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

# No promise, only the end of patience: everything waited for takes a second or two on a quiet machine. On one
# that stalls, the broker may miss a hint; then the sweeper comes after 45 s, or 15 s later.
PATIENCE_SECONDS = 90.0
_PAUSE_SECONDS = 0.03


def eventually(
    what: str,
    look: Callable[[], T],
    seconds: float = PATIENCE_SECONDS,
    *,
    last: Callable[[], object] | None = None,
) -> T:
    """The first true thing that `look` gives.

    :raises AssertionError: it gave none in time; says what was waited for and what `last` sees instead
    """
    until = time.monotonic() + seconds
    while not (seen := look()):
        if time.monotonic() > until:
            raise AssertionError(f"not within {seconds:g} s: {what}; there is: {last() if last else seen!r}")
        time.sleep(_PAUSE_SECONDS)
    return seen
