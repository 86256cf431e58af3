"""The modal in which a journal entry is written, or changed: loading first, then filled in."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from slack_sdk.models.blocks import Block, InputBlock, PlainTextInputElement
from slack_sdk.models.views import View

from bot.slack_text import escape, shorten
from bot.views import ids
from bot.views.message import paragraph, small_print
from tasks.intents.fill_entry_form import EntryForm

_TITLE = "Journal entry"
_INPUT_MOST = 3_000  # characters; docs.slack.dev, plain-text input element


@dataclass(frozen=True)
class EntryFormState:
    """What the modal remembers, in `private_metadata`: where it was opened, and what about."""

    slack_channel_id: str
    response_url: str | None = None
    thread_ts: str | None = None
    is_direct: bool = False
    clicked_ts: str | None = None
    clicked_is_ephemeral: bool = False
    entry_id: int | None = None
    prompt_channel_id: str | None = None
    home_time_zone: str | None = None
    """Opened on the Home tab, by somebody in this zone; None: elsewhere."""

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @staticmethod
    def load(private_metadata: str) -> "EntryFormState":
        return EntryFormState(**json.loads(private_metadata))


def entry_form_loading(state: EntryFormState) -> View:
    """What opens at once: whatever has to be asked for comes into its place."""
    waiting = "what you have done since your last entry" if state.entry_id is None else "your entry"
    return _view(state, [paragraph(f"⏳ Looking for {waiting} …")])


def entry_form(state: EntryFormState, filled: EntryForm) -> View:
    """The form; where a change is not possible, why."""
    is_new = state.entry_id is None
    if filled.problem and not is_new:
        return _view(state, [paragraph(f"⚠️ {escape(filled.problem)}")])
    if not is_new and len(filled.body) > _INPUT_MOST:
        too_long = f"⚠️ The entry is {len(filled.body):,} characters long, and a form holds {_INPUT_MOST:,}."
        return _view(state, [paragraph(f"{too_long} Please change it in Backpack itself.")])
    blocks: list[Block] = [_input(filled.body)]
    if filled.problem:
        blocks.append(small_print(f"⚠️ {escape(filled.problem)}"))
    elif filled.proposed_count:
        items = "the item" if filled.proposed_count == 1 else f"the {filled.proposed_count} items"
        blocks.append(small_print(f"From {items} that you have completed here since your last entry."))
    return _view(state, blocks, submit="Write" if is_new else "Change")


def entry_of(view: dict[str, Any]) -> str:
    """What a submitted form says."""
    value = view["state"]["values"][ids.ENTRY_BLOCK][ids.ENTRY_INPUT]["value"]
    return (value or "").strip()


def _input(body: str) -> InputBlock:
    return InputBlock(
        block_id=ids.ENTRY_BLOCK,
        label="What did you do?",
        element=PlainTextInputElement(
            action_id=ids.ENTRY_INPUT,
            multiline=True,
            initial_value=shorten(body, _INPUT_MOST) or None,
            placeholder="Shipped the new sign-up page",
            max_length=_INPUT_MOST,
            focus_on_load=True,
        ),
    )


def _view(state: EntryFormState, blocks: list[Block], submit: str | None = None) -> View:
    return View(
        type="modal",
        callback_id=ids.ENTRY_FORM,
        private_metadata=state.dump(),
        title=_TITLE,
        submit=submit,
        close="Cancel" if submit else "Close",
        blocks=blocks,
    )
