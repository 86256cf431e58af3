"""Who said something and where the answer goes; travels beside the intent."""

from dataclasses import dataclass

from tasks.wire import wire


@wire
@dataclass(frozen=True)
class Delivery:
    """One delivery from Slack. Tokens are looked up by the ids here, never carried."""

    slack_team_id: str
    slack_user_id: str
    slack_channel_id: str
    response_url: str | None
    """Takes up to 5 messages within 30 minutes; None where the surface has none."""
    words: str
    """What the person said, for answers that quote it."""
    accepted_at_seconds: float
    """Unix time; a command is kept for a day while Backpack is down."""
    thread_ts: str | None = None
    """Of the thread it was said in, where the answer belongs; None outside of any."""
    is_direct: bool = False
    """Said in the direct messages with the bot: the answer is an ordinary message there."""
    clicked_ts: str | None = None
    """Of the message whose button was clicked, in that channel; None where none was."""
    clicked_is_ephemeral: bool = False
    """Only its `response_url` can change such a message."""

    @property
    def is_for_channel(self) -> bool:
        """Whether it is about a channel; else it is about the person's direct messages with the bot."""
        return self.slack_channel_id.startswith(("C", "G"))

    @property
    def person(self) -> str:
        """Whose line a command waits in while Backpack is away."""
        return f"{self.slack_team_id}:{self.slack_user_id}"
