"""Do something on the Home tab, and show there what has become of it."""

from dataclasses import dataclass, replace
from typing import Any

from tasks.intent import Context, Intent
from tasks.intents.show_home import HomeShown, look_at_home
from tasks.results import RefusalError
from tasks.wire import decode, encode, wire


@wire
@dataclass(frozen=True)
class DoAtHome:
    """A box that was ticked there, a form that was filled in."""

    doing: dict[str, Any]
    """Another intent, encoded."""
    time_zone: str
    """The IANA name of the reader's zone."""

    @classmethod
    def of(cls, intent: Intent, time_zone: str) -> "DoAtHome":
        return cls(encode(intent), time_zone)

    def describe(self) -> str:
        return self._intent.describe()

    def perform(self, context: Context) -> HomeShown:
        """The look comes last and changes nothing, so it may be repeated."""
        done, problem = None, ""
        try:
            done = encode(self._intent.perform(context))
        except RefusalError as refusal:
            problem = refusal.refused.problem
        return replace(look_at_home(context, self.time_zone, problem), done=done)

    @property
    def _intent(self) -> Intent:
        intent: Intent = decode(self.doing)
        return intent
