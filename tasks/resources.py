"""What a worker process opens once: its stores, and a Backpack client for each token in use."""

from functools import cache, lru_cache

from backpack import Backpack, TokenAuth, Unlimited
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
        limiter=Unlimited(),  # a limiter of this process alone would not know of the other workers
    )
