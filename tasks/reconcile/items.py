"""Items: one that was added, one that was toggled, one that was moved."""

import json
from collections.abc import Sequence

from backpack import Call, Direction, Item, list_items
from tasks.reconcile.kind import Creation, Details, Found, Kind, plain


class _OnAList(Kind):
    def place(self, details: Details) -> str:
        return f"list {details['list_id']}"

    def listing(self, details: Details) -> Call[tuple[Item, ...]]:
        return list_items(details["page_id"], details["list_id"])


class NewItem(_OnAList, Creation[Item]):
    """Somebody may have completed it by now; it is theirs all the same."""

    name = "item"
    noted = ("page_id", "list_id", "content")

    def content(self, details: Details) -> str:
        return plain(details["content"])

    def fits(self, details: Details, thing: Item) -> bool:
        return plain(thing.content) == self.content(details)


class _ItemChange(_OnAList):
    def content(self, details: Details) -> str:
        return str(details["item_id"])


class Toggle(_ItemChange):
    """An item that is not as complete as it was has been toggled: by us, or somebody who wanted the same."""

    name = "toggle"
    noted = ("page_id", "list_id", "item_id")

    def base(self, details: Details, listed: Sequence[Item]) -> str:
        return json.dumps([item.completed for item in listed if item.id == details["item_id"]])

    def found(self, details: Details, base: str, listed: Sequence[Item]) -> Sequence[Found]:
        now = json.loads(self.base(details, listed))
        return [Found(None, None)] if now and now != json.loads(base) else []


class Move(_ItemChange):
    """An item that has passed the one it stood next to has been moved."""

    name = "move"
    noted = ("page_id", "list_id", "item_id", "direction")

    def base(self, details: Details, listed: Sequence[Item]) -> str:
        """The ids of those it has to pass."""
        order = [item.id for item in listed if item.completed is self._completed(details, listed)]
        if details["item_id"] not in order:
            return "[]"
        place = order.index(details["item_id"])
        ahead = {
            Direction.HIGHER: order[max(place - 1, 0) : place],
            Direction.LOWER: order[place + 1 : place + 2],
            Direction.TO_TOP: order[:place],
            Direction.TO_BOTTOM: order[place + 1 :],
        }
        return json.dumps(ahead[Direction(details["direction"])])

    def found(self, details: Details, base: str, listed: Sequence[Item]) -> Sequence[Found]:
        order = [item.id for item in listed]
        to_pass = [item_id for item_id in json.loads(base) if item_id in order]
        if details["item_id"] not in order:
            return []
        place = order.index(details["item_id"])
        up = details["direction"] in (Direction.HIGHER, Direction.TO_TOP)
        passed = all((place < order.index(item_id)) is up for item_id in to_pass)
        return [Found(None, None)] if passed else []

    @staticmethod
    def _completed(details: Details, listed: Sequence[Item]) -> bool:
        return any(item.completed for item in listed if item.id == details["item_id"])
