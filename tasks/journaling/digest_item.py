"""What is known of a channel's next digest, and its entry in the schedule."""

import json
from dataclasses import dataclass

from pydantic import TypeAdapter

from store.schedule import Entry, Lane
from tasks.delivery import Delivery
from tasks.journaling.routine import Routine, routine_name
from tasks.wire import encode

INTENT = "PostDigest"
"""The wire name of the intent that due entries become."""


@dataclass(frozen=True)
class DigestItem:
    """Travels as JSON."""

    routine_id: str
    since_seconds: float
    """When the last one was made, or what the first is to tell of."""
    after_entry_id: int = 0
    """The newest journal entry that has been told of. Ids and not times: two clocks may differ."""
    owed_since_seconds: float | None = None
    """When it was due, if Backpack could not be read then."""


_ITEM = TypeAdapter(DigestItem)


def read_digest_item(text: str) -> DigestItem:
    return _ITEM.validate_json(text)


def digest_entry(
    slack_team_id: str, slack_channel_id: str, routine: Routine, item: DigestItem, due_seconds: float
) -> Entry:
    """A channel has one at most: whatever was missed, one digest tells of all."""
    name = routine_name("digest", slack_team_id, slack_channel_id)
    delivery = Delivery(slack_team_id, routine.slack_user_id, slack_channel_id, None, "digest", 0.0)
    return Entry(
        entry_id=name,
        lane=Lane(name, INTENT, json.dumps(encode(delivery))),
        owner=name,
        due_seconds=due_seconds,
        item=_ITEM.dump_json(item).decode(),
    )
