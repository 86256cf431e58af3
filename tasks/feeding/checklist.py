"""A list, as one message that is kept up to date."""

from dataclasses import dataclass

from backpack import NotFound, Page, show_page
from backpack.models import List
from tasks.due import LinkedPerson
from tasks.feeding.draft import Advanced, Draft
from tasks.feeding.live_posts import LIVE_NUMBER, ListPost, ShownTick
from tasks.feeding.names import FeedName
from tasks.feeding.posts import CHANGE_MOST, kept

ITEMS_MOST = 40
"""A block each, and Slack takes 50 in a message: with a heading and small print there is room to spare."""


@dataclass(frozen=True)
class SeenList:
    page: Page
    shown: List


def look(person: LinkedPerson, name: FeedName, _draft: Draft) -> SeenList:
    """The whole page: one request as the items alone would be, and it says what list and page are called.

    :raises backpack.NotFound: the page is gone, or the list on it
    """
    page = person.backpack(show_page(name.page_id))
    found = next((each for each in page.lists if each.id == name.thing_id), None)
    if found is None:
        raise NotFound(f"the page {name.page_id} has no list {name.thing_id}")
    return SeenList(page, found)


def advance(draft: Draft, name: FeedName, seen: SeenList) -> Advanced:
    """What is shown is all there is to remember."""
    items = sorted(seen.shown.items, key=lambda item: item.completed)
    open_count = sum(not item.completed for item in items)
    post = ListPost(
        name.page_id,
        name.thing_id,
        kept(seen.shown.name, CHANGE_MOST),
        kept(seen.page.title, CHANGE_MOST),
        tuple(
            ShownTick(item.id, kept(item.content, CHANGE_MOST), item.completed) for item in items[:ITEMS_MOST]
        ),
        open_count,
        len(items) - open_count,
    )
    draft.change(LIVE_NUMBER, post)
    return Advanced("{}", seen.shown.name, changeable_from=LIVE_NUMBER)
