"""Writes that take effect together, for the price of one: Redis confirms them once they are on disk."""

from collections.abc import Iterator
from contextlib import contextmanager

from redis import Redis
from redis.client import Pipeline


@contextmanager
def transaction(redis: Redis, within: Pipeline | None = None) -> Iterator[Pipeline]:
    """What is called on it is sent at the end, or with that of the transaction it is part of.

    :raises redis.RedisError: nobody knows whether it was taken; all of it or nothing
    """
    if within is not None:
        yield within
        return
    with redis.pipeline(transaction=True) as pipe:
        yield pipe
        pipe.execute()
