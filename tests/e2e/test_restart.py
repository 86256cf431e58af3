"""200 commands, and a worker that is told to stop in the middle of them: each is done once, answered once."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

from tests.e2e.driver import Driver
from tests.e2e.slack_page import KITCHEN, MAYA, TOMAS
from tests.e2e.waiting import eventually
from tests.e2e.xml_api import ListAddress

_COMMANDS = 200
_ANSWERS_BEFORE_THE_STOP = 30
# What a stopping worker held comes back at once; what the broker lost, the sweeper finds within a minute, and
# may have to find again: perform and present are lost each by itself.
_ALL_DONE_SECONDS = 180.0


def test_a_worker_restarted_in_mid_flight_loses_and_doubles_nothing(
    driver: Driver, fresh_list: ListAddress
) -> None:
    driver.backpack.set_limits(ordinary=100, period_seconds=5)  # as documented
    wanted = Counter(range(_COMMANDS))

    def add(number: int) -> None:
        words = f"add Item {number} to {fresh_list.name}"
        # On a machine that stands still for a second the bot says that it accepted nothing; said again then.
        eventually("it is accepted", lambda: _is_accepted(driver, (MAYA, TOMAS)[number % 2], words))

    def answers() -> Counter[int]:
        said = [post.words for post in driver.slack.everything(MAYA, TOMAS)]
        pattern = re.compile(rf"✅ Added Item (\d+) to {fresh_list.name} on Office\.")
        return Counter(int(found[1]) for found in map(pattern.fullmatch, said) if found)

    with ThreadPoolExecutor(8) as threads:
        sending = [threads.submit(add, number) for number in range(_COMMANDS)]
        eventually("the first answers", lambda: answers().total() >= _ANSWERS_BEFORE_THE_STOP)
        driver.stop("worker")
        assert answers().total() < _COMMANDS
        driver.stack.start("worker")
        for one in sending:
            one.result()

    def missing() -> str:
        said = [post.words for post in driver.slack.everything(MAYA, TOMAS)]
        others = [words for words in said if fresh_list.name in words and not words.startswith("✅")]
        without = dict(wanted - answers())
        return f"without an answer: {without}; open: {driver.open_operations()}; said instead: {others}"

    eventually("all answers", lambda: answers() == wanted, _ALL_DONE_SECONDS, last=missing)
    driver.wait_until_idle()
    driver.backpack.set_limits(ordinary=2_000)
    items = driver.maya.contents(fresh_list)
    assert Counter(items) == Counter(f"Item {number}" for number in range(_COMMANDS))
    assert answers() == wanted


def _is_accepted(driver: Driver, slack_user_id: str, words: str) -> bool:
    sent = driver.slack.command(slack_user_id, words, channel=KITCHEN)
    assert sent.error is None
    return "nothing was accepted" not in sent.reply
