"""Calendars and their events."""

from datetime import date, datetime

import backpack as bp
from tests.contract.table import case, denied
from tests.contract.world import World

_NO_DATE = denied(422, "no date in front", title="Tea with Dora")


def day(event: bp.CalendarEvent) -> tuple[int, int]:
    """Month and day of an event that takes all day."""
    assert event.all_day
    assert isinstance(event.occurs_at, date)
    assert not isinstance(event.occurs_at, datetime)
    return event.occurs_at.month, event.occurs_at.day


@case()
def list_calendars(world: World, calendars: tuple[bp.Calendar, ...]) -> None:
    (calendar,) = calendars
    (known,) = world.state()["calendars"]
    assert (calendar.id, calendar.name, calendar.color) == (known["id"], "Personal", known["color"])
    assert calendar.account_id == world.state()["account"]["id"]


@case()
def list_calendar_events(world: World, events: tuple[bp.CalendarEvent, ...]) -> None:
    assert [(event.id, event.title, event.calendar_id) for event in events] == [
        (world.event_id, "Tea with Dora", world.calendar_id)
    ]


@case()
def show_calendar_event(world: World, event: bp.CalendarEvent) -> None:
    assert world.maya(bp.list_calendar_events(world.calendar_id)) == (event,)
    assert day(event) == (9, 27)


@case(
    title="10/31 Eat candy & nuts!",
    remind=True,
    seen_in="show_calendar_event",
    denials=(_NO_DATE, denied(404, "an unknown calendar", calendar_id=999_999_999)),
)
def create_calendar_event(world: World, event_id: int) -> None:
    event = world.maya(bp.show_calendar_event(event_id))
    assert (event.title, day(event), event.remind) == ("Eat candy & nuts!", (10, 31), True)


@case(title="9/28 Tea with Dora", remind=True, seen_in="show_calendar_event", denials=(_NO_DATE,))
def update_calendar_event(world: World, result: None) -> None:
    event = world.maya(bp.show_calendar_event(world.event_id))
    assert (event.title, day(event), event.remind) == ("Tea with Dora", (9, 28), True)


@case(seen_in="list_calendar_events")
def delete_calendar_event(world: World, result: None) -> None:
    assert world.maya(bp.list_calendar_events(world.calendar_id)) == ()
