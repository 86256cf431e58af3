"""The rows as a person reads them."""

from collections.abc import Mapping, Sequence

from tests.chaos.run import Row

_OF_COMMANDS = {
    "key": "#",
    "fault": "fault",
    "rounds": "rounds",
    "operations": "ops",
    "accepted": "accepted",
    "lost": "lost",
    "double_in_backpack": "double in Backpack",
    "double_in_slack": "double in Slack",
    "double_and_says_so": "of which say so",
    "refused": "refused with a message",
    "unconfirmed": "unconfirmed",
    "unacknowledged": "no ack",
    "seconds": "s",
    "verdict": "",
}
_OF_REMINDERS = {
    "key": "#",
    "fault": "fault",
    "rounds": "rounds",
    "set": "set",
    "changed": "changed",
    "due": "due",
    "fired": "fired",
    "messages": "in messages",
    "lost": "lost",
    "double": "double",
    "double_and_says_so": "of which say so",
    "early": "early",
    "wrong": "wrong",
    "late_p50_s": "late p50 s",
    "late_p99_s": "p99",
    "late_max_s": "max",
    "seconds": "s",
    "verdict": "",
}

WINDOW = (
    "An answer that comes twice, and says so: Slack may have posted it, and nobody can look. A message that "
    "one person alone sees is in no history, and no method of Slack's takes a key that tells two requests "
    "from one."
)


def tables(rows: Sequence[Row]) -> str:
    """Markdown, so that it can be pasted: one for commands, one for reminders."""
    of_reminders = [row for row in rows if row["key"].startswith("r")]
    of_commands = [row for row in rows if row not in of_reminders]
    both = ((of_commands, _OF_COMMANDS), (of_reminders, _OF_REMINDERS))
    return "\n\n".join(_table(some, columns) for some, columns in both if some)


def _table(rows: Sequence[Row], columns: Mapping[str, str]) -> str:
    cells = [[str(row.get(name, "")) for name in columns] for row in rows]
    heads = list(columns.values())
    widths = [max(len(line[place]) for line in [heads, *cells]) for place in range(len(heads))]
    lines = [heads, ["-" * width for width in widths], *cells]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in lines
    )


def summary(rows: Sequence[Row]) -> str:
    """Why rows are red or skipped, and which windows doubles in Slack went through."""
    lines = [f"{row['key']} is {row['verdict']}: {row['why']}" for row in rows if row["why"]]
    if any(row.get("double_and_says_so") for row in rows):
        lines.append(WINDOW)
    return "\n".join(lines)
