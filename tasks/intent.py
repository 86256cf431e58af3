"""What an intent is: what a person wants, whichever surface they said it on."""

from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from store.accounts import BackpackLink
from store.channels import ChannelDefault
from store.stores import Stores
from tasks.calls import RecordedCalls
from tasks.delivery import Delivery
from tasks.directory import Directory


@dataclass(frozen=True)
class Context:
    """What an intent may use while it is performed: the speaker's own Backpack, and where they spoke."""

    operation_id: str
    """The same for every repeat of the same delivery from Slack."""
    delivery: Delivery
    link: BackpackLink
    backpack: RecordedCalls
    directory: Directory
    stores: Stores

    def channel_default(self) -> ChannelDefault | None:
        """The channel's default, if its ids mean anything in the speaker's account."""
        default = self.stores.channels.default(self.delivery.slack_team_id, self.delivery.slack_channel_id)
        return default if default and default.account == self.link.account else None


@runtime_checkable
class Intent(Protocol):
    """A frozen dataclass, registered with `@wire`, that can say and do what it means."""

    def describe(self) -> str:
        """What performing it would do, as one plain sentence (for `explain`)."""
        ...

    def perform(self, context: Context) -> object:
        """Do it and return a `@wire` result.

        The one call that changes anything comes last: an attempt that fails before it, or in it for
        certain, is repeated from the top.

        :raises backpack.BackpackError: Backpack did not do it
        :raises RefusalError: the person has to say it differently
        """
        ...
