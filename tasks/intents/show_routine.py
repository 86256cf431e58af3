"""Show when a channel's digest, or its prompt, comes."""

from dataclasses import dataclass

from tasks.intent import Context
from tasks.journaling.routine import Kind, Routine, check_channel, find_routine
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class RoutineShown:
    routine_kind: Kind
    routine: Routine | None


@wire
@dataclass(frozen=True)
class ShowRoutine:
    """`digest`, `prompt`."""

    routine_kind: Kind

    def describe(self) -> str:
        return f"show when this channel's {self.routine_kind} comes"

    def perform(self, context: Context) -> RoutineShown:
        check_channel(context, self.routine_kind)
        team, channel = context.delivery.slack_team_id, context.delivery.slack_channel_id
        return RoutineShown(self.routine_kind, find_routine(context.stores, self.routine_kind, team, channel))
