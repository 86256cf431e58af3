"""`python -m sandbox.backpackit` as a process: its one line, its quiet, its end, and what survives it."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest


@contextmanager
def _running(*options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and its URL, once it has printed its line."""
    command = [sys.executable, "-m", "sandbox.backpackit", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            line = process.stdout.readline()
            assert line.startswith("Backpack server: http://127.0.0.1:"), line
            yield process, line.removeprefix("Backpack server: ").strip()
        finally:
            process.kill()


def _send(url: str, body: str | None = None) -> bytes:
    with urllib.request.urlopen(url, None if body is None else body.encode(), timeout=10) as response:
        answer: bytes = response.read()
        return answer


def _state(url: str) -> Any:
    return json.loads(_send(url + "/_sandbox/state"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_prints_one_line_logs_nothing_and_ends_with_0(number: signal.Signals) -> None:
    with _running("--seed", "demo") as (process, url):
        token = _state(url)["users"][0]["token"]
        assert b"Maya Okafor" in _send(f"{url}/{token}/me.xml")
        with pytest.raises(urllib.error.HTTPError, match="403"):
            _send(f"{url}/wrong/me.xml")

        process.send_signal(number)
        output, errors = process.communicate(timeout=10)

        assert (process.returncode, output, errors) == (0, "", "")


def test_it_ends_at_once_while_a_request_is_delayed() -> None:
    with _running("--seed", "demo") as (process, url):
        token = _state(url)["users"][0]["token"]
        _send(url + "/_sandbox/faults", '{"delay_seconds": 300, "times": 1}')
        slow = subprocess.Popen(
            [
                sys.executable,
                "-c",
                "import sys, urllib.request as u; u.urlopen(sys.argv[1])",
                f"{url}/{token}/me.xml",
            ]
        )
        while json.loads(_send(url + "/_sandbox/faults"))["rules"]:
            pass

        process.terminate()
        _, errors = process.communicate(timeout=10)

        assert (process.returncode, errors) == (0, "")
        assert slow.wait(timeout=10) == 0, "the delayed request was answered"


def test_what_was_answered_survives_a_kill(tmp_path: Path) -> None:
    database = tmp_path / "backpack.sqlite"
    with _running("--seed", "demo", "--db", str(database)) as (process, url):
        before = _state(url)
        token = before["users"][0]["token"]
        _send(
            f"{url}/ws/pages/new",
            f"<request><token>{token}</token><page><title>Kept</title></page></request>",
        )
        process.kill()
        process.wait()

    with _running("--seed", "demo", "--db", str(database)) as (_, url):
        after = _state(url)
        assert [page["title"] for page in after["pages"]][-1] == "Kept"
        before["users"][0]["has_called"] = True
        assert after["users"] == before["users"]
        assert after["version"] == before["version"] + 1


def test_the_limit_can_be_set() -> None:
    with _running("--seed", "demo", "--limit", "1") as (_, url):
        token = _state(url)["users"][0]["token"]
        _send(f"{url}/{token}/me.xml")
        with pytest.raises(urllib.error.HTTPError, match="503"):
            _send(f"{url}/{token}/me.xml")


def test_ssl_latency_and_account_url_can_be_set() -> None:
    command = [sys.executable, "-m", "sandbox.backpackit", "--port", "0", "--ssl-port", "0", "--seed", "demo",
               "--latency", "0.01", "--account-url", "http://{account}.localhost:1"]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            first, second = (process.stdout.readline() for _ in range(2))
            assert first.startswith("Backpack server over SSL: https://127.0.0.1:")
            url = second.removeprefix("Backpack server: ").strip()
            assert json.loads(_send(url + "/_sandbox/latency")) == {"seconds": 0.01}
            user = _state(url)["users"][0]
            token = json.loads(_send(url + "/_sandbox/access_tokens", json.dumps({"user_id": user["id"]})))
            request = urllib.request.Request(
                url + "/launchpad/authorization.json",
                headers={"Authorization": f"Bearer {token['access_token']}"},
            )
            with urllib.request.urlopen(request, timeout=10) as response:
                assert json.load(response)["accounts"][1]["href"] == "http://trailhead.localhost:1"
            process.terminate()
            output, errors = process.communicate(timeout=10)
            assert (process.returncode, output, errors) == (0, "", "")
        finally:
            process.kill()


def test_a_database_of_another_version_is_refused_in_words(tmp_path: Path) -> None:
    database = tmp_path / "old.sqlite"
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE changes (version INTEGER NOT NULL)")
    connection.close()
    command = [sys.executable, "-m", "sandbox.backpackit", "--db", str(database)]

    process = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)

    assert process.returncode != 0
    assert "another version of the sandbox" in process.stderr
    assert "Traceback" not in process.stderr


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--limit", "0"], "--limit"),
        (["--calendar-limit", "0"], "--calendar-limit"),
        (["--latency", "nan"], "--latency"),
        (["--db", "/nonexistent/backpack.sqlite"], "cannot start"),
        (["--host", "192.0.2.1"], "cannot start"),
    ],
)
def test_a_wrong_option_is_told_in_words(options: list[str], words: str) -> None:
    command = [sys.executable, "-m", "sandbox.backpackit", *options]

    process = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)

    assert process.returncode != 0
    assert words in process.stderr
    assert "Traceback" not in process.stderr
