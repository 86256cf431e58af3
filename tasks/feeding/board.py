"""Everybody's status, as one message that is kept up to date: those who have one, and those who have none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pydantic import TypeAdapter

from backpack import Status, list_statuses, list_users
from tasks.due import LinkedPerson
from tasks.feeding.draft import Advanced, Draft
from tasks.feeding.live_posts import LIVE_NUMBER, BoardLine, BoardPost
from tasks.feeding.names import FeedName
from tasks.feeding.posts import kept
from tasks.feeding.statuses import says_nothing

LINES_MOST = 40
"""Statuses that are shown: with the names they stay under Slack's 13,200 characters or so."""
WITHOUT_MOST = 40
"""Names without one that are shown."""
STATUS_MOST = 180
"""Characters of a status that are shown."""
NAME_MOST = 40
"""Of a name."""
USERS_GOOD_FOR_SECONDS = 600
"""How long nobody asks who is in the account: somebody new without a status can wait that long to be missed,
and who has one is listed with it. So a look is one request, but for every fortieth."""


@dataclass(frozen=True)
class BoardSnapshot:
    users: dict[int, str]
    """Names by id, of all the account's."""
    users_at_seconds: float


@dataclass(frozen=True)
class Seen:
    statuses: Sequence[Status]
    users: BoardSnapshot


_SNAPSHOT = TypeAdapter(BoardSnapshot)


def look(person: LinkedPerson, _name: FeedName, draft: Draft) -> Seen:
    statuses = person.backpack(list_statuses())
    if draft.before.snapshot is not None:
        known = _SNAPSHOT.validate_json(draft.before.snapshot)
        if 0 <= draft.now_seconds - known.users_at_seconds < USERS_GOOD_FOR_SECONDS:
            return Seen(statuses, known)
    users = {user.id: user.name for user in person.backpack(list_users())}
    return Seen(statuses, BoardSnapshot(users, draft.now_seconds))


def advance(draft: Draft, name: FeedName, seen: Seen) -> Advanced:
    draft.change(LIVE_NUMBER, board(seen.users.users, seen.statuses))
    return Advanced(_SNAPSHOT.dump_json(seen.users).decode(), name.account, changeable_from=LIVE_NUMBER)


def board(users: Mapping[int, str], statuses: Sequence[Status]) -> BoardPost:
    """
    :param users: names of all users of the account by id; who has a status need not be among them.
    """
    said = sorted(
        (status for status in statuses if not says_nothing(status.message)),
        key=lambda status: (-status.updated_at.timestamp(), status.user_id),
    )
    lines = [_line(status, users.get(status.user_id)) for status in said[:LINES_MOST]]
    everybody = {status.user_id: status.user_name for status in statuses} | dict(users)
    having = {status.user_id for status in said}
    without = sorted(
        (_name(name) for user_id, name in everybody.items() if user_id not in having),
        key=lambda name: (name.casefold(), name),
    )
    more_lines, more_without = len(said) - len(lines), max(0, len(without) - WITHOUT_MOST)
    return BoardPost(tuple(lines), more_lines, tuple(without[:WITHOUT_MOST]), more_without)


def _line(status: Status, name: str | None) -> BoardLine:
    name = _name(status.user_name or name)
    return BoardLine(name, kept(status.message, STATUS_MOST), status.updated_at.timestamp())


def _name(name: str | None) -> str:
    return kept(name or "Somebody", NAME_MOST)
