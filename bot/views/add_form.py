"""The modal in which something is added to Backpack: as what, its text, and where."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from slack_sdk.models.blocks import (
    ExternalDataSelectElement,
    InputBlock,
    Option,
    PlainTextInputElement,
    RadioButtonsElement,
)
from slack_sdk.models.views import View

from bot.slack_text import shorten
from bot.views import ids
from bot.views.message import plain

TEXT_MOST = 3_000  # characters; docs.slack.dev, plain-text input


class Kind(StrEnum):
    """As what it is added."""

    ITEM = "item"
    NOTE = "note"
    JOURNAL = "journal"


_LABELS = {
    Kind.ITEM: "An item on a list",
    Kind.NOTE: "A note on a page",
    Kind.JOURNAL: "An entry in my journal",
}


@dataclass(frozen=True)
class AddFormState:
    """What the modal remembers, in `private_metadata`: where it was opened."""

    slack_channel_id: str = ""
    """Empty: from no channel, but from the menu beside the composer."""
    response_url: str | None = None
    thread_ts: str | None = None
    """Of the thread it was opened in; None outside of any."""

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @staticmethod
    def load(private_metadata: str) -> "AddFormState":
        return AddFormState(**json.loads(private_metadata))


@dataclass(frozen=True)
class AddFilled:
    """What somebody has filled in."""

    kind: Kind
    text: str
    """Without blanks around it."""
    place: str
    """As `bot.place_options` writes it; empty: none was chosen."""

    @staticmethod
    def of(view: dict[str, Any]) -> "AddFilled":
        values = view["state"]["values"]
        kind = values[ids.KIND_BLOCK][ids.KIND_INPUT]["selected_option"]["value"]
        text = values[ids.TEXT_BLOCK][ids.TEXT_INPUT]["value"] or ""
        place = values[ids.PLACE_BLOCK][ids.PLACE_INPUT]["selected_option"] or {}
        return AddFilled(Kind(kind), text.strip(), place.get("value") or "")


def add_form(state: AddFormState, text: str) -> View:
    """The form, with this text in it; it is edited before anything is done."""
    return View(
        type="modal",
        callback_id=ids.ADD_FORM,
        private_metadata=state.dump(),
        title="Add to Backpack",
        submit="Add",
        close="Cancel",
        blocks=[_kind(), _text(text), _place(has_channel=bool(state.slack_channel_id))],
    )


def _kind() -> InputBlock:
    options = [Option(text=plain(label), value=kind) for kind, label in _LABELS.items()]
    return InputBlock(
        block_id=ids.KIND_BLOCK,
        label="As",
        element=RadioButtonsElement(action_id=ids.KIND_INPUT, options=options, initial_option=options[0]),
    )


def _text(text: str) -> InputBlock:
    return InputBlock(
        block_id=ids.TEXT_BLOCK,
        label="Text",
        hint="A note's first line is its title. An item becomes one line.",
        element=PlainTextInputElement(
            action_id=ids.TEXT_INPUT,
            initial_value=shorten(text, TEXT_MOST) or None,
            max_length=TEXT_MOST,
            multiline=True,
            focus_on_load=True,
        ),
    )


def _place(*, has_channel: bool) -> InputBlock:
    default = " Nothing chosen: this channel's default." if has_channel else ""
    return InputBlock(
        block_id=ids.PLACE_BLOCK,
        label="Where",
        hint=f"A list for an item, a page for a note; your journal needs none.{default}",
        optional=True,
        element=ExternalDataSelectElement(
            action_id=ids.PLACE_INPUT,
            placeholder="Search your lists and pages",
            min_query_length=0,  # those used last are offered before anything is typed
        ),
    )
