"""Saying what has come due, where it is to be said."""

import logging
from dataclasses import replace

from slack_sdk.errors import SlackApiError

from bot.answering import Answering
from bot.redrawing import scene_of
from bot.slack_calls import NOT_THERE
from bot.views.fired import reminders_fired
from tasks import resources
from tasks.delivery import Delivery
from tasks.intents.fire_reminders import RemindersFired
from tasks.reminding.item import entry_of

logger = logging.getLogger(__name__)


def say_fired(answering: Answering, delivery: Delivery, fired: RemindersFired) -> None:
    """In the channel, or the person's direct messages; raises as `Answering.show` does.

    Where the bot was removed from the channel, each of those who set the reminders is told in a direct
    message: it comes due there instead.
    """
    channel_id = delivery.slack_channel_id if delivery.is_for_channel else None
    said_at_seconds = resources.stores().clock.now_seconds()
    message = reminders_fired(fired, {}, scene_of(fired, delivery, said_at_seconds))
    try:
        answering.show_directly(message, channel_id=channel_id)
    except SlackApiError as error:
        if channel_id is None or error.response.get("error") not in NOT_THERE:
            raise
        logger.warning(
            "reminders for %s go to those who set them: %s", channel_id, error.response.get("error")
        )
        _send_to_setters(delivery.slack_team_id, channel_id, fired)


def _send_to_setters(slack_team_id: str, channel_id: str, fired: RemindersFired) -> None:
    resources.stores().schedule.put(
        *(
            entry_of(
                replace(each.item, slack_channel_id=None, lost_channel_id=channel_id),
                slack_team_id,
                each.slack_user_id,
                each.due_seconds,
            )
            for each in fired.reminders
        )
    )
