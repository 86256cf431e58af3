"""How often, as people say it."""

from datetime import UTC, datetime, time

import pytest

from bot.bindings import binding_for
from bot.rhythm_words import is_rhythm, read_rhythm
from tasks.journaling.rhythm import EVERY_DAY, EVERY_WEEKDAY, Rhythm, rhythm
from tasks.results import RefusalError


@pytest.mark.parametrize(
    ("words", "understood"),
    [
        ("daily 17:00", rhythm(EVERY_DAY, time(17))),
        ("Every day at 5pm", rhythm(EVERY_DAY, time(17))),
        ("weekdays 16:30", rhythm(EVERY_WEEKDAY, time(16, 30))),
        ("every weekday at 4:30 pm", rhythm(EVERY_WEEKDAY, time(16, 30))),
        ("weekly fri 16:00", rhythm({"FR"}, time(16))),
        ("weekly Friday at 16", rhythm({"FR"}, time(16))),
        ("fridays 16:00", rhythm({"FR"}, time(16))),
        ("mon, wed and fri 9:05", rhythm({"MO", "WE", "FR"}, time(9, 5))),
        ("every tue thu 12am", rhythm({"TU", "TH"}, time(0))),
        ("sun sat 12:00pm", rhythm({"SA", "SU"}, time(12))),
    ],
)
def test_it_is_understood(words: str, understood: Rhythm) -> None:
    assert is_rhythm(words)
    assert read_rhythm("digest", words) == understood


@pytest.mark.parametrize(
    "words",
    ["17:00", "daily", "weekly 17:00", "daily 24:00", "daily 17:60", "daily 13pm", "daily 0am", "fri", "off",
     "monthly 17:00", "daily 17:00 please", "fri 16:00 17:00", "friday the 13th"],
)  # fmt: skip
def test_what_is_none_is_refused_with_examples(words: str) -> None:
    with pytest.raises(RefusalError, match=words) as raised:
        read_rhythm("prompt", words)
    assert "`prompt weekdays 16:30`" in raised.value.refused.next_step


def test_only_a_rhythm_needs_to_know_the_zone() -> None:
    binding = binding_for("digest")
    assert binding
    assert binding.needs_time_zone_for("daily 17:00")
    assert not binding.needs_time_zone_for("off")
    assert not binding.needs_time_zone_for("")


def test_days_are_in_order_whatever_order_they_were_said_in() -> None:
    assert read_rhythm("digest", "fri, mon 9:00") == read_rhythm("digest", "mon, fri 9:00")


@pytest.mark.parametrize(
    ("said", "after", "following"),
    [
        ("daily 17:00", "2027-03-09T15:59", "2027-03-09T16:00"),
        ("daily 17:00", "2027-03-09T16:00", "2027-03-10T16:00"),
        ("daily 2:30", "2027-03-28T00:00", "2027-03-28T01:30"),  # skipped: it moves forward by the gap
        ("daily 2:30", "2027-10-30T23:00", "2027-10-31T00:30"),  # twice: the first is meant
        ("weekdays 9:00", "2027-03-26T09:00", "2027-03-29T07:00"),
        ("weekly fri 16:00", "2027-03-26T15:00", "2027-04-02T14:00"),
    ],
)
def test_the_next_time_keeps_to_the_wall_clock(said: str, after: str, following: str) -> None:
    moment = datetime.fromisoformat(after).replace(tzinfo=UTC)
    found = read_rhythm("digest", said).next_after(moment, "Europe/Berlin")
    assert f"{found:%Y-%m-%dT%H:%M}" == following
