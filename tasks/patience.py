"""How long what a clock has started waits for Backpack: it is due now, whether or not anybody answers.

A call that hangs takes ten seconds, and a task's time is over after twenty. So an operation stops asking once
it has asked for long enough, and asks nothing of an account that was found silent a moment ago, by whomever.
"""

import time
from typing import TypeVar

from billiard.exceptions import SoftTimeLimitExceeded

from backpack import BackpackError, Call, RateLimited, Unreachable
from store.away import Away
from tasks import resources
from tasks.calls import Calls
from tasks.due import LinkedPerson
from tasks.linked import linked_person

T = TypeVar("T")

# A call that begins now may wait 2 s for its turn and 10 s for its answer: inside the soft limit (20 s).
_ASKING_SECONDS = 6.0
# What is refused sooner costs nobody time; nor is Backpack silent then.
_SLOW_SECONDS = 2.0


class DuePeople:
    """Whose Backpack one operation may ask; its time begins now."""

    def __init__(self) -> None:
        self._until = time.monotonic() + _ASKING_SECONDS

    def __call__(self, slack_team_id: str, slack_user_id: str) -> LinkedPerson | None:
        """None: they are not linked, or the key is gone that their token was sealed with."""
        person = linked_person(slack_team_id, slack_user_id)
        if person is None:
            return None
        calls = _ImpatientCalls(person.backpack, resources.stores().away, person.link.account, self)
        return LinkedPerson(person.link, calls)

    def has_time(self) -> bool:
        """Whether another call may begin, of whichever account."""
        return time.monotonic() < self._until

    def stop(self) -> None:
        """What is left of the task's time is for saying what is due."""
        self._until = 0.0


class _ImpatientCalls:
    """Raises `Unreachable` where asking would take too long."""

    def __init__(self, calls: Calls, away: Away, account: str, people: DuePeople) -> None:
        self._calls = calls
        self._away = away
        self._account = account
        self._people = people

    def __call__(self, call: Call[T]) -> T:
        if not self._people.has_time():
            raise Unreachable("there is no time left to ask Backpack, so nothing was sent")
        if self._away.is_noted(self._account):
            raise Unreachable("Backpack did not answer a moment ago, so nothing was sent")
        began = time.monotonic()
        try:
            return self._calls(call)
        except SoftTimeLimitExceeded:
            self._people.stop()
            self._away.note(self._account)
        except BackpackError as error:
            # An export may take that long because there is much to export.
            is_silent = error.retryable and not isinstance(error, RateLimited) and call.name != "export_user"
            if is_silent and time.monotonic() - began >= _SLOW_SECONDS:
                self._away.note(self._account)
            raise
        raise Unreachable("Backpack took longer than there was time")
