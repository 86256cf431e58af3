"""A Redis for one run, as durable as the bot's."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sandbox.ports import free_port
from sandbox.probes import redis_answers
from sandbox.processes import Process, wait_for
from sandbox.redis_server import redis_command

_START_SECONDS = 20.0


@contextmanager
def private_redis() -> Iterator[str]:
    """Its URL."""
    folder, port = Path(tempfile.mkdtemp(prefix="bench-limiter-")), free_port(0)
    process = Process("redis", redis_command(port, folder), os.environ, folder)
    try:
        wait_for("redis", lambda: redis_answers(port), [process], _START_SECONDS)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.kill()
        shutil.rmtree(folder, ignore_errors=True)
