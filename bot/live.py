"""Live messages in Slack: posted at the bottom, the one before retired, and kept as a feed says."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace

from slack_sdk.errors import SlackApiError

from bot.answering import Answering
from bot.feeding import catch_up
from bot.notify import notice_to_replace
from bot.posting import Poster
from bot.slack_calls import NOT_THERE
from bot.views.answers import answer
from bot.views.live import not_here, retired
from store.feed_messages import FeedMessage
from store.notices import Notice
from tasks import resources
from tasks.feeding.live import LivePlaced
from tasks.feeding.names import Kind
from tasks.feeding.subscribing import delivery_to, place_of
from tasks.intents.show_board import BoardOnce
from tasks.intents.tell_feed import PlaceBehind
from tasks.results import Refused, Silence


def place(answering: Answering, poster: Poster, placed: LivePlaced) -> BoardOnce | Refused | Silence:
    """Post it, and retire the one before; what is left to be said to the speaker. May be repeated.

    Raises as `Answering.show` does.
    """
    stores, delivery = resources.stores(), poster.delivery
    team, where = delivery.slack_team_id, place_of(delivery)
    behind = PlaceBehind(placed.feed, team, where)
    # As the looks to come will tell it, wherever in the place it was asked for.
    teller = replace(poster, delivery=delivery_to(team, where, delivery.slack_user_id))
    if stores.subscriptions.find(placed.feed, team, where) is None:
        return _not_here(placed)  # an earlier turn has been refused, and ended it
    try:
        catch_up(answering, teller, behind)
    except SlackApiError as error:
        if error.response.get("error") not in NOT_THERE:
            raise
        if found := stores.subscriptions.find(placed.feed, team, where):
            stores.subscriptions.remove(found)
        return _not_here(placed)
    if placed.before_view_id:
        before = stores.feed_messages.of_view(placed.before_view_id)
        retire(poster, placed.kind, placed.label, before.values(), has_moved=True)
        stores.feed_messages.drop(placed.before_view_id, before)
    if notice := notice_to_replace(poster):
        poster.change(notice, answer(placed))
    return Silence()


def _not_here(placed: LivePlaced) -> BoardOnce | Refused:
    return BoardOnce(placed.board) if placed.board else not_here(placed)


def retire(
    poster: Poster, kind: Kind, label: str, messages: Iterable[FeedMessage], *, has_moved: bool
) -> None:
    """Have them say that they are not kept up to date any more; those that can't be changed stay."""
    for message in messages:
        with suppress(SlackApiError):
            poster.change(
                Notice(message.channel_id, message.message_ts), retired(kind, label, has_moved=has_moved)
            )
