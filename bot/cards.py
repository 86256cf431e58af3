"""Ticks in a card: anybody's, with their own account; where one could not be done the box is put back."""

from dataclasses import replace

from bot.accept_click import accept_click
from bot.clicks import Click
from bot.posting import Poster
from bot.receive import Receiver
from bot.views.live import live_message
from bot.views.tick_values import TickValue
from store.notices import Notice
from store.own_ids import own_id
from tasks import resources
from tasks.feeding.live_posts import LIVE_NUMBER, LivePost
from tasks.feeding.posts import read_post
from tasks.feeding.subscribing import place_of
from tasks.intents import TickItem

_PREFIX = "card-"


async def accept_tick(receiver: Receiver, click: Click, value: TickValue, *, completed: bool) -> None:
    intent = TickItem(value.page_id, value.list_id, value.item_id, completed)
    click = replace(click, operation_id=f"{_PREFIX}{click.operation_id}")
    await accept_click(receiver, click, intent, click.delivery("Tick"))


def is_card_tick(operation_id: str) -> bool:
    """Whether the card itself shows what comes of it."""
    return operation_id.startswith(_PREFIX)


def put_back(poster: Poster) -> None:
    """Draw the card that was clicked at anew, as the list is: else the box stays as they left it."""
    stores, delivery = resources.stores(), poster.delivery
    here = stores.subscriptions.of_place(delivery.slack_team_id, place_of(delivery))
    shown = ((each.feed, one) for each in here for one in stores.feed_messages.of_view(each.view_id).values())
    for feed, message in shown:
        if message.message_ts == delivery.clicked_ts:
            _draw_anew(poster, feed, Notice(message.channel_id, message.message_ts))


def _draw_anew(poster: Poster, feed: str, where: Notice) -> None:
    state = resources.stores().feed_states.find(feed)
    post = read_post(state.log[LIVE_NUMBER].content)
    if isinstance(post, LivePost):
        poster.change(where, live_message(post, f"{state.version}-{own_id(poster.operation_id)}"))
