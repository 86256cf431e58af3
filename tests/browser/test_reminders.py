"""A person at the page: set a reminder, let time pass, see it fire, snooze it, be done with it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_page import Shoot, become, last_answer, say


@pytest.fixture
def reset_clock(page: Page) -> Iterator[None]:
    """The real time again, for the tests after this one."""
    yield
    page.get_by_test_id("clock-reset").click()
    expect(page.get_by_test_id("clock-reset")).to_be_disabled()


@pytest.mark.usefixtures("reset_clock")
def test_a_reminder_is_set_fires_is_snoozed_fires_again_and_is_done(page: Page, shoot: Shoot) -> None:
    become(page, "maya")
    in_backpack = page.get_by_test_id("bp-reminder").filter(has_text="water the plants")
    say(page, "/backpack remind me in 10 minutes to water the plants")
    expect(last_answer(page)).to_contain_text("water the plants")
    expect(last_answer(page).get_by_role("button", name="Undo")).to_be_visible()
    expect(in_backpack).to_have_attribute("data-past", "false")
    shoot("7-reminder-set")

    page.get_by_test_id("dm-backpack").click()
    page.get_by_test_id("clock-15m").click()
    fired = page.get_by_test_id("message").filter(has_text="water the plants")
    expect(fired).to_have_count(1)
    expect(fired.get_by_role("button", name="Done")).to_be_visible()
    shoot("8-reminder-fired")

    fired.get_by_test_id("input-reminder_snooze").select_option(label="1 hour")
    expect(fired).to_contain_text("snoozed")
    expect(in_backpack).to_have_attribute("data-past", "false")
    shoot("9-reminder-snoozed")

    page.get_by_test_id("clock-1h").click()
    again = page.get_by_test_id("message").filter(has_text="water the plants").last
    expect(page.get_by_test_id("message").filter(has_text="water the plants")).to_have_count(2)
    again.get_by_role("button", name="Done").click()
    expect(again).to_contain_text("done")
    expect(in_backpack).to_have_count(0)
    shoot("10-reminder-done")


def test_a_message_is_reminded_of_by_its_menu(page: Page, shoot: Shoot) -> None:
    become(page, "maya")
    message = page.get_by_test_id("message").filter(has_text="badger").first
    message.hover()
    message.get_by_test_id("more-actions").click()
    page.get_by_test_id("shortcut-remind_about_message").click()
    modal = page.get_by_test_id("modal")
    expect(modal).to_contain_text("Remind")
    modal.get_by_label("When").fill("in 20 minutes")
    shoot("11-remind-about-message")
    modal.get_by_test_id("modal-submit").click()
    expect(modal).to_have_count(0)
    expect(last_answer(page)).to_contain_text("badger")
    expect(page.get_by_test_id("bp-reminder").filter(has_text="badger")).to_have_count(1)
