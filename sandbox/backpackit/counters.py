"""How many requests came and were refused, by account and by operation."""

from collections import Counter

Counts = dict[str, dict[str, int]]


class Counters:
    """Since the server started. "Refused" is over the limit, not wrong in another way."""

    def __init__(self) -> None:
        self._requests: Counter[tuple[str, str]] = Counter()
        self._refused: Counter[tuple[str, str]] = Counter()

    def count(self, account: str, operation: str, *, refused: bool) -> None:
        """Count one request."""
        self._requests[account, operation] += 1
        self._refused[account, operation] += refused

    def as_json(self) -> dict[str, int | Counts]:
        """Totals, and the same two numbers for each account and operation."""
        return {
            "requests": self._requests.total(),
            "refused": self._refused.total(),
            "accounts": self._grouped(0),
            "operations": self._grouped(1),
        }

    def _grouped(self, part: int) -> Counts:
        groups: Counts = {}
        for key, requests in self._requests.items():
            group = groups.setdefault(key[part], {"requests": 0, "refused": 0})
            group["requests"] += requests
            group["refused"] += self._refused[key]
        return groups
