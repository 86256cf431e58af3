"""Which reminder somebody means who says it by its words, instead of pointing at it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tasks.intent import Context
from tasks.names import fold
from tasks.reminding.card import CardReminder, read_card
from tasks.results import RefusalError, Refused

_CHOICES_MOST = 10  # more are not read


@dataclass(frozen=True)
class Row:
    """A row of a card, where it can be found again."""

    card_id: str
    number: int
    reminder: CardReminder
    is_over: bool = False
    """Whether nothing is left to be done with it."""
    settled_by: str | None = None
    """The operation that its state comes of."""

    @property
    def content(self) -> str:
        return self.reminder.item.content


def came_due(context: Context) -> Iterator[Row]:
    """What this channel was told, and this person, within a day; the newest first."""
    stores, delivery = context.stores, context.delivery
    places = [delivery.slack_channel_id] if delivery.is_for_channel else []
    for place in (*places, delivery.slack_user_id):
        for card_id in stores.fired_cards.at(delivery.slack_team_id, place):
            if card := read_card(stores.cards, card_id):
                for number in range(len(card.result.rows)):
                    state, by = card.states.get(number), card.settled_by.get(number)
                    yield Row(card_id, number, card.row(number), bool(state and state.is_final), by)


def called(text: str, rows: Sequence[Row]) -> Row | None:
    """The first that is called `text`, or else holds it; several have to read alike.

    :raises RefusalError: they do not
    """
    folded = fold(text)
    named = [row for row in rows if fold(row.content) == folded]
    named = named or [row for row in rows if folded and folded in fold(row.content)]
    texts = tuple(dict.fromkeys(row.content for row in named))
    if len(texts) > 1:
        problem = f"{len(named)} of your reminders fit {text}."
        raise RefusalError(
            Refused(problem, "Say more of the one you mean.", texts[:_CHOICES_MOST], "They are")
        )
    return named[0] if named else None
