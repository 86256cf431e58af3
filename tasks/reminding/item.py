"""What is known of one thing to remind of, and its entry in the schedule."""

import json
import math
from dataclasses import dataclass, replace
from typing import Self

from pydantic import TypeAdapter

from store.schedule import Entry, Lane
from tasks.delivery import Delivery
from tasks.recurrence import Recurrence
from tasks.wire import encode

INTENT = "FireReminders"
"""The wire name of the intent that due entries become."""


@dataclass(frozen=True)
class ReminderItem:
    """A reminder of Backpack's, or a calendar event that wants to be reminded of. Travels as JSON."""

    account: str
    thing_id: int
    """In Backpack: the reminder's id, or the event's."""
    content: str
    creator_id: int | None = None
    """A Backpack user's; None for events, and once the user is gone."""
    creator_name: str | None = None
    remindee_ids: tuple[int, ...] = ()
    slack_channel_id: str | None = None
    """The channel it is said in; None: each remindee is told."""
    recurrence: Recurrence | None = None
    is_event: bool = False
    lost_channel_id: str | None = None
    """The channel it was to be said in, where the bot may not speak any more."""

    is_owed: bool = False
    """Its next time could not be written to Backpack yet."""
    passed_seconds: float | None = None
    """The time (Unix) that it has been moved on from, of a series: that of several may not all have fired."""

    def with_content(self, content: str) -> Self:
        return replace(self, content=content)


_ITEM = TypeAdapter(ReminderItem)


def read_item(text: str) -> ReminderItem:
    return _ITEM.validate_json(text)


def reminders_of(slack_team_id: str, slack_user_id: str) -> str:
    """The owner of the entries that this person's list of reminders tells of."""
    return f"reminders:{slack_team_id}:{slack_user_id}"


def events_of(slack_team_id: str, slack_user_id: str) -> str:
    """The owner of the entries that this person's calendars tell of."""
    return f"events:{slack_team_id}:{slack_user_id}"


def person_of(owner: str) -> tuple[str, str]:
    """(Slack team, Slack user)."""
    _kind, slack_team_id, slack_user_id = owner.split(":")
    return slack_team_id, slack_user_id


def lane_name(slack_team_id: str, place: str) -> str:
    """The lane of a channel, or of a person's direct messages."""
    return f"say:{slack_team_id}:{place}"


def entry_of(item: ReminderItem, slack_team_id: str, slack_user_id: str, due_seconds: float) -> Entry:
    """The entry that tells this person, or the item's channel on this person's behalf."""
    place = item.slack_channel_id or slack_user_id
    # Backpack keeps whole seconds. Were ours another time than its list's, it would come due for each.
    due_seconds = float(math.floor(due_seconds))
    kind, owner = ("event", events_of) if item.is_event else ("reminder", reminders_of)
    delivery = Delivery(slack_team_id, slack_user_id, place, None, "", 0.0)
    return Entry(
        entry_id=f"{kind}:{item.account}:{item.thing_id}:{slack_team_id}:{place}",
        lane=Lane(lane_name(slack_team_id, place), INTENT, json.dumps(encode(delivery))),
        owner=owner(slack_team_id, slack_user_id),
        due_seconds=due_seconds,
        item=_ITEM.dump_json(item).decode(),
    )
