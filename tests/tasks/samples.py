"""Every type that travels in a task message, made by hypothesis."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

# Registers them all.
from tasks import delivery, intents, results, wire
from tasks.intents.fire_reminders import FiredReminder
from tasks.recurrence import Recurrence
from tasks.reminding.card import CardReminder, RowState
from tasks.reminding.check import DueReminder
from tasks.reminding.item import ReminderItem

__all__ = ["WIRE_TYPES", "any_value", "delivery", "intents", "results"]

WIRE_TYPES: dict[str, Any] = {name: adapter._type for name, adapter in wire._ADAPTERS.items()}

# What can be stored as JSON in UTF-8: all but half a surrogate pair.
texts = st.text(st.characters(exclude_categories=["Cs"]))
_spoken = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=200).filter(
    str.strip
)
_MOMENTS = st.datetimes(
    datetime(2000, 1, 2),  # noqa: DTZ001 -- hypothesis adds the zone
    datetime(2100, 1, 1),  # noqa: DTZ001 -- a wall clock is meant
    timezones=st.just(UTC),
)
_IDS = st.text("abcXYZ019-_", min_size=1, max_size=40)  # our own, and Slack's
_BY_FIELD: dict[str, st.SearchStrategy[Any]] = {
    "time_zone": st.sampled_from(["Europe/Berlin", "America/Los_Angeles", "UTC", "Asia/Kathmandu"]),
    "accepted_at_seconds": st.floats(0, 4e9),
    "creator_id": st.integers(0, 10_000),
    "page_id": st.integers(0, 10_000),
    "list_id": st.integers(0, 10_000),
    "item_id": st.integers(0, 10_000),
    "due_seconds": st.floats(0, 4e9),
    "noted_seconds": st.floats(0, 4e9),
    "next_seconds": st.floats(0, 4e9),
    "what": st.sampled_from(["done", "snoozed", "deleted", "changed"]),
    "slack_channel_id": st.sampled_from(["C0LAUNCH", "D0MAYA", "U0MAYA"]),
    "lost_channel_id": st.just("C0LAUNCH"),
    "clicked_ts": st.floats(0, 4e9).map(lambda seconds: f"{seconds:.6f}"),
}
_BY_TYPE: dict[str, st.SearchStrategy[Any]] = {
    "datetime": _MOMENTS,
    "bool": st.booleans(),
    "int": st.integers(0, 10_000),
}
# What stands inside those that travel, the outer before the inner.
_PLAIN = (DueReminder, FiredReminder, CardReminder, ReminderItem, RowState)
_MONDAY = datetime(2026, 11, 30, 9, 30)  # noqa: DTZ001 -- a wall clock is meant
_RECURRENCES = [
    Recurrence(rule, _MONDAY, "Europe/Berlin") for rule in ("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")
]
_CHECKED = {
    "ChangeReminder",
    "AddItem",
    "AddNote",
    "CompleteItem",
    "SetReminder",
    "SetStatus",
    "SearchPages",
    "WriteJournalEntry",
}


def any_value(name: str, text: st.SearchStrategy[str] = texts) -> st.SearchStrategy[Any]:
    """Any value of the wire type of that name; intents refuse some texts, so theirs are tame."""
    words = _spoken if name in _CHECKED else text
    return _plain(WIRE_TYPES[name], words)


def _plain(kind: Any, words: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for field, annotation in kind.__annotations__.items():
        fields[field] = _of(str(getattr(annotation, "__name__", annotation)), str(annotation), field, words)
    return st.builds(kind, **fields)


def _within(annotation: str, each: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    if annotation.startswith("tuple"):
        return st.lists(each, min_size=1, max_size=45).map(tuple)
    return each | st.none() if "None" in annotation else each


def _of(name: str, annotation: str, field: str, words: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    for inner in ("ShownItem", "ShownSection"):
        if inner in annotation:
            return st.lists(any_value(inner, words), max_size=60).map(tuple)
    if "Recurrence" in annotation:
        return _within(annotation, st.sampled_from(_RECURRENCES))
    for kind in _PLAIN:
        if kind.__name__ in annotation:
            return _within(annotation, _plain(kind, words))
    if annotation.startswith("tuple[int"):
        return st.lists(st.integers(0, 10_000), max_size=5).map(tuple)
    if annotation.startswith("tuple"):
        return st.lists(words, max_size=60).map(tuple)
    is_id = field == "reference" or (field.endswith("_id") and name != "int")
    plain = _BY_FIELD.get(field, _IDS if is_id else _BY_TYPE.get(name, words))
    return plain | st.none() if "None" in annotation else plain
