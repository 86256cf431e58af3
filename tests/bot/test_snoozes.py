"""For how long: the options of the menu, on the clocks of the one who chooses."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.snoozes import SNOOZES, snooze_called

BERLIN, CHICAGO = ZoneInfo("Europe/Berlin"), ZoneInfo("America/Chicago")


@pytest.mark.parametrize(
    ("name", "now", "zone", "until"),
    [
        ("15min", "2026-07-01T08:00:30", BERLIN, "2026-07-01T08:15:30"),
        ("1h", "2026-07-01T23:30:00", BERLIN, "2026-07-02T00:30:00"),
        ("tomorrow", "2026-07-01T08:00:00", BERLIN, "2026-07-02T07:00:00"),
        ("tomorrow", "2026-07-01T22:30:00", BERLIN, "2026-07-03T07:00:00"),  # past midnight in Berlin
        ("tomorrow", "2026-07-01T22:30:00", CHICAGO, "2026-07-02T14:00:00"),
        ("tomorrow", "2026-10-24T10:00:00", BERLIN, "2026-10-25T08:00:00"),  # the clocks go back
        ("tomorrow", "2026-03-28T10:00:00", BERLIN, "2026-03-29T07:00:00"),  # the clocks go forward
        ("working", "2026-07-01T08:00:00", BERLIN, "2026-07-02T07:00:00"),  # a Wednesday
        ("working", "2026-07-03T08:00:00", BERLIN, "2026-07-06T07:00:00"),  # a Friday
        ("working", "2026-07-04T08:00:00", BERLIN, "2026-07-06T07:00:00"),
        ("working", "2026-07-05T23:00:00", BERLIN, "2026-07-07T07:00:00"),  # Monday already in Berlin
        ("working", "2026-07-05T23:00:00", CHICAGO, "2026-07-06T14:00:00"),
    ],
)
def test_a_snooze_ends_when_its_label_says(name: str, now: str, zone: ZoneInfo, until: str) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert snooze_called(name).until(moment, zone) == datetime.fromisoformat(until).replace(tzinfo=UTC)


def test_only_mornings_need_to_know_where_somebody_lives() -> None:
    assert [snooze.name for snooze in SNOOZES if snooze.needs_time_zone] == ["tomorrow", "working"]


def test_an_option_that_never_was_is_an_error() -> None:
    with pytest.raises(KeyError):
        snooze_called("for ever")
