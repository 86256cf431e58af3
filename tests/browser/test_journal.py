"""A person at the page: the journal's form, a prompt answered by its button, a digest with its picture."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.request import Request, urlopen

import pytest
from playwright.sync_api import Page, expect

from sandbox.stack import Stack
from tests.browser.test_page import Shoot, become, last_answer, say


def control(stack: Stack, path: str, body: dict[str, Any]) -> dict[str, Any]:
    url, headers = f"{stack.setting.slack_url}/_sandbox/{path}", {"Content-Type": "application/json"}
    with urlopen(Request(url, json.dumps(body).encode(), headers), timeout=60) as answer:
        return dict(json.load(answer))


@pytest.fixture
def afternoon(stack: Stack) -> Iterator[None]:
    """Of a working day in Berlin, with an app that may do all it can; afterwards all is as it was."""
    control(stack, "app", {"optional_scopes": True})
    control(stack, "clock", {"now": f"{datetime(2027, 3, 10, 15, 20, tzinfo=UTC):%Y-%m-%dT%H:%M:%SZ}"})
    yield
    control(stack, "app", {"optional_scopes": False})
    request = Request(f"{stack.setting.slack_url}/_sandbox/clock", method="DELETE")
    urlopen(request, timeout=60).close()


@pytest.mark.usefixtures("afternoon")
def test_a_day_is_written_asked_for_and_told(page: Page, stack: Stack, shoot: Shoot) -> None:
    become(page, "tomas")
    say(page, "/backpack done oat milk")
    expect(last_answer(page)).to_contain_text("is done")
    say(page, "/journal")
    modal = page.get_by_test_id("modal")
    expect(modal.get_by_test_id("input-entry_text")).to_have_value("Done:\n• Oat milk (Groceries)")
    shoot("13-journal-form")
    modal.get_by_test_id("modal-submit").click()
    expect(modal).to_have_count(0)
    expect(last_answer(page)).to_contain_text("In your journal")

    become(page, "maya")
    say(page, "/backpack prompt daily 16:30")
    expect(last_answer(page)).to_contain_text("I’ll ask everybody here")
    say(page, "/backpack digest daily 17:00")
    expect(last_answer(page)).to_contain_text("every day at 17:00 (Europe/Berlin)")
    control(stack, "clock", {"advance_seconds": 15 * 60})
    page.get_by_test_id("dm-backpack").click()
    prompt = page.get_by_test_id("message").filter(has_text="What did you do today?")
    prompt.get_by_role("button", name="Write it").click()
    modal.get_by_test_id("input-entry_text").fill("Signed off the spring map 🗺️")
    shoot("14-prompt")
    modal.get_by_test_id("modal-submit").click()
    expect(last_answer(page)).to_contain_text("Signed off the spring map")

    page.get_by_test_id("channel-general").click()
    control(stack, "clock", {"advance_seconds": 30 * 60})
    digest = page.get_by_test_id("message").filter(has_text="The journal’s digest, ")
    expect(digest).to_contain_text("Signed off the spring map")
    expect(digest.get_by_role("img", name="Journal entries in the last four weeks")).to_be_visible()
    shoot("15-digest")
