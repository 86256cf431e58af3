"""Direct messages and mentions, in threads and outside: the same words, answered where they were said."""

import secrets
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest

from tests.e2e.connecting import open_form, submit
from tests.e2e.driver import Driver
from tests.e2e.slack_page import KITCHEN, MAYA, Post
from tests.e2e.waiting import eventually
from tests.e2e.xml_api import ListAddress


@dataclass(frozen=True)
class Way:
    """One way to say something to the bot."""

    driver: Driver
    is_direct: bool
    is_in_thread: bool

    def ask(self, user: str, words: str) -> Post:
        """Say it and wait for the answer: the only one, in its place, and for this person alone."""
        before = self.posts(user)
        thread_ts = self._say(user, words)
        (answer,) = self.new(user, before)
        assert answer.thread_ts == thread_ts
        assert answer.ephemeral_to == (None if self.is_direct else user)
        return answer

    def posts(self, user: str) -> list[Post]:
        """What the bot has said there."""
        return self.driver.slack.posts(self._channel(user), user)

    def new(self, user: str, before: list[Post]) -> list[Post]:
        """What it says there next."""
        return eventually("an answer", lambda: self.posts(user)[len(before) :])

    def _channel(self, user: str) -> str:
        return f"D0{user[2:]}" if self.is_direct else KITCHEN

    def _say(self, user: str, words: str) -> str | None:
        """Returns the ts of the thread."""
        slack, channel = self.driver.slack, self._channel(user)
        if self.is_direct:
            # The bot's own greeting is there to be answered.
            thread_ts = self.posts(user)[0].ts if self.is_in_thread else None
            slack.message(user, words, channel=channel, thread_ts=thread_ts)
            return thread_ts
        if not self.is_in_thread:
            slack.message(user, f"@backpack {words}", channel=channel)
            return None
        thread_ts = slack.message(user, "What do we need?", channel=channel)
        said = mention(user, words, thread_ts=thread_ts)
        assert self.driver.signer.event(said).status == 200
        return thread_ts


def mention(user: str, words: str, **more: Any) -> dict[str, Any]:
    """As Slack delivers it; `words` as Slack escapes them."""
    ts = f"{time.time():.6f}"
    said = {"type": "app_mention", "user": user, "text": f"<@U0BACKPACK> {words}", "channel": KITCHEN}
    return {**said, "ts": ts, "event_ts": ts, **more}


WAYS = {
    "direct message": (True, False),
    "direct message in a thread": (True, True),
    "mention": (False, False),
    "mention in a thread": (False, True),
}


@pytest.fixture(params=WAYS.values(), ids=list(WAYS))
def way(request: pytest.FixtureRequest, driver: Driver) -> Way:
    return Way(driver, *request.param)


def test_an_item_is_added_listed_and_done(driver: Driver, way: Way, fresh_list: ListAddress) -> None:
    added = way.ask(MAYA, f"add Buy oat milk to {fresh_list.name}")
    assert added.words == f"✅ Added Buy oat milk to {fresh_list.name} on Office."
    assert driver.maya.contents(fresh_list) == ["Buy oat milk"]
    assert "☐ Buy oat milk" in way.ask(MAYA, f"list {fresh_list.name}").words
    done = way.ask(MAYA, f"done oat milk in {fresh_list.name}")
    assert done.words == f"☑️ Buy oat milk is done ({fresh_list.name} on Office)."
    assert "☑ Buy oat milk" in way.ask(MAYA, f"list {fresh_list.name}").words


def test_an_unknown_verb_gets_the_nearest_and_a_greeting_gets_help(way: Way) -> None:
    unknown = way.ask(MAYA, "lsit Groceries")
    assert "I don't know the verb lsit" in unknown.words
    assert "list" in unknown.words
    assert "/backpack add ITEM to LIST" in way.ask(MAYA, "hello").words


def test_a_newcomers_command_waits_until_they_have_connected_and_is_answered_where_it_was_said(
    driver: Driver, way: Way, newcomer: str, fresh_list: ListAddress
) -> None:
    prompt = way.ask(newcomer, f"add Dates to {fresh_list.name}")
    assert "I need your Backpack account" in prompt.words
    before = way.posts(newcomer)
    view_id = open_form(driver, newcomer, prompt)
    connected = submit(driver, newcomer, view_id, driver.linh.token, until="Connected as *Linh Tran*")
    assert "Your command is being carried out now." in connected
    (answer,) = way.new(newcomer, before)
    assert answer.words == f"✅ Added Dates to {fresh_list.name} on Office."
    assert (answer.thread_ts, answer.ephemeral_to) == (prompt.thread_ts, prompt.ephemeral_to)
    assert driver.linh.contents(fresh_list) == ["Dates"]


@pytest.mark.parametrize("words", ["connect", "disconnect", "default", "explain add Milk to Groceries"])
def test_what_needs_no_backpack_is_answered_too(way: Way, newcomer: str, words: str) -> None:
    assert way.ask(newcomer, words).words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<!channel> &lt;!here&gt; & <@U0LINH>",) * 2,
        ("2*3 a_b_c :smile: > quote",) * 2,
        ("*bold* `code` :smile: > quote", "bold code :smile: > quote"),
    ],
)
def test_a_text_is_kept_but_for_its_looks_and_pings_nobody(
    driver: Driver, fresh_list: ListAddress, text: str, words: str
) -> None:
    for way in (Way(driver, True, False), Way(driver, False, False)):
        added = way.ask(MAYA, f"add {text} to {fresh_list.name}")
        assert driver.maya.contents(fresh_list)[-1] == words
        assert added.live_markup == []
        unknown = way.ask(MAYA, text)
        assert f"I don't know the verb {words.split(maxsplit=1)[0]}" in unknown.words
        assert unknown.live_markup == []


def test_a_real_ping_becomes_the_words_for_it(driver: Driver, fresh_list: ListAddress) -> None:
    before = driver.slack.posts(KITCHEN, MAYA)
    assert driver.signer.event(mention(MAYA, f"add Tell <!channel> to {fresh_list.name}")).status == 200
    (answer,) = Way(driver, False, False).new(MAYA, before)
    assert answer.live_markup == []
    assert driver.maya.contents(fresh_list) == ["Tell @channel"]


def one_after_another(deliver: Callable[[int], int]) -> list[int]:
    return [deliver(turn) for turn in range(3)]


def side_by_side(deliver: Callable[[int], int]) -> list[int]:
    with ThreadPoolExecutor(3) as threads:
        return list(threads.map(deliver, range(3)))


@pytest.mark.parametrize("deliveries", [one_after_another, side_by_side])
def test_an_event_delivered_three_times_makes_one_item_and_one_answer(
    driver: Driver, fresh_list: ListAddress, deliveries: Callable[[Callable[[int], int]], list[int]]
) -> None:
    before = driver.slack.posts(KITCHEN, MAYA)
    for words in (f"add Once to {fresh_list.name}", "add"):
        event, event_id = mention(MAYA, words), f"Ev{secrets.token_hex(5).upper()}"
        statuses = deliveries(lambda _turn: driver.signer.event(event, event_id).status)  # noqa: B023 -- they end in here
        assert 200 in statuses
        assert set(statuses) <= {200, 503}
        assert driver.signer.event(event, event_id).status == 200
    driver.wait_until_idle()
    driver.slack.ask(MAYA, "pages")  # whatever was queued before has been taken when this is answered
    said = sorted(post.words for post in driver.slack.posts(KITCHEN, MAYA)[len(before) :])
    assert len(said) == 2
    assert said[0].startswith("⚠️ add what?")
    assert said[1] == f"✅ Added Once to {fresh_list.name} on Office."
    assert driver.maya.contents(fresh_list) == ["Once"]


@pytest.mark.parametrize("is_in_thread", [False, True])
def test_the_notice_of_an_outage_is_one_message_that_becomes_the_answer(
    driver: Driver, fresh_list: ListAddress, is_in_thread: bool
) -> None:
    way = Way(driver, True, is_in_thread)
    before = way.posts(MAYA)
    driver.backpack.add_fault(down=True)
    notice = way.ask(MAYA, f"add Patience to {fresh_list.name}")
    assert "Backpack is not answering" in notice.words
    assert f"“add Patience to {fresh_list.name}” is kept" in notice.words
    driver.backpack.clear_faults()
    driver.wait_until_idle()
    (answer,) = way.posts(MAYA)[len(before) :]
    assert (answer.ts, answer.thread_ts) == (notice.ts, notice.thread_ts)
    assert answer.words == f"✅ Added Patience to {fresh_list.name} on Office."
    assert driver.maya.contents(fresh_list) == ["Patience"]


def test_the_bot_does_not_answer_itself(driver: Driver) -> None:
    way = Way(driver, True, False)
    before = way.posts(MAYA)
    way.ask(MAYA, "help")
    way.ask(MAYA, "pages")
    driver.wait_until_idle()
    assert len(way.posts(MAYA)) == len(before) + 2
