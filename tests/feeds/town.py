"""One account, one workspace and the bot between them, driven step by step in this process.

Every part is real (Redis, the local Backpack over HTTP, the local Slack over HTTP) but for the queue: what it
would hand to workers is run here, in the order that the ledger asks for, and can be made to die on the way.
"""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from threading import Thread
from typing import Any
from zoneinfo import ZoneInfo

from celery.exceptions import Retry
from redis import Redis

from backpack.limit_keys import LimitKeys
from bot.bindings import binding_for
from bot.present import present
from bot.speaker import Speaker
from store.ledger_keys import OPEN, operation_key
from store.redis_client import KEY_PREFIX
from tasks.delivery import Delivery
from tasks.feeding.names import FeedName, Kind
from tasks.perform import perform
from tasks.poll import poll
from tasks.wire import decode, encode
from tests.bot.presenting import open_gates
from tests.bot.slack import MAYA, TEAM, Json, Workspace
from tests.tasks.world import Person, World

TOMAS, LINH = "U0TOMAS", "U0LINH"
KITCHEN, LAUNCH, GENERAL = "C0KITCHEN", "C0LAUNCH", "C0GENERAL"
_CHANNELS = (KITCHEN, LAUNCH, GENERAL, "D0MAYA", "D0TOMAS", "D0LINH")
# What the app has with the feeds: it may look for a message of its own in a channel.
SCOPES = ["commands", "chat:write", "im:write", "im:history", "users:read", "channels:history"]


class Town:
    """Maya and Tomás, linked; Linh in Backpack alone."""

    def __init__(self, world: World, slack: Workspace, redis: Redis) -> None:
        self.world, self.slack, self.stores = world, slack, world.stores
        self.redis: Any = redis
        self.maya = world.maya
        self.tomas = world.person("Tomás Rivera", "Central Time (US & Canada)")
        self.linh = world.person("Linh Tran", "Hawaii")
        self.link(MAYA, self.maya)
        self.link(TOMAS, self.tomas)
        self.slack.post("app", {"scopes": SCOPES, "left": []})
        self.world.control("limits", calendar=10_000)  # as roomy as the other one
        self._said = 0
        self._before = {(channel, message["ts"]) for channel in _CHANNELS for message in self._all(channel)}

    def close(self) -> None:
        self.world.control("clock", held=False)
        self.world.ask("clock", method="DELETE")
        self.slack.post("app", {"scopes": SCOPES[:-1], "left": []})
        self.slack.clear_faults()
        self.world.close()

    def hold_clock(self, now: str) -> None:
        """Backpack's, until the town is gone."""
        self.world.control("clock", now=now, held=True)

    def pass_time(self, seconds: float) -> None:
        self.world.control("clock", advance_seconds=seconds)

    def link(self, slack_user_id: str, person: Person) -> None:
        self.stores.accounts.save(TEAM, slack_user_id, person.link)

    def feed(self, kind: Kind, thing_id: int = 0) -> str:
        return str(FeedName(kind, self.world.account, thing_id))

    def say(self, words: str, channel: str = KITCHEN, user: str = MAYA) -> Any:
        """Have a command accepted, performed and answered; returns its outcome."""
        return self.carry_out(self.accept(words, channel, user))

    def carry_out(self, operation_id: str) -> Any:
        """Performed and answered; returns the outcome."""
        perform(operation_id)
        self.present(operation_id)
        found = self.stores.operations.find(operation_id)
        assert found
        assert found.outcome
        return decode(json.loads(found.outcome))

    def accept(self, words: str, channel: str = KITCHEN, user: str = MAYA) -> str:
        verb, _blank, rest = words.partition(" ")
        binding = binding_for(verb)
        assert binding
        assert binding.read
        intent = binding.read(rest, Speaker(datetime.now(UTC), ZoneInfo("UTC")))
        return self.accept_intent(intent, words, channel, user)

    def accept_intent(
        self,
        intent: object,
        words: str = "",
        channel: str = KITCHEN,
        user: str = MAYA,
        *,
        clicked_ts: str | None = None,
        prefix: str = "",
    ) -> str:
        delivery = Delivery(TEAM, user, channel, None, words, time.time(), clicked_ts=clicked_ts)
        self._said += 1
        # Of this town alone: a workspace keeps its messages, and what marks them comes of this.
        operation_id = f"{prefix}said-{self.world.account}-{self._said}"
        ledger = self.stores.operations
        pair = json.dumps(encode(intent)), json.dumps(encode(delivery))
        ledger.accept(operation_id, *pair, ledger.now_seconds() + 60, person=delivery.person)
        return operation_id

    def look(self, kind: Kind, thing_id: int = 0) -> None:
        """Poll the feed, as a worker would that need not wait for its turn under Backpack's limit."""
        self.free_limits()
        poll(self.feed(kind, thing_id))

    def free_limits(self) -> None:
        for key in self.redis.scan_iter(match=f"{LimitKeys.PREFIX}*"):
            self.redis.delete(key)

    def look_at_once(self, kind: Kind, thing_id: int = 0, workers: int = 3) -> None:
        """Several workers poll the feed at the same time."""

        def look() -> None:
            with suppress(KilledError):
                poll(self.feed(kind, thing_id))

        threads = [Thread(target=look) for _ in range(workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def tell(self) -> None:
        """Dispatch and carry out until there is nothing left to be told."""
        for _round in range(60):
            wait_seconds = self.stores.schedule.dispatch().wait_seconds
            operation_ids = self.open_operations()
            if not operation_ids:
                if wait_seconds is None:
                    return
                time.sleep(wait_seconds)
            for operation_id in operation_ids:
                perform(operation_id)
                self.present(operation_id)
        raise AssertionError(f"never told: {self.open_operations()}")

    def look_and_tell(self, kind: Kind, thing_id: int = 0) -> None:
        self.look(kind, thing_id)
        self.tell()

    def present(self, operation_id: str) -> None:
        """Until it is shown: whatever has to be waited for is over at once."""
        for _try in range(50):
            try:
                present(operation_id)
            except Retry:
                self.unwait()
            else:
                return
        raise AssertionError(f"never shown: {operation_id}")

    def open_operations(self) -> list[str]:
        return list(self.redis.zrange(OPEN, 0, -1))

    def unwait(self) -> None:
        """Every lease of somebody who died has run out, and every wait is over."""
        for operation_id in self.open_operations():
            over = dict.fromkeys(("answering_until", "leased_until", "not_before"), "0")
            self.redis.hset(operation_key(operation_id), mapping=over)
        for key in self.redis.scan_iter(match=f"{KEY_PREFIX}notice:*"):
            self.redis.hset(key, "until", "0")
        open_gates(self.redis)

    def messages(self, channel: str = KITCHEN) -> list[Json]:
        """What the bot has said to all there since the town was built, but for announcing subscriptions."""
        return [
            message
            for message in self._all(channel)
            if (channel, message["ts"]) not in self._before and not message["text"].startswith("🔔")
        ]

    def announcements(self, channel: str = KITCHEN) -> list[Json]:
        found = (one for one in self._all(channel) if (channel, one["ts"]) not in self._before)
        return [message for message in found if message["text"].startswith("🔔")]

    def texts(self, channel: str = KITCHEN) -> list[str]:
        """Each message's words; what is struck stands between tildes."""
        return [words_of(message["blocks"]) for message in self.messages(channel)]

    def _all(self, channel: str) -> list[Json]:
        messages = self.slack.messages(channel, viewer=f"U0{channel[2:]}" if channel[0] == "D" else MAYA)
        return [one for one in messages if one["is_bot"] and not one["ephemeral_to"]]


def words_of(thing: Any) -> str:
    """All that a person reads of blocks; dates are left out, as they are in the reader's zone."""
    return "".join(_words(thing)).strip()


def _words(thing: Any) -> Iterator[str]:
    if isinstance(thing, list):
        for each in thing:
            yield from _words(each)
    elif isinstance(thing, dict):
        if thing.get("type") == "rich_text_section":
            yield "\n"
        if isinstance(thing.get("text"), str):
            is_struck = (thing.get("style") or {}).get("strike")
            yield f"~{thing['text']}~" if is_struck else thing["text"]
        yield from _words([value for value in thing.values() if isinstance(value, dict | list)])


class KilledError(BaseException):
    """Stands for SIGKILL: nothing catches it."""


@contextmanager
def dying_in(owner: object, name: str, *, after: bool, at_call: int = 1) -> Iterator[None]:
    """The process dies right before, or right after, the call of that method."""
    original: Callable[..., Any] = getattr(owner, name)
    calls = 0

    def deadly(*arguments: Any, **more: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls < at_call:
            return original(*arguments, **more)
        if after:
            original(*arguments, **more)
        raise KilledError

    setattr(owner, name, deadly)
    try:
        yield
    except KilledError:
        pass
    finally:
        setattr(owner, name, original)
