"""A task with an ETA for each reminder. Run as a program, it schedules what it reads."""

import sys
from datetime import UTC, datetime

from bench.reminders.agenda import from_lines
from bench.reminders.celery_app import post, reliable_app

app = reliable_app()
remind = app.task(name="remind")(post)


def main() -> None:
    with app.producer_pool.acquire(block=True) as producer:
        for reminder in from_lines(sys.stdin):
            remind.apply_async(
                args=(reminder.slack_user_id, reminder.text),
                eta=datetime.fromtimestamp(reminder.due_seconds, UTC),
                producer=producer,
            )


if __name__ == "__main__":
    main()
