"""What people read when something could not be done: what was wrong, what was kept, what to do next."""

import re

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement

from bot.slack_text import escape, shorten
from bot.views import ids
from bot.views.answers import answer
from bot.views.message import (
    QUOTE_MOST,
    Message,
    bullets,
    line,
    literal,
    paragraph,
    quoted,
    rich,
    said,
    small_print,
)
from tasks.delivery import Delivery
from tasks.intents.connect import ConnectRefused
from tasks.results import Abandoned, GivenUp, NotConnected, Refused, Surprise, Unconfirmed

# The button's value when no command waits: Slack refuses an empty one.
NOTHING_INTERRUPTED = "-"
_CHOICES_MOST = 10  # more are not read, and a page of a hundred lists would not fit in a message
_COMMAND = re.compile(r"`(?!/)([^`]+)`")


@answer.register
def refused(result: Refused) -> Message:
    """Nothing was done; the person can put it right."""
    kept = f"_{escape(result.kept)}_" if result.kept else ""
    blocks: list[Block] = [rich(line(literal("⚠️ "), literal(shorten(result.problem, 2 * QUOTE_MOST))))]
    if result.choices:
        names = [line(literal(shorten(choice, QUOTE_MOST))) for choice in result.choices[:_CHOICES_MOST]]
        if len(result.choices) > _CHOICES_MOST:
            names.append(line(literal(f"… and {len(result.choices) - _CHOICES_MOST} more")))
        blocks.append(rich(line(literal(f"{result.question}:")), bullets(names)))
    if below := "\n".join(filter(None, [_advice(result.next_step), kept])):
        blocks.append(paragraph(below))
    named = shorten(", ".join(result.choices[:_CHOICES_MOST]), 2 * QUOTE_MOST)
    choices = f" {escape(f'{result.question} {named}')}?" if named else ""
    return Message(f"⚠️ {escape(result.problem)}{choices} {_advice(result.next_step)}", tuple(blocks))


@answer.register
def not_connected(result: NotConnected) -> Message:
    """The command waits behind the button."""
    if result.token_was_refused:
        text = "🔑 Backpack does not accept your token any more. Connect again"
    else:
        text = "👋 To do that I need your Backpack account. Connect it once"
    text += ", and I'll carry on with your command (I keep it for an hour)." if result.interrupted_id else "."
    button = connect_button(result.interrupted_id, is_again=result.token_was_refused)
    return Message(text, (paragraph(text), button))


@answer.register
def given_up(result: GivenUp) -> Message:
    return said(
        f"⚠️ Backpack could not take your command for {result.kept_hours} hours, so I have stopped trying. "
        "Nothing was changed. Please send it again."
    )


@answer.register
def unconfirmed(result: Unconfirmed) -> Message:
    return said(
        f"⚠️ {escape(result.reason)}: it took your command, but did not say whether it was done. "
        "Please look in Backpack before you send it again, so that it isn't done twice."
    )


@answer.register
def surprise(result: Surprise) -> Message:
    return said(
        f"💥 Something went wrong on our side. The reference is `{result.reference}`: your operator finds "
        "the reason in the log by it. Your command was not repeated."
    )


@answer.register
def abandoned(result: Abandoned) -> Message:
    return said(
        "💥 Something on our side broke each time I tried your command, so I have stopped. Please look in "
        f"Backpack whether it was done. The reference is `{result.reference}`: your operator can find the "
        "reason by it, and have me try again."
    )


def waiting(words: str, reason: str) -> Message:
    """The notice that later becomes the answer."""
    return said(
        f"⏳ {escape(reason)}. Your command {quoted(words)} is kept; "
        "I keep trying, and this message becomes the answer."
    )


def waiting_elsewhere(reason: str) -> Message:
    """Where the command was typed, when the notice is in our direct messages."""
    return said(f"⏳ {escape(reason)}. Your command is kept; the answer will come in our direct messages.")


def perhaps_again(message: Message, delivery: Delivery | None) -> Message:
    """An answer that may have been shown before; whoever reads it twice must not think it was done twice.

    :param delivery: None where nobody asked: a clock has started it.
    """
    if delivery is None:
        text = "↩️ I could not see whether this was posted. Here it is again; nothing was done twice."
        return Message(f"{text}\n{message.text}", (small_print(text), *message.blocks))
    channel_id = delivery.slack_channel_id
    where = f" in <#{channel_id}>" if channel_id.startswith(("C", "G")) else ""  # conversations have no name
    text = (
        f"↩️ I could not see whether my answer to {quoted(delivery.words)} reached you{where}. "
        "Here it is again; nothing was done twice."
    )
    return Message(f"{text}\n{message.text}", (small_print(text), *message.blocks))


def connect_failed(result: ConnectRefused) -> Message:
    """For somebody who has closed the modal before the check was over."""
    text = f"🔑 {escape(result.problem)}"
    return Message(text, (paragraph(text), connect_button(result.interrupted_id, is_again=True)))


def nothing_accepted() -> Message:
    """The broker is out of reach."""
    return said("⚠️ I can't take commands just now, so *nothing was accepted*. Please try again in a minute.")


def connect_prompt(*, is_linked: bool) -> Message:
    """The answer to `connect`."""
    text = "🔗 You are connected already. Connect again to change the account or the token."
    if not is_linked:
        text = "🔗 Connect your Backpack account, and everything you say here is done in your name."
    return Message(text, (paragraph(text), connect_button("")))


def connect_button(interrupted_id: str, *, is_again: bool = False) -> ActionsBlock:
    """:param is_again: the token that there is has been refused, so there is no way around the form."""
    button = ButtonElement(
        text="Connect Backpack",
        action_id=ids.CONNECT_AGAIN if is_again else ids.CONNECT_BUTTON,
        value=interrupted_id or NOTHING_INTERRUPTED,
        style="primary",
    )
    return ActionsBlock(elements=[button])


def _advice(next_step: str) -> str:
    """Intents name commands by their verbs, whichever surface they came from; here they get the slash."""
    return escape(_COMMAND.sub(r"`/backpack \1`", next_step))
