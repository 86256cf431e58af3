"""`python -m sandbox.backpackit`: run the server until it is told to stop."""

import argparse
import sqlite3
import sys
from contextlib import ExitStack
from pathlib import Path

from .database import Database
from .demo import seed_demo
from .faults import LONGEST_SECONDS
from .limits import Quota
from .server import bind, new_server
from .site import new_site


def main(arguments: list[str] | None = None) -> None:
    """Print one line with the URL when ready, then serve until SIGINT or SIGTERM."""
    options = command_line().parse_args(arguments)
    with ExitStack() as stack:
        try:
            quota = Quota(ordinary=options.limit, calendar=options.calendar_limit)
            site = new_site(Database(options.db), quota=quota)
            listener = stack.enter_context(bind(options.host, options.port))
            with_ssl = options.ssl_port is not None
            tls = stack.enter_context(bind(options.host, options.ssl_port)) if with_ssl else None
        except (OSError, sqlite3.Error) as error:
            sys.exit(f"The Backpack server cannot start: {error}")
        site.faults.set_latency(options.latency)
        site.listeners.account_url = options.account_url
        if options.seed:
            seed_demo(site.database, site.clock.now())
        host = f"[{options.host}]" if ":" in options.host else options.host

        def announce() -> None:
            if site.listeners.https:
                print(f"Backpack server over SSL: https://{host}:{site.listeners.https}", flush=True)
            # The one line that others wait for.
            print(f"Backpack server: http://{host}:{site.listeners.http}", flush=True)

        new_server(site, announce, listener=listener, tls_listener=tls).run(sockets=[listener])


def command_line() -> argparse.ArgumentParser:
    """Every flag; `sandbox/README.md` lists them."""
    parser = argparse.ArgumentParser(
        prog="python -m sandbox.backpackit", description="A local Backpack server."
    )
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=0, help="port to listen on; 0 picks a free one")
    parser.add_argument("--ssl-port", type=int, help="port for https too; 0 picks a free one")
    parser.add_argument("--db", type=Path, help="file that keeps the state; in memory without it")
    parser.add_argument("--seed", choices=["demo"], help="what to fill an empty database with")
    parser.add_argument("--limit", type=_limit, default=100, help="requests per 5 seconds")
    parser.add_argument("--calendar-limit", type=_limit, default=10, help="calendar requests per 5 seconds")
    parser.add_argument("--latency", type=_latency, default=0.0, help="seconds that every request waits")
    parser.add_argument(
        "--account-url", default="", help="where Launchpad says accounts live, with {account} in it"
    )
    return parser


def _limit(text: str) -> int:
    if (limit := int(text)) < 1:
        raise ValueError
    return limit


def _latency(text: str) -> float:
    if not 0 <= (seconds := float(text)) <= LONGEST_SECONDS:
        raise ValueError
    return seconds


if __name__ == "__main__":
    main(sys.argv[1:])
