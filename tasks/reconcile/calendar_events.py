"""Events on a calendar. Backpack takes date and time off the front of the title."""

from backpack import CalendarEvent, Call, list_calendar_events
from tasks.reconcile.kind import Creation, Details, plain


class NewCalendarEvent(Creation[CalendarEvent]):
    """One whose title is the end of what was sent, and not all of it."""

    name = "calendar event"
    noted = ("calendar_id", "title")

    def place(self, details: Details) -> str:
        return f"calendar {details['calendar_id']}"

    def content(self, details: Details) -> str:
        return plain(details["title"])

    def listing(self, details: Details) -> Call[tuple[CalendarEvent, ...]]:
        return list_calendar_events(details["calendar_id"])

    def fits(self, details: Details, thing: CalendarEvent) -> bool:
        title = plain(thing.title)
        return bool(title) and self.content(details).endswith(" " + title)

    def result(self, thing: CalendarEvent) -> int:
        return thing.id
