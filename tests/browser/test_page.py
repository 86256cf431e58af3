"""A person at the page: connect, add, done."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from sandbox.stack import Stack

Shoot = Callable[[str], None]


def say(page: Page, words: str) -> None:
    page.get_by_test_id("composer").fill(words)
    page.get_by_test_id("composer").press("Enter")


def last_answer(page: Page) -> Locator:
    return page.get_by_test_id("message").last


def backpack_list(page: Page, name: str) -> Locator:
    return (
        page.get_by_test_id("backpack-pane")
        .get_by_test_id("bp-list")
        .and_(page.locator(f"[data-name='{name}']"))
    )


def become(page: Page, handle: str) -> None:
    page.get_by_test_id(f"person-{handle}").click()


def test_the_readmes_first_command_shows_the_confirmation_and_the_item(page: Page, shoot: Shoot) -> None:
    become(page, "maya")
    say(page, "/backpack add Buy oat milk to Groceries")
    expect(last_answer(page)).to_contain_text("Added Buy oat milk to Groceries on Office.")
    expect(last_answer(page)).to_contain_text("Only visible to you")
    expect(backpack_list(page, "Groceries")).to_contain_text("Buy oat milk")
    say(page, "/backpack list Groceries")
    expect(last_answer(page)).to_contain_text("☐ Buy oat milk")
    assert "\n☐ Buy oat milk\n" in last_answer(page).inner_text(), "each item has a line of its own"
    shoot("1-add")


def test_done_ticks_the_item_in_backpack(page: Page, shoot: Shoot) -> None:
    become(page, "tomas")
    say(page, "/bp add Return the ladder to Repairs")
    item = backpack_list(page, "Repairs").get_by_test_id("bp-item").filter(has_text="Return the ladder")
    expect(item.get_by_label("open")).to_be_visible()
    say(page, "/bp done ladder")
    expect(last_answer(page)).to_contain_text("Return the ladder is done")
    expect(item.get_by_label("done")).to_be_visible()
    shoot("2-done")


def test_a_newcomer_connects_and_the_interrupted_command_is_carried_out(page: Page, shoot: Shoot) -> None:
    become(page, "linh")
    say(page, "/backpack add Spare batteries to Packing list on Trade fair")
    expect(last_answer(page)).to_contain_text("Connect it once")
    last_answer(page).get_by_role("button", name="Connect Backpack").click()
    modal = page.get_by_test_id("modal")
    modal.get_by_label("Account").fill("trailhead")
    modal.get_by_label("Token").fill("0" * 40)
    shoot("3-connect")
    modal.get_by_test_id("modal-submit").click()
    expect(modal).to_contain_text("does not accept this token")
    shoot("4-wrong-token")
    modal.get_by_label("Token").fill(page.get_by_test_id("my-token").inner_text())
    modal.get_by_test_id("modal-submit").click()
    expect(modal).to_contain_text("Connected as Linh Tran")
    shoot("5-connected")
    modal.get_by_test_id("modal-close").click()
    expect(last_answer(page)).to_contain_text("Added Spare batteries to Packing list on Trade fair.")
    expect(page.get_by_test_id("bp-item").filter(has_text="Spare batteries")).to_have_count(1)
    expect(page.get_by_test_id("person-linh")).to_contain_text("knows Backpack")


def test_completion_offers_the_commands_and_their_verbs(page: Page, shoot: Shoot) -> None:
    become(page, "maya")
    page.get_by_test_id("composer").press_sequentially("/b")
    options = page.get_by_test_id("completion-option")
    expect(options.filter(has_text=re.compile("^/backpack"))).to_be_visible()
    expect(options.filter(has_text=re.compile("^/bp"))).to_be_visible()
    shoot("6-completion")


def test_markup_in_an_item_is_shown_and_never_run(page: Page, stack: Stack) -> None:
    become(page, "maya")
    hostile = "<img src=x onerror=alert(1)> *not bold* <!channel> & :tada:"
    page.on("dialog", lambda _dialog: (_ for _ in ()).throw(AssertionError("a script ran")))
    say(page, f"/bp add {hostile} to Groceries")
    expect(last_answer(page)).to_contain_text(f"Added {hostile} to Groceries")
    expect(backpack_list(page, "Groceries")).to_contain_text(hostile)
