"""What a person means by the kind and name after `subscribe`, and where they said it."""

from collections.abc import Sequence

from backpack import list_calendars
from tasks.default_place import default_page
from tasks.delivery import Delivery
from tasks.feeding.names import FeedName, Kind
from tasks.intent import Context
from tasks.names import fold, nearest
from tasks.results import RefusalError, Refused


def place_of(delivery: Delivery) -> str:
    """The channel; elsewhere the person's direct messages with the bot."""
    return delivery.slack_channel_id if delivery.is_for_channel else delivery.slack_user_id


def delivery_to(slack_team_id: str, place: str, slack_user_id: str) -> Delivery:
    """For what a place is told.

    :param slack_user_id: who subscribed it, and is told should it come to an end.
    """
    return Delivery(slack_team_id, slack_user_id, place, None, "", 0.0)


def find_thing(context: Context, kind: Kind, name: str | None) -> tuple[FeedName, str]:
    """The feed, and what it is called.

    :raises RefusalError: there is no such page or calendar (with near misses), or several could be meant
    :raises backpack.BackpackError:
    """
    account = context.link.account
    if kind == "page":
        page = (
            context.directory.find_page(name)
            if name
            else default_page(context, example="subscribe page PAGE")
        )
        return FeedName(kind, account, page.page_id), page.page_title
    if kind == "calendar":
        calendar_id, calendar_name = _calendar(context, name)
        return FeedName(kind, account, calendar_id), calendar_name
    return FeedName(kind, account), account


def _calendar(context: Context, name: str | None) -> tuple[int, str]:
    calendars = [(one.id, one.name) for one in context.backpack(list_calendars())]
    names = [called for _id, called in calendars]
    if name is None:
        if len(calendars) == 1:
            return calendars[0]
        raise RefusalError(_which(names, "You did not say which calendar."))
    found = [one for one in calendars if fold(one[1]) == fold(name)]
    spelled = [one for one in found if one[1] == name]
    if len(found) == 1 or len(spelled) == 1:
        return (spelled or found)[0]
    if found:
        problem = f"{len(found)} of your calendars are called {name}."
        raise RefusalError(Refused(problem, "Rename one of them in Backpack."))
    problem = f"You have no calendar called {name}."
    close = nearest(name, names)
    raise RefusalError(Refused(problem, "Check the name.", close) if close else _which(names, problem))


def _which(names: Sequence[str], problem: str) -> Refused:
    if not names:
        return Refused(problem, "There are no calendars yet: make one in Backpack first.")
    example = f"`subscribe calendar {names[0]}`"
    return Refused(problem, f"Name one, for example: {example}", tuple(names), "Yours are")
