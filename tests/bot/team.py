"""A team over days and weeks: Backpack, Slack, one clock for both, and the bot in this process."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from redis import Redis

from backpack import Backpack, TokenAuth, Unlimited, create_journal_entry, list_journal_entries
from bot.present import present
from store.schedule_keys import CLOCK_AHEAD
from store.stores import Stores
from tasks.perform import perform
from tests.bot.presenting import open_gates
from tests.bot.slack import TEAM, Driver, Json, Workspace
from tests.tasks.world import Person, World

LAUNCH = "C0LAUNCH"
ZONES = {
    "U0MAYA": ("Maya Okafor", "Berlin"),
    "U0TOMAS": ("Tomás Rivera", "Central Time (US & Canada)"),
    "U0LINH": ("Linh Tran", "Pacific Time (US & Canada)"),
}
"""As the sandbox's Slack has them, three zones."""


@dataclass
class Team:
    """What it does goes through Slack's deliveries and the tasks of a worker; nothing else is called."""

    slack: Workspace
    driver: Driver
    redis: Redis
    stores: Stores
    world: World
    people: dict[str, Person]
    done: list[str] = field(default_factory=list)
    """Ids of the operations that were carried out."""

    def now(self) -> float:
        return self.stores.clock.now_seconds()

    def set_clock(self, moment: datetime | float) -> None:
        seconds = moment if isinstance(moment, float) else moment.timestamp()
        ahead = seconds - time.time()
        self.world.control("clock", ahead_seconds=ahead)
        client: Any = self.redis
        client.set(CLOCK_AHEAD, repr(ahead))

    def until(self, moment: datetime) -> None:
        """Let the time pass, and everything happen when it is due."""
        end = moment.timestamp()
        while True:
            dispatched = self.stores.schedule.dispatch()
            for operation_id in dispatched.operation_ids:
                self.carry_out(operation_id)
            if dispatched.operation_ids or dispatched.wait_seconds == 0:
                continue
            if dispatched.wait_seconds is None or self.now() + dispatched.wait_seconds > end:
                break
            self.set_clock(self.now() + dispatched.wait_seconds + 0.002)
        self.set_clock(float(end))

    def carry_out(self, operation_id: str) -> None:
        open_gates(self.redis)
        self.done.append(operation_id)
        perform(operation_id)
        open_gates(self.redis)
        present(operation_id)

    def say(self, text: str, user: str = "U0MAYA", channel: str = LAUNCH, command: str = "/backpack") -> Json:
        """A slash command; returns what the person reads last in the channel."""
        trigger = f"{time.time_ns()}.1"
        reply = self.driver.say(
            text, command, user=user, channel_id=channel, trigger_id=trigger,
            response_url=self.slack.response_url(channel, user),
        )  # fmt: skip
        assert reply.status == 200
        if reply.body:
            return dict(reply.body)
        self.carry_out(f"command-{trigger}")
        return self.slack.messages(channel, user)[-1]

    def write(self, user: str, *bodies: str) -> list[int]:
        """In Backpack itself; returns the ids."""
        person = self.people[user]
        with fast(self.world, person) as backpack:
            return [backpack(create_journal_entry(person.user_id, body)) for body in bodies]

    def journal(self) -> list[str]:
        """All there is in Backpack, the oldest first."""
        with fast(self.world, self.people["U0MAYA"]) as backpack:
            return [entry.body for entry in reversed(backpack(list_journal_entries()))]

    def messages(self, channel: str = LAUNCH) -> "Messages":
        return Messages(self.slack, channel)

    def app(self, **rights: Any) -> Json:
        return self.slack.post("app", rights)


class Messages:
    """What the bot says to all in a channel, or in somebody's direct messages, from now on."""

    def __init__(self, slack: Workspace, channel: str) -> None:
        self._slack = slack
        self._channel = channel
        self._viewer = f"U0{channel[2:]}" if channel.startswith("D0") else "U0MAYA"
        self._before = {message["ts"] for message in self._all()}

    def _all(self) -> list[Json]:
        found = self._slack.messages(self._channel, self._viewer)
        return [each for each in found if each["is_bot"] and not each.get("ephemeral_to")]

    def __call__(self) -> list[Json]:
        return [message for message in self._all() if message["ts"] not in self._before]

    def texts(self) -> list[str]:
        return [message["text"] for message in self()]


@contextmanager
def fast(world: World, person: Person) -> Iterator[Backpack]:
    """As this person, at no pace of ours."""
    auth, contact = TokenAuth(person.token), "t@example.com"
    with Backpack(world.account, auth, contact=contact, base_url=world.url, limiter=Unlimited()) as backpack:
        yield backpack


def people_of(world: World, stores: Stores, linked: Sequence[str]) -> dict[str, Person]:
    people = {user: world.person(*called) for user, called in ZONES.items() if user != "U0MAYA"}
    people["U0MAYA"] = world.maya
    for user in linked:
        stores.accounts.save(TEAM, user, people[user].link)
    return people
