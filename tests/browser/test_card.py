"""Two people at the page: a list's card is ticked by one and by the other, and follows Backpack."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.test_page import Shoot, backpack_list, become, say


def box(card: Locator, item: str) -> Locator:
    return card.get_by_role("checkbox", name=item, exact=True)


def in_backpack(page: Page, item: str, state: str) -> Locator:
    return backpack_list(page, "Repairs").get_by_test_id("bp-item").filter(has_text=item).get_by_label(state)


def test_a_card_is_ticked_by_two_people_and_follows_backpack(page: Page, shoot: Shoot) -> None:
    become(page, "maya")
    say(page, "/backpack card Repairs")
    card = page.get_by_test_id("message").filter(has_text="📋")
    for item in ("Mend the tent", "Oil the gate"):
        say(page, f"/backpack add {item} to Repairs")
        expect(box(card, item)).not_to_be_checked()
    box(card, "Mend the tent").click()
    expect(in_backpack(page, "Mend the tent", "done")).to_be_visible()
    become(page, "tomas")
    expect(box(card, "Mend the tent")).to_be_checked()
    box(card, "Oil the gate").click()
    expect(in_backpack(page, "Oil the gate", "done")).to_be_visible()
    become(page, "maya")
    expect(box(card, "Oil the gate")).to_be_checked()
    expect(card).to_contain_text("3 done")
    shoot("17-card")
    box(card, "Oil the gate").click()
    expect(in_backpack(page, "Oil the gate", "open")).to_be_visible()
    expect(box(card, "Oil the gate")).not_to_be_checked()
