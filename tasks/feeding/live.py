"""Live messages: of a place and a feed there is one, and asking again moves it to the bottom."""

import json
from dataclasses import dataclass

from store.own_ids import own_id
from tasks.due import LinkedPerson
from tasks.feeding.live_posts import BoardPost
from tasks.feeding.look import look_as
from tasks.feeding.names import FeedName, Kind
from tasks.feeding.subscribing import delivery_to, place_of
from tasks.intent import Context
from tasks.wire import encode, wire


@wire
@dataclass(frozen=True)
class LivePlaced:
    """It is to be posted; from then on looks keep it up to date."""

    feed: str
    kind: Kind
    label: str
    before_view_id: str | None
    """Of the message that was the live one until now."""
    board: BoardPost | None = None
    """A board as it is now, to be read where the bot can't post."""


def place_live(context: Context, name: FeedName, label: str) -> LivePlaced:
    """Looks first, so that there is something to show; may be repeated.

    :param label: what the feed is called, where nobody has looked before.
    :raises backpack.BackpackError: the speaker may not look, or Backpack could not be asked
    """
    stores, delivery = context.stores, context.delivery
    team, place, speaker = delivery.slack_team_id, place_of(delivery), delivery.slack_user_id
    feed = str(name)
    look_as(stores, feed, LinkedPerson(context.link, context.backpack), label)
    to = json.dumps(encode(delivery_to(team, place, speaker)))
    # The same for each attempt: the second one moves nothing.
    before = stores.subscriptions.renew(feed, team, place, speaker, to, own_id(context.operation_id))
    stores.polls.enroll({feed: stores.clock.now_seconds()})
    return LivePlaced(feed, name.kind, stores.feed_states.label(feed), before)
