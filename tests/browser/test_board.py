"""Two people at the page: the board follows what both say, and moves down when it is asked for again."""

from playwright.sync_api import Page, expect

from tests.browser.test_page import Shoot, become, say


def test_the_board_follows_what_people_say(page: Page, shoot: Shoot) -> None:
    become(page, "maya")
    say(page, "/backpack status")
    boards = page.get_by_test_id("message").filter(has_text="👥")
    expect(boards).to_contain_text("No status: ")
    say(page, "/backpack status Packing the tents")
    expect(boards).to_contain_text("Maya Okafor: Packing the tents")
    become(page, "tomas")
    say(page, "/backpack status On the bus")
    expect(boards).to_contain_text("Tomás Rivera: On the bus")
    become(page, "maya")
    say(page, "/backpack status clear")
    expect(boards).not_to_contain_text("Packing")
    expect(boards).to_contain_text("Tomás Rivera: On the bus")
    shoot("18-board")
    say(page, "/backpack status")
    expect(page.get_by_text("It is further down now.")).to_be_visible()
    expect(boards).to_have_count(1)
