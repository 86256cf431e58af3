"""Messages and who can see them."""

from dataclasses import dataclass, field
from typing import Any

from .errors import SlackError
from .rich_text import rich_text
from .seed import APP_ID, BOT_ID, BOT_NAME, BOT_USER_ID, SLACKBOT_USER_ID, TEAM_ID


@dataclass
class Message:
    """One message of a channel; an ephemeral one is seen by one person and no history holds it."""

    channel: str
    ts: str
    user: str
    text: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    ephemeral_to: str | None = None
    edited_ts: str | None = None
    thread_ts: str | None = None
    parent_user_id: str | None = None
    """Of a reply: who began the thread."""
    metadata: dict[str, Any] | None = None
    files: list[dict[str, Any]] = field(default_factory=list)
    """File objects."""
    reactions: dict[str, list[str]] = field(default_factory=dict)
    """Emoji name → who reacted with it, in order."""
    unfurls: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    """By address in the text, the blocks that the app shows for it."""
    client_msg_id: str | None = None
    """A person's client gives one to every message."""
    notice: str | None = None
    """The subtype of what Slack itself writes: `channel_join` or `channel_leave`."""

    @property
    def subtype(self) -> str | None:
        """Slackbot's own remarks are marked, and what comes with files; all else are plain messages."""
        if self.user == SLACKBOT_USER_ID:
            return "slackbot_response"
        if self.notice:
            return self.notice
        return "file_share" if self.files else None

    @property
    def by_bot(self) -> bool:
        """Whether the app posted it, and so may change it."""
        return self.user == BOT_USER_ID and self.notice is None

    def as_slack(self, *, with_metadata: bool = False) -> dict[str, Any]:
        """The message object of the Web API and of interaction payloads."""
        body: dict[str, Any] = {"type": "message", "user": self.user, "ts": self.ts, "text": self.text}
        body["team"] = TEAM_ID
        if self.by_bot:
            body |= {"bot_id": BOT_ID, "app_id": APP_ID}
            profile = {"id": BOT_ID, "deleted": False, "name": BOT_NAME, "updated": 0, "app_id": APP_ID}
            body["bot_profile"] = {**profile, "icons": {}, "team_id": TEAM_ID}
        if self.client_msg_id:
            body["client_msg_id"] = self.client_msg_id
        if blocks := self._blocks():
            body["blocks"] = blocks
        if self.subtype:
            body["subtype"] = self.subtype
        if self.edited_ts:
            body["edited"] = {"user": BOT_ID, "ts": self.edited_ts}
        if self.thread_ts:
            body["thread_ts"] = self.thread_ts
        if self.parent_user_id:
            body["parent_user_id"] = self.parent_user_id
        if self.files:
            body |= {"files": self.files, "upload": False}
        if self.reactions:
            body["reactions"] = self._reactions()
        if self.unfurls:
            body["attachments"] = [
                {"id": number, "from_url": url, "blocks": blocks, "app_unfurl_url": url, "app_id": APP_ID}
                for number, (url, blocks) in enumerate(self.unfurls.items(), 1)
            ]
        if with_metadata and self.metadata:
            body["metadata"] = self.metadata
        return body

    def _blocks(self) -> list[dict[str, Any]]:
        # A person's client sends the text as a block, too; here it is made when somebody asks.
        if self.client_msg_id:
            return [rich_text(self.text, self.client_msg_id[:5])]
        return self.blocks

    def _reactions(self) -> list[dict[str, Any]]:
        return [{"name": name, "users": users, "count": len(users)} for name, users in self.reactions.items()]

    def as_page(self) -> dict[str, Any]:
        """The message as the page and the tests read it."""
        return {
            "channel": self.channel,
            "ts": self.ts,
            "user": self.user,
            "text": self.text,
            "blocks": self.blocks,
            "ephemeral_to": self.ephemeral_to,
            "edited": self.edited_ts is not None,
            "subtype": self.subtype,
            "is_bot": self.by_bot,
            "thread_ts": self.thread_ts,
            "reactions": self._reactions(),
            "files": self.files,
            "unfurls": [{"url": url, "blocks": blocks} for url, blocks in self.unfurls.items()],
        }


class MessageStore:
    """All messages, by timestamp within each channel."""

    def __init__(self) -> None:
        self._messages: list[Message] = []

    def add(self, message: Message) -> None:
        """Keep a message, after those that are there."""
        self._messages.append(message)

    def remove(self, message: Message) -> None:
        """Forget a message."""
        self._messages.remove(message)

    def find(self, channel: str, ts: str) -> Message:
        """The message with that id.

        :raises SlackError: message_not_found
        """
        for message in self._messages:
            if (message.channel, message.ts) == (channel, ts):
                return message
        raise SlackError("message_not_found")

    def in_channel(self, channel: str, viewer: str | None = None) -> list[Message]:
        """The messages of a channel in the order they came in: all, or those that this person sees."""
        return [
            message
            for message in self._messages
            if message.channel == channel and (viewer is None or message.ephemeral_to in {None, viewer})
        ]
