"""Redis gone or hanging: nothing is accepted, people are told so in time, and it stays true afterwards."""

import os
import secrets
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from threading import Event

import pytest

from sandbox.processes import ProcessDiedError
from tests.e2e.driver import TEAM, Driver, running_sandbox
from tests.e2e.signed import Reply
from tests.e2e.slack_page import GENERAL, MAYA, TOMAS
from tests.e2e.waiting import PATIENCE_SECONDS, eventually
from tests.e2e.xml_api import ListAddress

_SLACK_WAITS_SECONDS = 3.0  # a promise: after that, people read "operation_timeout"
# The worker may have to find its broker again first.
_RECOVERY_SECONDS = 60.0


@pytest.fixture(scope="module")
def broken() -> Iterator[Driver]:
    """A sandbox whose Redis may be maltreated."""
    with running_sandbox(backpack_limit=2_000) as driver:
        yield driver


@contextmanager
def _stopped(driver: Driver) -> Iterator[None]:
    driver.stop("redis")
    try:
        yield
    finally:
        driver.stack.start("redis")
        driver.stack.wait_until_healthy("redis")


@contextmanager
def _hanging(driver: Driver) -> Iterator[None]:
    """It takes connections and commands, and answers none."""
    pid = driver.stack.processes["redis"].pid
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


@pytest.mark.parametrize("outage", [_stopped, _hanging])
def test_a_command_is_refused_in_time_and_never_performed(
    broken: Driver, outage: Callable[[Driver], AbstractContextManager[None]]
) -> None:
    place = broken.fresh_list()
    broken.slack.ask(MAYA, f"add Before to {place.name}")
    with outage(broken):
        heard = len(broken.slack.posts(GENERAL, MAYA))
        refused = broken.slack.command(MAYA, f"add During to {place.name}")
        assert refused.error is None
        assert refused.elapsed_ms < _SLACK_WAITS_SECONDS * 1_000
        answer = broken.slack.posts(GENERAL, MAYA)[heard]
        assert "nothing was accepted" in answer.words
        for words in ("help", "default", "disconnect", "remind me +5 tea"):
            local = broken.slack.command(TOMAS, words)
            assert (local.error, local.elapsed_ms < _SLACK_WAITS_SECONDS * 1_000) == (None, True), words
            assert "nothing was accepted" in broken.slack.posts(GENERAL, TOMAS)[-1].words

    _check_recovered(broken, place)
    assert broken.stores.accounts.is_linked(TEAM, TOMAS)  # `disconnect` was refused, too
    assert broken.stores.operations.find(f"command-{refused.trigger_id}") is None
    assert broken.maya.contents(place) == ["Before", "After"]
    assert broken.slack.posts(GENERAL, MAYA)[heard + 1 :][0].words.startswith("✅ Added After")


def test_a_refused_disconnect_is_not_carried_out_when_redis_resumes(broken: Driver) -> None:
    broken.slack.ask(TOMAS, "default")  # the bot has a connection open on which to ask
    with _hanging(broken):
        assert "nothing was accepted" in broken.slack.ask(TOMAS, "disconnect").words
    assert "default" in broken.slack.ask(TOMAS, "default").words
    assert broken.stores.accounts.is_linked(TEAM, TOMAS)


def test_a_refused_clearing_of_a_default_is_not_carried_out_when_redis_resumes(broken: Driver) -> None:
    broken.slack.ask(TOMAS, "default Team offsite / Agenda")
    with _hanging(broken):
        assert "nothing was accepted" in broken.slack.ask(TOMAS, "default none").words
    assert "Agenda" in broken.slack.ask(TOMAS, "default").words


def test_what_was_acknowledged_while_redis_began_to_hang_is_exactly_what_happens(broken: Driver) -> None:
    """Commands in flight when it stops: each is either refused or performed, and never both."""
    place = broken.fresh_list()
    broken.slack.ask(MAYA, f"add Before to {place.name}")
    run, hangs = secrets.token_hex(4), Event()

    def send(number: int) -> bool:
        if number < 35:
            time.sleep(number * 0.01)  # spread over the moment at which Redis stops
        else:
            hangs.wait(PATIENCE_SECONDS)  # however late that moment comes, some are refused
        words = f"add Number {number} to {place.name}"
        reply = broken.signer.command(MAYA, words, trigger_id=f"{run}-{number}")
        assert reply.status == 200
        assert reply.elapsed_seconds < _SLACK_WAITS_SECONDS
        assert reply.body == "" or "nothing was accepted" in reply.text
        return reply.body == ""

    with ThreadPoolExecutor(40) as threads:
        replies = [threads.submit(send, number) for number in range(40)]
        eventually("the first acknowledgement", lambda: any(reply.done() for reply in replies))
        with _hanging(broken):
            hangs.set()
            accepted = {number for number, reply in enumerate(replies) if reply.result()}

    assert 0 < len(accepted) < 40
    _check_only_the_accepted_are_recorded(broken, run, set(range(40)) - accepted)
    _check_recovered(broken, place)
    kept = ["Before", "After", *(f"Number {number}" for number in accepted)]
    assert sorted(broken.maya.contents(place)) == sorted(kept)


def test_every_part_outlives_a_long_outage(broken: Driver) -> None:
    """Longer than the 5 s after which beat signs again."""
    with _stopped(broken), pytest.raises(AssertionError, match="not within"):
        eventually("a part that dies of it", lambda: _is_anybody_dead(broken), seconds=6)
    _check_recovered(broken, broken.fresh_list())
    signed = broken.stores.pulses
    eventually("a sign of beat", lambda: (signed.seconds_since("beat") or 99) < 2, seconds=_RECOVERY_SECONDS)


def test_in_an_8_s_hang_at_20_a_second_each_is_refused_in_time_or_done_once(broken: Driver) -> None:
    """The last of these: it leaves many answers on their way."""
    place = broken.fresh_list()
    broken.slack.ask(MAYA, f"add Before to {place.name}")
    run, count = secrets.token_hex(4), 12 * 20  # two seconds before it, and two after
    started = time.monotonic()

    def send(number: int) -> Reply:
        time.sleep(max(0.0, started + number / 20 - time.monotonic()))
        words = f"add Number {number} to {place.name}"
        return broken.signer.command(MAYA, words, trigger_id=f"{run}-{number}")

    with ThreadPoolExecutor(count) as threads:
        sending = [threads.submit(send, number) for number in range(count)]
        time.sleep(2)
        with _hanging(broken):
            time.sleep(8)
        replies = [one.result() for one in sending]

    assert {reply.status for reply in replies} == {200}
    assert max(reply.elapsed_seconds for reply in replies) < _SLACK_WAITS_SECONDS
    accepted = {number for number, reply in enumerate(replies) if reply.body == ""}
    refused = set(range(count)) - accepted
    assert all("nothing was accepted" in replies[number].text for number in refused)
    assert len(accepted) >= 40
    assert len(refused) >= 40
    _check_only_the_accepted_are_recorded(broken, run, refused)
    # Their answers, one a second for each channel, take longer, and are not what this is about.
    wanted = sorted(["Before", *(f"Number {number}" for number in accepted)])
    contents = partial(broken.maya.contents, place)
    broken.make_overdue()  # as above; an attempt that Redis kept from its end has a lease to wait out
    eventually("the items", lambda: sorted(contents()) == wanted, 2 * _RECOVERY_SECONDS, last=contents)
    broken.stack.check_alive()


def _check_only_the_accepted_are_recorded(broken: Driver, run: str, refused: set[int]) -> None:
    find = broken.stores.operations.find
    # Some may have been recorded, and the confirmation have been lost: those are taken back.
    eventually("no trace of the refused", lambda: not any(find(f"command-{run}-{one}") for one in refused))
    broken.make_overdue()  # some were accepted, but the broker hung before it heard of them


def _is_anybody_dead(broken: Driver) -> bool:
    try:
        parts = broken.stack.processes
        for name in parts.keys() - {"redis"}:
            parts[name].check_alive()
    except ProcessDiedError:
        return True
    return False


def _check_recovered(broken: Driver, place: ListAddress) -> None:
    """A new command works, all that was accepted is done, and no part has given up."""
    answer = broken.slack.ask(MAYA, f"add After to {place.name}", seconds=_RECOVERY_SECONDS)
    assert answer.words.startswith("✅ Added After")
    broken.wait_until_idle(_RECOVERY_SECONDS)
    broken.stack.check_alive()
