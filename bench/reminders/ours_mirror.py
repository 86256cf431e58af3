"""What the bot's poller does to the schedule, without Backpack: each person's list, seen once more.

The bot reads every list twice a minute, and asks Backpack again before it fires what was last seen more
than a minute before it was due. Here each list is seen half a minute before its reminder is due.
"""

import sys
import time
from pathlib import Path

from redis import RedisError

from bench.reminders.agenda import Reminder, from_lines
from bench.reminders.ours import entry, schedule
from store.schedule import Schedule

_BEFORE_SECONDS = 30.0
# Until Redis is back.
_RETRY_SECONDS = 0.5


def main() -> None:
    """The one argument is a file, an agenda."""
    ours = schedule()
    lines = Path(sys.argv[1]).read_text().splitlines()
    for reminder in sorted(from_lines(lines), key=lambda each: each.due_seconds):
        time.sleep(max(0.0, reminder.due_seconds - _BEFORE_SECONDS - time.time()))
        _see(ours, reminder)


def _see(ours: Schedule, reminder: Reminder) -> None:
    one = entry(reminder)
    while True:
        try:
            ours.mirror(one.owner, time.time(), [one])
        except RedisError:
            time.sleep(_RETRY_SECONDS)
        else:
            return


if __name__ == "__main__":
    main()
