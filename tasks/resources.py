"""What a worker process opens once: its stores, and a Backpack client for each token in use."""

from functools import cache, lru_cache

from redis import Redis

from backpack import Backpack, RedisLimiter, TokenAuth
from store.accounts import BackpackLink
from store.redis_client import connect
from store.stores import Stores, open_stores
from tasks.config import worker_config


@cache
def stores() -> Stores:
    config = worker_config()
    return open_stores(
        connect(config.redis_url), [key.get_secret_value() for key in config.backpack_bot_keys]
    )


@cache
def limiter_redis() -> Redis:
    """One connection for the limiters of all accounts."""
    return connect(worker_config().redis_url)


# As many as there are clients, more or less: an account has several people.
@lru_cache(maxsize=64)
def limiter_for(account: str) -> RedisLimiter:
    """The limiter of an account, which every worker on every machine keeps to."""
    return RedisLimiter(limiter_redis(), account, egress=worker_config().backpack_egress)


# A client keeps its connections open; 64 people are a busy minute for one process.
@lru_cache(maxsize=64)
def backpack_for(link: BackpackLink) -> Backpack:
    """The client that acts as this person. The token stays in memory."""
    config = worker_config()
    return Backpack(
        account=link.account,
        auth=TokenAuth(link.token),
        base_url=config.backpack_url,
        contact=config.backpack_contact,
        limiter=limiter_for(link.account),
    )
