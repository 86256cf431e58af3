"""Deliveries signed by the tests: what the bot lets in, and what it recognises as the same again."""

import secrets
from concurrent.futures import ThreadPoolExecutor

from tests.e2e.driver import Driver
from tests.e2e.slack_page import KITCHEN, LINH, MAYA
from tests.e2e.waiting import eventually
from tests.e2e.xml_api import ListAddress


def test_a_command_signed_by_hand_is_performed(driver: Driver, fresh_list: ListAddress) -> None:
    reply = driver.signer.command(MAYA, f"add Signed to {fresh_list.name}")
    assert (reply.status, reply.body) == (200, "")
    eventually("its answer", lambda: _answers(driver, "Signed to " + fresh_list.name))
    assert driver.maya.contents(fresh_list) == ["Signed"]


def test_a_wrong_signature_is_turned_away(driver: Driver, fresh_list: ListAddress) -> None:
    forger = driver.signer.with_secret(secrets.token_hex(16))
    reply = forger.command(MAYA, f"add Forged to {fresh_list.name}")
    assert reply.status == 401
    _check_nothing_happened(driver, fresh_list)


def test_a_delivery_older_than_five_minutes_is_turned_away(driver: Driver, fresh_list: ListAddress) -> None:
    reply = driver.signer.command(MAYA, f"add Replayed to {fresh_list.name}", seconds_ago=6 * 60)
    assert reply.status == 401
    _check_nothing_happened(driver, fresh_list)


def test_a_forged_submission_or_click_is_turned_away(driver: Driver) -> None:
    forger = driver.signer.with_secret(secrets.token_hex(16))
    for kind in ("view_submission", "block_actions"):
        assert forger.interaction({"type": kind, "user": {"id": LINH}}).status == 401


def test_the_same_delivery_twice_makes_one_item_and_one_answer(
    driver: Driver, fresh_list: ListAddress
) -> None:
    trigger_id = secrets.token_hex(8)
    for _ in range(2):
        reply = driver.signer.command(MAYA, f"add Once to {fresh_list.name}", trigger_id=trigger_id)
        assert (reply.status, reply.body) == (200, "")
        driver.wait_until_idle()
    _check_one_of_each(driver, fresh_list, "Once")


def test_the_same_delivery_many_times_at_once_makes_one_item_and_one_answer(
    driver: Driver, fresh_list: ListAddress
) -> None:
    trigger_id = secrets.token_hex(8)

    def deliver(_turn: int) -> int:
        words = f"add Still once to {fresh_list.name}"
        return driver.signer.command(MAYA, words, trigger_id=trigger_id).status

    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(deliver, range(16))) == [200] * 16
    driver.wait_until_idle()
    _check_one_of_each(driver, fresh_list, "Still once")


def test_the_same_words_in_another_delivery_are_another_item(driver: Driver, fresh_list: ListAddress) -> None:
    for _ in range(2):
        driver.signer.command(MAYA, f"add Twice to {fresh_list.name}")
        driver.wait_until_idle()
    assert driver.maya.contents(fresh_list) == ["Twice", "Twice"]


def _answers(driver: Driver, words: str) -> list[str]:
    return [post.words for post in driver.slack.posts(KITCHEN, MAYA) if words in post.words]


def _check_one_of_each(driver: Driver, place: ListAddress, content: str) -> None:
    _let_hints_run_dry(driver)
    assert driver.maya.contents(place) == [content]
    assert len(_answers(driver, f"{content} to {place.name}")) == 1


def _check_nothing_happened(driver: Driver, place: ListAddress) -> None:
    _let_hints_run_dry(driver)
    assert driver.maya.contents(place) == []
    assert _answers(driver, place.name) == []


def _let_hints_run_dry(driver: Driver) -> None:
    """Whatever was queued before this command has been taken by the workers when it is answered."""
    driver.wait_until_idle()
    driver.slack.ask(MAYA, "pages")
