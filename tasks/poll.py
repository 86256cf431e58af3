"""Polling: the task that asks for one feed, and the chore that hands out what is due."""

import logging
import math
import random
import time

from billiard.exceptions import SoftTimeLimitExceeded
from redis import Redis

from backpack import BackpackError, Forbidden, Priority, RateLimited, Turn
from store.stores import Stores
from tasks import queues, resources
from tasks.app import app
from tasks.feeds import feeds_of, kind_of
from tasks.linked import linked_person
from tasks.reminding.check import FRESH_SECONDS
from tasks.reminding.item import person_of

logger = logging.getLogger(__name__)

# So many wait in the queue at most: what one worker asks in a few seconds. With Backpack hanging each takes
# ten, and what piled up would still be asked for hours later.
_MOST_WAITING = 50
_LOOK_EVERY_SECONDS = 1.0
_ENROLL_EVERY_SECONDS = 20.0  # how long somebody who has just connected waits for their first poll
# Backpack is away, or does not let this person in: nothing is gained by asking at the usual pace.
_AWAY_SECONDS = 60.0
_NEAR_SECONDS = FRESH_SECONDS - 15.0  # so long it may wait in the queue
_REFUSED_SECONDS = 600.0


@app.task(name=queues.POLL, bind=False)
def poll(feed: str) -> None:
    """Ask for one feed, and say when to ask again."""
    stores = resources.stores()
    kind = kind_of(feed)
    person = person_of(feed)
    linked = linked_person(*person, Turn(Priority.BULK, f"poll:{feed}"))
    if linked is None:
        stores.polls.drop(feed)
        return
    wait_seconds = kind.interval_seconds(len(stores.accounts.everyone()))
    try:
        kind.poll(stores, *person, linked)
    except RateLimited as error:
        wait_seconds = error.retry_after_seconds or _LOOK_EVERY_SECONDS
    except Forbidden:
        logger.warning("%s is refused by Backpack", feed)
        wait_seconds = _REFUSED_SECONDS
    except SoftTimeLimitExceeded:
        logger.warning("%s took longer than there is time for one poll", feed)
        wait_seconds = _REFUSED_SECONDS
    except BackpackError as error:
        logger.warning("%s could not be polled: %s", feed, error)
        wait_seconds = max(wait_seconds, _AWAY_SECONDS)
    else:
        if kind.asks_right_before:
            wait_seconds = min(wait_seconds, _seconds_until_something_is_near(stores, feed))
    stores.polls.poll_again_at(feed, stores.clock.now_seconds() + wait_seconds)


def _seconds_until_something_is_near(stores: Stores, owner: str) -> float:
    """What a list showed within its last minute need not be asked after, with an export, when it is due."""
    now = stores.clock.now_seconds()
    ahead = (scheduled.due_seconds - now for scheduled in stores.schedule.of_owner(owner))
    return min((seconds - _NEAR_SECONDS for seconds in ahead if seconds > FRESH_SECONDS), default=math.inf)


class Poller:
    """Hands out the polls that are due; the chore of a bulk worker's guard. Claims are atomic."""

    def __init__(self, redis: Redis, stores: Stores) -> None:
        self._redis = redis
        self._stores = stores
        self._enroll_at = 0.0
        self._has_indexed = False

    def hand_out(self) -> None:
        """To be called about once a second. :raises redis.RedisError, kombu.exceptions.OperationalError:"""
        if time.monotonic() >= self._enroll_at:
            self._enroll()
            self._enroll_at = time.monotonic() + _ENROLL_EVERY_SECONDS
        room = _MOST_WAITING - int(self._redis.llen(queues.BULK))
        for feed in self._stores.polls.claim(room) if room > 0 else ():
            app.send_task(queues.POLL, args=[feed], queue=queues.BULK)

    def _enroll(self) -> None:
        """Everybody who is linked, first at a time of their own: so they stay spread out."""
        if not self._has_indexed:  # here, and not as the worker starts: Redis may be out of reach just then
            self._stores.accounts.index_all()
            self._has_indexed = True
        now = self._stores.clock.now_seconds()
        feeds = [feed for person in self._stores.accounts.everyone() for feed in feeds_of(*person)]
        self._stores.polls.enroll({feed: now + random.uniform(0, _first_within(feed)) for feed in feeds})  # noqa: S311 -- spread, no secret


def _first_within(feed: str) -> float:
    return min(kind_of(feed).every_seconds, _ENROLL_EVERY_SECONDS)
