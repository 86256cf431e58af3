"""A list as a card in a channel: one message, always as the list is in Backpack."""

from threading import Thread
from typing import Any

import pytest

from backpack import create_item, destroy_item, destroy_list, list_items, toggle_item, update_item
from store.feed_messages import FeedMessages
from store.feed_states import FeedStates
from tasks.feeding.live import LivePlaced
from tasks.feeding.names import FeedName
from tasks.intents import TickItem
from tasks.intents.unsubscribe import Unsubscribed
from tasks.perform import perform
from tasks.poll import poll
from tasks.results import Refused
from tests.bot.slack import Json
from tests.feeds.town import KITCHEN, LAUNCH, LINH, TOMAS, KilledError, Town, dying_in


class Card:
    """The card of one list, and its list."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.page_id = town.world.page("Office", Groceries=("Milk", "Tea", "Bread"))
        pages = town.world.state()["pages"]
        (self.list_id,) = (one["id"] for page in pages for one in page["lists"] if page["id"] == self.page_id)

    @property
    def feed(self) -> str:
        return str(FeedName("list", self.town.world.account, self.list_id, self.page_id))

    def item(self, content: str) -> int:
        items = self.town.maya.backpack(list_items(self.page_id, self.list_id))
        return next(item.id for item in items if item.content == content)

    def change(self, call: Any) -> None:
        """In Backpack itself, and have it seen."""
        self.town.maya.backpack(call)
        self.look_and_tell()

    def look_and_tell(self) -> None:
        self.town.free_limits()
        poll(self.feed)
        self.town.tell()

    def boxes(self, message: Json) -> dict[str, bool]:
        """By text, whether it is ticked."""
        elements = [block["elements"][0] for block in message["blocks"] if block["type"] == "actions"]
        return {each["options"][0]["text"]["text"]: bool(each.get("initial_options")) for each in elements}

    def in_backpack(self) -> dict[str, bool]:
        return dict(self.town.world.items("Groceries"))

    def tick(self, content: str, *, completed: bool = True, user: str = "U0MAYA") -> str:
        """Accepted, not carried out yet."""
        intent = TickItem(self.page_id, self.list_id, self.item(content), completed)
        clicked_ts = self.town.messages()[-1]["ts"]
        return self.town.accept_intent(intent, user=user, clicked_ts=clicked_ts, prefix="card-")


@pytest.fixture
def card(town: Town) -> Card:
    return Card(town)


def only(card: Card, channel: str = KITCHEN) -> Json:
    (message,) = card.town.messages(channel)
    return message


def ticks(message: Json) -> set[str]:
    return {block["block_id"] for block in message["blocks"] if block["type"] == "actions"}


def test_it_appears_as_the_list_is_and_nothing_else_is_said(card: Card) -> None:
    card.town.maya.backpack(toggle_item(card.page_id, card.list_id, card.item("Tea")))
    outcome = card.town.say("card Groceries")
    assert isinstance(outcome, LivePlaced)
    assert card.boxes(only(card)) == {"Milk": False, "Bread": False, "Tea": True}
    assert "2 open, 1 done" in card.town.texts()[0]
    card.look_and_tell()
    assert len(card.town.messages()) == 1


def test_changes_in_backpack_change_the_message(card: Card) -> None:
    card.town.say("card Groceries")
    milk = card.item("Milk")
    card.change(create_item(card.page_id, card.list_id, "Salt"))
    card.change(update_item(card.page_id, card.list_id, milk, "Oat milk", completed=True))
    card.change(destroy_item(card.page_id, card.list_id, card.item("Bread")))
    assert card.boxes(only(card)) == {"Tea": False, "Salt": False, "Oat milk": True} == card.in_backpack()


def test_a_tick_is_done_in_backpack_and_shown_at_once(card: Card) -> None:
    card.town.say("card Groceries")
    first = only(card)
    card.town.carry_out(card.tick("Milk", user=TOMAS))
    card.town.tell()
    assert card.boxes(only(card))["Milk"] is True is card.in_backpack()["Milk"]
    assert only(card)["ts"] == first["ts"]
    assert not ticks(first) & ticks(only(card)), "Slack's clients would keep the boxes as they were"


def test_undo_takes_a_tick_back_and_an_item_away_and_the_card_shows_it(card: Card) -> None:
    card.town.say("card Groceries")
    card.town.say("add Salt to Groceries")
    card.town.carry_out(card.tick("Milk"))
    for _ in range(2):
        card.town.say("undo")
    card.town.free_limits()
    poll(card.feed)
    card.town.tell()
    everything_open = {"Milk": False, "Tea": False, "Bread": False}
    assert card.boxes(card.town.messages()[0]) == everything_open == card.in_backpack()


def test_two_who_tick_at_once_both_count(card: Card) -> None:
    card.town.say("card Groceries")
    operations = [card.tick("Milk"), card.tick("Tea", user=TOMAS), card.tick("Tea")]
    threads = [Thread(target=card.town.carry_out, args=(each,)) for each in operations]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    card.town.tell()
    assert card.boxes(only(card)) == {"Milk": True, "Tea": True, "Bread": False} == card.in_backpack()


def test_a_tick_that_can_not_be_done_is_said_and_the_box_is_put_back(card: Card) -> None:
    card.town.say("card Groceries")
    before = only(card)
    tick = card.tick("Milk")
    card.town.maya.backpack(destroy_item(card.page_id, card.list_id, card.item("Milk")))
    assert isinstance(card.town.carry_out(tick), Refused)
    after = only(card)
    assert card.boxes(after) == card.boxes(before)
    assert not ticks(before) & ticks(after), "Slack's clients would keep the box as they left it"


def test_asked_again_it_moves_down_and_the_old_one_says_so(card: Card) -> None:
    card.town.say("card Groceries")
    card.town.say("card Groceries", user=TOMAS)
    old, new = card.town.messages()
    assert card.boxes(old) == {}
    assert "further down now" in card.town.texts()[0]
    card.change(create_item(card.page_id, card.list_id, "Salt"))
    assert [len(card.boxes(each)) for each in card.town.messages()] == [0, 4]
    assert new["ts"] == card.town.messages()[1]["ts"]


def test_a_channel_each_has_its_own(card: Card) -> None:
    card.town.say("card Groceries")
    card.town.say("card Groceries", channel=LAUNCH)
    card.change(create_item(card.page_id, card.list_id, "Salt"))
    assert [len(card.boxes(only(card, channel))) for channel in (KITCHEN, LAUNCH)] == [4, 4]


def test_off_ends_it(card: Card) -> None:
    card.town.say("card Groceries")
    assert isinstance(card.town.say("card off Groceries"), Unsubscribed)
    assert "not kept up to date any more" in card.town.texts()[0]
    assert card.town.stores.subscriptions.feeds() == ()


def test_a_list_that_is_gone_ends_it_and_the_card_says_so(card: Card) -> None:
    card.town.say("card Groceries")
    card.change(destroy_list(card.page_id, card.list_id))
    assert "not in Backpack any more" in card.town.texts()[0]
    assert card.boxes(only(card)) == {}
    assert card.town.stores.subscriptions.feeds() == ()


def test_while_nobody_may_look_it_rests_and_then_goes_on(card: Card) -> None:
    card.town.say("card Groceries")
    link = card.town.maya.link
    card.town.stores.accounts.forget("T0TRAILHEAD", "U0MAYA")
    card.look_and_tell()
    assert "can’t look at this list" in card.town.texts()[0]
    card.town.stores.accounts.save("T0TRAILHEAD", "U0MAYA", link)
    card.look_and_tell()
    assert len(card.boxes(only(card))) == 3


def test_where_the_bot_is_not_it_says_how_to_invite_it(card: Card) -> None:
    card.town.slack.post("app", {"left": [KITCHEN]})
    card.town.say("card Groceries")
    assert card.town.messages() == []
    assert card.town.stores.subscriptions.feeds() == ()


@pytest.mark.parametrize(
    ("owner", "name", "after"),
    [(FeedStates, "commit", True), (FeedStates, "commit", False), (FeedMessages, "record", False)],
)
def test_whoever_dies_on_the_way_leaves_one_card(card: Card, owner: object, name: str, after: bool) -> None:
    operation_id = card.town.accept("card Groceries", KITCHEN)
    with dying_in(owner, name, after=after):
        try:
            perform(operation_id)
            card.town.present(operation_id)
        except KilledError:
            pass
    card.town.unwait()
    card.town.tell()
    assert card.boxes(only(card)) == card.in_backpack()


def test_somebody_who_has_not_connected_changes_nothing(card: Card) -> None:
    card.town.say("card Groceries")
    card.town.carry_out(card.tick("Milk", user=LINH))
    assert card.in_backpack()["Milk"] is False


def test_a_card_that_somebody_deletes_in_slack_ends(card: Card) -> None:
    card.town.say("card Groceries")
    card.town.slack.delete(KITCHEN, only(card)["ts"])
    card.change(create_item(card.page_id, card.list_id, "Salt"))
    assert card.town.messages() == []
    assert card.town.stores.subscriptions.feeds() == (), "nobody looks at a list for a card that is gone"
    assert card.town.texts("D0MAYA") == [], "whoever deleted it wants it gone"


def test_a_card_that_slack_keeps_from_changes_ends_and_whoever_posted_it_is_told(card: Card) -> None:
    card.town.say("card Groceries")
    card.town.slack.fault("chat.update", error="edit_window_closed")
    card.change(create_item(card.page_id, card.list_id, "Salt"))
    (told,) = card.town.texts("D0MAYA")
    assert "the list Groceries is not kept up to date any more" in told
    assert "does not let me change it" in told
    assert card.town.stores.subscriptions.feeds() == ()
