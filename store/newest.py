"""Sorted sets of what somebody has just done or been told, by time: the old is forgotten as the new comes."""

from redis.client import Pipeline


def note_newest(  # noqa: PLR0913 - what is noted, and how much of it is kept
    pipe: Pipeline,
    key: str,
    what: str,
    at_seconds: float,
    *,
    most: int,
    kept_seconds: int,
    first_stands: bool = False,
) -> None:
    """Note it, `most` at a time and each for `kept_seconds`; once more counts from then.

    :param first_stands: once more changes nothing
    """
    pipe.zadd(key, {what: at_seconds}, nx=first_stands)
    pipe.zremrangebyscore(key, "-inf", at_seconds - kept_seconds)
    pipe.zremrangebyrank(key, 0, -most - 1)
    pipe.expire(key, kept_seconds)
