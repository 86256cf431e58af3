"""WHEN on the days around a change of the clocks: what the wall clock shows, and which moment that is."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.when import When, read_when
from tests.bot.when.clocks import ZONES, moment, shown

# The days on which the clocks change; where they don't, days on which they do elsewhere.
CHANGES = {
    "Europe/Berlin": ("2026-03-29", "2026-10-25"),
    "America/New_York": ("2026-03-08", "2026-11-01"),
    "Asia/Kolkata": ("2026-03-29", "2026-10-25"),
    "Australia/Lord_Howe": ("2026-10-04", "2026-04-05"),  # by half an hour
    "Pacific/Auckland": ("2026-09-27", "2026-04-05"),
    "America/Sao_Paulo": ("2018-11-04", "2018-02-18"),  # at midnight
}
DAYS = [
    (zone, date.fromisoformat(change) + timedelta(days=days))
    for zone in ZONES
    for change in CHANGES[zone.key]
    for days in (-2, -1, 0, 1)
]

# (what is said at 10:30, how many days later that is, and what the wall clock shows then)
SAID_ON_ANY_DAY = [
    ("tomorrow tea", 1, "09:00"),
    ("tomorrow at 9 tea", 1, "09:00"),
    ("tomorrow at 23:59 tea", 1, "23:59"),
    ("tomorrow at 00:15 tea", 1, "00:15"),
    ("tomorrow at 04:00 tea", 1, "04:00"),
    ("tomorrow morning tea", 1, "09:00"),
    ("tomorrow afternoon tea", 1, "14:00"),
    ("tomorrow evening tea", 1, "19:00"),
    ("the day after tomorrow at 8 tea", 2, "08:00"),
    ("tonight tea", 0, "19:00"),
    ("today at 17:00 tea", 0, "17:00"),
    ("at noon tea", 0, "12:00"),
    ("at 5pm tea", 0, "17:00"),
    ("at 8am tea", 1, "08:00"),
    ("in 1 day tea", 1, "10:30"),
    ("in 3 days tea", 3, "10:30"),
    ("in 3 days at 9 tea", 3, "09:00"),
    ("in a week tea", 7, "10:30"),
    ("in 2 weeks in the morning tea", 14, "09:00"),
    ("a week from tomorrow tea", 8, "09:00"),
]
# (what is said at 10:30, how many days later it is each time, and what the wall clock shows then)
RECURRING_ON_ANY_DAY = [
    ("every day at 8 tea", (1, 2, 3), "08:00"),
    ("every evening at 8 tea", (0, 1, 2), "20:00"),
    ("daily at 04:00 tea", (1, 2, 3), "04:00"),
    ("every other day at noon tea", (0, 2, 4), "12:00"),
    ("every 3 days at 11 tea", (0, 3, 6), "11:00"),
]
on_those_days = pytest.mark.parametrize(
    ("zone", "day"), DAYS, ids=[f"{zone.key} {day}" for zone, day in DAYS]
)


@on_those_days
@pytest.mark.parametrize(("text", "days", "clock"), SAID_ON_ANY_DAY)
def test_the_wall_clock_is_what_was_said(text: str, days: int, clock: str, zone: ZoneInfo, day: date) -> None:
    if (zone.key, clock) == ("America/Sao_Paulo", "00:15") and day == date(2018, 11, 3):
        clock = "01:15"  # skipped
    when = read_when(text, moment(f"{day} 10:30", zone), zone)
    then = f"{day + timedelta(days=days)} {clock}"
    assert when == When(moment(then, zone), "tea", is_guess=False)


@on_those_days
@pytest.mark.parametrize(("text", "days", "clock"), RECURRING_ON_ANY_DAY)
def test_what_comes_back_keeps_the_wall_clock(
    text: str, days: tuple[int, ...], clock: str, zone: ZoneInfo, day: date
) -> None:
    when = read_when(text, moment(f"{day} 10:30", zone), zone)
    first, *later = [f"{day + timedelta(days=number)} {clock}" for number in days]
    assert (shown(when.moment, zone), when.is_guess) == (first, False)
    assert when.recurrence
    for before, after in pairwise([first, *later]):
        assert when.recurrence.next_after(moment(before, zone)) == moment(after, zone)


# (where, said on its wall clock, what, when that is in UTC)
AT_THE_CHANGE = [
    # Berlin skips 02:00 to 03:00 on 29 March, and has it twice on 25 October.
    ("Europe/Berlin", "2026-03-28 10:30", "tomorrow at 01:30 tea", "2026-03-29 00:30"),
    ("Europe/Berlin", "2026-03-28 10:30", "tomorrow at 02:30 tea", "2026-03-29 01:30"),
    ("Europe/Berlin", "2026-03-28 10:30", "tomorrow at 03:30 tea", "2026-03-29 01:30"),
    ("Europe/Berlin", "2026-01-01 00:00", "on 2026-03-29 at 2:30 tea", "2026-03-29 01:30"),
    ("Europe/Berlin", "2026-03-29 01:30", "in 2 hours tea", "2026-03-29 02:30"),
    ("Europe/Berlin", "2026-03-29 01:30", "+60 tea", "2026-03-29 01:30"),
    ("Europe/Berlin", "2026-03-29 01:30", "at 02:15 tea", "2026-03-29 01:15"),
    ("Europe/Berlin", "2026-03-28 10:30", "in 24 hours tea", "2026-03-29 09:30"),
    ("Europe/Berlin", "2026-03-28 10:30", "in 1 day tea", "2026-03-29 08:30"),
    ("Europe/Berlin", "2026-10-24 10:30", "tomorrow at 02:30 tea", "2026-10-25 00:30"),
    ("Europe/Berlin", "2026-10-24 10:30", "tomorrow at 03:30 tea", "2026-10-25 02:30"),
    ("Europe/Berlin", "2026-10-24 10:30", "in 24 hours tea", "2026-10-25 08:30"),
    ("Europe/Berlin", "2026-10-24 10:30", "in 1 day tea", "2026-10-25 09:30"),
    # New York on 8 March and 1 November.
    ("America/New_York", "2026-03-07 10:30", "tomorrow at 02:30 tea", "2026-03-08 07:30"),
    ("America/New_York", "2026-03-07 10:30", "tomorrow at 9 tea", "2026-03-08 13:00"),
    ("America/New_York", "2026-10-31 10:30", "tomorrow at 01:30 tea", "2026-11-01 05:30"),
    ("America/New_York", "2026-10-31 10:30", "tomorrow at 9 tea", "2026-11-01 14:00"),
    # Lord Howe skips 02:00 to 02:30 on 4 October, and has 01:30 to 02:00 twice on 5 April.
    ("Australia/Lord_Howe", "2026-10-03 10:30", "tomorrow at 02:15 tea", "2026-10-03 15:45"),
    ("Australia/Lord_Howe", "2026-10-03 10:30", "tomorrow at 9 tea", "2026-10-03 22:00"),
    ("Australia/Lord_Howe", "2026-10-04 01:45", "in 30 minutes tea", "2026-10-03 15:45"),
    ("Australia/Lord_Howe", "2026-04-04 10:30", "tomorrow at 01:45 tea", "2026-04-04 14:45"),
    ("Australia/Lord_Howe", "2026-04-04 10:30", "tomorrow at 9 tea", "2026-04-04 22:30"),
    # Auckland on 27 September and 5 April.
    ("Pacific/Auckland", "2026-09-26 10:30", "tomorrow at 02:30 tea", "2026-09-26 14:30"),
    ("Pacific/Auckland", "2026-04-04 10:30", "tomorrow at 02:30 tea", "2026-04-04 13:30"),
    # São Paulo skipped 00:00 to 01:00 on 4 November 2018, and had 23:00 to 24:00 of 17 February twice.
    ("America/Sao_Paulo", "2018-11-03 10:30", "at midnight tea", "2018-11-04 03:00"),
    ("America/Sao_Paulo", "2018-11-03 10:30", "tomorrow at 00:30 tea", "2018-11-04 03:30"),
    ("America/Sao_Paulo", "2018-02-17 10:30", "today at 23:30 tea", "2018-02-18 01:30"),
    # India never changes its clocks.
    ("Asia/Kolkata", "2026-03-28 10:30", "tomorrow at 02:30 tea", "2026-03-28 21:00"),
]


@pytest.mark.parametrize(("zone_name", "said", "text", "then_utc"), AT_THE_CHANGE)
def test_a_skipped_time_moves_by_the_gap_and_of_two_the_first_is_meant(
    zone_name: str, said: str, text: str, then_utc: str
) -> None:
    zone = ZoneInfo(zone_name)
    then = datetime.fromisoformat(then_utc).replace(tzinfo=UTC)
    assert read_when(text, moment(said, zone), zone) == When(then, "tea", is_guess=False)


def test_the_second_pass_of_an_hour_is_never_meant() -> None:
    """Backpack's own format can't tell it from the first."""
    berlin = ZoneInfo("Europe/Berlin")
    second_pass = datetime(2026, 10, 25, 1, 15, tzinfo=UTC)  # 02:15 there, for the second time
    assert shown(read_when("at 02:45 tea", second_pass, berlin).moment, berlin) == "2026-10-26 02:45"
    assert read_when("in 30 minutes tea", second_pass, berlin).moment == second_pass + timedelta(minutes=30)


# (where, said on its wall clock, what, the next times in UTC)
RECURRING_OVER_THE_CHANGE = [
    (
        "Europe/Berlin",
        "2026-03-27 10:30",
        "every day at 02:30 tea",
        ["2026-03-28 01:30", "2026-03-29 01:30", "2026-03-30 00:30"],
    ),
    (
        "Europe/Berlin",
        "2026-10-23 10:30",
        "every day at 02:30 tea",
        ["2026-10-24 00:30", "2026-10-25 00:30", "2026-10-26 01:30"],
    ),
    (
        "Europe/Berlin",
        "2026-03-27 10:30",
        "every sunday at 9 tea",
        ["2026-03-29 07:00", "2026-04-05 07:00", "2026-04-12 07:00"],
    ),
    (
        "Europe/Berlin",
        "2026-03-20 10:30",
        "every sunday at 9 tea",
        ["2026-03-22 08:00", "2026-03-29 07:00", "2026-04-05 07:00"],
    ),
    (
        "America/New_York",
        "2026-03-06 10:30",
        "every day at 9 tea",
        ["2026-03-07 14:00", "2026-03-08 13:00", "2026-03-09 13:00"],
    ),
    (
        "Australia/Lord_Howe",
        "2026-10-02 10:30",
        "every day at 02:15 tea",
        ["2026-10-02 15:45", "2026-10-03 15:45", "2026-10-04 15:15"],
    ),
    (
        "America/Sao_Paulo",
        "2018-11-02 10:30",
        "every day at midnight tea",
        ["2018-11-03 03:00", "2018-11-04 03:00", "2018-11-05 02:00"],
    ),
    (
        "Pacific/Auckland",
        "2026-09-01 10:30",
        "last sunday of every month at 02:30 tea",
        ["2026-09-26 14:30", "2026-10-24 13:30", "2026-11-28 13:30"],
    ),
]


@pytest.mark.parametrize(("zone_name", "said", "text", "times_utc"), RECURRING_OVER_THE_CHANGE)
def test_what_comes_back_in_a_gap_or_twice(
    zone_name: str, said: str, text: str, times_utc: list[str]
) -> None:
    zone = ZoneInfo(zone_name)
    when = read_when(text, moment(said, zone), zone)
    assert when.recurrence
    times = [when.moment]
    while len(times) < len(times_utc):
        times.append(when.recurrence.next_after(times[-1]))
    assert [f"{time:%Y-%m-%d %H:%M}" for time in times] == times_utc
