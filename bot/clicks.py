"""A click in a message: by whom, where, and how to tell its repeats."""

import time
from dataclasses import dataclass
from typing import Any

from tasks.delivery import Delivery


@dataclass(frozen=True)
class Click:
    """What a `block_actions` payload says of it (docs.slack.dev: block_actions payload)."""

    operation_id: str
    slack_team_id: str
    slack_user_id: str
    slack_channel_id: str
    response_url: str
    message_ts: str | None
    is_ephemeral: bool
    thread_ts: str | None
    trigger_id: str

    @staticmethod
    def of(body: dict[str, Any]) -> "Click":
        container, user_id = body.get("container") or {}, body["user"]["id"]
        return Click(
            operation_id=f"action-{user_id}-{body['actions'][0]['action_ts']}",
            slack_team_id=body["team"]["id"],
            slack_user_id=user_id,
            slack_channel_id=body["channel"]["id"],
            response_url=body["response_url"],
            message_ts=container.get("message_ts"),
            is_ephemeral=bool(container.get("is_ephemeral")),
            thread_ts=container.get("thread_ts") or (body.get("message") or {}).get("thread_ts"),
            trigger_id=body["trigger_id"],
        )

    def delivery(self, words: str) -> Delivery:
        """A delivery accepted now; `words` say what the button says."""
        return Delivery(
            slack_team_id=self.slack_team_id,
            slack_user_id=self.slack_user_id,
            slack_channel_id=self.slack_channel_id,
            response_url=self.response_url,
            words=words,
            accepted_at_seconds=time.time(),
            thread_ts=self.thread_ts,
            clicked_ts=self.message_ts,
            clicked_is_ephemeral=self.is_ephemeral,
        )
