"""The reference of what people can say, docs/commands.md: written from the bindings, as `help` is.

python -m bot.reference > docs/commands.md
"""

import sys

from bot.bindings import BINDINGS, Binding

_HEAD = """\
# What people can say

Written from `bot/bindings.py` by `python -m bot.reference > docs/commands.md`; a test compares.

The same words follow `/backpack` (short `/bp`), stand in a direct message to the bot, or follow `@Backpack`
in a channel or thread. Capitals stand for your own words; what is in brackets may be left out.
"""


def reference() -> str:
    """The page, as Markdown."""
    return "\n".join([_HEAD, *map(_section, BINDINGS)])


def _section(binding: Binding) -> str:
    lines = [f"## {binding.verb}", "", f"`{f'{binding.verb} {binding.usage}'.rstrip()}`", ""]
    lines += [f"{binding.summary}."]
    if binding.example:
        lines += ["", f"For example: `{binding.verb} {binding.example}`"]
    if binding.aliases:
        lines += ["", f"Also: {', '.join(f'`{alias}`' for alias in binding.aliases)}"]
    return "\n".join([*lines, ""])


if __name__ == "__main__":
    sys.stdout.write(reference())
