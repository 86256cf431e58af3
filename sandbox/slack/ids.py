"""Ids in Slack's manner: a letter for the kind, then characters that mean nothing."""

import secrets

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def new_id(prefix: str, length: int = 9) -> str:
    """An id such as `V7Q2M4K9XB`."""
    return prefix + "".join(secrets.choice(ALPHABET) for _ in range(length))
