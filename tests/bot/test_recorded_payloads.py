"""Whatever Slack sends us, signed and over real HTTP: what is accepted, answered, opened."""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from redis import Redis
from slack_bolt.async_app import AsyncApp, AsyncBoltRequest
from slack_bolt.listener.async_listener import AsyncListener
from slack_bolt.response import BoltResponse

from store.accounts import BackpackLink
from store.ledger_keys import OPEN
from store.stores import Stores
from tests.bot.presenting import Told
from tests.bot.slack import MAYA, TEAM, Json, Workspace, command_body, signed
from tests.e2e.signed import Reply, Signer
from tests.golden.slack_payloads import Recorded, recorded
from tests.golden.slack_shapes import SHAPES

CASES = recorded()
CHANNEL = "C0LAUNCH"


def part_of(expected: Any, found: Any) -> bool:
    """Whether `found` says all of that, and perhaps more."""
    if isinstance(expected, dict) and isinstance(found, dict):
        return all(name in found and part_of(part, found[name]) for name, part in expected.items())
    return bool(expected == found)


@dataclass(frozen=True)
class Wire:
    """The bot, and what can be seen of it from either end."""

    signer: Signer
    slack: Workspace
    stores: Stores
    redis: Redis
    told: Told

    def prepare(self, case: Recorded) -> Recorded:
        """What is given; returns the case with triggers and messages that the local Slack knows."""
        if case.given.get("linked", True):
            self.stores.accounts.save(TEAM, MAYA, BackpackLink("trailhead", 7, "Maya", "Berlin", "0" * 40))
        if said := case.given.get("said"):
            self.signer.send(command_body(said, channel_id=CHANNEL))
        self.slack.close_views()
        said_by_tomas = {"user": "U0TOMAS", "channel": CHANNEL, "text": "We are out of tea"}
        makers: dict[str, Callable[[], str]] = {
            "trigger_id": self.slack.trigger_id,
            "response_url": lambda: self.slack.response_url(CHANNEL),
            "message_ts": lambda: str(self.slack.post("message", said_by_tomas)["message"]["ts"]),
        }
        return case.alive({name: make() for name, make in makers.items() if case.needs(name)})

    def send(self, case: Recorded) -> Reply:
        return self.signer.send(case.body, content_type=case.content_type, more_headers=case.headers)

    def accepted(self) -> dict[str, dict[str, Json]]:
        """All that is in the ledger, by operation id."""
        client: Any = self.redis
        operations = {each: self.stores.operations.find(each) for each in client.zrange(OPEN, 0, -1)}
        return {
            each: {"intent": json.loads(found.intent), "delivery": json.loads(found.delivery)}
            for each, found in operations.items()
            if found
        }

    def opened(self) -> list[str]:
        return [view["callback_id"] for view in self.slack.views()]

    def said(self) -> str:
        """All that Maya was told, as JSON; empty: nothing."""
        told = [[message["text"], message["blocks"]] for message in self.told()]
        return json.dumps(told, ensure_ascii=False) if told else ""


@pytest.fixture
def wire(signer: Signer, slack: Workspace, stores: Stores, redis: Redis, told: Told) -> Wire:
    return Wire(signer, slack, stores, redis, told)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_what_slack_sends_is_understood(case: Recorded, shape: Callable[[Json], Json], wire: Wire) -> None:
    case = wire.prepare(case).shaped(shape)
    expect = case.expect
    reply = wire.send(case)
    assert reply.status == 200
    assert bool(reply.body) is ("answer" in expect)
    assert [words for words in expect.get("answer", []) if words not in reply.body] == []
    if "opened" not in expect:  # a trigger serves once
        assert wire.send(case).status == 200, "Slack repeats itself; what it repeats is one operation"

    found, wanted = wire.accepted(), expect.get("accepted", {})
    assert sorted(found) == sorted(wanted)
    for operation_id, operation in wanted.items():
        assert part_of(operation, found[operation_id]), (operation, found[operation_id])
    assert wire.opened() == ([expect["opened"]] if "opened" in expect else [])
    assert bool(wire.said()) is ("told" in expect)
    assert expect.get("told", "") in wire.said()


def test_every_listener_has_a_recorded_payload(app: AsyncApp) -> None:
    async def first_match(case: Recorded) -> AsyncListener | None:
        """As Bolt looks for it."""
        headers: Any = signed(case.body)
        request = AsyncBoltRequest(body=case.body, headers=headers)
        for listener in app._async_listeners:
            if await listener.async_matches(req=request, resp=BoltResponse(status=200)):
                return listener
        return None

    async def unheard() -> list[str]:
        heard = [await first_match(case) for case in CASES]
        return [each.ack_function.__qualname__ for each in app._async_listeners if each not in heard]

    assert app._async_listeners
    assert asyncio.run(unheard()) == []
