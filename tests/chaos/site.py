"""A sandbox whose parts may be killed, stopped and started again, under a supervisor that always restarts."""

import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from redis import Redis, RedisError

from sandbox.processes import Process, ProcessDiedError
from sandbox.setting import Setting
from sandbox.stack import Stack
from store.redis_client import connect
from tests.e2e import passing_time

_LEDGER = "backpack-bot:{operations}:"
_OPEN = f"{_LEDGER}open"
_LANES = f"{_LEDGER}schedule:lanes"
# As systemd and Docker do: not at once, or a part that can't start would keep a processor busy.
_RESTART_PAUSE_SECONDS = 0.5
# No promise, only the end of patience: a start takes 2 s on a quiet machine.
_PATIENCE_SECONDS = 60.0


class Site(Stack):
    """All of its methods are for the main thread: Linux ends a child with the thread that started it.

    A name such as `worker-2` is one more part of the kind `worker`.
    """

    def __init__(self, setting: Setting, switches: Mapping[str, str]) -> None:
        """`switches` is environment for all parts of the bot, beside the usual."""
        super().__init__(setting)
        self._switches = switches
        self.own_switches: dict[str, Mapping[str, str]] = {}
        """Environment for one part alone, by its name."""
        self.program = "bot.cli"
        """The module that is run for each part of the bot."""
        self.wrappers: dict[str, list[str]] = {}
        """What goes before a part's command, by its name."""
        self.restarts: Counter[str] = Counter()
        """How often a part was started anew after it had ended by itself."""
        self.holders: list[Process] = []
        """What has to outlive the parts."""
        self._down: set[str] = set()
        self._ended_at: dict[str, float] = {}

    def start(self, part: str) -> Process:
        kind = part.partition("-")[0]
        environment = self.setting.environment(kind) | dict(self._switches)
        environment |= self.own_switches.get(part, {})
        bare = [self.program if word == "bot.cli" else word for word in self._command(kind)]
        command = [*self.wrappers.get(part, []), *bare]
        self.processes[part] = Process(part, command, environment, self.folder)
        self._down.discard(part)
        self._ended_at.pop(part, None)
        return self.processes[part]

    def stop(self) -> None:
        for part in [name for name in self.processes if "-" in name]:
            self.processes.pop(part).kill()
        super().stop()
        while self.holders:
            self.holders.pop().kill()

    def supervise(self) -> None:
        """Start again what has ended by itself."""
        for part in [name for name in self.processes if name not in self._down]:
            if self.is_alive(part):
                continue
            ended_at = self._ended_at.setdefault(part, time.monotonic())
            if time.monotonic() - ended_at >= _RESTART_PAUSE_SECONDS:
                self.processes[part].kill()  # what is left of its group
                self.restarts[part] += 1
                self.start(part)

    def is_alive(self, part: str) -> bool:
        try:
            self.processes[part].check_alive()
        except ProcessDiedError:
            return False
        return True

    def kill(self, part: str) -> None:
        """SIGKILL to all of its processes; it stays down until `start`."""
        self._down.add(part)
        self.processes[part].kill()

    def kill_children(self, part: str) -> None:
        """SIGKILL to the processes that do the work; their parent lives."""
        for pid in _children(self.processes[part].pid):
            _signal(pid, signal.SIGKILL)

    def terminate(self, part: str) -> None:
        """SIGTERM, and its end awaited for as long as a supervisor would; it stays down until `start`."""
        self._down.add(part)
        self.processes[part].ask_to_stop()
        self.until(lambda: not self.is_alive(part), _PATIENCE_SECONDS)
        self.processes[part].kill()

    def freeze(self, part: str) -> None:
        os.kill(self.processes[part].pid, signal.SIGSTOP)

    def thaw(self, part: str) -> None:
        os.kill(self.processes[part].pid, signal.SIGCONT)

    def pause(self, seconds: float) -> None:
        """Let things happen, and keep supervising."""
        self.until(lambda: False, seconds)

    def until(self, is_so: Callable[[], Any], seconds: float = _PATIENCE_SECONDS) -> bool:
        """Whether it became so in time; keeps supervising meanwhile."""
        deadline = time.monotonic() + seconds
        while not is_so():
            if time.monotonic() > deadline:
                return False
            self.supervise()
            time.sleep(0.05)
        return True

    def is_redis_up(self) -> bool:
        return self._is_healthy("redis")

    def open_count(self) -> int:
        """Operations accepted and not answered; 1 while nobody can say."""
        try:
            with self.redis as redis:
                return int(redis.zcard(_OPEN))
        except (RedisError, OSError):
            return 1

    def overdue_lane_count(self) -> int:
        """Places where something is due and not in the ledger yet; 1 while nobody can say."""
        try:
            with self.redis as redis:
                # A place where something is being said is looked at again in a fraction of a second.
                return int(redis.zcount(_LANES, "-inf", time.time() + 1))
        except (RedisError, OSError):
            return 1

    def record(self, operation_id: str) -> dict[str, str]:
        """What the ledger holds of an operation, for whoever looks for the reason."""
        with self.redis as redis:
            kept: Any = redis.hgetall(f"{_LEDGER}{operation_id}")
        return {name: kept[name] for name in kept if name not in ("intent", "delivery")}

    def due_records(self, words: Collection[str]) -> dict[str, dict[str, str]]:
        """What the ledger and the schedule hold of what a clock has started that names one of the words."""
        found: dict[str, dict[str, str]] = {}
        with self.redis as redis:
            for pattern in (f"{_LEDGER}due-*", f"{_LEDGER}schedule:entry:*"):
                for key in redis.scan_iter(pattern, count=1000):
                    kept: Any = redis.hgetall(key)
                    if any(word in text for word in words for text in kept.values()):
                        found[key.removeprefix(_LEDGER)] = kept
        return found

    def open_records(self) -> dict[str, dict[str, str]]:
        """What the ledger holds of everything that is not answered."""
        with self.redis as redis:
            ids: Any = redis.zrange(_OPEN, 0, -1)
        return {one: self.record(one) for one in ids}

    def let_time_pass(self) -> None:
        """As `passing_time.let_time_pass` says; only while no worker lives."""
        with self.redis as redis:
            passing_time.let_time_pass(redis)

    @property
    def redis(self) -> Redis:
        return connect(self.setting.redis_url)


def _children(pid: int) -> list[int]:
    """Of one process, by what `/proc` says of all."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it has just ended
        if int(fields[1]) == pid:
            found.append(int(path.parent.name))
    return found


def _signal(pid: int, number: signal.Signals) -> None:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return
