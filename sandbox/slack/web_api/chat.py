"""`chat.postMessage`, `chat.postEphemeral`, `chat.update`, `chat.delete`."""

import json
from typing import Any

from ..errors import SlackError
from ..messages import Message
from ..seed import BOT_USER_ID, person_by_id
from ..state import Workspace
from ..validation import check_message
from .registry import Arguments, method

Json = dict[str, Any]
METADATA_LONGEST = 16_000


@method("chat.postMessage")
def post_message(workspace: Workspace, args: Arguments) -> Json:
    """Post to a channel, or to a person by opening the direct messages with them."""
    channel = workspace.own_channel(args.get("channel"))
    content = _content(args)
    message = workspace.post(
        channel.id, BOT_USER_ID, thread_ts=args.get("thread_ts"), metadata=_metadata(args), **content
    )
    posted = message.as_slack(with_metadata=True)
    return {"channel": channel.id, "ts": message.ts, "message": posted}


@method("chat.postEphemeral")
def post_ephemeral(workspace: Workspace, args: Arguments) -> Json:
    """Post to one person in a channel; nothing can change it later but a response URL."""
    channel = workspace.own_channel(args.get("channel"))
    person = person_by_id(args.required("user"))
    if person is None or not workspace.may_see(channel, person.slack_user_id):
        raise SlackError("user_not_in_channel")
    message = workspace.post(
        channel.id,
        BOT_USER_ID,
        ephemeral_to=person.slack_user_id,
        thread_ts=args.get("thread_ts"),
        **_content(args),
    )
    return {"message_ts": message.ts}


@method("chat.update")
def update(workspace: Workspace, args: Arguments) -> Json:
    """Change one of the app's own messages; what is not given stays (blocks, too: python-slack-sdk#523)."""
    message = _own_message(workspace, args, refusal="cant_update_message")
    _content(args)
    _metadata(args)
    given = {name: args.get(name) for name in ("text", "blocks", "metadata") if args.get(name) is not None}
    workspace.edit(message, given)
    body = {"channel": message.channel, "ts": message.ts, "text": message.text}
    return {**body, "message": message.as_slack(with_metadata=True)}


@method("chat.delete")
def delete(workspace: Workspace, args: Arguments) -> Json:
    """Delete one of the app's own messages."""
    message = _own_message(workspace, args, refusal="cant_delete_message")
    workspace.delete(message)
    return {"channel": message.channel, "ts": message.ts}


def _content(args: Arguments) -> Json:
    text, blocks = args.text("text"), args.get("blocks") or []
    check_message(text, blocks, attachments=bool(args.get("attachments")))
    return {"text": text, "blocks": blocks}


def _metadata(args: Arguments) -> Json | None:
    """:raises SlackError: it is none ("Message metadata")"""
    metadata = args.get("metadata")
    if not metadata:
        return None
    fields = metadata if isinstance(metadata, dict) else {}
    if not isinstance(fields.get("event_type"), str) or not isinstance(fields.get("event_payload"), dict):
        raise SlackError("invalid_metadata_format")
    if len(json.dumps(metadata)) > METADATA_LONGEST:
        raise SlackError("metadata_too_large")
    return fields


def _own_message(workspace: Workspace, args: Arguments, *, refusal: str) -> Message:
    channel = workspace.channel(args.get("channel"))
    message = workspace.messages.find(channel.id, args.required("ts"))
    if message.ephemeral_to is not None:
        raise SlackError("message_not_found")
    if not message.by_bot:
        raise SlackError(refusal)
    return message
