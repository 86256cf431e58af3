"""`backpack-bot dead`: what was given up because of a fault of ours; retry it or drop it."""

import argparse
import sys
from datetime import UTC, datetime

from redis import RedisError

from store.dead_letters import DeadLetter, DeadLetters
from store.redis_client import connect
from tasks.config import worker_config


def run(options: argparse.Namespace) -> int:
    """Exit status: 0 done, 1 no such letter or no Redis, 2 the call is wrong."""
    letters = DeadLetters(connect(worker_config().redis_url))
    try:
        return _do(letters, options.action, options.operation_id) if options.action else _show(letters)
    except RedisError as error:
        print(f"backpack-bot: Redis can't be reached ({type(error).__name__})", file=sys.stderr)
        return 1


def _show(letters: DeadLetters) -> int:
    for letter in letters.all():
        print(_line(letter))
    return 0


def _line(letter: DeadLetter) -> str:
    died_at = f"{datetime.fromtimestamp(letter.died_at_seconds, UTC):%Y-%m-%d %H:%M:%S}Z"
    who = f"{letter.slack_user_id} of {letter.slack_team_id}"
    return f"{letter.operation_id}  {died_at}  {letter.kind}  {who}  {letter.reference}: {letter.reason}"


def _do(letters: DeadLetters, action: str, operation_id: str | None) -> int:
    if not operation_id:
        print(f"backpack-bot: which one? `backpack-bot dead {action} ID` or `all`", file=sys.stderr)
        return 2
    ids = [letter.operation_id for letter in letters.all()] if operation_id == "all" else [operation_id]
    # No hint is needed: what is open and overdue is found by a sweeper within a quarter of a minute.
    act, happens = (letters.retry, "is tried again") if action == "retry" else (letters.drop, "is dropped")
    done = [one for one in ids if act(one)]
    for one in done:
        print(f"{one} {happens}")
    if len(done) < len(ids):
        print(f"backpack-bot: no dead letter: {', '.join(set(ids) - set(done))}", file=sys.stderr)
    return 0 if len(done) == len(ids) else 1
