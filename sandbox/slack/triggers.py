"""Trigger ids ("Modals": a `trigger_id` expires in 3 seconds and can be used once)."""

import secrets
from dataclasses import dataclass

from .clock import Clock
from .errors import SlackError

LIFETIME_SECONDS = 3.0


@dataclass
class Trigger:
    """What one person did, which lets the app open one modal for them."""

    user_id: str
    issued_at: float
    view_id: str | None = None
    """The modal it came from: only such a trigger can push another view onto it."""
    exchanged: bool = False


class Triggers:
    """Issues trigger ids and takes each back once."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._triggers: dict[str, Trigger] = {}

    def issue(self, user_id: str, view_id: str | None = None) -> str:
        """A new trigger id, opaque to the app."""
        trigger_id = f"{secrets.randbelow(10**13)}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        self._triggers[trigger_id] = Trigger(user_id, self._clock(), view_id)
        return trigger_id

    def exchange(self, trigger_id: object) -> Trigger:
        """Use a trigger id up.

        :raises SlackError: invalid_trigger_id, exchanged_trigger_id, expired_trigger_id
        """
        trigger = self._triggers.get(trigger_id) if isinstance(trigger_id, str) else None
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.exchanged:
            raise SlackError("exchanged_trigger_id")
        if self._clock() - trigger.issued_at > LIFETIME_SECONDS:
            raise SlackError("expired_trigger_id")
        trigger.exchanged = True
        return trigger
