"""A person at the page lets the app do what its manifest leaves open, and takes it back."""

from playwright.sync_api import Page, expect

from sandbox.slack.seed import OPTIONAL_SCOPES
from sandbox.stack import Stack
from tests.browser.test_journal import control
from tests.browser.test_page import Shoot, become, last_answer, say


def scopes_of(stack: Stack) -> set[str]:
    return set(control(stack, "app", {})["scopes"])


def test_with_the_optional_scopes_a_message_that_begins_with_todo_is_a_command(
    page: Page, stack: Stack, shoot: Shoot
) -> None:
    asked_for = scopes_of(stack)
    become(page, "maya")
    box = page.get_by_test_id("optional-scopes")
    expect(box).not_to_be_checked()
    with page.expect_response("**/_sandbox/app"):
        box.check()
    say(page, "/backpack default Office / Repairs")
    expect(last_answer(page)).to_contain_text("Repairs")
    say(page, "/backpack prefix todo on")
    expect(last_answer(page)).to_contain_text("A message here that begins with todo:")
    say(page, "todo: Oil the hinges")
    expect(last_answer(page)).to_contain_text("Added Oil the hinges to Repairs")
    shoot("25-prefix")
    assert scopes_of(stack) == {*asked_for, *OPTIONAL_SCOPES}

    page.reload()
    expect(box).to_be_checked()
    with page.expect_response("**/_sandbox/app"):
        box.uncheck()
    assert scopes_of(stack) == asked_for
