"""What the recorder answers: as much of Slack's Web API as schedulers ask for.

https://docs.slack.dev/reference/methods/chat.postMessage
"""

import json
from collections import defaultdict
from typing import Any
from urllib.parse import parse_qs


class Conversations:
    """Direct messages, by channel. A scheduler that is in doubt whether it has posted may look."""

    def __init__(self) -> None:
        self._posted: defaultdict[str, list[dict[str, Any]]] = defaultdict(list)

    def answer(self, method: str, body: bytes, now_seconds: float) -> dict[str, Any]:
        """`method` is what follows `/api/`; the body is JSON or a form."""
        arguments = _arguments(body)
        channel = _direct_channel(str(arguments.get("channel") or arguments.get("users") or ""))
        if method == "chat.postMessage":
            ts = f"{now_seconds:.6f}"
            message = {"ts": ts, "text": arguments.get("text"), "metadata": arguments.get("metadata")}
            self._posted[channel].append(message)
            return {"ok": True, "channel": channel, "ts": ts}
        if method == "conversations.open":
            return {"ok": True, "channel": {"id": channel}}
        if method == "conversations.history":
            oldest = float(arguments.get("oldest", 0))
            found = [each for each in self._posted.get(channel, []) if float(each["ts"]) > oldest]
            return {"ok": True, "messages": found[::-1], "has_more": False}
        return {"ok": False, "error": "unknown_method"}


def _arguments(body: bytes) -> dict[str, Any]:
    if body.startswith(b"{"):
        arguments: dict[str, Any] = json.loads(body)
        return arguments
    return {name: values[-1] for name, values in parse_qs(body.decode()).items()}


def _direct_channel(place: str) -> str:
    """Slack opens the direct conversation when it is given a person."""
    return f"D{place[1:]}" if place.startswith("U") else place
