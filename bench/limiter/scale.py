"""How long, and how much."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    """One run.

    :ivar warm_up_seconds: two windows and more, until a start has been forgotten.
    :ivar steady_seconds: measured after that, twice: before and after the restart.
    :ivar mixed_accounts: side by side; each brings an interactive sample every 0.6 s.
    :ivar orders: refusals that are ordered at the end, one after the other.
    :ivar soak_accounts: side by side, at nearly 20 requests a second each.
    """

    warm_up_seconds: float
    steady_seconds: float
    mixed_accounts: int
    orders: int
    soak_accounts: int
    soak_seconds: float


# 2 accounts, 2 stretches of 55 s and an interactive request every 0.6 s make 366 samples; 13 accounts at 19
# requests/s for 190 s make 47,000 requests, after some 9,000.
FULL = Scale(12.0, 55.0, mixed_accounts=2, orders=4, soak_accounts=13, soak_seconds=190.0)
QUICK = Scale(6.0, 11.0, mixed_accounts=1, orders=1, soak_accounts=4, soak_seconds=15.0)
