"""The bot's own schedule. Run as a program, it schedules what it reads."""

import os
import sys

from bench.reminders.agenda import Reminder, from_lines
from store.redis_client import connect
from store.schedule import Entry, Schedule
from tasks.reminding.item import ReminderItem, entry_of

_TEAM = "TBENCH"
# In one script call, which takes a few milliseconds.
_BATCH = 100


def entry(reminder: Reminder) -> Entry:
    """As the mirror makes it of a reminder that somebody has set for themself in Backpack."""
    item = ReminderItem("bench", reminder.number, reminder.text, creator_id=1, creator_name="Maya")
    return entry_of(item, _TEAM, reminder.slack_user_id, reminder.due_seconds)


def schedule() -> Schedule:
    return Schedule(connect(os.environ["REDIS_URL"]))


def main() -> None:
    ours, reminders = schedule(), from_lines(sys.stdin)
    for start in range(0, len(reminders), _BATCH):
        ours.put(*map(entry, reminders[start : start + _BATCH]))


if __name__ == "__main__":
    main()
