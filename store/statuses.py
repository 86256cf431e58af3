"""Whose status was set through the bot last, and to what: two commands of one person may overtake each other.

An attempt that is repeated may come after a later command has been done. The later one is to stand.
"""

from dataclasses import dataclass
from pathlib import Path

from redis import Redis

from store.redis_client import KEY_PREFIX

KEPT_SECONDS = 2 * 24 * 3600
"""A command is given up after a day: until then it may come late."""


@dataclass(frozen=True)
class LastWord:
    """What a person said last."""

    operation_id: str
    message: str
    """Empty: they cleared it."""
    before: str
    """What their status was before that; empty where they had none."""


class Statuses:
    """Last words by account and Backpack user."""

    def __init__(self, redis: Redis) -> None:
        script = Path(__file__).parent / "lua" / "last_word.lua"
        self._note = redis.register_script(script.read_text())

    def note(
        self, account: str, backpack_user_id: int, word: LastWord, accepted_at_seconds: float
    ) -> LastWord:
        """The person's last word: this one, unless another was accepted later.

        Noted a second time it stays as it was: what it finds as `before` then may be its own doing.
        """
        key = f"{KEY_PREFIX}status:{account}:{backpack_user_id}"
        fields = word.operation_id, word.message, word.before
        return LastWord(*self._note(keys=[key], args=[KEPT_SECONDS, f"{accepted_at_seconds:.6f}", *fields]))
