"""A lock among all workers that reach the same Redis. Not imported by the package: scripts need no Redis."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from redis import Redis, RedisError

from backpack.errors import Unreachable

# Longer than any request that is made under it takes (see `Timeouts.deadline_seconds`, 15 s): a worker that
# dies frees the lock after this long.
LEASE_SECONDS: Final = 30.0
# Past the lease, so that a worker that died is waited out.
LONGEST_WAIT_SECONDS: Final = 35.0
_POLL_SECONDS: Final = 0.05


class RedisLock:
    """Lets one worker at a time refresh one person's tokens.

    :param name: the Redis key; one for each person.
    :param lease_seconds: after this long the lock is free, whoever holds it.
    :param longest_wait_seconds: how long to wait for another to finish.
    """

    def __init__(
        self,
        redis: Redis,
        name: str,
        lease_seconds: float = LEASE_SECONDS,
        longest_wait_seconds: float = LONGEST_WAIT_SECONDS,
    ) -> None:
        self._redis = redis
        self._name = name
        self._lease_seconds = lease_seconds
        self._longest_wait_seconds = longest_wait_seconds

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock; wait for it, if another holds it.

        :raises Unreachable: it did not come free in time, or Redis cannot be asked. Nothing was sent.
        """
        lock = self._redis.lock(
            self._name,
            timeout=self._lease_seconds,
            sleep=_POLL_SECONDS,
            blocking_timeout=self._longest_wait_seconds,
        )
        try:
            taken = lock.acquire()
        except RedisError:
            taken = False
        if not taken:
            raise Unreachable("the lock for refreshing an OAuth token cannot be had")
        try:
            yield
        finally:
            with suppress(RedisError):  # the lease ended and another has it by now, or will end it
                lock.release()
