"""Calendar events (API: Calendar Events). They count against a quota of their own: 10 requests per 5 s."""

from backpack.calendar import CalendarEvent
from backpack.element import Element, element
from backpack.operation import Body, operation
from backpack.reply import many, new_id, nothing, one

# ruff: noqa: ARG001 - ids are used by the path template above each function


@operation(
    "GET",
    "/calendars/{calendar_id}/calendar_events.xml",
    returns=many("calendar_events/calendar_event", CalendarEvent.from_xml),
    safe_to_retry=True,
    cost="calendar",
)
def list_calendar_events(calendar_id: int) -> Body:
    """The events on a calendar (API: Calendar Events, List)."""
    return None


@operation(
    "GET",
    "/calendar_events/{event_id}.xml",
    returns=one("calendar_event", CalendarEvent.from_xml),
    safe_to_retry=True,
    cost="calendar",
)
def show_calendar_event(event_id: int) -> Body:
    """One event (API: Calendar Events, Show)."""
    return None


@operation(
    "POST",
    "/calendar_events.xml",
    returns=new_id("calendar_event"),
    safe_to_retry=False,
    cost="calendar",
)
def create_calendar_event(calendar_id: int, title: str, remind: bool | None = None) -> Body:
    """Put an event on a calendar; returns its id (API: Calendar Events, Create).

    :param title: starts with the date, the time or both: `9/27 Dinner`, `6:30pm Dinner` (today). Without a
        time the event takes all day. What the server cannot understand it refuses.
    :param remind: whether to remind half an hour before; None leaves it to the server.
    :raises ValueError: the calendar's id is negative.
    :raises UnsendableText: the title holds a character that XML cannot carry.
    """
    if calendar_id < 0:
        raise ValueError("calendar_id must not be negative")
    return _event(element("calendar-id", str(calendar_id)), element("title", title), remind=remind)


@operation(
    "PUT",
    "/calendar_events/{event_id}.xml",
    returns=nothing,
    safe_to_retry=True,
    cost="calendar",
)
def update_calendar_event(event_id: int, title: str, remind: bool | None = None) -> Body:
    """Change an event; its title is read for a date anew (API: Calendar Events, Update).

    :param title: as for `create_calendar_event`.
    :param remind: None leaves it as it is.
    :raises UnsendableText: the title holds a character that XML cannot carry.
    """
    return _event(element("title", title), remind=remind)


@operation(
    "DELETE",
    "/calendar_events/{event_id}.xml",
    returns=nothing,
    safe_to_retry=True,
    cost="calendar",
)
def delete_calendar_event(event_id: int) -> Body:
    """Delete an event; a second time answers `NotFound` (API: Calendar Events, Delete)."""
    return None


def _event(*parts: Element, remind: bool | None) -> Element:
    if remind is not None:
        parts += (element("remind", "1" if remind else "0"),)
    return element("request", element("event", *parts))
