"""Show the speaker's upcoming reminders, and this channel's."""

from collections.abc import Sequence
from dataclasses import dataclass

from backpack import UserSummary, list_reminders
from tasks.intent import Context
from tasks.reminding.card import CardReminder, card_id_of, keep_card
from tasks.reminding.item import lane_name, read_item
from tasks.reminding.times import my_zone
from tasks.reminding.whom import items_of
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class RemindersShown:
    card_id: str
    mine: tuple[CardReminder, ...]
    """Those that the speaker set, or is reminded of; the earliest first."""
    in_channel: tuple[CardReminder, ...]
    """What others will have said in this channel."""

    @property
    def rows(self) -> Sequence[CardReminder]:
        return (*self.mine, *self.in_channel)


@wire
@dataclass(frozen=True)
class ShowReminders:
    """`reminders`."""

    def describe(self) -> str:
        return "show your upcoming reminders, and this channel's"

    def perform(self, context: Context) -> RemindersShown:
        mine = my_reminders(context)
        result = RemindersShown(card_id_of(context.operation_id), mine, _in_channel(context, mine))
        keep_card(context.stores.cards, result.card_id, result)
        return result


def my_reminders(context: Context) -> tuple[CardReminder, ...]:
    """Those to come that the speaker set, or is reminded of; the earliest first."""
    me = context.link.backpack_user_id
    listed = context.backpack(list_reminders(my_zone(context)))
    return tuple(
        CardReminder(item, reminder.remind_at.timestamp(), _names_but(me, reminder.remindees))
        for item, reminder in zip(items_of(context.stores, context.link.account, listed), listed, strict=True)
        if me in (item.creator_id, *item.remindee_ids)
    )


def _names_but(me: int, remindees: Sequence[UserSummary]) -> tuple[str, ...]:
    return tuple(one.name for one in remindees if one.id != me)


def _in_channel(context: Context, mine: Sequence[CardReminder]) -> tuple[CardReminder, ...]:
    delivery = context.delivery
    if not delivery.is_for_channel:
        return ()
    known = {(row.item.account, row.item.thing_id) for row in mine}
    lane = context.stores.schedule.of_lane(lane_name(delivery.slack_team_id, delivery.slack_channel_id))
    rows = (CardReminder(read_item(scheduled.item), scheduled.due_seconds) for scheduled in lane)
    return tuple(row for row in rows if (row.item.account, row.item.thing_id) not in known)
