"""Have everybody in a channel asked what they did."""

from dataclasses import dataclass

from tasks.intent import Context
from tasks.journaling.prompt_items import RoundItem, round_entry
from tasks.journaling.rhythm import Rhythm
from tasks.journaling.routine import Routine, check_channel, end_routine, keep_routine
from tasks.reminding.card import card_id_of
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class PromptSet:
    rhythm: Rhythm


@wire
@dataclass(frozen=True)
class SetPrompt:
    """`prompt weekdays 16:30`."""

    rhythm: Rhythm

    def describe(self) -> str:
        return f"ask everybody here what they did, {self.rhythm.describe()} in their own time zone"

    def perform(self, context: Context) -> PromptSet:
        check_channel(context, "prompt")
        stores, delivery = context.stores, context.delivery
        routine = Routine(
            routine_id=card_id_of(context.operation_id),
            account=context.link.account,
            slack_user_id=delivery.slack_user_id,
            rhythm=self.rhythm,
            time_zone="UTC",  # nobody's: each person has their own
        )
        now_seconds = stores.clock.now_seconds()
        end_routine(stores, "prompt", delivery)  # and with it what is planned by the one there was
        keep_routine(stores, "prompt", delivery, routine)
        item = RoundItem(routine.routine_id, now_seconds)
        team, channel = delivery.slack_team_id, delivery.slack_channel_id
        stores.schedule.put(round_entry(team, channel, routine, item, now_seconds))
        return PromptSet(self.rhythm)
