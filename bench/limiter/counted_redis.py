"""A Redis client that counts its round trips."""

from collections.abc import Sequence
from typing import Any

from redis import Connection, ConnectionPool, Redis
from redis.backoff import NoBackoff
from redis.retry import Retry


class RoundTrips:
    """How often something was sent. Threads may lose a count to each other once in a million; so be it."""

    sent = 0


def counting_pool(url: str, round_trips: RoundTrips) -> ConnectionPool:
    """As the bot reaches Redis (`store.redis_client`): no hidden retries.

    A send is a round trip: a pipeline is one, and what opens a connection counts as well.
    """

    class Counting(Connection):
        def send_packed_command(self, command: str | Sequence[bytes], check_health: bool = True) -> Any:
            round_trips.sent += 1
            return super().send_packed_command(command, check_health)  # type: ignore[no-untyped-call] # theirs

    return ConnectionPool.from_url(
        url,
        connection_class=Counting,
        decode_responses=True,
        socket_timeout=5.0,  # seconds, as the bot's workers
        socket_connect_timeout=5.0,
        retry=Retry(NoBackoff(), 0),
    )


def counting_redis(url: str, round_trips: RoundTrips) -> Redis:
    return Redis(connection_pool=counting_pool(url, round_trips))
