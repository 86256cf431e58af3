"""A place's messages made to say what a feed's log says: each posted once, in order, and changed as that is.

A message is noted before it is posted, under a mark of its own (`store.notices`), and looked for by that mark
when nobody knows how its post ended, whichever operation comes to it next. Where the app may not read the
channel's history nobody can look; then it is posted again and says so.
"""

import logging

from billiard.exceptions import SoftTimeLimitExceeded
from slack_sdk.errors import SlackApiError

from bot.answering import SETTLE_SECONDS, Answering
from bot.notify import NoticeBeingPostedError, notice_to_replace
from bot.posting import Poster
from bot.slack_calls import FIXED, NOT_THERE, SlackAwayError, SlackBusyError, SlackUncertainError
from bot.views.answers import answer
from bot.views.feed_words import POSTED_BY
from bot.views.feeds import feed_message
from bot.views.live import fixed, live_message
from bot.views.message import Message
from bot.views.subscriptions import not_in_channel, subscription_ended
from bot.views.troubles import perhaps_again
from store.feed_messages import FeedMessage
from store.notices import Notice, Standing, Taken
from store.stores import Stores
from store.subscriptions import Subscription
from tasks import resources
from tasks.feeding.live_posts import LivePost
from tasks.feeding.names import Kind, read_name
from tasks.feeding.subscribing import place_of
from tasks.feeding.telling import Step, has_lost_its_message, is_over, next_step, outdated
from tasks.intents.subscribe import Subscribed
from tasks.intents.tell_feed import PlaceBehind
from tasks.results import Refused, Silence

logger = logging.getLogger(__name__)


def tell(answering: Answering, poster: Poster, behind: PlaceBehind) -> None:
    """Have the place told everything.

    Where the bot can't speak any more the subscription ends, and who subscribed is told.
    Raises as `catch_up` does, but for that.
    """
    try:
        catch_up(answering, poster, behind)
    except SlackApiError as error:
        if error.response.get("error") not in NOT_THERE:
            raise
        logger.warning("%s ends at %s: %s", behind.feed, behind.place, error.response.get("error"))
        stores = resources.stores()
        if subscription := stores.subscriptions.find(behind.feed, behind.slack_team_id, behind.place):
            # Told first and ended second: whoever dies in between comes here again, and says it once.
            _tell_subscriber(answering, subscription_ended(*_about(subscription), subscription.place))
            stores.subscriptions.remove(subscription)


def catch_up(answering: Answering, poster: Poster, behind: PlaceBehind) -> None:
    """Post and change messages until the place has been told everything.

    Raises as `Answering.show` does; whatever was done by then stands, and the next turn goes on from there.
    """
    stores = resources.stores()
    while subscription := stores.subscriptions.find(behind.feed, behind.slack_team_id, behind.place):
        state = stores.feed_states.find(behind.feed)
        messages = stores.feed_messages.of_view(subscription.view_id)
        step = next_step(subscription, state, messages)
        if step is None:
            stores.feed_messages.drop(subscription.view_id, outdated(state, messages))
            if is_over(state) or has_lost_its_message(state, messages):
                stores.subscriptions.remove(subscription)
            return
        _take(stores, answering, poster, subscription, step)


def announce(answering: Answering, poster: Poster, result: Subscribed) -> Subscribed | Refused | Silence:
    """Say in the channel that it is subscribed: everybody there should know where the messages come from.

    What is left to be said to the speaker alone; nothing, where they have read it with the others.
    """
    delivery = poster.delivery
    if result.was != "new" or not delivery.is_for_channel:
        return result
    subscriptions = resources.stores().subscriptions
    found = subscriptions.find(result.feed, delivery.slack_team_id, place_of(delivery))
    if found:  # else an earlier turn has been refused, and ended it
        try:
            answering.show_directly(answer(result), channel_id=delivery.slack_channel_id)
        except SlackApiError as error:
            if error.response.get("error") not in NOT_THERE:
                raise
        else:
            if notice := notice_to_replace(poster):
                poster.change(notice, answer(result))
            return Silence()
        subscriptions.remove(found)
    return not_in_channel(result)


def _take(
    stores: Stores, answering: Answering, poster: Poster, subscription: Subscription, step: Step
) -> None:
    message = _shown(step)
    if step.message is None:
        shown = _post(stores, answering, poster, subscription, step, message)
    else:
        answering.hold()
        is_there = _change(answering, poster, subscription, step.message, message)
        fields = step.message.last_number, step.message.channel_id, step.message.message_ts
        shown = FeedMessage(*fields, step.version, is_gone=not is_there)
    stores.feed_messages.record(subscription.view_id, step.first_number, shown)


def _shown(step: Step) -> Message:
    first = step.posts[0] if step.posts else None
    if isinstance(first, LivePost):
        return live_message(first, str(step.version))
    return feed_message(step.posts, step.missed)


def _change(
    answering: Answering, poster: Poster, subscription: Subscription, where: FeedMessage, message: Message
) -> bool:
    """Whether it could be changed."""
    try:
        return poster.update(Notice(where.channel_id, where.message_ts), message)
    except SlackApiError as error:
        if error.response.get("error") not in FIXED:
            raise
        logger.warning("a message can't be changed any more: %s", error.response.get("error"))
    kind, label = _about(subscription)
    if kind in POSTED_BY:
        _tell_subscriber(answering, fixed(kind, label, subscription.place))
    return False


def _post(  # noqa: PLR0913, PLR0917 - what one post needs
    stores: Stores,
    answering: Answering,
    poster: Poster,
    subscription: Subscription,
    step: Step,
    message: Message,
) -> FeedMessage:
    # Of this message, whichever operation posts it.
    own = Poster(poster.calls, f"feed-{subscription.view_id}-{step.first_number}", poster.delivery)
    place = subscription.place if poster.delivery.is_for_channel else None
    taken = stores.notices.take(own.operation_id)
    if taken.standing is Standing.BUSY:
        raise NoticeBeingPostedError(taken.wait_seconds)
    notice, told_version = taken.notice, -1
    try:
        if notice is None:
            notice, message = _look(own, taken, place, message)
        if notice is None:
            notice, told_version = own.tell(message, "notice", answering.hold, place=place), step.version
    except (SlackBusyError, SlackAwayError, SlackUncertainError, SoftTimeLimitExceeded) as error:
        if taken.standing is Standing.GO and isinstance(error, SlackBusyError | SlackAwayError):
            stores.notices.release(own.operation_id)
        else:
            stores.notices.postpone(own.operation_id, SETTLE_SECONDS)
        raise
    except SlackApiError:
        stores.notices.release(own.operation_id)
        raise
    stores.notices.posted(own.operation_id, notice)
    return FeedMessage(step.last_number, notice.channel_id, notice.message_ts, told_version)


def _look(own: Poster, taken: Taken, place: str | None, message: Message) -> tuple[Notice | None, Message]:
    """Where it is, should it be there; and what to post otherwise."""
    if taken.standing is not Standing.LOOK:
        return None, message
    try:
        return own.find("notice", taken.since_seconds, place), message
    except SlackApiError as error:
        logger.warning("Slack does not let me look for a message: %s", error.response.get("error"))
        return None, perhaps_again(message, None)


def _tell_subscriber(answering: Answering, message: Message) -> None:
    try:
        answering.show_directly(message)
    except SlackApiError as error:
        logger.warning("who subscribed was not told: %s", error.response.get("error"))


def _about(subscription: Subscription) -> tuple[Kind, str]:
    """What is followed there, and what it is called."""
    return read_name(subscription.feed).kind, resources.stores().feed_states.label(subscription.feed)
