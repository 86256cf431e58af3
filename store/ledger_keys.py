"""Where the ledger's entries are in Redis."""

from store.redis_client import KEY_PREFIX

# One cluster node has to hold all keys of a script, hence the hash tag.
TAGGED = KEY_PREFIX + "{operations}:"
OPEN = TAGGED + "open"
"""Ids of operations that are not answered yet, by the time at which the sweeper wonders about them."""
KEPT_SECONDS = 7 * 24 * 3600
"""A person who asks "what became of it" does so within the week."""


def operation_key(operation_id: str) -> str:
    return f"{TAGGED}{operation_id}"


def line_key(person: str) -> str:
    """Of the line in which this person's operations wait, see `store.lines`."""
    return f"{TAGGED}line:{person}"
