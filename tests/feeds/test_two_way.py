"""Two hundred changes from both sides, while everything breaks: the channels end as Backpack does."""

import random

import pytest

from bot.config import bot_config
from bot.posting import Poster
from bot.slack_waits import slack_calls
from store.answers import Answers
from store.feed_messages import FeedMessages
from store.feed_states import FeedStates
from store.notices import Notices
from store.operations import Operations
from tasks import resources
from tasks.feeding.names import Kind
from tests.bot.presenting import NOT_TAKEN, TAKEN_ALL_THE_SAME
from tests.bot.slack import MAYA
from tests.feeds.town import GENERAL, KITCHEN, LAUNCH, TOMAS, Town, dying_in
from tests.feeds.two_way import (
    Changes,
    items_of,
    items_told,
    journal_of,
    journal_told,
    statuses_of,
    statuses_told,
)

CHANGES = 200
# Where a process dies while it looks and tells: before or after each step that leaves a trace.
_DEATHS = [
    (FeedStates, "commit"),
    (Operations, "finish"),
    (Answers, "begin"),
    (Notices, "take"),
    (Poster, "tell"),
    (Poster, "change"),
    (Notices, "posted"),
    (FeedMessages, "record"),
    (Answers, "answered"),
]
_BUSY = [{"status": 429, "retry_after": 30}]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_channels_end_as_backpack_does_and_nothing_is_there_twice(town: Town, seed: int) -> None:
    rng = random.Random(seed)
    page_id = town.world.page("Office", Groceries=["item 0"])
    for channel, words in [
        (KITCHEN, "journal"),
        (KITCHEN, "status"),
        (LAUNCH, "journal"),
        (LAUNCH, "page Office"),
    ]:
        town.say(f"subscribe {words}", channel)
    feeds: list[tuple[Kind, int]] = [("journal", 0), ("status", 0), ("page", page_id)]

    def say(words: str, speaker: int) -> None:
        town.say(words, GENERAL, (MAYA, TOMAS)[speaker])

    people = [town.maya, town.tomas, town.linh]
    before = items_of(town.maya, page_id)
    changes = Changes(rng, people, 2, say, page_id)
    for _ in range(CHANGES):
        changes.make()
        trouble(town, rng, feeds)
    town.slack.clear_faults()
    town.unwait()
    for kind, thing_id in feeds:
        town.look(kind, thing_id)
    town.tell()
    for channel in (KITCHEN, LAUNCH):
        assert journal_told(town.texts(channel)) == journal_of(town.maya)
    assert statuses_told(town.texts(KITCHEN)) == statuses_of(town.maya)
    assert items_told(town.texts(LAUNCH), before) == items_of(town.maya, page_id)


def trouble(town: Town, rng: random.Random, feeds: list[tuple[Kind, int]]) -> None:
    """Looks and posts, at times twice, at times while Slack fails, and at times somebody dies of it."""
    if rng.random() < 0.2:
        method = rng.choice(("chat.postMessage", "chat.postMessage", "chat.update"))
        town.slack.fault(method, **rng.choice(TAKEN_ALL_THE_SAME + NOT_TAKEN + _BUSY))
    if rng.random() < 0.05:
        restart()
    if rng.random() < 0.4:
        owner, name = rng.choice(_DEATHS)
        with dying_in(owner, name, after=rng.random() < 0.5, at_call=rng.randint(1, 2)):
            look_and_tell(town, rng, feeds)
        town.unwait()
    elif rng.random() < 0.5:
        look_and_tell(town, rng, feeds)


def look_and_tell(town: Town, rng: random.Random, feeds: list[tuple[Kind, int]]) -> None:
    for kind, thing_id in rng.choices(feeds, k=rng.randint(1, 4)):
        if rng.random() < 0.2:
            town.look_at_once(kind, thing_id)
        town.look(kind, thing_id)
    if rng.random() < 0.7:
        town.tell()


def restart() -> None:
    """Everything that a process holds in memory is gone."""
    for cache in (bot_config, slack_calls, resources.stores, resources.limiter_for, resources.backpack_for):
        cache.cache_clear()
