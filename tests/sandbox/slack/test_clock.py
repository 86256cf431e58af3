"""The sandbox's clock: Backpack's, the bot's and that of the messages are one."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from sandbox.backpackit.site import new_site
from sandbox.backpackit.thread import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redis import Redis

    from tests.sandbox.slack.conftest import Bot, Slack

AHEAD = "backpack-bot:{operations}:clock-ahead"
DAY_SECONDS = 86_400


@pytest.fixture(scope="module")
def backpack() -> Iterator[str]:
    with serving(new_site()) as url:
        yield url


@pytest.fixture
def setting(backpack: str, redis_url: str) -> dict[str, Any]:
    clear(backpack)
    return {"backpack_url": backpack, "redis_url": redis_url}


def clear(backpack: str) -> None:
    urlopen(Request(f"{backpack}/_sandbox/clock", method="DELETE"), timeout=10).close()


def backpack_ahead(backpack: str) -> float:
    with urlopen(f"{backpack}/_sandbox/clock", timeout=10) as answer:
        return float(json.load(answer)["ahead_seconds"])


def bot_ahead(redis: Redis) -> float:
    ahead: Any = redis.get(AHEAD)
    return float(ahead or 0)


def refused(slack: Slack, status: int, **body: Any) -> str:
    with pytest.raises(HTTPError, match=str(status)) as caught:
        slack.post("/clock", **body)
    with caught.value as error:
        return str(json.load(error)["error"])


def test_it_moves_backpack_and_the_bots_schedule_by_the_same(
    slack: Slack, backpack: str, redis: Redis
) -> None:
    assert slack.get("/clock")["ahead_seconds"] == 0
    slack.post("/clock", advance_seconds=900.5)
    moved = slack.post("/clock", advance_seconds=DAY_SECONDS)
    assert moved["ahead_seconds"] == backpack_ahead(backpack) == bot_ahead(redis) == DAY_SECONDS + 900.5
    assert moved["in_step"]


def test_it_can_be_set_to_a_time_and_goes_on_from_there(slack: Slack, backpack: str, redis: Redis) -> None:
    moved = slack.post("/clock", now="2031-03-30T00:59:58Z")
    assert moved["now"].startswith("2031-03-30T00:59:5")
    assert backpack_ahead(backpack) == bot_ahead(redis)
    assert time.time() + bot_ahead(redis) >= 1_932_598_798  # that moment, in seconds since 1970


def test_the_real_time_comes_back_and_leaves_nothing_behind(
    slack: Slack, backpack: str, redis: Redis
) -> None:
    slack.post("/clock", advance_seconds=3600)
    assert slack.delete("/clock")["ahead_seconds"] == 0
    assert (backpack_ahead(backpack), redis.exists(AHEAD)) == (0.0, 0)


def test_messages_are_stamped_with_it_and_secrets_keep_to_the_real_time(slack: Slack, bot: Bot) -> None:
    slack.post("/clock", advance_seconds=DAY_SECONDS)
    posted = slack.client.chat_postMessage(channel="C0KITCHEN", text="tomorrow")
    assert float(posted["ts"]) - time.time() > DAY_SECONDS - 60
    slack.command("/backpack")
    assert abs(int(bot.deliveries[-1].headers["x-slack-request-timestamp"]) - time.time()) < 60
    slack.delete("/clock")
    back = slack.client.chat_postMessage(channel="C0KITCHEN", text="today")
    assert float(back["ts"]) < float(posted["ts"])
    assert [message["text"] for message in slack.messages()[-2:]] == ["tomorrow", "today"]


def test_peoples_zones_follow_it_into_another_season(slack: Slack) -> None:
    offsets = []
    for now in ("2031-01-15T12:00:00Z", "2031-07-15T12:00:00Z"):
        slack.post("/clock", now=now)
        offsets.append(slack.client.users_info(user="U0MAYA")["user"]["tz_offset"])
    assert offsets == [3600, 7200]


def test_a_clock_that_was_moved_alone_is_brought_back_into_step(
    slack: Slack, backpack: str, redis: Redis
) -> None:
    redis.set(AHEAD, "7200")
    assert not slack.get("/clock")["in_step"]
    assert slack.post("/clock", advance_seconds=60)["in_step"]
    assert (backpack_ahead(backpack), bot_ahead(redis)) == (60, 60)


@pytest.mark.parametrize(
    "body", [{"now": "noon"}, {"advance_seconds": "1"}, {"held": True}, {"now": "9500-01-01"}]
)
def test_what_makes_no_sense_moves_nothing(
    slack: Slack, backpack: str, redis: Redis, body: dict[str, Any]
) -> None:
    assert refused(slack, 400, **body) == "invalid_arguments"
    assert (backpack_ahead(backpack), bot_ahead(redis)) == (0, 0)


class TestWithABackpackThatLooksAtTheBotsClock:
    @pytest.fixture
    def setting(self, redis_url: str) -> dict[str, Any]:
        return {"redis_url": redis_url}

    @pytest.mark.parametrize(("before", "by"), [(0.0, 3600.0), (3600.0, -1800.0)])
    def test_the_bot_is_at_no_moment_ahead_of_it(
        self, slack: Slack, bot: Bot, redis: Redis, before: float, by: float
    ) -> None:
        seen: list[tuple[float, float]] = []

        def move(fields: dict[str, Any]) -> tuple[int, str]:
            seen.append((float(fields["ahead_seconds"]), bot_ahead(redis)))
            return 200, ""

        bot.account, bot.answer = {"version": 1, "ahead_seconds": before}, move
        redis.set(AHEAD, before)
        slack.post("/clock", advance_seconds=by)
        assert seen == [(before + by, min(before, before + by))]
        assert bot_ahead(redis) == before + by


class TestWithoutTheBotsRedis:
    @pytest.fixture
    def setting(self) -> dict[str, Any]:
        return {}

    def test_it_says_why_it_cannot_be_moved(self, slack: Slack) -> None:
        assert refused(slack, 409, advance_seconds=1) == "no_redis_url"
        assert slack.get("/workspace")["clock"] == {"ahead_seconds": 0, "movable": False}


class TestWithARedisThatIsAway:
    @pytest.fixture
    def setting(self, backpack: str) -> dict[str, Any]:
        clear(backpack)
        return {"backpack_url": backpack, "redis_url": "redis://127.0.0.1:9/0"}

    def test_nothing_is_moved(self, slack: Slack, backpack: str) -> None:
        assert refused(slack, 502, advance_seconds=60) == "redis_unreachable"
        assert backpack_ahead(backpack) == 0
