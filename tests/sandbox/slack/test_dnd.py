"""Who wants no notifications."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk.errors import SlackApiError

if TYPE_CHECKING:
    from tests.sandbox.slack.conftest import HeldClock, Slack

NEVER = {"dnd_enabled": False, "next_dnd_start_ts": 1, "next_dnd_end_ts": 1}


def in_minutes(minutes: float) -> datetime:
    return (datetime.now(UTC) + timedelta(minutes=minutes)).replace(microsecond=0)


def status(slack: Slack, user: str = "U0LINH") -> dict[str, Any]:
    data: Any = slack.client.dnd_info(user=user).data
    return {key: value for key, value in data.items() if key != "ok"}


def test_nobody_is_away_at_first(slack: Slack) -> None:
    assert status(slack) == NEVER


def test_a_person_is_away_from_now_or_later_and_it_ends(slack: Slack, clock: HeldClock) -> None:
    start, end = in_minutes(30), in_minutes(90)
    slack.post("/dnd", user="U0LINH", until=end.isoformat(), **{"from": start.isoformat()})
    assert status(slack) == {
        "dnd_enabled": True,
        "next_dnd_start_ts": int(start.timestamp()),
        "next_dnd_end_ts": int(end.timestamp()),
    }
    slack.post("/dnd", user="U0LINH", until=end.isoformat())
    assert status(slack)["next_dnd_start_ts"] <= datetime.now(UTC).timestamp()
    clock.advance(91 * 60)
    assert status(slack) == NEVER


def test_it_can_be_ended_early(slack: Slack) -> None:
    slack.post("/dnd", user="U0LINH", until=in_minutes(90).isoformat())
    slack.post("/dnd", user="U0LINH")
    assert status(slack) == NEVER


def test_several_are_asked_at_once(slack: Slack) -> None:
    slack.post("/dnd", user="U0LINH", until=in_minutes(90).isoformat())
    users = slack.client.dnd_teamInfo(users=["U0MAYA", "U0LINH", "U0NOBODY"])["users"]
    assert (users["U0MAYA"], users["U0LINH"]["dnd_enabled"], set(users)) == (
        NEVER,
        True,
        {"U0MAYA", "U0LINH"},
    )


def test_what_cannot_be_asked_is_said_in_slacks_words(slack: Slack) -> None:
    with pytest.raises(SlackApiError, match="no_users_provided"):
        slack.client.dnd_teamInfo(users="")
    with pytest.raises(SlackApiError, match="user_not_found"):
        status(slack, "U0NOBODY")
    slack.post("/app", scopes=["users:read"])
    with pytest.raises(SlackApiError, match="missing_scope"):
        status(slack)
