"""Whose journal somebody asks for: a colleague as Slack knows them, or as Backpack does."""

from dataclasses import dataclass

from backpack import list_users
from store.cipher import SealBrokenError
from tasks.intent import Context
from tasks.names import fold, nearest
from tasks.results import RefusalError, Refused


@dataclass(frozen=True)
class Whose:
    """Somebody named behind an @."""

    name: str
    """As it was said, without the @."""
    slack_user_id: str | None = None
    """None: no name of Slack's; a user of the Backpack account may be called so."""


@dataclass(frozen=True)
class Colleague:
    backpack_user_id: int
    name: str


def colleague(context: Context, whose: Whose) -> Colleague:
    """:raises RefusalError: nobody is called so, several are, or they have not connected Backpack"""
    if whose.slack_user_id is None:
        return _called(context, whose.name)
    try:
        link = context.stores.accounts.find(context.delivery.slack_team_id, whose.slack_user_id)
    except SealBrokenError:
        link = None
    if link is None or link.account != context.link.account:
        problem = f"I don’t know who @{whose.name} is in your Backpack account."
        next_step = "They can type `connect` once; until then say the name they have in Backpack: @NAME."
        raise RefusalError(Refused(problem, next_step, kept=""))
    return Colleague(link.backpack_user_id, link.backpack_user_name)


def _called(context: Context, name: str) -> Colleague:
    """By the whole name, or by a first name that only one of them has."""
    users = context.backpack(list_users())
    folded = fold(name)
    found = [user for user in users if fold(user.name) == folded] or [
        user for user in users if fold(user.name).split(" ")[0] == folded
    ]
    if len(found) == 1:
        return Colleague(found[0].id, found[0].name)
    problem = f"Nobody in your Backpack account is called {name}."
    choices = nearest(name, [user.name for user in users])
    if found:
        problem, choices = f"{len(found)} people are called {name}.", tuple(user.name for user in found)
    next_step = "If you meant to write it in your journal, put the whole text in quotes."
    raise RefusalError(Refused(problem, next_step, choices, kept=""))
