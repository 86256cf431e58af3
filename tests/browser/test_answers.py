"""A person at the page: an item is added, shared, done by a colleague, undone; Open leads to Backpack."""

import re

from playwright.sync_api import Page, expect

from tests.browser.test_page import Shoot, backpack_list, become, last_answer, say


def test_an_answer_is_shared_ticked_and_undone_with_its_buttons(page: Page, shoot: Shoot) -> None:
    become(page, "maya")
    say(page, "/backpack add Two lemons to Groceries")
    added = last_answer(page)
    expect(added).to_contain_text("Added Two lemons")
    for label in ("Done", "Undo", "Share", "Open in Backpack"):
        expect(added.get_by_role("button", name=label)).to_be_visible()
    added.get_by_role("button", name="Share").click()
    shared = page.get_by_test_id("message").filter(has_text="Shared by")
    expect(shared).to_have_count(1)
    shoot("20-answer-shared")

    become(page, "tomas")
    shared.get_by_role("button", name="Done").click()
    done = page.get_by_test_id("message").filter(has_text="Two lemons is done")
    expect(done).to_have_count(1)
    done.get_by_role("button", name="Undo").click()
    undone = page.get_by_test_id("message").filter(has_text="Undone by")
    expect(undone).to_contain_text("marking Two lemons as done")
    expect(backpack_list(page, "Groceries")).to_contain_text("Two lemons")
    shoot("21-answer-undone")

    with page.expect_popup() as opened:
        undone.get_by_role("button", name="Open in Backpack").click()
    expect(opened.value.locator("h1")).to_have_text(re.compile("."))
    opened.value.close()
