"""Set a reminder: for oneself, for others, or for a channel; once, or again and again."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from backpack import User, create_reminder, show_current_user, zone
from store.cipher import SealBrokenError
from tasks.intent import Context
from tasks.intents.delete_reminder import DeleteReminder
from tasks.recurrence import Recurrence
from tasks.reminding.card import CardReminder, card_id_of, keep_card
from tasks.reminding.item import ReminderItem
from tasks.reminding.times import check_to_come, kept_time, local_time
from tasks.reminding.whom import Addition, schedule
from tasks.results import RefusalError, Refused
from tasks.text import LINE_MAX_CHARACTERS, check_text
from tasks.undoing.undone import Undone
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class ReminderSet:
    card_id: str
    reminder: CardReminder
    time_zone: str
    """The IANA name of the zone the speaker meant."""
    remindee_slack_user_ids: tuple[str, ...] = ()
    """As they were named; nobody is the speaker."""

    @property
    def rows(self) -> Sequence[CardReminder]:
        return (self.reminder,)

    @property
    def can_be_undone(self) -> bool:
        return True

    def undo(self, context: Context, *, is_own: bool) -> Undone:  # noqa: ARG002 -- the card knows whose it is
        DeleteReminder(self.card_id, 0, is_undo=True).perform(context)
        return Undone("reminder", self.reminder.item.content)


@wire
@dataclass(frozen=True)
class SetReminder:
    """`remind [me|@PERSON|#CHANNEL] WHEN CONTENT`, with WHEN already resolved to an instant."""

    content: str
    remind_at: datetime
    """Aware; of a series the first time."""
    time_zone: str
    """The IANA name of the speaker's zone, to say the time back in."""
    recurrence: Recurrence | None = None
    remindee_slack_user_ids: tuple[str, ...] = ()
    """Whom to remind; nobody named is the speaker."""
    slack_channel_id: str | None = None
    """Where to say it instead."""

    def __post_init__(self) -> None:
        check_text("reminder", self.content, LINE_MAX_CHARACTERS)

    def describe(self) -> str:
        whom = "the channel" if self.slack_channel_id else "them" if self.remindee_slack_user_ids else "you"
        again = f", and then {self.recurrence.describe()}" if self.recurrence else ""
        when = f"{local_time(self.remind_at, self.time_zone)} ({self.time_zone})"
        return f"remind {whom} of “{self.content}” on {when}{again}"

    def perform(self, context: Context) -> ReminderSet:
        stores = context.stores
        check_to_come(stores.clock, self.content, self.remind_at, self.time_zone)
        remind_at = kept_time(self.remind_at, self.slack_channel_id)
        me = context.backpack(show_current_user())
        remindee_ids = self._remindee_ids(context, me)
        # `remind_at` is read in the zone the person has in Backpack *now*.
        created = context.backpack(
            create_reminder(self.content, remind_at, zone(me.time_zone_id), remindee_ids=remindee_ids)
        )
        item = ReminderItem(
            account=context.link.account,
            thing_id=created,
            content=self.content,
            creator_id=me.id,
            creator_name=me.name,
            remindee_ids=remindee_ids,
            slack_channel_id=self.slack_channel_id,
            recurrence=self.recurrence,
        )
        self._schedule(context, item, remind_at.timestamp())
        card_id = card_id_of(context.operation_id)
        reminder = CardReminder(item, remind_at.timestamp())
        result = ReminderSet(card_id, reminder, self.time_zone, self.remindee_slack_user_ids)
        keep_card(stores.cards, card_id, result)
        return result

    def _schedule(self, context: Context, item: ReminderItem, due_seconds: float) -> None:
        """At once, however soon the next poll is."""
        stores, team = context.stores, context.delivery.slack_team_id
        addition = Addition(team, self.slack_channel_id, self.recurrence)
        if addition.says_something:
            due_in_seconds = due_seconds - stores.clock.now_seconds()
            stores.additions.keep(item.account, item.thing_id, addition.dump(), due_in_seconds)
        schedule(stores, item, team, due_seconds)

    def _remindee_ids(self, context: Context, me: User) -> tuple[int, ...]:
        """:raises RefusalError: somebody can't be reminded through Backpack"""
        ids = {me.id} if self.slack_channel_id or not self.remindee_slack_user_ids else set[int]()
        for slack_user_id in () if self.slack_channel_id else self.remindee_slack_user_ids:
            if slack_user_id == context.delivery.slack_user_id:
                ids.add(me.id)
                continue
            ids.add(_colleague(context, slack_user_id))
        return tuple(sorted(ids))


def _colleague(context: Context, slack_user_id: str) -> int:
    """Somebody's Backpack user. :raises RefusalError: they have none in the speaker's account"""
    mine = context.link.account
    try:
        link = context.stores.accounts.find(context.delivery.slack_team_id, slack_user_id)
    except SealBrokenError:
        link = None
    if link is None:
        problem = "I can’t remind somebody who has not connected their Backpack account."
        raise RefusalError(Refused(problem, "Ask them to type `connect` once, or remind a channel."))
    if link.account != mine:
        problem = f"They are in the Backpack account {link.account}, and you are in {mine}."
        raise RefusalError(Refused(problem, "A reminder belongs to one account; remind a channel."))
    return link.backpack_user_id
