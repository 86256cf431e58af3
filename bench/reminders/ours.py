"""The bot's own schedule. Run as a program, it schedules what it reads."""

import os
import sys
import time

from bench.reminders.agenda import Reminder, from_lines
from store.accounts import BackpackLink
from store.redis_client import connect
from store.schedule import Entry, Schedule
from store.stores import Stores, open_stores
from tasks.reminding.item import ReminderItem, entry_of

_TEAM = "TBENCH"
# In one script call, which takes a few milliseconds.
_BATCH = 100
# What comes due while the benchmark runs; the others' people are never asked after.
_SOON_SECONDS = 600.0


def entry(reminder: Reminder) -> Entry:
    """As the mirror makes it of a reminder that somebody has set for themself in Backpack."""
    item = ReminderItem(
        "bench", reminder.number, reminder.text, reminder.number, "Maya", remindee_ids=(reminder.number,)
    )
    return entry_of(item, _TEAM, reminder.slack_user_id, reminder.due_seconds)


def schedule() -> Schedule:
    return Schedule(connect(os.environ["REDIS_URL"]))


def link(stores: Stores, reminder: Reminder) -> None:
    """Its person has connected Backpack: what fires late is checked there, or would be if it answered."""
    person = BackpackLink("bench", reminder.number, "Maya", "UTC", "0" * 40)
    stores.accounts.save(_TEAM, reminder.slack_user_id, person)


def main() -> None:
    stores, reminders = open_stores(connect(os.environ["REDIS_URL"]), _keys()), from_lines(sys.stdin)
    for start in range(0, len(reminders), _BATCH):
        batch = reminders[start : start + _BATCH]
        for reminder in batch:
            if reminder.due_seconds < time.time() + _SOON_SECONDS:
                link(stores, reminder)
        stores.schedule.put(*map(entry, batch))


def _keys() -> list[str]:
    return os.environ["BACKPACK_BOT_KEYS"].split(",")


if __name__ == "__main__":
    main()
