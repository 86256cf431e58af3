"""A person at the page: a message is added to a list that is searched for, and a thought to the journal."""

import re

from playwright.sync_api import Page, expect

from tests.browser.test_page import Shoot, backpack_list, become, last_answer, say


def test_a_message_is_added_to_a_list_by_its_menu(page: Page, shoot: Shoot) -> None:
    become(page, "maya")
    say(page, "/backpack list Groceries")  # so that the lists are remembered
    expect(last_answer(page)).to_contain_text("Groceries")
    message = page.get_by_test_id("message").filter(has_text="badger").first
    message.hover()
    message.get_by_test_id("more-actions").click()
    page.get_by_test_id("shortcut-add_to_backpack").click()
    modal = page.get_by_test_id("modal")
    words = re.compile(r"Morning! The trail cam caught a badger last night 👀\nhttp")
    expect(modal.get_by_test_id("input-text_value")).to_have_value(words)
    modal.get_by_test_id("input-place_choice").fill("groc")
    modal.get_by_role("button", name="Groceries on Office").click()
    shoot("12-add-to-backpack")
    modal.get_by_test_id("modal-submit").click()
    expect(modal).to_have_count(0)
    expect(last_answer(page)).to_contain_text("Added")
    expect(backpack_list(page, "Groceries")).to_contain_text("badger")


def test_from_anywhere_a_thought_is_added_to_the_journal(page: Page) -> None:
    become(page, "maya")
    page.locator("#shortcuts").click()
    page.get_by_test_id("shortcut-backpack").click()
    modal = page.get_by_test_id("modal")
    modal.get_by_label("An entry in my journal").click()
    modal.get_by_test_id("input-text_value").fill("Found out who eats the oat milk")
    modal.get_by_test_id("modal-submit").click()
    expect(modal).to_have_count(0)
    page.get_by_test_id("dm-backpack").click()
    expect(last_answer(page)).to_contain_text("Found out who eats the oat milk")


def test_an_item_without_a_place_is_asked_for_one_under_the_field(page: Page) -> None:
    become(page, "maya")
    page.locator("#shortcuts").click()
    page.get_by_test_id("shortcut-backpack").click()
    modal = page.get_by_test_id("modal")
    modal.get_by_test_id("input-text_value").fill("Rye bread")
    modal.get_by_test_id("modal-submit").click()
    expect(modal).to_contain_text("Choose where the item belongs.")
