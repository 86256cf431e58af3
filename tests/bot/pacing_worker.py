"""A worker process that posts direct messages, each an operation of its own: `URL REDIS FIRST COUNT SECONDS`.

It says that it is ready, and begins when it is told to. A message that has to wait for longer than a worker
sleeps is tried again when it may be, as a task would.
"""

import sys
import time

from bot.posting import Poster
from bot.slack_calls import SlackBusyError, SlackCalls
from bot.views.message import said
from store import slack_gates
from store.redis_client import connect
from store.slack_gates import SlackGates
from tasks.delivery import Delivery
from tests.bot.slack import BOT_TOKEN, MAYA, TEAM


def main(slack_url: str, redis_url: str, first: int, count: int, seconds_a_message: float) -> None:
    slack_gates.SECONDS_A_MESSAGE = seconds_a_message
    calls = SlackCalls(BOT_TOKEN, f"{slack_url}/api/", SlackGates(connect(redis_url)))
    delivery = Delivery(TEAM, MAYA, "C0LAUNCH", None, "words", time.time())
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    sys.stdin.readline()
    due = [(0.0, number) for number in range(first, first + count)]
    while due:
        due.sort()
        at, number = due.pop(0)
        time.sleep(max(0.0, at - time.monotonic()))
        poster = Poster(calls, f"op-{number}", delivery)
        try:
            poster.tell(said(f"Message {number}"), "answer", lambda: None)
        except SlackBusyError as error:
            due.append((time.monotonic() + error.retry_after_seconds, number))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]), float(sys.argv[5]))
