"""A person at the page: the Home tab, and an item ticked there."""

from playwright.sync_api import Page, expect

from tests.browser.test_page import Shoot, backpack_list, become, last_answer, say


def test_the_home_tab_shows_what_is_hers_and_a_tick_is_done_in_backpack(page: Page, shoot: Shoot) -> None:
    become(page, "maya")
    say(page, "/backpack home Repairs on")
    expect(last_answer(page)).to_contain_text("Your Home tab shows:")
    say(page, "/backpack add Sharpen the axe to Repairs")
    expect(last_answer(page)).to_contain_text("Added Sharpen the axe")
    page.get_by_role("button", name="Backpack Home").or_(page.get_by_text("Backpack Home")).first.click()
    home = page.get_by_test_id("home-view")
    box = home.get_by_role("checkbox", name="Sharpen the axe")
    expect(box).not_to_be_checked()
    for words in ("My status", "My reminders", "Today’s journal", "You are Maya Okafor of trailhead"):
        expect(home).to_contain_text(words)
    shoot("22-home")
    box.click()
    done = backpack_list(page, "Repairs").get_by_test_id("bp-item").filter(has_text="Sharpen the axe")
    expect(done.get_by_label("done")).to_be_visible()
    expect(box).to_have_count(0)


def test_lists_are_chosen_and_a_status_is_set_in_forms(page: Page, shoot: Shoot) -> None:
    become(page, "tomas")
    page.get_by_text("Backpack Home").first.click()
    home = page.get_by_test_id("home-view")
    home.get_by_role("button", name="Choose lists").click()
    form = page.get_by_test_id("modal")
    form.get_by_label("Lists on this tab").click()
    shoot("23-home-lists")
    form.get_by_role("option", name="Groceries on Office").click()
    form.get_by_role("button", name="Save").click()
    expect(home.get_by_role("checkbox", name="Bananas")).not_to_be_checked()
    home.get_by_role("button", name="Set status").click()
    form.get_by_label("What are you doing?").fill("Up the hill")
    form.get_by_role("button", name="Save").click()
    expect(home).to_contain_text("Up the hill")
    home.get_by_role("button", name="Disconnect").click()
    shoot("24-home-disconnect")
    page.get_by_role("button", name="Cancel").click()
    expect(home).to_contain_text("You are Tomás Rivera of trailhead.")


def test_a_newcomer_is_asked_to_connect_there(page: Page) -> None:
    become(page, "linh")
    page.get_by_role("button", name="Backpack Home").or_(page.get_by_text("Backpack Home")).first.click()
    home = page.get_by_test_id("home-view")
    home.get_by_role("button", name="Connect Backpack").click()
    expect(page.get_by_test_id("modal").get_by_label("Token")).to_be_visible()
