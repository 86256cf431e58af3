"""The feeds that are polled: what one person has in Backpack, and how often it is worth a request.

Backpack tells nobody what has changed, so it is asked. All feeds together may take a tenth of an account's
quota (100 requests in 5 s, 10 for calendars), in the bulk class: nobody waits for them, and they are in
nobody's way.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from store.stores import Stores
from tasks.due import LinkedPerson
from tasks.reminding.item import events_of, reminders_of
from tasks.reminding.mirror import mirror_events, mirror_reminders

Poll = Callable[[Stores, str, str, LinkedPerson], None]


@dataclass(frozen=True)
class FeedKind:
    """How one kind of feed is polled."""

    poll: Poll
    owner: Callable[[str, str], str]
    """The feed's name, by Slack team and user."""
    every_seconds: float
    every_seconds_a_person: float
    """Among many people each is polled less often."""
    asks_right_before: bool = False
    """Whether it is polled once more right before something in it is due: cheaper than to ask then."""

    def interval_seconds(self, people_count: int) -> float:
        return max(self.every_seconds, self.every_seconds_a_person * people_count)


KINDS = {
    # The shortest reminder that Backpack's pages can set is one minute away: polled twice a minute, each is
    # seen before it is due. Two requests a poll, two requests a second at most: from 60 people on, longer.
    "reminders": FeedKind(mirror_reminders, reminders_of, 30.0, 1.0, asks_right_before=True),
    # Events are planned days ahead. Some four requests a poll, one in five seconds: a tenth of 10 in 5 s.
    "events": FeedKind(mirror_events, events_of, 300.0, 20.0),
}


def feeds_of(slack_team_id: str, slack_user_id: str) -> Sequence[str]:
    """The names of all feeds of one person."""
    return [kind.owner(slack_team_id, slack_user_id) for kind in KINDS.values()]


def kind_of(feed: str) -> FeedKind:
    return KINDS[feed.partition(":")[0]]


def forget_person(stores: Stores, slack_team_id: str, slack_user_id: str) -> None:
    """Their account is not linked any more: nothing of it is polled, and nothing of it fires."""
    feeds = feeds_of(slack_team_id, slack_user_id)
    stores.polls.drop(*feeds)
    for feed in feeds:
        stores.schedule.forget(feed)
