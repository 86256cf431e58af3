"""Connecting Backpack: the prompt, the modal, the command that waited; and a token that stops working."""

from store.accounts import BackpackLink
from tests.e2e.connecting import filled_in, open_form, submit
from tests.e2e.driver import TEAM, Driver
from tests.e2e.slack_page import GENERAL
from tests.e2e.waiting import eventually
from tests.e2e.xml_api import ListAddress

WRONG_TOKEN = "0123456789abcdef0123456789abcdef01234567"


def test_a_newcomers_command_waits_until_they_have_connected(
    driver: Driver, newcomer: str, fresh_list: ListAddress
) -> None:
    prompt = driver.slack.ask(newcomer, f"add Dates to {fresh_list.name}")
    assert "I need your Backpack account" in prompt.words
    assert driver.maya.contents(fresh_list) == []

    view_id = open_form(driver, newcomer, prompt)
    submit(driver, newcomer, view_id, WRONG_TOKEN, until="does not accept this token")
    assert not driver.stores.accounts.is_linked(TEAM, newcomer)

    before = driver.slack.posts(GENERAL, newcomer)
    connected = submit(driver, newcomer, view_id, driver.linh.token, until="Connected as *Linh Tran*")
    assert "Your command is being carried out now." in connected
    answer = eventually("the answer", lambda: driver.slack.posts(GENERAL, newcomer)[len(before) :])
    assert [post.words for post in answer] == [f"✅ Added Dates to {fresh_list.name} on Office."]
    assert driver.linh.contents(fresh_list) == ["Dates"]


def test_a_form_that_is_no_account_and_no_token_is_refused_at_once(driver: Driver, newcomer: str) -> None:
    view_id = open_form(driver, newcomer, driver.slack.ask(newcomer, "connect"))
    done = driver.slack.submit(newcomer, view_id, filled_in("not a name!", "short"))
    assert sorted(done["errors"]) == ["account", "token"]
    assert "40 letters and digits" in done["errors"]["token"]


def test_after_disconnect_the_next_command_asks_to_connect(
    driver: Driver, newcomer: str, fresh_list: ListAddress
) -> None:
    view_id = open_form(driver, newcomer, driver.slack.ask(newcomer, "connect"))
    submit(driver, newcomer, view_id, driver.linh.token, until="Connected as *Linh Tran*")
    assert "connected already" in driver.slack.ask(newcomer, "connect").words
    assert "is forgotten" in driver.slack.ask(newcomer, "disconnect").words

    prompt = driver.slack.ask(newcomer, f"add Figs to {fresh_list.name}")
    assert "I need your Backpack account" in prompt.words
    assert prompt.button is not None
    assert driver.maya.contents(fresh_list) == []
    assert "nothing to forget" in driver.slack.ask(newcomer, "disconnect").words


def test_a_token_that_stopped_working_is_said_and_connect_is_offered(
    driver: Driver, newcomer: str, fresh_list: ListAddress
) -> None:
    link = BackpackLink("trailhead", driver.linh.user_id, "Linh Tran", "", WRONG_TOKEN)
    driver.stores.accounts.save(TEAM, newcomer, link)
    answer = driver.slack.ask(newcomer, f"add Plums to {fresh_list.name}")
    assert "Backpack does not accept your token any more" in answer.words
    assert driver.maya.contents(fresh_list) == []

    view_id = open_form(driver, newcomer, answer)
    submit(driver, newcomer, view_id, driver.linh.token, until="Your command is being carried out now.")
    driver.wait_until_idle()
    assert driver.maya.contents(fresh_list) == ["Plums"]


def test_a_prompt_clicked_twice_performs_its_command_once(
    driver: Driver, newcomer: str, fresh_list: ListAddress
) -> None:
    prompt = driver.slack.ask(newcomer, f"add Pears to {fresh_list.name}")
    view_id = open_form(driver, newcomer, prompt)
    submit(driver, newcomer, view_id, driver.linh.token, until="Connected as *Linh Tran*")
    assert driver.slack.click(newcomer, prompt).error is None
    driver.wait_until_idle()
    assert driver.maya.contents(fresh_list) == ["Pears"]
