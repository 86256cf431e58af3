"""What a clock starts: an intent that nobody is waiting for, on behalf of one or several people."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable
from zoneinfo import ZoneInfo

from backpack import show_current_user, zone
from store.accounts import BackpackLink
from store.stores import Stores
from tasks.calls import Calls
from tasks.delivery import Delivery


@dataclass(frozen=True)
class LinkedPerson:
    """Somebody's Backpack, to be called as them."""

    link: BackpackLink
    backpack: Calls

    def zone(self) -> ZoneInfo:
        """The zone they have in Backpack now: their reminders' times are its wall clock.

        :raises backpack.BackpackError: it can't be had
        """
        return zone(self.backpack(show_current_user()).time_zone_id)


FindPerson = Callable[[str, str], LinkedPerson | None]
"""By Slack team and Slack user; None: not linked."""


class NobodyToAskError(Exception):
    """Nobody is linked (any more) whose token could look: there is nothing to be polled."""


@dataclass(frozen=True)
class DueContext:
    """What such an intent may use."""

    operation_id: str
    delivery: Delivery
    """Where it is said: `slack_channel_id` is a channel, or the person for their direct messages."""
    stores: Stores
    person: FindPerson


@runtime_checkable
class DueIntent(Protocol):
    """A frozen dataclass, registered with `@wire`, that entries of the schedule become (`store.schedule`).

    It has one field, `due`: the entries, with what `store/lua/dispatch.lua` says of each.
    """

    def perform_due(self, context: DueContext) -> object:
        """Do it and return a `@wire` result; may be repeated from the top.

        What fails in Backpack is for the intent to bear with: whatever it raises counts as a fault of ours.
        """
        ...
