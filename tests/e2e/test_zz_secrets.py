"""The last of the e2e tests by name: after all that the others did, no secret stands anywhere in clear."""

import base64
import json
import subprocess
import sys
from collections.abc import Callable

import pytest

from tests.e2e.driver import TEAM, Driver
from tests.e2e.prying import arguments, find_leaks, places_of, redis_history, redis_values, secrets_of
from tests.e2e.slack_page import LINH, MAYA, TOMAS
from tests.e2e.waiting import eventually

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

_SECRET = "5ec4e75ec4e75ec4e75ec4e75ec4e75ec4e75ec4"


def test_no_secret_stands_in_a_log_in_redis_or_in_ps(driver: Driver, newcomer: str) -> None:
    """Also alone, without the others: it connects somebody, fails to, and uses a token."""
    for token in ("0" * 40, driver.linh.token):
        driver.slack.click(newcomer, driver.slack.ask(newcomer, "connect"))
        view = driver.slack.modal(newcomer)
        assert view
        values = {"account": {"account_name": "trailhead"}, "token": {"token_value": token}}
        driver.slack.submit(newcomer, view["id"], values)
        driver.wait_until_idle()
    assert driver.stores.accounts.is_linked(TEAM, newcomer)
    for words in ("pages", "remind me +30 tea", "status Here", "journal Done"):
        driver.slack.ask(newcomer, words)

    places = places_of(driver)
    assert {
        "the log of worker",
        "the log of bot",
        "Redis backpack-bot:link:T0TRAILHEAD:U0LINH",
    } <= places.keys()
    assert sum(place.startswith("the arguments") for place in places) >= 8
    assert find_leaks(places, secrets_of(driver) | {"the wrong token": "0" * 40}) == []


def test_no_message_shows_a_secret(driver: Driver) -> None:
    posts = driver.slack.everything(MAYA, TOMAS, LINH)
    assert len(posts) > 3
    shown = {f"the message {post.ts}": f"{post.text} {json.dumps(post.blocks)}" for post in posts}
    assert find_leaks(shown, secrets_of(driver)) == []


def _in_a_log(driver: Driver) -> None:
    driver.stack.folder.joinpath("planted.log").write_text(f"GET /{_SECRET}/me.xml")


def _in_a_hash(driver: Driver) -> None:
    driver.redis.hset("planted", "intent", f"connect {_SECRET}")


def _in_a_queue(driver: Driver) -> None:
    body = base64.b64encode(json.dumps([[_SECRET], {}, {}]).encode()).decode()
    driver.redis.rpush("planted", json.dumps({"body": body, "headers": {"task": "tasks.perform"}}))


def _in_a_sorted_set(driver: Driver) -> None:
    driver.redis.zadd("planted", {_SECRET: 1})


@pytest.mark.parametrize("plant", [_in_a_log, _in_a_hash, _in_a_queue, _in_a_sorted_set])
def test_the_search_finds_a_secret_that_was_planted(driver: Driver, plant: Callable[[Driver], None]) -> None:
    plant(driver)
    try:
        found = find_leaks(places_of(driver), {"it": _SECRET})
    finally:
        driver.redis.delete("planted")
        driver.stack.folder.joinpath("planted.log").unlink(missing_ok=True)
    assert found[0] in ("it in the log of planted", "it in Redis planted")
    assert find_leaks(redis_values(driver.redis), {"it": _SECRET}) == []
    if plant is not _in_a_log:
        # What is gone from Redis is found all the same: it was there once.
        assert len(find_leaks(redis_history(driver.stack.folder), {"it": _SECRET})) == 1


def test_the_search_finds_a_secret_in_ps() -> None:
    command = [sys.executable, "-c", "import sys; sys.stdin.read()", _SECRET]
    with subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True) as process:
        found = eventually("the secret", lambda: find_leaks(arguments([process.pid]), {"it": _SECRET}))
        assert process.stdin
        process.stdin.close()
    assert found == [f"it in the arguments of process {process.pid}"]
