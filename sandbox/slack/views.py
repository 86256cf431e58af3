"""Modals and App Home views ("Modals": up to three views in a stack; "App Home")."""

import secrets
from dataclasses import dataclass, field
from typing import Any

from .errors import SlackError
from .ids import new_id
from .input_values import surviving
from .seed import APP_ID, BOT_ID, TEAM_ID

STACK_LIMIT = 3


@dataclass
class View:
    """One modal, or one person's App Home."""

    user_id: str
    body: dict[str, Any]
    """As the app gave it: type, title, blocks, callback_id, private_metadata …"""
    id: str = field(default_factory=lambda: new_id("V"))
    hash: str = field(default_factory=lambda: secrets.token_hex(8))
    root_id: str = ""
    previous_id: str | None = None
    values: dict[str, Any] = field(default_factory=dict)
    """What the person has typed so far: block id → action id → state value."""
    errors: dict[str, str] = field(default_factory=dict)
    """What the app said of the last submission, by block id."""

    def replace(self, body: dict[str, Any]) -> None:
        """Show something else: a new hash, no old errors, and the values of what is still there."""
        self.body, self.errors, self.hash = body, {}, secrets.token_hex(8)
        self.values = surviving(body["blocks"], self.values)

    def as_slack(self) -> dict[str, Any]:
        """The view object of the Web API and of interaction payloads."""
        defaults = {"private_metadata": "", "callback_id": "", "external_id": "", "clear_on_close": False}
        return {
            **defaults,
            "notify_on_close": False,
            "title": None,
            "close": None,
            "submit": None,
            **self.body,
            "id": self.id,
            "team_id": TEAM_ID,
            "app_id": APP_ID,
            "app_installed_team_id": TEAM_ID,
            "bot_id": BOT_ID,
            "hash": self.hash,
            "root_view_id": self.root_id or self.id,
            "previous_view_id": self.previous_id,
            "state": {"values": self.values},
        }

    def as_page(self) -> dict[str, Any]:
        """The view as the page and the tests read it."""
        return {**self.as_slack(), "errors": self.errors, "user": self.user_id}


class ViewStore:
    """Each person's stack of open modals, and each person's App Home."""

    def __init__(self) -> None:
        self._stacks: dict[str, list[View]] = {}
        self._homes: dict[str, View] = {}

    def stack(self, user_id: str) -> list[View]:
        """The person's open modals; the last is the one they see."""
        return self._stacks.setdefault(user_id, [])

    def home(self, user_id: str) -> View | None:
        """What the app published for this person."""
        return self._homes.get(user_id)

    def publish(self, user_id: str, body: dict[str, Any]) -> View:
        """Set the person's App Home.

        :raises SlackError: duplicate_external_id
        """
        view = self._homes.get(user_id)
        if view is not None:
            self.replace(view, body)
            return view
        self._check_external_id(body)
        view = self._homes[user_id] = View(user_id, body)
        return view

    def replace(self, view: View, body: dict[str, Any]) -> None:
        """Show something else in a view.

        :raises SlackError: duplicate_external_id
        """
        self._check_external_id(body, but=view)
        view.replace(body)

    def open(self, user_id: str, body: dict[str, Any]) -> View:
        """Open a modal on its own: what was open before is gone."""
        self._check_external_id(body)
        view = View(user_id, body)
        self._stacks[user_id] = [view]
        return view

    def push(self, user_id: str, body: dict[str, Any]) -> View:
        """Put a modal over the open one.

        :raises SlackError: not_found, push_limit_reached, duplicate_external_id
        """
        stack = self.stack(user_id)
        if not stack:
            raise SlackError("not_found")
        if len(stack) >= STACK_LIMIT:
            raise SlackError("push_limit_reached")
        self._check_external_id(body)
        view = View(user_id, body, root_id=stack[0].id, previous_id=stack[-1].id)
        stack.append(view)
        return view

    def find(self, *, view_id: str | None = None, external_id: str | None = None) -> View:
        """An open modal or a home view.

        :raises SlackError: not_found
        """
        for view in self._all():
            if view.id == view_id or (external_id and view.body.get("external_id") == external_id):
                return view
        raise SlackError("not_found")

    def close(self, view: View, *, everything: bool = False) -> None:
        """Close one modal, or the whole stack it stands in."""
        stack = self.stack(view.user_id)
        remaining = [] if everything else [each for each in stack if each is not view]
        self._stacks[view.user_id] = remaining

    def _all(self) -> list[View]:
        return [*(view for stack in self._stacks.values() for view in stack), *self._homes.values()]

    def _check_external_id(self, body: dict[str, Any], but: View | None = None) -> None:
        external_id = body.get("external_id")
        others = (view for view in self._all() if view is not but)
        if external_id and any(view.body.get("external_id") == external_id for view in others):
            raise SlackError("duplicate_external_id")
