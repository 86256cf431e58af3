"""What somebody with a copy of Redis would see."""

from typing import Any

from redis import Redis


def everything_in(redis: Redis) -> str:
    """Every key and every value, as text."""
    client: Any = redis
    read = {
        "string": client.get,
        "hash": client.hgetall,
        "list": lambda key: client.lrange(key, 0, -1),
        "set": client.smembers,
        "zset": lambda key: client.zrange(key, 0, -1, withscores=True),
    }
    return "\n".join(f"{key}={read[client.type(key)](key)}" for key in client.scan_iter())
