"""The next state of a feed, made from the one before; nothing counts until it is committed."""

from collections.abc import Iterator
from dataclasses import dataclass

from store.feed_states import FeedState, FeedStates, LoggedPost
from tasks.feeding.posts import AnyPost, dump_post, read_post

INTENT = "TellFeed"
"""The wire name of the intent by which a place is told."""
KEPT_POSTS = 100
"""So many are kept, older ones too while they can still change. A place that Slack has been unreachable for
since before the oldest of them is told how many it has missed."""


@dataclass(frozen=True)
class Advanced:
    """What a look leaves for the next one to start from."""

    snapshot: str
    label: str
    """What people call the feed."""
    changeable_from: int = 0
    """The number of the oldest post that may still change; 0: none may."""


class Draft:
    """What a look makes of a feed."""

    def __init__(self, before: FeedState, now_seconds: float) -> None:
        """:param now_seconds: Unix time, by `store.clock`."""
        self.before = before
        self.now_seconds = now_seconds
        self.version = before.version + 1
        self._posts = {number: read_post(post.content) for number, post in before.log.items()}
        self._changed: dict[int, AnyPost] = {}

    def posts(self) -> Iterator[tuple[int, AnyPost]]:
        """By number, the oldest first, as they are now."""
        yield from list(self._posts.items())

    @property
    def newest(self) -> tuple[int, AnyPost] | None:
        return next(reversed(self._posts.items()), None)

    def tell(self, post: AnyPost) -> None:
        """After all that there is."""
        self.change(max(self._posts, default=0) + 1, post)

    def change(self, number: int, post: AnyPost) -> None:
        if self._posts.get(number) != post:
            self._posts[number] = self._changed[number] = post

    def commit(self, states: FeedStates, feed: str, to: Advanced) -> bool:
        """Make it count, where anything changed; False: somebody else's look has, meanwhile."""
        before = self.before
        is_same = (to.snapshot, to.label) == (before.snapshot, before.label)
        if before.version and is_same and not self._changed:
            return True
        oldest = max(self._posts, default=0) - KEPT_POSTS
        if to.changeable_from:
            oldest = min(oldest, to.changeable_from - 1)
        return states.commit(
            feed,
            before,
            snapshot=to.snapshot,
            label=to.label,
            changed={number: self._logged(number, post) for number, post in self._changed.items()},
            dropped=[number for number in before.log if number <= oldest],
            intent=INTENT,
        )

    def _logged(self, number: int, post: AnyPost) -> LoggedPost:
        logged = self.before.log.get(number)
        born = logged.born_version if logged else self.version
        return LoggedPost(born, self.version, dump_post(post))
