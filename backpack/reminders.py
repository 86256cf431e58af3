"""Reminders (API: Reminders). On the wire their times are wall clocks of the account's zone."""

from collections.abc import Sequence
from datetime import datetime, tzinfo
from functools import partial

from backpack.element import Element, element
from backpack.operation import Body, InZone, TokenPlace, operation
from backpack.reminder import Reminder
from backpack.reply import many, new_id, nothing
from backpack.time_zones import to_wall_clock

# ruff: noqa: ARG001 - ids are used by the path template above each function, zones by its decoder


@operation(
    "GET",
    "/reminders.xml",
    returns=InZone(lambda zone: many("reminders/reminder", partial(Reminder.from_xml, zone=zone))),
    safe_to_retry=True,
    token=TokenPlace.PATH,
)
def list_reminders(zone: tzinfo) -> Body:
    """The upcoming reminders, earliest first; past ones are not listed (API: Reminders, List upcoming).

    :param zone: the account's, `zone(user.time_zone_id)`: the times in the document are its wall clock.
    """
    return None


@operation("POST", "/reminders.xml", returns=new_id("reminder"), safe_to_retry=False, token=TokenPlace.PATH)
def create_fuzzy_reminder(content: str, remindee_ids: Sequence[int] = ()) -> Body:
    """Set a reminder for a while from now; returns its id (API: Reminders, Create with fuzzy date).

    :param content: starts with the time: `+30 text` is in 30 minutes, `+1:30 text` in an hour and a half.
    :param remindee_ids: whom to remind; nobody named is yourself.
    :raises UnsendableText: the content holds a character that XML cannot carry.
    """
    return _reminder(content, None, None, remindee_ids)


@operation("POST", "/reminders.xml", returns=new_id("reminder"), safe_to_retry=False, token=TokenPlace.PATH)
def create_reminder(
    content: str, remind_at: datetime, zone: tzinfo, remindee_ids: Sequence[int] = ()
) -> Body:
    """Set a reminder; returns its id (API: Reminders, Create with specific date).

    :param remind_at: an aware time, in any zone; sent to the second.
    :param zone: the account's, `zone(user.time_zone_id)`: the time is sent as its wall clock.
    :param remindee_ids: whom to remind; nobody named is yourself.
    :raises ValueError: `remind_at` is naive.
    :raises UnsendableText: the content holds a character that XML cannot carry.
    """
    return _reminder(content, remind_at, zone, remindee_ids)


@operation("PUT", "/reminders/{reminder_id}.xml", returns=nothing, safe_to_retry=True, token=TokenPlace.PATH)
def update_reminder(
    reminder_id: int,
    content: str,
    remind_at: datetime | None = None,
    zone: tzinfo | None = None,
    remindee_ids: Sequence[int] = (),
) -> Body:
    """Change a reminder; without `remind_at` its time stays (API: Reminders, Update).

    :param remind_at: an aware time, in any zone; sent to the second.
    :param zone: the account's, wanted with `remind_at`: the time is sent as its wall clock.
    :raises ValueError: `remind_at` is naive, or comes without `zone`.
    :raises UnsendableText: the content holds a character that XML cannot carry.
    """
    return _reminder(content, remind_at, zone, remindee_ids)


@operation(
    "DELETE", "/reminders/{reminder_id}.xml", returns=nothing, safe_to_retry=True, token=TokenPlace.PATH
)
def destroy_reminder(reminder_id: int) -> Body:
    """Remove a reminder; a second time answers `NotFound` (API: Reminders, Destroy)."""
    return None


def _reminder(
    content: str, remind_at: datetime | None, zone: tzinfo | None, remindee_ids: Sequence[int]
) -> Element:
    parts = [element("content", content)]
    if remind_at is not None:
        if zone is None:
            raise ValueError("remind_at is sent as a wall clock: say the account's zone with it")
        wall_clock = to_wall_clock(remind_at, zone)
        parts.insert(0, element("remind_at", wall_clock.isoformat(sep=" ", timespec="seconds")))
    if remindee_ids:
        users = (element("user_id", str(user_id)) for user_id in remindee_ids)
        parts.append(element("remindees", *users, type="array"))
    return element("reminder", *parts)
