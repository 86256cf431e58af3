"""Looking at things, a channel's default, the status and the journal."""

import pytest

from backpack import create_note, update_item
from store.channels import ChannelDefault
from tasks.attempt import attempt
from tasks.intents import (
    ClearStatus,
    SearchPages,
    SetDefault,
    SetStatus,
    ShowList,
    ShowPage,
    ShowPages,
    WriteJournalEntry,
)
from tasks.intents.set_default import DefaultSet
from tasks.intents.set_status import StatusSet
from tasks.intents.show_list import ListShown, ShownItem
from tasks.intents.show_page import PageShown, ShownSection
from tasks.intents.write_journal_entry import JournalEntryWritten
from tasks.results import RefusalError, Refused
from tests.tasks.world import CHANNEL, TEAM, World


def complete_first(world: World, page_id: int, list_name: str) -> None:
    lists = next(page["lists"] for page in world.state()["pages"] if page["id"] == page_id)
    place = next(one for one in lists if one["name"] == list_name)
    item = place["items"][0]
    world.maya.backpack(update_item(page_id, place["id"], item["id"], item["content"], completed=True))


def test_a_list_shows_open_items_first(world: World) -> None:
    complete_first(world, world.page("Office", Groceries=("Soap", "Milk")), "Groceries")
    shown = ShowList("groceries").perform(world.context())
    assert shown == ListShown("Groceries", "Office", (ShownItem("Milk", False), ShownItem("Soap", True)))


def test_without_a_name_the_default_is_shown(world: World) -> None:
    world.default(world.page("Office", Groceries=("Milk",)), "Office")
    assert ShowList().perform(world.context()).list_name == "Groceries"
    assert ShowPage().perform(world.context()).title == "Office"


@pytest.mark.parametrize("intent", [ShowList(), ShowPage()])
def test_without_a_name_and_a_default_the_way_out_is_said(world: World, intent: ShowList | ShowPage) -> None:
    with pytest.raises(RefusalError) as raised:
        intent.perform(world.context())
    assert "default" in raised.value.refused.next_step


def test_a_page_shows_its_parts_from_top_to_bottom(world: World) -> None:
    # Backpack puts what is new on top.
    page_id = world.page("Office", Groceries=("Milk",))
    world.maya.backpack(create_note(page_id, "Wi-Fi", "on the card"))
    world.new_list(page_id, "Empty")
    shown = ShowPage("office").perform(world.context())
    assert shown == PageShown(
        "Office",
        (
            ShownSection("Empty"),
            ShownSection("Wi-Fi", body="on the card"),
            ShownSection("Groceries", (ShownItem("Milk", False),)),
        ),
    )


def test_all_pages_are_named(world: World) -> None:
    world.page("Café ideas")
    world.page("Office")
    assert sorted(ShowPages().perform(world.context()).titles) == ["Café ideas", "Office"]


def test_a_search_finds_the_page_and_says_what_it_looked_for(world: World) -> None:
    world.page("Office", Repairs=("Printer is jammed",))
    world.page("Home")
    shown = SearchPages("printer").perform(world.context())
    assert (shown.titles, shown.term) == (("Office",), "printer")
    assert SearchPages("no such word").perform(world.context()).titles == ()


@pytest.mark.parametrize(
    ("target", "page", "name"),
    [
        ("office / groceries", "Office", "Groceries"),
        ("Groceries", "Office", "Groceries"),
        ("office", "Office", None),
        ("trade fair", "Trade fair", "Packing list"),
    ],
)
def test_a_default_is_a_page_or_a_list_on_it(world: World, target: str, page: str, name: str | None) -> None:
    world.page("Office", Groceries=(), Repairs=())
    world.page("Trade fair", Packing_list=())
    assert SetDefault(target).perform(world.context()) == DefaultSet(page, name)
    kept = world.stores.channels.default(TEAM, CHANNEL)
    assert isinstance(kept, ChannelDefault)
    assert (kept.account, kept.page_title, kept.list_name) == (world.account, page, name)


def test_an_unknown_default_leaves_the_old_one(world: World) -> None:
    world.page("Office", Groceries=())
    SetDefault("Office").perform(world.context())
    with pytest.raises(RefusalError):
        SetDefault("Nowhere").perform(world.context())
    kept = world.stores.channels.default(TEAM, CHANNEL)
    assert kept
    assert kept.page_title == "Office"


def test_a_status_is_the_speakers_and_can_be_set_again(world: World) -> None:
    tomas = world.person("Tomás Rivera", "Berlin")
    SetStatus("Out").perform(world.context(tomas))
    assert SetStatus("Back 🦷").perform(world.context(tomas)) == StatusSet("Back 🦷", "Out", tomas.user_id)
    (status,) = world.state()["statuses"]
    assert (status["user_id"], status["message"]) == (tomas.user_id, "Back 🦷")


def test_somebody_elses_status_is_not_allowed_and_the_token_is_not_blamed(world: World) -> None:
    tomas = world.person("Tomás Rivera", "Berlin")
    link = type(tomas.link)(world.account, world.maya.user_id, "Maya", "Berlin", tomas.token)
    outcome = attempt(SetStatus("Hacked"), world.context(tomas, link=link), 1)
    assert isinstance(outcome, Refused)
    assert outcome.problem == "Your Backpack account may not do that."
    assert world.state()["statuses"] == []


def test_a_journal_entry_is_the_speakers(world: World) -> None:
    body = "Shipped it\n\n  with & <care>"
    written = WriteJournalEntry(body).perform(world.context())
    (entry,) = world.state()["journal"]
    assert written == JournalEntryWritten(body, entry["id"])
    assert (entry["user_id"], entry["body"]) == (world.maya.user_id, body)


@pytest.mark.parametrize(
    ("intent", "sentence"),
    [
        (ShowList("Groceries"), "show the list Groceries"),
        (ShowList(), "show this channel's default list"),
        (ShowPage("Office"), "show the page Office"),
        (ShowPage(), "show this channel's default page"),
        (ShowPages(), "show the names of all your pages"),
        (SearchPages("printer"), "search your pages for “printer”"),
        (SetDefault("Office"), "make Office this channel's default"),
        (SetStatus("Out"), "set your status to “Out”"),
        (ClearStatus(), "clear your status"),
        (WriteJournalEntry("Shipped"), "write “Shipped” in your journal"),
    ],
)
def test_an_intent_says_what_it_would_do(intent: ShowPages, sentence: str) -> None:
    assert intent.describe() == sentence
