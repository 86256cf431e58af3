"""What `backpack-bot limits` shows an operator, from the limiter's own state."""

import argparse

import pytest
from redis import Redis

from backpack import BASECAMP_CLASSIC, Priority, RedisLimiter, Turn, list_calendars, list_pages
from backpack.errors import RateLimited
from backpack.occupancy import occupancies
from bot import commands
from bot.limits_table import limits_table
from tasks.config import worker_config


def use(limiter: RedisLimiter, calls: int, status: int = 200) -> None:
    for _ in range(calls):
        with limiter.slot(list_pages()) as slot:
            slot.answered(status, 30 if status == 503 else None)


def test_slots_line_and_gate_of_each_account_are_shown(redis: Redis) -> None:
    orchard = RedisLimiter(redis, "orchard", patience_seconds=0)
    use(orchard, 99)
    for name in ("export-1", "export-2"):
        with pytest.raises(RateLimited), orchard.slot(list_pages(), Turn(Priority.BULK, name)):
            pytest.fail("it had a slot")
    use(RedisLimiter(redis, "mill", egress="south"), 1, status=503)
    assert limits_table(occupancies(redis)) == (
        "mill (backpack, egress south)\n"
        "  gate      closed for 30 s more: Backpack refused a call\n"
        "  all         1 of 100 slots used in 5 s; waiting: nobody\n"
        "  calendar    0 of 10 slots used in 5 s; waiting: nobody\n"
        "\n"
        "orchard (backpack, egress shared)\n"
        "  gate      open\n"
        "  all        99 of 100 slots used in 5 s; waiting: 2 bulk\n"
        "  calendar    0 of 10 slots used in 5 s; waiting: nobody"
    )


def test_a_calendar_call_counts_in_both_windows(redis: Redis) -> None:
    with RedisLimiter(redis, "orchard").slot(list_calendars()) as slot:
        slot.answered(200, None)
    (found,) = occupancies(redis)
    assert [use.used for use in found.windows] == [1, 1]


def test_each_api_has_its_own_windows(redis: Redis) -> None:
    with RedisLimiter(redis, "orchard", profile=BASECAMP_CLASSIC, lease_seconds=30).slot(
        list_pages()
    ) as slot:
        slot.answered(200, None)
    (found,) = occupancies(redis)
    assert [(use.window.name, use.used) for use in found.windows] == [("get", 0), ("other", 1)]


def test_nobody_has_called_yet(redis: Redis) -> None:
    assert limits_table(occupancies(redis)) == "Nobody has called Backpack within the last minutes."


def test_the_command_prints_it_and_says_when_redis_is_away(
    redis_url: str, sealing_key: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BACKPACK_BOT_KEYS", sealing_key)
    monkeypatch.setenv("BACKPACK_CONTACT", "t@example.com")
    for url, status in ((redis_url, 0), ("redis://127.0.0.1:1/0", 1)):
        monkeypatch.setenv("REDIS_URL", url)
        worker_config.cache_clear()
        assert commands.limits(argparse.Namespace()) == status
    worker_config.cache_clear()
    shown = capsys.readouterr()
    assert shown.out == "Nobody has called Backpack within the last minutes.\n"
    assert shown.err == "backpack-bot: Redis can't be asked (ConnectionError)\n"
