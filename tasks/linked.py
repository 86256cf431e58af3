"""Somebody's Backpack, for what a clock has started on their behalf."""

from backpack import Priority, Turn
from store.cipher import SealBrokenError
from tasks import resources
from tasks.calls import taking_turns
from tasks.due import LinkedPerson

_DUE = Turn(Priority.SCHEDULED)


def linked_person(slack_team_id: str, slack_user_id: str, turn: Turn = _DUE) -> LinkedPerson | None:
    """None: they are not linked, or the key is gone that their token was sealed with."""
    try:
        link = resources.stores().accounts.find(slack_team_id, slack_user_id)
    except SealBrokenError:
        return None
    if link is None:
        return None
    return LinkedPerson(link, taking_turns(resources.backpack_for(link), turn))
