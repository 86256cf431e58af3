"""Who is told of a reminder: its remindees as far as they are linked, or a channel."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pydantic import TypeAdapter

from backpack import Reminder
from store.accounts import BackpackLink
from store.schedule import Entry
from store.stores import Stores
from tasks.recurrence import Recurrence
from tasks.reminding.item import ReminderItem, entry_of


@dataclass(frozen=True)
class Addition:
    """What Backpack can't keep of a reminder (`store.additions`)."""

    slack_team_id: str
    slack_channel_id: str | None = None
    recurrence: Recurrence | None = None
    passed_seconds: float | None = None
    """See `ReminderItem`."""

    @property
    def says_something(self) -> bool:
        return self.slack_channel_id is not None or self.recurrence is not None

    def dump(self) -> str:
        return _ADDITION.dump_json(self).decode()


_ADDITION = TypeAdapter(Addition)


def items_of(stores: Stores, account: str, reminders: Sequence[Reminder]) -> tuple[ReminderItem, ...]:
    """What Backpack lists, with what it can't keep."""
    found = stores.additions.find(account, [reminder.id for reminder in reminders])
    additions = {reminder_id: _ADDITION.validate_json(text) for reminder_id, text in found.items()}
    return tuple(_item(account, reminder, additions.get(reminder.id)) for reminder in reminders)


def entries_of(
    stores: Stores, item: ReminderItem, slack_team_id: str, due_seconds: float
) -> tuple[Entry, ...]:
    """For everybody who is to be told: what each one's own list would put into the schedule."""
    told = [item.creator_id] if item.slack_channel_id else item.remindee_ids
    return tuple(
        entry_of(item, slack_team_id, slack_user_id, due_seconds)
        for backpack_user_id in told
        if backpack_user_id is not None
        for team, slack_user_id in stores.accounts.linked_to(item.account, backpack_user_id)
        if team == slack_team_id
    )


def schedule(stores: Stores, item: ReminderItem, slack_team_id: str, due_seconds: float) -> None:
    """Schedule a new reminder for everybody who is to be told."""
    stores.schedule.put(*entries_of(stores, item, slack_team_id, due_seconds))
    if item.slack_channel_id:
        # After an attempt that was interrupted a poll may have met it without its channel.
        for_person = entries_of(stores, replace(item, slack_channel_id=None), slack_team_id, due_seconds)
        stores.schedule.remove(*(entry.entry_id for entry in for_person))


def concerns(item: ReminderItem, link: BackpackLink) -> bool:
    """Whether this person's list is the one that the entry is mirrored from."""
    if item.slack_channel_id:
        return item.creator_id == link.backpack_user_id
    return link.backpack_user_id in item.remindee_ids


def _item(account: str, reminder: Reminder, addition: Addition | None) -> ReminderItem:
    return ReminderItem(
        account=account,
        thing_id=reminder.id,
        content=reminder.content,
        creator_id=reminder.creator_id,
        creator_name=reminder.creator_name,
        remindee_ids=tuple(sorted(user.id for user in reminder.remindees)),
        slack_channel_id=addition.slack_channel_id if addition else None,
        recurrence=addition.recurrence if addition else None,
        passed_seconds=addition.passed_seconds if addition else None,
    )
