"""The Home tab through the whole bot: what is theirs, what they do there, and what it says when it can't."""

from collections.abc import Iterator

import pytest

from tests.e2e.connecting import submit
from tests.e2e.driver import TEAM, Driver
from tests.e2e.home_tab import HomeTab
from tests.e2e.slack_page import MAYA, Post
from tests.e2e.waiting import eventually
from tests.e2e.xml_api import ListAddress


@pytest.fixture
def home(driver: Driver) -> Iterator[HomeTab]:
    yield HomeTab(driver.slack, MAYA)
    driver.stores.homes.choose(TEAM, MAYA, ())


def test_what_is_done_there_is_done_in_backpack_shown_and_undone(
    driver: Driver, home: HomeTab, fresh_list: ListAddress
) -> None:
    driver.slack.ask(MAYA, f"add Sharpen the axe to {fresh_list.name}")
    driver.slack.ask(MAYA, f"home {fresh_list.name} on")
    home.open()
    home.says(fresh_list.name)
    assert home.boxes() == ["Sharpen the axe"]
    heard_before = driver.slack.everything(MAYA)

    home.tick("Sharpen the axe")
    home.says("Nothing is open.")
    assert [item.completed for item in driver.maya.items(fresh_list)] == [True]
    home.press("home_status")
    _submit(driver, {"status": {"status_text": "Up the hill"}})
    home.says("Up the hill")
    assert driver.maya.status() == "Up the hill"
    assert driver.slack.everything(MAYA) == heard_before, "it is shown where it was done"

    assert "Undone" in driver.slack.ask(MAYA, "undo").words
    assert "Undone" in driver.slack.ask(MAYA, "undo").words
    assert [item.completed for item in driver.maya.items(fresh_list)] == [False]
    assert driver.maya.status() != "Up the hill"


def test_an_entry_is_written_and_lists_are_chosen_in_its_forms(
    driver: Driver, home: HomeTab, fresh_list: ListAddress
) -> None:
    home.open()
    home.says("My status")
    home.press("home_lists")
    picked = [f"{fresh_list.page_id}/{fresh_list.list_id}"]
    driver.slack.ask(MAYA, f"add Buy rope to {fresh_list.name}")
    view = driver.slack.modal(MAYA)
    assert view
    body = {"user": MAYA, "view_id": view["id"], "action_id": "lists_choice", "block_id": "lists"}
    offered = driver.slack.control("options", {**body, "typed": fresh_list.name})
    assert [each["value"] for each in offered["options"]] == picked
    _submit(driver, {"lists": {"lists_choice": picked}})
    home.says(fresh_list.name)
    assert home.boxes() == ["Buy rope"]

    home.press("home_write")
    eventually("a form to write in", lambda: "input" in str(driver.slack.modal(MAYA)))
    _submit(driver, {"entry": {"entry_text": f"Climbed {fresh_list.name}"}})
    home.says(f"Climbed {fresh_list.name}")
    assert f"Climbed {fresh_list.name}" in driver.maya.journal()


def test_a_backpack_that_is_away_is_said_and_nothing_is_called_empty(driver: Driver, home: HomeTab) -> None:
    driver.backpack.add_fault(down=True)
    home.open()
    shown = home.says("Backpack is not answering just now.")
    assert "You have none" not in shown
    driver.backpack.clear_faults()
    home.press("home_refresh")
    home.says("My status")


def test_what_has_to_wait_for_backpack_is_kept_and_told_once_it_is_done(
    driver: Driver, home: HomeTab, fresh_list: ListAddress
) -> None:
    driver.slack.ask(MAYA, f"add Patience to {fresh_list.name}")
    driver.slack.ask(MAYA, f"home {fresh_list.name} on")
    home.open()
    home.says("Patience")
    before = driver.slack.direct_messages(MAYA)
    driver.backpack.add_fault(down=True)
    home.tick("Patience")
    (notice,) = eventually("a notice", lambda: driver.slack.direct_messages(MAYA)[len(before) :])
    assert "“mark the item as done” is kept" in notice.words
    driver.backpack.clear_faults()
    home.says("Nothing is open.")
    done = eventually("the answer in its place", lambda: _says(driver, "☑️ Patience is done"))
    assert driver.slack.direct_messages(MAYA) == [*before, *done]


def test_a_newcomer_connects_there_and_disconnects_there(driver: Driver, newcomer: str) -> None:
    home = HomeTab(driver.slack, newcomer)
    home.open()
    home.says("Connect your Backpack account")
    home.press("connect_open")
    view = driver.slack.modal(newcomer)
    assert view
    submit(driver, newcomer, view["id"], driver.linh.token, until="Connected as *Linh Tran*")
    home.says("You are *Linh Tran* of *trailhead*.")
    home.press("home_disconnect")
    home.says("Connect your Backpack account")
    assert not driver.stores.accounts.is_linked(TEAM, newcomer)


def _says(driver: Driver, words: str) -> list[Post]:
    return [post for post in driver.slack.direct_messages(MAYA)[-1:] if words in post.words]


def _submit(driver: Driver, values: dict[str, dict[str, object]]) -> None:
    view = driver.slack.modal(MAYA)
    assert view
    done = driver.slack.submit(MAYA, view["id"], values)
    assert done["result"] == "closed", done
