"""What somebody said to the bot."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Utterance:
    """What somebody said, where, and how to tell its repeats."""

    operation_id: str
    slack_team_id: str
    slack_user_id: str
    slack_channel_id: str
    response_url: str | None
    words: str
