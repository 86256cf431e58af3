"""What Slack refuses, and where it says the fault is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from slack_sdk.models import blocks as sdk

from sandbox.slack.errors import SlackError
from sandbox.slack.validation import check_message, check_view

if TYPE_CHECKING:
    from collections.abc import Callable


def plain(text: str) -> dict[str, Any]:
    return {"type": "plain_text", "text": text}


def section(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}, **more}


def actions(*elements: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "elements": list(elements)}


def button(text: str = "Go", **more: Any) -> dict[str, Any]:
    return {"type": "button", "text": plain(text), **more}


@pytest.mark.parametrize(
    ("blocks", "fault"),
    [
        ([{"text": "x"}], "missing required field: type [json-pointer:/blocks/0]"),
        ([{"type": "sections"}], "unsupported type: sections [json-pointer:/blocks/0/type]"),
        ([{"type": "section"}], "missing required field: text [json-pointer:/blocks/0]"),
        ([section("")], "must be more than 0 characters [json-pointer:/blocks/0/text/text]"),
        ([section("x" * 3001)], "must be less than 3001 characters [json-pointer:/blocks/0/text/text]"),
        ([{"type": "header", "text": plain("x" * 151)}], "less than 151 characters"),
        ([{"type": "header", "text": {"type": "mrkdwn", "text": "x"}}], "unsupported type: mrkdwn"),
        ([actions(button("x" * 76))], "76 characters [json-pointer:/blocks/0/elements/0/text/text]"),
        ([actions(button(value="x" * 2001))], "2001 characters [json-pointer:/blocks/0/elements/0/value]"),
        ([actions()], "no fewer than 1 items allowed [json-pointer:/blocks/0/elements]"),
        ([actions(*[button()] * 26)], "no more than 25 items allowed [json-pointer:/blocks/0/elements]"),
        ([section("x", accessory={"type": "divider"})], "unsupported type: divider"),
        ([section("x", block_id="a")] * 2, "block_id must be unique [json-pointer:/blocks/1/block_id]"),
        ([{"type": "context", "elements": [button()]}], "unsupported type: button"),
        ([actions({"type": "static_select"})], "required field: options [json-pointer:/blocks/0/elements/0]"),
        (
            [actions(button(confirm={"title": plain("Sure?")}))],
            "field: text [json-pointer:/blocks/0/elements/0/confirm]",
        ),
        ([{"type": "divider"}] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    ],
)
def test_bad_blocks_are_named_with_their_place(blocks: list[dict[str, Any]], fault: str) -> None:
    with pytest.raises(SlackError, match="invalid_blocks") as caught:
        check_message("", blocks)
    assert any(fault in message for message in caught.value.messages), caught.value.messages


def test_blocks_at_their_limits_pass() -> None:
    check_message("", [section("x" * 3000), actions(*[button("x" * 75, value="x" * 2000)] * 25)])
    check_message("", [{"type": "divider"}] * 50)


def test_what_slack_sdk_builds_passes() -> None:
    option = sdk.Option(text="One", value="1")
    built = [
        sdk.HeaderBlock(text="Groceries"),
        sdk.SectionBlock(text="*Milk*", accessory=sdk.StaticSelectElement(placeholder="…", options=[option])),
        sdk.SectionBlock(fields=["a", "b"]),
        sdk.ContextBlock(elements=[sdk.MarkdownTextObject(text="small")]),
        sdk.ActionsBlock(elements=[sdk.ButtonElement(text="Go", action_id="go", style="primary")]),
        sdk.ImageBlock(image_url="https://x.y/z.png", alt_text="z"),
        sdk.RichTextBlock(elements=[sdk.RichTextSectionElement(elements=[])]),
        sdk.InputBlock(label="Item", element=sdk.PlainTextInputElement(action_id="a")),
        sdk.DividerBlock(),
    ]
    check_message("", [block.to_dict() for block in built])


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"title": plain("x" * 25)}, "must be less than 25 characters [json-pointer:/view/title/text]"),
        ({"title": None}, "missing required field: title [json-pointer:/view]"),
        ({"submit": None}, "missing required field: submit [json-pointer:/view]"),
        ({"private_metadata": "x" * 3001}, "3001 characters [json-pointer:/view/private_metadata]"),
        (
            {"blocks": [{"type": "divider"}] * 101},
            "no more than 100 items allowed [json-pointer:/view/blocks]",
        ),
        ({"blocks": None}, "must provide an array [json-pointer:/view/blocks]"),
        ({"type": "home"}, "failed to match all allowed schemas [json-pointer:/view]"),
    ],
)
def test_bad_views_are_invalid_arguments(
    modal: Callable[..., dict[str, Any]], change: dict[str, Any], fault: str
) -> None:
    check_view(modal())
    with pytest.raises(SlackError, match="invalid_arguments") as caught:
        check_view(modal() | change)
    assert any(fault in message for message in caught.value.messages), caught.value.messages


def test_a_view_over_250_kb_is_too_large(modal: Callable[..., dict[str, Any]]) -> None:
    with pytest.raises(SlackError, match="view_too_large"):
        check_view(modal(blocks=[section("x" * 3000)] * 90))
