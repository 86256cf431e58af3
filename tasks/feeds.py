"""The feeds that are polled: what there is in Backpack to look at, whose token looks, and how often.

Backpack tells nobody what has changed, so it is asked. All feeds together may take a tenth of an account's
quota (100 requests in 5 s, 10 for calendars), in the bulk class: nobody waits for them, and they are in
nobody's way.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from store.stores import Stores
from tasks.due import LinkedPerson
from tasks.reminding.item import events_of, person_of, reminders_of
from tasks.reminding.mirror import mirror_events, mirror_reminders

FindPerson = Callable[[str, str], LinkedPerson | None]
"""By Slack team and user; None: not linked."""


class NobodyToAskError(Exception):
    """Nobody is linked (any more) whose token could look: the feed is over."""


@dataclass(frozen=True)
class FeedKind:
    """How one kind of feed is polled. A feed's name is the kind, a colon, and what that kind makes of it."""

    poll: Callable[[Stores, str, FindPerson], None]
    """Looks, by the feed's name. Raises `NobodyToAskError`, and as Backpack's client does."""
    every_seconds: float
    every_seconds_a_person: float = 0.0
    """Where each linked person has a feed of this kind: among many, each is polled less often."""

    def interval_seconds(self, people_count: int) -> float:
        return max(self.every_seconds, self.every_seconds_a_person * people_count)


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
    "reminders": FeedKind(_of_person(mirror_reminders), 30.0, 1.0),
    # Events are planned days ahead. Some four requests a poll, one in five seconds: a tenth of 10 in 5 s.
    "events": FeedKind(_of_person(mirror_events), 300.0, 20.0),
}


def feeds_of(slack_team_id: str, slack_user_id: str) -> Sequence[str]:
    """The names of all feeds that a person has for being linked."""
    return [reminders_of(slack_team_id, slack_user_id), events_of(slack_team_id, slack_user_id)]


def kind_of(feed: str) -> FeedKind:
    return KINDS[feed.partition(":")[0]]


def forget_person(stores: Stores, slack_team_id: str, slack_user_id: str) -> None:
    """Their account is not linked any more: nothing of it is polled, and nothing of it fires."""
    feeds = feeds_of(slack_team_id, slack_user_id)
    stores.polls.drop(*feeds)
    for feed in feeds:
        stores.schedule.forget(feed)
