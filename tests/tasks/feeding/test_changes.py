"""What is said to have happened between two looks at a page or a calendar."""

from hypothesis import given
from hypothesis import strategies as st

from tasks.feeding import calendar, page
from tasks.feeding.calendar import CalendarSnapshot, SeenEvent
from tasks.feeding.page import PageSnapshot, SeenItem, SeenList, SeenNote
from tasks.feeding.posts import Change

_WORDS = st.sampled_from(["Milk", "Bread", "Tea", "<!channel>", ""])
_ITEMS = st.dictionaries(st.integers(1, 5), st.builds(SeenItem, _WORDS, st.booleans()))
_PAGES = st.builds(
    PageSnapshot,
    title=_WORDS,
    lists=st.dictionaries(st.integers(1, 3), st.builds(SeenList, _WORDS, _ITEMS)),
    notes=st.dictionaries(st.integers(1, 3), st.builds(SeenNote, _WORDS, _WORDS)),
)
_DAYS = st.sampled_from(["2026-12-20", "2026-12-20T18:30:00+00:00", "2027-01-01"])
_CALENDARS = st.builds(
    CalendarSnapshot, st.dictionaries(st.integers(1, 4), st.builds(SeenEvent, _WORDS, _DAYS))
)
NOON = 1_797_768_000.0  # 2026-12-20T12:00:00Z


def told(before: PageSnapshot, after: PageSnapshot) -> list[Change]:
    return list(page.changes_between(before, after))


@given(before=_PAGES, after=_PAGES)
def test_something_is_told_of_a_page_exactly_if_something_happened(
    before: PageSnapshot, after: PageSnapshot
) -> None:
    assert bool(told(before, after)) == (before != after)
    assert told(before, after) == told(before, after)


@given(before=_PAGES, after=_PAGES)
def test_each_thing_that_came_or_went_is_told_once(before: PageSnapshot, after: PageSnapshot) -> None:
    changes = told(before, after)

    def count(what: str, thing: str) -> int:
        return sum((change.what, change.thing) == (what, thing) for change in changes)

    assert count("added", "list") == len(after.lists.keys() - before.lists.keys())
    assert count("removed", "list") == len(before.lists.keys() - after.lists.keys())
    assert count("added", "note") == len(after.notes.keys() - before.notes.keys())
    assert count("removed", "note") == len(before.notes.keys() - after.notes.keys())
    had = {(one, item) for one, seen in before.lists.items() for item in seen.items}
    has = {(one, item) for one, seen in after.lists.items() for item in seen.items}
    assert count("added", "item") == len(has - had)
    assert count("removed", "item") == len({each for each in had - has if each[0] in after.lists})


@given(before=_CALENDARS, after=_CALENDARS)
def test_something_is_told_of_a_calendar_exactly_if_something_happened(
    before: CalendarSnapshot, after: CalendarSnapshot
) -> None:
    changes = list(calendar.changes_between(before, after, NOON))
    assert bool(changes) == (before != after)


def test_a_day_is_over_when_it_is_over_everywhere() -> None:
    before, after = CalendarSnapshot({1: SeenEvent("Dinner", "2026-12-20")}), CalendarSnapshot({})
    hours = {36: ["removed"], 24 + 12 + 1: []}
    for after_midnight, expected in hours.items():
        now = NOON - 12 * 3600 + after_midnight * 3600 - 1
        assert [change.what for change in calendar.changes_between(before, after, now)] == expected


def test_an_event_is_over_at_its_end() -> None:
    event = SeenEvent("Call", "2026-12-20T11:00:00+00:00", "2026-12-20T12:00:00+00:00")
    before, after = CalendarSnapshot({1: event}), CalendarSnapshot({})
    assert [change.what for change in calendar.changes_between(before, after, NOON - 1)] == ["removed"]
    assert list(calendar.changes_between(before, after, NOON + 1)) == []
