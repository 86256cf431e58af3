"""Answers to a command or a click: through its response URL, or in the body of the acknowledgement."""

from typing import Any

from .errors import SlackError
from .messages import Message
from .response_urls import ResponseUrl
from .seed import BOT_USER_ID
from .state import Workspace
from .validation import check_message


def reply(workspace: Workspace, url: ResponseUrl, body: dict[str, Any]) -> None:
    """Post, replace or delete ("Handling user interaction", Publishing a message via response_url).

    :raises SlackError: no_text, invalid_blocks, msg_too_long
    """
    original = _original(workspace, url)
    if body.get("delete_original"):
        if original:
            workspace.delete(original)
        return
    text, blocks = str(body.get("text") or ""), body.get("blocks") or []
    check_message(text, blocks)
    if original and body.get("replace_original"):
        workspace.edit(original, {"text": text, "blocks": blocks})
        return
    in_channel = body.get("response_type") == "in_channel"
    workspace.post(
        url.channel,
        BOT_USER_ID,
        text,
        blocks=blocks,
        ephemeral_to=None if in_channel else url.user_id,
        thread_ts=body.get("thread_ts"),
    )


def _original(workspace: Workspace, url: ResponseUrl) -> Message | None:
    if url.message_ts is None:
        return None
    try:
        return workspace.messages.find(url.channel, url.message_ts)
    except SlackError:
        return None  # it was deleted in the meantime: nothing to replace
