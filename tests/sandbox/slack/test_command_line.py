"""`python -m sandbox.slack`: one line when ready, no secrets, and a quick stop."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import urllib.request

import pytest

ARGUMENTS = [sys.executable, "-m", "sandbox.slack", "--port", "0"]
ARGUMENTS += ["--bot-url", "http://127.0.0.1:9/slack/events", "--backpack-url", "http://127.0.0.1:9"]
SECRETS = {"SLACK_SIGNING_SECRET": "f00d" * 8, "SLACK_BOT_TOKEN": "xoxb-very-secret"}


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_it_says_where_it_is_and_stops_with_a_page_open(how: signal.Signals) -> None:
    process = subprocess.Popen(
        ARGUMENTS, env={**os.environ, **SECRETS}, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    with process:
        assert process.stdout
        line = process.stdout.readline()
        found = re.fullmatch(r"Slack workspace: (http://127\.0\.0\.1:\d+)\n", line)
        assert found
        with urllib.request.urlopen(f"{found[1]}/_sandbox/events") as stream:
            assert stream.readline()
            process.send_signal(how)
            output, errors = process.communicate(timeout=10)
    assert (process.returncode, output, errors) == (0, "", "")


def test_a_missing_secret_is_named() -> None:
    environment = {**os.environ, **SECRETS, "SLACK_BOT_TOKEN": ""}
    done = subprocess.run(ARGUMENTS, env=environment, capture_output=True, text=True, timeout=10, check=False)
    assert done.returncode == 1
    assert "SLACK_BOT_TOKEN is not set" in done.stderr
    assert SECRETS["SLACK_SIGNING_SECRET"] not in done.stderr
