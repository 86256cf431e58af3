"""A channel's digest: the journal since the last one, who has written nothing, and the last four weeks."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block, ImageBlock
from slack_sdk.models.blocks.basic_components import SlackFile

from bot.slack_text import escape, shorten
from bot.views.activity import ROWS_MOST, activity_summary, activity_text
from bot.views.entries import entry_blocks, left_out
from bot.views.message import Message, line, literal, rich, said, small_print
from bot.views.moments import moment_text
from bot.views.rows import at, late_by
from store.schedule import LATE_SECONDS
from tasks.intents.post_digest import DigestEnded, DigestReady
from tasks.journaling.activity import DAYS, Activity
from tasks.journaling.teammates import Teammate
from tasks.names import fold

# The picture as text takes 15 rows of 45 characters, the names of the silent up to 800.
_ENTRIES_ROOM_CHARACTERS = 8_200
_NAME_MOST = 60
_SILENT_MOST = 12
_DAY_SECONDS = 26 * 3600  # a day's, be it a little late, or longer by an hour for a change of the clocks


@dataclass(frozen=True)
class DigestScene:
    """What a digest's look depends on besides what it tells."""

    members: AbstractSet[str] | None
    """The Slack users in the channel; None where nobody tells us."""
    now_seconds: float
    """`store.clock`'s."""
    picture_id: str | None = None
    """Of the uploaded file; None: it is drawn as text."""


def digest(ready: DigestReady, scene: DigestScene) -> Message:
    members, now_seconds = scene.members, scene.now_seconds
    count = sum(len(person.entries) + person.left_out_count for person in ready.people)
    entries = entry_blocks(
        ready.people,
        ready.time_zone,
        with_day=now_seconds - ready.since_seconds > _DAY_SECONDS,
        room_characters=_ENTRIES_ROOM_CHARACTERS,
    )
    day = f"{at(now_seconds).astimezone(ZoneInfo(ready.time_zone)):%A %-d %B}"
    blocks: list[Block] = [rich(line(literal("📓 The journal’s digest, "), literal(day, bold=True)))]
    blocks += [*entries.blocks, *left_out(entries.left_out_count)]
    written = f"{count} {'entry' if count == 1 else 'entries'}"
    if not count:
        written = "Nobody has written anything since the last one."
        blocks.append(rich(line(literal(written))))
    silent = _silent(ready, members)
    if silent and count:
        blocks.append(rich(line(literal("Nothing yet from "), literal(_names(silent)))))
    if rows := digest_rows(ready, members):
        blocks.append(_picture(rows, scene.picture_id))
    blocks.append(
        small_print(_below(ready, now_seconds, is_drawn_as_text=bool(rows) and not scene.picture_id))
    )
    return Message(f"📓 The journal’s digest, {day}: {written}", tuple(blocks))


def digest_elsewhere(message: Message, channel_id: str) -> Message:
    """For the one who asked for it: the channel is closed to us."""
    text = (
        f"I can’t post in <#{channel_id}>, so here is its digest. Invite me there, or say "
        "`/backpack digest off` in it."
    )
    return Message(f"{text}\n{message.text}", (small_print(text), *message.blocks))


def digest_ended(ended: DigestEnded) -> Message:
    return said(
        "📓 There is no digest here any more: nobody who is connected can read the journal of the Backpack "
        f"account {escape(shorten(ended.account, _NAME_MOST))}. `/backpack digest daily 17:00` starts it "
        "again."
    )


def _silent(ready: DigestReady, members: AbstractSet[str] | None) -> list[Teammate]:
    """Who of the channel has written nothing; where nobody tells us who is there, of those who write."""
    wrote = {person.backpack_user_id for person in ready.people}
    writes = {row.backpack_user_id for row in ready.activity}
    silent = {
        mate.backpack_user_id: mate
        for mate in ready.teammates
        if mate.backpack_user_id not in wrote
        and (mate.backpack_user_id in writes if members is None else mate.slack_user_id in members)
    }
    return sorted(silent.values(), key=lambda mate: fold(mate.name))


def _names(silent: Sequence[Teammate]) -> str:
    names = [shorten(mate.name, _NAME_MOST) for mate in silent[:_SILENT_MOST]]
    if len(silent) > _SILENT_MOST:
        names.append(f"{len(silent) - _SILENT_MOST} more")
    return f"{', '.join(names[:-1])} and {names[-1]}." if len(names) > 1 else f"{names[0]}."


def digest_rows(ready: DigestReady, members: AbstractSet[str] | None) -> list[Activity]:
    """Of those whom the digest names; nobody's where nobody has written for four weeks."""
    silent = _silent(ready, members)
    counts = {row.backpack_user_id: row for row in ready.activity}
    named = {person.backpack_user_id: person.name for person in ready.people}
    named |= {mate.backpack_user_id: mate.name for mate in silent}
    idle = Activity(0, "", (0,) * DAYS)
    rows = [
        replace(counts.get(user_id, idle), backpack_user_id=user_id, name=name)
        for user_id, name in sorted(named.items(), key=lambda pair: fold(pair[1]))
    ]
    return rows[:ROWS_MOST] if any(any(row.counts) for row in rows) else []


def _picture(rows: Sequence[Activity], picture_id: str | None) -> Block:
    if picture_id is None:
        return activity_text(rows)
    return ImageBlock(alt_text=activity_summary(rows), slack_file=SlackFile(id=picture_id))


def _below(ready: DigestReady, now_seconds: float, *, is_drawn_as_text: bool) -> str:
    since = moment_text(datetime.fromtimestamp(ready.since_seconds, UTC), ready.time_zone)
    parts = [f"Since {since}"]
    late_seconds = now_seconds - ready.due_seconds
    if late_seconds >= LATE_SECONDS:
        due = moment_text(datetime.fromtimestamp(ready.due_seconds, UTC), ready.time_zone)
        parts.append(f"{late_by(late_seconds)}: it was due {due}")
    if is_drawn_as_text:
        parts.append("above, the last four weeks, a sign a day")
    return " · ".join(parts)
