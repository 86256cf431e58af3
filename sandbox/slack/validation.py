"""Checks messages and views against the table in :mod:`.block_rules`, and words faults as Slack does."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from .block_rules import (
    BLOCKS,
    MESSAGE_TEXT,
    MOST_BLOCKS,
    OBJECTS,
    SURFACES,
    VIEW,
    VIEW_BYTES,
    Many,
    One,
    Rule,
    String,
    Text,
)
from .errors import SlackError

UNTYPED = {"option", "option_group", "confirm"}
"""Composition objects say by their place what they are, and have no `type`."""
WITH_OPTIONS = {"static_select", "multi_static_select"}
"""They bring their options along, in groups or without."""


def check_message(text: str, blocks: Any, *, attachments: bool = False) -> None:
    """What `chat.postMessage` and the response URLs accept.

    :raises SlackError: no_text, msg_too_long, invalid_blocks
    """
    if not text and not blocks and not attachments:
        raise SlackError("no_text")
    if len(text) > MESSAGE_TEXT:
        raise SlackError("msg_too_long")
    if blocks and (faults := list(_block_faults(blocks, "message", "/blocks"))):
        raise SlackError("invalid_blocks", faults)


def check_view(view: Any, kinds: tuple[str, ...] = ("modal",)) -> None:
    """What `views.open`, `.push`, `.update` (modal) and `.publish` (home) accept.

    :raises SlackError: invalid_arguments, view_too_large
    """
    if not isinstance(view, dict) or view.get("type") not in kinds:
        raise SlackError("invalid_arguments", [_fault("failed to match all allowed schemas", "/view")])
    if len(json.dumps(view).encode()) > VIEW_BYTES:
        raise SlackError("view_too_large")
    faults = list(_field_faults(view, VIEW, "/view"))
    if view["type"] == "modal":
        faults += _modal_faults(view)
    faults += _block_faults(view.get("blocks"), view["type"], "/view/blocks")
    if faults:
        raise SlackError("invalid_arguments", faults)


def _modal_faults(view: dict[str, Any]) -> Iterator[str]:
    if not view.get("title"):
        yield _fault("missing required field: title", "/view")
    blocks = view.get("blocks")
    kinds = (
        {block.get("type") for block in blocks if isinstance(block, dict)} if isinstance(blocks, list) else ()
    )
    if "input" in kinds and not view.get("submit"):
        yield _fault("missing required field: submit", "/view")


def _block_faults(blocks: Any, surface: str, path: str) -> Iterator[str]:
    if not isinstance(blocks, list):
        yield _fault("must provide an array", path)
        return
    if len(blocks) > MOST_BLOCKS[surface]:
        yield _fault(f"no more than {MOST_BLOCKS[surface]} items allowed", path)
    seen: set[str] = set()
    for index, block in enumerate(blocks):
        here = f"{path}/{index}"
        kind = block.get("type") if isinstance(block, dict) else None
        if kind is None:
            yield _fault("missing required field: type", here)
        elif kind not in SURFACES[surface]:
            yield _fault(f"unsupported type: {kind}", f"{here}/type")
        else:
            if kind == "section" and not block.get("text") and not block.get("fields"):
                yield _fault("missing required field: text", here)
            yield from _field_faults(block, {"block_id": String(), **BLOCKS[kind]}, here)
            if block.get("block_id") in seen:
                yield _fault("block_id must be unique", f"{here}/block_id")
            seen.add(block.get("block_id") or f"#{index}")


def _field_faults(thing: Mapping[str, Any], rules: Mapping[str, Rule], path: str) -> Iterator[str]:
    for name, rule in rules.items():
        value = thing.get(name)
        if value is not None:
            yield from _faults(value, rule, f"{path}/{name}")
        elif rule.required:
            yield _fault(f"missing required field: {name}", path)


def _faults(value: Any, rule: Rule, path: str) -> Iterator[str]:
    if isinstance(rule, String):
        yield from _string_faults(value, rule, path)
    elif isinstance(rule, Text):
        yield from _text_faults(value, rule, path)
    elif isinstance(rule, One):
        yield from _object_faults(value, rule, path)
    elif isinstance(rule, Many):
        yield from _list_faults(value, rule, path)


def _string_faults(value: Any, rule: String, path: str) -> Iterator[str]:
    if not isinstance(value, str):
        yield _fault("must be a string", path)
    elif len(value) > rule.longest:
        yield _fault(f"must be less than {rule.longest + 1} characters", path)


def _text_faults(value: Any, rule: Text, path: str) -> Iterator[str]:
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        yield _fault("must be a text object", path)
    elif value.get("type") not in rule.types:
        yield _fault(f"unsupported type: {value.get('type')}", f"{path}/type")
    elif not value["text"]:
        yield _fault("must be more than 0 characters", f"{path}/text")
    elif len(value["text"]) > rule.longest:
        yield _fault(f"must be less than {rule.longest + 1} characters", f"{path}/text")


def _object_faults(value: Any, rule: One, path: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield _fault("must be an object", path)
        return
    kind = rule.types[0] if rule.types and rule.types[0] in UNTYPED else value.get("type")
    if kind is None:
        yield _fault("missing required field: type", path)
    elif rule.types and kind not in rule.types:
        yield _fault(f"unsupported type: {kind}", f"{path}/type")
    else:
        if kind in WITH_OPTIONS and not value.get("options") and not value.get("option_groups"):
            yield _fault("missing required field: options", path)
        yield from _field_faults(value, OBJECTS.get(kind, {}), path)


def _list_faults(value: Any, rule: Many, path: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield _fault("must provide an array", path)
        return
    if len(value) > rule.most:
        yield _fault(f"no more than {rule.most} items allowed", path)
    if len(value) < rule.least:
        yield _fault(f"no fewer than {rule.least} items allowed", path)
    for index, each in enumerate(value):
        yield from _faults(each, rule.of, f"{path}/{index}")


def _fault(what: str, path: str) -> str:
    return f"[ERROR] {what} [json-pointer:{path}]"
