"""Show when a channel's digest, or its prompt, comes."""

from dataclasses import dataclass

from tasks.intent import Context
from tasks.journaling.routine import Kind, Routine, check_channel, find_routine
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class RoutineShown:
    kind: Kind
    routine: Routine | None


@wire
@dataclass(frozen=True)
class ShowRoutine:
    """`digest`, `prompt`."""

    kind: Kind

    def describe(self) -> str:
        return f"show when this channel's {self.kind} comes"

    def perform(self, context: Context) -> RoutineShown:
        check_channel(context, self.kind)
        team, channel = context.delivery.slack_team_id, context.delivery.slack_channel_id
        return RoutineShown(self.kind, find_routine(context.stores, self.kind, team, channel))
