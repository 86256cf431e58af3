"""Post a list as a card that everybody can tick, and that stays up to date."""

from dataclasses import dataclass

from tasks.default_place import default_list
from tasks.feeding.live import LivePlaced, place_live
from tasks.feeding.names import FeedName
from tasks.intent import Context
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class PostCard:
    """`card LIST`; without a list, the channel's default."""

    target: str | None = None

    def describe(self) -> str:
        return f"post {self.target or 'this channel’s default list'} here as a card to be ticked off"

    def perform(self, context: Context) -> LivePlaced:
        if self.target:
            place = context.directory.find_list(self.target)
        else:
            place = default_list(context, example="card LIST")
        name = FeedName("list", context.link.account, place.list_id, place.page_id)
        return place_live(context, name, place.list_name)
