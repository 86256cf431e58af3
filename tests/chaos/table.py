"""The rows as a person reads them."""

from collections.abc import Sequence

from tests.chaos.run import Row

_COLUMNS = {
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

WINDOW = (
    "An answer that comes twice, and says so: Slack may have posted it, and nobody can look. A message that "
    "one person alone sees is in no history, and no method of Slack's takes a key that tells two requests "
    "from one."
)


def table(rows: Sequence[Row]) -> str:
    """Markdown, so that it can be pasted."""
    cells = [[str(row.get(name, "")) for name in _COLUMNS] for row in rows]
    heads = list(_COLUMNS.values())
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
