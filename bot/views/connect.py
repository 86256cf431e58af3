"""The connect modal in its stages: the form, checking, connected."""

import json
from dataclasses import asdict, dataclass

from slack_sdk.models.blocks import Block, InputBlock, PlainTextInputElement
from slack_sdk.models.views import View

from bot.slack_text import escape
from bot.views import ids
from bot.views.message import paragraph, small_print
from tasks.intents.connect import Connected

_TITLE = "Connect Backpack"  # Slack allows 24 characters


@dataclass(frozen=True)
class ConnectState:
    """What the modal remembers between its stages, in `private_metadata`. Never the token."""

    interrupted_id: str = ""
    slack_channel_id: str = ""

    def dump(self) -> str:
        return json.dumps(asdict(self))

    @staticmethod
    def load(private_metadata: str) -> "ConnectState":
        return ConnectState(**json.loads(private_metadata or "{}"))


def form(state: ConnectState, account: str = "", problem: str = "") -> View:
    """The form; with a problem, the form again, saying why."""
    blocks: list[Block] = []
    if problem:
        blocks.append(paragraph(f"⚠️ {escape(problem)}"))
    blocks += [
        InputBlock(
            block_id=ids.ACCOUNT_BLOCK,
            label="Account",
            hint="The first part of your Backpack's address: NAME in NAME.backpackit.com",
            element=PlainTextInputElement(
                action_id=ids.ACCOUNT_INPUT,
                placeholder="NAME",
                max_length=200,
                initial_value=account or None,
                focus_on_load=not account,
            ),
        ),
        InputBlock(
            block_id=ids.TOKEN_BLOCK,
            label="Token",
            hint="In Backpack, open “My info” and copy your API token. I keep it encrypted.",
            element=PlainTextInputElement(
                action_id=ids.TOKEN_INPUT, placeholder="40 letters and digits", max_length=200
            ),
        ),
        small_print(
            "Commands act as you, with your rights in Backpack. `/backpack disconnect` forgets the token."
        ),
    ]
    return View(
        type="modal",
        callback_id=ids.CONNECT_VIEW,
        private_metadata=state.dump(),
        title=_TITLE,
        submit="Connect",
        close="Cancel",
        blocks=blocks,
    )


def checking(state: ConnectState, account: str) -> View:
    return View(
        type="modal",
        callback_id=ids.CONNECT_VIEW,
        private_metadata=state.dump(),
        title=_TITLE,
        close="Close",
        blocks=[paragraph(f"⏳ Asking Backpack about *{escape(account)}* …")],
    )


def connected(result: Connected) -> View:
    next_step = (
        "Your command is being carried out now."
        if result.resumed_operation_id
        else "Try `/backpack pages`, or `/backpack help` for everything I can do."
    )
    return View(
        type="modal",
        title=_TITLE,
        close="Done",
        blocks=[
            paragraph(f"✅ Connected as *{escape(result.backpack_user_name)}* ({escape(result.account)})."),
            paragraph(next_step),
        ],
    )
