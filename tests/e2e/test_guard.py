"""A worker that has gone deaf ends by itself, and nobody's command is left waiting."""

from collections.abc import Iterator

import pytest
from celery import Celery

from tests.e2e.driver import Driver, running_sandbox
from tests.e2e.slack_page import MAYA
from tests.e2e.waiting import eventually

# 15 s is the promise for noticing, on a machine that has the time to look once a second.
_NOTICED_SECONDS = 60.0


@pytest.fixture
def deaf() -> Iterator[Driver]:
    """A sandbox without beat, whose worker stays connected to the broker and asks it for nothing."""
    with running_sandbox() as driver, Celery(broker=driver.stack.setting.redis_url) as app:
        driver.stop("beat")
        for queue in ("interactive", "scheduled"):
            assert app.control.cancel_consumer(queue, reply=True)
        yield driver


def test_a_deaf_worker_ends_as_failed_and_the_next_one_serves_what_waited(deaf: Driver) -> None:
    worker = deaf.stack.processes["worker"]
    assert deaf.slack.command(MAYA, "pages").error is None
    eventually("the worker's end", lambda: worker.status is not None, _NOTICED_SECONDS, last=worker.tail)
    assert worker.status == 1
    assert "this worker is deaf" in worker.tail()
    assert deaf.open_operations()
    assert "worker ended with status 1, and is started anew" in deaf.stack.revive()
    deaf.wait_until_idle(_NOTICED_SECONDS)
