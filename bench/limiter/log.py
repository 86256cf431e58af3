"""What the server saw."""

import math
from typing import NamedTuple


class Entry(NamedTuple):
    """One request. Times are the machine's monotonic clock, which all processes share.

    :ivar arrived: the client had sent it by then.
    :ivar counted: the window was asked.
    :ivar answered: the answer left for the client; infinite if that was gone.
    :ivar retry_after: 0 if it was admitted, else the whole seconds that the client was told.
    :ivar ordered: it was refused because the benchmark said so, not for the window's sake.
    """

    account: str
    arrived: float
    counted: float
    answered: float = math.inf
    retry_after: int = 0
    ordered: bool = False
