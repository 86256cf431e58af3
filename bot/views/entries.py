"""People's journal entries, cut to what one message may hold: everybody gets a fair part of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from slack_sdk.models.blocks import Block, RichTextElement

from bot.slack_text import shorten
from bot.views.message import line, literal, rich, small_print
from bot.views.moments import DAY_AND_TIME, TIME, moment
from tasks.journaling.grouped import PersonsEntries, ShownEntry

ROOM_CHARACTERS = 10_000
"""Slack refuses a message of more than about 13,200 characters; headings and small print take their part."""
# So many entries of each person, so many characters of each entry: the first of these that fits is taken.
_ALL, _LINE = 1_000, 140
_CUTS = [(_ALL, 1_500), (_ALL, 700), (_ALL, 280), *((most, _LINE) for most in (_ALL, *range(60, 0, -1)))]
_NAME_MOST = 80
_PEOPLE_MOST = 30  # a line of each still fits, and a message has 50 blocks
_TIME_CHARACTERS = 50  # "Tue 3 Jun 2026 17:00 (America/Los_Angeles): ", as clients read it that know no dates


@dataclass(frozen=True)
class EntryBlocks:
    """What is shown of them."""

    blocks: tuple[Block, ...]
    left_out_count: int


def entry_blocks(
    people: Sequence[PersonsEntries],
    time_zone: str,
    *,
    with_day: bool,
    with_names: bool = True,
    room_characters: int = ROOM_CHARACTERS,
) -> EntryBlocks:
    """A block for each person: their name, and each entry with its time in the reader's own zone.

    :param time_zone: an IANA name, for clients that can't show a moment
    """
    total = sum(len(person.entries) + person.left_out_count for person in people)
    people = people[:_PEOPLE_MOST]
    entries_most, characters_most = next(
        (cut for cut in _CUTS if _size(people, *cut) <= room_characters), _CUTS[-1]
    )
    blocks, shown_count = list[Block](), 0
    for person in people:
        parts: list[RichTextElement] = []
        if with_names:
            parts.append(literal(shorten(person.name, _NAME_MOST), bold=True))
        for entry in person.entries[:entries_most]:
            parts += _entry(entry, characters_most, time_zone, DAY_AND_TIME if with_day else TIME)
            shown_count += 1
        blocks.append(rich(line(*parts)))
    return EntryBlocks(tuple(blocks), total - shown_count)


def left_out(count: int) -> tuple[Block, ...]:
    return (small_print(f"… and {count} more in Backpack."),) if count > 0 else ()


def _entry(entry: ShownEntry, characters_most: int, time_zone: str, form: str) -> list[RichTextElement]:
    written_at = datetime.fromtimestamp(entry.written_at_seconds, UTC)
    body = shorten(entry.body.strip(), characters_most)
    return [literal("\n"), moment(written_at, time_zone, form), literal(f"  {body}")]


def _size(people: Sequence[PersonsEntries], entries_most: int, characters_most: int) -> int:
    return sum(
        min(len(person.name), _NAME_MOST)
        + sum(
            min(len(entry.body), characters_most) + _TIME_CHARACTERS
            for entry in person.entries[:entries_most]
        )
        for person in people
    )
