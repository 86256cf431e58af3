"""Show everybody's status, as a board that is kept up to date."""

from dataclasses import dataclass, replace

from tasks.feeding.live import LivePlaced, place_live
from tasks.feeding.live_posts import LIVE_NUMBER, BoardPost
from tasks.feeding.names import FeedName
from tasks.feeding.posts import read_post
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
        placed = place_live(context, FeedName("board", account), account)
        logged = context.stores.feed_states.find(placed.feed).log.get(LIVE_NUMBER)
        post = read_post(logged.content) if logged else None  # None: somebody has ended it this very moment
        return replace(placed, board=post) if isinstance(post, BoardPost) else placed
