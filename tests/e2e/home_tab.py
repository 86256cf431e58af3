"""The Home tab, used as a person uses it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.e2e.slack_page import SlackPage, shown
from tests.e2e.waiting import eventually

Json = dict[str, Any]


@dataclass(frozen=True)
class HomeTab:
    """Of one person."""

    slack: SlackPage
    user: str

    def open(self) -> None:
        self.slack.control("home/open", {"user": self.user})

    def view(self) -> Json:
        """As it was published last."""
        return self.slack.home(self.user) or {"blocks": []}

    def words(self) -> str:
        """All that stands there."""
        return shown(self.view())

    def says(self, words: str) -> str:
        """All of it, once it says that."""
        eventually(f"a Home tab that says {words}", lambda: words in self.words(), last=self.words)
        return self.words()

    def press(self, action_id: str) -> None:
        """A button."""
        (block_id,) = [block for block, one in self._elements() if one["action_id"] == action_id]
        self._act(action_id, block_id)

    def boxes(self) -> list[str]:
        """What can be ticked."""
        return [_label(one) for _block, one in self._elements() if one["type"] == "checkboxes"]

    def tick(self, label: str) -> None:
        (found,) = [
            (one["action_id"], block, one["options"][0]["value"])
            for block, one in self._elements()
            if one["type"] == "checkboxes" and _label(one) == label
        ]
        action_id, block_id, value = found
        self._act(action_id, block_id, value=[value])

    def _elements(self) -> Iterator[tuple[str, Json]]:
        """Each with its block's id."""
        for block in self.view()["blocks"]:
            inside = [*block.get("elements", ()), block.get("accessory") or {}]
            yield from ((block["block_id"], one) for one in inside if "action_id" in one)

    def _act(self, action_id: str, block_id: str, **choice: Any) -> None:
        where = {"user": self.user, "view_id": self.view()["id"], "action_id": action_id}
        done = self.slack.control("view/action", {**where, "block_id": block_id, **choice})
        assert done["error"] is None, done


def _label(box: Json) -> str:
    return str(box["options"][0]["text"]["text"])
