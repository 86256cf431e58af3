"""`chat.unfurl`: what stands under a message for an address in it."""

import json
from typing import Any

from ..errors import SlackError
from ..links import links_in
from ..messages import Message
from ..state import Workspace
from ..validation import check_message
from .registry import Arguments, method

Json = dict[str, Any]
SOURCES = ("composer", "conversations_history")


@method("chat.unfurl")
def unfurl(workspace: Workspace, args: Arguments) -> Json:
    """Once more for the same address, it takes the place of what was there."""
    message = _message(workspace, args)
    unfurls = _unfurls(args)
    known = {link["url"] for link in links_in(message.text, workspace.app.unfurl_domains)}
    if not unfurls.keys() <= known:
        raise SlackError("cannot_unfurl_url")
    for each in unfurls.values():
        if not isinstance(each, dict):
            raise SlackError("cannot_parse_attachment")
        check_message("", each.get("blocks") or [], attachments=True)
    workspace.unfurl(message, {url: each.get("blocks") or [] for url, each in unfurls.items()})
    return {}


def _message(workspace: Workspace, args: Arguments) -> Message:
    """By `unfurl_id` and `source`, else by `channel` and `ts`."""
    if "unfurl_id" in args or "source" in args:
        for needed in ("unfurl_id", "source"):
            if not args.text(needed):
                raise SlackError(f"missing_{needed}")
        if args.text("source") not in SOURCES:
            raise SlackError("invalid_source")
        channel_id, _, ts = args.text("unfurl_id").partition("-")
        refusal = "invalid_unfurl_id"
    else:
        for needed in ("channel", "ts"):
            if not args.text(needed):
                raise SlackError(f"missing_{needed}")
        channel_id, ts, refusal = args.text("channel"), args.text("ts"), "cannot_find_message"
    try:
        return workspace.messages.find(workspace.channel(channel_id).id, ts)
    except SlackError:
        raise SlackError(refusal) from None


def _unfurls(args: Arguments) -> Json:
    unfurls = args.get("unfurls")
    if not unfurls:
        raise SlackError("missing_unfurls")
    if isinstance(unfurls, str):
        try:
            unfurls = json.loads(unfurls)
        except ValueError:
            raise SlackError("invalid_unfurls_format") from None
    if not isinstance(unfurls, dict):
        raise SlackError("invalid_unfurls_format")
    return unfurls
