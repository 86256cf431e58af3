"""The names under which the shared limiter keeps its state."""

from typing import Final

from backpack.quota import Profile, Window
from backpack.rate_limit import Priority


class LimitKeys:
    """The Redis keys of one account; the hash tag keeps them on one node of a cluster."""

    PREFIX: Final = "backpack-limit:"

    def __init__(self, profile: Profile, account: str, egress: str) -> None:
        self._root = f"{self.PREFIX}{{{profile.name}:{account}:{egress}}}"

    @property
    def gate(self) -> str:
        return f"{self._root}:gate"

    def busy(self, window: Window) -> str:
        return f"{self._root}:{window.name}:busy"

    def promised(self, window: Window) -> list[str]:
        """A line for each priority."""
        return [f"{self._root}:{window.name}:promised:{line:d}" for line in Priority]

    def asked(self, windows: tuple[Window, ...]) -> list[str]:
        """As `ask.lua` has them."""
        keys = [self.gate]
        for window in windows:
            keys += [f"{self._root}:{window.name}:counters", self.busy(window), *self.promised(window)]
        return keys

    def settled(self, windows: tuple[Window, ...]) -> list[str]:
        """As `settle.lua` has them."""
        return [self.gate, *(self.busy(window) for window in windows)]
