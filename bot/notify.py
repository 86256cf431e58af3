"""The notice that a command waits: posted once, to become the answer.

Each command has one at the most. Before it is posted it is claimed in `store.notices`; if nobody heard how
the post ended, whoever comes next (a later attempt of the command, or its answer) looks for it in Slack by
its mark. Where Slack does not let us look, it counts as not posted.
"""

import json
import logging

from billiard.exceptions import SoftTimeLimitExceeded
from celery import Task
from slack_sdk.errors import SlackApiError

from bot.answering import SETTLE_SECONDS
from bot.posting import Poster
from bot.slack_calls import SlackAwayError, SlackBusyError, SlackUncertainError
from bot.slack_waits import LONGEST_COUNTDOWN_SECONDS, slack_calls, wait_seconds
from bot.views import troubles
from store.notices import Notice, Standing, Taken
from tasks import queues, resources
from tasks.app import app
from tasks.delivery import Delivery
from tasks.wire import decode

logger = logging.getLogger(__name__)


class NoticeBeingPostedError(Exception):
    """Another worker is posting the notice right now."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"for {seconds:g} s")
        self.wait_seconds = seconds


@app.task(name=queues.NOTIFY, bind=True, max_retries=None)
def notify(self: "Task[[str, str], None]", operation_id: str, reason: str) -> None:
    """Tell the person that their command waits; the answer will take the notice's place."""
    stores = resources.stores()
    operation = stores.operations.find(operation_id)
    if operation is None or operation.outcome is not None:
        return
    taken = stores.notices.take(operation_id)
    if taken.standing not in (Standing.GO, Standing.LOOK):
        return
    delivery: Delivery = decode(json.loads(operation.delivery))
    poster = Poster(slack_calls(), operation_id, delivery)
    try:
        notice = look_for_notice(poster, taken) or _post(poster, reason)
    except (SlackBusyError, SlackAwayError, SlackUncertainError, SoftTimeLimitExceeded) as error:
        seconds = wait_seconds(error, self.request.retries)
        if taken.standing is Standing.GO and isinstance(error, SlackBusyError | SlackAwayError):
            stores.notices.release(operation_id)
        else:
            seconds = max(seconds, SETTLE_SECONDS)
            stores.notices.postpone(operation_id, seconds)
        raise self.retry(countdown=min(seconds, LONGEST_COUNTDOWN_SECONDS)) from None
    except SlackApiError as error:
        stores.notices.release(operation_id)
        logger.warning("a notice could not be posted: %s", error.response.get("error"))
        return
    stores.notices.posted(operation_id, notice)
    if delivery.response_url and notice.channel_id != delivery.slack_channel_id:
        _point_to_notice(poster, reason)


def notice_to_replace(poster: Poster) -> Notice | None:
    """The notice that the answer has to take the place of; afterwards none can be posted any more.

    :raises NoticeBeingPostedError: see there
    """
    notices = resources.stores().notices
    taken = notices.take(poster.operation_id, to_answer=True)
    if taken.standing is Standing.BUSY:
        raise NoticeBeingPostedError(taken.wait_seconds)
    if taken.standing is not Standing.LOOK:
        return taken.notice
    notice = look_for_notice(poster, taken)
    if notice is None:
        notices.close(poster.operation_id)
    else:
        notices.posted(poster.operation_id, notice)
    return notice


def look_for_notice(poster: Poster, taken: Taken) -> Notice | None:
    if taken.standing is not Standing.LOOK:
        return None
    try:
        return poster.find("notice", taken.since_seconds)
    except SlackApiError as error:
        logger.warning("Slack does not let me look for a notice: %s", error.response.get("error"))
        return None


def _post(poster: Poster, reason: str) -> Notice:
    return poster.tell(troubles.waiting(poster.delivery.words, reason), "notice", lambda: None)


def _point_to_notice(poster: Poster, reason: str) -> None:
    """Where the command was typed; a failure here loses nothing, the notice stands."""
    message = troubles.waiting_elsewhere(reason)
    try:
        _ = poster.respond(message, lambda: None) or poster.whisper(message, lambda: None)
    except (SlackBusyError, SlackAwayError, SlackUncertainError, SlackApiError) as error:
        logger.warning("a pointer to a notice could not be posted: %s", type(error).__name__)
