"""What a clock has started, in one task: performed and presented, each by itself, whatever becomes of the
others."""

import base64
import json
from typing import Any

import pytest
from redis import Redis

from bot import fire as module
from bot.config import BotConfig
from bot.fire import fire
from tasks import queues
from tasks.app import configure


@pytest.fixture(autouse=True)
def _broker(config: BotConfig) -> None:
    configure(config)


class Steps:
    """What was done to which operation, and what each step asks for."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.done: list[str] = []
        self.perform: dict[str, float] = {}
        self.present: dict[str, float] = {}
        monkeypatch.setattr(module, "carry_out", self._carry_out)
        monkeypatch.setattr(module, "present_outcome", self._present)

    def _carry_out(self, operation_id: str) -> float | None:
        self.done.append(f"perform {operation_id}")
        return self.perform.get(operation_id)

    def _present(self, operation_id: str) -> float | None:
        self.done.append(f"present {operation_id}")
        return self.present.get(operation_id)


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Steps:
    return Steps(monkeypatch)


def again(redis: Redis) -> list[list[str]]:
    client: Any = redis
    found = [json.loads(message) for message in client.lrange(queues.SCHEDULED, 0, -1)]
    return [json.loads(base64.b64decode(message["body"]))[0][0] for message in found]


def test_each_is_performed_and_presented(steps: Steps, redis: Redis) -> None:
    fire(["a", "b"])
    assert steps.done == ["perform a", "present a", "perform b", "present b"]
    assert again(redis) == []


def test_one_that_has_to_wait_comes_again_by_itself_and_holds_up_no_other(steps: Steps, redis: Redis) -> None:
    steps.perform["a"], steps.present["b"] = 5.0, 1.0
    fire(["a", "b", "c"])
    assert steps.done == ["perform a", "perform b", "present b", "perform c", "present c"]
    assert sorted(again(redis)) == [["a"], ["b"]]


def test_what_a_slow_one_leaves_no_time_for_goes_to_others(
    steps: Steps, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_TOGETHER_SECONDS", -1.0)
    fire(["a", "b", "c"])
    assert steps.done == ["perform a"]
    assert sorted(again(redis)) == [["a"], ["b"], ["c"]], "and the slow one is presented by itself"
