"""A card drawn anew after a click, as it stands by then.

Two people may click at once, and the one who is drawn last must not take back what the other has settled. So
after each drawing the card is read again, and drawn again if it has changed meanwhile: whoever settles a row
draws later than they settled it, and whoever drew without it sees so afterwards. All of it may be repeated.
"""

from contextlib import suppress
from functools import singledispatch

from bot.config import bot_config
from bot.posting import Poster
from bot.views.fired import Scene, reminders_fired
from bot.views.message import Message
from bot.views.reminder_list import reminder_list
from bot.views.reminder_set import reminder_set
from store.cipher import SealBrokenError
from tasks import resources
from tasks.delivery import Delivery
from tasks.intents.fire_reminders import RemindersFired
from tasks.intents.set_reminder import ReminderSet
from tasks.intents.show_reminders import RemindersShown
from tasks.reminding.card import CardSettled, ShownCard, read_card


def redraw(poster: Poster, settled: CardSettled) -> bool:
    """Draw the message anew whose button was clicked; False where it can't be reached any more.

    Raises as `SlackCalls` does.
    """
    cards = resources.stores().cards
    card = read_card(cards, settled.card_id)
    while card and poster.replace_clicked(draw(card, poster.delivery)):
        now = read_card(cards, settled.card_id)
        if now is None or now.states == card.states:
            return True
        card = now
    return False


def draw(card: ShownCard, delivery: Delivery) -> Message:
    """:raises TypeError: what the card shows has no buttons"""
    return _draw(card.result, card, delivery)


@singledispatch
def _draw(result: object, _card: ShownCard, _delivery: Delivery) -> Message:
    raise TypeError(f"no card for {type(result).__name__}")


@_draw.register
def _fired(result: RemindersFired, card: ShownCard, delivery: Delivery) -> Message:
    said_at_seconds = float(delivery.clicked_ts or result.reminders[0].due_seconds)
    return reminders_fired(result, card.states, scene_of(result, delivery, said_at_seconds))


@_draw.register
def _set(result: ReminderSet, card: ShownCard, _delivery: Delivery) -> Message:
    return reminder_set(result, card.states)


@_draw.register
def _shown(result: RemindersShown, card: ShownCard, _delivery: Delivery) -> Message:
    return reminder_list(result, card.states)


def scene_of(fired: RemindersFired, delivery: Delivery, said_at_seconds: float) -> Scene:
    first = fired.reminders[0]
    reader: tuple[str, int] | None = None
    if first.item.slack_channel_id is None:  # then it is said to the one whose list it comes from
        with suppress(SealBrokenError):
            link = resources.stores().accounts.find(delivery.slack_team_id, first.slack_user_id)
            reader = (link.account, link.backpack_user_id) if link else None
    return Scene(said_at_seconds, reader, bot_config().backpack_url)
