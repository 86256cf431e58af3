"""A team's day from end to end, by the sandbox's clock: a form, a digest with its picture, a prompt and its
reply; everything once."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.e2e.driver import Driver, running_sandbox
from tests.e2e.sandbox_clock import SandboxClock
from tests.e2e.slack_page import LINH, MAYA, TOMAS, Post, shown
from tests.e2e.waiting import eventually

LAUNCH = "C0LAUNCH"
BERLIN, CHICAGO = ZoneInfo("Europe/Berlin"), ZoneInfo("America/Chicago")
MORNING = datetime(2027, 3, 26, 9, 0, tzinfo=BERLIN)
OPTIONAL_SCOPES = ["channels:read", "channels:history", "files:write", "dnd:read"]
_ROOMY_LIMIT = 2_000


@pytest.fixture(scope="module")
def driver() -> Iterator[Driver]:
    with running_sandbox(_ROOMY_LIMIT) as running:
        scopes = running.slack.control("app", {})["scopes"]
        running.slack.control("app", {"scopes": [*scopes, *OPTIONAL_SCOPES]})
        yield running


def to_all(driver: Driver) -> list[Post]:
    """As Linh sees it, to whom nobody answers there."""
    return driver.slack.posts(LAUNCH, LINH)


def asked(driver: Driver, user: str) -> list[Post]:
    return [post for post in driver.slack.direct_messages(user) if "What did you do today?" in post.text]


def test_a_day_of_a_team(driver: Driver) -> None:
    clock, slack = SandboxClock(driver.slack), driver.slack
    clock.set(MORNING)
    assert "every day at 17:00 (Europe/Berlin)" in slack.ask(MAYA, "digest daily 17:00", channel=LAUNCH).words
    assert "every day at 16:30" in slack.ask(MAYA, "prompt daily 16:30", channel=LAUNCH).words
    tents = driver.fresh_list()
    slack.ask(MAYA, f"add Pack the tents to {tents.name}", channel=LAUNCH)
    slack.ask(MAYA, f"done Pack the tents in {tents.name}", channel=LAUNCH)

    before = len(slack.posts(LAUNCH, MAYA))
    assert slack.command(MAYA, "", channel=LAUNCH, command="/journal").error is None
    proposal = f"Done:\n• Pack the tents ({tents.name})"
    form = eventually("a form that is filled in", lambda: _form_with(driver, proposal))
    slack.submit(MAYA, form["id"], {"entry": {"entry_text": f"{proposal}\nand the pegs & <!channel>"}})
    answer = eventually("the answer", lambda: slack.posts(LAUNCH, MAYA)[before:])[0]
    assert answer.ephemeral_to == MAYA
    assert driver.maya.journal()[0] == f"{proposal}\nand the pegs & <!channel>"

    clock.set(MORNING.replace(hour=17))
    (digest,) = eventually("the digest", lambda: to_all(driver))
    assert "and the pegs & <!channel>" in digest.words
    assert "Nothing yet from Tomás Rivera." in digest.words
    assert digest.live_markup == []
    (picture,) = [block for block in digest.blocks if block["type"] == "image"]
    assert "Maya Okafor" in picture["alt_text"]
    assert asked(driver, MAYA) == [], "she had written by half past four"

    clock.set(datetime(2027, 3, 26, 16, 29, tzinfo=CHICAGO))
    driver.wait_until_idle()
    assert asked(driver, TOMAS) == []
    clock.pass_by(90)
    (prompt,) = eventually("a prompt", lambda: asked(driver, TOMAS))
    slack.message(TOMAS, "help with the bus", channel=prompt.channel, thread_ts=prompt.ts)
    eventually("his entry", lambda: "help with the bus" in driver.tomas.journal())

    clock.set(MORNING.replace(hour=17) + timedelta(days=1))
    eventually("the next digest", lambda: len(to_all(driver)) == 2)
    driver.wait_until_idle()
    _first, second = to_all(driver)
    assert "help with the bus" in second.words
    assert "tents" not in second.words
    assert (len(asked(driver, MAYA)), len(asked(driver, TOMAS))) == (1, 1)


def _form_with(driver: Driver, text: str) -> dict[str, Any]:
    view = driver.slack.modal(MAYA)
    inputs = [block for block in view["blocks"] if block["type"] == "input"] if view else []
    if inputs and inputs[0]["element"].get("initial_value") == text:
        return dict(view or {})
    assert not inputs, shown(view or {})
    return {}
