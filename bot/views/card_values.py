"""What a button on a card carries: which card, which row, and of a menu the choice."""

from dataclasses import dataclass
from typing import Literal

Choice = Literal["change", "delete"]
"""Of the menu beside a row of a list."""


@dataclass(frozen=True)
class RowValue:
    """A button's value, or an option's, as text: `CARD:ROW` or `CARD:ROW:CHOICE`."""

    card_id: str
    row: int
    choice: str = ""

    def __str__(self) -> str:
        return f"{self.card_id}:{self.row}" + (f":{self.choice}" if self.choice else "")

    @staticmethod
    def read(text: str) -> "RowValue":
        """:raises ValueError: it is none of ours"""
        card_id, row, *choice = text.split(":")
        return RowValue(card_id, int(row), choice[0] if choice else "")
