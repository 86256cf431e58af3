"""Reads the recorded payloads of Slack; README.md beside this file describes them."""

import copy
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

SLACK = Path(__file__).parent / "slack"
Json = dict[str, Any]
_LIVE = "live:"


@dataclass(frozen=True)
class Recorded:
    """One delivery, and what is to come of it."""

    name: str
    sent_as: str
    headers: Mapping[str, str]
    payload: Json
    given: Json
    expect: Json

    def needs(self, name: str) -> bool:
        """Whether this value has to be a live one: a trigger, a message that is there."""
        return f"{_LIVE}{name}" in json.dumps([self.payload, self.expect])

    def alive(self, values: Mapping[str, str]) -> "Recorded":
        """With these in the place of `live:NAME`."""
        text = json.dumps([self.payload, self.expect])
        for name, value in values.items():
            text = text.replace(f"{_LIVE}{name}", value)
        payload, expect = json.loads(text)
        return replace(self, payload=payload, expect=expect)

    def shaped(self, shape: Callable[[Json], Json]) -> "Recorded":
        """The same delivery with its payload in another of the shapes that Slack may give it."""
        return replace(self, payload=shape(self.payload))

    @property
    def content_type(self) -> str:
        return "application/json" if self.sent_as == "json" else "application/x-www-form-urlencoded"

    @property
    def body(self) -> str:
        """As Slack sends it: events as JSON, a command's fields as a form, all else in a form's `payload`."""
        if self.sent_as == "json":
            return json.dumps(self.payload)
        return urlencode(self.payload if self.sent_as == "form" else {"payload": json.dumps(self.payload)})


def recorded() -> list[Recorded]:
    """All cases of all files."""
    return [case for file in sorted(SLACK.glob("*.json")) for case in _cases(file)]


def _cases(file: Path) -> list[Recorded]:
    document = json.loads(file.read_text())
    return [
        Recorded(
            f"{file.stem}: {case['name']}",
            document["sent_as"],
            document.get("headers", {}),
            _changed(document["payload"], case.get("changes", {})),
            case.get("given", {}),
            case["expect"],
        )
        for case in document["cases"]
    ]


def _changed(whole: Any, changes: Any) -> Any:
    """The same with these parts changed, however deep; lists are gone through side by side."""
    if isinstance(whole, dict) and isinstance(changes, dict):
        changed = {name: _changed(whole.get(name), part) for name, part in changes.items()}
        return copy.deepcopy(whole) | changed
    if isinstance(whole, list) and isinstance(changes, list) and len(whole) == len(changes):
        return [_changed(*pair) for pair in zip(whole, changes, strict=True)]
    return changes
