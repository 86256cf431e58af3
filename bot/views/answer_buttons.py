"""The buttons below an answer, and the address of what it shows."""

from dataclasses import dataclass

from slack_sdk.models.blocks import ActionsBlock, Block, ButtonElement, RichTextElementParts

from backpack.address import DEFAULT_BASE_URL
from bot.backpack_urls import page_url
from bot.views import ids
from bot.views.message import Message, line, literal, rich
from tasks.intents.add_item import ItemAdded
from tasks.intents.show_list import ListShown
from tasks.intents.show_page import PageShown
from tasks.past_answer import is_shareable
from tasks.undoing.change import is_change
from tasks.undoing.undone import Undone


@dataclass(frozen=True)
class AnswerScene:
    """What the buttons depend on, beside the outcome."""

    answer_id: str
    can_share: bool
    """Whether there is somebody to share it with who has not seen it."""
    backpack_url: str = DEFAULT_BASE_URL


def with_buttons(message: Message, outcome: object, scene: AnswerScene) -> Message:
    """The message that shows the outcome, with what can be done about it."""
    blocks: list[Block] = list(message.blocks)
    url = _url(outcome, scene.backpack_url)
    if url and isinstance(outcome, ListShown | PageShown):
        blocks.append(rich(line(RichTextElementParts.Link(url=url, text=url.partition("://")[2]))))
    if buttons := _buttons(outcome, scene, url):
        # The message may have buttons of its own: then these stand beside them.
        last = blocks[-1]
        if isinstance(last, ActionsBlock):
            own = [each.to_dict() for each in last.elements]
            blocks[-1] = ActionsBlock(block_id=last.block_id, elements=[*own, *buttons])
        else:
            blocks.append(ActionsBlock(elements=buttons))
    return Message(message.text, tuple(blocks))


def shared_by(message: Message, slack_user_id: str) -> Message:
    """The same, said to everybody."""
    sharer = RichTextElementParts.User(user_id=slack_user_id)
    by = rich(line(literal("Shared by "), sharer))
    return Message(message.text, (by, *message.blocks))


def _buttons(outcome: object, scene: AnswerScene, url: str | None) -> list[ButtonElement]:
    buttons = list[ButtonElement]()
    value = scene.answer_id
    if is_shareable(outcome):
        if isinstance(outcome, ItemAdded) and is_change(outcome):
            buttons.append(ButtonElement(action_id=ids.ANSWER_DONE, text="Done", value=value))
        if is_change(outcome):
            buttons.append(ButtonElement(action_id=ids.ANSWER_UNDO, text="Undo", value=value))
        if scene.can_share:
            buttons.append(ButtonElement(action_id=ids.ANSWER_SHARE, text="Share", value=value))
    if url:
        buttons.append(ButtonElement(action_id=ids.ANSWER_OPEN, text="Open in Backpack", url=url))
    return buttons


def _url(outcome: object, backpack_url: str) -> str | None:
    """Of the page that the outcome is about."""
    if not (is_shareable(outcome) or isinstance(outcome, Undone)):
        return None
    return page_url(getattr(outcome, "account", None), getattr(outcome, "page_id", None), backpack_url)
