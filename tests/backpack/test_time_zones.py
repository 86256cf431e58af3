"""Rails names mean zones, and wall clocks mean moments, also where clocks jump."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backpack import UnknownTimeZone, to_moment, to_wall_clock, zone
from backpack.rails_zones import RAILS_ZONES

NEW_YORK = ZoneInfo("America/New_York")


def wall(text: str) -> datetime:
    return datetime.fromisoformat(text)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize("name", RAILS_ZONES)
def test_every_rails_name_is_a_zone_of_this_machine(name: str) -> None:
    assert zone(name).key == RAILS_ZONES[name]


def test_all_names_of_todays_rails_and_two_old_spellings_are_known() -> None:
    assert len(RAILS_ZONES) == 154 + 2


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Pacific Time (US & Canada)", "America/Los_Angeles"),
        ("Kyev", "Europe/Kyiv"),
        (" UTC ", "Etc/UTC"),
        ("Europe/Berlin", "Europe/Berlin"),
    ],
)
def test_rails_and_iana_names_are_both_understood(name: str, key: str) -> None:
    assert zone(name).key == key


@pytest.mark.parametrize(
    "name", ["", "Atlantis", "America", "../../etc/passwd", "/etc/localtime", "a\0b", "\ud800"]
)
def test_an_unknown_name_is_an_error_of_its_own(name: str) -> None:
    with pytest.raises(UnknownTimeZone) as caught:
        zone(name)
    assert caught.value.__context__ is None
    assert not caught.value.retryable


def test_a_moment_shows_on_the_accounts_clock_and_back() -> None:
    assert to_wall_clock(utc("2007-07-04 02:51"), NEW_YORK) == wall("2007-07-03 22:51")
    assert to_moment(wall("2007-07-03 22:51"), NEW_YORK) == utc("2007-07-04 02:51")


def test_a_time_that_the_clock_skips_moves_forward_by_the_gap() -> None:
    moment = to_moment(wall("2024-03-10 02:30"), NEW_YORK)
    assert to_wall_clock(moment, NEW_YORK) == wall("2024-03-10 03:30")


def test_of_a_time_that_the_clock_shows_twice_the_first_is_meant() -> None:
    twice = wall("2024-11-03 01:30")
    assert to_moment(twice, NEW_YORK) == utc("2024-11-03 05:30")
    assert to_moment(twice.replace(fold=1), NEW_YORK) == utc("2024-11-03 05:30")


def test_the_second_of_the_two_loses_its_hour_which_the_wire_cannot_say() -> None:
    second = utc("2024-11-03 06:30")
    assert to_wall_clock(second, NEW_YORK).fold == 0
    assert to_moment(to_wall_clock(second, NEW_YORK), NEW_YORK) == utc("2024-11-03 05:30")


@given(
    st.datetimes(min_value=datetime(1980, 1, 1), max_value=datetime(2080, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 -- a wall clock is meant
    st.sampled_from(sorted(RAILS_ZONES)),
)
def test_a_wall_clock_time_never_changes_on_its_way_to_a_moment_and_back(moment: datetime, name: str) -> None:
    shown = to_wall_clock(moment, zone(name))
    assert to_wall_clock(to_moment(shown, zone(name)), zone(name)) == shown


def test_naive_moments_and_aware_wall_clocks_are_refused() -> None:
    with pytest.raises(ValueError, match="aware"):
        to_wall_clock(wall("2007-07-03 22:51"), NEW_YORK)
    with pytest.raises(ValueError, match="naive"):
        to_moment(utc("2007-07-03 22:51"), NEW_YORK)
