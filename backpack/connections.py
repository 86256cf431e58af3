"""Kept-alive connections, but none that its server may be about to close.

A server closes an idle connection when it likes. A request that is on its way just then is lost, and nobody
knows whether it was carried out: a create could not be repeated. So a connection is used again only while it
is certainly too young for that.
"""

import time
from typing import Any, Final

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool

# The shortest time-outs in common use are 5 s (Apache's and uvicorn's defaults); the rest is the way there.
MOST_IDLE_SECONDS: Final = 3.0


class _Young:
    """A pool that closes what was idle for too long before it gives it out; urllib3 connects it anew."""

    def _put_conn(self, connection: Any) -> None:
        if connection is not None:
            connection.idle_since_seconds = time.monotonic()
        super()._put_conn(connection)  # type: ignore[misc]  # the pool that this is mixed into has it

    def _get_conn(self, timeout: float | None = None) -> Any:
        connection = super()._get_conn(timeout)  # type: ignore[misc]  # as above
        idle_since_seconds = getattr(connection, "idle_since_seconds", None)
        if idle_since_seconds is not None and time.monotonic() - idle_since_seconds > MOST_IDLE_SECONDS:
            connection.close()
        return connection


class _YoungHTTP(_Young, HTTPConnectionPool):
    pass


class _YoungHTTPS(_Young, HTTPSConnectionPool):
    pass


def young_connections() -> HTTPAdapter:
    """An adapter that repeats nothing and keeps connections for `MOST_IDLE_SECONDS` at the most."""
    adapter = HTTPAdapter(max_retries=0)
    adapter.poolmanager.pool_classes_by_scheme = {"http": _YoungHTTP, "https": _YoungHTTPS}
    return adapter
