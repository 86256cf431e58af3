"""What somebody said to the bot."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field

from tasks.delivery import Delivery


@dataclass(frozen=True)
class Utterance:
    """What somebody said, where, and how to tell its repeats."""

    operation_id: str
    slack_team_id: str
    slack_user_id: str
    slack_channel_id: str
    response_url: str | None
    words: str
    references: Mapping[str, str] = field(default_factory=dict)
    """The Slack id of each person and channel in the words, by what is shown there: `@tomas`, `#launch`."""
    thread_ts: str | None = None
    """Of the thread it was said in; None outside of any."""
    is_direct: bool = False
    """Said in the direct messages with the bot."""
    said: str = ""
    """All that was said, whether or not it is a command; empty where it can be nothing else."""

    def delivery(self) -> Delivery:
        """A delivery accepted now."""
        return Delivery(
            slack_team_id=self.slack_team_id,
            slack_user_id=self.slack_user_id,
            slack_channel_id=self.slack_channel_id,
            response_url=self.response_url,
            words=self.words,
            accepted_at_seconds=time.time(),
            thread_ts=self.thread_ts,
            is_direct=self.is_direct,
        )
