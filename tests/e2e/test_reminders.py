"""Reminders from end to end, over days of the sandbox's clock and a change of the clocks: each fires where
and when it should, once."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.views import ids
from store.schedule_keys import PREFIX
from tests.e2e.driver import TEAM, Driver, running_sandbox
from tests.e2e.sandbox_clock import SandboxClock
from tests.e2e.slack_page import GENERAL, KITCHEN, MAYA, TOMAS, Post
from tests.e2e.waiting import eventually

BERLIN = ZoneInfo("Europe/Berlin")  # Maya's, in Slack and in Backpack
# The clocks of Berlin go forward in the night to the 28th.
FRIDAY = datetime(2027, 3, 26, 9, 0, tzinfo=BERLIN)
_CALM_SECONDS = 30
_ROOMY_LIMIT = 2_000


@pytest.fixture(scope="module")
def driver() -> Iterator[Driver]:
    with running_sandbox(_ROOMY_LIMIT) as running:
        yield running


@pytest.fixture
def clock(driver: Driver) -> SandboxClock:
    return SandboxClock(driver.slack)


def wait_for_lists(driver: Driver, since: datetime) -> None:
    """Until everybody's list has been read again: a clock that jumps by days gives polls no time."""
    owners = [f"reminders:{TEAM}:{user}" for user in (MAYA, TOMAS)]

    def are_read() -> bool:
        with driver.redis as redis:
            seen = [float(redis.hget(f"{PREFIX}seen", owner) or 0) for owner in owners]
        return min(seen) >= since.timestamp()

    eventually("lists are read", are_read)


def at(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2027, 3, day, hour, minute, tzinfo=BERLIN)


def fired(driver: Driver) -> list[tuple[str, str, float]]:
    """(where, which, when) of every reminder that has come due."""
    return sorted(
        (post.channel, content, float(post.ts))
        for post in driver.slack.everything(MAYA, TOMAS)
        for content in CONTENTS
        if post.text.startswith("⏰") and content in post.text and post.ephemeral_to is None
    )


def find(driver: Driver, channel: str, user: str, content: str) -> Post:
    """The newest message of it."""

    def look() -> Post | None:
        posts = [post for post in driver.slack.posts(channel, user) if content in post.text]
        return posts[-1] if posts and not posts[-1].ephemeral_to else None

    found = eventually(f"{content} in {channel}", look)
    assert found
    return found


CONTENTS = (
    "water the plants",
    "set in Backpack",
    "moved in Backpack",
    "deleted in Backpack",
    "deleted late",
    "stretch",
    "both of us",
    "ship it",
    "second thing",
)
DM, HIS_DM = "D0MAYA", "D0TOMAS"


def test_over_a_weekend_each_reminder_fires_where_and_when_it_should_once(
    driver: Driver, clock: SandboxClock
) -> None:
    clock.set(FRIDAY)
    maya, backpack = driver.maya, driver.backpack
    answer = driver.slack.ask(MAYA, "remind me tomorrow at 9 to water the plants")
    assert "water the plants" in answer.words
    assert "Europe/Berlin" in answer.words
    driver.slack.ask(MAYA, "remind me tomorrow at 9:30: deleted in Backpack")
    driver.slack.ask(MAYA, "remind me on monday at 11: deleted late")
    driver.slack.ask(MAYA, "remind me every day at 8:15 to stretch")
    driver.slack.ask(MAYA, "remind #general tomorrow at 14:00 to ship it")
    driver.slack.ask(MAYA, "remind #general tomorrow at 14:00 to do the second thing")
    maya.set_reminder("set in Backpack", "2027-03-27 10:00:00")
    moved = maya.set_reminder("moved in Backpack", "2027-03-27 11:00:00")
    maya.set_reminder("both of us", "2027-03-27 13:00:00", [maya.user_id, driver.tomas.user_id])

    expected = [
        (DM, "stretch", at(27, 8, 15)),
        (DM, "water the plants", at(27, 9)),
        (DM, "set in Backpack", at(27, 10)),
        (DM, "moved in Backpack", at(27, 12)),
        (DM, "both of us", at(27, 13)),
        (HIS_DM, "both of us", at(27, 13)),
        (GENERAL, "ship it", at(27, 14)),
        (GENERAL, "second thing", at(27, 14)),
        (DM, "stretch", at(28, 8, 15)),
        (DM, "stretch", at(29, 8, 15)),
    ]
    for due in sorted({due for _place, _content, due in expected}):
        clock.set(due - timedelta(seconds=_CALM_SECONDS))
        wait_for_lists(driver, due - timedelta(seconds=_CALM_SECONDS))
        if due == at(27, 9):
            maya.destroy_reminder("deleted in Backpack")
            maya.move_reminder(moved, "2027-03-27 12:00:00")
        clock.set(due)
        so_far = sorted((place, content) for place, content, when in expected if when <= due)

        def are_said(so_far: list[tuple[str, str]] = so_far) -> bool:
            return sorted((place, content) for place, content, _ts in fired(driver)) == so_far

        eventually(f"what is due at {due}", are_said, last=lambda: fired(driver))
    # Deleted in the very minute before it is due: the list does not tell it from one that came due.
    clock.set(at(29, 11) - timedelta(seconds=_CALM_SECONDS))
    maya.destroy_reminder("deleted late")
    clock.set(at(29, 12))
    driver.slack.ask(MAYA, "reminders")  # whatever is due has had its time
    driver.wait_until_idle()
    when = {(place, content): due.timestamp() for place, content, due in reversed(expected)}
    seen = fired(driver)
    assert sorted((place, content) for place, content, _ts in seen) == sorted(
        (place, content) for place, content, _due in expected
    )
    early = [one for one in seen if one[2] < when[one[0], one[1]]]
    assert early == []
    ship, second = (find(driver, GENERAL, TOMAS, content) for content in ("ship it", "second thing"))
    assert ship.ts == second.ts, "those due in a channel in the same minute are one message"
    assert "by Maya Okafor" in find(driver, HIS_DM, TOMAS, "both of us").words
    stretch = [ts for place, content, ts in seen if content == "stretch"]
    clocks = [datetime.fromtimestamp(ts, UTC).astimezone(BERLIN) for ts in sorted(stretch)]
    assert [f"{each:%d %H:%M}" for each in clocks] == ["27 08:15", "28 08:15", "29 08:15"]
    assert backpack.reminder_times("stretch") == ["2027-03-30T06:15:00Z"]


def test_done_and_snooze_are_visible_in_backpack(driver: Driver, clock: SandboxClock) -> None:
    clock.set(at(30, 10))
    driver.slack.ask(MAYA, "remind me in 5 minutes to pay the rent")
    driver.slack.ask(MAYA, "remind me in 5 minutes to call the bank")
    clock.pass_by(301)
    both = find(driver, DM, MAYA, "pay the rent")
    assert "call the bank" in both.words
    row = next(one for one in both.elements if one["action_id"] == ids.REMINDER_DONE)
    driver.slack.act(MAYA, both, ids.REMINDER_DONE, row["value"])
    eventually("it is gone", lambda: driver.backpack.reminder_times("pay the rent") == [])
    menu = [one for one in both.elements if one["action_id"] == ids.REMINDER_SNOOZE][1]
    hour = next(option["value"] for option in menu["options"] if "hour" in option["text"]["text"])
    driver.slack.act(MAYA, both, ids.REMINDER_SNOOZE, hour, block_id=menu["block_id"])

    def is_moved() -> bool:
        (remind_at,) = driver.backpack.reminder_times("call the bank")
        later = datetime.fromisoformat(remind_at) - at(30, 10)
        return timedelta(minutes=64) < later < timedelta(minutes=75)  # an hour from the click on

    eventually("it has moved", is_moved, last=lambda: driver.backpack.reminder_times("call the bank"))

    def redrawn() -> bool:
        words = find(driver, DM, MAYA, "pay the rent").words
        return "done" in words and "snoozed" in words

    eventually("the message says both", redrawn)
    clock.pass_by(3600)
    eventually("it comes again", lambda: find(driver, DM, MAYA, "call the bank").ts != both.ts)


def test_undo_takes_a_reminder_back_and_it_never_fires(driver: Driver, clock: SandboxClock) -> None:
    clock.set(at(31, 10))
    answer = driver.slack.ask(TOMAS, "remind me in 10 minutes: nothing much", channel=KITCHEN)
    undo = next(one for one in answer.elements if one["action_id"] == ids.REMINDER_UNDO)
    driver.slack.act(TOMAS, answer, ids.REMINDER_UNDO, undo["value"])
    eventually("it is gone", lambda: driver.backpack.reminder_times("nothing much") == [])
    clock.pass_by(900)
    driver.slack.ask(TOMAS, "reminders", channel=KITCHEN)
    driver.wait_until_idle()
    assert [post for post in driver.slack.posts(HIS_DM, TOMAS) if "nothing much" in post.text] == []


def test_a_guess_sets_nothing_until_it_is_confirmed(driver: Driver, clock: SandboxClock) -> None:
    clock.set(at(31, 11))
    asked = driver.slack.ask(MAYA, "remind me at 5 to close the windows", channel=KITCHEN)
    assert "Did you mean" in asked.words
    assert driver.backpack.reminder_times("close the windows") == []
    confirm = next(one for one in asked.elements if one["action_id"] == ids.DRAFT_SET)
    driver.slack.act(MAYA, asked, ids.DRAFT_SET, confirm["value"])
    times = eventually("it is set", lambda: driver.backpack.reminder_times("close the windows"))
    assert times == ["2027-03-31T15:00:00Z"]


def test_a_channel_the_bot_was_removed_from_is_told_to_who_set_it(
    driver: Driver, clock: SandboxClock
) -> None:
    clock.set(at(31, 12))
    driver.slack.ask(MAYA, "remind #launch in 10 minutes to open the doors", channel=KITCHEN)
    driver.slack.control("app", {"left": ["C0LAUNCH"]})
    clock.pass_by(601)
    told = find(driver, DM, MAYA, "open the doors")
    assert "launch" in told.words or "C0LAUNCH" in str(told.blocks)
    driver.slack.control("app", {"left": []})
