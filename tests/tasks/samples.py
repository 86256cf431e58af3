"""Every type that travels in a task message, made by hypothesis."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from store.feed_messages import FeedMessage

# Registers them all.
from tasks import delivery, intents, results, wire
from tasks.feeding.board import LINES_MOST, NAME_MOST, STATUS_MOST, WITHOUT_MOST
from tasks.feeding.live_posts import BoardLine, BoardPost, ShownTick
from tasks.feeding.posts import kept
from tasks.intents.ask_for_entry import DuePrompt
from tasks.intents.fire_reminders import FiredReminder
from tasks.intents.plan_prompts import DueRound
from tasks.intents.post_digest import DueDigest
from tasks.intents.show_subscriptions import ShownSubscription
from tasks.intents.tell_feed import DueFeed, FeedAtPlace
from tasks.journaling.activity import DAYS, Activity
from tasks.journaling.digest_item import DigestItem
from tasks.journaling.grouped import PersonsEntries, ShownEntry
from tasks.journaling.prompt_items import PromptItem, RoundItem
from tasks.journaling.rhythm import Rhythm
from tasks.journaling.routine import Routine
from tasks.journaling.teammates import Teammate
from tasks.journaling.whose import Whose
from tasks.recurrence import Recurrence
from tasks.reminding.card import CardReminder, RowState
from tasks.reminding.check import DueReminder
from tasks.reminding.item import ReminderItem

__all__ = ["WIRE_TYPES", "any_value", "delivery", "intents", "results"]

WIRE_TYPES: dict[str, Any] = {name: adapter._type for name, adapter in wire._ADAPTERS.items()}

# What can be stored as JSON in UTF-8: all but half a surrogate pair.
texts = st.text(st.characters(exclude_categories=["Cs"]))
_spoken = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=200).filter(
    lambda text: text.strip().strip(":")  # a note needs a title before the colon
)
_MOMENTS = st.datetimes(
    datetime(2000, 1, 2),  # noqa: DTZ001 -- hypothesis adds the zone
    datetime(2100, 1, 1),  # noqa: DTZ001 -- a wall clock is meant
    timezones=st.just(UTC),
)
_IDS = st.text("abcXYZ019-_", min_size=1, max_size=40)  # our own, and Slack's
_SECONDS = st.floats(0, 4e9)
_DOING = (intents.TickItem(1, 2, 3, completed=True), intents.SetStatus("Away"))
_BY_FIELD: dict[str, st.SearchStrategy[Any]] = {
    "time_zone": st.sampled_from(["Europe/Berlin", "America/Los_Angeles", "UTC", "Asia/Kathmandu"]),
    "home_time_zone": st.none() | st.just("Europe/Berlin"),
    "creator_id": st.integers(0, 10_000),
    "kind": st.sampled_from(["journal", "status", "page", "calendar", "list", "board"]),
    "change": st.sampled_from(
        ["item", "done", "open", "note", "entry", "edit", "status", "cleared", "reminder"]
    ),
    "was": st.sampled_from(["new", "joined", "known"]),
    "page_id": st.integers(0, 10_000),
    "list_id": st.integers(0, 10_000),
    "item_id": st.integers(0, 10_000),
    "action": st.sampled_from(["done", "delete", "snooze", "change"]),
    "moment": _MOMENTS,
    "what": st.sampled_from(["done", "snoozed", "deleted", "changed"]),
    "slack_channel_id": st.sampled_from(["C0LAUNCH", "D0MAYA", "U0MAYA"]),
    "period": st.sampled_from(["today", "yesterday", "week"]),
    "routine_kind": st.sampled_from(["digest", "prompt"]),
    "days": st.sampled_from([("MO", "TU", "WE", "TH", "FR", "SA", "SU"), ("FR",), ("MO", "WE")]),
    "at": st.times().map(lambda each: each.replace(second=0, microsecond=0)),
    "counts": st.lists(st.integers(0, 9), min_size=DAYS, max_size=DAYS).map(tuple),
    "slack_channel_ids": st.lists(st.sampled_from(["C0LAUNCH", "C0KITCHEN"]), min_size=1).map(tuple),
    "prompt_channel_id": st.just("C0LAUNCH"),
    "lost_channel_id": st.just("C0LAUNCH"),
    "doing": st.sampled_from([wire.encode(each) for each in _DOING]),
    "done": st.none() | st.just(wire.encode(intents.set_status.StatusSet("Away", None, 7, "trailhead"))),
    "lists": st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 10_000)), max_size=5).map(tuple),
    "clicked_ts": st.floats(0, 4e9).map(lambda seconds: f"{seconds:.6f}"),
}
_BY_TYPE: dict[str, st.SearchStrategy[Any]] = {
    "datetime": _MOMENTS,
    "date": st.dates(),
    "bool": st.booleans(),
    "int": st.integers(0, 10_000),
}
# What stands inside those that travel, the outer before the inner.
_PLAIN = (
    DueReminder, FiredReminder, CardReminder, ReminderItem, RowState, DueFeed, FeedAtPlace, ShownSubscription,
    PersonsEntries, ShownEntry, Whose, Routine, Rhythm, DueDigest, DigestItem, Teammate, Activity, DueRound,
    RoundItem, DuePrompt, PromptItem, FeedMessage, ShownTick,
)  # fmt: skip
_MONDAY = datetime(2026, 11, 30, 9, 30)  # noqa: DTZ001 -- a wall clock is meant
_RECURRENCES = [
    Recurrence(rule, _MONDAY, "Europe/Berlin") for rule in ("FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR")
]
# People have entries each: some of some are many.
_HELD_BY_MANY = ("PersonsEntries", "ShownEntry", "Teammate", "Activity")
_CHECKED = {
    "ChangeJournalEntry",
    "ChangeReminder",
    "EditLastEntry",
    "AddItem",
    "AddNote",
    "CompleteItem",
    "SetReminder",
    "SetStatus",
    "SettleReminder",
    "SearchPages",
    "WriteJournalEntry",
}


def any_value(name: str, text: st.SearchStrategy[str] = texts) -> st.SearchStrategy[Any]:
    """Any value of the wire type of that name; intents refuse some texts, so theirs are tame."""
    words = _spoken if name in _CHECKED else text
    return _plain(WIRE_TYPES[name], words)


def boards(words: st.SearchStrategy[str]) -> st.SearchStrategy[BoardPost]:
    """Any that there can be."""
    names = words.map(lambda text: kept(text, NAME_MOST))
    messages = words.map(lambda text: kept(text, STATUS_MOST))
    return st.builds(
        BoardPost,
        lines=st.lists(st.builds(BoardLine, names, messages, _SECONDS), max_size=LINES_MOST).map(tuple),
        more_lines=st.integers(0, 10_000),
        without=st.lists(names, max_size=WITHOUT_MOST).map(tuple),
        more_without=st.integers(0, 10_000),
        standing=st.sampled_from(["live", "resting"]),
        kind=st.just("board"),
    )


def _plain(kind: Any, words: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    fields: dict[str, st.SearchStrategy[Any]] = {}
    for field, annotation in kind.__annotations__.items():
        fields[field] = _of(str(getattr(annotation, "__name__", annotation)), str(annotation), field, words)
    return st.builds(kind, **fields)


def _within(annotation: str, each: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    if annotation.startswith("tuple"):
        most = 6 if any(kind in annotation for kind in _HELD_BY_MANY) else 45
        return st.lists(each, min_size=1, max_size=most).map(tuple)
    return each | st.none() if "None" in annotation else each


def _of(name: str, annotation: str, field: str, words: st.SearchStrategy[str]) -> st.SearchStrategy[Any]:
    for inner in (
        "ShownItem",
        "ShownSection",
        "LinkedPage",
        "HomeList",
        "UnfurledList",
        "UnfurledPage",
    ):
        if inner in annotation:
            return st.lists(any_value(inner, words), max_size=60).map(tuple)
    if "BoardPost" in annotation:
        return _within(annotation, boards(words))
    if "Recurrence" in annotation:
        return _within(annotation, st.sampled_from(_RECURRENCES))
    for kind in _PLAIN:
        if kind.__name__ in annotation:
            return _within(annotation, _plain(kind, words))
    if annotation.startswith("tuple"):
        ids, several = st.lists(st.integers(0, 10_000), max_size=5), st.lists(words, max_size=60)
        any_of_them = ids if annotation.startswith("tuple[int") else several
        return _BY_FIELD.get(field, any_of_them.map(tuple))
    name = annotation.removesuffix(" | None") if "|" in annotation else name
    is_id = field == "reference" or (field.endswith("_id") and name != "int")
    by_name = _SECONDS if field.endswith("_seconds") else _BY_TYPE.get(name, words)
    plain = _BY_FIELD.get(field, _IDS if is_id else by_name)
    return plain | st.none() if "None" in annotation else plain
