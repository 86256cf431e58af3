"""What each `backpack-bot` command does. Imports are inside: `--help` should not have to load Celery."""

import argparse
import os
import sys
from getpass import getpass

from bot.config import bot_config
from tasks.config import worker_config

# A sign of life is due every 5 s (beat) or 10 s (worker); this many seconds without one is no hiccup.
_UNHEALTHY_AFTER_SECONDS = 60


def sandbox(options: argparse.Namespace) -> int:
    """Hand over to the sandbox, which is a program of its own and imports nothing of ours."""
    program = [sys.executable, "-m", "sandbox", "--port", str(options.port)]
    os.execv(program[0], program)  # noqa: S606 -- our own interpreter and module, no shell


def serve(_options: argparse.Namespace) -> int:
    import uvicorn

    config = bot_config()
    uvicorn.run(
        "bot.web:create",
        factory=True,
        host=config.host,
        port=config.port,
        workers=config.web_workers,
        access_log=False,
        log_config=None,  # bot.logs routes uvicorn's loggers like all others
        limit_concurrency=500,  # far above what Slack opens; others get 503 rather than our memory
        timeout_graceful_shutdown=5,  # seconds; Slack waits for 3
    )
    return 0


def worker(options: argparse.Namespace) -> int:
    bot_config()  # a bad value stops the start here, with its name, not somewhere in Celery
    from bot.worker import app, asked_to_stop
    from tasks import queues

    name, taken, processes = "worker", f"{queues.INTERACTIVE},{queues.SCHEDULED}", 4
    if options.bulk:
        name, taken, processes = "bulk", queues.BULK, 1
    arguments = [
        "worker",
        f"--hostname={name}@%h",
        f"--queues={taken}",
        f"--concurrency={options.concurrency or processes}",
        # Workers have nothing to tell each other; the round of greetings takes a second of every restart.
        "--without-gossip",
        "--without-mingle",
    ]
    status = 0
    try:
        app.worker_main(arguments)
    except SystemExit as end:
        status = int(end.code or 0)
    # Celery 5.7 ends with 0 also when a restarted Redis has thrown it off; a supervisor has to know.
    return status if status or asked_to_stop.is_set() else 1


def beat(_options: argparse.Namespace) -> int:
    config = bot_config()
    from bot.logs import set_up_logs
    from bot.worker import app
    from store.redis_client import connect
    from store.schedule import Schedule
    from tasks.schedule import Dispatcher

    set_up_logs(config.log_level)
    Dispatcher(Schedule(connect(config.redis_url))).start()
    app.Beat(scheduler="tasks.beat:SigningScheduler", redirect_stdouts=False, quiet=True).run()
    return 0


def health(options: argparse.Namespace) -> int:
    problem = _serve_problem() if options.part == "serve" else _pulse_problem(options.part)
    if problem:
        print(f"{options.part}: {problem}", file=sys.stderr)
        return 1
    print(f"{options.part}: healthy")
    return 0


def _serve_problem() -> str:
    import requests

    config = bot_config()
    host = "127.0.0.1" if config.host == "0.0.0.0" else config.host  # noqa: S104 -- compared, not bound
    try:
        answer = requests.get(f"http://{host}:{config.port}/health", timeout=3)
    except requests.RequestException as error:
        return f"does not answer on port {config.port} ({type(error).__name__})"
    return "" if answer.ok else str(answer.json().get("problem"))


def _pulse_problem(part: str) -> str:
    from redis import RedisError

    from store.pulses import Pulses
    from store.redis_client import FAST_TIMEOUT_SECONDS, connect

    try:
        seconds = Pulses(connect(worker_config().redis_url, FAST_TIMEOUT_SECONDS)).seconds_since(part)
    except RedisError as error:
        return f"Redis can't be asked ({type(error).__name__})"
    if seconds is None:
        return "has given no sign of life within the last hour"
    if seconds <= _UNHEALTHY_AFTER_SECONDS:
        return ""
    # A worker signs for what beat sends it, so that the whole way is proved.
    hint = " (is beat running?)" if part == "worker" else ""
    return f"last sign of life {seconds:.0f} s ago{hint}"


def dead(options: argparse.Namespace) -> int:
    from bot.cli_dead import run

    return run(options)


def link(options: argparse.Namespace) -> int:
    """Check the token with Backpack and keep it. It is read from standard input: arguments show in `ps`."""
    from redis import RedisError

    from backpack import Backpack, BackpackError, Forbidden, TokenAuth, show_current_user
    from store.accounts import BackpackLink
    from tasks import resources

    config = worker_config()
    token = getpass("Backpack token: ") if sys.stdin.isatty() else sys.stdin.readline()
    try:
        auth = TokenAuth(token.strip())
        client = Backpack(
            options.account,
            auth,
            base_url=config.backpack_url,
            contact=config.backpack_contact,
            limiter=resources.limiter_for(options.account),
        )
        with client as backpack:
            me = backpack(show_current_user())
        found = BackpackLink(options.account, me.id, me.name, me.time_zone_id or "", token.strip())
        resources.stores().accounts.save(options.slack_team_id, options.slack_user_id, found)
    except Forbidden:
        problem = f"Backpack does not accept this token for the account {options.account}"
    except (BackpackError, ValueError) as error:
        problem = str(error)
    except RedisError as error:
        problem = f"Redis can't be reached ({type(error).__name__})"
    else:
        print(f"{options.slack_user_id} is {me.name} of {options.account}")
        return 0
    print(f"backpack-bot: not linked: {problem}", file=sys.stderr)
    return 1


def limits(_options: argparse.Namespace) -> int:
    """What the shared limiter knows of each account."""
    from redis import RedisError

    from backpack.occupancy import occupancies
    from bot.limits_table import limits_table
    from store.redis_client import FAST_TIMEOUT_SECONDS, connect

    try:
        found = occupancies(connect(worker_config().redis_url, FAST_TIMEOUT_SECONDS))
    except RedisError as error:
        print(f"backpack-bot: Redis can't be asked ({type(error).__name__})", file=sys.stderr)
        return 1
    print(limits_table(found))
    return 0


def new_key(_options: argparse.Namespace) -> int:
    from store.cipher import new_key as fresh

    print(fresh())
    return 0
