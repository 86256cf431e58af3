"""Blocks as stored: Slack gives an id to every block and interactive element that came without one."""

import copy
from collections.abc import Iterator
from typing import Any

from .ids import new_id

Json = dict[str, Any]


def with_ids(blocks: list[Json]) -> list[Json]:
    """A copy of the blocks in which each has its `block_id` and each element its `action_id`."""
    blocks = copy.deepcopy(blocks)
    for block in blocks:
        block.setdefault("block_id", new_id("b", 5))
        for element in elements_of(block):
            if element.get("type") not in {"image", "mrkdwn", "plain_text"}:
                element.setdefault("action_id", new_id("a", 5))
    return blocks


def elements_of(block: Json) -> Iterator[Json]:
    """The interactive elements of a block: a section's accessory, an input's element, a row of actions."""
    if block.get("type") == "section" and block.get("accessory"):
        yield block["accessory"]
    elif block.get("type") == "input":
        yield block["element"]
    elif block.get("type") == "actions":
        yield from block["elements"]


def find_element(blocks: list[Json], action_id: str, block_id: str | None = None) -> tuple[Json, Json] | None:
    """The block and element with that action id."""
    for block in blocks:
        if block_id in {None, block.get("block_id")}:
            for element in elements_of(block):
                if element.get("action_id") == action_id:
                    return block, element
    return None
