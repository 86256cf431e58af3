"""Events on a day have dates, events at a time have moments."""

from datetime import UTC, date, datetime

import pytest

from backpack import BackpackError, Calendar, CalendarEvent, UnexpectedReply, show_calendar_event
from backpack.reply import RawReply, read_reply


def event(inside: str) -> CalendarEvent:
    document = (
        "<calendar-event><id type='integer'>21</id><calendar-id>5</calendar-id><title>Tea</title>"
        f"{inside}</calendar-event>"
    )
    return read_reply(show_calendar_event(21), RawReply(200, document.encode()))


def at(hour: int, minute: int = 0) -> datetime:
    return datetime(2006, 10, 6, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("inside", "occurs_at"),
    [
        ("<all-day>true</all-day><occurs-at>2006-10-06T00:00:00Z</occurs-at>", date(2006, 10, 6)),
        ("<all-day>true</all-day><occurs-at>2006-10-06T00:00:00-07:00</occurs-at>", date(2006, 10, 6)),
        ("<occurs-at type='datetime'>2006-10-06T00:00</occurs-at>", date(2006, 10, 6)),
        ("<all-day nil='true'/><occurs-at>2006-10-06</occurs-at>", date(2006, 10, 6)),
        ("<all-day>false</all-day><occurs-at>2006-10-06T00:00:00Z</occurs-at>", at(0)),
        ("<all-day>false</all-day><occurs-at>2006-10-06T00:00</occurs-at>", at(0)),
        ("<occurs-at>2006-10-06T00:00:00Z</occurs-at>", at(0)),
        ("<occurs-at>2006-10-06T18:30</occurs-at>", at(18, 30)),
        ("<all-day>false</all-day><occurs-at>2006-10-06T18:30:00-05:00</occurs-at>", at(23, 30)),
    ],
)
def test_an_all_day_event_has_a_date_and_any_other_a_moment(inside: str, occurs_at: date) -> None:
    found = event(inside)
    assert found.occurs_at == occurs_at
    assert type(found.occurs_at) is type(occurs_at)
    assert found.all_day is not isinstance(occurs_at, datetime)


def test_the_end_is_of_the_same_kind_as_the_beginning() -> None:
    days = event(
        "<all-day>true</all-day><occurs-at>2006-10-06T00:00:00Z</occurs-at>"
        "<occurs-until>2006-10-08T00:00:00Z</occurs-until>"
    )
    hours = event(
        "<occurs-at>2006-10-06T18:30:00Z</occurs-at><occurs-until>2006-10-06T20:00:00Z</occurs-until>"
    )
    assert days.occurs_until == date(2006, 10, 8)
    assert hours.occurs_until == at(20)


@pytest.mark.parametrize("empty", ["", "<occurs-at></occurs-at>", "<occurs-at>soon</occurs-at>"])
def test_an_event_without_a_time_is_unexpected(empty: str) -> None:
    with pytest.raises(UnexpectedReply):
        event(empty)


@pytest.mark.parametrize("time", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_time_past_the_ends_of_the_calendar_is_unexpected(time: str) -> None:
    with pytest.raises(BackpackError):
        event(f"<occurs-at>{time}</occurs-at>")


def test_no_repr_shows_the_token_that_opens_a_calendar() -> None:
    assert "520" not in repr(Calendar(5, "Orchard", token="520"))
