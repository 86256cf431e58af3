"""Choose which lists the Home tab shows: one at a time in words, all of them in its form."""

from dataclasses import dataclass

from store.places import ListPlace
from tasks.intent import Context
from tasks.intents.show_home import LISTS_MOST
from tasks.place_names import spoken
from tasks.results import RefusalError, Refused
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class HomeListsChosen:
    names: tuple[str, ...]
    """`LIST on PAGE` of each; none: those used last are shown."""


@wire
@dataclass(frozen=True)
class ChooseHomeLists:
    """`home`, `home LIST on`, `home LIST off`."""

    target: str | None = None
    is_on: bool = True

    def describe(self) -> str:
        if self.target is None:
            return "say which lists your Home tab shows"
        return f"{'show' if self.is_on else 'no longer show'} {self.target} on your Home tab"

    def perform(self, context: Context) -> HomeListsChosen:
        homes, delivery = context.stores.homes, context.delivery
        person = delivery.slack_team_id, delivery.slack_user_id
        chosen = homes.lists(*person)
        if self.target is not None:
            place = context.directory.find_list(self.target)
            chosen = self._changed(chosen, place)
            homes.choose(*person, chosen)
        return HomeListsChosen(tuple(spoken(each) for each in chosen))

    def _changed(self, chosen: tuple[ListPlace, ...], place: ListPlace) -> tuple[ListPlace, ...]:
        others = tuple(each for each in chosen if each.list_id != place.list_id)
        if not self.is_on:
            return others
        if len(others) >= LISTS_MOST:
            problem = f"Your Home tab shows {LISTS_MOST} lists already."
            names = tuple(spoken(each) for each in others)
            raise RefusalError(Refused(problem, "Take one away: `home LIST off`", names, "They are"))
        return (*others, place)


@wire
@dataclass(frozen=True)
class SetHomeLists:
    """What the form says."""

    lists: tuple[tuple[int, int], ...]
    """(page id, list id) of each, the first one first; none: those used last."""

    def describe(self) -> str:
        return "choose the lists on your Home tab"

    def perform(self, context: Context) -> HomeListsChosen:
        homes, delivery = context.stores.homes, context.delivery
        person = delivery.slack_team_id, delivery.slack_user_id
        # Those that stay are not looked for: one that is out of sight just now must not keep the others out.
        before = {(each.page_id, each.list_id): each for each in homes.lists(*person)}
        places = tuple(
            before.get(each) or context.directory.list_with_id(*each) for each in self.lists[:LISTS_MOST]
        )
        homes.choose(*person, places)
        return HomeListsChosen(tuple(spoken(each) for each in places))
