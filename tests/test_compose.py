"""docker-compose.yml, without Docker: each service's own command line runs here until it is healthy."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from sandbox.processes import Process, wait_for
from sandbox.redis_server import redis_binary
from sandbox.setting import Setting

ROOT = Path(__file__).parent.parent
START_SECONDS = 60.0


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    return loaded


@pytest.fixture(scope="module")
def setting() -> Setting:
    return Setting.on_any_ports()


@pytest.fixture(scope="module")
def redis(
    services: dict[str, Any], setting: Setting, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Process]:
    """The compose file's own Redis command, on a port and in a folder of the test's own."""
    folder = tmp_path_factory.mktemp("compose")
    program, *arguments = services["redis"]["command"]
    assert program == "redis-server"
    command = [redis_binary(), *arguments, "--port", str(setting.redis_port), "--dir", str(folder)]
    process = Process("redis", command, os.environ, folder)
    yield process
    process.ask_to_stop()
    process.wait_until_stopped()


def _environment(service: dict[str, Any], setting: Setting) -> dict[str, str]:
    """What the container would see: `.env` first, the service's own on top, our addresses last."""
    inside = {**setting.environment("bot"), **service["environment"]}
    return {**inside, "REDIS_URL": setting.redis_url, "PORT": str(setting.bot_port)}


def _redis_cli() -> str:
    return shutil.which("redis-cli") or str(Path(redis_binary()).with_name("redis-cli"))


def test_redis_keeps_everything_and_evicts_nothing(
    services: dict[str, Any], redis: Process, setting: Setting
) -> None:
    _cmd, program, *arguments = services["redis"]["healthcheck"]["test"]
    assert program == "redis-cli"

    def ask(*words: str) -> str:
        command = [_redis_cli(), "-p", str(setting.redis_port), *words]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    wait_for("redis", lambda: ask(*arguments).strip() == "PONG", [redis], START_SECONDS)
    assert ask("config", "get", "appendonly").split()[1] == "yes"
    assert ask("config", "get", "appendfsync").split()[1] == "always"
    assert ask("config", "get", "maxmemory-policy").split()[1] == "noeviction"


@pytest.mark.parametrize("name", ["bot", "beat", "worker", "bulk"])
def test_a_service_started_by_its_own_command_reports_healthy(
    name: str, services: dict[str, Any], redis: Process, setting: Setting, tmp_path: Path
) -> None:
    """The image's entry point with the service's command, judged by the service's own health check."""
    service = services[name]
    environment = _environment(service, setting)
    entry_point = [sys.executable, "-m", "bot.cli"]
    kind, program, *check = service["healthcheck"]["test"]
    assert (kind, program) == ("CMD", "backpack-bot")
    process = Process(name, [*entry_point, *service["command"]], environment, tmp_path)

    def is_healthy() -> bool:
        done = subprocess.run([*entry_point, *check], env=environment, capture_output=True, check=False)
        return done.returncode == 0

    try:
        assert not is_healthy(), "the check says healthy before the service can be"
        wait_for(name, is_healthy, [redis, process], START_SECONDS)
    finally:
        process.ask_to_stop()
        process.wait_until_stopped()


def test_the_image_starts_what_the_services_name(services: dict[str, Any]) -> None:
    lines = (ROOT / "Dockerfile").read_text().splitlines()
    assert 'ENTRYPOINT ["backpack-bot"]' in lines
    assert {name for name in services if services[name].get("build")} == {"bot", "worker", "bulk", "beat"}


def test_the_image_copies_every_package_there_is() -> None:
    copied = {
        line.split()[1] for line in (ROOT / "Dockerfile").read_text().splitlines() if line.startswith("COPY ")
    }
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "bench"}
    assert packages <= copied


def test_every_service_comes_back_and_has_time_to_stop(services: dict[str, Any]) -> None:
    assert all(service["restart"] == "always" for service in services.values())
    assert {services[name]["stop_grace_period"] for name in ("worker", "bulk")} == {"60s"}
