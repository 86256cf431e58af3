"""One operation and its attempts, one after the other, as `tasks.perform` makes them."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from redis import Redis

from backpack import Call
from store.writes import WriteNote
from tasks.attempt import Postponed, attempt
from tasks.calls import Calls, RecordedCalls
from tasks.intent import Context
from tasks.reconcile.once import Writer
from tests.tasks.world import Person, World


class KilledError(BaseException):
    """What no code of ours catches, as it can't catch a SIGKILL."""


@dataclass(frozen=True)
class Make:
    """An intent that makes one call."""

    call: Call[Any]

    def describe(self) -> str:
        return "make a call"

    def perform(self, context: Context) -> object:
        return context.backpack(self.call)


class Trial:
    """An accepted operation; each `attempt` is one."""

    def __init__(self, world: World, redis: Redis, call: Call[Any], person: Person | None = None) -> None:
        self._world = world
        self._redis: Any = redis
        self._person = person or world.maya
        self._call = call
        self._ledger = world.stores.operations
        self.operation_id = secrets.token_hex(6)
        self._ledger.accept(self.operation_id, "intent", "delivery", self._ledger.now_seconds() + 60)

    def attempt(self, client: Calls | None = None, call: Call[Any] | None = None) -> Any:
        """:raises AssertionError: an earlier one's lease runs"""
        verdict, number = self._ledger.begin(self.operation_id)
        assert number, verdict
        context = self._world.context(self._person)
        writer = Writer(self.operation_id, number, self._world.account, self._person.user_id)
        calls = RecordedCalls(client or self._person.backpack, self._world.stores.writes, writer, self.note())
        outcome = attempt(Make(call or self._call), replace(context, backpack=calls), number)
        if isinstance(outcome, Postponed):
            self._ledger.postpone(self.operation_id, number, 0, keep_note=outcome.keep_note)
        else:
            self._ledger.finish(self.operation_id, number, "outcome")
        return outcome

    def until_done(self, client: Calls | None = None) -> Any:
        """Attempt it, with half a minute in between, for as often as nobody would wait."""
        for _ in range(20):
            outcome = self.attempt(client)
            if not isinstance(outcome, Postponed):
                return outcome
            self.half_a_minute_passes()
        raise AssertionError(outcome)

    def note(self) -> WriteNote | None:
        found = self._ledger.find(self.operation_id)
        assert found
        return found.write_note

    def half_a_minute_passes(self) -> None:
        """Whatever its request would have done, it has done; its lease is over."""
        for field in ("write_lands_until", "leased_until"):
            if self._redis.hexists(self._key, field):
                self._redis.hset(self._key, field, str(self._ledger.now_seconds()))
        for key in self._redis.scan_iter("backpack-bot:late:*"):
            self._redis.delete(key)

    @property
    def _key(self) -> str:
        return f"backpack-bot:{{operations}}:{self.operation_id}"


class Hooked:
    """A client that does something right before, or right after, its first call that may not be repeated."""

    def __init__(
        self,
        backpack: Calls,
        before: Callable[[], object] = lambda: None,
        after: Callable[[], object] = lambda: None,
    ) -> None:
        self._backpack = backpack
        self._before = before
        self._after = after

    def __call__(self, call: Call[Any]) -> Any:
        if call.safe_to_retry:
            return self._backpack(call)
        before, after = self._before, self._after
        self._before = self._after = lambda: None
        before()
        answer = self._backpack(call)
        after()
        return answer


def kill() -> None:
    raise KilledError
