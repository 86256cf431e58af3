"""Faults on order: a Web API method that fails the next few times, as Slack's does on a bad day."""

from dataclasses import asdict, dataclass, fields
from typing import Any

from .errors import SlackError

CUTS = ("before", "after", "midway")
RESPONSE_URL = "response_url"
"""Stands for a method's name where the posts to response URLs are to fail."""


@dataclass
class Fault:
    """How a method fails, and how often still. Without status, error and cut it is only slow."""

    status: int = 200
    """The HTTP status of the answer."""
    error: str | None = None
    """Slack's code in the answer; `ratelimited` means 429 whatever the status."""
    retry_after: int | None = 1
    """Seconds in the `Retry-After` of a 429; None leaves it out."""
    performed: bool = False
    """Carry the call out first, and answer so all the same."""
    cut: str | None = None
    """Close the connection `before` the call is carried out, `after` it, or `midway` in its answer."""
    delay_seconds: float = 0.0
    """Wait before anything else happens."""
    answer_delay_seconds: float = 0.0
    """Wait before the answer, when all is done."""
    times: int | None = 1
    """How many calls meet it; None is all."""

    @classmethod
    def from_json(cls, given: dict[str, Any]) -> "Fault":
        """:raises SlackError: invalid_arguments"""
        known = {field.name for field in fields(cls)}
        if set(given) - known or given.get("cut") not in {None, *CUTS}:
            raise SlackError("invalid_arguments", [f"a fault has {', '.join(sorted(known))}"])
        return cls(**given)

    @property
    def refuses(self) -> bool:
        """Whether the answer is an error, rather than only late or cut."""
        return self.status != 200 or self.error is not None

    @property
    def carries_out(self) -> bool:
        """Whether the call takes effect."""
        return self.performed or not (self.refuses or self.cut == "before")


class Faults:
    """What was ordered, by method name."""

    def __init__(self) -> None:
        self._faults: dict[str, list[Fault]] = {}

    def order(self, method: str, fault: Fault) -> None:
        """Let `method` fail."""
        self._faults.setdefault(method, []).append(fault)

    def clear(self) -> None:
        """Let everything work again."""
        self._faults.clear()

    def as_json(self) -> dict[str, list[dict[str, Any]]]:
        """What was ordered and not met yet, by method."""
        return {method: [asdict(fault) for fault in waiting] for method, waiting in self._faults.items()}

    def take(self, method: str) -> Fault | None:
        """The fault that this call meets, if any."""
        waiting = self._faults.get(method)
        if not waiting:
            return None
        fault = waiting[0]
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                waiting.pop(0)
        return fault
