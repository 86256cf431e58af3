"""Everything at once, as real processes: Redis, both servers, bot, workers and beat."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType

from sandbox import probes
from sandbox.people import BACKPACK_ACCOUNT, PEOPLE, SLACK_TEAM_ID
from sandbox.processes import Process, ProcessDiedError, stop_all, wait_for
from sandbox.redis_server import redis_command
from sandbox.setting import Setting

# A cold start on one busy core; a healthy one takes about 5 s.
_START_SECONDS = 120.0

# Those who work first, those they talk to last.
_STOP_ORDER = ("beat", "bot", "worker", "bulk", "slack", "backpack", "redis")

# Those that keep nothing in their memory; a supervisor starts them anew, whatever they died of.
_REVIVED = ("bot", "worker", "bulk", "beat")


class Stack:
    """The whole sandbox. Use it as a context manager: leaving it stops every process.

    :ivar keep_logs: whether the logs outlive it, because something has failed and they say what.
    """

    def __init__(self, setting: Setting | None = None) -> None:
        self.setting = setting or Setting()
        self.folder = Path(tempfile.mkdtemp(prefix="backpack-sandbox-"))
        self.processes: dict[str, Process] = {}
        self.keep_logs = False

    def __enter__(self) -> "Stack":
        """:raises ProcessDiedError, TimeoutError, NoRedisError: the start failed; nothing is left running"""
        try:
            self._start_all()
        except BaseException as error:
            self._leave(error)
            raise
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._leave(error)

    def stop(self) -> None:
        stop_all([self.processes.pop(name) for name in _STOP_ORDER if name in self.processes])
        self._clear_up()

    def _leave(self, error: BaseException | None) -> None:
        self.keep_logs |= isinstance(error, Exception)  # a person who stops it is none
        self.stop()

    def _clear_up(self) -> None:
        """Nothing stays but logs that are wanted: what the servers had holds tokens."""
        self.keep_logs &= any(log.stat().st_size for log in self.folder.glob("*.log"))
        if not self.keep_logs:
            shutil.rmtree(self.folder, ignore_errors=True)
            return
        for path in self.folder.iterdir():
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            elif path.suffix != ".log":
                path.unlink(missing_ok=True)

    def start(self, part: str) -> Process:
        """Start one part (again), without waiting for it."""
        self.processes[part] = Process(part, self._command(part), self.setting.environment(part), self.folder)
        return self.processes[part]

    def wait_until_healthy(self, *parts: str) -> None:
        """:raises ProcessDiedError, TimeoutError: a part is not coming up"""
        for part in parts:
            wait_for(part, lambda: self._is_healthy(part), list(self.processes.values()), _START_SECONDS)  # noqa: B023 -- used within the turn

    def check_alive(self) -> None:
        """:raises ProcessDiedError: a part has ended by itself"""
        for process in self.processes.values():
            process.check_alive()

    def revive(self) -> list[str]:
        """Start those parts of the bot anew that have ended, as its supervisor would; returns what happened.

        From the main thread only: Linux ends a child with the thread that started it.
        :raises ProcessDiedError: a server has ended
        """
        ended = [name for name in _REVIVED if not self.processes[name].is_alive]
        said = [
            f"{name} ended with status {self.processes[name].status}, and is started anew" for name in ended
        ]
        for name in ended:
            self.processes[name].kill()  # what is left of its group
            self.start(name)
        for name in self.processes.keys() - set(_REVIVED):
            self.processes[name].check_alive()
        return said

    def logs(self) -> dict[str, str]:
        """What each part has logged so far."""
        return {log.stem: log.read_text(errors="replace") for log in self.folder.glob("*.log")}

    def _start_all(self) -> None:
        for part in ("redis", "backpack", "slack"):
            self.start(part)
        self.wait_until_healthy("redis", "backpack", "slack")
        for part in ("bot", "worker", "bulk", "beat"):
            self.start(part)
        self._link_people()
        self.wait_until_healthy("bot", "worker", "beat")  # nobody waits for what the bulk worker does

    def _command(self, part: str) -> list[str]:
        setting = self.setting
        if part == "redis":
            return redis_command(setting.redis_port, self.folder)
        python = [sys.executable, "-m"]
        return python + {
            "backpack": [
                "sandbox.backpackit", "--port", str(setting.backpack_port), "--seed", "demo",
                "--limit", str(setting.backpack_limit), "--db", str(self.folder / "backpack.db"),
            ],
            "slack": [
                "sandbox.slack", "--port", str(setting.slack_port),
                "--bot-url", f"{setting.bot_url}/slack/events", "--backpack-url", setting.backpack_url,
                "--redis-url", setting.redis_url,
                "--event-retries", *map(str, setting.event_retries_after_seconds),
            ],
            "bot": ["bot.cli", "serve"],
            "worker": ["bot.cli", "worker", "--concurrency", str(setting.concurrency)],
            "bulk": ["bot.cli", "worker", "--bulk"],
            "beat": ["bot.cli", "beat"],
        }[part]  # fmt: skip

    def _is_healthy(self, part: str) -> bool:
        setting = self.setting
        if part == "redis":
            return probes.redis_answers(setting.redis_port)
        if part == "bot":
            return probes.answers(f"{setting.bot_url}/health")
        if part in ("backpack", "slack"):
            return probes.answers(f"{getattr(setting, f'{part}_url')}/_sandbox/health")
        command = [sys.executable, "-m", "bot.cli", "health", part]
        return probes.succeeds(command, setting.environment(part))

    def _link_people(self) -> None:
        """As an operator would: by the command line, with the token on standard input."""
        state = probes.read_json(f"{self.setting.backpack_url}/_sandbox/state?account={BACKPACK_ACCOUNT}")
        tokens = {user["name"]: user["token"] for user in state["users"]}
        for person in PEOPLE:
            if not person.connected:
                continue
            command = [
                sys.executable,
                "-m",
                "bot.cli",
                "link",
                SLACK_TEAM_ID,
                person.slack_user_id,
                BACKPACK_ACCOUNT,
            ]
            done = subprocess.run(
                command,
                input=tokens[person.name],
                env=self.setting.environment("worker"),
                capture_output=True,
                text=True,
                check=False,
            )
            if done.returncode != 0:
                raise ProcessDiedError(f"{person.name} could not be linked: {done.stderr}")
