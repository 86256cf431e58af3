"""End a channel's digest, or its prompt."""

from dataclasses import dataclass

from tasks.intent import Context
from tasks.journaling.routine import Kind, check_channel, end_routine
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class RoutineEnded:
    routine_kind: Kind
    was_there: bool


@wire
@dataclass(frozen=True)
class EndRoutine:
    """`digest off`, `prompt off`."""

    routine_kind: Kind

    def describe(self) -> str:
        return f"end this channel's {self.routine_kind}"

    def perform(self, context: Context) -> RoutineEnded:
        check_channel(context, self.routine_kind)
        return RoutineEnded(
            self.routine_kind, end_routine(context.stores, self.routine_kind, context.delivery)
        )
