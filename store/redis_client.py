"""How every part of the bot reaches Redis: time-outs on everything, hidden retries on nothing."""

from redis import Redis
from redis.backoff import NoBackoff
from redis.retry import Retry

KEY_PREFIX = "backpack-bot:"

# A person waits behind the bot's look-ups: Slack gives the whole answer 3 s, and "nothing was accepted"
# has to be said within 1 s.
FAST_TIMEOUT_SECONDS = 0.8
# Nobody waits behind a worker's; a Redis that rewrites its AOF may well take a second.
PATIENT_TIMEOUT_SECONDS = 5.0


def connect(url: str, timeout_seconds: float = PATIENT_TIMEOUT_SECONDS) -> Redis:
    """A client that fails after `timeout_seconds` and never repeats a command by itself.

    redis-py's default repeats a command up to ten times: a hung Redis would hold its caller for minutes,
    and a command that had arrived would be carried out twice.
    """
    return Redis.from_url(
        url,
        decode_responses=True,
        socket_timeout=timeout_seconds,
        socket_connect_timeout=timeout_seconds,
        socket_keepalive=True,
        health_check_interval=30,  # seconds; finds a connection that a firewall dropped silently
        retry=Retry(NoBackoff(), 0),
    )


def read_text(redis: Redis, key: str) -> str | None:
    """The string at `key`; redis-py's types can't know that `connect` decodes."""
    stored = redis.get(key)
    return stored.decode() if isinstance(stored, bytes) else stored
