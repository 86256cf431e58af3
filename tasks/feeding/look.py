"""A look at a feed, with the token of whichever subscriber may; all that it changes, changes in one step."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from backpack import Forbidden, NotFound
from store.stores import Stores
from tasks.due import FindPerson, LinkedPerson, NobodyToAskError
from tasks.feeding import board, calendar, checklist, journal, page, statuses
from tasks.feeding.draft import Advanced, Draft
from tasks.feeding.live_posts import LIVE_NUMBER, LivePost, Standing
from tasks.feeding.names import THINGS, FeedName, Kind, read_name
from tasks.feeding.posts import AnyPost, GonePost, RestPost

logger = logging.getLogger(__name__)

_GONE, _REFUSED = "gone", "refused"


@dataclass(frozen=True)
class _Reader:
    look: Callable[[LinkedPerson, FeedName, Draft], Any]
    """Asks Backpack; the draft says what is known by now."""
    advance: Callable[[Draft, FeedName, Any], Advanced]


_READERS: dict[Kind, _Reader] = {
    "journal": _Reader(journal.look, journal.advance),
    "status": _Reader(statuses.look, statuses.advance),
    "page": _Reader(page.look, page.advance),
    "calendar": _Reader(calendar.look, calendar.advance),
    "list": _Reader(checklist.look, checklist.advance),
    "board": _Reader(board.look, board.advance),
}


def look(stores: Stores, feed: str, find_person: FindPerson) -> None:
    """Look as one of the subscribers, and note what there is to tell.

    A subscriber whose token is refused is not asked again for a while (`store.refusals`), the next one is.
    Where nobody is left, the places are told once that the feed rests, or that what it was about is gone.
    :raises NobodyToAskError: none of the subscribers is linked to the account (any more)
    :raises backpack.Forbidden: none of those who are may look
    :raises backpack.BackpackError: Backpack could not be asked
    """
    name, may_look = read_name(feed), _candidates(stores, feed, find_person)
    refusals = set[str]()
    for who, person in may_look:
        reason = stores.refusals.of(*who).get(feed)
        if reason is None:
            reason = _look_as(stores, feed, name, person)
            if reason is None:
                return
            stores.refusals.note(*who, feed, reason)
        refusals.add(reason)
    if refusals == {_GONE}:
        _tell_state(stores, feed, "gone")
        return
    _tell_state(stores, feed, "resting")
    if refusals:
        raise Forbidden("nobody who is subscribed may look")
    raise NobodyToAskError


def look_as(stores: Stores, feed: str, person: LinkedPerson, label: str) -> None:
    """Look as this person, who is about to subscribe.

    :param label: what the feed is called, where nobody has looked before.
    :raises backpack.BackpackError: Backpack could not be asked, or does not let them look
    """
    name = read_name(feed)
    # Another look may come first; it is then as good as ours but for the instant that ours began later.
    for _try in range(3):
        draft = _draft(stores, feed, label)
        if _note(stores, feed, draft, _READERS[name.kind].look(person, name, draft)):
            return


def look_soon(stores: Stores, *names: FeedName) -> None:
    """Something has just been changed from here: whoever is subscribed to it should see so at once."""
    stores.polls.bring_forward(dict.fromkeys(map(str, names), stores.clock.now_seconds()))


def _look_as(stores: Stores, feed: str, name: FeedName, person: LinkedPerson) -> str | None:
    """None: done. Else why this person may not look."""
    draft = _draft(stores, feed)  # before the request: what is seen can't be older than that
    try:
        seen = _READERS[name.kind].look(person, name, draft)
    except Forbidden:
        logger.warning("%s is refused to one of its subscribers", feed)
        return _REFUSED
    except NotFound:
        if name.kind not in THINGS:
            raise
        return _GONE
    _note(stores, feed, draft, seen)
    return None


def _draft(stores: Stores, feed: str, label: str = "") -> Draft:
    before = stores.feed_states.find(feed)
    return Draft(replace(before, label=before.label or label), stores.clock.now_seconds())


def _note(stores: Stores, feed: str, draft: Draft, seen: Any) -> bool:
    """False: another look has counted meanwhile, and this one does not."""
    name = read_name(feed)
    for number, post in draft.posts():
        if isinstance(post, RestPost):
            draft.change(number, replace(post, is_over=True))
    return draft.commit(stores.feed_states, feed, _READERS[name.kind].advance(draft, name, seen))


def _tell_state(stores: Stores, feed: str, standing: Standing) -> None:
    """Once: not again while it is the last thing that was told. A live message says so itself."""
    draft = _draft(stores, feed)
    before = draft.before
    newest = draft.newest[1] if draft.newest else None
    if before.snapshot is None:
        return
    if isinstance(newest, LivePost):
        draft.change(LIVE_NUMBER, replace(newest, standing=standing))
    else:
        post = (GonePost if standing == "gone" else RestPost)(read_name(feed).kind, before.label)
        if newest and _says_so(newest, post):
            return
        draft.tell(post)
    unchanged = Advanced(before.snapshot, before.label, min(before.log, default=0))
    draft.commit(stores.feed_states, feed, unchanged)


def _says_so(told: AnyPost, post: RestPost | GonePost) -> bool:
    return isinstance(told, GonePost) or (
        isinstance(told, RestPost) and isinstance(post, RestPost) and not told.is_over
    )


def _candidates(
    stores: Stores, feed: str, find_person: FindPerson
) -> Iterator[tuple[tuple[str, str], LinkedPerson]]:
    """Subscribers of all places who are linked to the feed's account, each once, in an order that stays."""
    account = read_name(feed).account
    subscribers = [
        (each.slack_team_id, slack_user_id)
        for each in stores.subscriptions.of_feed(feed)
        for slack_user_id in each.subscribers
    ]
    for who in dict.fromkeys(subscribers):
        person = find_person(*who)
        if person is not None and person.link.account == account:
            yield who, person
