"""Which message of a place comes next: the first that shows something else than the log, or is missing."""

from collections.abc import Mapping
from dataclasses import dataclass

from store.feed_messages import FeedMessage
from store.feed_states import FeedState, LoggedPost
from store.subscriptions import Subscription
from tasks.feeding.live_posts import LivePost
from tasks.feeding.posts import AnyPost, GonePost, JournalPost, RestPost, read_post, since

FLOOD = 5
"""So many posts are a message each; more than that at once become one, as after an outage."""


@dataclass(frozen=True)
class Step:
    """One message to be posted, or changed."""

    first_number: int
    last_number: int
    posts: tuple[AnyPost, ...]
    """What it tells; one, or those of a flood."""
    missed: int
    """So many more posts it stood for are not known any more."""
    version: int
    """The feed's version that it will show."""
    message: FeedMessage | None
    """Where it is in Slack; None: it has to be posted."""


def next_step(
    subscription: Subscription, state: FeedState, messages: Mapping[int, FeedMessage]
) -> Step | None:
    """None: the place has been told everything."""
    for first, message in messages.items():
        shown = _within(state.log, first, message.last_number)
        newest = max((post.changed_version for post in shown.values()), default=0)
        if not message.is_gone and newest > message.told_version:
            return _step(subscription, state, first, message.last_number, message)
    told = max((message.last_number for message in messages.values()), default=0)
    untold = [
        number
        for number, post in state.log.items()
        if number > told and _is_worth_telling(_news(subscription, post))
    ]
    if not untold:
        return None
    has_missed = 0 < told < min(state.log) - 1
    first = told + 1 if has_missed else untold[0]
    return _step(subscription, state, first, untold[-1 if len(untold) > FLOOD or has_missed else 0], None)


def outdated(state: FeedState, messages: Mapping[int, FeedMessage]) -> list[int]:
    """Messages that nothing can change any more: all they tell is out of the log. The last one stays, as it
    says how far the place has been told."""
    oldest = min(state.log, default=0)
    return [first for first, message in messages.items() if message.last_number < oldest][:-1]


def is_over(state: FeedState) -> bool:
    """Whether what the feed was about is gone."""
    newest = _newest(state)
    return isinstance(newest, GonePost) or (isinstance(newest, LivePost) and newest.standing == "gone")


def has_lost_its_message(state: FeedState, messages: Mapping[int, FeedMessage]) -> bool:
    """Whether a live message is deleted in Slack, or kept from changes: there is nothing to look for."""
    return isinstance(_newest(state), LivePost) and any(each.is_gone for each in messages.values())


def is_resting(state: FeedState) -> bool:
    """Whether nobody's token can look at the moment."""
    newest = _newest(state)
    if isinstance(newest, LivePost):
        return newest.standing == "resting"
    return isinstance(newest, RestPost) and not newest.is_over


def _newest(state: FeedState) -> AnyPost | None:
    return read_post(state.log[max(state.log)].content) if state.log else None


def _step(
    subscription: Subscription, state: FeedState, first: int, last: int, message: FeedMessage | None
) -> Step:
    news = [_news(subscription, post) for post in _within(state.log, first, last).values()]
    posts = tuple(post for post in news if post is not None)
    missed = max(0, min(min(state.log, default=0), last + 1) - first)
    return Step(first, last, posts, missed, state.version, message)


def _within(log: Mapping[int, LoggedPost], first: int, last: int) -> dict[int, LoggedPost]:
    return {number: post for number, post in log.items() if first <= number <= last}


def _news(subscription: Subscription, post: LoggedPost) -> AnyPost | None:
    return since(read_post(post.content), post.born_version, subscription.since_version)


def _is_worth_telling(post: AnyPost | None) -> bool:
    """What was deleted before it could be told is not."""
    if isinstance(post, JournalPost):
        return not all(line.is_deleted for line in post.lines)
    return post is not None
