"""Have a channel told no more of what changes in Backpack."""

from dataclasses import dataclass

from store.feed_messages import FeedMessage
from store.subscriptions import Subscription
from tasks.feeding.names import LIVE, THINGS, Kind, read_name
from tasks.feeding.subscribing import place_of
from tasks.intent import Context
from tasks.names import fold, nearest
from tasks.results import RefusalError, Refused
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class Unsubscribed:
    kind: Kind
    label: str
    live_messages: tuple[FeedMessage, ...] = ()
    """That are not kept up to date any more."""


@wire
@dataclass(frozen=True)
class Unsubscribe:
    """`unsubscribe journal|status`, `unsubscribe page|calendar NAME`; whoever subscribed it."""

    kind: Kind
    name: str | None = None

    def describe(self) -> str:
        what = f"the {self.kind} {self.name}" if self.name else f"the {self.kind}"
        return f"post no more here of what changes in {what}"

    def perform(self, context: Context) -> Unsubscribed:
        team, place = context.delivery.slack_team_id, place_of(context.delivery)
        of_kind = {
            each: context.stores.feed_states.label(each.feed)
            for each in context.stores.subscriptions.of_place(team, place)
            if read_name(each.feed).kind == self.kind
        }
        found = self._meant(context, of_kind)
        live = self.kind in LIVE
        messages = context.stores.feed_messages.of_view(found.view_id).values() if live else ()
        context.stores.subscriptions.remove(found)
        return Unsubscribed(self.kind, of_kind[found], tuple(messages))

    def _meant(self, context: Context, of_kind: dict[Subscription, str]) -> Subscription:
        """:raises RefusalError: nothing, or more than one thing, can be meant"""
        if self.kind not in THINGS:  # two accounts may be told of here: the speaker's own is meant first
            own = [each for each in of_kind if read_name(each.feed).account == context.link.account]
            found = own or list(of_kind)
        elif self.name:
            found = [each for each, label in of_kind.items() if fold(label) == fold(self.name)]
        else:
            found = list(of_kind)
        if len(found) == 1 or (found and self.name):
            return found[0]
        if found:
            choices = tuple(of_kind[each] for each in found)
            problem = f"This place is subscribed to several {self.kind}s."
            raise RefusalError(Refused(problem, "Name the one you mean.", choices, "Which one", kept=""))
        what = f"the {self.kind} {self.name}" if self.name else f"any {self.kind}"
        close = nearest(self.name or "", of_kind.values()) or tuple(of_kind.values())
        problem, step = f"This place is not subscribed to {what}.", "`subscriptions` shows to what it is."
        raise RefusalError(Refused(problem, step, close, kept=""))
