"""Addresses of Backpack's pages in messages: whose are looked at, and what is shown of them."""

import json
from typing import Any

import pytest
from hypothesis import given

from bot.backpack_urls import page_at
from bot.config import BotConfig
from bot.views.unfurl import unfurl
from sandbox.slack.validation import check_message
from store.operations import Operations
from tests.bot.slack import CHANNEL, MAYA, Driver
from tests.bot.test_views import strange, texts_of
from tests.tasks.samples import any_value

OURS = "https://trailhead.backpackit.com/pages/17"


def shared(*urls: str, user: str = MAYA) -> dict[str, Any]:
    links = [{"domain": "backpackit.com", "url": url} for url in urls]
    return {
        "type": "link_shared",
        "channel": CHANNEL,
        "is_bot_user_member": False,
        "user": user,
        "message_ts": "1.2",
        "unfurl_id": "C0KITCHEN-1.2",
        "source": "conversations_history",
        "links": links,
        "event_ts": "1.3",
    }


@pytest.fixture
def at_backpack(config: BotConfig, worker: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """As the bot is set up outside of the tests."""
    monkeypatch.delenv("BACKPACK_URL")


@pytest.mark.usefixtures("linked", "at_backpack")
def test_a_page_of_the_poster_s_account_is_looked_at_once(driver: Driver, ledger: Operations) -> None:
    event = shared(OURS, "https://other.backpackit.com/pages/3", "https://trailhead.backpackit.com/calendar")
    for _delivery in range(2):
        assert driver.hear(event, "Ev1").status == 200
    assert ledger.open_count() == 1
    found = ledger.find("event-Ev1")
    assert found
    intent = json.loads(found.intent)
    assert intent["links"] == [{"url": OURS, "page_id": 17}]
    assert (intent["unfurl_id"], intent["source"]) == ("C0KITCHEN-1.2", "conversations_history")


@pytest.mark.usefixtures("linked", "at_backpack")
@pytest.mark.parametrize(
    ("url", "user"),
    [
        ("https://other.backpackit.com/pages/3", MAYA),
        ("https://trailhead.backpackit.com/", MAYA),
        (OURS, "U0TOMAS"),
    ],
)
def test_of_others_nothing_is_said(driver: Driver, ledger: Operations, url: str, user: str) -> None:
    assert driver.hear(shared(url, user=user), "Ev1").status == 200
    assert ledger.open_count() == 0


@pytest.mark.parametrize(
    ("url", "page_id"),
    [
        (OURS, 17),
        ("https://trailhead.backpackit.com/page/17", 17),
        ("https://trailhead.backpackit.com/pages/17-office#list_3", 17),
        ("https://trailhead.backpackit.com/pages/17?x=1", 17),
        ("https://trailhead.backpackit.com/pages/", None),
        ("https://trailhead.backpackit.com/pages/17x", None),
        ("https://trailhead.backpackit.com.evil.example/pages/17", None),
        ("http://trailhead.backpackit.com/pages/17", None),
        ("https://evil.example/https://trailhead.backpackit.com/pages/17", None),
        ("https://trailhead.backpackit.com/pages/" + "9" * 30, None),
    ],
)
def test_which_page_is_at_an_address(url: str, page_id: int | None) -> None:
    assert page_at(url, "trailhead") == page_id


@given(page=any_value("UnfurledPage", strange))
def test_any_page_s_preview_is_one_that_slack_takes(page: Any) -> None:
    blocks = [block.to_dict() for block in unfurl(page)]
    check_message("x", blocks)
    texts = list(texts_of(blocks))
    assert all(text for _kind, text in texts)
    assert sum(len(text) for _kind, text in texts) <= 3_000
    assert not any("<!" in text for kind, text in texts if kind == "mrkdwn")
