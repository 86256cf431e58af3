"""Rails' names of time zones."""

from zoneinfo import ZoneInfo

import pytest

from sandbox.backpackit.zones import ZONES, from_local_time, local_time
from sandbox.people import PEOPLE


def test_every_name_stands_for_a_zone_that_exists() -> None:
    assert len(ZONES) == 151
    assert all(ZoneInfo(zone).key == zone for zone in ZONES.values())


def test_the_sandboxs_people_have_the_same_zone_in_both_spellings() -> None:
    assert [ZONES[person.rails_time_zone] for person in PEOPLE] == [person.time_zone for person in PEOPLE]


@pytest.mark.parametrize("zone", ["UTC", "Hawaii", "Kathmandu", "Nuku'alofa", "Buenos Aires"])
def test_there_and_back_is_the_same_moment(zone: str) -> None:
    assert from_local_time(local_time(1_750_075_200, zone), zone) == 1_750_075_200
