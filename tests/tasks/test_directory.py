"""Finding a page or a list by the name somebody typed."""

import pytest

from backpack import destroy_list, update_list
from tasks.directory import Directory
from tasks.results import RefusalError, Refused
from tests.tasks.world import World


@pytest.fixture
def office(world: World) -> int:
    """Two pages share a list's name; one page has exactly one list."""
    world.page("Trade fair", Packing_list=())
    world.page("Empty page")
    return world.page("Office", Groceries=(), Café_ideas=(), Packing_list=())


def directory(world: World) -> Directory:
    return world.context().directory


def refusal(world: World, target: str) -> Refused:
    with pytest.raises(RefusalError) as raised:
        directory(world).find_list(target)
    return raised.value.refused


@pytest.mark.parametrize(
    "target",
    [
        "Groceries", "groceries", "GROCERIES ", "“Groceries”", "Groceries on Office", "groceries in office",
        "Office / Groceries", "Office/Groceries", "office > groceries",
    ],
)  # fmt: skip
@pytest.mark.usefixtures("office")
def test_a_list_is_found_however_its_name_is_spoken(world: World, target: str) -> None:
    place = directory(world).find_list(target)
    assert (place.page_title, place.list_name) == ("Office", "Groceries")


@pytest.mark.usefixtures("office")
def test_accents_make_no_difference(world: World) -> None:
    assert directory(world).find_list("cafe IDEAS").list_name == "Café ideas"


@pytest.mark.usefixtures("office")
def test_a_page_with_one_list_stands_for_that_list(world: World) -> None:
    assert directory(world).find_list("trade fair").list_name == "Packing list"


@pytest.mark.usefixtures("office")
def test_an_ambiguous_name_names_the_choices_and_each_of_them_works(world: World) -> None:
    refused = refusal(world, "packing list")
    assert sorted(refused.choices) == ["Packing list on Office", "Packing list on Trade fair"]
    assert refused.choices[0] in refused.next_step
    found = {directory(world).find_list(choice).page_title for choice in refused.choices}
    assert found == {"Office", "Trade fair"}


@pytest.mark.usefixtures("office")
def test_an_unknown_name_is_answered_with_the_near_ones(world: World) -> None:
    refused = refusal(world, "Grocries")
    assert refused.problem == "You have no list called Grocries."
    assert refused.choices == ("Groceries",)


@pytest.mark.usefixtures("office")
def test_a_page_without_lists_is_not_called_unknown(world: World) -> None:
    refused = refusal(world, "empty page")
    assert refused.problem == "The page Empty page has no lists."
    assert "Empty page" not in refused.choices, "nobody means what was just said not to work"


@pytest.mark.usefixtures("office")
def test_a_page_with_several_lists_asks_which(world: World) -> None:
    assert len(refusal(world, "Office").choices) == 3


def test_an_account_without_lists_is_told_to_make_one(world: World) -> None:
    assert "make one in Backpack" in refusal(world, "Groceries").next_step


def test_names_that_differ_by_case_only_are_told_apart_by_it(world: World) -> None:
    world.page("Work", API=(), api=())
    assert directory(world).find_list("api").list_name == "api"
    assert directory(world).find_list("API").list_name == "API"
    assert len(refusal(world, "Api").choices) == 2


def test_a_name_with_a_slash_or_an_on_of_its_own_is_found(world: World) -> None:
    world.page("Bring / take", **{"Notes_on_soup": (), "This/that": ()})
    assert directory(world).find_list("notes on soup").list_name == "Notes on soup"
    assert directory(world).find_list("this/that").list_name == "This/that"
    assert directory(world).find_page("bring / take").page_title == "Bring / take"


def test_a_name_from_right_to_left_is_found(world: World) -> None:
    world.page("דף", קניות=("חלב",))
    assert directory(world).find_list("קניות").page_title == "דף"


def test_memory_is_refreshed_before_a_name_is_called_unknown(world: World, office: int) -> None:
    directory(world).find_list("Groceries")
    world.new_list(office, "Brand new")
    remembered = world.requests()
    assert directory(world).find_list("Groceries").list_name == "Groceries"
    assert world.requests() == remembered, "a known name costs no request"
    assert directory(world).find_list("brand new").list_name == "Brand new"


@pytest.mark.usefixtures("office")
def test_what_is_really_unknown_is_looked_up_afresh_once(world: World) -> None:
    directory(world).find_list("Groceries")
    before = world.requests()
    refusal(world, "Nowhere")
    assert world.requests() - before == 1 + 3, "the pages, and the lists of each of three"


def test_a_renamed_list_is_found_by_its_new_name(world: World, office: int) -> None:
    place = directory(world).find_list("Groceries")
    world.maya.backpack(update_list(office, place.list_id, "Food"))
    assert directory(world).find_list("Food").list_id == place.list_id


def test_what_was_forgotten_is_asked_anew(world: World, office: int) -> None:
    place = directory(world).find_list("Groceries")
    world.maya.backpack(destroy_list(office, place.list_id))
    asking = directory(world)
    assert asking.find_list("Groceries") == place
    assert asking.answered_from_memory
    asking.forget()
    assert asking.lists_called("Groceries") == ()


def test_two_people_of_one_account_share_no_memory(world: World) -> None:
    world.page("Mine", Things=())
    directory(world).find_list("Things")
    tomas = world.person("Tomás Rivera", "Berlin")
    assert world.stores.places.recall(world.account, tomas.user_id) is None


@pytest.mark.usefixtures("office")
def test_a_page_is_found_and_an_unknown_one_names_the_near(world: World) -> None:
    assert directory(world).find_page("OFFICE").page_title == "Office"
    with pytest.raises(RefusalError) as raised:
        directory(world).find_page("Ofice")
    assert raised.value.refused.choices == ("Office",)


def test_two_pages_of_one_name_are_not_guessed_between(world: World) -> None:
    world.page("Twin")
    world.page("twin")
    assert directory(world).find_page("twin").page_title == "twin"
    with pytest.raises(RefusalError, match="2 of your pages"):
        directory(world).find_page("TWIN")
