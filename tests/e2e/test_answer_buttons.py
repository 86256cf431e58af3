"""Buttons on answers, pressed as people press them, and what is typed instead."""

from urllib.request import urlopen

from bot.views import ids
from tests.e2e.driver import Driver
from tests.e2e.slack_page import KITCHEN, MAYA, TOMAS, Post
from tests.e2e.waiting import eventually
from tests.e2e.xml_api import Item, ListAddress


def again(driver: Driver, post: Post, viewer: str = MAYA) -> Post:
    """How the message stands by now."""
    return next(one for one in driver.slack.posts(post.channel, viewer) if one.ts == post.ts)


def press(driver: Driver, post: Post, action_id: str, user: str = MAYA) -> None:
    value = next(one["value"] for one in post.elements if one["action_id"] == action_id)
    delivered = driver.slack.act(user, post, action_id, value)
    assert (delivered.status, delivered.error) == (200, None)


def labels(post: Post) -> list[str]:
    return [one["text"]["text"] for one in post.elements]


def test_done_then_undo_then_nothing_is_left_to_press(driver: Driver, fresh_list: ListAddress) -> None:
    added = driver.slack.ask(MAYA, f"add Oat milk to {fresh_list.name}")
    assert labels(added) == ["Done", "Undo", "Share", "Open in Backpack"]
    press(driver, added, ids.ANSWER_DONE)
    eventually("it is done in its place", lambda: "is done" in again(driver, added).words)
    assert driver.maya.items(fresh_list) == [Item("Oat milk", completed=True)]
    press(driver, again(driver, added), ids.ANSWER_UNDO)
    eventually("that is undone", lambda: "Undone by " in again(driver, added).words)
    assert driver.maya.items(fresh_list) == [Item("Oat milk", completed=False)]
    assert labels(again(driver, added)) == ["Open in Backpack"]


def test_undo_removes_what_was_added_once(driver: Driver, fresh_list: ListAddress) -> None:
    added = driver.slack.ask(MAYA, f"add Oat milk to {fresh_list.name}")
    for _ in range(2):
        press(driver, added, ids.ANSWER_UNDO)
    eventually("it is undone", lambda: "Undone by " in again(driver, added).words)
    driver.wait_until_idle()
    assert driver.maya.items(fresh_list) == []
    assert labels(again(driver, added)) == []


def test_what_is_shared_is_there_once_and_a_colleague_ticks_it(
    driver: Driver, fresh_list: ListAddress
) -> None:
    added = driver.slack.ask(MAYA, f"add Oat milk to {fresh_list.name}", channel=KITCHEN)
    for _ in range(2):
        press(driver, added, ids.ANSWER_SHARE)
    driver.wait_until_idle()
    shared = [one for one in driver.slack.posts(KITCHEN, TOMAS) if fresh_list.name in one.text]
    assert [(one.ephemeral_to, "Shared by " in one.words) for one in shared] == [(None, True)]
    assert "Share" not in labels(again(driver, added))
    press(driver, shared[0], ids.ANSWER_DONE, TOMAS)
    eventually("it is done for all", lambda: "is done" in again(driver, shared[0]).words)
    assert driver.maya.items(fresh_list) == [Item("Oat milk", completed=True)]


def test_undo_and_share_can_be_typed(driver: Driver, fresh_list: ListAddress) -> None:
    driver.slack.ask(MAYA, f"add Oat milk to {fresh_list.name}", channel=KITCHEN)
    before = len(driver.slack.posts(KITCHEN, TOMAS))
    driver.slack.command(MAYA, "share", channel=KITCHEN)
    (shared,) = eventually("it is shared", lambda: driver.slack.posts(KITCHEN, TOMAS)[before:])
    assert f"Added Oat milk to {fresh_list.name} on Office." in shared.words
    driver.wait_until_idle()
    undone = driver.slack.ask(MAYA, "undo", channel=KITCHEN)
    assert f": adding Oat milk to {fresh_list.name} on Office." in undone.words
    assert driver.maya.items(fresh_list) == []


def test_open_leads_to_the_page_and_the_list_says_its_address(
    driver: Driver, fresh_list: ListAddress
) -> None:
    listed = driver.slack.ask(MAYA, f"list {fresh_list.name}")
    (url,) = [one["url"] for one in listed.elements if one["action_id"] == ids.ANSWER_OPEN]
    assert url.partition("://")[2] in listed.words
    with urlopen(url, timeout=10) as page:
        assert page.status == 200
    where = {"user": MAYA, "channel": listed.channel, "ts": listed.ts, "action_id": ids.ANSWER_OPEN}
    assert driver.slack.control("action", where)["status"] == 200
