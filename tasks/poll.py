"""Polling: the task that asks for one feed, and the chore that hands out what is due."""

import logging
import random
import time
from functools import partial

from backpack import BackpackError, Forbidden, Priority, RateLimited, Turn
from store.stores import Stores
from tasks import queues, resources
from tasks.app import app
from tasks.due import NobodyToAskError
from tasks.feeds import feeds_of, how_many, kind_of
from tasks.linked import linked_person

logger = logging.getLogger(__name__)

# So many wait in the queue at most: what one worker asks in a few seconds.
_BATCH = 50
_LOOK_EVERY_SECONDS = 1.0
_ENROLL_EVERY_SECONDS = 20.0  # how long somebody who has just connected waits for their first poll
# Backpack is away, or does not let this person in: nothing is gained by asking at the usual pace.
_AWAY_SECONDS = 60.0
_REFUSED_SECONDS = 600.0


@app.task(name=queues.POLL, bind=False)
def poll(feed: str) -> None:
    """Ask for one feed, and say when to ask again."""
    stores = resources.stores()
    kind = kind_of(feed)
    wait_seconds = kind.interval_seconds(how_many(stores, feed))
    try:
        kind.poll(stores, feed, partial(linked_person, turn=Turn(Priority.BULK, f"poll:{feed}")))
    except NobodyToAskError:
        stores.polls.drop(feed)
        return
    except RateLimited as error:
        wait_seconds = error.retry_after_seconds or _LOOK_EVERY_SECONDS
    except Forbidden:
        logger.warning("%s is refused by Backpack", feed)
        wait_seconds = _REFUSED_SECONDS
    except BackpackError as error:
        logger.warning("%s could not be polled: %s", feed, error)
        wait_seconds = max(wait_seconds, _AWAY_SECONDS)
    stores.polls.poll_again_at(feed, stores.clock.now_seconds() + wait_seconds)


class Poller:
    """Hands out the polls that are due; the chore of a bulk worker's guard. Claims are atomic."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._enroll_at = 0.0

    def hand_out(self) -> None:
        """To be called about once a second. :raises redis.RedisError, kombu.exceptions.OperationalError:"""
        if time.monotonic() >= self._enroll_at:
            self._enroll()
            self._enroll_at = time.monotonic() + _ENROLL_EVERY_SECONDS
        for feed in self._stores.polls.claim(_BATCH):
            app.send_task(queues.POLL, args=[feed], queue=queues.BULK)

    def _enroll(self) -> None:
        """Of everybody who is linked, and of all that is subscribed to, each feed first at a time of its own:
        so they stay spread out."""
        now = self._stores.clock.now_seconds()
        everyone = self._stores.accounts.everyone()
        subscribed = self._stores.subscriptions.feeds()
        feeds = [*(feed for person in everyone for feed in feeds_of(*person)), *subscribed]
        # Never more than so many of one kind: good enough for when none is polled later.
        most = len(everyone) + len(subscribed)
        intervals = {feed: kind_of(feed).interval_seconds(most) for feed in feeds}
        latest = {feed: now + max(_REFUSED_SECONDS, seconds) for feed, seconds in intervals.items()}
        self._stores.polls.bring_forward(latest)
        self._stores.polls.enroll({feed: now + random.uniform(0, _first_within(feed)) for feed in feeds})  # noqa: S311 -- spread, no secret


def _first_within(feed: str) -> float:
    return min(kind_of(feed).every_seconds, _ENROLL_EVERY_SECONDS)
