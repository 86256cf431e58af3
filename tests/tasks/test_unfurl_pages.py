"""What is said of pages whose addresses somebody has posted."""

from backpack import create_note
from tasks.intents import UnfurlPages
from tasks.intents.unfurl_pages import LISTS_MOST, PAGES_MOST, LinkedPage, PagesUnfurled, UnfurledList
from tasks.results import Silence
from tests.tasks.world import World


def unfurled(world: World, *page_ids: int) -> PagesUnfurled | Silence:
    links = tuple(LinkedPage(f"https://x.example/pages/{page_id}", page_id) for page_id in page_ids)
    return UnfurlPages("U1", "conversations_history", links).perform(world.context())


def test_a_page_is_told_by_names_and_counts_and_nothing_on_it(world: World) -> None:
    page_id = world.page("Office", Groceries=("Milk", "Tea"), Errands=())
    world.maya.backpack(create_note(page_id, "Door", "the code is 4711"))
    found = unfurled(world, page_id)
    assert isinstance(found, PagesUnfurled)
    (page,) = found.pages
    assert (page.title, page.note_count, page.left_out_count) == ("Office", 1, 0)
    assert set(page.lists) == {UnfurledList("Groceries", 2, 0), UnfurledList("Errands", 0, 0)}
    assert "4711" not in repr(found)
    assert "Milk" not in repr(found)


def test_a_page_that_can_not_be_had_is_left_out_without_a_word(world: World) -> None:
    page_id = world.page("Office")
    found = unfurled(world, 999_999, page_id)
    assert isinstance(found, PagesUnfurled)
    assert [page.title for page in found.pages] == ["Office"]
    assert unfurled(world, 999_999) == Silence()


def test_a_backpack_that_is_away_costs_the_preview_and_nothing_else(world: World) -> None:
    page_id = world.page("Office")
    world.fault(status=500, times=10)
    assert unfurled(world, page_id) == Silence()


def test_many_links_and_many_lists_are_cut(world: World) -> None:
    page_id = world.page("Office", **{f"list {number}": () for number in range(LISTS_MOST + 2)})
    requests = world.requests()
    found = unfurled(world, *[page_id] * (PAGES_MOST + 2))
    assert world.requests() - requests == PAGES_MOST
    assert isinstance(found, PagesUnfurled)
    assert (len(found.pages[0].lists), found.pages[0].left_out_count) == (LISTS_MOST, 2)
