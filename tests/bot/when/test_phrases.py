"""Every phrase of the table in every zone: when it is, what of, and whether it is presented as certain."""

from datetime import datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.when import PastTimeError, UnclearTimeError, When, read_when
from tests.bot.when.clocks import ZONES, moment, shown
from tests.bot.when.phrases import CERTAIN, GUESSED, PASSED, RECURRING, RECURRING_GUESSED, REFUSED, SAID

in_every_zone = pytest.mark.parametrize("zone", ZONES, ids=lambda zone: zone.key)


def read(text: str, zone: ZoneInfo) -> When:
    return read_when(text, moment(SAID, zone), zone)


@in_every_zone
@pytest.mark.parametrize(("text", "then", "content"), CERTAIN)
def test_what_is_clear_is_certain(text: str, then: str, content: str, zone: ZoneInfo) -> None:
    assert read(text, zone) == When(moment(then, zone), content, is_guess=False)


@in_every_zone
@pytest.mark.parametrize(("text", "then", "content"), GUESSED)
def test_what_may_mean_something_else_is_a_guess(text: str, then: str, content: str, zone: ZoneInfo) -> None:
    assert read(text, zone) == When(moment(then, zone), content, is_guess=True)


@in_every_zone
@pytest.mark.parametrize(
    ("row", "is_guess"), [(row, False) for row in RECURRING] + [(row, True) for row in RECURRING_GUESSED]
)
def test_what_comes_back(row: tuple[str, str, str, str], is_guess: bool, zone: ZoneInfo) -> None:
    text, times, content, described = row
    first, *later = [time if len(time) > 11 else f"2026-{time}" for time in times.split(", ")]
    when = read(text, zone)
    assert (when.moment, when.content, when.is_guess) == (moment(first, zone), content, is_guess)
    recurrence = when.recurrence
    assert recurrence
    assert (recurrence.starts, recurrence.time_zone) == (datetime.fromisoformat(first), zone.key)
    assert recurrence.describe() == described
    for before, after in pairwise([first, *later]):
        assert shown(recurrence.next_after(moment(before, zone)), zone) == after


@in_every_zone
@pytest.mark.parametrize(("text", "offered", "content"), PASSED)
def test_what_has_passed_is_refused_and_the_next_sensible_time_offered(
    text: str, offered: str, content: str, zone: ZoneInfo
) -> None:
    with pytest.raises(PastTimeError, match=r"has passed\. Did you mean") as raised:
        read(text, zone)
    assert raised.value.offer == When(moment(offered, zone), content, is_guess=True)


@in_every_zone
@pytest.mark.parametrize(("text", "problem"), REFUSED)
def test_what_names_no_time_or_too_many_is_refused_with_the_reason(
    text: str, problem: str, zone: ZoneInfo
) -> None:
    with pytest.raises(UnclearTimeError, match=problem) as raised:
        read(text, zone)
    assert not isinstance(raised.value, PastTimeError)


def test_the_table_is_as_large_as_we_say() -> None:
    rows = [*CERTAIN, *GUESSED, *RECURRING, *RECURRING_GUESSED, *PASSED, *REFUSED]
    texts = [row[0] for row in rows]
    assert len(texts) == len(set(texts))
    assert len(texts) >= 300
