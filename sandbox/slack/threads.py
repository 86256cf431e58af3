"""Threads: which message a reply hangs on, and what that one tells of its replies ("Threading messages")."""

from typing import Any

from .errors import SlackError
from .messages import Message, MessageStore

Json = dict[str, Any]


def parent_of(messages: MessageStore, channel: str, thread_ts: str) -> Message | None:
    """The message that begins the thread, also where `thread_ts` is a reply's; None where there is none."""
    try:
        message = messages.find(channel, thread_ts)
    except SlackError:
        return None
    if message.thread_ts not in {None, message.ts}:
        return parent_of(messages, channel, message.thread_ts)
    return message if message.ephemeral_to is None else None


def replies_to(messages: MessageStore, parent: Message) -> list[Message]:
    """What everybody sees below it, in order."""
    return [
        each
        for each in messages.in_channel(parent.channel)
        if each.thread_ts == parent.ts != each.ts and each.ephemeral_to is None
    ]


def as_slack(messages: MessageStore, message: Message, *, with_metadata: bool = False) -> Json:
    """The message as `conversations.history` and `.replies` show it: a parent counts its replies."""
    body = message.as_slack(with_metadata=with_metadata)
    replies = replies_to(messages, message)
    if not replies:
        return body
    users = list(dict.fromkeys(each.user for each in replies))
    return {
        **body,
        "thread_ts": message.ts,
        "reply_count": len(replies),
        "reply_users_count": len(users),
        "reply_users": users,
        "latest_reply": replies[-1].ts,
        "is_locked": False,
        "subscribed": False,
    }
