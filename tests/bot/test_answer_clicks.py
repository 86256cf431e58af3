"""Clicks on answers: from the signed delivery through a worker to the message as it stands then."""

import json
from dataclasses import replace
from typing import Any

import pytest
from celery.exceptions import Retry

from backpack import create_item, create_list, create_page, update_item
from bot.app import create_app
from bot.config import BotConfig
from bot.present import present
from sandbox.ports import free_port
from store.cards import Cards
from store.redis_client import FAST_TIMEOUT_SECONDS, connect
from store.stores import open_stores
from tasks.past_answer import SHARE
from tasks.perform import perform
from tests.bot.hands import Hands
from tests.bot.presenting import unwait
from tests.bot.slack import MAYA, TEAM, Driver, Json, mention
from tests.bot.team import LAUNCH, Team, fast
from tests.bot.test_views import texts_of

TOMAS = "U0TOMAS"


@pytest.fixture
def office(team: Team) -> Team:
    with fast(team.world, team.people[MAYA]) as backpack:
        page_id = backpack(create_page("Office")).id
        list_id = backpack(create_list(page_id, "Groceries")).id
        backpack(create_item(page_id, list_id, "Tea"))
    return team


def labels(message: Json) -> list[str]:
    blocks = [block for block in message["blocks"] if block["type"] == "actions"]
    return [each["text"]["text"] for block in blocks for each in block["elements"]]


def words(message: Json) -> str:
    return "".join(text for _kind, text in texts_of(message["blocks"]))


def click(team: Team, hands: Hands, message: Json, label: str, user: str = MAYA) -> None:
    """And let a worker carry it out."""
    before = set(operations(team))
    place = {block["block_id"] for block in message["blocks"] if block["type"] == "actions"}
    reply = hands.click(message, f"answer_{label.lower()}", user=user, block_id=place.pop())
    assert (reply.status, reply.body) == (200, "")
    for operation_id in set(operations(team)) - before:
        team.carry_out(operation_id)


def operations(team: Team) -> list[str]:
    client: Any = team.redis
    return list(client.zrange("backpack-bot:{operations}:open", 0, -1))


def whispered(team: Team, message: Json, user: str = MAYA) -> list[str]:
    """What this person alone was told after the message."""
    after = [each for each in team.slack.messages(message["channel"], user) if each["ts"] > message["ts"]]
    return [each["text"] for each in after if each["ephemeral_to"] == user]


def test_undo_takes_the_answers_place(office: Team, hands: Hands) -> None:
    added = office.say("add Milk to Groceries")
    assert labels(added) == ["Done", "Undo", "Share", "Open in Backpack"]
    click(office, hands, added, "Undo")
    now = hands.again(added)
    assert now["text"] == "↩️ Undone: adding “Milk” to Groceries on Office."
    assert (labels(now), now["ephemeral_to"]) == ([], MAYA)
    assert office.world.items("Groceries") == [("Tea", False)]


def test_done_takes_its_place_too_and_can_be_undone(office: Team, hands: Hands) -> None:
    added = office.say("add Milk to Groceries")
    click(office, hands, added, "Done")
    done = hands.again(added)
    assert done["text"] == "☑️ “Milk” is done (Groceries on Office)."
    assert labels(done) == ["Undo", "Share", "Open in Backpack"]
    assert ("Milk", True) in office.world.items("Groceries")
    click(office, hands, done, "Undo")
    assert "marking “Milk” as done" in hands.again(added)["text"]
    assert labels(hands.again(added)) == ["Open in Backpack"]
    assert ("Milk", False) in office.world.items("Groceries")


def test_done_clicked_twice_keeps_its_undo(office: Team, hands: Hands) -> None:
    added = office.say("add Milk to Groceries")
    for _ in range(2):
        hands.click(added, "answer_done", block_id=added["blocks"][-1]["block_id"])
    for operation_id in operations(office):
        office.carry_out(operation_id)
    assert labels(hands.again(added)) == ["Undo", "Share", "Open in Backpack"]
    assert whispered(office, added) == ["☑️ “Milk” was done already (Groceries on Office)."]


def test_share_posts_it_once_for_all_and_the_button_goes(office: Team, hands: Hands) -> None:
    posted = office.messages()
    listed = office.say("list Groceries")
    click(office, hands, listed, "Share")
    (shared,) = posted()
    assert shared["text"] == listed["text"]
    assert "Shared by " in words(shared)
    assert "☐ Tea" in words(shared)
    assert labels(shared) == ["Open in Backpack"]
    assert labels(hands.again(listed)) == ["Open in Backpack"]
    office.say("share")
    assert len(posted()) == 1
    assert "shared already" in office.slack.messages(LAUNCH, MAYA)[-1]["text"]


def test_a_share_that_was_clicked_twice_is_posted_once(office: Team, hands: Hands) -> None:
    posted, listed = office.messages(), office.say("list Groceries")
    place = listed["blocks"][-1]["block_id"]
    for _ in range(2):
        hands.click(listed, "answer_share", block_id=place)
    for operation_id in operations(office):
        office.carry_out(operation_id)
    assert len(posted()) == 1
    (word,) = whispered(office, listed)
    assert "shared" in word


def test_an_answer_in_a_thread_is_shared_in_that_thread(office: Team, hands: Hands) -> None:
    posted = office.messages()
    said = {"user": TOMAS, "channel": LAUNCH, "text": "What is on the list?"}
    thread_ts = office.slack.post("message", said)["message"]["ts"]
    office.driver.hear(mention("<@U0BOT> list Groceries", LAUNCH, thread_ts=thread_ts))
    for operation_id in operations(office):
        office.carry_out(operation_id)
    listed = office.slack.messages(LAUNCH, MAYA)[-1]
    assert (listed["thread_ts"], listed["ephemeral_to"]) == (thread_ts, MAYA)
    click(office, hands, listed, "Share")
    (shared,) = posted()
    assert (shared["thread_ts"], shared["ephemeral_to"]) == (thread_ts, None)


def test_a_share_in_doubt_is_looked_for_before_it_is_posted_again(office: Team, hands: Hands) -> None:
    posted, listed = office.messages(), office.say("list Groceries")
    office.slack.fault("chat.postMessage", cut="after")
    hands.click(listed, "answer_share", block_id=listed["blocks"][-1]["block_id"])
    (operation_id,) = operations(office)
    with pytest.raises(Retry):
        office.carry_out(operation_id)
    unwait(office.redis, operation_id)
    present(operation_id)
    assert len(posted()) == 1
    assert "Share" not in labels(hands.again(listed))


def test_what_is_shared_is_what_was_answered_whatever_the_message_says(office: Team, hands: Hands) -> None:
    posted, listed = office.messages(), office.say("list Groceries")
    body = hands.delivery_of_click(listed, "answer_share", block_id=listed["blocks"][-1]["block_id"])
    office.driver.deliver(body.replace("Tea", "Gin"))
    for operation_id in operations(office):
        office.carry_out(operation_id)
    (shared,) = posted()
    assert "Tea" in words(shared)


def test_a_colleague_acts_on_what_was_shared_with_their_own_account(office: Team, hands: Hands) -> None:
    posted = office.messages()
    click(office, hands, office.say("add Milk to Groceries"), "Share")
    (shared,) = posted()
    assert labels(shared) == ["Done", "Undo", "Open in Backpack"]
    click(office, hands, shared, "Done", TOMAS)
    (done,) = posted()
    assert done["text"] == "☑️ “Milk” is done (Groceries on Office)."
    assert labels(done) == ["Undo", "Open in Backpack"], "everybody has seen it"
    assert ("Milk", True) in office.world.items("Groceries")


def test_whose_account_may_not_is_told_alone_and_the_message_stands(office: Team, hands: Hands) -> None:
    posted = office.messages()
    click(office, hands, office.say("journal Shipped"), "Share")
    (shared,) = posted()
    click(office, hands, shared, "Undo", TOMAS)
    assert posted() == [shared]
    (word,) = whispered(office, shared, TOMAS)
    assert "Your Backpack account may not do that." in word
    assert whispered(office, shared) == []
    assert office.journal() == ["Shipped"]
    link = replace(office.people[TOMAS].link, account="elsewhere")
    office.stores.accounts.save(TEAM, TOMAS, link)
    click(office, hands, shared, "Undo", TOMAS)
    assert "it is in " in whispered(office, shared, TOMAS)[-1]


def test_what_was_undone_elsewhere_says_so_when_it_is_clicked(office: Team, hands: Hands) -> None:
    added = office.say("add Milk to Groceries")
    assert "↩️ Undone: adding “Milk”" in office.say("undo")["text"]
    assert hands.again(added) == added, "a command does not reach its answer"
    click(office, hands, added, "Undo")
    assert "↩️ Undone by " in words(hands.again(added))


def test_what_was_shared_and_undone_says_so_to_everybody(office: Team, hands: Hands) -> None:
    posted, added = office.messages(), office.say("add Milk to Groceries")
    click(office, hands, added, "Share")
    office.say("undo")
    (shared,) = posted()
    assert "↩️ Undone by " in words(shared)
    assert labels(shared) == []


def test_what_is_undone_before_its_share_was_posted_is_not_shared(office: Team, hands: Hands) -> None:
    posted, added = office.messages(), office.say("add Milk to Groceries")
    hands.click(added, "answer_share", block_id=added["blocks"][-1]["block_id"])
    (operation_id,) = operations(office)
    perform(operation_id)  # and Slack is busy
    office.say("undo")
    present(operation_id)
    assert posted() == []
    assert "nothing to share" in whispered(office, added)[-1]


def test_what_is_undone_while_its_share_is_being_posted_says_so_to_everybody(
    office: Team, hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    posted, added = office.messages(), office.say("add Milk to Groceries")
    settle = Cards.settle

    def settle_late(cards: Cards, card_id: str, row: int, *what: str) -> None:
        if row == SHARE:
            monkeypatch.undo()
            office.say("undo")
        settle(cards, card_id, row, *what)

    monkeypatch.setattr(Cards, "settle", settle_late)
    click(office, hands, added, "Share")
    (shared,) = posted()
    assert "↩️ Undone by " in words(shared)
    assert labels(shared) == []
    assert "↩️ Undone by " in words(hands.again(added))


@pytest.mark.parametrize("code", ["edit_window_closed", "cant_update_message", "is_archived"])
def test_where_slack_keeps_what_was_shared_from_changes_it_is_undone_all_the_same(
    office: Team, hands: Hands, code: str
) -> None:
    added = office.say("add Milk to Groceries")
    click(office, hands, added, "Share")
    office.slack.fault("chat.update", error=code)
    assert "↩️ Undone: adding “Milk”" in office.say("undo")["text"]


def test_what_was_edited_since_is_told_and_stays(office: Team, hands: Hands) -> None:
    added = office.say("add Milk to Groceries")
    page = next(one for one in office.world.state()["pages"] if one["title"] == "Office")
    (place,) = page["lists"]
    item_id = next(item["id"] for item in place["items"] if item["content"] == "Milk")
    with fast(office.world, office.people[MAYA]) as backpack:
        backpack(update_item(page["id"], place["id"], item_id, "Milk & honey"))
    click(office, hands, added, "Undo")
    assert hands.again(added) == added
    (word,) = whispered(office, added)
    assert "has been edited since" in word


def test_after_ten_minutes_it_is_too_late_and_that_is_said(office: Team, hands: Hands) -> None:
    added = office.say("add Milk to Groceries")
    office.set_clock(office.now() + 601)
    click(office, hands, added, "Undo")
    assert hands.again(added) == added
    assert "too late to undo" in whispered(office, added)[-1]
    assert ("Milk", False) in office.world.items("Groceries")
    assert "changed nothing here" in office.say("undo")["text"]


def test_where_the_bot_is_not_it_says_to_invite_it_and_can_be_shared_then(office: Team, hands: Hands) -> None:
    posted, listed = office.messages(), office.say("list Groceries")
    office.app(left=[LAUNCH])
    click(office, hands, listed, "Share")
    assert posted() == []
    assert "/invite @Backpack" in whispered(office, listed)[-1]
    office.app(left=[])
    click(office, hands, listed, "Share")
    assert len(posted()) == 1


def test_who_is_not_connected_is_asked_to_and_the_click_is_kept(office: Team, hands: Hands) -> None:
    posted = office.messages()
    click(office, hands, office.say("add Milk to Groceries"), "Share")
    (shared,) = posted()
    office.stores.accounts.forget(TEAM, TOMAS)
    click(office, hands, shared, "Done", TOMAS)
    assert "Connect it once" in whispered(office, shared, TOMAS)[-1]
    (button,) = office.slack.messages(LAUNCH, TOMAS)[-1]["blocks"][-1]["elements"]
    kept = office.stores.interrupted.find(button["value"])
    assert kept
    assert json.loads(json.loads(kept)["intent"])["type"] == "FinishItem"


def test_open_is_acknowledged_and_nothing_else(office: Team, hands: Hands) -> None:
    added = office.say("add Milk to Groceries")
    before = operations(office)
    click(office, hands, added, "Open")
    assert (operations(office), hands.again(added)) == (before, added)


@pytest.mark.parametrize("label", ["Done", "Undo", "Share"])
def test_a_click_that_slack_repeats_is_one_operation(office: Team, hands: Hands, label: str) -> None:
    added = office.say("add Milk to Groceries")
    place = added["blocks"][-1]["block_id"]
    delivery = hands.delivery_of_click(added, f"answer_{label.lower()}", block_id=place)
    for _ in range(3):
        office.driver.deliver(delivery)
    assert len(operations(office)) == 1


def test_while_the_memory_is_out_of_reach_nothing_is_accepted_and_that_is_said(
    office: Team, hands: Hands, config: BotConfig, sealing_key: str
) -> None:
    added = office.say("add Milk to Groceries")
    with connect(f"redis://127.0.0.1:{free_port(0)}/0", FAST_TIMEOUT_SECONDS) as nowhere:
        app = create_app(config, open_stores(nowhere, [sealing_key]))
        elsewhere = replace(hands, driver=Driver(app, hands.driver.runner))
        assert elsewhere.click(added, "answer_undo", block_id=added["blocks"][-1]["block_id"]).status == 200
    assert "*nothing was accepted*" in whispered(office, added)[-1]
