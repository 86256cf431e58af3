"""What a person does: types a command, writes a message, presses a button."""

from typing import Any
from uuid import uuid4

from sandbox.people import Person

from . import payloads
from .block_ids import find_element
from .config import Config
from .courier import Answer, Courier
from .errors import SlackError
from .formatting import command_text, message_text
from .input_values import VALUE_KEYS, state_value, state_values
from .messages import Message
from .own_commands import OWN_COMMANDS, carry_out
from .repeats import ONCE, Times, deliver
from .replies import reply
from .seed import BOT_NAME, BOT_USER_ID, COMMANDS, Channel
from .state import Workspace
from .threads import parent_of
from .views import View

Json = dict[str, Any]


class Interactions:
    """Turns a person's deeds into deliveries, and the app's answers into what the person sees."""

    def __init__(self, config: Config, workspace: Workspace, courier: Courier) -> None:
        self.config = config
        self.workspace = workspace
        self.courier = courier

    async def command(
        self, person: Person, channel: Channel, command: str, text: str, times: Times = ONCE
    ) -> Json:
        """A slash command. What goes wrong is told as Slack tells it: to this person, by Slackbot."""
        workspace, user_id = self.workspace, person.slack_user_id
        if command in {own.name for own in OWN_COMMANDS}:
            carry_out(workspace, person, channel, command, text)
            return {"status": None, "elapsed_ms": 0, "trigger_id": None, "error": None}
        if command not in {known.name for known in COMMANDS}:
            workspace.say_as_slackbot(channel.id, user_id, f"`{command}` is not a valid command.")
            return {"status": None, "elapsed_ms": 0, "trigger_id": None, "error": "invalid_command"}
        path = workspace.response_urls.issue("commands", user_id, channel.id)
        response_url = self.config.base_url + path
        trigger_id = workspace.triggers.issue(user_id)
        payload = payloads.slash_command(
            person,
            channel,
            (command, command_text(text)),
            response_url=response_url,
            trigger_id=trigger_id,
        )
        answer = await deliver(lambda: self.courier.command(payload), times)
        if answer.error:
            workspace.say_as_slackbot(
                channel.id, user_id, f'{command} failed with the error "{answer.error}"'
            )
        elif body := answer.reply():
            self._show_acknowledgement(path, command, body)
        return outcome(answer, trigger_id) | {"response_url": response_url}

    def command_in_thread(self, person: Person, channel: Channel, command: str, thread_ts: str) -> Json:
        """A slash command in a thread, where Slack delivers none."""
        sorry = f"`{command}` is not supported in threads. Sorry!"
        self.workspace.say_as_slackbot(channel.id, person.slack_user_id, sorry, thread_ts=thread_ts)
        return {"status": None, "elapsed_ms": 0, "trigger_id": None, "error": "not_supported_in_threads"}

    def message(self, person: Person, channel: Channel, text: str, thread_ts: str | None = None) -> Message:
        """A message, as a person's client sends it.

        :raises SlackError: thread_not_found
        """
        if thread_ts and parent_of(self.workspace.messages, channel.id, thread_ts) is None:
            raise SlackError("thread_not_found")
        posted = self.workspace.post(
            channel.id,
            person.slack_user_id,
            message_text(text),
            thread_ts=thread_ts,
            client_msg_id=str(uuid4()),
        )
        if channel.id in self.workspace.app.left and f"<@{BOT_USER_ID}>" in posted.text:
            hint = f"{BOT_NAME} is not here, and does not hear you. `/invite @backpack` brings it in."
            self.workspace.say_as_slackbot(channel.id, person.slack_user_id, hint, thread_ts=thread_ts)
        return posted

    async def action_in_message(self, person: Person, channel: Channel, ts: str, click: Json) -> Json:
        """A click (or choice) in a message."""
        message = self.workspace.messages.find(channel.id, ts)
        if message.ephemeral_to not in {None, person.slack_user_id}:
            raise SlackError("message_not_found")
        action = self._action(message.blocks, click)
        path = self.workspace.response_urls.issue("actions", person.slack_user_id, channel.id, ts)
        trigger_id = self.workspace.triggers.issue(person.slack_user_id)
        given = click.get("values") or {}
        payload = payloads.interaction(
            "block_actions",
            person,
            **payloads.from_message(message, channel),
            state={"values": state_values(message.blocks, {}, given)},
            response_url=self.config.base_url + path,
            trigger_id=trigger_id,
            actions=[action],
        )
        return outcome(await self.courier.interaction(payload), trigger_id)

    async def action_in_view(self, person: Person, view: View, click: Json) -> Json:
        """A click (or choice) in a modal or in App Home."""
        blocks = view.body["blocks"]
        action = self._action(blocks, click)
        view.values = state_values(blocks, view.values, click.get("values") or {})
        if action["block_id"] in view.values and action["action_id"] in view.values[action["block_id"]]:
            key = VALUE_KEYS[action["type"]][0]
            view.values[action["block_id"]][action["action_id"]] = {"type": action["type"], key: action[key]}
        trigger_id = self.workspace.triggers.issue(person.slack_user_id, view.id)
        payload = payloads.interaction(
            "block_actions", person, **payloads.from_view(view), trigger_id=trigger_id, actions=[action]
        )
        return outcome(await self.courier.interaction(payload), trigger_id)

    async def options(self, person: Person, place: Json, action_id: str, block_id: str, typed: str) -> Json:
        """What an external select offers for the letters typed so far ("block_suggestion payload")."""
        payload = payloads.interaction(
            "block_suggestion", person, **place, action_id=action_id, block_id=block_id, value=typed
        )
        answer = await self.courier.interaction(payload)
        body = answer.reply()
        return {"options": body.get("options", []), "option_groups": body.get("option_groups", [])}

    def _show_acknowledgement(self, path: str, command: str, body: Json) -> None:
        # The acknowledgement answers as the response URL would, and counts as none of its five uses.
        url = self.workspace.response_urls.peek(path)
        try:
            reply(self.workspace, url, body)
        except SlackError:
            failed = f'{command} failed with the error "invalid_command_response"'
            self.workspace.say_as_slackbot(url.channel, url.user_id, failed)

    def _action(self, blocks: list[Json], click: Json) -> Json:
        found = find_element(blocks, click["action_id"], click.get("block_id"))
        if found is None:
            raise SlackError("action_not_found")
        block, element = found
        seconds = self.workspace.now()
        ids = {"action_id": element["action_id"], "block_id": block["block_id"]}
        action = {"type": element["type"], **ids, "action_ts": f"{seconds:.6f}"}
        if element["type"] == "button":
            return {**action, **{key: element[key] for key in ("text", "value", "style") if key in element}}
        return {**action, **state_value(element, click.get("value"))}


def outcome(answer: Answer, trigger_id: str | None = None) -> Json:
    """How a delivery went, as the page and the tests read it."""
    return {
        "status": answer.status,
        "elapsed_ms": answer.elapsed_ms,
        "trigger_id": trigger_id,
        "error": answer.error,
        "reply": str(answer.reply().get("text") or "") if answer.error is None else "",
    }
