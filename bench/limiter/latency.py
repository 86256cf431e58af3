"""How long the network takes."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

SHORTEST_SECONDS, LONGEST_SECONDS = 0.020, 0.250


def _skewed() -> float:
    """Log-uniform, as most round trips are short and a few long: 91 ms in the mean."""
    return math.exp(random.uniform(math.log(SHORTEST_SECONDS), math.log(LONGEST_SECONDS)))


def _uniform() -> float:
    """135 ms in the mean."""
    return random.uniform(SHORTEST_SECONDS, LONGEST_SECONDS)


SHAPES: dict[str, Callable[[], float]] = {"skewed": _skewed, "uniform": _uniform}


@dataclass(frozen=True)
class Latency:
    """Of one network.

    :ivar shape: a key of `SHAPES`.
    :ivar late_share: of so many requests, 0 to 1 …
    :ivar late_seconds: … each is held up by up to this long, on its way to the server or back.
    """

    shape: str = "skewed"
    late_share: float = 0.0
    late_seconds: float = 2.0

    def draw(self) -> tuple[float, float]:
        """Seconds before the server counts a request, and from then until its answer leaves."""
        total = SHAPES[self.shape]()
        if random.random() < self.late_share:
            total += random.uniform(0, self.late_seconds)
        before = random.uniform(0, total)
        return before, total - before
