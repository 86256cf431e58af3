"""Saying a channel's digest in the channel, with its picture where the app may upload one.

The picture is uploaded first and shared by the message that shows it. Slack takes a moment to look a file
over; until then it refuses the message that names it, which is tried again, and after a while posted without.
"""

import logging
from dataclasses import replace

from slack_sdk.errors import SlackApiError

from bot.answering import Answering
from bot.channel_members import channel_members
from bot.pictures.activity import activity_picture
from bot.posting import Poster
from bot.slack_calls import NOT_THERE, SlackBusyError
from bot.uploads import upload_once
from bot.views.activity import activity_summary
from bot.views.digest import DigestScene, digest, digest_elsewhere, digest_ended, digest_rows
from bot.views.message import Message
from tasks import resources
from tasks.intents.post_digest import DigestEnded, DigestReady

logger = logging.getLogger(__name__)

# Slack looks a small picture over within a second or two.
_LOOKED_OVER_SECONDS, _TRY_AGAIN_SECONDS = 20.0, 2.0


def say_digest(answering: Answering, poster: Poster, ready: DigestReady) -> None:
    """Raises as `Answering.show` does."""
    stores, delivery = resources.stores(), poster.delivery
    members = channel_members(poster.calls, delivery.slack_team_id, delivery.slack_channel_id)
    scene = DigestScene(members, stores.clock.now_seconds(), _picture(poster, ready, members))
    try:
        _say(answering, poster, digest(ready, scene))
    except SlackApiError as error:
        if scene.picture_id is None or error.response.get("error") != "invalid_blocks":
            raise
        uploaded = stores.uploads.find(poster.operation_id)
        if uploaded and uploaded[1] < _LOOKED_OVER_SECONDS:
            raise SlackBusyError(_TRY_AGAIN_SECONDS) from None
        logger.warning("a digest is posted without its picture: Slack does not take it")
        without = digest(ready, replace(scene, picture_id=None))
        _say(answering, poster, without, in_turn=False)  # the channel's turn was the refused one's


def say_digest_ended(answering: Answering, poster: Poster, ended: DigestEnded) -> None:
    """Raises as `Answering.show` does."""
    _say(answering, poster, digest_ended(ended))


def _picture(poster: Poster, ready: DigestReady, members: frozenset[str] | None) -> str | None:
    """The id of the uploaded file; None: the digest has it as text."""
    rows = digest_rows(ready, members)
    content = activity_picture(rows, ready.last_day)
    if content is None:
        return None
    summary = activity_summary(rows)
    return upload_once(poster, resources.stores().uploads, "journal.png", summary, content)


def _say(answering: Answering, poster: Poster, message: Message, *, in_turn: bool = True) -> None:
    """Where the bot was removed from the channel, the one who asked for the digest has it instead."""
    channel_id = poster.delivery.slack_channel_id
    try:
        answering.show_directly(message, in_turn=in_turn, channel_id=channel_id)
    except SlackApiError as error:
        if error.response.get("error") not in NOT_THERE:
            raise
        logger.warning("a digest for %s goes to the one who asked for it", channel_id)
        answering.show_directly(digest_elsewhere(message, channel_id))
