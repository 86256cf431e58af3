"""How long a request may take."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long to wait, in seconds.

    :ivar connect_seconds: for the connection. TCP repeats a lost packet after 3 s; just over that.
    :ivar read_seconds: for the next byte.
    :ivar deadline_seconds: from sending to the last byte of the reply: more than connecting and waiting for
        the first byte take at most, less than a worker's soft time limit (20 s).
    :raises ValueError: one of them is not positive.
    """

    connect_seconds: float = 3.05
    read_seconds: float = 10
    deadline_seconds: float = 15

    def __post_init__(self) -> None:
        if not min(self.connect_seconds, self.read_seconds, self.deadline_seconds) > 0:
            raise ValueError("time-outs are more than 0 seconds")
