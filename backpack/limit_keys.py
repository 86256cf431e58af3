"""The names under which the shared limiter keeps its state."""

import re
from typing import Final

from backpack.quota import Profile, Window
from backpack.rate_limit import Priority

_NAME: Final = re.compile(r"[A-Za-z0-9._-]+")


class LimitKeys:
    """The Redis keys of one account; the hash tag keeps them on one node of a cluster."""

    PREFIX: Final = "backpack-limit:"

    def __init__(self, profile: Profile, account: str, egress: str) -> None:
        for name in (account, egress):
            if not _NAME.fullmatch(name):
                raise ValueError(f"{name!r} is not letters, digits, dots, dashes and underscores")
        self._root = f"{self.PREFIX}{{{profile.name}:{account}:{egress}}}"

    @classmethod
    def parse(cls, key: str) -> tuple[str, str, str]:
        """Profile, account and egress of one of our keys."""
        profile, account, egress = key.removeprefix(f"{cls.PREFIX}{{").partition("}")[0].split(":")
        return profile, account, egress

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
