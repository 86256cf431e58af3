"""Calendars (API: Calendars)."""

from backpack.calendar import Calendar
from backpack.operation import Body, operation
from backpack.reply import many


@operation(
    "GET",
    "/calendars.xml",
    returns=many("calendars/calendar", Calendar.from_xml),
    safe_to_retry=True,
    cost="calendar",
)
def list_calendars() -> Body:
    """The account's calendars (API: Calendars, List all)."""
    return None
