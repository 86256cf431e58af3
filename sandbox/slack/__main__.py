"""`python -m sandbox.slack`: start the workspace and say where it is."""

import argparse
import asyncio
import os
import signal
import sys
from types import FrameType

from .config import EVENT_RETRIES_AFTER_SECONDS, Config
from .serving import Server, listen
from .state import Workspace


def main() -> None:
    """Serve until SIGINT or SIGTERM."""
    args = _arguments()
    # uvicorn raises the signal again when it is done; both are the ordinary way to stop this server.
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, _exit)
    with listen(args.host, args.port) as listening:
        url = f"http://{args.host}:{listening.getsockname()[1]}"
        config = Config(
            bot_url=args.bot_url,
            backpack_url=args.backpack_url,
            base_url=url,
            redis_url=args.redis_url,
            event_retries_after_seconds=tuple(args.event_retries),
            signing_secret=_secret("SLACK_SIGNING_SECRET"),
            bot_token=_secret("SLACK_BOT_TOKEN"),
        )

        def announce() -> None:
            print(f"Slack workspace: {url}", flush=True)

        asyncio.run(Server(config, Workspace(), announce).serve(sockets=[listening]))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m sandbox.slack", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="0 takes any free port")
    parser.add_argument("--bot-url", required=True, help="where commands and events are delivered")
    parser.add_argument("--backpack-url", required=True, help="the local Backpack server")
    parser.add_argument("--redis-url", default="", help="the bot's Redis; lets the clock be moved")
    parser.add_argument(
        "--event-retries",
        type=float,
        nargs="*",
        metavar="SECONDS",
        default=EVENT_RETRIES_AFTER_SECONDS,
        help="pauses before an event that was not taken is delivered again",
    )
    return parser.parse_args()


def _secret(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        sys.exit(f"{name} is not set: put it into the environment")
    return value


def _exit(_: int, __: FrameType | None) -> None:
    sys.exit(0)


if __name__ == "__main__":
    main()
