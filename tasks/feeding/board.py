"""Everybody's status at a glance: those who have one, and those who have none."""

from collections.abc import Mapping, Sequence

from backpack import Status
from tasks.feeding.posts import BoardLine, BoardPost, kept
from tasks.feeding.statuses import says_nothing

LINES_MOST = 40
"""Statuses that are shown: with the two below they stay under Slack's 13,200 characters or so."""
WITHOUT_MOST = 40
"""Names without one that are shown."""
STATUS_MOST = 180
"""Characters of a status that are shown."""
NAME_MOST = 40
"""Of a name."""


def board(users: Mapping[int, str], statuses: Sequence[Status]) -> BoardPost:
    """
    :param users: names of all users of the account by id; who has a status need not be among them.
    """
    said = sorted(
        (status for status in statuses if not says_nothing(status.message)),
        key=lambda status: (-status.updated_at.timestamp(), status.user_id),
    )
    lines = [
        BoardLine(
            kept(status.user_name or users.get(status.user_id, "Somebody"), NAME_MOST),
            kept(status.message, STATUS_MOST),
            status.updated_at.timestamp(),
        )
        for status in said
    ]
    everybody = {status.user_id: status.user_name or "Somebody" for status in statuses} | dict(users)
    having = {status.user_id for status in said}
    without = sorted(
        (kept(name, NAME_MOST) for user_id, name in everybody.items() if user_id not in having),
        key=lambda name: (name.casefold(), name),
    )
    return BoardPost(
        tuple(lines[:LINES_MOST]),
        max(0, len(lines) - LINES_MOST),
        tuple(without[:WITHOUT_MOST]),
        max(0, len(without) - WITHOUT_MOST),
    )
