"""An entry of redbeat's for each reminder. Run as a program, it schedules what it reads."""

import math
import os
import sys
from datetime import UTC, datetime

from redbeat import RedBeatSchedulerEntry
from redbeat.schedules import rrule

from bench.reminders.agenda import Reminder, from_lines
from bench.reminders.celery_app import post, reliable_app

app = reliable_app()
app.conf.update(
    redbeat_redis_url=os.environ["REDIS_URL"],
    redbeat_redis_options={"retry_period": 60},
    # Redbeat sees what was scheduled meanwhile when it wakes up; by default that may take 300 s.
    beat_max_loop_interval=5,
)
app.task(name="remind")(post)


def entry(reminder: Reminder) -> RedBeatSchedulerEntry:
    """For once. Redbeat keeps whole seconds and drops the rest: unless rounded up, it would be early."""
    due = datetime.fromtimestamp(math.ceil(reminder.due_seconds), UTC)
    once = rrule("SECONDLY", dtstart=due, count=1)
    arguments = [reminder.slack_user_id, reminder.text]
    return RedBeatSchedulerEntry(reminder.text, "remind", once, args=arguments, app=app)


def main() -> None:
    for reminder in from_lines(sys.stdin):
        entry(reminder).save()


if __name__ == "__main__":
    main()
