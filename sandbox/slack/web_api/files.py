"""`files.getUploadURLExternal`, `files.completeUploadExternal`."""

from typing import Any

from ..errors import SlackError
from ..files import File
from ..seed import BOT_USER_ID
from ..state import Workspace
from ..validation import check_message
from .registry import Arguments, method

Json = dict[str, Any]


@method("files.getUploadURLExternal")
def get_upload_url(workspace: Workspace, args: Arguments) -> Json:
    """Where the content of a file is to be sent."""
    name, length = args.required("filename"), int(args.number("length", 0))
    if length <= 0 or "/" in name:
        raise SlackError("invalid_arguments")
    file = File(name, length, args.text("alt_txt"), created=int(workspace.now()))
    workspace.files.announce(file)
    return {"upload_url": f"{workspace.url}/upload/v1/{file.secret}", "file_id": file.id}


@method("files.completeUploadExternal")
def complete_upload(workspace: Workspace, args: Arguments) -> Json:
    """Share what was sent, in one message; without a channel only the app can use it."""
    given = args.get("files")
    if not isinstance(given, list) or not given or not all(isinstance(each, dict) for each in given):
        raise SlackError("invalid_arguments", ["[ERROR] missing required field: files"])
    files = [workspace.files.find(str(each.get("id"))) for each in given]
    for file, each in zip(files, given, strict=True):
        file.title = each.get("title") or file.title
    named = args.get("channel_id") or args.text("channels")
    channels = [workspace.own_channel(each.strip()) for each in str(named).split(",") if each.strip()]
    text, blocks = args.text("initial_comment"), args.get("blocks") or []
    if text:
        blocks = []  # "If the initial_comment field is provided, the blocks field is ignored"
    check_message(text, blocks, attachments=True)
    shown = [file.as_slack(workspace.url) for file in files]
    for channel in channels:
        more = {"blocks": blocks, "files": shown, "thread_ts": args.get("thread_ts")}
        workspace.post(channel.id, BOT_USER_ID, text, **more)
    return {"files": shown}
