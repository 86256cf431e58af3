"""What the workspace needs to know at the start."""

from dataclasses import dataclass, field

EVENT_RETRIES_AFTER_SECONDS = (0.0, 60.0, 300.0)
"""At once, after a minute, after five ("Events API", Retries)."""


@dataclass(frozen=True)
class Config:
    """Read once; the secrets stay out of its repr, so that no traceback shows them."""

    bot_url: str
    """Where commands, interactions and events are delivered."""
    backpack_url: str
    """The local Backpack server, whose account the page shows beside the conversation."""
    signing_secret: str = field(repr=False)
    bot_token: str = field(repr=False)
    base_url: str = ""
    """Our own address, as the bot reaches it: it stands in every `response_url`."""
    redis_url: str = ""
    """Where the bot's schedule lives; without it the clock cannot be moved."""
    ack_timeout_seconds: float = 3.0
    """Slack waits three seconds (Interactivity, "Responding to users: acknowledgment response")."""
    event_retries_after_seconds: tuple[float, ...] = EVENT_RETRIES_AFTER_SECONDS
    """The pauses before an event that was not taken is delivered again."""
