"""Tell a place what it has not been told yet of a feed."""

from dataclasses import dataclass

from tasks.due import DueContext
from tasks.results import Silence
from tasks.wire import wire


@dataclass(frozen=True)
class FeedAtPlace:
    feed: str
    place: str
    """`TEAM:PLACE`, see `store.subscriptions`."""


@dataclass(frozen=True)
class DueFeed:
    """An entry of the schedule that has come due, as `store/lua/dispatch.lua` tells of it."""

    entry_id: str
    owner: str
    due_seconds: float
    noted_seconds: float
    item: FeedAtPlace


@wire
@dataclass(frozen=True)
class PlaceBehind:
    """There is something to tell. What it is, is read when it is told: it may have changed by then."""

    feed: str
    slack_team_id: str
    place: str


@wire
@dataclass(frozen=True)
class TellFeed:
    """What entries of a place's lane become (`store/lua/feeds.lua`); all are of one feed."""

    due: tuple[DueFeed, ...]

    def perform_due(self, context: DueContext) -> PlaceBehind | Silence:
        item = self.due[0].item
        team, place = item.place.split(":")
        if context.stores.subscriptions.find(item.feed, team, place) is None:
            return Silence()
        return PlaceBehind(item.feed, team, place)
