"""From a request line to an operation, over the tables `documented` and `legacy`.

`T`, the token as a path prefix, is not written there: every path takes it (wire 10), so `find_route` tries a
path as it is, then without its first segment.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from .documented import DOCUMENTED
from .legacy import LEGACY
from .route import Route

ROUTES = DOCUMENTED + LEGACY


@dataclass(frozen=True)
class Match:
    """What a request line asks for."""

    path: str
    """Without the token, so that it may be logged and matched by fault rules."""
    token: str = ""
    route: Route | None = None
    ids: Mapping[str, int] = field(default_factory=dict)
    allowed: tuple[str, ...] = ()
    """The methods the path does know; empty where the path is unknown."""

    @property
    def enveloped(self) -> bool:
        """Whether replies go into `<response>` (wire 5: only on /ws)."""
        return self.path.startswith("/ws/")


def find_route(method: str, path: str) -> Match:
    """Look a request up in the tables."""
    match = _match(method, path, token="")
    if match.allowed or match.enveloped:
        return match
    token, _, rest = path.removeprefix("/").partition("/")
    with_token = _match(method, "/" + rest, token)
    return with_token if with_token.allowed or with_token.enveloped else match


def _match(method: str, path: str, token: str) -> Match:
    allowed = []
    for pattern, route in _PATTERNS:
        if found := pattern.fullmatch(path):
            if route.method == method:
                ids = {name: int(text) for name, text in found.groupdict().items()}
                return Match(path, token, route, ids, (method,))
            allowed.append(route.method)
    return Match(path, token, allowed=tuple(allowed))


def _pattern(path: str) -> re.Pattern[str]:
    # 18 digits fit SQLite's 64 bits; a longer number is no id, and its path unknown.
    text = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>\\d{1,18})", re.escape(path))
    return re.compile(text, re.ASCII)


_PATTERNS = tuple((_pattern(route.path), route) for route in ROUTES)
