"""The workspace in memory: every change goes through here and into the event log."""

import time
from typing import Any

from .app import App
from .block_ids import with_ids
from .clock import Clock, Timestamps
from .errors import SlackError
from .event_log import EventLog
from .faults import Faults
from .files import FileStore
from .first_messages import first_messages
from .limits import Limits
from .messages import Message, MessageStore
from .response_urls import ResponseUrls
from .seed import BOT_USER_ID, CHANNELS, DIRECT_MESSAGES, SLACKBOT_USER_ID, Channel
from .threads import parent_of
from .triggers import Triggers
from .views import View, ViewStore
from .watcher import Watcher


class Workspace:
    """One Slack workspace with one app in it."""

    def __init__(self, clock: Clock = time.time) -> None:
        self.clock = clock
        """The real time: signatures, trigger ids, response URLs and limits keep to it."""
        self.ahead_seconds = 0.0
        """How far the sandbox's clock, which stamps messages, is ahead of it."""
        self.url = ""
        """The server's own address, with which permalinks begin."""
        self.log = EventLog()
        self.messages = MessageStore()
        self.views = ViewStore()
        self.triggers = Triggers(clock)
        self.response_urls = ResponseUrls(clock)
        self.files = FileStore()
        self.dnd: dict[str, tuple[float, float]] = {}
        """Who wants no notifications: from when to when, in seconds since the epoch."""
        self.faults = Faults()
        self.limits = Limits(clock)
        self.app = App()
        self.history_page = 999
        """Most messages that `conversations.history` and `.replies` give at once."""
        self.watchers: list[Watcher] = []
        self.deliveries: list[dict[str, Any]] = []
        self._timestamps = Timestamps(self.now)
        for message in first_messages(self.now(), self._timestamps):
            self.messages.add(message)

    def now(self) -> float:
        """The sandbox's time, in seconds since the epoch."""
        return self.clock() + self.ahead_seconds

    def move_clock(self, ahead_seconds: float) -> None:
        """Let the sandbox's time be so far ahead of the real one."""
        if ahead_seconds < self.ahead_seconds:
            self._timestamps.turn_back()
        self.ahead_seconds = ahead_seconds
        self.log.append("clock_moved", ahead_seconds=ahead_seconds)

    def channel(self, channel_id: object) -> Channel:
        """A channel by id or name, or the direct messages with a person by the person's id.

        :raises SlackError: channel_not_found
        """
        for channel in (*CHANNELS, *DIRECT_MESSAGES):
            if channel_id in {channel.id, channel.person_id or channel.id}:
                return channel
            if not channel.is_im and channel_id in {channel.name, f"#{channel.name}"}:
                return channel
        raise SlackError("channel_not_found")

    def own_channel(self, channel_id: object) -> Channel:
        """The same, where the app has to be a member.

        :raises SlackError: channel_not_found, not_in_channel
        """
        channel = self.channel(channel_id)
        if channel.id in self.app.left:
            raise SlackError("not_in_channel")
        return channel

    def may_see(self, channel: Channel, user_id: str) -> bool:
        """Everyone sees the channels; direct messages are seen by the two who talk."""
        return channel.person_id in {None, user_id}

    def post(self, channel: str, user: str, text: str, **more: Any) -> Message:
        """Post a message; `more` are further fields of :class:`Message`."""
        more["blocks"] = with_ids(more.get("blocks") or [])
        if more.get("thread_ts"):
            parent = parent_of(self.messages, channel, more["thread_ts"])
            # Without one it is an orphan, as in Slack, where a bot answers what was deleted.
            more |= {"thread_ts": parent.ts, "parent_user_id": parent.user} if parent else {}
        message = Message(channel, self._timestamps.next(), user, text, **more)
        self.messages.add(message)
        self.log.append("message_posted", message=message.as_page())
        for watcher in self.watchers:
            watcher.message_posted(message)
        return message

    def say_as_slackbot(
        self, channel: str, user_id: str, text: str, *, thread_ts: str | None = None
    ) -> Message:
        """Tell one person what went wrong, as Slack does."""
        return self.post(channel, SLACKBOT_USER_ID, text, ephemeral_to=user_id, thread_ts=thread_ts)

    def edit(self, message: Message, changes: dict[str, Any]) -> None:
        """Change a message's text, blocks or metadata in place."""
        previous = message.as_slack()
        if "blocks" in changes:
            message.blocks = with_ids(changes["blocks"] or [])
        message.text = changes.get("text", message.text)
        message.metadata = changes.get("metadata", message.metadata)
        message.edited_ts = self._timestamps.next()
        self._changed(message, previous)

    def unfurl(self, message: Message, blocks: dict[str, list[dict[str, Any]]]) -> None:
        """Show blocks under a message, by the address in it that they are of; for no blocks, nothing more."""
        previous = message.as_slack()
        message.unfurls |= {url: with_ids(each) for url, each in blocks.items()}
        message.unfurls = {url: each for url, each in message.unfurls.items() if each}
        self._changed(message, previous)

    def _changed(self, message: Message, previous: dict[str, Any]) -> None:
        self.log.append("message_changed", message=message.as_page())
        for watcher in self.watchers:
            watcher.message_changed(message, previous)

    def delete(self, message: Message) -> None:
        """Remove a message."""
        self.messages.remove(message)
        self.log.append("message_deleted", channel=message.channel, ts=message.ts)
        for watcher in self.watchers:
            watcher.message_deleted(message)

    def react(self, message: Message, user_id: str, name: str) -> None:
        """Add a person's reaction to a message.

        :raises SlackError: already_reacted
        """
        users = message.reactions.setdefault(name, [])
        if user_id in users:
            raise SlackError("already_reacted")
        users.append(user_id)
        self.log.append("reactions_changed", message=message.as_page())

    def unreact(self, message: Message, user_id: str, name: str) -> None:
        """Take it back.

        :raises SlackError: no_reaction
        """
        users = message.reactions.get(name, [])
        if user_id not in users:
            raise SlackError("no_reaction")
        users.remove(user_id)
        if not users:
            del message.reactions[name]
        self.log.append("reactions_changed", message=message.as_page())

    def open_view(self, user_id: str, body: dict[str, Any], *, push: bool = False) -> View:
        """Open a modal, or push one over it."""
        body = {**body, "blocks": with_ids(body["blocks"])}
        view = self.views.push(user_id, body) if push else self.views.open(user_id, body)
        self.views_changed(user_id)
        return view

    def update_view(self, view: View, body: dict[str, Any]) -> None:
        """Show something else in an open modal.

        :raises SlackError: duplicate_external_id
        """
        self.views.replace(view, {**body, "blocks": with_ids(body["blocks"])})
        self.views_changed(view.user_id)

    def close_view(self, view: View, *, everything: bool = False) -> None:
        """Close a modal, or all of them."""
        self.views.close(view, everything=everything)
        self.views_changed(view.user_id)

    def publish_home(self, user_id: str, body: dict[str, Any]) -> View:
        """Publish a person's App Home.

        :raises SlackError: not_enabled, duplicate_external_id
        """
        if not self.app.home_tab:
            raise SlackError("not_enabled")
        view = self.views.publish(user_id, {**body, "blocks": with_ids(body["blocks"])})
        self.log.append("home_published", user=user_id, view=view.as_page())
        return view

    def bring_app(self, channel: Channel, inviter_id: str) -> None:
        """The app becomes a member of a channel, and everybody there sees it."""
        self.app.left.discard(channel.id)
        text = f"<@{BOT_USER_ID}> was added to the channel by <@{inviter_id}>"
        self.post(channel.id, BOT_USER_ID, text, notice="channel_join")
        self.app_changed()

    def take_app(self, channel: Channel, remover_id: str) -> None:
        """It is one no more."""
        text = f"<@{BOT_USER_ID}> was removed from the channel by <@{remover_id}>"
        self.post(channel.id, BOT_USER_ID, text, notice="channel_leave")
        self.app.left.add(channel.id)
        self.app_changed()

    def app_changed(self) -> None:
        """Tell the pages what the app may do now, and where it is."""
        self.log.append("app_changed", **self.app.as_page())

    def views_changed(self, user_id: str) -> None:
        """Tell the pages what this person's stack looks like now."""
        stack = [view.as_page() for view in self.views.stack(user_id)]
        self.log.append("views_changed", user=user_id, views=stack)

    def record_delivery(self, delivery: dict[str, Any]) -> None:
        """Keep what was delivered to the app and how it answered."""
        self.deliveries.append(delivery)
        self.log.append("delivery", delivery=delivery)
