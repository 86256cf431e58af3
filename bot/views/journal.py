"""The journal of some days, as somebody asked for it."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from slack_sdk.models.blocks import Block

from bot.slack_text import escape, shorten
from bot.views.answers import answer
from bot.views.entries import entry_blocks, left_out
from bot.views.message import QUOTE_MOST, Message, line, literal, rich, small_print
from tasks.intents.show_journal import JournalShown

_DAYS = {"today": "today", "yesterday": "yesterday", "week": "this week"}


@answer.register
def journal_shown(result: JournalShown) -> Message:
    days, name = _DAYS[result.period], result.person_name
    heading: list[Block] = [rich(line(literal("📓 The journal, "), literal(days, bold=True)))]
    if name is not None:
        whose = literal(f"{shorten(name, QUOTE_MOST)}’s", bold=True)
        heading = [rich(line(literal("📓 "), whose, literal(f" journal, {days}")))]
    entries = entry_blocks(
        result.people, result.time_zone, with_day=result.period == "week", with_names=name is None
    )
    count = sum(len(person.entries) + person.left_out_count for person in result.people)
    below = [*left_out(entries.left_out_count), small_print(_calendar(result))]
    if not count:
        who = "Nobody has" if name is None else f"{escape(shorten(name, QUOTE_MOST))} has"
        nothing = f"{who} written anything {days}." if name is None else f"{who} written nothing {days}."
        return Message(f"📓 {nothing}", (*heading, small_print(nothing), *below))
    text = f"📓 The journal, {days}: {count} {'entry' if count == 1 else 'entries'}."
    return Message(text, (*heading, *entries.blocks, *below))


def _calendar(result: JournalShown) -> str:
    first = datetime.fromtimestamp(result.starts_seconds, UTC).astimezone(ZoneInfo(result.time_zone))
    since = "Since " if result.period == "week" else ""
    more = "" if result.is_complete else " There is more than I look through."
    return f"{since}{first:%A %-d %B %Y}, in your time zone, {escape(result.time_zone)}.{more}"
