"""Ticks in a card: anybody's, with their own account; where one could not be done the box is put back."""

from dataclasses import replace

from bot.accept_click import accept_click
from bot.clicks import Click
from bot.posting import Poster
from bot.receive import Receiver
from bot.views.live import live_message
from bot.views.tick_values import TickValue
from store.notices import Notice
from tasks import resources
from tasks.feeding.live_posts import LIVE_NUMBER, LivePost
from tasks.feeding.posts import read_post
from tasks.feeding.subscribing import place_of
from tasks.intents import TickItem
from tasks.reminding.card import card_id_of

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
    for subscription in stores.subscriptions.of_place(delivery.slack_team_id, place_of(delivery)):
        for message in stores.feed_messages.of_view(subscription.view_id).values():
            if message.message_ts == delivery.clicked_ts:
                state = stores.feed_states.find(subscription.feed)
                post = read_post(state.log[LIVE_NUMBER].content)
                if isinstance(post, LivePost):
                    edition = f"{state.version}-{card_id_of(poster.operation_id)}"
                    poster.change(Notice(message.channel_id, message.message_ts), live_message(post, edition))
