"""A person at the local Slack: what it would deliver of their deeds is signed anew and given to the app here.

So the payloads are the sandbox's, with response URLs and triggers that work, and the app's answer is at hand.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from slack_sdk import WebClient

from bot.views.message import Message
from tests.bot.slack import BOT_TOKEN, MAYA, Driver, Json, Reply, Workspace

_INPUTS = {"when": "when_text", "what": "what_text", "where": "where_choice", "entry": "entry_text"}
_INPUTS |= {"kind": "kind_choice", "text": "text_value", "place": "place_choice"}


@dataclass
class Mailbox:
    """Takes what the local Slack delivers, and does nothing about it."""

    url: str
    bodies: list[str] = field(default_factory=list)


@contextmanager
def mailbox() -> Iterator[Mailbox]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            taken.bodies.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_arguments: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        taken = Mailbox(f"http://127.0.0.1:{server.server_port}/slack/events")
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield taken
        server.shutdown()


@dataclass(frozen=True)
class Hands:
    """Clicks, chooses and submits."""

    slack: Workspace
    mailbox: Mailbox
    driver: Driver

    def post(self, message: Message, channel: str = "C0LAUNCH", only_to: str | None = None) -> Json:
        """The bot's message, seen by all or by one; returned as the page has it."""
        client, payload = WebClient(BOT_TOKEN, f"{self.slack.url}/api/"), message.payload()
        if only_to:
            client.chat_postEphemeral(channel=channel, user=only_to, **payload)
        else:
            client.chat_postMessage(channel=channel, **payload)
        return self.slack.messages(channel, only_to or MAYA)[-1]

    def again(self, message: Json, viewer: str = MAYA) -> Json:
        """How the message stands by now."""
        (now,) = [
            each for each in self.slack.messages(message["channel"], viewer) if each["ts"] == message["ts"]
        ]
        return now

    def delivery_of_click(
        self, message: Json, action_id: str, row: int = 0, user: str = MAYA, **more: Any
    ) -> str:
        where = {"user": user, "channel": message["channel"], "ts": message["ts"]}
        place = {"action_id": action_id, "block_id": more.pop("block_id", f"row-{row}")}
        return self.delivered("action", {**where, **place, **more})

    def click(self, message: Json, action_id: str, row: int = 0, user: str = MAYA, **more: Any) -> Reply:
        return self.driver.deliver(self.delivery_of_click(message, action_id, row, user, **more))

    def choose(self, message: Json, callback_id: str, user: str = MAYA) -> Reply:
        where = {"user": user, "channel": message["channel"], "ts": message["ts"]}
        return self.driver.deliver(self.delivered("shortcut", {**where, "callback_id": callback_id}))

    def choose_anywhere(self, callback_id: str, user: str = MAYA) -> Reply:
        """A global shortcut."""
        return self.driver.deliver(self.delivered("shortcut", {"user": user, "callback_id": callback_id}))

    def suggested(self, view: Json, typed: str, user: str = MAYA) -> dict[str, str]:
        """What the picker of the form "Add to Backpack" offers: names by value."""
        where = {"user": user, "view_id": view["id"], "block_id": "place", "action_id": "place_choice"}
        reply = self.driver.deliver(self.delivered("options", {**where, "typed": typed}))
        return {each["value"]: each["text"]["text"] for each in reply.body["options"]}

    def delivery_of_submission(self, view: Json, user: str = MAYA, **values: str) -> str:
        given = {block: {_INPUTS[block]: value} for block, value in values.items()}
        return self.delivered("view/submit", {"user": user, "view_id": view["id"], "values": given})

    def submit(self, view: Json, user: str = MAYA, **values: str) -> Reply:
        """The form in the workspace closes, whatever the app answers."""
        return self.driver.deliver(self.delivery_of_submission(view, user, **values))

    def submit_again(self, reply: Reply, user: str = MAYA, **values: str) -> Reply:
        """What the app's answer shows now, in the place of the form before."""
        client = WebClient(BOT_TOKEN, f"{self.slack.url}/api/")
        client.views_open(trigger_id=self.slack.trigger_id(user), view=reply.body["view"])
        return self.submit(self.slack.views(user)[-1], user, **values)

    def delivered(self, path: str, body: Json) -> str:
        before = len(self.mailbox.bodies)
        self.slack.post(path, body)
        deliveries = [body for body in self.mailbox.bodies[before:] if body.startswith("payload=")]
        (delivery,) = deliveries  # events come when they like
        return delivery


def initial(view: Json) -> Json:
    """What the form is filled in with, by block."""
    inputs = [block for block in view["blocks"] if block["type"] == "input"]
    return {block["block_id"]: block["element"].get("initial_value") for block in inputs}
