"""Help, built from the bindings."""

from bot.bindings import BINDINGS, Binding
from bot.slack_text import escape
from bot.views.message import Message, paragraph, small_print
from store.channels import ChannelDefault


def help_for_all(default: ChannelDefault | None) -> Message:
    rows = [f"`{_command(binding)}`  {escape(binding.summary)}" for binding in BINDINGS]
    hints = (
        "For example: `/backpack add Buy oat milk to Groceries`\n"
        "`/bp` is short for `/backpack`, and `/journal TEXT` for `/backpack journal TEXT`.\n"
        "The same words work in a direct message to me, and after my name in any channel or thread."
    )
    return Message(
        "What I can do: " + ", ".join(binding.verb for binding in BINDINGS),
        (
            paragraph("*What you can say*\n" + "\n".join(rows)),
            small_print(hints),
            small_print(default_text(default)),
        ),
    )


def help_for(binding: Binding) -> Message:
    example = (
        f"\nFor example: `/backpack {binding.verb} {escape(binding.example)}`" if binding.example else ""
    )
    others = f"\nAlso: {', '.join(binding.aliases)}" if binding.aliases else ""
    text = f"`{_command(binding)}`  {escape(binding.summary)}.{example}{others}"
    return Message(text, (paragraph(text),))


def default_text(default: ChannelDefault | None) -> str:
    if default is None:
        return "This channel has no default yet. `/backpack default PAGE / LIST` sets one."
    place = f"{default.page_title} / {default.list_name}" if default.list_name else default.page_title
    return f"This channel's default is *{escape(place)}*. `/backpack default none` clears it."


def _command(binding: Binding) -> str:
    return escape(f"/backpack {binding.verb} {binding.usage}".rstrip())
