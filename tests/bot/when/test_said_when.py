"""The same words said on another day, at another hour or in another place."""

from zoneinfo import ZoneInfo

import pytest

from bot.when import PastTimeError, read_when
from tests.bot.when.clocks import ZONES, moment, shown

BERLIN = ZoneInfo("Europe/Berlin")
CERTAIN, GUESS, PASSED = "certain", "a guess", "passed: the next one is offered"

# (said when, what, when that is, how sure)
SAID = [
    # "Next Friday": in 2 days or in 9? Said on each day of a week.
    ("2026-06-29 10:30", "next friday", "2026-07-03 09:00", GUESS),  # a Monday
    ("2026-06-30 10:30", "next friday", "2026-07-03 09:00", GUESS),
    ("2026-07-02 10:30", "next friday", "2026-07-03 09:00", GUESS),
    ("2026-07-03 10:30", "next friday", "2026-07-10 09:00", CERTAIN),
    ("2026-07-04 10:30", "next friday", "2026-07-10 09:00", CERTAIN),
    ("2026-07-05 10:30", "next friday", "2026-07-10 09:00", GUESS),  # American weeks have begun
    ("2026-07-05 10:30", "next monday", "2026-07-06 09:00", GUESS),
    ("2026-07-03 10:30", "next monday", "2026-07-06 09:00", CERTAIN),
    ("2026-07-03 10:30", "next sunday", "2026-07-05 09:00", GUESS),
    ("2026-07-05 10:30", "friday next week", "2026-07-10 09:00", GUESS),
    ("2026-07-04 10:30", "friday next week", "2026-07-10 09:00", CERTAIN),
    ("2026-07-05 10:30", "next week", "2026-07-06 09:00", GUESS),
    # A weekday on itself
    ("2026-07-03 10:30", "friday", "2026-07-10 09:00", GUESS),
    ("2026-07-03 10:30", "friday at 14:00", "2026-07-10 14:00", GUESS),
    ("2026-07-03 10:30", "this friday at 14:00", "2026-07-03 14:00", GUESS),
    ("2026-07-03 10:30", "this friday at 9:00", "2026-07-10 09:00", PASSED),
    ("2026-07-03 10:30", "this coming friday", "2026-07-10 09:00", CERTAIN),
    ("2026-07-04 10:30", "thursday this week", "2026-07-09 09:00", PASSED),
    ("2026-07-02 10:30", "friday this week", "2026-07-03 09:00", CERTAIN),
    ("2026-07-03 08:00", "every friday at 9", "2026-07-03 09:00", CERTAIN),
    ("2026-07-03 09:00", "every friday at 9", "2026-07-10 09:00", CERTAIN),
    # Which half of the day, at which hour
    ("2026-07-01 08:00", "at 9", "2026-07-01 09:00", CERTAIN),
    ("2026-07-01 20:00", "at 9", "2026-07-01 21:00", GUESS),
    ("2026-07-01 22:00", "at 9", "2026-07-02 09:00", GUESS),
    ("2026-07-01 20:00", "at 8:30", "2026-07-01 20:30", GUESS),
    ("2026-07-01 03:00", "at 5", "2026-07-01 17:00", GUESS),
    ("2026-07-01 06:30", "at 7", "2026-07-01 07:00", GUESS),
    ("2026-07-01 18:00", "at 5", "2026-07-02 17:00", GUESS),
    ("2026-07-01 18:00", "today at 5", "2026-07-02 17:00", PASSED),
    ("2026-07-01 10:30", "today at 7", "2026-07-01 19:00", GUESS),
    ("2026-07-01 13:00", "at 12", "2026-07-02 12:00", GUESS),
    ("2026-07-01 18:00", "at 5pm", "2026-07-02 17:00", CERTAIN),
    ("2026-07-01 18:00", "at 17:00", "2026-07-02 17:00", CERTAIN),
    ("2026-07-01 09:00", "at 09:00", "2026-07-02 09:00", CERTAIN),
    # Parts of the day that have begun, or are over
    ("2026-07-01 06:00", "this morning", "2026-07-01 09:00", CERTAIN),
    ("2026-07-01 11:30", "this morning", "2026-07-02 09:00", PASSED),
    ("2026-07-01 20:00", "tonight", "2026-07-01 21:00", GUESS),
    ("2026-07-01 23:30", "tonight", "2026-07-02 19:00", PASSED),
    ("2026-07-01 20:00", "tonight at 9", "2026-07-01 21:00", CERTAIN),
    ("2026-07-01 22:00", "tonight at 9", "2026-07-02 21:00", PASSED),
    ("2026-07-01 20:00", "in the evening", "2026-07-02 19:00", CERTAIN),
    ("2026-07-01 07:00", "today", "2026-07-01 09:00", CERTAIN),
    ("2026-07-01 23:00", "today", "2026-07-02 09:00", PASSED),
    ("2026-07-01 23:00", "later today", "2026-07-02 09:00", PASSED),
    ("2026-07-01 22:30", "in the morning", "2026-07-02 09:00", CERTAIN),
    # Before the night is over, "tomorrow" may be today
    ("2026-07-01 01:30", "tomorrow at 9", "2026-07-02 09:00", GUESS),
    ("2026-07-01 01:30", "tonight", "2026-07-01 19:00", GUESS),
    ("2026-07-01 04:00", "tomorrow at 9", "2026-07-02 09:00", CERTAIN),
    ("2026-07-01 23:59", "tomorrow at 9", "2026-07-02 09:00", CERTAIN),
    # Over the end of a month and of a year
    ("2026-12-31 10:30", "tomorrow", "2027-01-01 09:00", CERTAIN),
    ("2026-12-20 10:30", "jan 5", "2027-01-05 09:00", CERTAIN),
    ("2026-12-20 10:30", "on 3 march at 9", "2027-03-03 09:00", CERTAIN),
    ("2026-12-20 10:30", "on 3 december at 9", "2027-12-03 09:00", PASSED),
    ("2026-12-31 10:30", "31 december at 9", "2027-12-31 09:00", PASSED),
    ("2026-12-20 10:30", "the 14th at 9", "2027-01-14 09:00", CERTAIN),
    ("2026-01-31 10:30", "in 1 month", "2026-02-28 10:30", CERTAIN),
    ("2028-01-31 10:30", "in 1 month", "2028-02-29 10:30", CERTAIN),
    ("2028-02-29 10:30", "in 1 year", "2029-02-28 10:30", CERTAIN),
    ("2026-04-10 10:30", "on the 31st at 9", "2026-05-31 09:00", CERTAIN),
    ("2026-02-10 10:30", "on the 30th of next month at 9", "2026-03-30 09:00", CERTAIN),
    ("2026-01-30 10:30", "every month on the 30th", "2026-02-28 09:00", CERTAIN),
    ("2028-02-20 10:30", "every year on 29 february", "2028-02-29 09:00", CERTAIN),
    ("2026-02-20 10:30", "feb 29 at 9", "2028-02-29 09:00", CERTAIN),
    ("2026-07-31 10:30", "at the end of the month", "2026-08-31 09:00", PASSED),
    ("2026-11-30 10:30", "every 31st", "2026-12-31 09:00", CERTAIN),
    ("2026-12-27 10:30", "every other monday at 9", "2026-12-28 09:00", CERTAIN),
]  # fmt: skip


@pytest.mark.parametrize("zone", ZONES, ids=lambda zone: zone.key)
@pytest.mark.parametrize(("said", "words", "then", "how_sure"), SAID)
def test_what_it_means_then(said: str, words: str, then: str, how_sure: str, zone: ZoneInfo) -> None:
    try:
        when = read_when(f"{words} tea", moment(said, zone), zone)
        found = GUESS if when.is_guess else CERTAIN
    except PastTimeError as error:
        when, found = error.offer, PASSED
    assert (shown(when.moment, zone), found, when.content) == (then, how_sure, "tea")


@pytest.mark.parametrize(
    ("zone_name", "words", "then"),
    [
        ("Europe/Berlin", "9/8", "2026-08-09 09:00"),
        ("Australia/Lord_Howe", "9/8 at 17:00", "2026-08-09 17:00"),
        ("America/Sao_Paulo", "on 9/8", "2026-08-09 09:00"),
        ("America/New_York", "9/8", "2026-09-08 09:00"),
        ("America/Indiana/Knox", "9/8 at 5pm", "2026-09-08 17:00"),
        ("Pacific/Honolulu", "9/8/2026", "2026-09-08 09:00"),
        # What has passed in the one order may lie ahead in the other.
        ("Europe/Berlin", "on 12/1 at 5pm", "2026-12-01 17:00"),
        ("America/New_York", "on 1/12 at 5pm", "2026-12-01 17:00"),
    ],
)
def test_day_and_month_are_ordered_as_people_there_do_and_confirmed(
    zone_name: str, words: str, then: str
) -> None:
    zone = ZoneInfo(zone_name)
    when = read_when(f"{words} tea", moment("2026-07-01 10:30", zone), zone)
    assert (shown(when.moment, zone), when.is_guess) == (then, True)


@pytest.mark.parametrize(
    ("words", "then"),
    [
        ("at 5pm EST", "2026-07-01 23:00"),  # in July people there say EST, and mean what their clocks show
        ("tomorrow at 10am PST", "2026-07-02 19:00"),
        ("9:00 UTC tomorrow", "2026-07-02 11:00"),
        ("at 17:00 GMT+2", "2026-07-01 17:00"),
        ("tomorrow at 01:00 JST", "2026-07-01 18:00"),
        ("at 23:00 NZST", "2026-07-01 13:00"),
    ],
)
def test_another_zones_time_is_a_guess(words: str, then: str) -> None:
    when = read_when(f"{words} tea", moment("2026-07-01 10:30", BERLIN), BERLIN)
    assert (shown(when.moment, BERLIN), when.content, when.is_guess) == (then, "tea", True)


def test_what_comes_back_elsewhere_keeps_the_clocks_there() -> None:
    when = read_when("every friday at 4pm ET report", moment("2026-10-22 10:30", BERLIN), BERLIN)
    assert (shown(when.moment, BERLIN), when.is_guess) == ("2026-10-23 22:00", True)
    assert when.recurrence
    # Berlin has changed its clocks by then, New York has not.
    assert shown(when.recurrence.next_after(when.moment), BERLIN) == "2026-10-30 21:00"


@pytest.mark.parametrize("stamp", ["2026-07-03T14:00Z", "2026-07-03T16:00:00+02:00", "2026-07-03T19:30+0530"])
@pytest.mark.parametrize("zone", ZONES, ids=lambda zone: zone.key)
def test_a_time_stamp_is_the_same_moment_everywhere(stamp: str, zone: ZoneInfo) -> None:
    when = read_when(f"deploy {stamp}", moment("2026-07-01 10:30", zone), zone)
    assert (shown(when.moment, ZoneInfo("UTC")), when.is_guess) == ("2026-07-03 14:00", False)


def test_today_is_the_speakers_today() -> None:
    late = moment("2026-07-01 23:30", ZoneInfo("UTC"))  # 2 July in Berlin, still 1 July in New York
    new_york = ZoneInfo("America/New_York")
    assert shown(read_when("at 9am today's agenda", late, BERLIN).moment, BERLIN) == "2026-07-02 09:00"
    assert shown(read_when("tomorrow at 9 tea", late, new_york).moment, new_york) == "2026-07-02 09:00"


def test_hours_count_from_now_to_the_second() -> None:
    now = moment("2026-07-01 10:30:42", BERLIN)
    assert (read_when("in 20 minutes tea", now, BERLIN).moment - now).total_seconds() == 20 * 60
