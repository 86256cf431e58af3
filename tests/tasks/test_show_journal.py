"""The journal of a day or a week: on the reader's calendar, by person, everything that Backpack has."""

from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from redis import Redis

from backpack import Backpack, TokenAuth, Unlimited, create_journal_entry
from tasks.intents import ShowJournal
from tasks.intents.show_journal import JournalShown
from tasks.journaling.period import Period, span_of
from tasks.journaling.whose import Whose
from tasks.results import RefusalError
from tests.tasks.clocks import Clocks
from tests.tasks.world import TEAM, Person, World

BERLIN, CHICAGO = "Europe/Berlin", "America/Chicago"
PERIODS: tuple[Period, ...] = ("today", "yesterday", "week")


@pytest.fixture
def clocks(world: World, redis: Redis) -> Any:
    clocks = Clocks(world, redis)
    yield clocks
    clocks.reset()


def write(person: Person, *bodies: str) -> None:
    for body in bodies:
        person.backpack(create_journal_entry(person.user_id, body))


def shown(result: JournalShown) -> list[tuple[str, list[str]]]:
    return [(person.name, [entry.body for entry in person.entries]) for person in result.people]


def test_the_journal_is_shown_by_person_with_the_times_of_its_entries(world: World, clocks: Clocks) -> None:
    linh = world.person("Linh Tran", "Pacific Time (US & Canada)")
    clocks.advance_to(datetime(2027, 3, 10, 9, tzinfo=UTC).timestamp())
    write(world.maya, "first", "second")
    clocks.advance_to(datetime(2027, 3, 10, 10, 30, tzinfo=UTC).timestamp())
    write(linh, "hers")
    write(world.maya, "third")
    result = ShowJournal("today", BERLIN).perform(world.context())
    assert shown(result) == [("Linh Tran", ["hers"]), ("Maya Okafor", ["first", "second", "third"])]
    times = [datetime.fromtimestamp(entry.written_at_seconds, UTC) for entry in result.people[1].entries]
    assert [f"{each:%H:%M}" for each in times] == ["09:00", "09:00", "10:30"]
    assert (result.period, result.time_zone, result.is_complete) == ("today", BERLIN, True)


def test_a_day_is_one_of_the_readers_calendar(world: World, clocks: Clocks) -> None:
    # 23:30 in Berlin on the 9th is still the afternoon in Chicago, and half an hour later is the 10th.
    for minute, body in ((30, "late"), (59, "later")):
        clocks.advance_to(datetime(2027, 3, 9, 22, minute, tzinfo=UTC).timestamp())
        write(world.maya, body)
    clocks.advance_to(datetime(2027, 3, 9, 23, 5, tzinfo=UTC).timestamp())
    write(world.maya, "after midnight")
    read = {
        (period, zone): [entry.body for person in result.people for entry in person.entries]
        for period in PERIODS[:2]
        for zone in (BERLIN, CHICAGO)
        for result in [ShowJournal(period, zone).perform(world.context())]
    }
    assert read == {
        ("today", BERLIN): ["after midnight"],
        ("yesterday", BERLIN): ["late", "later"],
        ("today", CHICAGO): ["late", "later", "after midnight"],
        ("yesterday", CHICAGO): [],
    }


def test_a_week_begins_on_monday(world: World, clocks: Clocks) -> None:
    for day, body in ((7, "sunday"), (8, "monday"), (10, "wednesday")):
        clocks.advance_to(datetime(2027, 3, day, 12, tzinfo=UTC).timestamp())
        write(world.maya, body)
    assert shown(ShowJournal("week", BERLIN).perform(world.context())) == [
        ("Maya Okafor", ["monday", "wednesday"])
    ]


def test_today_is_the_day_on_which_it_was_said(world: World, clocks: Clocks) -> None:
    """It may have waited for Backpack since."""
    clocks.advance_to(datetime(2027, 3, 9, 22, 50, tzinfo=UTC).timestamp())
    write(world.maya, "said then")
    clocks.advance_to(datetime(2027, 3, 9, 23, 10, tzinfo=UTC).timestamp())
    context = world.context()
    asked_before = type(context.delivery)(
        **{**vars(context.delivery), "accepted_at_seconds": context.delivery.accepted_at_seconds - 1200}
    )
    waited = type(context)(**{**vars(context), "delivery": asked_before})
    assert shown(ShowJournal("today", BERLIN).perform(waited)) == [("Maya Okafor", ["said then"])]
    assert shown(ShowJournal("today", BERLIN).perform(world.context())) == []


def test_more_than_a_page_is_read_to_its_end(world: World, clocks: Clocks) -> None:
    clocks.advance_to(datetime(2027, 3, 9, 12, tzinfo=UTC).timestamp())
    maya = world.maya
    with Backpack(
        world.account, TokenAuth(maya.token), contact="t@example.com", base_url=world.url, limiter=Unlimited()
    ) as fast:
        for number in range(205):
            fast(create_journal_entry(maya.user_id, f"entry {number}"))
    before = world.requests()
    result = ShowJournal("today", BERLIN).perform(world.context())
    (person,) = result.people
    assert len(person.entries) + person.left_out_count == 205
    assert person.entries[0].body == "entry 0"
    assert world.requests() - before == 3


def test_one_persons_journal_is_theirs_alone(world: World) -> None:
    linh, tomas = world.person("Linh Tran", "Berlin"), world.person("Tomás Rivera", "Berlin")
    for person in (linh, tomas, world.maya):
        write(person, f"by {person.name}")
    world.stores.accounts.save(TEAM, "U0LINH", linh.link)
    for whose, name in (
        (Whose("linh", "U0LINH"), "Linh Tran"),
        (Whose("tomas rivera"), "Tomás Rivera"),
        (Whose("Tomas"), "Tomás Rivera"),
    ):
        result = ShowJournal("today", BERLIN, whose).perform(world.context())
        assert (shown(result), result.person_name) == ([(name, [f"by {name}"])], name)


def test_somebody_unknown_is_said_to_be(world: World) -> None:
    other = World(world.url, world.stores)
    world.stores.accounts.save(TEAM, "U0ELSE", other.maya.link)
    world.person("Linh Tran", "Berlin")
    world.person("Linh Vo", "Berlin")
    for whose, problem in (
        (Whose("ghost", "U0GHOST"), "who @ghost is"),
        (Whose("else", "U0ELSE"), "who @else is"),
        (Whose("Lihn Tran"), "called Lihn Tran"),
        (Whose("linh"), "2 people are called linh"),
    ):
        with pytest.raises(RefusalError, match=problem):
            ShowJournal("today", BERLIN, whose).perform(world.context())
    other.close()


@given(
    moment=st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 -- hypothesis adds the zone
    name=st.sampled_from([BERLIN, CHICAGO, "Asia/Kathmandu", "Pacific/Apia", "America/Sao_Paulo"]),
)
def test_the_days_meet_without_a_gap_and_hold_the_moment(moment: datetime, name: str) -> None:
    zone = ZoneInfo(name)
    today, yesterday, week = (span_of(period, moment, zone) for period in PERIODS)
    assert today.starts <= moment < today.ends
    assert yesterday.ends == today.starts
    assert week.starts <= today.starts
    assert today.ends <= week.ends
    assert week.starts.astimezone(zone).weekday() == 0
