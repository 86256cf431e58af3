"""Faults on order: a Web API method that fails the next few times, as Slack's does on a bad day."""

from dataclasses import dataclass


@dataclass
class Fault:
    """How a method fails, and how often still."""

    status: int = 200
    error: str | None = None
    retry_after_seconds: int = 1
    times: int = 1


class Faults:
    """What was ordered, by method name."""

    def __init__(self) -> None:
        self._faults: dict[str, list[Fault]] = {}

    def order(self, method: str, fault: Fault) -> None:
        """Let `method` fail."""
        self._faults.setdefault(method, []).append(fault)

    def take(self, method: str) -> Fault | None:
        """The fault that this call meets, if any."""
        waiting = self._faults.get(method)
        if not waiting:
            return None
        fault = waiting[0]
        fault.times -= 1
        if fault.times <= 0:
            waiting.pop(0)
        return fault
