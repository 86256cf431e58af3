"""`python -m sandbox` as a person runs it: it says where it is, and leaves nothing running when it ends."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from sandbox.ports import BACKPACK, BOT, REDIS, SLACK
from tests.e2e.waiting import eventually

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

_PARTS = 7
# A worker finishes the task in hand, and its processes are told one after the other.
_STOP_SECONDS = 90.0


class Launcher:
    """The program, and all that it started."""

    def __init__(self, output: Path) -> None:
        self._output = output
        with output.open("wb") as log:
            self.popen = subprocess.Popen(
                [sys.executable, "-m", "sandbox"],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                # Where the tests themselves run in the background, Ctrl-C is ignored, and that is inherited.
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 -- this test has one thread
            )
        self.family = {_identity(self.popen.pid)}

    @property
    def said(self) -> str:
        return self._output.read_text()

    def remember_family(self) -> None:
        """Note everybody who descends from it, as long as they still can be traced to it."""
        parents = _parents()
        known = {pid for pid, _born in self.family}
        while more := {pid for pid, parent in parents.items() if parent in known} - known:
            known |= more
        self.family |= {_identity(pid) for pid in known}

    def wait_until_started(self) -> str:
        """The URL it prints."""
        found = eventually(
            "the URL", lambda: re.search(r"http://127\.0\.0\.1:\d+", self.said), 120, last=lambda: self.said
        )
        assert found
        self.remember_family()
        return found[0]

    def survivors(self) -> set[int]:
        return {pid for pid, born in self.family if born and (pid, born) == _identity(pid)}

    def find(self, arguments: str) -> int:
        """The oldest of those still alive that were started so: the processes of a pool look like it."""
        alike = [pid for pid in self.survivors() if arguments in _arguments(pid)]
        return min(alike, key=lambda pid: int(_stat(pid)[2]))

    def clean_up(self) -> None:
        for pid in self.survivors():
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.popen.wait()
        for folder in re.findall(r"/\S*backpack-sandbox-\w+", self.said):
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def launcher(tmp_path: Path) -> Iterator[Launcher]:
    launcher = Launcher(tmp_path / "output")
    yield launcher
    launcher.clean_up()


@pytest.fixture
def usual_ports_taken() -> Iterator[None]:
    with contextlib.ExitStack() as listening:
        for port in (SLACK, BACKPACK, BOT, REDIS):
            with contextlib.suppress(OSError):  # somebody else's sandbox has it: taken is taken
                listening.enter_context(socket.create_server(("127.0.0.1", port)))
        yield


def test_ctrl_c_ends_it_well_and_leaves_nothing(usual_ports_taken: None, launcher: Launcher) -> None:
    url = launcher.wait_until_started()
    assert urlsplit(url).port not in (SLACK, BACKPACK, BOT, REDIS)
    with urlopen(url, timeout=30) as page:
        assert page.status == 200
    assert len(launcher.survivors()) > _PARTS
    folder = re.search(r"/\S*backpack-sandbox-\w+", launcher.said)
    assert folder
    assert Path(folder[0]).is_dir()

    os.kill(launcher.popen.pid, signal.SIGINT)
    assert launcher.popen.wait(_STOP_SECONDS) == 0
    assert launcher.said.endswith("Stopped.\n")
    assert launcher.survivors() == set()
    assert not Path(folder[0]).exists()


def test_ctrl_c_in_the_middle_of_the_start_leaves_nothing(launcher: Launcher) -> None:
    def has_begun() -> bool:
        launcher.remember_family()
        return len(launcher.family) > 3

    eventually("its first parts", has_begun)
    os.kill(launcher.popen.pid, signal.SIGINT)
    assert launcher.popen.wait(_STOP_SECONDS) == 0
    assert launcher.survivors() == set()


def test_killed_outright_it_takes_its_parts_with_it(launcher: Launcher) -> None:
    launcher.wait_until_started()
    assert len(launcher.survivors()) > _PARTS
    launcher.popen.kill()
    launcher.popen.wait()
    eventually("the end of all parts", lambda: not launcher.survivors(), _STOP_SECONDS)


def test_a_part_of_the_bot_that_dies_is_started_anew(launcher: Launcher) -> None:
    launcher.wait_until_started()
    worker = launcher.find("worker --concurrency")
    os.kill(worker, signal.SIGKILL)
    eventually("a word about it", lambda: "worker ended with status -9, and is started anew" in launcher.said)
    launcher.remember_family()
    assert launcher.find("worker --concurrency") != worker
    assert launcher.popen.poll() is None


def test_a_server_that_dies_ends_it_with_its_name_and_the_reason(launcher: Launcher) -> None:
    launcher.wait_until_started()
    os.kill(launcher.find("sandbox.slack"), signal.SIGKILL)
    assert launcher.popen.wait(_STOP_SECONDS) == 1
    assert "slack ended with status -9" in launcher.said
    assert launcher.survivors() == set()
    kept = re.search(r"The logs are kept: (\S+)", launcher.said)
    assert kept
    left = {path.name for path in Path(kept[1]).iterdir()}
    assert {"bot.log", "worker.log"} <= left
    assert all(name.endswith(".log") for name in left), "what the servers had holds tokens"


def _identity(pid: int) -> tuple[int, str]:
    """A process id and when it was born; ids are used again, both together are not. A zombie is nobody."""
    state, _parent, born = _stat(pid)
    return (pid, "") if state == "Z" else (pid, born)


def _parents() -> dict[int, int]:
    pids = [int(path.name) for path in Path("/proc").iterdir() if path.name.isdecimal()]
    return {pid: _stat(pid)[1] for pid in pids}


def _stat(pid: int) -> tuple[str, int, str]:
    """State, parent and start time ("proc(5)", /proc/pid/stat)."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return "Z", 0, ""
    return fields[0], int(fields[1]), fields[19]


def _arguments(pid: int) -> str:
    return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
