"""Adding items and notes: where they land, word for word, and what is refused."""

import pytest

from backpack import NotFound, destroy_list
from tasks.attempt import attempt
from tasks.intents import AddItem, AddNote
from tasks.intents.add_item import ItemAdded
from tasks.intents.add_note import NoteAdded, title_and_body
from tasks.results import RefusalError, Refused
from tests.tasks.world import World


def refusal(world: World, intent: AddItem | AddNote) -> Refused:
    with pytest.raises(RefusalError) as raised:
        intent.perform(world.context())
    return raised.value.refused


def test_an_item_lands_at_the_bottom_of_the_list(world: World) -> None:
    world.page("Office", Groceries=("Bananas",))
    added = AddItem("Oat milk", "groceries").perform(world.context())
    assert added == ItemAdded("Oat milk", "Groceries", "Office")
    assert world.items("Groceries") == [("Bananas", False), ("Oat milk", False)]


def test_without_a_list_the_channels_default_is_meant(world: World) -> None:
    page_id = world.page("Office")
    world.default(page_id, "Office", world.new_list(page_id, "Groceries"), "Groceries")
    assert AddItem("Oat milk").perform(world.context()) == ItemAdded("Oat milk", "Groceries", "Office")
    assert world.items("Groceries") == [("Oat milk", False)]


def test_a_default_page_with_one_list_is_enough(world: World) -> None:
    world.default(world.page("Office", Groceries=()), "Office")
    AddItem("Oat milk").perform(world.context())
    assert world.items("Groceries") == [("Oat milk", False)]


def test_a_list_made_since_the_pages_were_remembered_counts(world: World) -> None:
    world.page("Elsewhere", Things=())
    world.context().directory.pages()
    world.default(world.page("Office", Groceries=()), "Office")
    AddItem("Oat milk").perform(world.context())
    assert world.items("Groceries") == [("Oat milk", False)]


@pytest.mark.parametrize("lists", [{}, {"Groceries": (), "Repairs": ()}])
def test_a_default_page_that_leaves_it_open_asks_for_the_list(
    world: World, lists: dict[str, tuple[str, ...]]
) -> None:
    world.default(world.page("Office", **lists), "Office")
    refused = refusal(world, AddItem("Oat milk"))
    assert refused.problem == f"This channel's page, Office, has {len(lists) or 'no'} lists."
    assert refused.choices == tuple(lists)
    assert "add Oat milk to LIST" in refused.next_step


def test_without_a_list_and_without_a_default_the_person_is_told_both_ways_out(world: World) -> None:
    refused = refusal(world, AddItem("Oat milk"))
    assert "no default" in refused.problem
    assert "`add Oat milk to LIST`" in refused.next_step
    assert "`default PAGE / LIST`" in refused.next_step


def test_a_default_of_another_account_is_not_ours(world: World, backpack_server: str) -> None:
    other = World(backpack_server, world.stores)
    page_id = other.page("Theirs")
    other.default(page_id, "Theirs", other.new_list(page_id, "Groceries"), "Groceries")
    other.close()
    assert "no default" in refusal(world, AddItem("Oat milk")).problem


def test_a_text_that_only_looks_as_if_it_named_a_list_is_the_item(world: World) -> None:
    world.default(world.page("Office", Errands=()), "Office")
    letter = AddItem("Post the letter", "Ann", whole="Post the letter to Ann")
    assert letter.perform(world.context()).content == "Post the letter to Ann"
    assert world.items("Errands") == [("Post the letter to Ann", False)]


def test_a_list_nearly_named_is_asked_about_rather_than_guessed(world: World) -> None:
    world.default(world.page("Office", Errands=()), "Office")
    assert refusal(world, AddItem("Stamps", "Erands", whole="Stamps to Erands")).choices == ("Errands",)
    assert world.items("Errands") == []


def test_without_a_default_a_list_nobody_has_is_unknown(world: World) -> None:
    world.page("Office", Errands=())
    refused = refusal(world, AddItem("Post the letter", "Ann", whole="Post the letter to Ann"))
    assert refused.problem == "You have no list called Ann."


def test_in_quotes_the_list_is_meant_even_where_there_is_a_default(world: World) -> None:
    world.default(world.page("Office", Errands=()), "Office")
    assert refusal(world, AddItem("Post the letter", "Ann")).problem == "You have no list called Ann."


def test_the_whole_text_is_held_to_the_limit_too(world: World) -> None:
    world.default(world.page("Office", Errands=()), "Office")
    content = "x" * 1_990
    refused = refusal(world, AddItem(content, "Zanzibar", whole=f"{content} to Zanzibar"))
    assert "2,002 characters" in refused.problem
    assert world.items("Errands") == []


def test_a_list_deleted_in_backpack_is_looked_up_afresh(world: World) -> None:
    page_id = world.page("Office", Other=())
    list_id = world.new_list(page_id, "Groceries")
    world.context().directory.find_list("Groceries")
    world.maya.backpack(destroy_list(page_id, list_id))
    world.new_list(page_id, "Groceries")
    outcome = attempt(AddItem("Oat milk", "Groceries"), world.context(), 1)
    assert outcome == ItemAdded("Oat milk", "Groceries", "Office")
    assert world.items("Groceries") == [("Oat milk", False)]


def test_a_default_list_deleted_in_backpack_is_said_to_be_gone(world: World) -> None:
    page_id = world.page("Office")
    list_id = world.new_list(page_id, "Groceries")
    world.default(page_id, "Office", list_id, "Groceries")
    world.maya.backpack(destroy_list(page_id, list_id))
    with pytest.raises(NotFound):
        AddItem("Oat milk").perform(world.context())
    outcome = attempt(AddItem("Oat milk"), world.context(), 1)
    assert isinstance(outcome, Refused)
    assert "not in Backpack any more" in outcome.problem


def test_a_note_has_its_title_and_its_body(world: World) -> None:
    world.page("Office")
    added = AddNote("Door: press 4711\nthen # & wait", "office").perform(world.context())
    assert added == NoteAdded("Door", "press 4711\nthen # & wait", "Office")
    assert world.notes() == [("Office", "Door", "press 4711\nthen # & wait")]


def test_a_note_without_a_page_goes_to_the_channels(world: World) -> None:
    world.default(world.page("Office"), "Office")
    AddNote("Door: 4711").perform(world.context())
    assert world.notes() == [("Office", "Door", "4711")]


def test_a_note_whose_last_words_name_no_page_is_kept_whole(world: World) -> None:
    world.default(world.page("Office"), "Office")
    AddNote("Trip: by train", "Lisbon", whole="Trip: by train to Lisbon").perform(world.context())
    assert world.notes() == [("Office", "Trip", "by train to Lisbon")]


def test_a_page_nearly_named_is_asked_about(world: World) -> None:
    world.default(world.page("Office"), "Office")
    assert refusal(world, AddNote("Door: 4711", "Ofice", whole="Door: 4711 to Ofice")).choices == ("Office",)
    assert world.notes() == []


def test_a_note_without_any_page_is_told_how_to_name_one(world: World) -> None:
    refused = refusal(world, AddNote("Door: 4711"))
    assert "`note TITLE: TEXT to PAGE`" in refused.next_step


@pytest.mark.parametrize(
    ("text", "title", "body"),
    [
        ("Door: 4711", "Door", "4711"),
        ("Door", "Door", ""),
        ("Door:", "Door", ""),
        ("Door\n4711\n4712", "Door", "4711\n4712"),
        ("Door:\n4711", "Door", "4711"),
        ("Door: 4711\n\n  indented", "Door", "4711\n\n  indented"),
        ("at 12:30 sharp", "at 12:30 sharp", ""),
        ("http://example.com", "http://example.com", ""),
        (": no title", ": no title", ""),
        ("  padded : text  ", "padded", "text"),
    ],
)
def test_a_note_is_split_into_title_and_body(text: str, title: str, body: str) -> None:
    assert title_and_body(text) == (title, body)


@pytest.mark.parametrize(
    ("intent", "sentence"),
    [
        (AddItem("Milk", "Groceries"), "add the item “Milk” to Groceries"),
        (AddItem("Milk"), "add the item “Milk” to this channel's default list"),
        (AddNote("Door: 4711", "Office"), "add the note “Door” to Office"),
        (AddNote("Door: 4711"), "add the note “Door” to this channel’s default page"),
    ],
)
def test_an_intent_says_what_it_would_do(intent: AddItem | AddNote, sentence: str) -> None:
    assert intent.describe() == sentence
