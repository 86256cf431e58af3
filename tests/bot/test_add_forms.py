"""The shortcuts "Add to Backpack" and "Backpack": the form, what its picker offers, and what it becomes."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.place_options import OPTIONS_MOST, Place, place_options
from bot.views.add_form import AddFormState, add_form
from sandbox.slack.validation import check_view
from store.channels import ChannelDefault
from store.operations import Operations
from store.places import ListPlace, PagePlace
from store.stores import Stores
from tests.bot.hands import Hands, initial
from tests.bot.slack import MAYA, TEAM, Json, Reply
from tests.bot.test_shortcuts import intent, written
from tests.bot.test_views import strange

ADD, ANYWHERE = "add_to_backpack", "backpack"
GROCERIES = ListPlace(1, "Office", 11, "Groceries")
OFFICE = PagePlace(1, "Office", (GROCERIES, ListPlace(1, "Office", 12, "Errands")))
FAIR = PagePlace(2, "Trade fair", ())


@pytest.fixture
def remembered(linked: Stores) -> Stores:
    """Maya's pages are known."""
    linked.places.remember("trailhead", 7, (OFFICE, FAIR))
    return linked


def form(hands: Hands, message: Json | None = None) -> Json:
    reply = hands.choose(message, ADD) if message else hands.choose_anywhere(ANYWHERE)
    assert reply.status == 200
    return hands.slack.views()[-1]


def errors(reply: Reply) -> Json:
    assert reply.body["response_action"] == "errors"
    return dict(reply.body["errors"])


def link_to(hands: Hands, message: Json) -> str:
    return f"{hands.slack.url}/archives/C0LAUNCH/p{message['ts'].replace('.', '')}"


def looks(stores: Stores) -> int:
    """How many look-ups the workers were asked for."""
    redis: Any = stores.operations._redis
    return sum("tasks.look_up" in each for each in redis.lrange("interactive", 0, -1))


def test_the_form_opens_with_the_message_s_words_and_the_way_back(hands: Hands) -> None:
    message = written(hands, "Call @linh & the\n<printer> shop")
    view = form(hands, message)
    words = f"Call @linh & the\n<printer> shop\n{link_to(hands, message)}"
    assert initial(view) == {"kind": None, "text": words, "place": None}


def test_of_a_long_message_the_words_are_shortened_and_never_the_link(hands: Hands) -> None:
    message = written(hands, "w" * 3_500)
    text = initial(form(hands, message))["text"]
    assert len(text) == 3_000
    assert text.endswith(f"…\n{link_to(hands, message)}")


@pytest.mark.usefixtures("remembered")
def test_an_item_goes_to_the_list_that_was_picked_in_one_line(hands: Hands, stores: Stores) -> None:
    message = written(hands, "ready")
    view = form(hands, message)
    reply = hands.submit(view, kind="item", text=" look at\nthe map ", place="1/11")
    assert (reply.status, reply.body) == (200, "")
    command, delivery = intent(stores)
    assert (command["type"], command["content"]) == ("AddItem", "look at the map")
    assert (command["page_id"], command["list_id"], command["target"]) == (1, 11, None)
    assert (delivery["slack_team_id"], delivery["slack_channel_id"]) == (TEAM, "C0LAUNCH")
    assert delivery["response_url"].startswith(f"{hands.slack.url}/app-actions/")


@pytest.mark.usefixtures("remembered")
def test_a_note_goes_to_the_page_of_what_was_picked(hands: Hands, stores: Stores) -> None:
    hands.submit(form(hands, written(hands, "ready")), kind="note", text="Door\n4711", place="1/11")
    command, _delivery = intent(stores)
    assert (command["type"], command["text"], command["page_id"]) == ("AddNote", "Door\n4711", 1)


@pytest.mark.usefixtures("remembered")
def test_a_note_that_begins_with_a_long_line_gets_its_start_as_a_title(hands: Hands, stores: Stores) -> None:
    hands.submit(form(hands, written(hands, "ready")), kind="note", text="w" * 300, place="2")
    title, body = intent(stores)[0]["text"].split("\n")
    assert (len(title), body) == (100, "w" * 300)


@pytest.mark.usefixtures("linked")
def test_a_journal_entry_needs_no_place(hands: Hands, stores: Stores) -> None:
    hands.submit(form(hands, written(hands, "ready")), kind="journal", text="Shipped\nit")
    assert intent(stores)[0]["body"] == "Shipped\nit"


@pytest.mark.usefixtures("remembered")
def test_the_same_submission_again_is_one_operation(hands: Hands, ledger: Operations) -> None:
    body = hands.delivery_of_submission(form(hands, written(hands, "x")), kind="item", text="x", place="1/11")
    for _ in range(3):
        hands.driver.deliver(body)
    assert ledger.open_count() == 1


@pytest.mark.usefixtures("linked")
def test_from_anywhere_it_opens_empty_and_answers_in_our_direct_messages(
    hands: Hands, stores: Stores
) -> None:
    view = form(hands)
    assert initial(view)["text"] is None
    hands.submit(view, kind="journal", text="Shipped it")
    _command, delivery = intent(stores)
    assert (delivery["slack_channel_id"], delivery["is_direct"]) == (MAYA, True)
    assert delivery["response_url"] is None


@pytest.mark.parametrize("account", ["trailhead", "another"])
@pytest.mark.usefixtures("remembered")
def test_without_a_place_the_channels_default_is_meant_if_it_has_one_here(
    hands: Hands, stores: Stores, ledger: Operations, account: str
) -> None:
    stores.channels.set_default(TEAM, "C0LAUNCH", ChannelDefault(account, 1, "Office", 11, "Groceries"))
    reply = hands.submit(form(hands, written(hands, "x")), kind="item", text="x")
    if account == "trailhead":
        assert intent(stores)[0]["page_id"] is None
    else:
        assert "Choose where the item belongs." in errors(reply)["place"]
        assert ledger.open_count() == 0


@pytest.mark.usefixtures("remembered")
@pytest.mark.parametrize(
    ("filled", "block", "problem"),
    [
        ({"kind": "item", "text": "x"}, "place", "Choose where"),
        ({"kind": "note", "text": "x", "place": "-"}, "place", "Choose where"),
        ({"kind": "item", "text": "x", "place": "1"}, "place", "has 2 lists"),
        ({"kind": "item", "text": "x", "place": "2"}, "place", "has no lists"),
        ({"kind": "item", "text": "w" * 2_001, "place": "1/11"}, "text", "characters long"),
        ({"kind": "note", "text": "\x01", "place": "1"}, "text", "can't keep"),
    ],
)
def test_what_is_wrong_is_said_under_its_field(
    hands: Hands, ledger: Operations, filled: dict[str, str], block: str, problem: str
) -> None:
    assert problem in errors(hands.submit(form(hands, written(hands, "x")), **filled))[block]
    assert ledger.open_count() == 0


def test_who_is_not_connected_is_asked_to_and_the_command_is_kept(hands: Hands, stores: Stores) -> None:
    view = form(hands, written(hands, "x"))
    assert list(hands.suggested(view, "")) == ["-"]
    reply = hands.submit(view, kind="journal", text="Shipped it")
    assert (reply.status, reply.body) == (200, "")
    word = hands.slack.messages("C0LAUNCH")[-1]
    assert "Connect it once" in word["text"]
    assert stores.interrupted.find(word["blocks"][-1]["elements"][0]["value"])


def test_from_anywhere_they_are_asked_to_in_our_direct_messages(hands: Hands) -> None:
    hands.submit(form(hands), kind="journal", text="Shipped it")
    assert "Connect it once" in hands.slack.messages("D0MAYA")[-1]["text"]


@pytest.mark.usefixtures("remembered")
def test_the_picker_offers_lists_and_pages_by_name_those_used_last_first(
    hands: Hands, stores: Stores
) -> None:
    view = form(hands)
    assert list(hands.suggested(view, "")) == ["1/11", "1/12", "1", "2"]
    assert hands.suggested(view, "groc") == {"1/11": "Groceries on Office"}
    assert hands.suggested(view, "FAIR") == {"2": "Trade fair (page)"}
    stores.places.note_use("trailhead", 7, 1, 12)
    stores.places.note_use("trailhead", 7, 2, None)
    stores.places.note_use("trailhead", 7, 1, 12)
    assert list(hands.suggested(view, "")) == ["1/12", "2", "1/11", "1"]


@pytest.mark.usefixtures("linked")
def test_while_nothing_is_remembered_it_says_so_and_one_worker_looks(hands: Hands, stores: Stores) -> None:
    view = form(hands)
    assert looks(stores) == 1, "ahead, while the form is read"
    (said,) = hands.suggested(view, "groc").values()
    assert "looked up" in said
    assert looks(stores) == 1


def test_of_many_lists_as_many_are_offered_as_slack_shows_and_each_is_found_by_typing() -> None:
    lists = tuple(ListPlace(1, "Office", number, f"List {number}") for number in range(1, 151))
    pages = [PagePlace(1, "Office", lists)]
    assert len(place_options(pages, [], "")) == OPTIONS_MOST
    (found,) = place_options(pages, [], "list 150")
    assert found.value == "1/150"
    assert place_options(pages, [Place(1, 150)], "")[0].value == "1/150"


names = st.text(max_size=200) | strange
lists = st.lists(names, max_size=60)


@given(titles=st.lists(st.tuples(names, lists), max_size=5), typed=names)
def test_whatever_the_pages_are_called_the_options_keep_slacks_limits(
    titles: list[tuple[str, list[str]]], typed: str
) -> None:
    pages = [
        PagePlace(
            page_id, title, tuple(ListPlace(page_id, title, rank, name) for rank, name in enumerate(named))
        )
        for page_id, (title, named) in enumerate(titles)
    ]
    options = [each.to_dict("block") for each in place_options(pages, [Place(0, 1)], typed)]
    assert len(options) <= OPTIONS_MOST
    for each in options:
        assert 1 <= len(each["text"]["text"]) <= 75
        assert 1 <= len(each["value"]) <= 150
        assert Place.read(each["value"])
    assert len({each["value"] for each in options}) == len(options)


@given(text=strange)
def test_whatever_a_message_says_the_form_opens(text: str) -> None:
    check_view(json.loads(json.dumps(add_form(AddFormState("C1", "http://x/" + "x" * 200), text).to_dict())))


def test_a_form_that_slack_does_not_open_is_said(hands: Hands) -> None:
    message = written(hands, "ready")
    hands.slack.fault("views.open", error="internal_error")
    assert hands.choose(message, ADD).status == 200
    assert "could not open the form" in hands.slack.messages("C0LAUNCH")[-1]["text"]
