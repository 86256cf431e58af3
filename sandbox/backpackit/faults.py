"""Trouble on demand: rules that make the server slow, failing or dead for some requests."""

import asyncio
import contextlib
from dataclasses import asdict, dataclass, replace
from typing import Any

CUTS = ("before", "after", "midway")
BODIES = ("truncated", "malformed", "two_roots", "html", "empty")

LONGEST_SECONDS = 600
"""Of any delay."""


@dataclass(frozen=True)
class FaultRule:
    """One rule: which requests it hits, and what happens to them.

    A delay may stand alone (a slow but sound answer) or with one other kind of trouble.
    """

    status: int | None = None
    """Answer this instead of performing the operation."""
    performed: bool = False
    """With `status`: perform and commit the operation first, and answer that status all the same."""
    retry_after: int | None = None
    """Seconds, sent with `status`."""
    delay_seconds: float = 0.0
    """Wait this long before anything else happens."""
    answer_delay_seconds: float = 0.0
    """Wait this long with the answer, once everything is committed."""
    down: bool = False
    """Close the connection without a byte of an answer, perform nothing and count nothing."""
    cut: str | None = None
    """Close the connection `before` the operation, `after` its commit without a byte of an answer, or
    `midway`: after its commit and half of the answer."""
    body: str | None = None
    """Perform, and spoil the body of the answer: `truncated`, `malformed` (a wrong end tag), `two_roots`
    (seen in 2007, wire 6.10), `html` or `empty`."""
    path_contains: str = ""
    """Hit only paths with this text; a token in front of the path is no part of it."""
    operation: str = ""
    """Hit only this operation, by its name in the counters."""
    account: str = ""
    """Hit only requests to this account."""
    times: int | None = None
    """How many requests to hit before the rule is used up; None is all."""

    def __post_init__(self) -> None:
        _check("status", self.status, (int,), 400, 599)
        _check("retry_after", self.retry_after, (int,), 0, 86_400)
        _check_seconds("delay_seconds", self.delay_seconds)
        _check_seconds("answer_delay_seconds", self.answer_delay_seconds)
        _check("times", self.times, (int,), 1, 1_000_000)
        if not all(isinstance(text, str) for text in (self.path_contains, self.operation, self.account)):
            raise ValueError("path_contains, operation and account are texts")
        if not isinstance(self.down, bool) or not isinstance(self.performed, bool):
            raise ValueError("down and performed are true or false")  # noqa: TRY004 -- for whoever calls it, a bad value
        if self.cut not in {None, *CUTS} or self.body not in {None, *BODIES}:
            raise ValueError(f"cut is one of {', '.join(CUTS)}, and body of {', '.join(BODIES)}")
        kinds = sum((self.status is not None, self.down, self.cut is not None, self.body is not None))
        if kinds > 1 or (not kinds and not self.delay_seconds and not self.answer_delay_seconds):
            raise ValueError("a rule has one of status, down, cut and body, or a delay")

    @property
    def silent(self) -> bool:
        """Whether the operation is left out and the connection closed."""
        return self.down or self.cut == "before"

    def hits(self, path: str, operation: str, account: str) -> bool:
        """Whether a request falls under this rule."""
        return (
            self.path_contains in path and self.operation in {"", operation} and self.account in {"", account}
        )


class Faults:
    """The rules in force; the first that fits a request is applied. And the latency of every request."""

    def __init__(self) -> None:
        self._rules: list[FaultRule] = []
        self._cleared = asyncio.Event()
        self._closed = False
        self.latency_seconds = 0.0

    def add(self, fields: dict[str, Any]) -> None:
        """Add a rule given as JSON.

        :raises ValueError: a field is unknown or makes no sense.
        """
        try:
            self._rules.append(FaultRule(**fields))
        except TypeError as error:  # an unknown field, or one that cannot be looked up in a set
            raise ValueError(f"fields are {', '.join(FaultRule.__dataclass_fields__)}") from error

    def set_latency(self, seconds: Any) -> None:
        """How long every request waits before anything else happens.

        :raises ValueError: it is no such time.
        """
        _check_seconds("seconds", seconds)
        self.latency_seconds = seconds

    def clear(self) -> None:
        """Drop every rule, and let go of the requests that a delay still holds."""
        self._rules.clear()
        self._cleared.set()
        self._cleared = asyncio.Event()

    def close(self) -> None:
        """Clear, and delay nothing from now on: the server stops."""
        self._closed = True
        self.clear()

    async def hold(self, seconds: float) -> None:
        """Wait that long, or until the rules are cleared."""
        if seconds <= 0 or self._closed:
            return
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._cleared.wait(), seconds)

    def find(self, path: str, operation: str, account: str) -> FaultRule | None:
        """The rule a request falls under; `use` says that it was applied."""
        return next((rule for rule in self._rules if rule.hits(path, operation, account)), None)

    def use(self, rule: FaultRule) -> None:
        """Count one use, and drop a rule that is used up."""
        if rule.times is None:
            return
        place = self._rules.index(rule)
        if rule.times > 1:
            self._rules[place] = replace(rule, times=rule.times - 1)
        else:
            del self._rules[place]

    def as_json(self) -> dict[str, list[dict[str, Any]]]:
        """The rules in force."""
        return {"rules": [asdict(rule) for rule in self._rules]}


def _check_seconds(name: str, value: Any) -> None:
    _check(name, "none" if value is None else value, (int, float), 0, LONGEST_SECONDS)


def _check(name: str, value: Any, kinds: tuple[type, ...], least: int, most: int) -> None:
    if value is None:
        return
    if type(value) not in kinds or not least <= value <= most:  # a bool is an int to isinstance
        raise ValueError(f"{name} is not a number from {least} to {most}")
