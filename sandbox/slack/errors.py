"""The errors a caller sees, by Slack's own codes."""

from typing import Any


class SlackError(Exception):
    """A call that Slack refuses: becomes `{"ok": false, "error": code}`."""

    def __init__(
        self, code: str, messages: list[str] | None = None, *, more: dict[str, str] | None = None
    ) -> None:
        super().__init__(code)
        self.code = code
        self.more = more or {}
        """Further fields of the answer."""
        self.messages = messages or []
        """Slack's `response_metadata.messages`: one line per fault, with a JSON pointer to it."""

    def as_json(self) -> dict[str, Any]:
        """The body of the answer (Web API, "Evaluating responses")."""
        body: dict[str, Any] = {"ok": False, "error": self.code, **self.more}
        if self.messages:
            body["response_metadata"] = {"messages": self.messages}
        return body
