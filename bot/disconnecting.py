"""A person's Backpack forgotten."""

from contextlib import suppress

from redis import RedisError

from store.stores import Stores
from tasks.feeds import forget_person


def disconnect(stores: Stores, slack_team_id: str, slack_user_id: str) -> bool:
    """False when they were not connected. :raises redis.RedisError: the memory is out of reach"""
    forgotten = stores.accounts.forget(slack_team_id, slack_user_id)
    with suppress(RedisError):  # it is done; what is left does not pass the check before it fires
        forget_person(stores, slack_team_id, slack_user_id)
    return forgotten
