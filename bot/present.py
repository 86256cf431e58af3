"""The second half of every operation: its outcome becomes a message. Tried again by itself, so that a
Slack that fails never makes anything happen twice in Backpack."""

import json
import logging
import secrets
import time
from functools import cache
from typing import Any

from billiard.exceptions import SoftTimeLimitExceeded
from celery import Task
from redis import RedisError
from slack_sdk.errors import SlackApiError

from bot.config import bot_config
from bot.posting import Poster, SlackBusyError
from bot.views import listings, troubles
from bot.views.answers import answer
from bot.views.connect import ConnectState, connected, form
from bot.views.message import Message
from store.notices import NoticeBeingPostedError
from store.operations import Operation, Verdict
from tasks import queues, resources
from tasks.app import app
from tasks.delivery import Delivery
from tasks.intents.connect import Connected, ConnectRefused
from tasks.results import Surprise
from tasks.wire import UnknownTypeError, decode

logger = logging.getLogger(__name__)

__all__ = ["listings", "notify", "present", "troubles"]  # the views register by being imported

_LONGEST_COUNTDOWN_SECONDS = 30.0  # no message stays in a worker's memory for longer
_BUSY_COUNTDOWN_SECONDS = 5.0  # the ledger says when; until then, one look now and then
_ACKNOWLEDGED_SECONDS = 1.0  # an acknowledgement takes Slack's network, and us, a fraction of that
# A command is kept for a day; an answer that Slack would not take in the hour after that interests nobody.
_KEPT_SECONDS = 25 * 3600


@cache
def poster() -> Poster:
    config = bot_config()
    return Poster(config.slack_bot_token.get_secret_value(), config.slack_api_url)


@app.task(name=queues.PRESENT, bind=True, max_retries=None)
def present(self: "Task[[str], None]", operation_id: str) -> None:
    """Show the outcome, unless that has been done."""
    ledger = resources.stores().operations
    verdict = ledger.begin_answer(operation_id)
    if verdict is Verdict.BUSY:
        raise self.retry(countdown=_BUSY_COUNTDOWN_SECONDS)
    operation = ledger.find(operation_id)
    if verdict is Verdict.OVER or operation is None or operation.outcome is None:
        return
    delivery: Delivery = decode(json.loads(operation.delivery))
    # An outcome of an unknown type was left by a newer worker, and waits for a newer one to show it.
    waits = (SlackBusyError, OSError, SoftTimeLimitExceeded, UnknownTypeError)
    try:
        _present(operation, delivery, decode(json.loads(operation.outcome)))
    except NoticeBeingPostedError:
        ledger.postpone_answer(operation_id, 1)
        raise self.retry(countdown=1) from None
    except waits as error:
        if time.time() - delivery.accepted_at_seconds < _KEPT_SECONDS:
            seconds = _wait_seconds(error, self.request.retries)
            ledger.postpone_answer(operation_id, seconds)
            raise self.retry(countdown=min(seconds, _LONGEST_COUNTDOWN_SECONDS)) from None
        logger.error("an answer was never taken by Slack: %s", type(error).__name__)
    except RedisError:
        raise  # out of reach for a while; the sweeper comes back to it
    except Exception:  # a refusal by Slack included: no answer may be lost without a word
        reference = secrets.token_hex(4)
        logger.exception("surprise %s while presenting an outcome", reference)
        _apologise(delivery, Surprise(reference))
    ledger.answered(operation_id)


@app.task(name=queues.NOTIFY, bind=True, max_retries=None)
def notify(self: "Task[[str, str], None]", operation_id: str, reason: str) -> None:
    """Tell the person that their command waits; the answer will take the notice's place."""
    stores = resources.stores()
    operation = stores.operations.find(operation_id)
    if operation is None or operation.outcome is not None or not stores.notices.claim(operation_id):
        return
    delivery: Delivery = decode(json.loads(operation.delivery))
    try:
        notice = poster().tell(delivery.slack_user_id, troubles.waiting(delivery.words, reason))
    except SlackBusyError as error:
        stores.notices.release(operation_id)
        seconds = min(_wait_seconds(error, self.request.retries), _LONGEST_COUNTDOWN_SECONDS)
        raise self.retry(countdown=seconds) from None
    except (SlackApiError, OSError) as error:
        stores.notices.release(operation_id)
        logger.warning("a notice could not be posted: %s", type(error).__name__)
        return
    stores.notices.posted(operation_id, notice)
    if delivery.response_url and notice.channel_id != delivery.slack_channel_id:
        _point_to_notice(delivery, reason)


def _present(operation: Operation, delivery: Delivery, outcome: Any) -> None:
    if isinstance(outcome, Connected | ConnectRefused):
        _let_the_acknowledgement_through(delivery)
    if isinstance(outcome, Connected):
        poster().update_view(outcome.view_id, connected(outcome).to_dict())
        return
    if isinstance(outcome, ConnectRefused):
        state = ConnectState(outcome.interrupted_id, delivery.slack_channel_id)
        view = form(state, outcome.account, outcome.problem)
        if not poster().update_view(outcome.view_id, view.to_dict()):
            poster().tell(delivery.slack_user_id, troubles.connect_failed(outcome))
        return
    message: Message = answer(outcome)
    notice = resources.stores().notices.close(operation.operation_id)
    if notice is None or not poster().change(notice, message):
        poster().answer(delivery, message)


def _let_the_acknowledgement_through(delivery: Delivery) -> None:
    """The submission's own acknowledgement shows "asking Backpack …".

    A fast worker would overtake it on its way to Slack, and the modal would go on asking for ever.
    """
    since_accepted_seconds = max(0.0, time.time() - delivery.accepted_at_seconds)
    time.sleep(max(0.0, _ACKNOWLEDGED_SECONDS - since_accepted_seconds))


def _apologise(delivery: Delivery, surprise: Surprise) -> None:
    """Instead of an answer that can't be shown."""
    try:
        poster().tell(delivery.slack_user_id, troubles.surprise(surprise))
    except (SlackBusyError, SlackApiError, OSError) as error:
        logger.error("nor was the reference %s shown: %s", surprise.reference, type(error).__name__)


def _point_to_notice(delivery: Delivery, reason: str) -> None:
    """Where the command was typed; a failure here loses nothing, the notice stands."""
    try:
        poster().answer(delivery, troubles.waiting_elsewhere(reason))
    except (SlackBusyError, SlackApiError, OSError) as error:
        logger.warning("a pointer to a notice could not be posted: %s", type(error).__name__)


def _wait_seconds(error: Exception, retries: int) -> float:
    if isinstance(error, SlackBusyError):
        return max(0.1, error.retry_after_seconds)
    return float(min(_LONGEST_COUNTDOWN_SECONDS, 2**retries))
