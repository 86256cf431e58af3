"""Have a digest of the journal posted in a channel."""

from dataclasses import dataclass

from tasks.intent import Context
from tasks.journaling.digest_item import DigestItem, digest_entry, read_digest_item
from tasks.journaling.rhythm import Rhythm
from tasks.journaling.routine import Routine, check_channel, find_routine, keep_routine, routine_name
from tasks.reminding.card import card_id_of
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class DigestSet:
    rhythm: Rhythm
    time_zone: str
    first_seconds: float
    """When it comes first, Unix time."""


@wire
@dataclass(frozen=True)
class SetDigest:
    """`digest daily 17:00`."""

    rhythm: Rhythm
    time_zone: str
    """The IANA name of the speaker's, which is the channel's from now on."""

    def describe(self) -> str:
        return f"post a digest of the journal here {self.rhythm.describe()} ({self.time_zone})"

    def perform(self, context: Context) -> DigestSet:
        check_channel(context, "digest")
        stores, delivery = context.stores, context.delivery
        routine = Routine(
            routine_id=card_id_of(context.operation_id),
            account=context.link.account,
            slack_user_id=delivery.slack_user_id,
            rhythm=self.rhythm,
            time_zone=self.time_zone,
        )
        first = self.rhythm.next_after(stores.clock.now(), self.time_zone)
        item = self._item(context, routine, (first - self.rhythm.period).timestamp())
        keep_routine(stores, "digest", delivery, routine)
        team, channel = delivery.slack_team_id, delivery.slack_channel_id
        stores.schedule.put(digest_entry(team, channel, routine, item, first.timestamp()))
        return DigestSet(self.rhythm, self.time_zone, first.timestamp())

    def _item(self, context: Context, routine: Routine, since_seconds: float) -> DigestItem:
        """Where one is only moved, it goes on from where it was."""
        stores = context.stores
        team, channel = context.delivery.slack_team_id, context.delivery.slack_channel_id
        before = find_routine(stores, "digest", team, channel)
        scheduled = stores.schedule.find(routine_name("digest", team, channel))
        if before is None or scheduled is None or before.account != routine.account:
            return DigestItem(routine.routine_id, since_seconds)
        item = read_digest_item(scheduled.item)
        return DigestItem(routine.routine_id, item.since_seconds, item.after_entry_id)
