"""A reminder for a channel is said there and nowhere else, whoever was killed when it was set."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from redis import Redis

from backpack import create_reminder
from tasks.calls import Calls, RecordedCalls
from tasks.due import LinkedPerson
from tasks.intents import SetReminder
from tasks.reconcile.once import Writer
from tasks.reminding.item import lane_name
from tasks.reminding.mirror import mirror_reminders
from tests.tasks.reconcile.trial import Hooked, KilledError, Trial, kill
from tests.tasks.world import CHANNEL, TEAM, World


def test_a_poll_between_two_attempts_does_not_send_it_to_a_person_as_well(world: World, redis: Redis) -> None:
    maya = world.maya
    world.stores.accounts.save(TEAM, maya.slack_user_id, maya.link)
    intent = SetReminder("tea", datetime.now(UTC) + timedelta(hours=1), "UTC", slack_channel_id=CHANNEL)
    trial = Trial(world, redis, create_reminder("", datetime.now(UTC), UTC))

    def attempt(client: Calls) -> None:
        _go, number = world.stores.operations.begin(trial.operation_id)
        writer = Writer(trial.operation_id, number, world.account, maya.user_id)
        calls = RecordedCalls(client, world.stores.writes, writer, trial.note())
        calls.recover()
        intent.perform(replace(world.context(), backpack=calls))

    with pytest.raises(KilledError):
        attempt(Hooked(maya.backpack, after=kill))
    mirror_reminders(world.stores, TEAM, maya.slack_user_id, LinkedPerson(maya.link, maya.backpack))
    trial.half_a_minute_passes()
    attempt(maya.backpack)
    assert len(world.stores.schedule.of_lane(lane_name(TEAM, CHANNEL))) == 1
    assert world.stores.schedule.of_lane(lane_name(TEAM, maya.slack_user_id)) == ()
