"""`make sandbox`: the whole thing on this machine, until Ctrl-C."""

import argparse
import signal
import sys
import time
from types import FrameType
from typing import NoReturn

from sandbox import ports
from sandbox.people import BACKPACK_ACCOUNT, PEOPLE
from sandbox.processes import ProcessDiedError
from sandbox.redis_server import NoRedisError
from sandbox.setting import Setting
from sandbox.stack import Stack

_WELCOME = """
  {url}

You are {name} there. Try:
  /backpack add Buy oat milk to Groceries
  /backpack list Groceries
  /journal Tried out the sandbox
{newcomer} has not connected Backpack yet: switch to them, and try a command. The account is called
{account}; the token is at the top of the Backpack pane.

Ctrl-C stops everything. Logs, kept where something failed: {logs}
"""


def main() -> int:
    """Exit status: 0 stopped by a person, 1 a part failed for good."""
    options = _options()
    for stop in (signal.SIGTERM, signal.SIGINT):  # a shell may have set the latter to be ignored
        signal.signal(stop, _interrupt)
    stack = Stack(Setting(slack_port=ports.free_port(options.port)))
    try:
        _run(stack)
    except KeyboardInterrupt:
        print("\nStopped.")
        return 0
    except (NoRedisError, ProcessDiedError, TimeoutError) as error:
        print(error, file=sys.stderr)
        return 1
    finally:
        if stack.keep_logs:
            print(f"The logs are kept: {stack.folder}", file=sys.stderr)


def _run(stack: Stack) -> NoReturn:
    print("Starting Redis, Backpack, Slack, bot, workers and beat …", flush=True)
    with stack:
        _welcome(stack)
        while True:
            for happened in stack.revive():
                stack.keep_logs = True
                print(happened, flush=True)
            time.sleep(0.5)


def _welcome(stack: Stack) -> None:
    newcomer = next(person.name for person in PEOPLE if not person.connected)
    words = {
        "url": stack.setting.slack_url,
        "name": PEOPLE[0].name,
        "newcomer": newcomer,
        "account": BACKPACK_ACCOUNT,
        "logs": stack.folder,
    }
    print(_WELCOME.format(**words), flush=True)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="backpack-bot sandbox",
        description="Start Redis, a local Backpack, a local Slack in the browser, bot, workers and beat.",
    )
    parser.add_argument(
        "--port",
        type=int,
        default=ports.SLACK,
        help=f"of the page (default: {ports.SLACK}, or any that is free)",
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
