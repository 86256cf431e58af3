"""What a tick says: which item. Its block's id carries it, as a box that is emptied sends no value."""

from dataclasses import dataclass

_MARK = "tick"


@dataclass(frozen=True)
class TickValue:
    """As text `tick:PAGE:LIST:ITEM:EDITION`.

    Slack's clients keep a box as somebody left it for as long as its block has the same id, whatever an
    update says. So each drawing of a message is an edition of its own.
    """

    page_id: int
    list_id: int
    item_id: int
    edition: str = ""

    def __str__(self) -> str:
        return f"{_MARK}:{self.page_id}:{self.list_id}:{self.item_id}:{self.edition}"

    @staticmethod
    def read(block_id: str) -> "TickValue":
        """:raises ValueError: it is none of ours"""
        mark, page_id, list_id, item_id, edition = block_id.split(":", 4)
        if mark != _MARK:
            raise ValueError(f"no tick: {block_id}")
        return TickValue(int(page_id), int(list_id), int(item_id), edition)
