"""Uploading a picture that a message is to show (docs.slack.dev: Working with files, Uploading files).

The file is shared with nobody by itself: the message that names it shows it, and that one is posted once. So
an upload may be repeated, and one whose end nobody heard leaves a file that nobody sees.
"""

import logging
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

from slack_sdk.errors import SlackApiError

from bot.posting import Poster
from bot.slack_calls import SlackAwayError, SlackUncertainError
from store.uploads import Uploads

logger = logging.getLogger(__name__)

_TIMEOUT_SECONDS = 5  # some kilobytes; the turn that shows the message has 12 s for all of it


def upload_once(poster: Poster, uploads: Uploads, name: str, alt_text: str, content: bytes) -> str | None:
    """The file's id; None where the app may not upload (the scope files:write is not ours), or can't.

    :raises SlackBusyError: Slack says when
    """
    if found := uploads.find(poster.operation_id):
        return found[0]
    try:
        file_id = _upload(poster, name, alt_text, content)
    except SlackApiError as error:
        logger.info("a picture can't be uploaded: %s", error.response.get("error"))
        return None
    except (SlackAwayError, SlackUncertainError, URLError, OSError, ValueError) as error:
        logger.warning("a picture could not be sent: %s", type(error).__name__)
        return None
    uploads.keep(poster.operation_id, file_id)
    return file_id


def _upload(poster: Poster, name: str, alt_text: str, content: bytes) -> str:
    team = poster.delivery.slack_team_id
    what: dict[str, Any] = {"filename": name, "length": len(content), "alt_txt": alt_text}
    announced = poster.calls.call(team, "files.getUploadURLExternal", what)
    file_id, url = str(announced["file_id"]), str(announced["upload_url"])
    if not url.startswith(("https://", "http://")):
        raise ValueError("no address to send a file to")
    request = Request(url, content, {"Content-Type": "application/octet-stream"})  # noqa: S310 -- checked above
    with urlopen(request, timeout=_TIMEOUT_SECONDS):  # noqa: S310 -- checked above
        pass
    poster.calls.call(team, "files.completeUploadExternal", {"files": [{"id": file_id, "title": name}]})
    return file_id
