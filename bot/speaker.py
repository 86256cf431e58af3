"""Who says a sentence, and when: what reading it needs to know besides its words."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True)
class Speaker:
    """Somebody who says something now."""

    now: datetime
    """Aware, by `store.clock`."""
    zone: ZoneInfo
    references: Mapping[str, str] = field(default_factory=dict)
    """The Slack id of each person and channel in the words, by what is shown there: `@tomas`, `#launch`."""
    slack_user_id: str = ""
