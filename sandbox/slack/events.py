"""What the app hears of: the events of its manifest, where it has the scope and is there ("Events API")."""

from typing import Any

from . import event_payloads
from .courier import Courier
from .links import links_in
from .messages import Message
from .seed import BOT_USER_ID
from .state import Workspace

Json = dict[str, Any]

# Event as the manifest names it → scope (each event's page, "Required scopes").
SCOPES_OF_EVENTS = {
    "app_home_opened": None,
    "app_mention": "app_mentions:read",
    "link_shared": "links:read",
    "message.channels": "channels:history",
    "message.im": "im:history",
    "reaction_added": "reactions:read",
    "reaction_removed": "reactions:read",
}


class Events:
    """Delivers them while the person who caused them goes on."""

    def __init__(self, workspace: Workspace, courier: Courier) -> None:
        self._workspace = workspace
        self._courier = courier
        workspace.watchers.append(self)

    def message_posted(self, message: Message) -> None:
        """Something was said. A mention in a channel can be two events, in direct messages it is none."""
        event, channel_type = self._place(message)
        self._send(event, message, event_payloads.message(message, channel_type))
        if channel_type != "im" and f"<@{BOT_USER_ID}>" in message.text and message.user != BOT_USER_ID:
            self._send("app_mention", message, event_payloads.app_mention(message))
        self._links_shared(message)

    def _links_shared(self, message: Message) -> None:
        """Of its own messages the app does not hear, but of everybody's everywhere, as member or not."""
        links = links_in(message.text, self._workspace.app.unfurl_domains)
        if links and not message.by_bot and message.ephemeral_to is None and self._hears("link_shared"):
            is_member = message.channel not in self._workspace.app.left
            self._deliver(event_payloads.link_shared(message, links, self._now(), is_member=is_member))

    def message_changed(self, message: Message, previous: Json) -> None:
        """A message, which was `previous`, says something else."""
        event, channel_type = self._place(message)
        ts = self._now()
        self._send(event, message, event_payloads.message_changed(message, previous, channel_type, ts))

    def message_deleted(self, message: Message) -> None:
        """A message is gone."""
        event, channel_type = self._place(message)
        self._send(event, message, event_payloads.message_deleted(message, channel_type, self._now()))

    def reacted(self, message: Message, user_id: str, name: str, *, removed: bool) -> None:
        """Somebody put an emoji to a message, or took it away."""
        kind = "reaction_removed" if removed else "reaction_added"
        self._send(kind, message, event_payloads.reaction(kind, user_id, name, message, self._now()))

    def home_opened(self, user_id: str, tab: str = "home") -> None:
        """A person looks at the app's tab `home`, or at `messages`, with which no view comes."""
        channel = self._workspace.channel(user_id).id
        view = self._workspace.views.home(user_id) if tab == "home" else None
        if self._hears("app_home_opened"):
            self._deliver(event_payloads.app_home_opened(user_id, channel, tab, self._now(), view))

    def _send(self, name: str, message: Message, event: Json) -> None:
        # What one person alone sees is no event; and nobody hears what is said where they are not.
        seen = message.ephemeral_to is None and message.channel not in self._workspace.app.left
        if seen and self._hears(name):
            self._deliver(event)

    def _hears(self, name: str) -> bool:
        scope = SCOPES_OF_EVENTS[name]
        return name in self._workspace.app.events and (scope is None or scope in self._workspace.app.scopes)

    def _place(self, message: Message) -> tuple[str, str]:
        if self._workspace.channel(message.channel).is_im:
            return "message.im", "im"
        return "message.channels", "channel"

    def _now(self) -> str:
        return f"{self._workspace.now():.6f}"

    def _deliver(self, event: Json) -> None:
        self._courier.event(event_payloads.event_callback(event, int(self._workspace.now())))
