"""The documented limits, as data, and the numbers that every limiter shares.

A slot stays taken for a window from the moment its response has arrived. The server counted the request no
later than that, and the next request in the slot leaves no earlier than its end. So, however long either is
on its way, no window on the server's clock sees more requests than there are slots.
"""

from dataclasses import dataclass
from typing import Final

from backpack.operation import Call, Cost, Method
from backpack.timeouts import Timeouts

# A waiter who was told a moment and is not there by then is gone, or held up. The pause of a busy worker or
# broker is shorter; meanwhile one slot in 100 is idle.
GRACE_SECONDS: Final = 1.0
# Who comes back later than that, from a broker that stood still, is a newcomer.
REMEMBERED_SECONDS: Final = 60.0
# Of 20 slots that more urgent ones take while somebody of a lower priority waits, the next is theirs: with
# every slot wanted, a people's rush costs an export at most 95 % of its speed, and never stops it.
SHARE: Final = 20
# Those who wait come by in clusters, the length of the people's queue apart, and may then take so many shares
# one after the other: what a rush of 10 s has passed over, and half a second of all slots.
OWED: Final = 10
# Nothing is of use any longer after: the longest gate (300 s), or a lease, and what is remembered after it.
KEPT_SECONDS: Final = 600.0
# What a request may take (`Timeouts.deadline_seconds`, 15 s) and Backpack's window (5 s).
LEASE_SECONDS: Final = 20.0


@dataclass(frozen=True, slots=True)
class Window:
    """So many requests in any so many seconds.

    :ivar burst: how many bulk requests may leave at once; from then on they leave one by one, at the rate of
        the limit. A burst of all the slots would leave nobody a slot for a whole window.
    """

    name: str
    slots: int
    seconds: float
    burst: int = 1


@dataclass(frozen=True, slots=True)
class Profile:
    """The limits of one API, for one account and one source address.

    :ivar windows: all of them.
    :ivar by_cost: which of them a call counts against, by what it costs …
    :ivar by_method: … or by its verb.
    """

    name: str
    windows: tuple[Window, ...]
    by_cost: tuple[tuple[Cost, tuple[int, ...]], ...] = ()
    by_method: tuple[tuple[Method, tuple[int, ...]], ...] = ()

    def windows_for(self, call: Call[object]) -> tuple[Window, ...]:
        """Those that a call counts against."""
        indexes = dict(self.by_cost).get(call.cost) or dict(self.by_method)[call.method]
        return tuple(self.windows[index] for index in indexes)

    def check(self, timeouts: Timeouts, lease_seconds: float) -> None:
        """See that a lease outlives its request and the window in which the server may count it.

        :raises ValueError: it does not.
        """
        longest = max(timeouts.connect_seconds + timeouts.read_seconds, timeouts.deadline_seconds)
        least = longest + max(window.seconds for window in self.windows)
        if lease_seconds < least:
            raise ValueError(
                f"a lease of {lease_seconds:g} s is too short: with these time-outs a request may be counted"
                f" until {least:g} s after its slot was taken"
            )


#: 100 requests per 5 s; of these 10 for calendars and their events.
BACKPACK: Final = Profile(
    "backpack",
    # 8: in bursts of 4, slots stand idle while bulk waits for its pace (96.9 % of the quota, not 97.3 %).
    (Window("all", 100, 5.0, burst=8), Window("calendar", 10, 5.0)),
    by_cost=(("default", (0,)), ("calendar", (0, 1))),
)
#: 500 GETs and 100 requests of other verbs per 10 s.
BASECAMP_CLASSIC: Final = Profile(
    "basecamp-classic",
    (Window("get", 500, 10.0, burst=4), Window("other", 100, 10.0, burst=4)),
    by_method=(("GET", (0,)), ("POST", (1,)), ("PUT", (1,)), ("DELETE", (1,))),
)
