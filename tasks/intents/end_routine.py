"""End a channel's digest, or its prompt."""

from dataclasses import dataclass

from tasks.intent import Context
from tasks.journaling.routine import Kind, check_channel, end_routine
from tasks.wire import wire


@wire
@dataclass(frozen=True)
class RoutineEnded:
    kind: Kind
    was_there: bool


@wire
@dataclass(frozen=True)
class EndRoutine:
    """`digest off`, `prompt off`."""

    kind: Kind

    def describe(self) -> str:
        return f"end this channel's {self.kind}"

    def perform(self, context: Context) -> RoutineEnded:
        check_channel(context, self.kind)
        return RoutineEnded(self.kind, end_routine(context.stores, self.kind, context.delivery))
