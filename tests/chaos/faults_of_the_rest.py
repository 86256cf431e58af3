"""Bot, Redis, Backpack, Slack and the clock, maltreated. A function is one round, or a preparation."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from sandbox.processes import Process
from tests.chaos.services import BackpackFaults, SlackFaults
from tests.chaos.site import Site

_WRONG_BY_SECONDS = 300
_DISK_MEGABYTES = 16  # the record of some hundred operations takes 4

_BACKPACK_TROUBLES: tuple[dict[str, Any], ...] = (
    {"status": 503, "retry_after": 1, "times": 15},
    {"status": 500, "times": 3},
    {"operation": "create_item", "cut": "after", "times": 2},
    {"status": 500, "performed": True, "times": 3},
    {"delay_seconds": 2, "times": 4},
    {"cut": "before", "times": 3},
    {"operation": "create_note", "cut": "after", "times": 1},
    {"body": "truncated", "times": 3},
    {"operation": "create_item", "answer_delay_seconds": 11, "times": 1},  # past the client's 10 s, committed
    {"operation": "create_journal_entry", "cut": "midway", "times": 1},
    {"operation": "create_item", "delay_seconds": 11, "times": 1},  # committed once the client has given up
    {"down": True, "times": 5},
    {"operation": "create_reminder", "cut": "after", "times": 1},
)
_SLACK_TROUBLES: tuple[tuple[str, dict[str, Any]], ...] = (
    ("response_url", {"status": 429, "retry_after": 1, "times": 5}),
    ("response_url", {"status": 503, "times": 4}),
    ("response_url", {"status": 404, "times": 6}),  # gone: the answer has to find another way …
    ("chat.postEphemeral", {"status": 429, "retry_after": 2, "times": 2}),  # … which is closed for a while
    ("chat.postEphemeral", {"status": 500, "times": 2}),
    ("response_url", {"status": 404, "times": 4}),
    ("chat.postEphemeral", {"error": "user_not_in_channel", "times": 2}),
    ("response_url", {"cut": "after", "times": 1}),
    ("chat.postMessage", {"status": 503, "performed": True, "times": 1}),
)


def kill_bot_before_ack(site: Site, _number: int) -> bool:
    """Redis holds its breath, so that what is being accepted has no answer yet, and the bot dies of it."""
    site.freeze("redis")
    site.pause(0.5)  # some commands arrive meanwhile, and are still in time (0.8 s) when it goes on
    site.kill("bot")
    site.thaw("redis")
    site.start("bot")
    site.pause(6)
    return True


def kill_redis(site: Site, _number: int) -> bool:
    site.kill("redis")
    site.pause(0.5)
    site.start("redis")
    site.until(site.is_redis_up)
    site.pause(4)
    return True


def hang_redis(site: Site, _number: int) -> bool:
    site.pause(3)
    site.freeze("redis")
    site.pause(10)
    site.thaw("redis")
    site.pause(3)
    return True


def trouble_backpack(site: Site, number: int) -> bool:
    faults = BackpackFaults(site)
    faults.order(**_BACKPACK_TROUBLES[number % len(_BACKPACK_TROUBLES)])
    site.pause(2.5)
    return True


def trouble_slack(site: Site, number: int) -> bool:
    method, fault = _SLACK_TROUBLES[number % len(_SLACK_TROUBLES)]
    SlackFaults(site).order(method, **fault)
    site.pause(1)
    return True


def nothing_more(site: Site, _number: int) -> bool:
    site.pause(1)
    return True


def turn_clock(site: Site, number: int) -> bool:
    """The second worker runs ahead, then behind; tasks that come back "in a while" are told by its clock."""
    site.own_switches["worker-2"] = _clock(site, _WRONG_BY_SECONDS * (-1 if number % 2 else 1))
    if "worker-2" in site.processes:
        site.terminate("worker-2")
    site.start("worker-2")
    BackpackFaults(site).order(status=503, retry_after=1, times=10)
    site.pause(8)
    return True


def prepare_clock(site: Site) -> None:
    """A library in front of the C library's clock: one process's time alone can't be set in any other way.

    A time namespace (`unshare --time`) moves the monotonic clocks only.
    """
    if sys.platform != "linux" or not (compiler := shutil.which("cc")):
        raise SkippedError("needs a C compiler and Linux: the wrong clock is a library of 30 lines")
    source = Path(__file__).with_name("wrong_clock.c")
    library = site.folder / "wrong_clock.so"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
    shown = subprocess.run(
        [sys.executable, "-c", "import datetime as d; print(d.datetime.now().timestamp())"],
        env=_clock(site, -_WRONG_BY_SECONDS),
        capture_output=True,
        text=True,
        check=True,
    )
    right = subprocess.run(["date", "+%s"], capture_output=True, text=True, check=True)
    if float(shown.stdout) > float(right.stdout) - _WRONG_BY_SECONDS / 2:
        raise SkippedError("this Python does not ask the C library for the time")
    turn_clock(site, 0)


def _clock(site: Site, seconds: int) -> dict[str, str]:
    return {"LD_PRELOAD": str(site.folder / "wrong_clock.so"), "WRONG_CLOCK_SECONDS": str(seconds)}


def shrink_disk(site: Site) -> None:
    """Before Redis starts: its folder becomes a small disk, which it alone sees and nobody has to unmount."""
    mount = f'mount -t tmpfs -o size={_DISK_MEGABYTES}m tmpfs "$0" && exec sleep infinity'
    command = ["unshare", "--mount", "sh", "-c", mount, str(site.folder)]
    try:
        holder = Process("disk", command, {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin"}, site.folder)
    except OSError:
        raise SkippedError("needs unshare and mount") from None
    site.holders.append(holder)
    mounts = Path(f"/proc/{holder.pid}/mounts")
    if not site.until(lambda: str(site.folder) in mounts.read_text() or holder_is_gone(holder), 5):
        raise SkippedError("the small disk did not appear")
    if holder_is_gone(holder):
        raise SkippedError("mounting a small disk needs root")
    site.wrappers["redis"] = ["nsenter", f"--mount=/proc/{holder.pid}/ns/mnt"]


def holder_is_gone(holder: Process) -> bool:
    return not Path(f"/proc/{holder.pid}/ns").exists() or "State:\tZ" in _status(holder.pid)


def _status(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return "State:\tZ"


def fill_disk(site: Site, _number: int) -> bool:
    """Redis can't write: with `appendfsync always` it dies rather than confirm; its supervisor insists."""
    ballast = Path(f"/proc/{site.holders[0].pid}/root{site.folder}/ballast")
    with ballast.open("wb", buffering=0) as file:
        chunk = bytes(64 * 1024)
        try:
            while file.write(chunk) == len(chunk):
                pass
        except OSError:
            pass  # full, as it was to be
    site.pause(4)
    ballast.unlink()
    site.pause(5)
    return True


class SkippedError(Exception):
    """This machine can't do it; the text says why."""
