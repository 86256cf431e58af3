"""What Slack tells of a person, and what is made of it."""

from dataclasses import dataclass, field
from typing import Any, cast

import pytest
from slack_sdk.errors import SlackApiError

from bot.person_info import is_away, time_zone_name
from bot.slack_calls import SlackCalls
from store.stores import Stores

Json = dict[str, Any]


@dataclass
class Told:
    """Stands for the workspace: the sandbox's people have no statuses, and none of them is gone."""

    answers: dict[str, Json]
    asked: list[str] = field(default_factory=list)

    def call(self, _team: str, method: str, _arguments: Json) -> Json:
        self.asked.append(method)
        if method not in self.answers:
            raise SlackApiError("no", {"error": "missing_scope"})  # type: ignore[no-untyped-call]  # slack_sdk's
        return self.answers[method]


def slack(**answers: Json) -> SlackCalls:
    return cast("SlackCalls", Told({name.replace("_", ".", 1): answer for name, answer in answers.items()}))


def status(emoji: str) -> Json:
    return {"user": {"profile": {"status_emoji": emoji}}}


DND = {"dnd_enabled": True, "next_dnd_start_ts": 100, "next_dnd_end_ts": 200}


@pytest.mark.parametrize(
    ("calls", "now_seconds", "away"),
    [
        (slack(dnd_info=DND, users_info=status("")), 100, True),
        (slack(dnd_info=DND, users_info=status("")), 199.9, True),
        (slack(dnd_info=DND, users_info=status("")), 99, False),
        (slack(dnd_info=DND, users_info=status("")), 200, False),
        (slack(dnd_info={**DND, "dnd_enabled": False}, users_info=status("")), 150, False),
        (slack(users_info=status(":palm_tree:")), 150, True),
        (slack(users_info=status(":face_with_thermometer:")), 150, True),
        (slack(users_info=status(":bus:")), 150, False),
        (slack(dnd_info=DND, users_info=status(":palm_tree:")), 300, True),
        (slack(), 150, False),
    ],
)
def test_who_wants_to_be_left_alone_is(calls: SlackCalls, now_seconds: float, away: bool) -> None:
    assert is_away(calls, "T1", "U1", now_seconds) is away


@pytest.mark.parametrize(
    ("user", "zone"),
    [
        ({"tz": "Europe/Berlin"}, "Europe/Berlin"),
        ({"tz": "Europe/Berlin", "deleted": True}, None),
        ({"tz": "Mars/Olympus"}, None),
        ({"tz": "America"}, None),  # a folder of the zone database
        ({"tz": None}, None),
        ({}, None),
    ],
)
def test_a_zone_is_one_that_is_known_of_somebody_who_is_there(
    stores: Stores, user: Json, zone: str | None
) -> None:
    assert time_zone_name(slack(users_info={"user": user}), stores.slack_time_zones, "T1", "U1") == zone


def test_a_zone_is_asked_for_once(stores: Stores) -> None:
    calls = slack(users_info={"user": {"tz": "Europe/Berlin"}})
    for _ in range(2):
        assert time_zone_name(calls, stores.slack_time_zones, "T1", "U1") == "Europe/Berlin"
    assert cast("Any", calls).asked == ["users.info"]
