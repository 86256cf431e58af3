"""Have a channel told what changes in Backpack."""

import json
from dataclasses import dataclass
from typing import Literal

from tasks.due import LinkedPerson
from tasks.feeding.look import look_as
from tasks.feeding.names import Kind
from tasks.feeding.subscribing import delivery_to, find_thing, place_of
from tasks.intent import Context
from tasks.wire import encode, wire


@wire
@dataclass(frozen=True)
class Subscribed:
    feed: str
    kind: Kind
    label: str
    """The page's title, or the calendar's name; for the others, the account's."""
    was: Literal["new", "joined", "known"]
    """Whether the place is new to the feed, the speaker alone is, or neither."""


@wire
@dataclass(frozen=True)
class Subscribe:
    """`subscribe journal|status`, `subscribe page|calendar NAME`."""

    kind: Kind
    name: str | None = None

    def describe(self) -> str:
        what = f"the {self.kind} {self.name}" if self.name else f"the {self.kind}"
        return f"post here what changes in {what}"

    def perform(self, context: Context) -> Subscribed:
        """Looks first, so that what was there by now is old, and nothing that comes later is."""
        stores, delivery = context.stores, context.delivery
        team, place, speaker = delivery.slack_team_id, place_of(delivery), delivery.slack_user_id
        feed, label = find_thing(context, self.kind, self.name)
        look_as(stores, str(feed), LinkedPerson(context.link, context.backpack), label)
        to = json.dumps(encode(delivery_to(team, place, speaker)))
        added = stores.subscriptions.add(str(feed), team, place, speaker, to)
        stores.polls.enroll({str(feed): stores.clock.now_seconds()})
        return Subscribed(str(feed), self.kind, label, added.value)
