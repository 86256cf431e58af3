"""The modal in which a reminder is changed, or set about a message: when, and what."""

import json
from dataclasses import asdict, dataclass
from enum import Enum
from typing import Any

from slack_sdk.models.blocks import (
    Block,
    InputBlock,
    Option,
    PlainTextInputElement,
    RadioButtonsElement,
)
from slack_sdk.models.views import View

from bot.slack_text import escape, shorten
from bot.views import ids
from bot.views.message import paragraph, small_print
from tasks.text import LINE_MAX_CHARACTERS

WHEN_MOST = 200  # characters; the longest sensible "every …" is a quarter of that
HERE, ME = "here", "me"


class Form(Enum):
    """Which form it is: its id, its title, what its button says, and its small print."""

    CHANGE = (ids.CHANGE_FORM, "Change reminder", "Change", "")
    CHANGE_ONE_TIME = (
        ids.CHANGE_FORM,
        "Change reminder",
        "Change",
        "It comes again and again; this changes the next time only.",
    )
    DRAFT = (ids.DRAFT_FORM, "Set a reminder", "Set it", "")
    ABOUT = (ids.ABOUT_FORM, "Remind me about this", "Set it", "A link to the message is put after the text.")

    def __init__(self, callback_id: str, title: str, submit: str, remark: str) -> None:
        self.callback_id = callback_id
        self.title = title
        self.submit = submit
        self.remark = remark


@dataclass(frozen=True)
class FormState:
    """What the modal remembers, in `private_metadata`: where it was opened, and what about."""

    slack_channel_id: str
    response_url: str | None = None
    card_id: str = ""
    row: int = 0
    draft_id: str = ""
    is_series: bool = False
    clicked_ts: str | None = None
    clicked_is_ephemeral: bool = False
    thread_ts: str | None = None
    """Of the thread it was opened in; None outside of any."""
    message_ts: str = ""
    """Of the message to be reminded of."""
    team_domain: str = ""
    shown_when: str = ""
    """As the field was filled at first; while it says so, exactly `due_seconds` is meant."""
    due_seconds: float = 0.0
    asked_when: str = ""
    """Of which the person was asked whether `asked_seconds` is meant."""
    asked_seconds: float = 0.0

    def dump(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @staticmethod
    def load(private_metadata: str) -> "FormState":
        return FormState(**json.loads(private_metadata))


def form_of(callback_id: str, state: FormState) -> Form:
    """The one that was opened under this id."""
    if callback_id == ids.CHANGE_FORM:
        return Form.CHANGE_ONE_TIME if state.is_series else Form.CHANGE
    return next(form for form in Form if form.callback_id == callback_id)


@dataclass(frozen=True)
class Filled:
    """What somebody has typed, without blanks around it."""

    when: str
    what: str
    is_for_channel: bool = False

    @staticmethod
    def of(view: dict[str, Any]) -> "Filled":
        values = view["state"]["values"]
        when = values[ids.WHEN_BLOCK][ids.WHEN_INPUT]["value"] or ""
        what = values[ids.WHAT_BLOCK][ids.WHAT_INPUT]["value"] or ""
        where = values.get(ids.WHERE_BLOCK, {}).get(ids.WHERE_INPUT, {}).get("selected_option") or {}
        return Filled(when.strip(), what.strip(), where.get("value") == HERE)


def reminder_form(
    form: Form, state: FormState, filled: Filled, question: str = "", problem: str = ""
) -> View:
    """The form; with a question, the form again, which asks it and takes the same button for a yes.

    :param problem: what was wrong, in the question's place.
    """
    blocks: list[Block] = [paragraph(f"⚠️ {escape(problem)}")] if problem else []
    if question:
        blocks.append(paragraph(f"🤔 {escape(question)} Press *{form.submit}* again to confirm."))
    blocks += [_when(filled.when), _what(filled.what)]
    if form is Form.ABOUT and state.slack_channel_id.startswith(("C", "G")):
        blocks.append(_where(is_for_channel=filled.is_for_channel))
    if form.remark:
        blocks.append(small_print(form.remark))
    return View(
        type="modal",
        callback_id=form.callback_id,
        private_metadata=state.dump(),
        title=form.title,
        submit=form.submit,
        close="Cancel",
        blocks=blocks,
    )


def _when(text: str) -> InputBlock:
    return InputBlock(
        block_id=ids.WHEN_BLOCK,
        label="When",
        hint="In your own time zone.",
        element=PlainTextInputElement(
            action_id=ids.WHEN_INPUT,
            placeholder="tomorrow at 9, in 20 minutes, every friday at 4pm",
            initial_value=shorten(text, WHEN_MOST) or None,
            max_length=WHEN_MOST,
            focus_on_load=True,
        ),
    )


def _what(text: str) -> InputBlock:
    return InputBlock(
        block_id=ids.WHAT_BLOCK,
        label="What",
        element=PlainTextInputElement(
            action_id=ids.WHAT_INPUT,
            initial_value=shorten(text, LINE_MAX_CHARACTERS) or None,
            max_length=LINE_MAX_CHARACTERS,
            multiline=True,
        ),
    )


def _where(*, is_for_channel: bool) -> InputBlock:
    me = Option(label="Me, in a direct message", value=ME)
    here = Option(label="Everybody in this channel", value=HERE)
    return InputBlock(
        block_id=ids.WHERE_BLOCK,
        label="For",
        element=RadioButtonsElement(
            action_id=ids.WHERE_INPUT, options=[me, here], initial_option=here if is_for_channel else me
        ),
    )
