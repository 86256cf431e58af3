"""Child processes that never outlive us: in groups of their own, stopped in order, logged to files."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_STOP_SECONDS = 40  # a worker finishes the task in hand, which is cut short after 25 s
_LOG_TAIL_LINES = 15


def _die_with_parent() -> None:
    """Should we be killed outright, the kernel tells our children."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


_DIE_WITH_PARENT = _die_with_parent if sys.platform == "linux" else None


class ProcessDiedError(Exception):
    """A part ended by itself; the text holds the end of its log."""


class Process:
    """One running part."""

    def __init__(self, name: str, argv: Sequence[str], env: Mapping[str, str], log_folder: Path) -> None:
        self.name = name
        self.log = log_folder / f"{name}.log"
        with self.log.open("ab") as log:
            self._popen = subprocess.Popen(
                argv,
                env=dict(env),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C in the terminal is ours to pass on, in order
                preexec_fn=_DIE_WITH_PARENT,  # noqa: PLW1509 -- started from the only thread there is
            )

    @property
    def pid(self) -> int:
        return self._popen.pid

    @property
    def status(self) -> int | None:
        """With which it has ended; None while it runs."""
        return self._popen.poll()

    @property
    def is_alive(self) -> bool:
        return self.status is None

    def check_alive(self) -> None:
        """:raises ProcessDiedError: see there"""
        if not self.is_alive:
            raise ProcessDiedError(f"{self.name} ended with status {self.status}.\n{self.tail()}")

    def tail(self) -> str:
        """The end of its log."""
        lines = self.log.read_text(errors="replace").splitlines()[-_LOG_TAIL_LINES:]
        return "\n".join(["Its log ends:", *lines])

    def ask_to_stop(self) -> None:
        if self._popen.poll() is None:
            self._popen.terminate()

    def wait_until_stopped(self, seconds: float = _STOP_SECONDS) -> None:
        """Wait, and then kill what is left of its whole group."""
        try:
            self._popen.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
        self._kill_group()

    def kill(self) -> None:
        """SIGKILL to the whole group."""
        self._kill_group()
        self._popen.wait()

    def _kill_group(self) -> None:
        try:
            os.killpg(self._popen.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return  # nothing of it is left


def stop_all(processes: Sequence[Process]) -> None:
    """Stop them in the order given; those of one moment at once would lose what they still say to others."""
    for process in processes:
        process.ask_to_stop()
        process.wait_until_stopped()


def wait_for(what: str, is_ready: Callable[[], bool], processes: Sequence[Process], seconds: float) -> None:
    """Poll until ready. :raises ProcessDiedError: one of them ended; :raises TimeoutError: not in time"""
    until = time.monotonic() + seconds
    while not is_ready():
        for process in processes:
            process.check_alive()
        if time.monotonic() > until:
            tails = [process.tail() for process in processes if process.name == what]
            raise TimeoutError("\n".join([f"{what} was not ready within {seconds:.0f} s.", *tails]))
        time.sleep(0.05)
