"""Shortcuts: what a person chooses from a message's menu, or beside the composer ("Shortcuts")."""

from typing import Any

from sandbox.people import Person

from . import payloads
from .errors import SlackError
from .interactions import Interactions, outcome
from .seed import Channel

Json = dict[str, Any]


class Shortcuts:
    """Delivers those that the app's manifest registers, and no others."""

    def __init__(self, interactions: Interactions) -> None:
        self._config = interactions.config
        self._workspace = interactions.workspace
        self._courier = interactions.courier

    async def anywhere(self, person: Person, callback_id: str) -> Json:
        """A global shortcut.

        :raises SlackError: shortcut_not_found
        """
        payload = self._payload("global", person, callback_id)
        return outcome(await self._courier.interaction(payload), payload["trigger_id"])

    async def on_message(self, person: Person, channel: Channel, ts: str, callback_id: str) -> Json:
        """A shortcut of one message; those that one person alone sees have none.

        :raises SlackError: shortcut_not_found, message_not_found
        """
        common = self._payload("message", person, callback_id)
        message = self._workspace.messages.find(channel.id, ts)
        if message.ephemeral_to is not None:
            raise SlackError("message_not_found")
        path = self._workspace.response_urls.issue("app-actions", person.slack_user_id, channel.id)
        url = self._config.base_url + path
        payload = payloads.message_shortcut(common, person, message, channel, url)
        return outcome(await self._courier.interaction(payload), payload["trigger_id"])

    def _payload(self, kind: str, person: Person, callback_id: str) -> Json:
        known = {(shortcut.type, shortcut.callback_id) for shortcut in self._workspace.app.shortcuts}
        if (kind, callback_id) not in known:
            raise SlackError("shortcut_not_found")
        return payloads.shortcut(
            person,
            callback_id,
            trigger_id=self._workspace.triggers.issue(person.slack_user_id),
            action_ts=f"{self._workspace.now():.6f}",
        )
