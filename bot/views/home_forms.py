"""The forms that the Home tab opens; `bot.views.entry_form` is the third."""

from collections.abc import Sequence
from typing import Any

from slack_sdk.models.blocks import ExternalDataMultiSelectElement, InputBlock, Option, PlainTextInputElement
from slack_sdk.models.views import View

from bot.place_options import Place
from bot.slack_text import shorten
from bot.views import ids
from bot.views.message import plain
from bot.views.tick_box import OPTION_MOST
from store.places import ListPlace
from tasks.intents.show_home import LISTS_MOST
from tasks.place_names import spoken
from tasks.text import LINE_MAX_CHARACTERS


def status_form(status: str) -> View:
    """With the status as it is; empty clears it."""
    element = PlainTextInputElement(
        action_id=ids.HOME_STATUS_INPUT,
        initial_value=shorten(status, LINE_MAX_CHARACTERS) or None,
        placeholder="Painting the boat",
        max_length=LINE_MAX_CHARACTERS,
        focus_on_load=True,
    )
    block = InputBlock(
        block_id=ids.HOME_STATUS_BLOCK,
        label="What are you doing?",
        hint="Nothing clears it.",
        element=element,
        optional=True,
    )
    return _form(ids.HOME_STATUS_FORM, "My status", block)


def status_of(view: dict[str, Any]) -> str:
    """What a submitted form says."""
    value = view["state"]["values"][ids.HOME_STATUS_BLOCK][ids.HOME_STATUS_INPUT]["value"]
    return " ".join((value or "").split())


def lists_form(chosen: Sequence[ListPlace]) -> View:
    """With those chosen so far."""
    options = [
        Option(
            text=plain(shorten(spoken(each), OPTION_MOST)), value=Place(each.page_id, each.list_id).write()
        )
        for each in chosen[:LISTS_MOST]
    ]
    element = ExternalDataMultiSelectElement(
        action_id=ids.HOME_LISTS_INPUT,
        placeholder="Search your lists",
        initial_options=options or None,
        min_query_length=0,  # those used last are offered before anything is typed
        max_selected_items=LISTS_MOST,
    )
    block = InputBlock(
        block_id=ids.HOME_LISTS_BLOCK,
        label="Lists on this tab",
        hint=f"Up to {LISTS_MOST}. Nothing chosen: those that you have used last.",
        element=element,
        optional=True,
    )
    return _form(ids.HOME_LISTS_FORM, "My lists", block)


def lists_of(view: dict[str, Any]) -> tuple[tuple[int, int], ...]:
    """(page id, list id) of those chosen in a submitted form."""
    options = view["state"]["values"][ids.HOME_LISTS_BLOCK][ids.HOME_LISTS_INPUT]["selected_options"]
    places = (Place.read(each["value"]) for each in options or ())
    return tuple((place.page_id, place.list_id) for place in places if place and place.list_id)


def _form(callback_id: str, title: str, block: InputBlock) -> View:
    return View(
        type="modal", callback_id=callback_id, title=title, submit="Save", close="Cancel", blocks=[block]
    )
