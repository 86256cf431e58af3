"""`backpack-bot`: one command for every process and for what an operator does by hand."""

import argparse
import re
import sys
from collections.abc import Callable
from importlib.metadata import version

from bot import commands
from tasks.config import ConfigError


def main(arguments: list[str] | None = None) -> int:
    """Exit status: 0 done, 1 the check or the link failed, 2 the environment or the call is wrong."""
    options = parser().parse_args(arguments)
    run: Callable[[argparse.Namespace], int] = options.run
    try:
        return run(options)
    except ConfigError as error:
        print(f"backpack-bot: the environment (or .env) needs mending:\n{error}", file=sys.stderr)
        return 2


def parser() -> argparse.ArgumentParser:
    root = argparse.ArgumentParser(
        prog="backpack-bot",
        description="The Slack app for teams that keep lists, notes, reminders and journal in Backpack.",
        epilog="Settings come from the environment or from .env; .env.example lists them.",
    )
    root.add_argument("--version", action="version", version=f"backpack-bot {version('backpack-bot')}")
    verbs = root.add_subparsers(title="commands", required=True, metavar="COMMAND")

    def verb(name: str, run: Callable[[argparse.Namespace], int], summary: str) -> argparse.ArgumentParser:
        subparser = verbs.add_parser(name, help=summary, description=summary)
        subparser.set_defaults(run=run)
        return subparser

    sandbox = verb("sandbox", commands.sandbox, "start all of it here, with a local Slack and Backpack")
    sandbox.add_argument(
        "--port", type=_port, default=8080, help="of the page (default: 8080, or any that is free)"
    )
    verb("serve", commands.serve, "take Slack's deliveries over HTTP")
    worker = verb("worker", commands.worker, "carry out what was accepted")
    worker.add_argument(
        "--bulk", action="store_true", help="only what nobody waits for; run one such worker too"
    )
    worker.add_argument(
        "--concurrency", type=_processes, metavar="N", help="processes (default: 4, with --bulk 1)"
    )
    verb("beat", commands.beat, "start what is due")
    health = verb("health", commands.health, "exit with 0 if a part is healthy, else say why and exit with 1")
    health.add_argument("part", choices=("serve", "worker", "bulk", "beat"), help="of the bot")
    dead = verb("dead", commands.dead, "show what was given up because of a fault of ours; retry or drop it")
    dead.add_argument("action", nargs="?", choices=("retry", "drop"), help="instead of showing")
    dead.add_argument("operation_id", nargs="?", metavar="ID|all", help="as shown")
    link = verb("link", commands.link, "connect somebody; the Backpack token is read from standard input")
    link.add_argument("slack_team_id", type=_id("TE"), help="the workspace's id, T…")
    link.add_argument("slack_user_id", type=_id("UW"), help="the person's member id, U… (in their profile)")
    link.add_argument("account", help="NAME of NAME.backpackit.com")
    verb("limits", commands.limits, "show each account's calls, its waiting line and its gate")
    verb("new-key", commands.new_key, "print a fresh key for BACKPACK_BOT_KEYS")
    return root


def _id(first: str) -> Callable[[str], str]:
    """A Slack id that starts with one of the letters; two ids in the wrong order must not pass."""

    def slack_id(text: str) -> str:
        if not re.fullmatch(rf"[{first}][A-Z0-9]{{2,}}", text):
            raise argparse.ArgumentTypeError(f"{text} is no such id: it starts with {' or '.join(first)}")
        return text

    return slack_id


def _processes(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= 100:  # a worker of 100 takes some 3 GB
        raise argparse.ArgumentTypeError(f"{text} is not a number of processes")
    return int(text)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) > 65535:
        raise argparse.ArgumentTypeError(f"{text} is not a port")
    return int(text)


if __name__ == "__main__":
    sys.exit(main())
