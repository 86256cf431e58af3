"""Cards of what has just fired, and what clicks have made of them."""

from datetime import UTC, datetime
from typing import Any

import pytest

from tasks.intents import SnoozeReminder
from tasks.intents.fire_reminders import RemindersFired
from tasks.reminding.card import RowState, read_card
from tasks.results import RefusalError
from tests.tasks.clocks import minutes_ahead, outcomes
from tests.tasks.world import World

ZONE = "Europe/Berlin"


def cards_of(world: World) -> dict[str, str]:
    """By place, the card of what is due now."""
    return {place: found.card_id for place, found in outcomes(world) if isinstance(found, RemindersFired)}


def later(world: World, minutes: float = 15) -> datetime:
    return datetime.fromtimestamp(minutes_ahead(world, minutes), UTC)


def snooze(world: World, card_id: str, minutes: float = 15) -> SnoozeReminder:
    return SnoozeReminder(card_id, 0, later(world, minutes), ZONE)


def in_backpack(world: World) -> list[tuple[str, float, list[int]]]:
    """(content, time, whom) of each."""
    return [
        (
            one["content"],
            datetime.fromisoformat(one["remind_at"]).replace(tzinfo=UTC).timestamp(),
            sorted(one["remindee_ids"]),
        )
        for one in world.state()["reminders"]
    ]


def states(world: World, card_id: str) -> dict[int, RowState]:
    found = read_card(world.stores.cards, card_id)
    assert found is not None
    return dict(found.states)


def refusal(intent: Any, context: Any) -> str:
    with pytest.raises(RefusalError) as refused:
        intent.perform(context)
    return f"{refused.value.refused.problem} {refused.value.refused.next_step}"
