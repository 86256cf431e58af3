"""Where one scheduler runs: its Redis, its processes, and a supervisor that starts anew what has ended."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from celery import Celery
from redis import Redis

from bench.reminders.agenda import Reminder, to_lines
from bench.reminders.contestants import PROCESSES, WORKERS, Contestant
from bench.reminders.recorder import Recorder
from bench.reminders.usage import CpuMeter
from sandbox.ports import free_port
from sandbox.probes import redis_answers
from sandbox.processes import Process, wait_for
from sandbox.redis_server import redis_command
from sandbox.setting import Setting

# A cold start on a busy machine.
_START_SECONDS = 120.0
# As supervisors wait, before they start something anew.
_REVIVED_AFTER_SECONDS = 1.5
# 90,000 ETA tasks are published and taken in within two minutes.
_SETTLE_SECONDS = 600.0


class Place:
    """Use it as a context manager, from the main thread: Linux ends a child with the thread that started it.

    :param log_folder: where its logs are kept; None: nowhere
    """

    def __init__(self, contestant: Contestant, recorder: Recorder, log_folder: Path | None) -> None:
        self._contestant = contestant
        self._setting = Setting(
            recorder.port, backpack_port=free_port(0), bot_port=free_port(0), redis_port=free_port(0),
            concurrency=PROCESSES,
        )  # fmt: skip
        self._folder = Path(tempfile.mkdtemp(prefix="bench-reminders-"))
        self._log_folder = log_folder
        self._processes: dict[str, Process] = {}
        self._mirror: Process | None = None
        self._ended_at: dict[str, float] = {}
        self.revived: list[str] = []
        self.meter = CpuMeter([os.getpid(), recorder.pid])

    def __enter__(self) -> "Place":
        """:raises ProcessDiedError, TimeoutError, NoRedisError: the start failed; nothing is left running"""
        try:
            self._start("redis")
            self._wait("redis", lambda: redis_answers(self._setting.redis_port))
            self.redis = Redis.from_url(self._setting.redis_url, decode_responses=True)
            for part in self._contestant.parts:
                self._start(part)
            self._wait("worker 1", self._is_at_work)
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._leave()

    def schedule(self, reminders: Sequence[Reminder]) -> None:
        """Schedule them in a process of its own, and wait until each is where it waits for its time.

        :raises subprocess.CalledProcessError: that failed
        """
        subprocess.run(
            [sys.executable, "-m", self._contestant.filler],
            input=to_lines(reminders), text=True, env=self._setting.environment("worker"), check=True,
        )  # fmt: skip
        self._wait("worker 1", lambda: not self.redis.llen("celery"), _SETTLE_SECONDS)

    def mirror(self, reminders: Sequence[Reminder]) -> None:
        """Go on seeing these, if the scheduler wants that."""
        if self._contestant.mirror:
            agenda = self._folder / "agenda"
            agenda.write_text(to_lines(reminders))
            command = [sys.executable, "-m", self._contestant.mirror, str(agenda)]
            self._mirror = Process("mirror", command, self._setting.environment("worker"), self._folder)
            self.meter.bench_pids.add(self._mirror.pid)

    def redis_bytes(self) -> int:
        return int(self.redis.info("memory")["used_memory"])

    def kill(self, part: str) -> None:
        """SIGKILL to its whole group; `revive` starts it anew."""
        self._processes[part].kill()

    def ask_to_stop(self, part: str) -> None:
        """SIGTERM; `revive` starts it anew."""
        self._processes[part].ask_to_stop()

    def revive(self) -> None:
        """Start anew what has ended, after a moment. To be called several times a second."""
        for part, process in self._processes.items():
            if not process.is_alive:
                ended_at = self._ended_at.setdefault(part, time.monotonic())
                if time.monotonic() - ended_at >= _REVIVED_AFTER_SECONDS:
                    process.kill()  # what is left of its group
                    del self._ended_at[part]
                    self.revived.append(f"{part} ({process.status})")
                    self._start(part)
                    return  # the dictionary has changed

    def _start(self, part: str) -> None:
        if part == "redis":
            command = redis_command(self._setting.redis_port, self._folder)
        else:
            command = [sys.executable, "-m", *self._contestant.parts[part]]
        environment = self._setting.environment("redis" if part == "redis" else "worker")
        process = Process(part, command, environment, self._folder)
        self._processes[part] = process
        self.meter.follow(part, process.pid)

    def _is_at_work(self) -> bool:
        if not all(self.redis.exists(sign) for sign in self._contestant.signs):
            return False
        with Celery(broker=self._setting.redis_url, set_as_current=False) as asking:
            return len(asking.control.ping(timeout=1.0) or ()) == WORKERS

    def _wait(self, part: str, is_over: Callable[[], bool], seconds: float = _START_SECONDS) -> None:
        wait_for(part, is_over, list(self._processes.values()), seconds)

    def _leave(self) -> None:
        if self._log_folder:
            self._log_folder.mkdir(parents=True, exist_ok=True)
            for log in self._folder.glob("*.log"):
                shutil.copy(log, self._log_folder)
        for process in (*self._processes.values(), *filter(None, [self._mirror])):
            process.kill()
        shutil.rmtree(self._folder, ignore_errors=True)
