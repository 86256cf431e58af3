"""Reminders. Backpack lists those that are still to come, and no others."""

# ruff: noqa: ARG002 - one list shows all reminders; only a fuzzy one's time depends on when it was set
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from backpack import Call, Reminder, list_reminders, to_wall_clock
from tasks.reconcile.kind import Creation, Details, plain

# As Backpack reads it off the content: `+30 text`, `+1:30 text`.
_FUZZY = re.compile(r"\+(?:(\d+):)?(\d+)\s+", re.ASCII)
# Clocks of two machines that are set by the network differ by less. So near its time a reminder may be gone
# from the list.
_CLOCKS_DIFFER_SECONDS = 60


class NewReminder(Creation[Reminder]):
    """By the one who set it, for the same people, at the same time."""

    name = "reminder"

    def details(self, arguments: Mapping[str, Any]) -> Details:
        remind_at: datetime = arguments["remind_at"]
        # The list is read as if the zone were UTC: that the wall clocks are the same is all that counts.
        wall_clock = to_wall_clock(remind_at, arguments["zone"]).replace(microsecond=0, tzinfo=UTC)
        return {
            "content": arguments["content"],
            "wall_clock": wall_clock.isoformat(),
            "due_seconds": remind_at.timestamp(),
            "remindee_ids": sorted(set(arguments["remindee_ids"])),
        }

    def place(self, details: Details) -> str:
        return f"reminders of {details['my_id']}"

    def content(self, details: Details) -> str:
        return f"{details['wall_clock']} {details['remindee_ids']} {plain(details['content'])}"

    def listing(self, details: Details) -> Call[tuple[Reminder, ...]]:
        return list_reminders(UTC)

    def fits(self, details: Details, thing: Reminder) -> bool:
        return (
            plain(thing.content) == plain(details["content"])
            and thing.creator_id == details["my_id"]
            # Nobody named is oneself.
            and sorted(user.id for user in thing.remindees) == (details["remindee_ids"] or [details["my_id"]])
            and details["wall_clock"] in (None, thing.remind_at.isoformat())
        )

    def result(self, thing: Reminder) -> int:
        return thing.id

    def out_of_sight_at(self, details: Details, noted_at_seconds: float) -> float:
        return float(details["due_seconds"]) - _CLOCKS_DIFFER_SECONDS


class NewFuzzyReminder(NewReminder):
    """Backpack takes the time off the content, and the time is what its own clock says."""

    def details(self, arguments: Mapping[str, Any]) -> Details:
        content: str = arguments["content"]
        fuzzy = _FUZZY.match(content)
        hours, minutes = fuzzy.groups() if fuzzy else (None, "0")
        return {
            "content": content[fuzzy.end() :] if fuzzy else content,
            "wall_clock": None,
            "in_seconds": (int(hours or 0) * 60 + int(minutes)) * 60,
            "remindee_ids": sorted(set(arguments["remindee_ids"])),
        }

    def out_of_sight_at(self, details: Details, noted_at_seconds: float) -> float:
        return noted_at_seconds + float(details["in_seconds"]) - _CLOCKS_DIFFER_SECONDS
