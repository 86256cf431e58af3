"""What follows `reminders`."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.reminder_words import names_a_time, read_reminders
from bot.speaker import Speaker
from tasks.intents import SettleReminder, ShowReminders
from tasks.results import RefusalError

BERLIN = "Europe/Berlin"
SPEAKER = Speaker(datetime(2026, 7, 1, 8, 30, tzinfo=UTC), ZoneInfo(BERLIN))
TOMORROW_AT_9 = datetime(2026, 7, 2, 7, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "intent"),
    [
        ("", ShowReminders()),
        ("done tea", SettleReminder("tea", "done")),
        ("Delete call the printer", SettleReminder("call the printer", "delete")),
        ("remove tea", SettleReminder("tea", "delete")),
        ("change tea to tea for two", SettleReminder("tea", "change", new_content="tea for two")),
        ("change tea to go to bed", SettleReminder("tea", "change", new_content="go to bed")),
        ('change "go to town" to go to bed', SettleReminder("go to town", "change", new_content="go to bed")),
    ],
)
def test_what_needs_no_time(words: str, intent: object) -> None:
    assert read_reminders(words, SPEAKER) == intent


@pytest.mark.parametrize(
    ("words", "text", "action", "moment"),
    [
        ("snooze tea until tomorrow at 9", "tea", "snooze", TOMORROW_AT_9),
        ("snooze tea for 20 minutes", "tea", "snooze", datetime(2026, 7, 1, 8, 50, tzinfo=UTC)),
        ("snooze tea in 20 minutes", "tea", "snooze", datetime(2026, 7, 1, 8, 50, tzinfo=UTC)),
        ("snooze go to town tomorrow at 9", "go to town", "snooze", TOMORROW_AT_9),
        ("change go to town to tomorrow at 9", "go to town", "change", TOMORROW_AT_9),
        ("move tea to 2026-07-02 9:00", "tea", "change", TOMORROW_AT_9),
    ],
)
def test_what_moves_one(words: str, text: str, action: str, moment: datetime) -> None:
    found = read_reminders(words, SPEAKER)
    assert isinstance(found, SettleReminder)
    assert (found.text, found.action, found.moment, found.time_zone) == (text, action, moment, BERLIN)
    assert names_a_time(words)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("tea", "I don’t understand “tea” after `reminders`."),
        ("done", "You did not say which reminder to done."),
        ("snooze tea", "I could not find a time"),
        ("snooze tea until at 5", "I am not sure about the time"),
        ("snooze tea until 2026-06-30 9:00", "That has passed."),
        ("change tea", "I could not find a time"),
        ("change tea to every friday at 9", "This changes one time."),
    ],
)
def test_what_can_not_be_meant_is_refused(words: str, problem: str) -> None:
    with pytest.raises(RefusalError) as refused:
        read_reminders(words, SPEAKER)
    assert problem in refused.value.refused.problem


def test_a_guess_says_how_to_be_sure() -> None:
    with pytest.raises(RefusalError) as refused:
        read_reminders("snooze tea until at 5", SPEAKER)
    assert "say “2026-07-01 17:00” for it" in refused.value.refused.next_step
