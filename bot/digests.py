"""Saying a channel's digest in the channel."""

import logging

from slack_sdk.errors import SlackApiError

from bot.answering import Answering
from bot.channel_members import channel_members
from bot.firing import NOT_THERE
from bot.posting import Poster
from bot.views.digest import digest, digest_elsewhere, digest_ended
from bot.views.message import Message
from tasks import resources
from tasks.intents.post_digest import DigestEnded, DigestReady

logger = logging.getLogger(__name__)


def say_digest(answering: Answering, poster: Poster, ready: DigestReady) -> None:
    """Raises as `Answering.show` does."""
    delivery = poster.delivery
    members = channel_members(poster.calls, delivery.slack_team_id, delivery.slack_channel_id)
    _say(answering, poster, digest(ready, members, resources.stores().clock.now_seconds()))


def say_digest_ended(answering: Answering, poster: Poster, ended: DigestEnded) -> None:
    """Raises as `Answering.show` does."""
    _say(answering, poster, digest_ended(ended))


def _say(answering: Answering, poster: Poster, message: Message) -> None:
    """Where the bot was removed from the channel, the one who asked for the digest has it instead."""
    channel_id = poster.delivery.slack_channel_id
    try:
        answering.show_directly(message, channel_id=channel_id)
    except SlackApiError as error:
        if error.response.get("error") not in NOT_THERE:
            raise
        logger.warning("a digest for %s goes to the one who asked for it", channel_id)
        answering.show_directly(digest_elsewhere(message, channel_id))
