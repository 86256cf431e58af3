"""Show everybody's status, as a board that is kept up to date."""

from dataclasses import dataclass

from tasks.feeding.live import LivePlaced, place_live
from tasks.feeding.live_posts import BoardPost
from tasks.feeding.names import FeedName
from tasks.intent import Context
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class BoardOnce:
    """As it is now, for the speaker alone: where the bot can't post, nothing can be kept up to date."""

    post: BoardPost


@wire
@dataclass(frozen=True)
class ShowBoard:
    """`status` alone."""

    def describe(self) -> str:
        return "post everybody’s status here, and keep it up to date"

    def perform(self, context: Context) -> LivePlaced:
        account = context.link.account
        return place_live(context, FeedName("board", account), account)
