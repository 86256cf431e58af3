"""Show what a channel is subscribed to."""

from dataclasses import dataclass

from tasks.feeding.names import Kind, read_name
from tasks.feeding.subscribing import place_of
from tasks.feeding.telling import is_resting
from tasks.intent import Context
from tasks.wire import wire


@dataclass(frozen=True)
class ShownSubscription:
    kind: Kind
    label: str
    account: str
    subscriber_slack_user_ids: tuple[str, ...]
    """The first one first; with the token of one of them it is read."""
    is_resting: bool
    """Nobody's token works any more."""


@wire
@dataclass(frozen=True)
class SubscriptionsShown:
    subscriptions: tuple[ShownSubscription, ...]


@wire
@dataclass(frozen=True)
class ShowSubscriptions:
    """`subscriptions`."""

    def describe(self) -> str:
        return "show what is told here of Backpack by itself"

    def perform(self, context: Context) -> SubscriptionsShown:
        stores, shown = context.stores, []
        for each in stores.subscriptions.of_place(context.delivery.slack_team_id, place_of(context.delivery)):
            name, state = read_name(each.feed), stores.feed_states.find(each.feed)
            rests = is_resting(state)
            shown.append(ShownSubscription(name.kind, state.label, name.account, each.subscribers, rests))
        return SubscriptionsShown(tuple(shown))
