"""`remind`: whom, when, and of what; what is not certain is asked first."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.remind import ToConfirmError, read_remind
from bot.speaker import Speaker
from tasks.intents import SetReminder
from tasks.results import RefusalError

NOW = datetime(2026, 11, 25, 10, 0, tzinfo=UTC)  # a Wednesday, 11:00 in Berlin
NINE = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
REFERENCES = {
    "@tomas": "U0TOMAS",
    "@tomasz": "U0TOMASZ",
    "@linh": "U0LINH",
    "#launch": "C0LAUNCH",
    "#ops": "C0OPS",
}
SPEAKER = Speaker(NOW, ZoneInfo("Europe/Berlin"), REFERENCES, "U0MAYA")


def read(words: str) -> SetReminder:
    return read_remind(words, SPEAKER)


@pytest.mark.parametrize(
    ("words", "people", "channel"),
    [
        ("me tomorrow at 9 call Ann", (), None),
        ("tomorrow at 9 call Ann", (), None),
        ("me to call Ann tomorrow at 9", (), None),
        ("@tomas tomorrow at 9 call Ann", ("U0TOMAS",), None),
        ("@tomasz to call Ann tomorrow at 9", ("U0TOMASZ",), None),
        ("@tomas and @linh tomorrow at 9 to call Ann", ("U0TOMAS", "U0LINH"), None),
        ("me, @tomas tomorrow at 9: call Ann", ("U0TOMAS", "U0MAYA"), None),
        ("@tomas @tomas tomorrow at 9 call Ann", ("U0TOMAS",), None),
        ("#launch tomorrow at 9 to call Ann", (), "C0LAUNCH"),
    ],
)
def test_those_who_are_named_first_are_reminded(
    words: str, people: tuple[str, ...], channel: str | None
) -> None:
    expected = SetReminder("call Ann", NINE, "Europe/Berlin", None, people, channel)
    assert read(words) == expected


def test_a_recurrence_comes_with_its_first_time() -> None:
    intent = read("me every weekday at 9:30 to stand up")
    assert (intent.content, intent.remind_at) == ("stand up", datetime(2026, 11, 26, 8, 30, tzinfo=UTC))
    assert intent.recurrence
    assert intent.describe().endswith("and then every weekday at 09:30")


def test_a_guess_is_asked_about_first() -> None:
    with pytest.raises(ToConfirmError) as asked:
        read("me at 5 to call Ann")
    assert (asked.value.why, asked.value.intent.content) == ("guess", "call Ann")


@pytest.mark.parametrize(
    "words", ["tomas tomorrow at 9 to send it", "me every friday at 4pm to send timesheets until March"]
)
def test_what_may_mean_more_than_was_understood_is_asked_about(words: str) -> None:
    with pytest.raises(ToConfirmError) as asked:
        read(words)
    assert asked.value.why == "guess"


def test_for_a_time_that_has_passed_the_next_one_is_offered() -> None:
    with pytest.raises(ToConfirmError) as asked:
        read("@tomas today at 9 to call Ann")
    assert (asked.value.why, asked.value.intent.remind_at) == ("past", NINE)
    assert asked.value.intent.remindee_slack_user_ids == ("U0TOMAS",)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("@ann tomorrow at 9 tea", "who or what @ann is"),
        ("#launch #ops tomorrow at 9 tea", "but not both"),
        ("@tomas #ops tomorrow at 9 tea", "but not both"),
        ("everyone tomorrow at 9 to eat", "whom that is for"),
        ("here tomorrow at 9 to drink", "whom that is for"),
        ("me 3pm yesterday to eat", "Yesterday has passed"),
        ("me yesterday at 5pm to eat", "Yesterday has passed"),
        ("@tomas tea", "could not find a time"),
        ("me tomorrow at 9", "not of what"),
        ("@tomas", "time"),
    ],
)
def test_what_can_not_be_understood_is_refused_with_the_way_out(words: str, problem: str) -> None:
    with pytest.raises(RefusalError, match=problem) as refused:
        read(words)
    assert refused.value.refused.next_step
