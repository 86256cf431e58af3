"""Times on the page: the sandbox's clock, and the dates in messages."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from sandbox.backpackit.demo import seed_demo
from sandbox.backpackit.site import new_site
from sandbox.backpackit.thread import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from redis import Redis

    from tests.sandbox.slack.conftest import Slack

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def backpack() -> Iterator[str]:
    site = new_site()
    seed_demo(site.database, site.clock.now())
    with serving(site) as url:
        yield url


@pytest.fixture
def setting(backpack: str, redis_url: str) -> dict[str, Any]:
    return {"backpack_url": backpack, "redis_url": redis_url}


def show_date(slack: Slack, text: str) -> None:
    slack.client.chat_postMessage(channel="C0KITCHEN", text=text)


def test_a_day_passes_at_a_press_and_comes_back_at_another(page: Page, slack: Slack, redis: Redis) -> None:
    face, back = page.get_by_test_id("clock-now"), page.get_by_test_id("clock-reset")
    tomorrow = datetime.now(BERLIN) + timedelta(days=1)
    expect(back).to_be_hidden()
    page.get_by_test_id("clock-1d").click()
    expect(face).to_contain_text(f"{tomorrow:%a, %b} {tomorrow.day}")
    for name in ("15m", "1h"):
        page.get_by_test_id(f"clock-{name}").click()
    expect(page.locator("#clock .busy")).to_have_count(0)
    assert slack.get("/clock")["ahead_seconds"] == 86_400 + 900 + 3600
    back.click()
    expect(back).to_be_hidden()
    assert slack.get("/clock")["ahead_seconds"] == 0


def test_tomorrow_at_nine_is_that_of_the_person_at_hand(page: Page, slack: Slack) -> None:
    page.get_by_test_id("clock-tomorrow").click()
    expect(page.get_by_test_id("clock-now")).to_contain_text("9:00 AM")
    nine = (datetime.now(BERLIN) + timedelta(days=1)).replace(hour=9, minute=0, second=0, microsecond=0)
    ahead_seconds = slack.get("/clock")["ahead_seconds"]
    assert abs(time.time() + ahead_seconds - nine.timestamp()) < 60


def test_a_reminder_whose_time_has_passed_is_shown_so_also_when_the_clock_is_back(page: Page) -> None:
    press_list = page.get_by_test_id("bp-reminder").filter(has_text="Send the press list")
    expect(press_list).to_have_attribute("data-past", "false")
    page.get_by_test_id("clock-1d").click()
    expect(press_list).to_have_attribute("data-past", "true")
    with page.expect_response(lambda answer: answer.status == 200 and "/backpack/state?since" in answer.url):
        page.get_by_test_id("clock-reset").click()
    expect(press_list).to_have_attribute("data-past", "true")


def test_dates_in_messages_are_the_readers_and_follow_the_clock(page: Page, slack: Slack) -> None:
    soon = int(time.time()) + 60
    show_date(slack, f"Ask <!date^{soon}^{{date_long_pretty}} at {{time}}|later> again")
    last = page.get_by_test_id("message").last
    local = datetime.fromtimestamp(soon, BERLIN)
    day = "Today" if local.date() == datetime.now(BERLIN).date() else "Tomorrow"
    clock = f"{local:%I:%M}".lstrip("0") + f" {local:%p}"
    expect(last).to_contain_text(f"Ask {day} at {clock} again")
    page.get_by_test_id("clock-1d").click()
    expect(last).to_contain_text(f"Ask {'Yesterday' if day == 'Today' else 'Today'} at {clock} again")


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("<!date^1392734382^{date} at {time}|x>", "February 18th, 2014 at 3:39 PM"),
        ("<!date^1392734382^{date_num} {time_secs}|x>", "2014-02-18 3:39:42 PM"),
        ("<!date^1392734382^{date_long}|x>", "Tuesday, February 18th, 2014"),
        ("<!date^1392734382^posted {date_short_pretty}|x>", "Posted Feb 18, 2014"),
        ("<!date^1392734382^{date_long_full}^https://example.com/|x>", "February 18, 2014"),
        ("<!date^soon^{date}|as soon as I can &amp; may>", "as soon as I can & may"),
        ("<!date^99999999999999^{date}|far off>", "far off"),
        ("<!date^^{date}|no moment>", "no moment"),
    ],
)
def test_a_date_is_shown_as_slack_documents_it_or_as_its_fallback(
    page: Page, slack: Slack, markup: str, shown: str
) -> None:
    show_date(slack, f"Due: {markup}")
    expect(page.get_by_test_id("message").last.locator(".text")).to_have_text(f"Due: {shown}")


def test_a_date_in_rich_text_is_shown_likewise_with_its_link(page: Page, slack: Slack) -> None:
    date = {"type": "date", "timestamp": 1392734382, "format": "{date} at {time}", "fallback": "x"}
    link = date | {"url": "https://example.com/"}
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": "Due: "}, link]}
    blocks = [{"type": "rich_text", "elements": [section]}]
    slack.client.chat_postMessage(channel="C0KITCHEN", text="x", blocks=blocks)
    last = page.get_by_test_id("message").last
    expect(last).to_contain_text("Due: February 18th, 2014 at 3:39 PM")
    expect(last.get_by_role("link")).to_have_attribute("href", "https://example.com/")
