"""The feeds that are polled: what there is in Backpack to look at, whose token looks, and how often.

Backpack tells nobody what has changed, so it is asked. All feeds together take about an eighth of an
account's quota at most (100 requests in 5 s, 10 for calendars), in the bulk class: nobody waits for them, and
they are in nobody's way. What a team shares is asked for once, however many people and channels want to hear
of it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from store.stores import Stores
from tasks.due import FindPerson, LinkedPerson, NobodyToAskError
from tasks.feeding.look import look
from tasks.feeding.names import KINDS as SUBSCRIBED
from tasks.reminding.item import events_of, person_of, reminders_of
from tasks.reminding.mirror import mirror_events, mirror_reminders


@dataclass(frozen=True)
class FeedKind:
    """How one kind of feed is polled. A feed's name is the kind, a colon, and what that kind makes of it."""

    poll: Callable[[Stores, str, FindPerson], None]
    """Looks, by the feed's name. Raises `NobodyToAskError`, and as Backpack's client does."""
    every_seconds: float
    every_seconds_each: float = 0.0
    """Where there are many feeds of this kind, each is polled less often."""
    asks_right_before: bool = False
    """Whether it is polled once more right before something in it is due: cheaper than to ask then."""

    def interval_seconds(self, count: int) -> float:
        """:param count: how many feeds of this kind there are, see `how_many`."""
        return max(self.every_seconds, self.every_seconds_each * count)


def _of_person(
    mirror: Callable[[Stores, str, str, LinkedPerson], None],
) -> Callable[[Stores, str, FindPerson], None]:
    def poll(stores: Stores, feed: str, find_person: FindPerson) -> None:
        team, user = person_of(feed)
        person = find_person(team, user)
        if person is None:
            raise NobodyToAskError
        mirror(stores, team, user, person)

    return poll


KINDS = {
    # The shortest reminder that Backpack's pages can set is one minute away: polled twice a minute, each is
    # seen before it is due. Two requests a poll, two a second at most: from 30 people on, less often.
    "reminders": FeedKind(_of_person(mirror_reminders), 30.0, 1.0, asks_right_before=True),
    # Events are planned days ahead. Some four requests a poll, one in five seconds: a tenth of 10 in 5 s.
    "events": FeedKind(_of_person(mirror_events), 300.0, 20.0),
    # What a colleague wrote is read in passing: a quarter of a minute is at once. One request a poll.
    "journal": FeedKind(look, 15.0),
    "status": FeedKind(look, 15.0),
    # One request a poll and, from 15 pages of an account on, one in two seconds for all of them.
    "page": FeedKind(look, 30.0, 2.0),
    # A tick of a colleague's should be seen while two of them go through the list together. One request a
    # poll and, from 5 lists of an account on, one in two seconds for all of them.
    "list": FeedKind(look, 10.0, 2.0),
    # As often as the statuses that it shows. One request a poll, and two where it asks who is there, too.
    "board": FeedKind(look, 15.0),
    # Plans change by the day. One request of the small quota, one in ten seconds for all of an account.
    "calendar": FeedKind(look, 120.0, 10.0),
}


def feeds_of(slack_team_id: str, slack_user_id: str) -> Sequence[str]:
    """The names of all feeds that a person has for being linked."""
    return [reminders_of(slack_team_id, slack_user_id), events_of(slack_team_id, slack_user_id)]


def kind_of(feed: str) -> FeedKind:
    return KINDS[_kind_name(feed)]


def how_many(stores: Stores, feed: str) -> int:
    """Feeds of this one's kind: one a linked person, or those of the account that are subscribed to."""
    if _kind_name(feed) not in SUBSCRIBED:
        return len(stores.accounts.everyone())
    same = feed.split(":")[:2]
    return sum(each.split(":")[:2] == same for each in stores.subscriptions.feeds())


def _kind_name(feed: str) -> str:
    return feed.partition(":")[0]


def welcome_person(stores: Stores, slack_team_id: str, slack_user_id: str) -> None:
    """They have connected: what they are subscribed to need not wait, should it have rested."""
    stores.refusals.forget(slack_team_id, slack_user_id)
    now = stores.clock.now_seconds()
    feeds = [
        feed
        for feed in stores.subscriptions.feeds()
        if any(
            each.slack_team_id == slack_team_id and slack_user_id in each.subscribers
            for each in stores.subscriptions.of_feed(feed)
        )
    ]
    stores.polls.enroll(dict.fromkeys(feeds, now))
    stores.polls.bring_forward(dict.fromkeys(feeds, now))


def forget_person(stores: Stores, slack_team_id: str, slack_user_id: str) -> None:
    """Their account is not linked any more: nothing of it is polled, and nothing of it fires."""
    feeds = feeds_of(slack_team_id, slack_user_id)
    stores.polls.drop(*feeds)
    for feed in feeds:
        stores.schedule.forget(feed)
