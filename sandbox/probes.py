"""Asking the parts whether they are up."""

import json
import socket
import subprocess
from collections.abc import Mapping, Sequence
from http.client import HTTPException
from typing import Any
from urllib.request import urlopen

_SECONDS = 5.0


def answers(url: str) -> bool:
    """Whether a GET gets a 200."""
    try:
        with urlopen(url, timeout=_SECONDS) as answer:  # noqa: S310 -- our own address
            return bool(answer.status == 200)
    except (OSError, HTTPException):
        return False


def read_json(url: str) -> Any:
    with urlopen(url, timeout=_SECONDS) as answer:  # noqa: S310 -- our own address
        return json.load(answer)


def redis_answers(port: int) -> bool:
    """Whether it says PONG; while it still loads its files it says something else."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=_SECONDS) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(64).startswith(b"+PONG")
    except OSError:
        return False


def succeeds(command: Sequence[str], environment: Mapping[str, str]) -> bool:
    done = subprocess.run(command, env=dict(environment), capture_output=True, check=False)
    return done.returncode == 0
