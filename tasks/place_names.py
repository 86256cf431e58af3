"""Which pages and lists a name may mean, among those that are known."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from store.places import ListPlace, PagePlace
from tasks.names import fold

T = TypeVar("T")


def lists_called(target: str, pages: tuple[PagePlace, ...]) -> tuple[ListPlace, ...]:
    """Several when the name is ambiguous; the name of a page means its lists."""
    lists = [place for page in pages for place in page.lists]
    named = exact(target, lists, lambda place: place.list_name)
    if named:
        return named
    for list_name, page_name in _splits(target):
        on_page = [place for place in lists if fold(place.page_title) == fold(page_name)]
        if found := exact(list_name, on_page, lambda place: place.list_name):
            return found
    return tuple(place for page in exact(target, pages, lambda page: page.page_title) for place in page.lists)


def _splits(target: str) -> Iterable[tuple[str, str]]:
    """The (list, page) pairs that `target` may spell."""
    for separator in (" / ", " > ", "/", ">"):
        page_name, found, list_name = target.partition(separator)
        if found:
            yield list_name, page_name
    for separator in (" on ", " in "):
        list_name, found, page_name = target.rpartition(separator)
        if found:
            yield list_name, page_name


def exact(name: str, among: Iterable[T], name_of: Callable[[T], str]) -> tuple[T, ...]:
    """Those of that name; where spelling decides (`API` and `api` both exist), only the spelled one."""
    folded = [candidate for candidate in among if fold(name_of(candidate)) == fold(name)]
    spelled = [candidate for candidate in folded if name_of(candidate) == name]
    return tuple(spelled if len(spelled) == 1 else folded)


def spoken(place: ListPlace) -> str:
    """The list's name in words that find it again."""
    return f"{place.list_name} on {place.page_title}"
