"""Finding the page or the list that a person named."""

from collections.abc import Callable
from typing import TypeVar

from backpack import PageSummary, list_lists, list_pages
from store.accounts import BackpackLink
from store.places import ListPlace, LookUp, PagePlace, Places
from tasks.calls import Calls
from tasks.names import nearest
from tasks.place_names import exact, lists_called, spoken
from tasks.results import RefusalError, Refused

T = TypeVar("T")


class Directory:
    """The pages and lists that one Backpack user can see, by name.

    Answers come from memory (`store.places`); a name that is not in it is looked up afresh before it is
    called unknown.
    """

    def __init__(self, backpack: Calls, places: Places, link: BackpackLink, operation_id: str) -> None:
        self._backpack = backpack
        self._places = places
        self._owner = (link.account, link.backpack_user_id)
        self._operation_id = operation_id
        self._fresh: tuple[PagePlace, ...] | None = None
        self.answered_from_memory = False

    def find_list(self, target: str) -> ListPlace:
        """The list called `target`: `Groceries`, `Groceries on Office` or `Office / Groceries`.

        The name of a page that holds exactly one list means that list.
        :raises RefusalError: no such list (with near misses), or several of that name
        """
        found = self.lists_called(target)
        if not found:
            raise RefusalError(self._unknown_list(target))
        if len(found) > 1:
            choices = tuple(spoken(place) for place in found)
            next_step = f"Say which, for example: {choices[0]}"
            problem = f"{target} could be several lists."
            raise RefusalError(Refused(problem, next_step, choices, "Which one"))
        return found[0]

    def lists_called(self, target: str) -> tuple[ListPlace, ...]:
        """Every list that `target` may mean; several when the name is ambiguous."""
        return self._look(lambda pages: lists_called(target, pages))

    def find_page(self, name: str) -> PagePlace:
        """:raises RefusalError: no such page (with near misses), or several of that name"""
        found = self._look(lambda pages: exact(name, pages, lambda page: page.page_title))
        if not found:
            titles = [page.page_title for page in self.pages()]
            problem = f"You have no page called {name}."
            raise RefusalError(Refused(problem, _next_step("pages", titles), nearest(name, titles)))
        if len(found) > 1:
            raise RefusalError(
                Refused(f"{len(found)} of your pages are called {name}.", "Rename one of them in Backpack.")
            )
        return found[0]

    def page_with_id(self, page_id: int) -> PagePlace | None:
        """None: not one of those that this person can see."""
        found = self._look(lambda pages: tuple(page for page in pages if page.page_id == page_id))
        return found[0] if found else None

    def picked_page(self, page_id: int) -> PagePlace:
        """:raises RefusalError: it has gone since it was offered"""
        page = self.page_with_id(page_id)
        if page is None:
            raise RefusalError(_gone("page"))
        return page

    def list_with_id(self, page_id: int, list_id: int | None) -> ListPlace:
        """The list that was picked; without a `list_id`, the only one of that page.

        :raises RefusalError: it has gone since it was offered, or the page has several lists, or none
        """
        found = self._look(
            lambda pages: tuple(
                place
                for page in pages
                for place in page.lists
                if page.page_id == page_id and list_id in (None, place.list_id)
            )
        )
        if len(found) == 1:
            return found[0]
        if list_id is not None:
            raise RefusalError(_gone("list"))
        page = self.picked_page(page_id)
        names = tuple(place.list_name for place in found)
        raise RefusalError(which_list(page.page_title, names))

    def note_use(self, page_id: int, list_id: int | None) -> None:
        """Something is about to be put there: pickers offer it first from now on."""
        self._places.note_use(*self._owner, page_id, list_id)

    def resembles_page(self, name: str) -> bool:
        """Whether any page is called, or nearly called, `name`."""
        titles = self._look(lambda pages: nearest(name, [page.page_title for page in pages]))
        return bool(titles)

    def near_misses(self, target: str) -> tuple[str, ...]:
        """Lists and pages whose names look like `target`."""
        names = [place.list_name for page in self.pages() for place in page.lists]
        return nearest(target, [*names, *(page.page_title for page in self.pages())])

    def pages(self) -> tuple[PagePlace, ...]:
        if self._fresh is not None:
            return self._fresh
        remembered = self._places.recall(*self._owner)
        if remembered is not None:
            self.answered_from_memory = True
            return remembered
        return self._ask_backpack()

    def forget(self) -> None:
        """Drop what is remembered: Backpack has just said that it is out of date."""
        self._places.forget(*self._owner)
        self._fresh = None
        self.answered_from_memory = False

    def _look(self, search: Callable[[tuple[PagePlace, ...]], tuple[T, ...]]) -> tuple[T, ...]:
        found = search(self.pages())
        return search(self._ask_backpack()) if not found and self.answered_from_memory else found

    def _ask_backpack(self) -> tuple[PagePlace, ...]:
        """One request a page: a big account does not fit in one window of the limit, nor in one attempt.

        So each page is noted as it comes, and the next attempt goes on from there. Notes older than the
        operation do not count: a list made between a look-up that was cut short and the command that names
        it would be called unknown.
        """
        look_up = self._places.begin_look_up(*self._owner, self._operation_id)
        noted = self._places.noted_pages(*self._owner, look_up)
        pages = tuple(
            noted[page.id] if page.id in noted else self._ask_about(page, look_up)
            for page in self._backpack(list_pages())
        )
        self._places.remember(*self._owner, pages)
        self._fresh = pages
        self.answered_from_memory = False
        return pages

    def _ask_about(self, page: PageSummary, look_up: LookUp) -> PagePlace:
        lists = self._backpack(list_lists(page.id))
        places = tuple(ListPlace(page.id, page.title, summary.id, summary.name) for summary in lists)
        found = PagePlace(page.id, page.title, places)
        self._places.note_page(*self._owner, look_up, found)
        return found

    def _unknown_list(self, target: str) -> Refused:
        pages = exact(target, self.pages(), lambda page: page.page_title)
        if pages:
            problem = f"The page {pages[0].page_title} has no lists."
            return Refused(problem, "Make one on it in Backpack first.")
        names = [place.list_name for page in self.pages() for place in page.lists]
        return Refused(
            f"You have no list called {target}.", _next_step("lists", names), self.near_misses(target)
        )


def which_list(page_title: str, list_names: tuple[str, ...]) -> Refused:
    """A page was picked where a list is wanted."""
    problem = f"The page {page_title} has {len(list_names) or 'no'} lists."
    if not list_names:
        return Refused(problem, "Make one on it in Backpack first, or choose another page.")
    return Refused(problem, "Choose one of them.", list_names, "Which one")


def _gone(kind: str) -> Refused:
    return Refused(f"That {kind} is not in Backpack any more, or not for your eyes.", "Choose another one.")


def _next_step(kind: str, names: list[str]) -> str:
    if not names:
        return f"There are no {kind} yet: make one in Backpack first."
    return "Check the name; `/backpack pages` shows every page."
