"""`done`: which item is meant, and never another."""

import pytest

from backpack import ServerError
from tasks.intents import AddItem, CompleteItem
from tasks.intents.complete_item import ItemCompleted
from tasks.results import RefusalError, Refused
from tests.tasks.world import World


def done(world: World, text: str, target: str | None = None, whole: str | None = None) -> ItemCompleted:
    return CompleteItem(text, target, whole).perform(world.context())


def refusal(world: World, text: str, target: str | None = None, whole: str | None = None) -> Refused:
    before = world.state()["version"]
    with pytest.raises(RefusalError) as raised:
        done(world, text, target, whole)
    assert world.state()["version"] == before, "a refusal changes nothing"
    return raised.value.refused


def test_the_item_is_done_and_its_text_is_as_it_was(world: World) -> None:
    world.page("Office", Groceries=("Crème & “Crumb” <2>", "Bananas"))
    completed = done(world, 'creme & "crumb" <2>', "groceries")
    assert completed == ItemCompleted("Crème & “Crumb” <2>", "Groceries", "Office", was_done_already=False)
    assert world.items("Groceries") == [("Bananas", False), ("Crème & “Crumb” <2>", True)]


def test_part_of_the_item_is_enough(world: World) -> None:
    world.page("Office", Groceries=("Oat milk, the blue one", "Bananas"))
    assert done(world, "blue").content == "Oat milk, the blue one"


def test_the_whole_text_beats_a_part(world: World) -> None:
    world.page("Office", Groceries=("Oat milk", "Milk", "Milk chocolate"))
    assert done(world, "milk").content == "Milk"


def test_twice_says_already_and_leaves_it_done(world: World) -> None:
    world.page("Office", Groceries=("Milk",))
    assert not done(world, "milk").was_done_already
    requests = world.requests()
    assert done(world, "milk").was_done_already
    assert world.requests() - requests == 1, "the items are listed, nothing is changed"
    assert world.items("Groceries") == [("Milk", True)]


def test_an_open_item_is_meant_before_a_done_one_of_the_same_words(world: World) -> None:
    world.page("Office", Groceries=("Milk",))
    world.page("Home", Weekly=("Milk",))
    done(world, "milk", "Groceries")
    assert done(world, "milk").list_name == "Weekly"


def test_the_same_words_twice_on_one_list_are_ticked_one_by_one(world: World) -> None:
    world.page("Office", Groceries=("Milk", "Milk"))
    done(world, "milk")
    assert world.items("Groceries") == [("Milk", False), ("Milk", True)]


def test_several_that_fit_are_offered_with_their_lists(world: World) -> None:
    world.page("Office", Groceries=("Oat milk",))
    world.page("Home", Weekly=("Rice milk",))
    refused = refusal(world, "milk")
    assert refused.problem == "2 items fit milk."
    assert refused.choices == ("Oat milk (Groceries on Office)", "Rice milk (Weekly on Home)")


def test_the_same_item_on_two_lists_is_not_guessed_between(world: World) -> None:
    world.page("Office", Groceries=("Milk",))
    world.page("Home", Weekly=("Milk",))
    assert len(refusal(world, "milk").choices) == 2
    assert done(world, "milk", "Weekly").list_name == "Weekly"
    assert world.items("Groceries") == [("Milk", False)]


def test_the_channels_default_list_is_looked_at_first(world: World) -> None:
    page_id = world.page("Office")
    world.page("Home", Weekly=("Milk",))
    list_id = world.new_list(page_id, "Groceries")
    world.default(page_id, "Office", list_id, "Groceries")
    assert done(world, "milk").list_name == "Weekly", "where the default has no such item, others count"
    AddItem("Milk", "Groceries").perform(world.context())
    AddItem("Milk", "Weekly").perform(world.context())
    assert done(world, "milk").list_name == "Groceries"


def test_an_item_on_a_list_made_since_is_found(world: World) -> None:
    world.page("Home", Weekly=("Milk",))
    world.context().directory.pages()
    world.page("More", Pantry=("Salt",))
    assert done(world, "salt").list_name == "Pantry"


def test_an_item_whose_words_hold_an_in_is_found_whole(world: World) -> None:
    world.page("Office", Repairs=("Dripping tap in the kitchen",))
    completed = done(world, "dripping tap", "the kitchen", "dripping tap in the kitchen")
    assert completed.content == "Dripping tap in the kitchen"


def test_a_misspelled_list_is_asked_about(world: World) -> None:
    world.page("Office", Groceries=("Milk",))
    refused = refusal(world, "milk", "grocries", "milk in grocries")
    assert refused.problem == "You have no list called grocries."
    assert refused.choices == ("Groceries",)


def test_a_quoted_item_looks_on_the_named_list_only(world: World) -> None:
    world.page("Office", Groceries=("Milk",))
    assert "no list called Nowhere" in refusal(world, "milk", "Nowhere").problem


def test_an_unknown_item_is_answered_with_the_near_ones(world: World) -> None:
    world.page("Office", Groceries=("Bananas", "Coffee"))
    refused = refusal(world, "bannanas")
    assert refused.problem == "There is no open item called bannanas on your lists."
    assert refused.choices == ("Bananas",)


@pytest.mark.parametrize("text", ["''", "“”", "\u0301", '" "'])
def test_a_text_of_nothing_but_quotes_completes_nothing(world: World, text: str) -> None:
    world.page("Office", Groceries=("Milk",))
    refusal(world, text, "Groceries")


def test_many_that_fit_are_cut_to_ten(world: World) -> None:
    world.page("Office", Groceries=[f"Milk {number}" for number in range(12)])
    refused = refusal(world, "milk")
    assert refused.problem.startswith("12 items")
    assert len(refused.choices) == 10


def test_completing_is_repeated_without_harm(world: World) -> None:
    world.page("Office", Groceries=("Milk",))
    world.fault(status=500, path_contains="/items/update/", times=1)
    context = world.context()
    with pytest.raises(ServerError):
        CompleteItem("milk").perform(context)
    assert not context.backpack.note_stands
    done(world, "milk")
    assert world.items("Groceries") == [("Milk", True)]


@pytest.mark.parametrize(("target", "end"), [(None, ""), ("Groceries", " in Groceries")])
def test_an_intent_says_what_it_would_do(target: str | None, end: str) -> None:
    assert CompleteItem("milk", target).describe() == f"mark the item “milk” as done{end}"
