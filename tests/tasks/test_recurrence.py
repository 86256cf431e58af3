"""What comes back: when it does, how it is described, and which rules are refused."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

import tasks.recurrence
from tasks.recurrence import Recurrence

BERLIN = ZoneInfo("Europe/Berlin")
ZONES = [
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "America/Sao_Paulo",
]


def wall_clock(text: str) -> datetime:
    return datetime.fromisoformat(text)


# (rule, its first occurrence in the zone, occurrences after 2026-07-01 10:30, description)
RULES = [
    ("FREQ=DAILY", "2026-07-02 08:00", ["07-02 08:00", "07-03 08:00"], "every day at 08:00"),
    ("FREQ=DAILY;INTERVAL=2", "2026-06-01 08:00", ["07-03 08:00", "07-05 08:00"], "every other day at 08:00"),
    ("FREQ=DAILY;INTERVAL=10", "2016-06-01 08:00", ["07-09 08:00", "07-19 08:00"], "every 10 days at 08:00"),
    (
        "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "2026-07-01 10:30",
        ["07-02 10:30", "07-03 10:30", "07-06 10:30"],
        "every weekday at 10:30",
    ),
    (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU",
        "2026-06-30 10:00",
        ["07-14 10:00", "07-28 10:00"],
        "every other Tuesday at 10:00",
    ),
    # Two weeks with both days, counted from the week of the first occurrence, a Wednesday.
    (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,WE",
        "2026-06-17 11:00",
        ["07-01 11:00", "07-13 11:00", "07-15 11:00"],
        "every other week on Monday and Wednesday at 11:00",
    ),
    (
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR",
        "2026-06-26 10:00",
        ["07-06 10:00", "07-07 10:00"],
        "every other week on weekdays at 10:00",
    ),
    (
        "FREQ=MONTHLY;BYMONTHDAY=1",
        "2026-01-01 09:00",
        ["08-01 09:00", "09-01 09:00"],
        "on the 1st of every month at 09:00",
    ),
    (
        "FREQ=MONTHLY;BYMONTHDAY=2,3,11,12,22",
        "2026-01-02 09:00",
        ["07-02 09:00", "07-03 09:00", "07-11 09:00"],
        "on the 2nd, 3rd, 11th, 12th and 22nd of every month at 09:00",
    ),
    (
        "FREQ=MONTHLY;BYMONTHDAY=-1",
        "2026-01-31 09:00",
        ["07-31 09:00", "08-31 09:00", "09-30 09:00"],
        "on the last day of every month at 09:00",
    ),
    (
        "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=31",
        "2026-01-31 09:00",
        ["07-31 09:00", "2027-01-31 09:00"],
        "on the 31st of every other month at 09:00",
    ),
    (
        "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1",
        "2026-02-28 09:00",
        ["07-30 09:00", "08-30 09:00"],
        "on the 30th (or last day) of every month at 09:00",
    ),
    (
        "FREQ=MONTHLY;BYDAY=-1FR",
        "2026-05-29 16:00",
        ["07-31 16:00", "08-28 16:00"],
        "on the last Friday of every month at 16:00",
    ),
    (
        "FREQ=MONTHLY;BYDAY=1MO,3MO",
        "2026-06-15 16:00",
        ["07-06 16:00", "07-20 16:00", "08-03 16:00"],
        "on the first Monday and third Monday of every month at 16:00",
    ),
    (
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "2026-05-29 16:00",
        ["07-31 16:00", "08-31 16:00"],
        "on the last weekday of every month at 16:00",
    ),
    (
        "FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=1",
        "2026-05-02 16:00",
        ["07-04 16:00", "08-01 16:00"],
        "on the first Saturday or Sunday of every month at 16:00",
    ),
    (
        "FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15",
        "2020-02-15 09:00",
        ["08-15 09:00", "11-15 09:00"],
        "on the 15th of every 3 months at 09:00",
    ),
    (
        "FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3",
        "2001-03-03 09:00",
        ["2027-03-03 09:00", "2028-03-03 09:00"],
        "every year on 3 March at 09:00",
    ),
    (
        "FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29",
        "2024-02-29 09:00",
        ["2028-02-29 09:00", "2032-02-29 09:00"],
        "every 4 years on 29 February at 09:00",
    ),
    (
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=28,29;BYSETPOS=-1",
        "2026-02-28 09:00",
        ["2027-02-28 09:00", "2028-02-29 09:00"],
        "every year on 29 February (or the day before) at 09:00",
    ),
    (
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=-1",
        "2026-02-28 09:00",
        ["2027-02-28 09:00", "2028-02-29 09:00"],
        "every year on the last day of February at 09:00",
    ),
]


@pytest.mark.parametrize("zone_name", ZONES)
@pytest.mark.parametrize(("rule", "starts", "then", "described"), RULES)
def test_occurrences_are_on_the_wall_clock_of_the_zone(
    rule: str, starts: str, then: list[str], described: str, zone_name: str
) -> None:
    zone = ZoneInfo(zone_name)
    recurrence = Recurrence(rule, wall_clock(starts), zone_name)
    moment = datetime(2026, 7, 1, 10, 30, tzinfo=zone)
    for expected in then:
        moment = recurrence.next_after(moment)
        assert moment.tzinfo is UTC
        assert f"{moment.astimezone(zone):%Y-%m-%d %H:%M}".removeprefix("2026-") == expected
    assert recurrence.describe() == described


def test_before_it_starts_the_first_occurrence_is_next() -> None:
    recurrence = Recurrence("FREQ=DAILY", wall_clock("2026-07-02 08:00"), "Europe/Berlin")
    first = datetime(2026, 7, 2, 6, tzinfo=UTC)
    assert recurrence.next_after(datetime(2020, 1, 1, tzinfo=UTC)) == first
    assert recurrence.next_after(first - timedelta(seconds=1)) == first
    assert recurrence.next_after(first) == first + timedelta(days=1)


@pytest.mark.parametrize(
    "rule", [rule for rule, *_ in RULES if rule.startswith(("FREQ=DAILY", "FREQ=WEEKLY"))]
)
def test_an_old_recurrence_costs_no_more_than_a_new_one(rule: str, monkeypatch: pytest.MonkeyPatch) -> None:
    recurrence = Recurrence.first_after(rule, time(9), datetime(1950, 1, 1, tzinfo=UTC), BERLIN)
    drawn: list[datetime] = []

    def counted(rule: str, starts: datetime) -> Iterator[datetime]:
        for occurrence in occurrences(rule, starts):
            drawn.append(occurrence)
            yield occurrence

    occurrences = tasks.recurrence._occurrences
    monkeypatch.setattr(tasks.recurrence, "_occurrences", counted)
    assert recurrence.next_after(datetime(2050, 1, 1, tzinfo=UTC))
    assert len(drawn) <= 15  # two weeks of weekdays, and some


def test_a_day_that_a_zone_skips_is_moved_and_comes_once() -> None:
    """Samoa went from 29 to 31 December 2011: what was due on the 30th is due when the 31st's is."""
    recurrence = Recurrence("FREQ=DAILY", wall_clock("2011-12-28 09:00"), "Pacific/Apia")
    apia, moment, seen = ZoneInfo("Pacific/Apia"), datetime(2011, 12, 28, 0, tzinfo=UTC), []
    for _ in range(4):
        moment = recurrence.next_after(moment)
        seen.append(f"{moment.astimezone(apia):%m-%d %H:%M}")
    assert seen == ["12-28 09:00", "12-29 09:00", "12-31 09:00", "01-01 09:00"]


def test_a_day_that_a_zone_skips_may_move_into_the_next_month() -> None:
    """Kiritimati skipped 31 December 1994."""
    recurrence = Recurrence(
        "FREQ=MONTHLY;BYMONTHDAY=-1", wall_clock("1994-11-30 09:00"), "Pacific/Kiritimati"
    )
    new_year = datetime(1995, 1, 1, 8, tzinfo=ZoneInfo("Pacific/Kiritimati"))
    assert recurrence.next_after(new_year) == datetime(1994, 12, 31, 19, tzinfo=UTC)


def test_one_that_a_gap_has_moved_is_still_the_first() -> None:
    """What was due on Friday 30 December 2011 in Samoa is due on the 31st."""
    apia = ZoneInfo("Pacific/Apia")
    saturday = datetime(2011, 12, 31, 8, tzinfo=apia)
    recurrence = Recurrence.first_after("FREQ=WEEKLY;BYDAY=FR", time(9), saturday, apia)
    assert recurrence.starts == wall_clock("2011-12-30 09:00")
    assert recurrence.next_after(saturday) == datetime(2011, 12, 31, 9, tzinfo=apia)


@pytest.mark.parametrize(
    ("rule", "now", "starts"),
    [
        ("FREQ=DAILY", "2026-07-01 08:59", "2026-07-01 09:00"),
        ("FREQ=DAILY", "2026-07-01 09:00", "2026-07-02 09:00"),
        ("FREQ=DAILY;INTERVAL=3", "2026-07-01 10:00", "2026-07-02 09:00"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "2026-07-01 10:00", "2026-07-07 09:00"),
        ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=1,15", "2026-07-01 10:00", "2026-07-15 09:00"),
        ("FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29", "2026-07-01 10:00", "2028-02-29 09:00"),
    ],
)
def test_one_begins_with_the_first_occurrence_that_is_possible(rule: str, now: str, starts: str) -> None:
    moment = wall_clock(now).replace(tzinfo=BERLIN)
    recurrence = Recurrence.first_after(rule, time(9), moment, BERLIN)
    assert recurrence == Recurrence(rule, wall_clock(starts), "Europe/Berlin")


@pytest.mark.parametrize(
    "rule",
    [
        "",
        "daily",
        "freq=daily",
        "RRULE:FREQ=DAILY",
        "FREQ=DAILY;",
        "FREQ=DAILY;FREQ=DAILY",
        "FREQ=DAILY\nEXDATE:20260701",
        "FREQ=HOURLY",
        "FREQ=MINUTELY;INTERVAL=5",
        "FREQ=SECONDLY",
        "FREQ=DAILY;BYHOUR=1,2,3",
        "FREQ=DAILY;BYMINUTE=0,30",
        "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1",
        "FREQ=DAILY;INTERVAL=1000",
        "FREQ=DAILY;COUNT=3",
        "FREQ=DAILY;UNTIL=20270101",
        "FREQ=WEEKLY",
        "FREQ=WEEKLY;BYDAY=1MO",
        "FREQ=WEEKLY;BYDAY=XX",
        "FREQ=MONTHLY",
        "FREQ=MONTHLY;BYDAY=MO",
        "FREQ=MONTHLY;BYDAY=9MO",
        "FREQ=MONTHLY;BYMONTHDAY=0",
        "FREQ=MONTHLY;BYMONTHDAY=32",
        "FREQ=MONTHLY;BYMONTHDAY=\N{FULLWIDTH DIGIT ONE}",
        "FREQ=MONTHLY;BYMONTHDAY=1;BYSETPOS=9",
        "FREQ=MONTHLY;BYMONTHDAY=" + "1," * 10_000 + "1",
        "FREQ=YEARLY",
        "FREQ=YEARLY;BYEASTER=0",
        "FREQ=YEARLY;BYMONTH=13;BYMONTHDAY=1",
        "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    ],
)
def test_a_rule_that_is_hostile_too_frequent_or_impossible_is_refused(rule: str) -> None:
    with pytest.raises(ValueError, match=r"no rule that is understood|no occurrence of"):
        Recurrence(rule, wall_clock("2026-07-01 09:00"), "Europe/Berlin")


@pytest.mark.parametrize(
    "starts",
    [
        wall_clock("2026-07-02 09:00"),  # a Thursday
        wall_clock("2026-07-03 09:00:00.000001"),
        datetime(2026, 7, 3, 9, tzinfo=UTC),
    ],
)
def test_the_start_has_to_be_an_occurrence_on_a_wall_clock(starts: datetime) -> None:
    assert Recurrence("FREQ=WEEKLY;BYDAY=FR", wall_clock("2026-07-03 09:00"), "Europe/Berlin")
    with pytest.raises(ValueError, match="no occurrence of"):
        Recurrence("FREQ=WEEKLY;BYDAY=FR", starts, "Europe/Berlin")


@pytest.mark.parametrize(
    "name", ["", "Europe/Atlantis", "America", "../../etc/passwd", "Eastern Time (US & Canada)"]
)
def test_the_zone_has_to_be_one(name: str) -> None:
    with pytest.raises(ValueError, match="no zone called"):
        Recurrence("FREQ=DAILY", wall_clock("2026-07-03 09:00"), name)


def test_it_travels_as_json_and_a_bad_one_is_refused_there() -> None:
    adapter = TypeAdapter(Recurrence)
    recurrence = Recurrence("FREQ=DAILY", wall_clock("2026-07-03 09:00"), "Europe/Berlin")
    message = adapter.dump_python(recurrence, mode="json")
    assert message == {"rule": "FREQ=DAILY", "starts": "2026-07-03T09:00:00", "time_zone": "Europe/Berlin"}
    assert adapter.validate_python(message) == recurrence
    with pytest.raises(ValidationError):
        adapter.validate_python(message | {"rule": "FREQ=SECONDLY"})


def test_the_end_of_time_is_said() -> None:
    recurrence = Recurrence("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=3", wall_clock("2026-03-03 09:00"), "UTC")
    with pytest.raises(OverflowError):
        recurrence.next_after(datetime(9999, 6, 1, tzinfo=UTC))


WALL_CLOCKS = st.datetimes(wall_clock("1990-01-01"), wall_clock("2060-12-31"))


@given(
    st.sampled_from([rule for rule, *_ in RULES]),
    st.times().map(lambda at: at.replace(microsecond=0)),
    WALL_CLOCKS,
    st.timedeltas(timedelta(0), timedelta(days=20_000)),
    st.sampled_from(ZONES),
)
def test_occurrences_only_go_forward_and_none_is_early_or_left_out(
    rule: str, at: time, now: datetime, later: timedelta, zone_name: str
) -> None:
    zone = ZoneInfo(zone_name)
    recurrence = Recurrence.first_after(rule, at, now.replace(tzinfo=UTC), zone)
    moment = now.replace(tzinfo=UTC) + later
    times = [moment]
    for _ in range(4):
        times.append(recurrence.next_after(times[-1]))
    assert all(before < after for before, after in pairwise(times))
    # From anywhere between two occurrences, the later one is next: nothing lies between them.
    between = times[1] + (times[2] - times[1]) / 2
    assert recurrence.next_after(between) == times[2]
    for each in times[1:]:
        shown = datetime.combine(each.astimezone(zone).date(), at, tzinfo=zone)
        assert each == shown.astimezone(UTC)
