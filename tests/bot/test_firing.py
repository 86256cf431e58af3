"""What has come due is said once, where it is to be said; where that is not possible, its setter is told."""

import json
import secrets
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import pytest
from celery.exceptions import Retry
from redis import Redis, RedisError

from bot.present import present
from store.answers import Answers
from store.schedule import Schedule
from store.schedule_keys import CLOCK_AHEAD
from store.stores import Stores
from tasks.delivery import Delivery
from tasks.intents.fire_reminders import FiredReminder, RemindersFired
from tasks.recurrence import Recurrence
from tasks.reminding.item import ReminderItem, entry_of, reminders_of
from tasks.results import Silence
from tasks.wire import decode, encode
from tests.bot.presenting import DIRECT, NOT_TAKEN, TAKEN_ALL_THE_SAME, KilledError, Told, killed, open_gates
from tests.bot.slack import MAYA, TEAM, Json, Workspace

pytestmark = pytest.mark.usefixtures("worker")

POST, LAUNCH = "chat.postMessage", "C0LAUNCH"
AGAIN = "I could not see whether this was posted. Here it is again; nothing was done twice."
TEA = ReminderItem("trailhead", 7, "tea", 70, "Maya", (70,))


@dataclass(frozen=True)
class Scene:
    """What has come due, and Slack."""

    stores: Stores
    slack: Workspace
    redis: Redis
    told: Told
    operation_id: str
    """One of its own: a look goes a minute back, and channels are not emptied between tests."""

    def fire(self, *reminders: FiredReminder, place: str = MAYA) -> None:
        """They are due there, and wait to be said."""
        fired = RemindersFired("card", reminders or (FiredReminder(TEA, time.time() - 1, MAYA),))
        delivery = Delivery(TEAM, MAYA, place, None, "", time.time())
        ledger = self.stores.operations
        ledger.accept(self.operation_id, "intent", json.dumps(encode(delivery)), ledger.now_seconds() + 10)
        _go, attempt = ledger.begin(self.operation_id)
        ledger.finish(self.operation_id, attempt, json.dumps(encode(fired)))

    def present(self) -> None:
        present(self.operation_id)

    def present_in_vain(self, times: int = 1) -> None:
        for _ in range(times):
            with pytest.raises(Retry):
                self.present()
            self.unwait()

    def unwait(self) -> None:
        """The time that somebody was told to wait is over, or the lease of one who died."""
        client: Any = self.redis
        client.hset(f"backpack-bot:{{operations}}:{self.operation_id}", "answering_until", "0")
        open_gates(self.redis)

    def said(self) -> list[tuple[str, str]]:
        """(place, text) of each message since the test began."""
        return [(message["channel"], message["text"]) for message in self.told()]

    def state(self) -> str:
        found = self.stores.operations.find(self.operation_id)
        assert found
        return found.state

    def due_again(self) -> list[tuple[str, Json]]:
        """(place, entry) of what is due now."""
        operations = [
            self.stores.operations.find(one) for one in self.stores.schedule.dispatch().operation_ids
        ]
        return [
            (json.loads(one.delivery)["slack_channel_id"], due)
            for one in operations
            if one
            for due in json.loads(one.intent)["due"]
        ]


@pytest.fixture
def scene(stores: Stores, slack: Workspace, redis: Redis, told: Told) -> Iterator[Scene]:
    before = slack._ask("app")
    yield Scene(stores, slack, redis, told, f"due-{secrets.token_hex(8)}")
    slack.post("app", {**before, "left": []})


def test_it_is_said_in_direct_messages(scene: Scene) -> None:
    scene.fire()
    scene.present()
    ((place, text),) = scene.said()
    assert place == DIRECT
    assert "tea" in text
    assert scene.state() == "answered"
    scene.present()
    assert len(scene.said()) == 1


def test_it_is_said_to_all_in_a_channel(scene: Scene) -> None:
    scene.fire(place=LAUNCH)
    scene.present()
    ((place, text),) = scene.said()
    assert (place, "tea" in text) == (LAUNCH, True)
    (message,) = scene.told()
    assert message.get("ephemeral_for") is None
    assert scene.slack.messages(LAUNCH, "U0TOMAS")[-1]["ts"] == message["ts"], "others see it, too"


def test_several_are_one_message(scene: Scene) -> None:
    texts = [f"tea {number}" for number in range(40)]
    scene.fire(
        *(FiredReminder(replace(TEA, content=text), time.time() - 1, MAYA) for text in texts), place=LAUNCH
    )
    scene.present()
    ((_place, text),) = scene.said()
    assert all(each in text for each in texts)


def test_what_turned_out_not_to_be_due_is_not_mentioned(scene: Scene) -> None:
    scene.fire()
    client: Any = scene.redis
    client.hset(f"backpack-bot:{{operations}}:{scene.operation_id}", "outcome", json.dumps(encode(Silence())))
    scene.present()
    assert scene.said() == []
    assert scene.state() == "answered"


@pytest.mark.parametrize("fault", TAKEN_ALL_THE_SAME + NOT_TAKEN)
def test_in_direct_messages_it_is_there_once_however_a_post_ends(scene: Scene, fault: Json) -> None:
    scene.fire()
    scene.slack.fault(POST, **fault)
    scene.present_in_vain()
    scene.present()
    ((place, text),) = scene.said()
    assert (place, AGAIN in text) == (DIRECT, False)


@pytest.mark.parametrize("fault", TAKEN_ALL_THE_SAME + NOT_TAKEN)
def test_in_a_channel_whose_history_may_be_read_it_is_there_once_too(scene: Scene, fault: Json) -> None:
    scopes = [*scene.slack._ask("app")["scopes"], "channels:history"]
    scene.slack.post("app", {"scopes": scopes})
    scene.fire(place=LAUNCH)
    scene.slack.fault(POST, **fault)
    scene.present_in_vain()
    scene.present()
    scene.slack.post("app", {"scopes": scopes[:-1]})
    ((place, text),) = scene.said()
    assert (place, AGAIN in text) == (LAUNCH, False)


@pytest.mark.parametrize("fault", [*TAKEN_ALL_THE_SAME, {"cut": "before"}])
def test_in_a_channel_whose_history_may_not_be_read_it_comes_again_and_says_so(
    scene: Scene, fault: Json
) -> None:
    scene.fire(place=LAUNCH)
    scene.slack.fault(POST, **fault)
    scene.present_in_vain()
    scene.present()
    was_taken = fault in TAKEN_ALL_THE_SAME
    assert [place for place, _text in scene.said()] == [LAUNCH] * (2 if was_taken else 1)
    assert AGAIN in scene.said()[-1][1]


@pytest.mark.parametrize("place", [MAYA, LAUNCH])
def test_a_worker_killed_after_posting_leaves_it_once_or_a_second_with_a_word(
    scene: Scene, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    scene.fire(place=place)
    with monkeypatch.context() as patched:
        patched.setattr(Answers, "answered", killed)
        with pytest.raises(KilledError):
            scene.present()
    scene.unwait()
    scene.present()
    assert [AGAIN in text for _place, text in scene.said()] == ([False] if place == MAYA else [False, True])


def test_a_worker_killed_before_posting_leaves_no_doubt(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.fire(place=LAUNCH)
    with monkeypatch.context() as patched:
        patched.setattr(Answers, "begin_post", killed)
        with pytest.raises(KilledError):
            scene.present()
    scene.unwait()
    scene.present()
    assert [AGAIN in text for _place, text in scene.said()] == [False]


def test_a_busy_slack_queues_it_and_nothing_is_dropped(scene: Scene) -> None:
    scene.fire(place=LAUNCH)
    scene.slack.fault(POST, status=429, retry_after=60, times=3)
    scene.present_in_vain(3)
    assert scene.said() == []
    assert scene.state() == "performed"
    scene.present()
    assert [place for place, _text in scene.said()] == [LAUNCH]


def test_what_slack_does_not_take_for_days_is_still_said(scene: Scene) -> None:
    scene.fire()
    client: Any = scene.redis
    delivery = Delivery(TEAM, MAYA, MAYA, None, "", time.time() - 5 * 24 * 3600)
    client.hset(f"backpack-bot:{{operations}}:{scene.operation_id}", "delivery", json.dumps(encode(delivery)))
    scene.slack.fault(POST, status=429)
    scene.present_in_vain()
    scene.present()
    assert len(scene.said()) == 1


def test_one_message_a_second_goes_to_a_channel(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next one is for a moment that is kept for it."""
    gates = scene.stores.slack_gates
    assert gates.wait_seconds(TEAM, POST, LAUNCH, "another") == 0
    scene.fire(place=LAUNCH)
    monkeypatch.setattr("bot.slack_calls._LONGEST_SLEEP_SECONDS", 0.0)
    scene.present_in_vain()
    assert scene.said() == []
    scene.present()
    assert len(scene.said()) == 1


NOT_THERE = [
    "not_in_channel",
    "channel_not_found",
    "is_archived",
    "restricted_action",
    "restricted_action_read_only_channel",
    "restricted_action_thread_only_channel",
]


@pytest.mark.parametrize("error", NOT_THERE)
def test_where_the_bot_may_not_speak_the_setter_gets_it_in_direct_messages(scene: Scene, error: str) -> None:
    item = replace(TEA, slack_channel_id=LAUNCH)
    scene.fire(FiredReminder(item, 1_700_000_000.0, MAYA), place=LAUNCH)
    scene.slack.fault(POST, error=error)
    scene.present()
    assert scene.said() == []
    assert scene.state() == "answered"
    ((place, due),) = scene.due_again()
    assert (place, due["due_seconds"]) == (MAYA, 1_700_000_000.0)
    assert due["item"]["content"] == "tea"
    assert due["item"]["lost_channel_id"] == LAUNCH
    assert due["item"]["slack_channel_id"] is None


def test_a_channel_that_the_bot_was_removed_from_is_such_a_one(scene: Scene) -> None:
    scene.slack.post("app", {"left": [LAUNCH]})
    scene.fire(FiredReminder(replace(TEA, slack_channel_id=LAUNCH), time.time() - 1, MAYA), place=LAUNCH)
    scene.present()
    assert scene.said() == []
    assert [place for place, _due in scene.due_again()] == [MAYA]


def test_each_setter_gets_their_own(scene: Scene) -> None:
    item = replace(TEA, slack_channel_id=LAUNCH)
    linhs = replace(item, thing_id=8, content="coffee")
    now = time.time()
    scene.fire(FiredReminder(item, now, MAYA), FiredReminder(linhs, now, "U0LINH"), place=LAUNCH)
    scene.slack.fault(POST, error="not_in_channel")
    scene.present()
    found = {place: due["item"]["content"] for place, due in scene.due_again()}
    assert found == {MAYA: "tea", "U0LINH": "coffee"}


def test_the_setter_is_told_once_though_the_worker_was_killed_in_between(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene.fire(FiredReminder(replace(TEA, slack_channel_id=LAUNCH), time.time() - 1, MAYA), place=LAUNCH)
    scene.slack.fault(POST, error="not_in_channel", times=2)
    with monkeypatch.context() as patched:
        patched.setattr(Answers, "answered", killed)
        with pytest.raises(KilledError):
            scene.present()
    assert len(scene.due_again()) == 1
    scene.unwait()
    scene.present()
    for operation_id in scene.stores.operations.claim_overdue():
        scene.stores.answers.answered(operation_id)
    scene.redis.set(CLOCK_AHEAD, 5)
    assert scene.due_again() == []


def test_with_redis_out_of_reach_just_then_it_is_told_later(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_arguments: object) -> None:
        raise RedisError("away")

    scene.fire(FiredReminder(replace(TEA, slack_channel_id=LAUNCH), time.time() - 1, MAYA), place=LAUNCH)
    scene.slack.fault(POST, error="not_in_channel", times=2)
    with monkeypatch.context() as patched:
        patched.setattr(Schedule, "put", away)
        with pytest.raises(RedisError):
            scene.present()
    assert scene.state() == "performed"
    scene.unwait()
    scene.present()
    assert [place for place, _due in scene.due_again()] == [MAYA]


def test_a_series_stays_one_though_its_channel_is_lost(scene: Scene) -> None:
    """Else Done would take all of it away, and Snooze move its next time."""
    daily = Recurrence("FREQ=DAILY", datetime(2026, 1, 1, 9), "UTC")  # noqa: DTZ001 -- a wall clock is meant
    item = replace(TEA, slack_channel_id=LAUNCH, recurrence=daily)
    scene.fire(FiredReminder(item, time.time() - 1, MAYA, next_seconds=time.time() + 3600), place=LAUNCH)
    scene.slack.fault(POST, error="not_in_channel")
    scene.present()
    ((_place, due),) = scene.due_again()
    assert due["item"]["recurrence"] is not None


@pytest.mark.parametrize("error", ["user_disabled", "cannot_dm_bot", "account_inactive", "channel_not_found"])
def test_a_person_who_can_not_be_written_to_holds_up_nobody_and_an_operator_can_see_it(
    scene: Scene, error: str
) -> None:
    team_mate = entry_of(replace(TEA, thing_id=9), TEAM, MAYA, time.time() - 1)
    scene.fire()
    scene.slack.fault(POST, error=error, times=None)
    scene.present()
    assert scene.said() == []
    assert [letter.operation_id for letter in scene.stores.dead_letters.all()] == [scene.operation_id]
    client: Any = scene.redis
    assert client.zscore("backpack-bot:{operations}:open", scene.operation_id) is None
    scene.stores.schedule.put(team_mate)
    assert [place for place, _due in scene.due_again()] == [MAYA]


def test_entries_and_outcomes_read_back_as_they_were() -> None:
    fired = RemindersFired("card", (FiredReminder(TEA, 1.5, MAYA, next_seconds=2.5),))
    assert decode(json.loads(json.dumps(encode(fired)))) == fired
    assert reminders_of(TEAM, MAYA) == f"reminders:{TEAM}:{MAYA}"
