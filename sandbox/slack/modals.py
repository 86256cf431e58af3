"""What a person does with an open modal: submit it or close it ("Modals", View submissions)."""

from typing import Any

from sandbox.people import Person

from . import payloads
from .errors import SlackError
from .input_values import input_errors, state_values
from .interactions import Interactions, outcome
from .validation import check_view
from .views import View

Json = dict[str, Any]


class Modals:
    """Delivers submissions and carries out the `response_action` of the acknowledgement."""

    def __init__(self, interactions: Interactions) -> None:
        self._workspace = interactions.workspace
        self._courier = interactions.courier

    async def submit(self, person: Person, view: View, given: dict[str, Json]) -> Json:
        """Submit a modal; what is missing is said at once, before the app hears of it."""
        blocks = view.body["blocks"]
        view.values = state_values(blocks, view.values, given)
        if errors := input_errors(blocks, view.values):
            return self._show_errors(view, errors) | {"status": None, "elapsed_ms": 0}
        trigger_id = self._workspace.triggers.issue(person.slack_user_id, view.id)
        payload = payloads.interaction(
            "view_submission", person, trigger_id=trigger_id, view=view.as_slack(), response_urls=[]
        )
        answer = await self._courier.interaction(payload)
        if answer.error:
            return outcome(answer, trigger_id) | {"result": "failed", "errors": {}}
        return outcome(answer, trigger_id) | self._carry_out(view, answer.reply())

    async def close(self, person: Person, view: View, *, everything: bool = False) -> Json:
        """Close a modal; the app hears of it where it asked to."""
        self._workspace.close_view(view, everything=everything or bool(view.body.get("clear_on_close")))
        if not view.body.get("notify_on_close"):
            return {"status": None, "elapsed_ms": 0, "result": "closed"}
        payload = payloads.interaction("view_closed", person, view=view.as_slack(), is_cleared=everything)
        return outcome(await self._courier.interaction(payload)) | {"result": "closed"}

    def _carry_out(self, view: View, body: Json) -> Json:
        action = body.get("response_action")
        done: Json = {"errors": {}}
        if action == "errors":
            return self._show_errors(view, body.get("errors") or {})
        if action in {"update", "push"}:
            try:
                check_view(body.get("view"))
                if action == "push":
                    self._workspace.open_view(view.user_id, body["view"], push=True)
                else:
                    self._workspace.update_view(view, body["view"])
            except SlackError as error:
                return done | {"result": "failed", "error": error.code, "messages": error.messages}
            return done | {"result": "updated" if action == "update" else "pushed"}
        self._workspace.close_view(view, everything=action == "clear")
        return done | {"result": "cleared" if action == "clear" else "closed"}

    def _show_errors(self, view: View, errors: dict[str, str]) -> Json:
        view.errors = errors
        self._workspace.views_changed(view.user_id)
        return {"result": "errors", "errors": errors}
