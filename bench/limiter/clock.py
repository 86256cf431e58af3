"""A wall clock that is wrong, as it is on every machine, and is set right in jumps."""

import random
import threading
import time

# As far as machines that set their clocks by NTP are apart in a bad hour.
FURTHEST_SECONDS = 0.1
_JUMPS_EVERY_SECONDS = 1.0


def wander() -> None:
    """Put this process's `time.time` and `time.time_ns` off, by another amount every second.

    Whoever reads the wall clock through the module is misled; `monotonic` cannot jump on a real machine
    either, and stays as it is.
    """
    true_time, true_time_ns = time.time, time.time_ns
    off_seconds = random.uniform(-FURTHEST_SECONDS, FURTHEST_SECONDS)

    def jump() -> None:
        nonlocal off_seconds
        while True:
            time.sleep(_JUMPS_EVERY_SECONDS)
            off_seconds = random.choice((-FURTHEST_SECONDS, FURTHEST_SECONDS))

    time.time = lambda: true_time() + off_seconds
    time.time_ns = lambda: true_time_ns() + round(off_seconds * 1e9)
    threading.Thread(target=jump, daemon=True).start()
